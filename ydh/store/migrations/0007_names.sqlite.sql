ALTER TABLE "customer" ADD COLUMN "sort" TEXT NOT NULL DEFAULT ''
;
CREATE INDEX "customer_sort_fold" ON "customer" ("sort", "fold")
;
ALTER TABLE "product" ADD COLUMN "sort" TEXT NOT NULL DEFAULT ''
;
CREATE INDEX "product_sort" ON "product" ("sort")
;
