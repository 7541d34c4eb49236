"""Products, the catalogue, prices and codes.

catalogue.py        what may be seen of the goods: a customer sees what is listed, at the price that holds for him
catalogue_order.py  the order in which a customer finds the goods: what it bought before (the latest first)
category_table.py   the nouns category and brand: under which names goods are found together
codes.py            what a code stands for, and who has it: one code means one item
found.py            products and skus as use cases find them, and what their columns may hold
keeping.py          how the goods of a product are kept and sold on: by lot, with which marks
looking.py          all that can be seen of one item of the goods, or of a product with its items
own_code_table.py   the noun own code: what a customer calls our items
own_codes.py        the customers' own codes of goods
price_bulk.py       list prices, and those of levels and customers
price_table.py      the noun price: the list price of an item, and what is agreed with levels and customers
prices.py           prices, in yuan per base unit, and the customers' own item codes: what is agreed with whom
product_bulk.py     products brought in from a file: added, changed or left as they are, row by row
product_facts.py    what is known of the goods: of an item, of how its goods are kept, of the items of a product
product_table.py    the noun product: what the company sells, and the items in which it can be ordered
products.py         what the company sells, each in one or more variants, which are skus.py's
sku_bulk.py         many rows of one kind changed at once: read under their locks, changed in memory
skus.py             the variants in which products can be ordered
units.py            the unit in which an item is counted, which stays while it is on hand or under way
views.py            what the use cases of goods take and give: frozen, plain, without any id of the store
"""
