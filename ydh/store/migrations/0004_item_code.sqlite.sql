CREATE TABLE "item_code" ("fold" TEXT NOT NULL, "customer" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('item', 'barcode', 'further', 'own')), "text" TEXT NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), PRIMARY KEY ("fold", "customer"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE INDEX "item_code_sku_id" ON "item_code" ("sku_id")
;
CREATE INDEX "item_code_customer" ON "item_code" ("customer") WHERE "customer" <> 0
;
CREATE TABLE "code_conflict" ("fold" TEXT NOT NULL, "customer" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('item', 'barcode', 'further', 'own')), "text" TEXT NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), PRIMARY KEY ("fold", "customer", "sku_id", "kind", "text"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE INDEX "code_conflict_sku_id" ON "code_conflict" ("sku_id")
;
CREATE TRIGGER item_code_one_item_insert BEFORE INSERT ON item_code
WHEN EXISTS (SELECT 1 FROM item_code WHERE fold = NEW.fold AND sku_id <> NEW.sku_id
AND (customer = 0) <> (NEW.customer = 0)) BEGIN SELECT RAISE(ABORT, 'a code stands for one item'); END
;
CREATE TRIGGER item_code_one_item_update BEFORE UPDATE ON item_code
WHEN EXISTS (SELECT 1 FROM item_code WHERE fold = NEW.fold AND sku_id <> NEW.sku_id
AND (customer = 0) <> (NEW.customer = 0)) BEGIN SELECT RAISE(ABORT, 'a code stands for one item'); END
;
