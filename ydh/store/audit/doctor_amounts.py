"""Statements that look for lines that do not come to their amount. See doctor.py.

Money in cents, quantities in thousandths.
"""

from peewee import fn

from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.batches import brought
from ydh.store.tables.orders import Order, OrderLine

PAGE = 5000
_NAME = fn.COALESCE(Order.number, Order.ref)


class AmountRow(NamedRow):
    """A line and what it comes to, as the database has it."""

    id: int
    order: int
    position: int
    price: int
    quantity: int
    discount: int
    amount: int


LINES = Statement(
    OrderLine.select(
        OrderLine.id,
        OrderLine.order,
        OrderLine.position,
        OrderLine.price,
        OrderLine.quantity - OrderLine.closed,
        OrderLine.discount,
        OrderLine.amount,
    )
    .where(OrderLine.id > slot(OrderLine.id))
    .order_by(OrderLine.id)
    .limit(slot("limit")),
    AmountRow,
    raw=True,
)
NAMES = Members(lambda _engine, members: Order.select(Order.id, _NAME).where(Order.id.in_(members)), Order.id)
# which of these orders came in as history
BROUGHT = Members(
    lambda _engine, members: Order.select(Order.id).where(Order.id.in_(members) & brought(Order)), Order.id
)
