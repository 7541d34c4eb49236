DROP INDEX "scan_shipment_id"
;
CREATE INDEX "scan_shipment_id_phase_position_lot_id_quantity" ON "scan" ("shipment_id", "phase", "position", "lot_id", "quantity")
;
