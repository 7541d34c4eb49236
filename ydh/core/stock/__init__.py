"""Levels, lots, papers, counts, warehouses."""
