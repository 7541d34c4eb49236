ALTER TABLE "account" ADD COLUMN "owner_id" INTEGER CHECK (owner_id IS NULL OR (customer_id IS NULL AND password IS NULL AND os_user IS NULL)) REFERENCES "account" ("id")
;
CREATE INDEX "account_owner_id" ON "account" ("owner_id")
;
