"""Products, the catalogue, prices and codes.

catalogue.py        what may be seen of the goods: a customer sees what is listed, at the price that holds for him
catalogue_order.py  the order in which a customer finds the goods: what it bought before (the latest first)
found.py            products and skus as use cases find them, and what their columns may hold
keeping.py          how the goods of a product are kept and sold on: by lot, with which marks
own_code_table.py   the noun own code: what a customer calls our items
own_codes.py        the customers' own codes of goods
price_bulk.py       list prices, and those of levels and customers
prices.py           prices, in yuan per base unit, and the customers' own item codes: what is agreed with whom
product_bulk.py     products brought in from a file: added, changed or left as they are, row by row
products.py         what the company sells, each in one or more variants, which are skus.py's
sku_bulk.py         many rows of one kind changed at once: read under their locks, changed in memory
skus.py             the variants in which products can be ordered
views.py            what the use cases of goods take and give: frozen, plain, without any id of the store
"""
