"""Commands for shipments and picking."""
