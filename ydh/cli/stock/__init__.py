"""Commands for stock, lots and warehouses."""
