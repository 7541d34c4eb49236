"""Customers, their levels and addresses, carriers.

addresses.py      the further delivery addresses of customers
carrier_table.py  the noun carrier: who and what goods travel with
carriers.py       the list of who and what goods may travel with, and what a shipment may name of it
customer_bulk.py  customers brought in from a file: added, changed or left as they are, row by row
customers.py      what is kept about them, whose they are, and what they pay by (price levels)
levels.py         what customers pay by, and whose orders go first
views.py          what the use cases of partners take and give: customers, addresses, levels, carriers
"""
