ALTER TABLE "returns" ADD COLUMN "batch_id" INTEGER REFERENCES "batch" ("id")
;
CREATE INDEX "returns_batch_id" ON "returns" ("batch_id") WHERE batch_id IS NOT NULL
;
