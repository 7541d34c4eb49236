"""Statements about returns and what they change: finding, locking, claiming of order lines, paying back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from peewee import JOIN, Value, fn

from ydh.store.engine.prepared import Members, Statement, insert_returning, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.goods.kept_items import insert_lines, insert_named
from ydh.store.orders.billing import BILLED
from ydh.store.tables.batches import STAGED
from ydh.store.tables.goods import Product, Sku, Warehouse
from ydh.store.tables.orders import Order, OrderLine, Shipment, ShipmentLine
from ydh.store.tables.people import Customer
from ydh.store.tables.returns import Payment, Return, ReturnLine

_RETURN = (
    "number ref customer order kind step step_since revision arrival account region reason text created_at"
    " submitted_at business_date total version head entries"
)
ADD = insert_named(Return, _RETURN, returning=True)
LINE = "return_doc position line sku swap quantity claimed price discount reason note"
ADD_LINE = insert_lines(ReturnLine, LINE, OrderLine)
DROP_LINES = Statement(ReturnLine.delete().where(ReturnLine.return_doc == slot(ReturnLine.return_doc)))

# What an act needs to know of a return: see core's working copy Return, which has the same order of fields.
_DOC = (
    Return.id,
    Return.number,
    Return.ref,
    Return.customer,
    Return.region,
    Return.step,
    Return.step_since,
    Return.revision,
    Return.version,
    Return.head,
    Return.entries,
    Value(0, converter=False),  # nothing holds a return
    Return.account,
    Return.assigned,
    Return.kind,
    Return.order,
    Return.reason,
    Return.text,
    Return.arrival,
    Return.submitted_at,
    Return.business_date,
    Return.total,
    Return.refund,
    Return.warehouse,
    Return.return_address,
    Return.carrier,
    Return.tracking,
    Return.dispatched_at,
    Return.received_at,
    Return.closed_at,
    Return.replacement,
)


class ReturnRow(NamedRow):
    """What an act needs to know of a return: see core's working copy Return, which has the same order of fields."""

    id: int
    number: str
    ref: str
    customer: int
    region: str
    step: str
    step_since: datetime
    revision: int
    version: int
    head: str
    entries: int
    held: int
    account: int | None
    assigned: int | None
    kind: str
    order: int | None
    reason: str
    text: str
    arrival: int
    submitted_at: datetime | None
    business_date: date
    total: Decimal
    refund: Decimal
    warehouse: int | None
    return_address: str
    carrier: str
    tracking: str
    dispatched_at: datetime | None
    received_at: datetime | None
    closed_at: datetime | None
    replacement: int | None


def _docs(field: Any, *, lock: bool) -> Members[ReturnRow]:
    def query(engine: str, members: Any) -> Any:
        found = Return.select(*_DOC).where(field.in_(members) & (Return.step != STAGED)).order_by(Return.id)
        return locked(found, engine) if lock else found

    return Members(query, field, ReturnRow)


BY_NUMBER, LOOK_BY_NUMBER = _docs(Return.number, lock=True), _docs(Return.number, lock=False)
BY_REF, LOOK_BY_REF = _docs(Return.ref, lock=True), _docs(Return.ref, lock=False)
BY_ID, LOOK_BY_ID = _docs(Return.id, lock=True), _docs(Return.id, lock=False)


def _lines_behind(name: Any) -> Members:
    last = ReturnLine.select(fn.COALESCE(fn.MAX(ReturnLine.position), 0)).where(ReturnLine.return_doc == Return.id)
    return Members(lambda _engine, members: Return.select(name, last).where(name.in_(members)), name)


# name, the last position of its lines
LINES_BEHIND = _lines_behind(Return.number), _lines_behind(Return.ref)


def _orders_of(field: Any) -> Members:
    """The orders behind returns, to be locked before them."""
    return Members(
        lambda _engine, members: Return.select(Return.order).where(field.in_(members) & Return.order.is_null(False)),
        field,
    )


ORDERS_OF = {"number": _orders_of(Return.number), "ref": _orders_of(Return.ref), "id": _orders_of(Return.id)}


def _heads(engine: str, members: Any) -> Any:
    found = (
        Order.select(Order.id, Order.number, Order.step, Order.head, Order.entries)
        .where(Order.id.in_(members))
        .order_by(Order.id)
    )
    return locked(found, engine)


LOCK_ORDERS = Members(_heads, Order.id)
# Lines with what their order line says of them.
LINES = Members(
    lambda _engine, members: (
        ReturnLine.select(
            ReturnLine.return_doc,
            ReturnLine.position,
            ReturnLine.line,
            ReturnLine.sku,
            Sku.code,
            Product.service,
            Product.lots,
            ReturnLine.swap,
            ReturnLine.quantity,
            ReturnLine.claimed,
            ReturnLine.allowed,
            ReturnLine.sent,
            ReturnLine.came,
            ReturnLine.restocked,
            ReturnLine.scrapped,
            ReturnLine.repair,
            ReturnLine.refunded,
            ReturnLine.price,
            ReturnLine.discount,
            ReturnLine.amount,
            ReturnLine.lot,
            ReturnLine.reason,
            ReturnLine.note,
            fn.COALESCE(OrderLine.position, 0),
            fn.COALESCE(BILLED, 0),
            fn.COALESCE(OrderLine.returned, 0),
            fn.COALESCE(OrderLine.refunded, 0),
        )
        .join(Sku, on=(Sku.id == ReturnLine.sku))
        .join(Product, on=(Product.id == Sku.product))
        .join_from(ReturnLine, OrderLine, JOIN.LEFT_OUTER, on=(OrderLine.id == ReturnLine.line))
        .where(ReturnLine.return_doc.in_(members))
        .order_by(ReturnLine.return_doc, ReturnLine.position)
    ),
    ReturnLine.return_doc,
)

# position, unit, pack size, pack unit: in what quantities of a line are typed
PACKS = Statement(
    ReturnLine.select(ReturnLine.position, ReturnLine.unit, ReturnLine.pack_size, ReturnLine.pack_unit).where(
        ReturnLine.return_doc == slot(ReturnLine.return_doc)
    )
)
MOVE_NAMES = (
    "number kind reason text arrival submitted_at business_date step step_since revision head entries total refund"
    " warehouse return_address carrier tracking dispatched_at received_at closed_at replacement id version"
)
_MOVED = [getattr(Return, name) for name in MOVE_NAMES.split() if name not in ("id", "version")]
_SAME = (Return.id == slot(Return.id)) & (Return.version == slot(Return.version))
MOVE = Statement(
    Return.update({field: slot(field) for field in _MOVED} | {Return.version: Return.version + 1}).where(_SAME)
)
_LEDGER = "claimed allowed sent came restocked scrapped repair refunded amount lot"
LEDGER_NAMES = f"{_LEDGER} return_doc position"
LEDGER = Statement(
    ReturnLine.update({getattr(ReturnLine, name): slot(getattr(ReturnLine, name)) for name in _LEDGER.split()}).where(
        (ReturnLine.return_doc == slot(ReturnLine.return_doc)) & (ReturnLine.position == slot(ReturnLine.position))
    )
)
ASSIGN = Statement(Return.update({Return.assigned: slot(Return.assigned)}).where(Return.id == slot(Return.id)))
HEAD = Statement(
    Return.update({Return.head: slot(Return.head), Return.entries: slot(Return.entries)}).where(
        Return.id == slot(Return.id)
    )
)

# Guarded: never more comes back than was shipped, never more is paid back than comes back.
CLAIM_NAMES = "claim refund id"
_CLAIM, _REFUND = slot(OrderLine.returned, "claim"), slot(OrderLine.refunded, "refund")
CLAIM = Statement(
    OrderLine.update(
        {OrderLine.returned: OrderLine.returned + _CLAIM, OrderLine.refunded: OrderLine.refunded + _REFUND}
    )
    .where(OrderLine.id == slot(OrderLine.id))
    .where((OrderLine.returned + _CLAIM >= 0) & (OrderLine.returned + _CLAIM <= BILLED))
    .where((OrderLine.refunded + _REFUND >= 0) & (OrderLine.refunded + _REFUND <= OrderLine.returned + _CLAIM))
)
ADD_PAYMENT = insert_returning(
    Payment,
    "number kind state customer return_doc amount method reference account at business_date version head entries",
)
PAYMENT_HEAD = Statement(
    Payment.update({Payment.head: slot(Payment.head), Payment.entries: slot(Payment.entries)}).where(
        Payment.id == slot(Payment.id)
    )
)
ADDRESS_OF = Statement(
    Warehouse.select(Warehouse.contact, Warehouse.phone, Warehouse.address).where(Warehouse.id == slot(Warehouse.id))
)

ORDER_NAMED = Statement(
    Order.select(Order.id).where((Order.number == slot("name")) | (Order.ref == slot("name"))).limit(1)
)
_ORDER = Order.select(Order.id, Order.number, Order.customer, Customer.level, Order.region).join(
    Customer, on=(Customer.id == Order.customer)
)


class OriginRow(NamedRow):
    """The order that goods come back of."""

    id: int
    number: str
    customer: int
    level: int | None
    region: str


ORDER = Statement(_ORDER.where(Order.id == slot(Order.id)), OriginRow)
ORDER_BY_NUMBER = Statement(_ORDER.where((Order.number == slot(Order.number)) & (Order.step != STAGED)), OriginRow)
WHOSE = Statement(
    Order.select(Customer.code, Order.customer_name)
    .join(Customer, on=(Customer.id == Order.customer))
    .where(Order.id == slot(Order.id))
)
CHANNEL = Statement(Order.select(Order.channel).where(Order.id == slot(Order.id)))


# --- what can come back ---
# Lines of an order with what has left and was billed, what comes back already, and when the last of it came (or left).
class ReturnableRow(NamedRow):
    """A line of an order as far as it may come back."""

    id: int
    position: int
    sku: int
    code: str
    product: str
    attributes: dict[str, str]
    unit: str
    price: Decimal
    discount: Decimal
    billed: Decimal
    returned: Decimal
    refunded: Decimal
    return_days: int | None
    guarantee: str
    arrived: datetime | None
    pack_size: Decimal
    pack_unit: str


RETURNABLE = Statement(
    OrderLine.select(
        OrderLine.id,
        OrderLine.position,
        OrderLine.sku,
        OrderLine.code,
        OrderLine.name,
        OrderLine.attributes,
        OrderLine.unit,
        OrderLine.price,
        OrderLine.discount,
        BILLED,
        OrderLine.returned,
        OrderLine.refunded,
        Product.return_days,
        Product.guarantee,
        fn.MAX(fn.COALESCE(Shipment.received_at, Shipment.shipped_at)),
        OrderLine.pack_size,
        OrderLine.pack_unit,
    )
    .join(Sku, on=(Sku.id == OrderLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .join_from(OrderLine, ShipmentLine, JOIN.LEFT_OUTER, on=(ShipmentLine.line == OrderLine.id))
    .join(Shipment, JOIN.LEFT_OUTER, on=((Shipment.id == ShipmentLine.shipment) & Shipment.shipped_at.is_null(False)))
    .where(OrderLine.order == slot(OrderLine.order))
    .group_by(OrderLine.id, Sku.id, Product.id)
    .order_by(OrderLine.position),
    ReturnableRow,
)
