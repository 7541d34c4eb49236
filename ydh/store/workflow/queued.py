"""What stands in queues, a row for each kind of it: its table, and where what is shown of it stands.

The statements of queues, switches and news read these rows, and know nothing else of what waits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Value, fn

from ydh.store.tables.orders import Hold, Order, Shipment
from ydh.store.tables.people import Customer
from ydh.store.tables.returns import Return


def constant(value: Any) -> Any:
    """The same in every row."""
    return Value(value, converter=False)


@dataclass(frozen=True, eq=False)
class Queued:
    """A kind of what waits at steps. `table` has step and step_since; `owner` is the document that counts for the rest.

    An owner has id, number, ref, customer, region, step, arrival, total, business_date, account, assigned, revision.
    `holds` are the holds of owners by their field `order`; `parts` wait apart from the document.
    """

    table: Any
    owner: Any
    number: Any  # what it is called
    order: Any  # the number of its order
    sort: Any  # of which sort it is: an order's channel, a return's kind
    texts: tuple[Any, ...] = ()  # where a word is looked for besides number and customer
    join: Callable[[Any], Any] = lambda query: query  # how the others are found from `table`
    held: Any = None
    urgent: Any = None
    holds: Any = None
    kind: Any = None  # of which kind the document is, where its kinds go different ways
    address: Any = None  # where the customer is to send it
    since: Any = None  # what it is counted by, oldest first; by arrival where nothing is said
    parts: "Queued | None" = None
    name: Any = Customer.name  # whose it is; documents that keep it say it as it was


_ORDER = fn.COALESCE(Order.number, Order.ref, "")
SHIPMENTS = Queued(
    Shipment,
    Order,
    Shipment.number,
    _ORDER,
    Order.channel,
    (Order.customer_po, Shipment.number),
    lambda query: query.join_from(Shipment, Order, on=(Order.id == Shipment.order)),
    Order.held,
    Order.urgent,
    Hold,
    since=Shipment.shipped_at,
    name=Order.customer_name,
)
ORDERS = Queued(
    Order,
    Order,
    _ORDER,
    _ORDER,
    Order.channel,
    (Order.customer_po,),
    held=Order.held,
    urgent=Order.urgent,
    holds=Hold,
    parts=SHIPMENTS,
    name=Order.customer_name,
)
RETURNS = Queued(
    Return,
    Return,
    fn.COALESCE(Return.number, Return.ref, ""),
    _ORDER,
    Return.kind,
    (Return.tracking,),
    lambda query: query.join_from(Return, Order, JOIN.LEFT_OUTER, on=(Order.id == Return.order)),
    urgent=Return.urgent,
    kind=Return.kind,
    address=Return.return_address,
    name=Return.customer_name,
)
