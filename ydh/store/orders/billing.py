"""What cases keep from being billed of the lines of orders."""

from peewee import fn

from ydh.store.engine.prepared import Statement, slot
from ydh.store.tables.orders import Case as Cases
from ydh.store.tables.orders import OrderLine

# By position: what open and credited cases keep from being billed.
DISPUTED = Statement(
    Cases.select(Cases.position, fn.SUM(Cases.quantity))
    .where(
        (Cases.order == slot(Cases.order))
        & Cases.position.is_null(False)
        & (Cases.closed_at.is_null() | (Cases.outcome == "credited"))
    )
    .group_by(Cases.position)
)
# What was shipped of a line without what cases credited: that is not billed, so nothing is paid back for it.
BILLED = OrderLine.shipped - fn.COALESCE(
    Cases.select(fn.SUM(Cases.quantity)).where(
        (Cases.order == OrderLine.order) & (Cases.position == OrderLine.position) & (Cases.outcome == "credited")
    ),
    0,
)
