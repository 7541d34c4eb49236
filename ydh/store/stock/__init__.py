"""Statements about stock, lots, papers and warehouses."""
