"""Customers, their levels and addresses, carriers, suppliers.

addresses.py      the further delivery addresses of customers
carrier_table.py  the noun carrier: who and what goods travel with
carriers.py       the list of who and what goods may travel with, and what a shipment may name of it
customer_bulk.py  customers brought in from a file: added, changed or left as they are, row by row
customers.py      what is kept about them, whose they are, and what they pay by (price levels)
levels.py         what customers pay by, and whose orders go first
suppliers.py      whom goods are bought from, and what a purchase stock-in may name of them
supplier_table.py  the noun supplier: whom goods are bought from
views.py          what the use cases of partners take and give, frozen and without ids
"""
