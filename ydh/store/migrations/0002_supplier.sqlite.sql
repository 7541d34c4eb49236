CREATE TABLE "supplier" ("id" INTEGER NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "head" TEXT NOT NULL, "entries" INTEGER NOT NULL, "code" TEXT NOT NULL, "fold" TEXT NOT NULL, "name" TEXT NOT NULL, "phone" TEXT NOT NULL, "terms" TEXT NOT NULL CHECK (terms IN ('prepaid', 'on_delivery', 'monthly')), "active" INTEGER NOT NULL) STRICT
;
CREATE UNIQUE INDEX "supplier_fold" ON "supplier" ("fold")
;
