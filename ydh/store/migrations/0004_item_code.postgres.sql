CREATE TABLE "item_code" ("fold" TEXT NOT NULL, "customer" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('item', 'barcode', 'further', 'own')), "text" TEXT NOT NULL, "quantity" BIGINT NOT NULL CHECK (quantity > 0), PRIMARY KEY ("fold", "customer"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"))
;
CREATE INDEX "item_code_sku_id" ON "item_code" ("sku_id")
;
CREATE INDEX "item_code_customer" ON "item_code" ("customer") WHERE "customer" <> 0
;
CREATE TABLE "code_conflict" ("fold" TEXT NOT NULL, "customer" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('item', 'barcode', 'further', 'own')), "text" TEXT NOT NULL, "quantity" BIGINT NOT NULL CHECK (quantity > 0), PRIMARY KEY ("fold", "customer", "sku_id", "kind", "text"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"))
;
CREATE INDEX "code_conflict_sku_id" ON "code_conflict" ("sku_id")
;
CREATE FUNCTION one_item() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF EXISTS (SELECT 1 FROM item_code WHERE fold = NEW.fold AND sku_id <> NEW.sku_id
AND (customer = 0) <> (NEW.customer = 0)) THEN
RAISE EXCEPTION 'a code stands for one item'; END IF; RETURN NEW; END $$
;
CREATE FUNCTION codes_alone() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_xact_lock(133472155037540); RETURN NULL; END $$
;
CREATE TRIGGER item_code_alone BEFORE INSERT OR UPDATE ON item_code
FOR EACH STATEMENT EXECUTE FUNCTION codes_alone()
;
CREATE TRIGGER item_code_one_item BEFORE INSERT OR UPDATE ON item_code
FOR EACH ROW EXECUTE FUNCTION one_item()
;
