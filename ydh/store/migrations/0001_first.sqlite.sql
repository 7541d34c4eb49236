CREATE TABLE "price_level" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "name" TEXT NOT NULL, "priority" INTEGER NOT NULL DEFAULT 0) STRICT
;
CREATE UNIQUE INDEX "price_level_code" ON "price_level" ("code")
;
CREATE TABLE "customer" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "name" TEXT NOT NULL, "initials" TEXT NOT NULL, "level_id" INTEGER, "region" TEXT NOT NULL, "terms" TEXT NOT NULL CHECK (terms IN ('prepaid', 'on_delivery', 'monthly')), "contact" TEXT NOT NULL, "phone" TEXT NOT NULL, "address" TEXT NOT NULL, "note" TEXT NOT NULL, "assessed" INTEGER NOT NULL, "active" INTEGER NOT NULL, "created_at" INTEGER NOT NULL, FOREIGN KEY ("level_id") REFERENCES "price_level" ("id")) STRICT
;
CREATE UNIQUE INDEX "customer_code" ON "customer" ("code")
;
CREATE UNIQUE INDEX "customer_fold" ON "customer" ("fold")
;
CREATE INDEX "customer_level_id" ON "customer" ("level_id")
;
CREATE INDEX "customer_region" ON "customer" ("region")
;
CREATE TABLE "account" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "login" TEXT NOT NULL, "name" TEXT NOT NULL, "customer_id" INTEGER, "password" TEXT, "os_user" TEXT, "language" TEXT NOT NULL, "theme" TEXT, "scope" TEXT NOT NULL CHECK (scope IN ('all', 'region', 'own')), "active" INTEGER NOT NULL, "failures" INTEGER NOT NULL, "locked_until" INTEGER, "created_at" INTEGER NOT NULL, FOREIGN KEY ("customer_id") REFERENCES "customer" ("id")) STRICT
;
CREATE UNIQUE INDEX "account_login" ON "account" ("login")
;
CREATE UNIQUE INDEX "account_customer_id" ON "account" ("customer_id")
;
CREATE UNIQUE INDEX "account_os_user" ON "account" ("os_user")
;
CREATE TABLE "customer_owner" ("customer_id" INTEGER NOT NULL, "account_id" INTEGER NOT NULL, PRIMARY KEY ("account_id", "customer_id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "customer_owner_customer_id" ON "customer_owner" ("customer_id")
;
CREATE INDEX "customer_owner_account_id" ON "customer_owner" ("account_id")
;
CREATE TABLE "account_region" ("account_id" INTEGER NOT NULL, "region" TEXT NOT NULL, PRIMARY KEY ("account_id", "region"), FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "account_region_account_id" ON "account_region" ("account_id")
;
CREATE TABLE "role" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "name" TEXT NOT NULL, "builtin" INTEGER NOT NULL) STRICT
;
CREATE UNIQUE INDEX "role_code" ON "role" ("code")
;
CREATE TABLE "role_permission" ("role_id" INTEGER NOT NULL, "permission" TEXT NOT NULL, PRIMARY KEY ("role_id", "permission"), FOREIGN KEY ("role_id") REFERENCES "role" ("id")) STRICT
;
CREATE INDEX "role_permission_role_id" ON "role_permission" ("role_id")
;
CREATE TABLE "account_role" ("account_id" INTEGER NOT NULL, "role_id" INTEGER NOT NULL, PRIMARY KEY ("account_id", "role_id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"), FOREIGN KEY ("role_id") REFERENCES "role" ("id")) STRICT
;
CREATE INDEX "account_role_account_id" ON "account_role" ("account_id")
;
CREATE INDEX "account_role_role_id" ON "account_role" ("role_id")
;
CREATE TABLE "token" ("id" INTEGER NOT NULL PRIMARY KEY, "account_id" INTEGER NOT NULL, "digest" TEXT NOT NULL, "name" TEXT NOT NULL, "created_at" INTEGER NOT NULL, "expires_at" INTEGER NOT NULL, "revoked_at" INTEGER, FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "token_account_id" ON "token" ("account_id")
;
CREATE UNIQUE INDEX "token_digest" ON "token" ("digest")
;
CREATE TABLE "address" ("id" INTEGER NOT NULL PRIMARY KEY, "customer_id" INTEGER NOT NULL, "label" TEXT NOT NULL, "contact" TEXT NOT NULL, "phone" TEXT NOT NULL, "address" TEXT NOT NULL, FOREIGN KEY ("customer_id") REFERENCES "customer" ("id")) STRICT
;
CREATE INDEX "address_customer_id" ON "address" ("customer_id")
;
CREATE TABLE "setting" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "name" TEXT NOT NULL, "value" TEXT NOT NULL) STRICT
;
CREATE UNIQUE INDEX "setting_name" ON "setting" ("name")
;
CREATE TABLE "counter" ("series" TEXT NOT NULL, "day" TEXT NOT NULL, "last" INTEGER NOT NULL, PRIMARY KEY ("series", "day")) STRICT
;
CREATE TABLE "category" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL) STRICT
;
CREATE UNIQUE INDEX "category_name" ON "category" ("name")
;
CREATE TABLE "product" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "name" TEXT NOT NULL, "category_id" INTEGER, "brand" TEXT NOT NULL, "initials" TEXT NOT NULL, "service" INTEGER NOT NULL, "lots" INTEGER NOT NULL DEFAULT FALSE, "backorder" INTEGER, "handling" TEXT NOT NULL DEFAULT '', "keep_days" INTEGER, "return_days" INTEGER, "guarantee" TEXT NOT NULL DEFAULT '', FOREIGN KEY ("category_id") REFERENCES "category" ("id")) STRICT
;
CREATE UNIQUE INDEX "product_code" ON "product" ("code")
;
CREATE UNIQUE INDEX "product_fold" ON "product" ("fold")
;
CREATE INDEX "product_category_id" ON "product" ("category_id")
;
CREATE TABLE "sku" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "product_id" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "attributes" TEXT NOT NULL, "barcode" TEXT, "unit" TEXT NOT NULL, "pack_size" INTEGER NOT NULL, "pack_unit" TEXT NOT NULL, "minimum" INTEGER NOT NULL, "multiple" INTEGER NOT NULL, "price" INTEGER NOT NULL CHECK (price >= 0), "listed" INTEGER NOT NULL, "created_at" INTEGER NOT NULL, FOREIGN KEY ("product_id") REFERENCES "product" ("id")) STRICT
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
CREATE TABLE "scan_code" ("code" TEXT NOT NULL PRIMARY KEY, "sku_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE INDEX "scan_code_sku_id" ON "scan_code" ("sku_id")
;
CREATE TABLE "level_price" ("level_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "price" INTEGER NOT NULL, PRIMARY KEY ("level_id", "sku_id"), FOREIGN KEY ("level_id") REFERENCES "price_level" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE INDEX "level_price_level_id" ON "level_price" ("level_id")
;
CREATE INDEX "level_price_sku_id" ON "level_price" ("sku_id")
;
CREATE TABLE "customer_price" ("customer_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "price" INTEGER NOT NULL, PRIMARY KEY ("customer_id", "sku_id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE INDEX "customer_price_customer_id" ON "customer_price" ("customer_id")
;
CREATE INDEX "customer_price_sku_id" ON "customer_price" ("sku_id")
;
CREATE TABLE "customer_sku" ("customer_id" INTEGER NOT NULL, "fold" TEXT NOT NULL, "sku_id" INTEGER NOT NULL, PRIMARY KEY ("customer_id", "fold"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE INDEX "customer_sku_customer_id" ON "customer_sku" ("customer_id")
;
CREATE INDEX "customer_sku_sku_id" ON "customer_sku" ("sku_id")
;
CREATE TABLE "warehouse" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "name" TEXT NOT NULL, "main" INTEGER NOT NULL DEFAULT FALSE, "active" INTEGER NOT NULL DEFAULT TRUE, "contact" TEXT NOT NULL DEFAULT '', "phone" TEXT NOT NULL DEFAULT '', "address" TEXT NOT NULL DEFAULT '') STRICT
;
CREATE UNIQUE INDEX "warehouse_code" ON "warehouse" ("code")
;
CREATE UNIQUE INDEX "warehouse_main" ON "warehouse" ("main") WHERE "main"
;
CREATE TABLE "stock" ("warehouse_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "on_hand" INTEGER NOT NULL, "reserved" INTEGER NOT NULL, "lower" INTEGER, "upper" INTEGER, "place" TEXT NOT NULL DEFAULT '', PRIMARY KEY ("warehouse_id", "sku_id"), FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"), CHECK (reserved >= 0 AND reserved <= on_hand)) STRICT
;
CREATE INDEX "stock_warehouse_id" ON "stock" ("warehouse_id")
;
CREATE INDEX "stock_sku_id" ON "stock" ("sku_id")
;
CREATE TABLE "lot" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "expires" TEXT, "blocked" TEXT NOT NULL, "created_at" INTEGER NOT NULL, FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE INDEX "lot_fold" ON "lot" ("fold")
;
CREATE UNIQUE INDEX "lot_sku_id_fold" ON "lot" ("sku_id", "fold")
;
CREATE TABLE "lot_stock" ("warehouse_id" INTEGER NOT NULL, "lot_id" INTEGER NOT NULL, "on_hand" INTEGER NOT NULL, "allocated" INTEGER NOT NULL, PRIMARY KEY ("warehouse_id", "lot_id"), FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), CHECK (allocated >= 0 AND allocated <= on_hand)) STRICT
;
CREATE INDEX "lot_stock_lot_id" ON "lot_stock" ("lot_id")
;
CREATE TABLE "stock_move" ("id" INTEGER NOT NULL PRIMARY KEY, "warehouse_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('receipt', 'other_in', 'other_out', 'loss', 'transfer', 'adjust', 'count', 'ship', 'return')), "lot_id" INTEGER, "document" TEXT NOT NULL, "reason" TEXT NOT NULL, "account_id" INTEGER, "business_date" TEXT NOT NULL, "at" INTEGER NOT NULL, FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "stock_move_sku_id" ON "stock_move" ("sku_id")
;
CREATE INDEX "stock_move_lot_id" ON "stock_move" ("lot_id") WHERE "lot_id" IS NOT NULL
;
CREATE TABLE "stock_paper" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "number" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('receipt', 'other_in', 'other_out', 'loss', 'transfer', 'adjust', 'count')), "state" TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'posted', 'void')), "warehouse_id" INTEGER NOT NULL, "to_warehouse_id" INTEGER, "supplier" TEXT NOT NULL, "reference" TEXT NOT NULL, "reason" TEXT NOT NULL, "expected" TEXT, "account_id" INTEGER, "created_at" INTEGER NOT NULL, "posted_by_id" INTEGER, "posted_at" INTEGER, "business_date" TEXT NOT NULL, FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("to_warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"), FOREIGN KEY ("posted_by_id") REFERENCES "account" ("id")) STRICT
;
CREATE UNIQUE INDEX "stock_paper_number" ON "stock_paper" ("number")
;
CREATE INDEX "stock_paper_state_id" ON "stock_paper" ("state", "id")
;
CREATE TABLE "stock_paper_line" ("paper_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "lot" TEXT NOT NULL, "expires" TEXT, "quantity" INTEGER, "book" INTEGER, "reason" TEXT NOT NULL, PRIMARY KEY ("paper_id", "position"), FOREIGN KEY ("paper_id") REFERENCES "stock_paper" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE TABLE "batch" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "kind" TEXT NOT NULL, "name" TEXT NOT NULL, "digest" TEXT NOT NULL, "state" TEXT NOT NULL, "good" INTEGER NOT NULL, "bad" INTEGER NOT NULL, "account_id" INTEGER, "at" INTEGER NOT NULL, FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "batch_digest" ON "batch" ("digest")
;
CREATE TABLE "staged" ("batch_id" INTEGER NOT NULL, "line" INTEGER NOT NULL, "row" TEXT NOT NULL, PRIMARY KEY ("batch_id", "line"), FOREIGN KEY ("batch_id") REFERENCES "batch" ("id")) STRICT
;
CREATE TABLE "cart" ("id" INTEGER NOT NULL PRIMARY KEY, "account_id" INTEGER NOT NULL, "customer_id" INTEGER NOT NULL, "version" INTEGER NOT NULL, "last_number" TEXT NOT NULL, FOREIGN KEY ("account_id") REFERENCES "account" ("id"), FOREIGN KEY ("customer_id") REFERENCES "customer" ("id")) STRICT
;
CREATE INDEX "cart_account_id" ON "cart" ("account_id")
;
CREATE INDEX "cart_customer_id" ON "cart" ("customer_id")
;
CREATE UNIQUE INDEX "cart_account_id_customer_id" ON "cart" ("account_id", "customer_id")
;
CREATE TABLE "cart_line" ("cart_id" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), "seen_price" INTEGER NOT NULL, "note" TEXT NOT NULL, PRIMARY KEY ("cart_id", "sku_id"), FOREIGN KEY ("cart_id") REFERENCES "cart" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id")) STRICT
;
CREATE INDEX "cart_line_cart_id" ON "cart_line" ("cart_id")
;
CREATE INDEX "cart_line_sku_id" ON "cart_line" ("sku_id")
;
CREATE TABLE "orders" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "number" TEXT, "customer_id" INTEGER NOT NULL, "step" TEXT NOT NULL, "step_since" INTEGER NOT NULL, "revision" INTEGER NOT NULL, "arrival" INTEGER NOT NULL, "urgent" INTEGER NOT NULL, "held" INTEGER NOT NULL, "channel" TEXT NOT NULL, "account_id" INTEGER, "assigned_id" INTEGER, "batch_id" INTEGER, "ref" TEXT, "created_at" INTEGER NOT NULL, "submitted_at" INTEGER, "business_date" TEXT NOT NULL, "counts" INTEGER NOT NULL, "goods" INTEGER NOT NULL, "freight" INTEGER NOT NULL, "total" INTEGER NOT NULL, "contact" TEXT NOT NULL, "phone" TEXT NOT NULL, "address" TEXT NOT NULL, "region" TEXT NOT NULL, "terms" TEXT NOT NULL, "requested_date" TEXT, "promised_date" TEXT, "project" TEXT NOT NULL, "contract_number" TEXT NOT NULL, "contract_date" TEXT, "customer_po" TEXT NOT NULL, "when_short" TEXT NOT NULL DEFAULT '', FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"), FOREIGN KEY ("assigned_id") REFERENCES "account" ("id"), FOREIGN KEY ("batch_id") REFERENCES "batch" ("id")) STRICT
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
CREATE TABLE "order_line" ("id" INTEGER NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "sku_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), "list_price" INTEGER NOT NULL, "price" INTEGER NOT NULL, "discount" INTEGER NOT NULL, "amount" INTEGER NOT NULL, "released" INTEGER NOT NULL, "closed" INTEGER NOT NULL DEFAULT 0, "shipped" INTEGER NOT NULL DEFAULT 0, "received" INTEGER NOT NULL DEFAULT 0, "returned" INTEGER NOT NULL DEFAULT 0, "refunded" INTEGER NOT NULL DEFAULT 0, "given" INTEGER NOT NULL, "note" TEXT NOT NULL, "business_date" TEXT NOT NULL, "counts" INTEGER NOT NULL, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"), CHECK (closed >= 0 AND released >= 0 AND released + closed <= quantity), CHECK (shipped >= 0 AND shipped <= released), CHECK (received >= 0 AND received <= shipped), CHECK (returned >= 0 AND returned <= shipped), CHECK (refunded >= 0 AND refunded <= returned)) STRICT
;
CREATE UNIQUE INDEX "order_line_order_id_position" ON "order_line" ("order_id", "position")
;
CREATE INDEX "order_line_sku_id_business_date_counts_quantity_closed_amount" ON "order_line" ("sku_id", "business_date", "counts", "quantity", "closed", "amount")
;
CREATE TABLE "reservation" ("line_id" INTEGER NOT NULL, "warehouse_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity >= 0), PRIMARY KEY ("line_id", "warehouse_id"), FOREIGN KEY ("line_id") REFERENCES "order_line" ("id"), FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id")) STRICT, WITHOUT ROWID
;
CREATE TABLE "hold" ("id" INTEGER NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "reason" TEXT NOT NULL, "opened_by_id" INTEGER, "opened_at" INTEGER NOT NULL, "lifted_by_id" INTEGER, "lifted_at" INTEGER, "answer" TEXT NOT NULL, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("opened_by_id") REFERENCES "account" ("id"), FOREIGN KEY ("lifted_by_id") REFERENCES "account" ("id")) STRICT
;
CREATE UNIQUE INDEX "hold_open" ON "hold" ("order_id", "kind") WHERE lifted_at IS NULL
;
CREATE TABLE "carrier" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('express', 'freight', 'own', 'pickup', 'personal')), "contract_number" TEXT NOT NULL, "contract_until" TEXT, "phone" TEXT NOT NULL, "tracking_url" TEXT NOT NULL, "active" INTEGER NOT NULL) STRICT
;
CREATE UNIQUE INDEX "carrier_fold" ON "carrier" ("fold")
;
CREATE TABLE "shipment" ("id" INTEGER NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "number" TEXT NOT NULL, "step" TEXT NOT NULL, "step_since" INTEGER NOT NULL, "warehouse_id" INTEGER NOT NULL, "carrier" TEXT NOT NULL, "tracking" TEXT NOT NULL, "created_at" INTEGER NOT NULL, "shipped_at" INTEGER, "received_at" INTEGER, "business_date" TEXT NOT NULL, "parcels" INTEGER, "weight" INTEGER, "cod" INTEGER, "expected_date" TEXT, "agreed_date" TEXT, "agreed_time" TEXT NOT NULL DEFAULT '', "agreed_place" TEXT NOT NULL DEFAULT '', "remark" TEXT NOT NULL DEFAULT '', "delivered_at" INTEGER, "rating" INTEGER CHECK (rating BETWEEN 1 AND 5), "rating_text" TEXT NOT NULL DEFAULT '', "picker_id" INTEGER, "picked_at" INTEGER, "checker_id" INTEGER, "checked_at" INTEGER, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("picker_id") REFERENCES "account" ("id"), FOREIGN KEY ("checker_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "shipment_order_id" ON "shipment" ("order_id")
;
CREATE UNIQUE INDEX "shipment_number" ON "shipment" ("number")
;
CREATE INDEX "shipment_step_shipped_at" ON "shipment" ("step", "shipped_at")
;
CREATE INDEX "shipment_tracking" ON "shipment" ("tracking") WHERE tracking <> ''
;
CREATE TABLE "shipment_line" ("shipment_id" INTEGER NOT NULL, "line_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), "received" INTEGER NOT NULL, PRIMARY KEY ("shipment_id", "line_id"), FOREIGN KEY ("shipment_id") REFERENCES "shipment" ("id"), FOREIGN KEY ("line_id") REFERENCES "order_line" ("id"), CHECK (received >= 0 AND received <= quantity)) STRICT, WITHOUT ROWID
;
CREATE INDEX "shipment_line_line_id" ON "shipment_line" ("line_id")
;
CREATE TABLE "shipment_lot" ("shipment_id" INTEGER NOT NULL, "line_id" INTEGER NOT NULL, "lot_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL CHECK (quantity > 0), PRIMARY KEY ("shipment_id", "line_id", "lot_id"), FOREIGN KEY ("shipment_id") REFERENCES "shipment" ("id"), FOREIGN KEY ("line_id") REFERENCES "order_line" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id")) STRICT
;
CREATE INDEX "shipment_lot_lot_id" ON "shipment_lot" ("lot_id")
;
CREATE TABLE "scan" ("id" INTEGER NOT NULL PRIMARY KEY, "shipment_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "lot_id" INTEGER, "phase" TEXT NOT NULL CHECK (phase IN ('pick', 'check')), "quantity" INTEGER NOT NULL, "code" TEXT NOT NULL, "account_id" INTEGER, "at" INTEGER NOT NULL, FOREIGN KEY ("shipment_id") REFERENCES "shipment" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "scan_shipment_id" ON "scan" ("shipment_id")
;
CREATE TABLE "shipment_event" ("id" INTEGER NOT NULL PRIMARY KEY, "shipment_id" INTEGER NOT NULL, "at" INTEGER NOT NULL, "status" TEXT NOT NULL, "place" TEXT NOT NULL, "text" TEXT NOT NULL, "temperature" INTEGER, "source" TEXT NOT NULL, "account_id" INTEGER, FOREIGN KEY ("shipment_id") REFERENCES "shipment" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "shipment_event_shipment_id" ON "shipment_event" ("shipment_id")
;
CREATE UNIQUE INDEX "shipment_event_shipment_id_at_status_text" ON "shipment_event" ("shipment_id", "at", "status", "text")
;
CREATE TABLE "cases" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "number" TEXT NOT NULL, "order_id" INTEGER NOT NULL, "shipment_id" INTEGER, "position" INTEGER, "kind" TEXT NOT NULL CHECK (kind IN ('short', 'damaged', 'wrong', 'expiring', 'other')), "quantity" INTEGER NOT NULL CHECK (quantity >= 0), "text" TEXT NOT NULL, "opened_by_id" INTEGER, "opened_at" INTEGER NOT NULL, "outcome" TEXT NOT NULL CHECK (outcome IN ('', 'credited', 'replaced', 'returned', 'rejected')), "answer" TEXT NOT NULL, "reference" TEXT NOT NULL DEFAULT '', "closed_by_id" INTEGER, "closed_at" INTEGER, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("shipment_id") REFERENCES "shipment" ("id"), FOREIGN KEY ("opened_by_id") REFERENCES "account" ("id"), FOREIGN KEY ("closed_by_id") REFERENCES "account" ("id")) STRICT
;
CREATE UNIQUE INDEX "cases_number" ON "cases" ("number")
;
CREATE INDEX "cases_order_id" ON "cases" ("order_id")
;
CREATE INDEX "cases_shipment_id" ON "cases" ("shipment_id")
;
CREATE INDEX "case_open" ON "cases" ("opened_at") WHERE closed_at IS NULL
;
CREATE TABLE "note" ("id" INTEGER NOT NULL PRIMARY KEY, "order_id" INTEGER NOT NULL, "position" INTEGER, "kind" TEXT NOT NULL, "shared" INTEGER NOT NULL, "text" TEXT NOT NULL, "with_whom" TEXT NOT NULL, "how" TEXT NOT NULL, "result" TEXT NOT NULL, "account_id" INTEGER, "at" INTEGER NOT NULL, FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE INDEX "note_order_id" ON "note" ("order_id")
;
CREATE TABLE "idempotency" ("account_id" INTEGER NOT NULL, "key" TEXT NOT NULL, "request" TEXT NOT NULL, "result" TEXT NOT NULL, "at" INTEGER NOT NULL, PRIMARY KEY ("account_id", "key"), FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE TABLE "returns" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "number" TEXT, "ref" TEXT, "customer_id" INTEGER NOT NULL, "order_id" INTEGER, "kind" TEXT NOT NULL CHECK (kind IN ('refund_only', 'return_and_refund', 'exchange')), "step" TEXT NOT NULL, "step_since" INTEGER NOT NULL, "revision" INTEGER NOT NULL, "arrival" INTEGER NOT NULL, "urgent" INTEGER NOT NULL, "account_id" INTEGER, "assigned_id" INTEGER, "region" TEXT NOT NULL, "reason" TEXT NOT NULL, "text" TEXT NOT NULL, "created_at" INTEGER NOT NULL, "submitted_at" INTEGER, "business_date" TEXT NOT NULL, "total" INTEGER NOT NULL, "refund" INTEGER NOT NULL, "warehouse_id" INTEGER, "return_address" TEXT NOT NULL, "carrier" TEXT NOT NULL, "tracking" TEXT NOT NULL, "dispatched_at" INTEGER, "received_at" INTEGER, "closed_at" INTEGER, "replacement_id" INTEGER, FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("order_id") REFERENCES "orders" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id"), FOREIGN KEY ("assigned_id") REFERENCES "account" ("id"), FOREIGN KEY ("warehouse_id") REFERENCES "warehouse" ("id"), FOREIGN KEY ("replacement_id") REFERENCES "orders" ("id")) STRICT
;
CREATE UNIQUE INDEX "returns_number" ON "returns" ("number")
;
CREATE UNIQUE INDEX "returns_ref" ON "returns" ("ref")
;
CREATE INDEX "returns_customer_id" ON "returns" ("customer_id")
;
CREATE INDEX "returns_order_id" ON "returns" ("order_id")
;
CREATE INDEX "returns_step_arrival" ON "returns" ("step", "arrival")
;
CREATE INDEX "returns_business_date_id" ON "returns" ("business_date", "id")
;
CREATE INDEX "returns_assigned_id" ON "returns" ("assigned_id") WHERE assigned_id IS NOT NULL
;
CREATE TABLE "return_line" ("return_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "line_id" INTEGER, "sku_id" INTEGER NOT NULL, "swap_id" INTEGER, "quantity" INTEGER NOT NULL CHECK (quantity > 0), "claimed" INTEGER NOT NULL, "allowed" INTEGER NOT NULL, "sent" INTEGER NOT NULL, "came" INTEGER NOT NULL, "restocked" INTEGER NOT NULL, "scrapped" INTEGER NOT NULL, "repair" INTEGER NOT NULL, "refunded" INTEGER NOT NULL, "price" INTEGER NOT NULL, "discount" INTEGER NOT NULL, "amount" INTEGER NOT NULL, "lot_id" INTEGER, "reason" TEXT NOT NULL, "note" TEXT NOT NULL, PRIMARY KEY ("return_id", "position"), FOREIGN KEY ("return_id") REFERENCES "returns" ("id"), FOREIGN KEY ("line_id") REFERENCES "order_line" ("id"), FOREIGN KEY ("sku_id") REFERENCES "sku" ("id"), FOREIGN KEY ("swap_id") REFERENCES "sku" ("id"), FOREIGN KEY ("lot_id") REFERENCES "lot" ("id"), CHECK (allowed >= 0 AND allowed <= quantity), CHECK (sent >= 0 AND sent <= allowed), CHECK (came >= 0 AND came <= allowed), CHECK (restocked >= 0 AND scrapped >= 0 AND repair >= 0 AND restocked + scrapped + repair = came), CHECK (refunded >= 0 AND refunded <= allowed), CHECK (claimed >= 0 AND claimed <= quantity)) STRICT
;
CREATE INDEX "return_line_line_id" ON "return_line" ("line_id")
;
CREATE TABLE "payment" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "number" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('refund')), "state" TEXT NOT NULL CHECK (state IN ('recorded')), "customer_id" INTEGER NOT NULL, "return_id" INTEGER, "amount" INTEGER NOT NULL CHECK (amount >= 0), "method" TEXT NOT NULL, "reference" TEXT NOT NULL, "account_id" INTEGER, "at" INTEGER NOT NULL, "business_date" TEXT NOT NULL, FOREIGN KEY ("customer_id") REFERENCES "customer" ("id"), FOREIGN KEY ("return_id") REFERENCES "returns" ("id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id")) STRICT
;
CREATE UNIQUE INDEX "payment_number" ON "payment" ("number")
;
CREATE INDEX "payment_customer_id" ON "payment" ("customer_id")
;
CREATE INDEX "payment_return_id" ON "payment" ("return_id")
;
CREATE INDEX "payment_waiting" ON "payment" ("state", "id") WHERE state = 'recorded'
;
CREATE TABLE "journal" ("id" INTEGER NOT NULL PRIMARY KEY, "kind" TEXT NOT NULL, "subject" INTEGER NOT NULL, "seq" INTEGER NOT NULL, "at" INTEGER NOT NULL, "actor" INTEGER NOT NULL, "action" TEXT NOT NULL, "step" TEXT NOT NULL, "to" TEXT NOT NULL, "waited" INTEGER NOT NULL, "body" TEXT NOT NULL, "hash" TEXT NOT NULL) STRICT
;
CREATE UNIQUE INDEX "journal_kind_subject_seq" ON "journal" ("kind", "subject", "seq")
;
CREATE TABLE "personal" ("id" INTEGER NOT NULL PRIMARY KEY, "digest" TEXT NOT NULL, "salt" TEXT NOT NULL, "text" TEXT) STRICT
;
CREATE UNIQUE INDEX "personal_digest" ON "personal" ("digest")
;
CREATE TABLE "seal" ("id" INTEGER NOT NULL PRIMARY KEY, "at" INTEGER NOT NULL, "account" INTEGER NOT NULL, "last" INTEGER NOT NULL, "count" INTEGER NOT NULL, "digest" TEXT NOT NULL, "previous" TEXT NOT NULL) STRICT
;
CREATE UNIQUE INDEX "seal_previous" ON "seal" ("previous")
;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END
;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END
;
CREATE TRIGGER stock_move_no_update BEFORE UPDATE ON stock_move
BEGIN SELECT RAISE(ABORT, 'stock_move is append-only'); END
;
CREATE TRIGGER stock_move_no_delete BEFORE DELETE ON stock_move
BEGIN SELECT RAISE(ABORT, 'stock_move is append-only'); END
;
CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'seal is append-only'); END
;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'seal is append-only'); END
;
CREATE TRIGGER scan_no_update BEFORE UPDATE ON scan
BEGIN SELECT RAISE(ABORT, 'scan is append-only'); END
;
CREATE TRIGGER scan_no_delete BEFORE DELETE ON scan
BEGIN SELECT RAISE(ABORT, 'scan is append-only'); END
;
