CREATE TABLE "price_level" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "name" TEXT NOT NULL)
;
CREATE UNIQUE INDEX "price_level_code" ON "price_level" ("code")
;
CREATE TABLE "customer" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "name" TEXT NOT NULL, "initials" TEXT NOT NULL, "level_id" INTEGER, "region" TEXT NOT NULL, "terms" TEXT NOT NULL CHECK (terms IN ('prepaid', 'on_delivery', 'monthly')), "contact" TEXT NOT NULL, "phone" TEXT NOT NULL, "address" TEXT NOT NULL, "note" TEXT NOT NULL, "assessed" BOOLEAN NOT NULL, "active" BOOLEAN NOT NULL, "created_at" BIGINT NOT NULL, FOREIGN KEY ("level_id") REFERENCES "price_level" ("id"))
;
CREATE UNIQUE INDEX "customer_code" ON "customer" ("code")
;
CREATE UNIQUE INDEX "customer_fold" ON "customer" ("fold")
;
CREATE INDEX "customer_level_id" ON "customer" ("level_id")
;
CREATE INDEX "customer_region" ON "customer" ("region")
;
CREATE TABLE "account" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "login" TEXT NOT NULL, "name" TEXT NOT NULL, "customer_id" INTEGER, "password" TEXT, "os_user" TEXT, "language" TEXT NOT NULL, "theme" TEXT, "scope" TEXT NOT NULL CHECK (scope IN ('all', 'region', 'own')), "active" BOOLEAN NOT NULL, "failures" INTEGER NOT NULL, "locked_until" BIGINT, "created_at" BIGINT NOT NULL, FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"))
;
CREATE UNIQUE INDEX "account_login" ON "account" ("login")
;
CREATE UNIQUE INDEX "account_customer_id" ON "account" ("customer_id")
;
CREATE UNIQUE INDEX "account_os_user" ON "account" ("os_user")
;
CREATE TABLE "customer_owner" ("customer_id" INTEGER NOT NULL, "account_id" INTEGER NOT NULL, PRIMARY KEY ("account_id", "customer_id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"))
;
CREATE INDEX "customer_owner_customer_id" ON "customer_owner" ("customer_id")
;
CREATE INDEX "customer_owner_account_id" ON "customer_owner" ("account_id")
;
CREATE TABLE "account_region" ("account_id" INTEGER NOT NULL, "region" TEXT NOT NULL, PRIMARY KEY ("account_id", "region"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"))
;
CREATE INDEX "account_region_account_id" ON "account_region" ("account_id")
;
CREATE TABLE "role" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "name" TEXT NOT NULL, "builtin" BOOLEAN NOT NULL)
;
CREATE UNIQUE INDEX "role_code" ON "role" ("code")
;
CREATE TABLE "role_permission" ("role_id" INTEGER NOT NULL, "permission" TEXT NOT NULL, PRIMARY KEY ("role_id", "permission"), FOREIGN KEY ("role_id") REFERENCES "role" ("id"))
;
CREATE INDEX "role_permission_role_id" ON "role_permission" ("role_id")
;
CREATE TABLE "account_role" ("account_id" INTEGER NOT NULL, "role_id" INTEGER NOT NULL, PRIMARY KEY ("account_id", "role_id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"), FOREIGN KEY ("role_id") REFERENCES "role" ("id"))
;
CREATE INDEX "account_role_account_id" ON "account_role" ("account_id")
;
CREATE INDEX "account_role_role_id" ON "account_role" ("role_id")
;
CREATE TABLE "token" ("id" SERIAL NOT NULL PRIMARY KEY, "account_id" INTEGER NOT NULL, "digest" TEXT NOT NULL, "name" TEXT NOT NULL, "created_at" BIGINT NOT NULL, "expires_at" BIGINT NOT NULL, "revoked_at" BIGINT, FOREIGN KEY ("account_id") REFERENCES "account" ("id"))
;
CREATE INDEX "token_account_id" ON "token" ("account_id")
;
CREATE UNIQUE INDEX "token_digest" ON "token" ("digest")
;
CREATE TABLE "address" ("id" SERIAL NOT NULL PRIMARY KEY, "customer_id" INTEGER NOT NULL, "label" TEXT NOT NULL, "contact" TEXT NOT NULL, "phone" TEXT NOT NULL, "address" TEXT NOT NULL, FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"))
;
CREATE INDEX "address_customer_id" ON "address" ("customer_id")
;
CREATE TABLE "setting" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "name" TEXT NOT NULL, "value" TEXT NOT NULL)
;
CREATE UNIQUE INDEX "setting_name" ON "setting" ("name")
;
CREATE TABLE "counter" ("series" TEXT NOT NULL, "day" TEXT NOT NULL, "last" INTEGER NOT NULL, PRIMARY KEY ("series", "day"))
;
CREATE TABLE "category" ("id" SERIAL NOT NULL PRIMARY KEY, "name" TEXT NOT NULL)
;
CREATE UNIQUE INDEX "category_name" ON "category" ("name")
;
CREATE TABLE "product" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "name" TEXT NOT NULL, "category_id" INTEGER, "brand" TEXT NOT NULL, "initials" TEXT NOT NULL, "service" BOOLEAN NOT NULL, FOREIGN KEY ("category_id") REFERENCES "category" ("id"))
;
CREATE UNIQUE INDEX "product_code" ON "product" ("code")
;
CREATE UNIQUE INDEX "product_fold" ON "product" ("fold")
;
CREATE INDEX "product_category_id" ON "product" ("category_id")
;
CREATE TABLE "sku" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "product_id" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "attributes" TEXT NOT NULL, "barcode" TEXT, "unit" TEXT NOT NULL, "pack_size" BIGINT NOT NULL, "pack_unit" TEXT NOT NULL, "minimum" BIGINT NOT NULL, "multiple" BIGINT NOT NULL, "price" BIGINT NOT NULL CHECK (price >= 0), "listed" BOOLEAN NOT NULL, "created_at" BIGINT NOT NULL, FOREIGN KEY ("product_id") REFERENCES "product" ("id"))
;
CREATE INDEX "sku_product_id" ON "sku" ("product_id")
;
CREATE UNIQUE INDEX "sku_code" ON "sku" ("code")
;
CREATE UNIQUE INDEX "sku_fold" ON "sku" ("fold")
;
CREATE INDEX "sku_barcode" ON "sku" ("barcode")
;
CREATE UNIQUE INDEX "sku_product_id_attributes" ON "sku" ("product_id", "attributes")
;
CREATE INDEX "sku_created_at" ON "sku" (created_at DESC, "fold")
;
CREATE TABLE "level_price" ("level_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "price" BIGINT NOT NULL, PRIMARY KEY ("level_id", "sku_id"), FOREIGN KEY ("level_id") REFERENCES "price_level" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"))
;
CREATE INDEX "level_price_level_id" ON "level_price" ("level_id")
;
CREATE INDEX "level_price_sku_id" ON "level_price" ("sku_id")
;
CREATE TABLE "customer_price" ("customer_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "price" BIGINT NOT NULL, PRIMARY KEY ("customer_id", "sku_id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"))
;
CREATE INDEX "customer_price_customer_id" ON "customer_price" ("customer_id")
;
CREATE INDEX "customer_price_sku_id" ON "customer_price" ("sku_id")
;
CREATE TABLE "customer_sku" ("customer_id" INTEGER NOT NULL, "fold" TEXT NOT NULL, "sku_id" INTEGER NOT NULL, PRIMARY KEY ("customer_id", "fold"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"))
;
CREATE INDEX "customer_sku_customer_id" ON "customer_sku" ("customer_id")
;
CREATE INDEX "customer_sku_sku_id" ON "customer_sku" ("sku_id")
;
CREATE TABLE "warehouse" ("id" SERIAL NOT NULL PRIMARY KEY, "code" TEXT NOT NULL, "name" TEXT NOT NULL)
;
CREATE UNIQUE INDEX "warehouse_code" ON "warehouse" ("code")
;
CREATE TABLE "stock" ("warehouse_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "on_hand" BIGINT NOT NULL, "reserved" BIGINT NOT NULL, PRIMARY KEY ("warehouse_id", "sku_id"), FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"), CHECK (reserved >= 0 AND reserved <= on_hand))
;
CREATE INDEX "stock_warehouse_id" ON "stock" ("warehouse_id")
;
CREATE INDEX "stock_sku_id" ON "stock" ("sku_id")
;
CREATE TABLE "stock_move" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "warehouse_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "quantity" BIGINT NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('receipt', 'adjust', 'count', 'ship', 'return')), "document" TEXT NOT NULL, "reason" TEXT NOT NULL, "account_id" INTEGER, "business_date" TEXT NOT NULL, "at" BIGINT NOT NULL, FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"))
;
CREATE INDEX "stock_move_sku_id" ON "stock_move" ("sku_id")
;
CREATE TABLE "batch" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "kind" TEXT NOT NULL, "name" TEXT NOT NULL, "digest" TEXT NOT NULL, "state" TEXT NOT NULL, "good" INTEGER NOT NULL, "bad" INTEGER NOT NULL, "account_id" INTEGER, "at" BIGINT NOT NULL, FOREIGN KEY ("account_id") REFERENCES "account" ("id"))
;
CREATE INDEX "batch_digest" ON "batch" ("digest")
;
CREATE TABLE "staged" ("batch_id" INTEGER NOT NULL, "line" INTEGER NOT NULL, "row" TEXT NOT NULL, PRIMARY KEY ("batch_id", "line"), FOREIGN KEY ("batch_id") REFERENCES "batch" ("id"))
;
CREATE TABLE "cart" ("id" SERIAL NOT NULL PRIMARY KEY, "account_id" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "version" INTEGER NOT NULL, "last_number" TEXT NOT NULL, FOREIGN KEY ("account_id") REFERENCES "account" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"))
;
CREATE INDEX "cart_account_id" ON "cart" ("account_id")
;
CREATE INDEX "cart_customer_id" ON "cart" ("customer_id")
;
CREATE UNIQUE INDEX "cart_account_id_customer_id" ON "cart" ("account_id", "customer_id")
;
CREATE TABLE "cart_line" ("cart_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "quantity" BIGINT NOT NULL CHECK (quantity > 0), "seen_price" BIGINT NOT NULL, "note" TEXT NOT NULL, PRIMARY KEY ("cart_id", "sku_id"), FOREIGN KEY ("cart_id") REFERENCES "cart" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"))
;
CREATE INDEX "cart_line_cart_id" ON "cart_line" ("cart_id")
;
CREATE INDEX "cart_line_sku_id" ON "cart_line" ("sku_id")
;
CREATE TABLE "orders" ("id" SERIAL NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "number" TEXT, "customer_id" INTEGER NOT NULL, "step" TEXT NOT NULL, "step_since" BIGINT NOT NULL, "revision" INTEGER NOT NULL, "arrival" BIGINT NOT NULL, "urgent" BOOLEAN NOT NULL, "held" INTEGER NOT NULL, "channel" TEXT NOT NULL, "account_id" INTEGER, "assigned_id" INTEGER, "batch_id" INTEGER, "ref" TEXT, "created_at" BIGINT NOT NULL, "submitted_at" BIGINT, "business_date" TEXT NOT NULL, "counts" BOOLEAN NOT NULL, "goods" BIGINT NOT NULL, "freight" BIGINT NOT NULL, "total" BIGINT NOT NULL, "contact" TEXT NOT NULL, "phone" TEXT NOT NULL, "address" TEXT NOT NULL, "region" TEXT NOT NULL, "terms" TEXT NOT NULL, "requested_date" TEXT, "promised_date" TEXT, "project" TEXT NOT NULL, "contract_number" TEXT NOT NULL, "contract_date" TEXT, "customer_po" TEXT NOT NULL, FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"), FOREIGN KEY ("assigned_id") REFERENCES "account" ("id"), FOREIGN KEY ("batch_id") REFERENCES "batch" ("id"))
;
CREATE UNIQUE INDEX "orders_number" ON "orders" ("number")
;
CREATE INDEX "orders_step_arrival" ON "orders" ("step", "arrival")
;
CREATE UNIQUE INDEX "orders_ref" ON "orders" ("ref") WHERE "ref" IS NOT NULL
;
CREATE INDEX "orders_assigned_id" ON "orders" ("assigned_id") WHERE "assigned_id" IS NOT NULL
;
CREATE INDEX "orders_batch_id" ON "orders" ("batch_id") WHERE "batch_id" IS NOT NULL
;
CREATE INDEX "orders_customer_id_business_date_counts_total" ON "orders" ("customer_id", "business_date", "counts", "total")
;
CREATE INDEX "orders_business_date_counts_channel_total_customer_id" ON "orders" ("business_date", "counts", "channel", "total", "customer_id")
;
CREATE TABLE "order_line" ("id" SERIAL NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "quantity" BIGINT NOT NULL CHECK (quantity > 0), "list_price" BIGINT NOT NULL, "price" BIGINT NOT NULL, "discount" BIGINT NOT NULL, "amount" BIGINT NOT NULL, "released" BIGINT NOT NULL, "given" BOOLEAN NOT NULL, "note" TEXT NOT NULL, "business_date" TEXT NOT NULL, "counts" BOOLEAN NOT NULL, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"), CHECK (released >= 0 AND released <= quantity))
;
CREATE UNIQUE INDEX "order_line_order_id_position" ON "order_line" ("order_id", "position")
;
CREATE INDEX "order_line_sku_id_business_date_counts_quantity_amount" ON "order_line" ("sku_id", "business_date", "counts", "quantity", "amount")
;
CREATE TABLE "reservation" ("line_id" INTEGER NOT NULL, "warehouse_id" INTEGER NOT NULL, "quantity" BIGINT NOT NULL CHECK (quantity >= 0), PRIMARY KEY ("line_id", "warehouse_id"), FOREIGN KEY ("line_id") REFERENCES "order_line" ("id"), FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"))
;
CREATE TABLE "hold" ("id" SERIAL NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "reason" TEXT NOT NULL, "opened_by_id" INTEGER, "opened_at" BIGINT NOT NULL, "lifted_by_id" INTEGER, "lifted_at" BIGINT, "answer" TEXT NOT NULL, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("opened_by_id") REFERENCES "account" ("id"), FOREIGN KEY ("lifted_by_id") REFERENCES "account" ("id"))
;
CREATE UNIQUE INDEX "hold_open" ON "hold" ("order_id", "kind") WHERE lifted_at IS NULL
;
CREATE TABLE "shipment" ("id" SERIAL NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "number" TEXT NOT NULL, "step" TEXT NOT NULL, "step_since" BIGINT NOT NULL, "warehouse_id" INTEGER NOT NULL, "carrier" TEXT NOT NULL, "tracking" TEXT NOT NULL, "created_at" BIGINT NOT NULL, "shipped_at" BIGINT, "received_at" BIGINT, "business_date" TEXT NOT NULL, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"))
;
CREATE INDEX "shipment_order_id" ON "shipment" ("order_id")
;
CREATE UNIQUE INDEX "shipment_number" ON "shipment" ("number")
;
CREATE INDEX "shipment_step_shipped_at" ON "shipment" ("step", "shipped_at")
;
CREATE TABLE "shipment_line" ("shipment_id" INTEGER NOT NULL, "line_id" INTEGER NOT NULL, "quantity" BIGINT NOT NULL CHECK (quantity > 0), "received" BIGINT NOT NULL, PRIMARY KEY ("shipment_id", "line_id"), FOREIGN KEY ("shipment_id") REFERENCES "shipment" ("id"), FOREIGN KEY ("line_id") REFERENCES "order_line" ("id"), CHECK (received >= 0 AND received <= quantity))
;
CREATE INDEX "shipment_line_line_id" ON "shipment_line" ("line_id")
;
CREATE TABLE "note" ("id" SERIAL NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "position" INTEGER, "kind" TEXT NOT NULL, "shared" BOOLEAN NOT NULL, "text" TEXT NOT NULL, "with_whom" TEXT NOT NULL, "how" TEXT NOT NULL, "result" TEXT NOT NULL, "account_id" INTEGER, "at" BIGINT NOT NULL, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"))
;
CREATE INDEX "note_order_id" ON "note" ("order_id")
;
CREATE TABLE "idempotency" ("account_id" INTEGER NOT NULL, "key" TEXT NOT NULL, "request" TEXT NOT NULL, "result" TEXT NOT NULL, "at" BIGINT NOT NULL, PRIMARY KEY ("account_id", "key"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"))
;
CREATE TABLE "journal" ("id" BIGSERIAL NOT NULL PRIMARY KEY, "kind" TEXT NOT NULL, "subject" INTEGER NOT NULL, "seq" INTEGER NOT NULL, "at" BIGINT NOT NULL, "actor" INTEGER NOT NULL, "action" TEXT NOT NULL, "step" TEXT NOT NULL, "to" TEXT NOT NULL, "waited" BIGINT NOT NULL, "body" TEXT NOT NULL, "hash" TEXT NOT NULL)
;
CREATE UNIQUE INDEX "journal_kind_subject_seq" ON "journal" ("kind", "subject", "seq")
;
CREATE TABLE "personal" ("id" SERIAL NOT NULL PRIMARY KEY, "digest" TEXT NOT NULL, "salt" TEXT NOT NULL, "text" TEXT)
;
CREATE UNIQUE INDEX "personal_digest" ON "personal" ("digest")
;
CREATE TABLE "seal" ("id" SERIAL NOT NULL PRIMARY KEY, "at" BIGINT NOT NULL, "account" INTEGER NOT NULL, "last" BIGINT NOT NULL, "count" INTEGER NOT NULL, "digest" TEXT NOT NULL, "previous" TEXT NOT NULL)
;
CREATE UNIQUE INDEX "seal_previous" ON "seal" ("previous")
;
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$
;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
CREATE TRIGGER stock_move_no_update BEFORE UPDATE ON stock_move
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
CREATE TRIGGER stock_move_no_delete BEFORE DELETE ON stock_move
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
CREATE TRIGGER stock_move_no_truncate BEFORE TRUNCATE ON stock_move
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON seal
FOR EACH STATEMENT EXECUTE FUNCTION append_only()
;
