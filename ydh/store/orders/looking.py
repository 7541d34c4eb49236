"""Statements that look at orders: lists, one order, its history. Keyset pages, compiled once for each use."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, reduce
from operator import or_
from typing import Any

from peewee import JOIN, Select, Tuple, fn

from ydh.store.company.late import LATE, LATE_PART, late_at
from ydh.store.company.scopes import SCOPES
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.stock.leaving import lost, quantity_of
from ydh.store.tables.batches import STAGED
from ydh.store.tables.goods import Product, Sku
from ydh.store.tables.log import Journal, Personal
from ydh.store.tables.orders import Hold, Note, Order, OrderLine, Reservation, Shipment, ShipmentLine
from ydh.store.tables.people import Account, AccountRole, Customer, RolePermission
from ydh.store.tables.returns import Return

_Assigned, _Creator, _Opener = Account.alias(), Account.alias(), Account.alias()
ROW = (
    fn.COALESCE(Order.number, Order.ref),
    Customer.code,
    Order.customer_name,
    Order.step,
    Order.total,
    Order.business_date,
    Order.step_since,
    Order.held,
    Order.channel,
    Order.revision,
    _Assigned.login,
    Order.urgent,
    Order.arrival,
    Order.id,
)


def _word(engine: str) -> Any:
    """The word stands in a number, ours, another's or the customer's own, or in its name then or now, or its code."""
    text: Any = fn.COALESCE(Order.number, "").concat(" ").concat(fn.COALESCE(Order.ref, ""))
    for more in (Order.customer_name, Customer.name, Customer.code):
        text = text.concat(" ").concat(more)
    text = fn.LOWER(text)
    found = getattr(fn, "INSTR" if engine == "sqlite" else "STRPOS")
    own = found(fn.LOWER(Order.customer_po), slot("text"))
    return (found(text, slot("text")) > 0) | (own > 0)


_FILTERS: dict[str, Any] = {
    "step": lambda _: Order.step == slot(Order.step),
    **{name: (lambda _, seen=seen: seen(Order)) for name, seen in SCOPES.items()},
    "code": lambda _: Customer.fold == slot(Customer.fold, "code"),
    "channel": lambda _: Order.channel == slot(Order.channel),
    "held": lambda _: Order.held > 0,
    "free": lambda _: Order.held == 0,
    "under": lambda _: Order.total < slot(Order.total, "under"),
    "over": lambda _: Order.total > slot(Order.total, "over"),
    "first": lambda _: Order.business_date >= slot(Order.business_date, "first"),
    "last": lambda _: Order.business_date <= slot(Order.business_date, "last"),
    "assigned": lambda _: _Assigned.login == slot(Account.login, "assigned"),
    "text": _word,
    "older": lambda _: Order.id < slot(Order.id, "older"),
    "open": lambda _: Order.step.not_in(("done", "void")),
    "later": lambda _: (
        (Order.arrival > slot(Order.arrival, "later"))
        | ((Order.arrival == slot(Order.arrival, "later")) & (Order.id > slot(Order.id, "later_id")))
    ),
}
SORTS = {
    "customer": Customer.code,
    "total": Order.total,
    "business_date": Order.business_date,
    "since": Order.step_since,
}


def orders_by(filters: dict[str, Any], sort: str = "") -> Statement:
    """Rows of ROW: by one of SORTS (`-` before it: descending), else a queue (`step` given) by arrival, else the newest
    first. `place` and `place_id` are the sort key of the row after which a sorted list goes on.
    """
    names = (name for name in filters if name in _FILTERS or name == "place" or name.startswith(LATE))
    return _listing(frozenset(names), sort)


@cache
def _listing(names: frozenset[str], sort: str) -> Statement:
    return Statement(lambda engine: _list(engine, names, sort))


def _sorted(query: Any, sort: str, *, after: bool) -> Any:
    """The query in the order of a column, then by id; `after` a place."""
    by, falls = SORTS[sort.removeprefix("-")], sort.startswith("-")
    if after:
        keys, here = Tuple(by, Order.id), Tuple(slot(by, "place"), slot(Order.id, "place_id"))
        query = query.where(keys < here if falls else keys > here)
    return query.order_by(*(key.desc() if falls else key.asc() for key in (by, Order.id)))


def _list(engine: str, names: frozenset[str], sort: str) -> Any:
    query = (
        Order.select(*ROW)
        .join(Customer, on=(Customer.id == Order.customer))
        .join_from(Order, _Assigned, JOIN.LEFT_OUTER, on=(_Assigned.id == Order.assigned))
    )
    query = query.where(Order.step != STAGED)
    for name in sorted(names & _FILTERS.keys()):
        query = query.where(_FILTERS[name](engine))
    if late := sorted(name for name in names if name.startswith(LATE)):
        query = query.where(Order.id.in_(_late(late)))
    if sort:
        if "step" not in names:
            query = query.where(~_deleted())
        return _sorted(query, sort, after="place" in names).limit(slot("limit"))
    if "step" in names:
        return query.order_by(Order.arrival, Order.id).limit(slot("limit"))
    return query.where(~_deleted()).order_by(Order.id.desc()).limit(slot("limit"))


def _late(names: list[str]) -> Any:
    """The ids of orders that came to a step before the moment that its name gives, or a shipment of which did."""
    parts = [name for name in names if name.startswith(LATE_PART)]
    found = [Order.select(Order.id).where(late_at(Order, name, LATE)) for name in names if name not in parts] + [
        Shipment.select(Shipment.order).where(late_at(Shipment, name, LATE_PART)) for name in parts
    ]
    return reduce(or_, found)  # each by its own index


def _deleted() -> Any:
    """Drafts that were deleted."""
    return (Order.step == "void") & Order.number.is_null()


class OrderDetail(NamedRow):
    """An order as it is shown whole."""

    number: str
    customer: str
    customer_name: str
    step: str
    total: Decimal
    business_date: date
    step_since: datetime
    held: int
    channel: str
    revision: int
    assigned: str | None
    urgent: bool
    arrival: int
    id: int
    region: str
    goods: Decimal
    freight: Decimal
    creator: str | None
    submitted_at: datetime | None
    kept_from: str
    contact: str
    phone: str
    address: str
    terms: str
    requested_date: date | None
    promised_date: date | None
    project: str
    contract_number: str
    contract_date: date | None
    customer_po: str
    when_short: str
    ref: str


# whence the lines have what they keep of their items, where they are older than that: today comes after journal
_WHENCE = OrderLine.select(fn.COALESCE(fn.MAX(OrderLine.kept_from), "")).where(OrderLine.order == Order.id)
DETAIL = Statement(
    Order.select(
        *ROW,
        Order.region,
        Order.goods,
        Order.freight,
        _Creator.name,
        Order.submitted_at,
        _WHENCE,
        Order.contact,
        Order.phone,
        Order.address,
        Order.terms,
        Order.requested_date,
        Order.promised_date,
        Order.project,
        Order.contract_number,
        Order.contract_date,
        Order.customer_po,
        Order.when_short,
        fn.COALESCE(Order.ref, ""),
    )
    .join(Customer, on=(Customer.id == Order.customer))
    .join_from(Order, _Assigned, JOIN.LEFT_OUTER, on=(_Assigned.id == Order.assigned))
    .join_from(Order, _Creator, JOIN.LEFT_OUTER, on=(_Creator.id == Order.account))
    .where(Order.id == slot(Order.id)),
    OrderDetail,
)
LINES = Statement(
    OrderLine.select(
        OrderLine.id,
        OrderLine.position,
        OrderLine.code,
        OrderLine.name,
        OrderLine.attributes,
        OrderLine.quantity,
        OrderLine.unit,
        OrderLine.price,
        OrderLine.discount,
        OrderLine.amount,
        OrderLine.released,
        OrderLine.closed,
        OrderLine.note,
        Product.service,
        Product.lots,
        OrderLine.returned,
        OrderLine.refunded,
        OrderLine.pack_size,
        OrderLine.pack_unit,
    )
    .join(Sku, on=(Sku.id == OrderLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .where(OrderLine.order == slot(OrderLine.order))
    .order_by(OrderLine.position)
)


def _reserved(engine: str) -> Any:
    mine = OrderLine.order == slot(OrderLine.order)
    held = Reservation.select(Reservation.line.alias("line_id"), Reservation.quantity.alias("quantity"))
    held = held.join(OrderLine, on=(OrderLine.id == Reservation.line)).where(mine)
    gone = lost(engine, lambda sku: sku.in_(OrderLine.select(OrderLine.sku).where(mine)))
    taken = Select([gone], [gone.c.line_id, 0 - gone.c.quantity])
    both = held.union_all(taken).alias("both")
    return Select([both], [both.c.line_id, fn.SUM(both.c.quantity)]).group_by(both.c.line_id)


_RESERVED = Statement(_reserved)


def reserved(unit: Unit, order: int, day: date) -> dict[int, Decimal]:
    """What each line of the order has of the stock and will get."""
    return {line: quantity_of(much) for line, much in _RESERVED.rows(unit, order=order, day=day)}


class HoldRow(NamedRow):
    """An open hold."""

    kind: str
    reason: str
    opener: str | None
    opened_at: datetime


class ShippedLine(NamedRow):
    """A line of a shipment, with the shipment."""

    number: str
    step: str
    carrier: str
    tracking: str
    shipped_at: datetime | None
    received_at: datetime | None
    line: int
    quantity: Decimal
    received: Decimal
    expected_date: date | None
    delivered_at: datetime | None


HOLDS = Statement(
    Hold.select(Hold.kind, Hold.reason, _Opener.name, Hold.opened_at)
    .join(_Opener, JOIN.LEFT_OUTER, on=(_Opener.id == Hold.opened_by))
    .where((Hold.order == slot(Hold.order)) & Hold.lifted_at.is_null())
    .order_by(Hold.id),
    HoldRow,
)
SHIPMENTS = Statement(
    Shipment.select(
        Shipment.number,
        Shipment.step,
        Shipment.carrier,
        Shipment.tracking,
        Shipment.shipped_at,
        Shipment.received_at,
        ShipmentLine.line,
        ShipmentLine.quantity,
        ShipmentLine.received,
        Shipment.expected_date,
        Shipment.delivered_at,
    )
    .join(ShipmentLine, on=(ShipmentLine.shipment == Shipment.id))
    .where(Shipment.order == slot(Shipment.order))
    .order_by(Shipment.id, ShipmentLine.line),
    ShippedLine,
)
RETURNS = Statement(
    Return.select(Return.number, Return.kind, Return.step, Return.total)
    .where((Return.order == slot(Return.order)) & Return.number.is_null(False) & (Return.step != STAGED))
    .order_by(Return.id)
)
NOTES = Statement(
    Note.select(
        Note.kind,
        Note.position,
        Note.text,
        Note.with_whom,
        Note.how,
        Note.result,
        Note.shared,
        Account.name,
        Note.at,
    )
    .join(Account, JOIN.LEFT_OUTER, on=(Account.id == Note.account))
    .where(Note.order == slot(Note.order))
    .order_by(Note.id)
)
HISTORY = Statement(
    Journal.select(Journal.at, Journal.actor, Account.name, Journal.action, Journal.step, Journal.to, Journal.body)
    .join(Account, JOIN.LEFT_OUTER, on=(Account.id == Journal.actor))
    .where((Journal.kind == slot(Journal.kind)) & (Journal.subject == slot(Journal.subject)))
    .order_by(Journal.seq)
)
PERSONAL = Statement(Personal.select(Personal.text).where(Personal.digest == slot(Personal.digest)))
# Active staff who hold a permission: who can be asked.
HOLDERS = Statement(
    Account.select(Account.name)
    .join(AccountRole, on=(AccountRole.account == Account.id))
    .join(RolePermission, on=(RolePermission.role == AccountRole.role))
    .where(Account.active & Account.customer.is_null() & (RolePermission.permission == slot(RolePermission.permission)))
    .distinct()
    .order_by(Account.name)
)
ACCOUNT = Statement(Account.select(Account.id).where(Account.login == slot(Account.login)))
