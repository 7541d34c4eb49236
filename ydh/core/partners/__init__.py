"""Customers, their levels and addresses, carriers, suppliers.

address_table.py   the noun address: where else a customer is delivered to
addresses.py       the further delivery addresses of customers
carrier_table.py   the noun carrier: who and what goods travel with
carriers.py        the list of who and what goods may travel with, and what a shipment may name of it
customer_bulk.py   customers brought in from a file: added, changed or left as they are, row by row
customer_table.py  the noun customer: who buys, on which terms
customers.py       what is kept about them, whose they are, and what they pay by (price levels)
level_table.py     the noun price level: what customers pay by, and whose orders go first
levels.py          what customers pay by, and whose orders go first
supplier_table.py  the noun supplier: whom goods are bought from
suppliers.py       whom goods are bought from, and what a purchase stock-in may name of them
views.py           what the use cases of partners take and give, frozen and without ids
"""
