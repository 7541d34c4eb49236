DROP INDEX "shipment_tracking"
;
CREATE INDEX "shipment_tracking" ON "shipment" (LOWER(REPLACE("tracking", ' ', ''))) WHERE tracking <> ''
;
