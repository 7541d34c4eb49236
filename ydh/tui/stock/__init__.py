"""Screens of stock, lots, papers, counts and warehouses."""
