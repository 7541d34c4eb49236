"""Statements that look at returns: lists, one return, what was paid for it. Keyset pages, compiled once."""

from functools import cache, reduce
from operator import or_
from typing import Any

from peewee import JOIN, fn

from ydh.store.company.late import LATE, late_at
from ydh.store.company.scopes import SCOPES
from ydh.store.engine.prepared import Statement, slot
from ydh.store.tables.batches import STAGED
from ydh.store.tables.goods import Lot, Product, Sku
from ydh.store.tables.orders import Order, OrderLine, Shipment, ShipmentLot
from ydh.store.tables.people import Account, Customer
from ydh.store.tables.returns import Payment, Return, ReturnLine

_Assigned, _Creator, _Swap = Account.alias(), Account.alias(), Sku.alias()
_Replacement = Order.alias()
ROW = (
    fn.COALESCE(Return.number, Return.ref),
    fn.COALESCE(Order.number, ""),
    Customer.code,
    Return.customer_name,
    Return.kind,
    Return.step,
    Return.reason,
    Return.total,
    Return.refund,
    Return.business_date,
    Return.step_since,
    Return.revision,
    _Assigned.login,
    Return.arrival,
    Return.id,
)


def _word(engine: str) -> Any:
    """The word stands in a number, ours, another's or the order's, in the customer's name then or now, or its code."""
    found = getattr(fn, "INSTR" if engine == "sqlite" else "STRPOS")
    name = fn.COALESCE(Return.number, "").concat(" ").concat(fn.COALESCE(Return.ref, ""))
    texts = (name, fn.COALESCE(Order.number, ""), Return.customer_name, Customer.name, Customer.code)
    whole: Any = texts[0]
    for text in texts[1:]:
        whole = whole.concat(" ").concat(text)
    return found(fn.LOWER(whole), slot("text")) > 0


_FILTERS: dict[str, Any] = {
    "step": lambda _: Return.step == slot(Return.step),
    **{name: (lambda _, seen=seen: seen(Return)) for name, seen in SCOPES.items()},
    "code": lambda _: Customer.fold == slot(Customer.fold, "code"),
    "kind": lambda _: Return.kind == slot(Return.kind),
    "reason": lambda _: Return.reason == slot(Return.reason),
    "order": lambda _: Order.number == slot(Order.number, "order"),
    "assigned": lambda _: _Assigned.login == slot(Account.login, "assigned"),
    "first": lambda _: Return.business_date >= slot(Return.business_date, "first"),
    "last": lambda _: Return.business_date <= slot(Return.business_date, "last"),
    "text": _word,
    "open": lambda _: Return.step.not_in(("done", "void")),
    "older": lambda _: Return.id < slot(Return.id, "older"),
    "later": lambda _: (
        (Return.arrival > slot(Return.arrival, "later"))
        | ((Return.arrival == slot(Return.arrival, "later")) & (Return.id > slot(Return.id, "later_id")))
    ),
}


def returns_by(filters: dict[str, Any]) -> Statement:
    """Rows of ROW: a queue (`step` given) by arrival, else the newest first."""
    return _listing(frozenset(name for name in filters if name in _FILTERS or name.startswith(LATE)))


@cache
def _listing(names: frozenset[str]) -> Statement:
    return Statement(lambda engine: _list(engine, names))


def _list(engine: str, names: frozenset[str]) -> Any:
    query = _joined(Return.select(*ROW)).where(Return.step != STAGED)
    for name in sorted(names & _FILTERS.keys()):
        query = query.where(_FILTERS[name](engine))
    if late := sorted(names - _FILTERS.keys()):
        query = query.where(reduce(or_, (late_at(Return, name, LATE) for name in late)))
    if "step" in names:
        return query.order_by(Return.arrival, Return.id).limit(slot("limit"))
    deleted = (Return.step == "void") & Return.number.is_null()
    return query.where(~deleted).order_by(Return.id.desc()).limit(slot("limit"))


def _joined(query: Any) -> Any:
    return (
        query.join(Customer, on=(Customer.id == Return.customer))
        .join_from(Return, Order, JOIN.LEFT_OUTER, on=(Order.id == Return.order))
        .join_from(Return, _Assigned, JOIN.LEFT_OUTER, on=(_Assigned.id == Return.assigned))
    )


DETAIL = Statement(
    _joined(
        Return.select(
            *ROW,
            Return.text,
            _Creator.name,
            Return.submitted_at,
            Return.return_address,
            Return.carrier,
            Return.tracking,
            Return.dispatched_at,
            Return.received_at,
            Return.closed_at,
            fn.COALESCE(_Replacement.number, _Replacement.ref, ""),
            fn.COALESCE(Return.ref, ""),
        )
    )
    .join_from(Return, _Creator, JOIN.LEFT_OUTER, on=(_Creator.id == Return.account))
    .join_from(Return, _Replacement, JOIN.LEFT_OUTER, on=(_Replacement.id == Return.replacement))
    .where(Return.id == slot(Return.id))
)
LINES = Statement(
    ReturnLine.select(
        ReturnLine.position,
        fn.COALESCE(OrderLine.position, 0),
        ReturnLine.code,
        ReturnLine.name,
        ReturnLine.attributes,
        ReturnLine.unit,
        ReturnLine.quantity,
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
        ReturnLine.reason,
        ReturnLine.note,
        fn.COALESCE(_Swap.code, ""),
        fn.COALESCE(Lot.code, ""),
        Product.lots,
        Product.service,
        Product.guarantee,
        ReturnLine.pack_size,
        ReturnLine.pack_unit,
    )
    .join(Sku, on=(Sku.id == ReturnLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .join_from(ReturnLine, OrderLine, JOIN.LEFT_OUTER, on=(OrderLine.id == ReturnLine.line))
    .join_from(ReturnLine, _Swap, JOIN.LEFT_OUTER, on=(_Swap.id == ReturnLine.swap))
    .join_from(ReturnLine, Lot, JOIN.LEFT_OUTER, on=(Lot.id == ReturnLine.lot))
    .where(ReturnLine.return_doc == slot(ReturnLine.return_doc))
    .order_by(ReturnLine.position)
)
# position, lot, expires, how much of it left in shipments of the order
WENT = Statement(
    ReturnLine.select(ReturnLine.position, Lot.code, Lot.expires, fn.SUM(ShipmentLot.quantity))
    .join(ShipmentLot, on=(ShipmentLot.line == ReturnLine.line))
    .join(Shipment, on=(Shipment.id == ShipmentLot.shipment))
    .join_from(ShipmentLot, Lot, on=(Lot.id == ShipmentLot.lot))
    .where((ReturnLine.return_doc == slot(ReturnLine.return_doc)) & Shipment.shipped_at.is_null(False))
    .group_by(ReturnLine.position, Lot.id, Lot.code, Lot.expires)
    .order_by(ReturnLine.position, Lot.expires, Lot.id)
)
PAYMENT_OF = Statement(
    Payment.select(Payment.number)
    .where(Payment.return_doc == slot(Payment.return_doc))
    .order_by(Payment.id.desc())
    .limit(1)
)
