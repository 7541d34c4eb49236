"""Products, the catalogue, prices and codes."""
