"""What may be billed of an order's line, in base units."""

from peewee import fn

from ydh.store.tables.orders import Case as Cases
from ydh.store.tables.orders import OrderLine

# What was shipped of a line without what cases credited: that is not billed, so nothing is paid back for it.
BILLED = OrderLine.shipped - fn.COALESCE(
    Cases.select(fn.SUM(Cases.quantity)).where(
        (Cases.order == OrderLine.order) & (Cases.position == OrderLine.position) & (Cases.outcome == "credited")
    ),
    0,
)
