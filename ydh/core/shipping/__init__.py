"""Shipments, tracking, picking, delivery notes.

parcels.py      shipments by what stands on their parcels
pick_ends.py     the end of a count: all is there, or what is not goes back to release; and another lot for a line
pick_looking.py  looking at counts: which shipments wait to be picked or checked, oldest order first
pick_table.py    the noun pick, for commands and screens alike
picking.py       goods are counted into a shipment, code by code (二次核对,
receipt_text.py  what a shopkeeper writes about a line of a delivery: how many came good
scanning.py      what a scanned code means to a shipment, and how a count is shared among lots
shipment_table.py  the noun shipment, for commands and screens alike
shipments.py     lists, and one of them with its way, its papers and what was wrong with it
tracking.py      where goods are on their way: what the carrier says of a shipment, by hand or from its file
views.py         what the use cases of shipping give: carriers, shipments with their way, cases, papers
"""
