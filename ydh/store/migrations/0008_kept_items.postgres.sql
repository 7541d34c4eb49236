ALTER TABLE "stock_paper_line" ADD COLUMN "code" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "stock_paper_line" ADD COLUMN "name" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "stock_paper_line" ADD COLUMN "unit" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "stock_paper_line" ADD COLUMN "pack_size" BIGINT NOT NULL DEFAULT 1000
;
ALTER TABLE "stock_paper_line" ADD COLUMN "pack_unit" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "stock_paper_line" ADD COLUMN "attributes" TEXT COLLATE "C" NOT NULL DEFAULT '{}'
;
ALTER TABLE "stock_paper_line" ADD COLUMN "kept_from" TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
ALTER TABLE "order_line" ADD COLUMN "code" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "order_line" ADD COLUMN "name" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "order_line" ADD COLUMN "unit" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "order_line" ADD COLUMN "pack_size" BIGINT NOT NULL DEFAULT 1000
;
ALTER TABLE "order_line" ADD COLUMN "pack_unit" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "order_line" ADD COLUMN "attributes" TEXT COLLATE "C" NOT NULL DEFAULT '{}'
;
ALTER TABLE "order_line" ADD COLUMN "kept_from" TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
ALTER TABLE "return_line" ADD COLUMN "code" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "return_line" ADD COLUMN "name" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "return_line" ADD COLUMN "unit" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "return_line" ADD COLUMN "pack_size" BIGINT NOT NULL DEFAULT 1000
;
ALTER TABLE "return_line" ADD COLUMN "pack_unit" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "return_line" ADD COLUMN "attributes" TEXT COLLATE "C" NOT NULL DEFAULT '{}'
;
ALTER TABLE "return_line" ADD COLUMN "kept_from" TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
ALTER TABLE "orders" ADD COLUMN "customer_name" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "orders" ADD COLUMN "kept_from" TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
ALTER TABLE "returns" ADD COLUMN "customer_name" TEXT COLLATE "C" NOT NULL DEFAULT ''
;
ALTER TABLE "returns" ADD COLUMN "kept_from" TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (kept_from IN ('', 'journal', 'today'))
;
