"""Statements about imports that are not finished, and the stock that their orders will get. See doctor.py.

Quantities in thousandths.
"""

from peewee import fn

from ydh.store.engine.prepared import Members, Statement
from ydh.store.tables.batches import STAGED, Batch, Staged
from ydh.store.tables.goods import Sku, Warehouse
from ydh.store.tables.orders import Order, OrderLine, Reservation

# id, kind, name, state, version, since when, of imports that were begun and are not done
UNFINISHED = Statement(
    Batch.select(Batch.id, Batch.kind, Batch.name, Batch.state, Batch.version, Batch.at)
    .where(Batch.state.in_(("claimed", "shown", "releasing")))
    .order_by(Batch.id)
)
# id, kind, name, since when, of files that were checked and not taken in
CHECKED = Statement(
    Batch.select(Batch.id, Batch.kind, Batch.name, Batch.at).where(Batch.state == STAGED).order_by(Batch.id)
)
# batch, what its claim took, as JSON
CLAIMS = Statement(
    Staged.select(Staged.batch, Staged.row)
    .join(Batch, on=(Batch.id == Staged.batch))
    .where((Staged.line == 0) & (Batch.state == "claimed") & (Batch.kind == "orders"))
)
# sku, warehouse, what the orders of such imports hold already
HELD = Statement(
    Reservation.select(OrderLine.sku, Reservation.warehouse, fn.SUM(Reservation.quantity))
    .join(OrderLine, on=(OrderLine.id == Reservation.line))
    .join(Order, on=(Order.id == OrderLine.order))
    .join(Batch, on=(Batch.id == Order.batch))
    .where((Batch.state == "claimed") & (Batch.kind == "orders"))
    .group_by(OrderLine.sku, Reservation.warehouse),
    raw=True,
)
SKUS = Members(lambda _engine, members: Sku.select(Sku.id, Sku.code).where(Sku.id.in_(members)), Sku.id)
HOUSES = Statement(Warehouse.select(Warehouse.id, Warehouse.code))
