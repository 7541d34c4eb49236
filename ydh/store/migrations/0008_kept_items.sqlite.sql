ALTER TABLE "stock_paper_line" ADD COLUMN "code" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "stock_paper_line" ADD COLUMN "name" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "stock_paper_line" ADD COLUMN "unit" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "stock_paper_line" ADD COLUMN "pack_size" INTEGER NOT NULL DEFAULT 1000
;
ALTER TABLE "stock_paper_line" ADD COLUMN "pack_unit" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "stock_paper_line" ADD COLUMN "attributes" TEXT NOT NULL DEFAULT '{}'
;
ALTER TABLE "stock_paper_line" ADD COLUMN "kept_from" TEXT NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
ALTER TABLE "order_line" ADD COLUMN "code" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "order_line" ADD COLUMN "name" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "order_line" ADD COLUMN "unit" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "order_line" ADD COLUMN "pack_size" INTEGER NOT NULL DEFAULT 1000
;
ALTER TABLE "order_line" ADD COLUMN "pack_unit" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "order_line" ADD COLUMN "attributes" TEXT NOT NULL DEFAULT '{}'
;
ALTER TABLE "order_line" ADD COLUMN "kept_from" TEXT NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
ALTER TABLE "return_line" ADD COLUMN "code" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "return_line" ADD COLUMN "name" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "return_line" ADD COLUMN "unit" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "return_line" ADD COLUMN "pack_size" INTEGER NOT NULL DEFAULT 1000
;
ALTER TABLE "return_line" ADD COLUMN "pack_unit" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "return_line" ADD COLUMN "attributes" TEXT NOT NULL DEFAULT '{}'
;
ALTER TABLE "return_line" ADD COLUMN "kept_from" TEXT NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
ALTER TABLE "orders" ADD COLUMN "customer_name" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "orders" ADD COLUMN "kept_from" TEXT NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
ALTER TABLE "returns" ADD COLUMN "customer_name" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "returns" ADD COLUMN "kept_from" TEXT NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
