"""Statements about shipments on their way: what they carry, where they go, what was said of them, cases."""

from functools import lru_cache
from typing import Any

from peewee import JOIN, fn

from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Statement, insert, insert_returning, locked, slot
from ydh.store.orders.billing import BILLED
from ydh.store.orders.looking import _FILTERS as OF_ORDERS
from ydh.store.orders.orders import MOVED
from ydh.store.shipping.rows import CaseRow, ListedShipment, TrackedRow
from ydh.store.tables.batches import STAGED
from ydh.store.tables.goods import Product, Sku, Warehouse
from ydh.store.tables.orders import Case as Cases
from ydh.store.tables.orders import Order, OrderLine, Shipment, ShipmentEvent, ShipmentLine
from ydh.store.tables.people import Account, Customer
from ydh.store.tables.returns import Return

# What orders say of where their goods go and how they are paid: order, address, terms, freight, wanted for, region.
AIMS = Members(
    lambda _engine, members: Order.select(
        Order.id, Order.address, Order.terms, Order.freight, Order.requested_date, Order.region
    ).where(Order.id.in_(members)),
    Order.id,
)
PRICES = Members(
    lambda _engine, members: OrderLine.select(OrderLine.id, OrderLine.price, OrderLine.discount).where(
        OrderLine.id.in_(members)
    ),
    OrderLine.id,
)
# A shipment of another order under the same number of the carrier's.
SAME_TRACKING = Statement(
    Shipment.select(Shipment.number)
    .where(
        (Shipment.tracking == slot(Shipment.tracking))
        & (Shipment.tracking != "")
        & (Shipment.order != slot(Shipment.order))
        & (Shipment.step != "void")
    )
    .order_by(Shipment.id.desc())
    .limit(1)
)
SENT = "parcels weight cod expected_date agreed_date agreed_time agreed_place remark"
SEND_NAMES = f"{MOVED} {SENT} id"
SEND = Statement(
    Shipment.update({getattr(Shipment, it): slot(getattr(Shipment, it)) for it in f"{MOVED} {SENT}".split()}).where(
        Shipment.id == slot(Shipment.id)
    )
)
RATE = Statement(
    Shipment.update({Shipment.rating: slot(Shipment.rating), Shipment.rating_text: slot(Shipment.rating_text)}).where(
        Shipment.id == slot(Shipment.id)
    )
)

# --- the list ---
_ROW = (
    Shipment.number,
    fn.COALESCE(Order.number, Order.ref),
    Customer.code,
    Customer.name,
    Shipment.step,
    Shipment.carrier,
    Shipment.tracking,
    Shipment.parcels,
    Shipment.shipped_at,
    Shipment.expected_date,
    Shipment.delivered_at,
    Shipment.received_at,
    Order.revision,
    Shipment.id,
)


def _word(engine: str) -> Any:
    found = getattr(fn, "INSTR" if engine == "sqlite" else "STRPOS")
    text = fn.LOWER(
        Shipment.number.concat(" ").concat(Shipment.tracking).concat(" ").concat(Customer.name).concat(" ")
    ).concat(fn.LOWER(Customer.code.concat(" ").concat(fn.COALESCE(Order.number, ""))))
    return found(text, slot("text")) > 0


_FILTERS: dict[str, Any] = {
    "step": lambda _: Shipment.step == slot(Shipment.step),
    "carrier": lambda _: Shipment.carrier == slot(Shipment.carrier),
    "late": lambda _: (
        (Shipment.step == "receive")
        & Shipment.delivered_at.is_null()
        & (Shipment.expected_date < slot(Shipment.expected_date, "late"))
    ),
    "first": lambda _: Shipment.business_date >= slot(Shipment.business_date, "first"),
    "last": lambda _: Shipment.business_date <= slot(Shipment.business_date, "last"),
    "older": lambda _: Shipment.id < slot(Shipment.id, "older"),
    "text": _word,
    **{name: OF_ORDERS[name] for name in ("customer", "code", "region", "own")},
}


@lru_cache(maxsize=128)
def _list(names: frozenset[str]) -> Statement[ListedShipment]:
    def query(engine: str) -> Any:
        found = (
            Shipment.select(*_ROW)
            .join(Order, on=(Order.id == Shipment.order))
            .join(Customer, on=(Customer.id == Order.customer))
            .where((Shipment.step != "void") & (Order.step != STAGED))
        )
        for name in sorted(names):
            found = found.where(_FILTERS[name](engine))
        return found.order_by(Shipment.id.desc()).limit(slot("limit"))

    return Statement(query, ListedShipment)


def shipments_where(unit: Unit, filters: dict[str, Any], limit: int) -> list[ListedShipment]:
    """Rows of shipments that pass the filters, the newest first."""
    names = frozenset(name for name in filters if name in _FILTERS)
    return _list(names).rows(unit, **filters, limit=limit)


# --- one shipment ---
SHEET = Statement(
    Shipment.select(
        *_ROW,
        Warehouse.name,
        Shipment.weight,
        Shipment.cod,
        Shipment.agreed_date,
        Shipment.agreed_time,
        Shipment.agreed_place,
        Shipment.remark,
        Order.contact,
        Order.phone,
        Order.address,
        Order.customer_po,
        Shipment.rating,
        Shipment.rating_text,
        Order.id,
        Order.customer,
        Order.region,
    )
    .join(Order, on=(Order.id == Shipment.order))
    .join(Customer, on=(Customer.id == Order.customer))
    .join_from(Shipment, Warehouse, on=(Warehouse.id == Shipment.warehouse))
    .where(Shipment.number == slot(Shipment.number))
)
CONTENTS = Statement(
    ShipmentLine.select(
        OrderLine.position,
        Sku.code,
        Product.name,
        Sku.attributes,
        ShipmentLine.quantity,
        Sku.unit,
        ShipmentLine.received,
        OrderLine.price,
        OrderLine.discount,
        Product.handling,
    )
    .join(OrderLine, on=(OrderLine.id == ShipmentLine.line))
    .join(Sku, on=(Sku.id == OrderLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .where(ShipmentLine.shipment == slot(ShipmentLine.shipment))
    .order_by(OrderLine.position)
)

# --- tracking ---
EVENTS = Statement(
    ShipmentEvent.select(
        ShipmentEvent.at,
        ShipmentEvent.status,
        ShipmentEvent.place,
        ShipmentEvent.text,
        ShipmentEvent.temperature,
        Account.name,
    )
    .join(Account, JOIN.LEFT_OUTER, on=(Account.id == ShipmentEvent.account))
    .where(ShipmentEvent.shipment == slot(ShipmentEvent.shipment))
    .order_by(ShipmentEvent.at, ShipmentEvent.id)
)
EVENT = "shipment at status place text temperature source account"
ADD_EVENT = insert(ShipmentEvent, EVENT)
# Which of the events of these shipments are known.
KNOWN_EVENTS = Members(
    lambda _engine, members: ShipmentEvent.select(
        ShipmentEvent.shipment, ShipmentEvent.at, ShipmentEvent.status, ShipmentEvent.text
    ).where(ShipmentEvent.shipment.in_(members)),
    ShipmentEvent.shipment,
)
_TRACKED = (Shipment.id, Shipment.number, Shipment.order, Shipment.carrier, Shipment.created_at, Shipment.shipped_at)


def _tracked(by: Any) -> Members[TrackedRow]:
    def query(_engine: str, members: Any) -> Any:
        found = Shipment.select(by, *_TRACKED).where(by.in_(members) & (by != "") & (Shipment.step != "void"))
        return found.order_by(Shipment.id)

    return Members(query, by, TrackedRow)


BY_TRACKING, BY_NUMBER = _tracked(Shipment.tracking), _tracked(Shipment.number)
DELIVERED = Statement(
    Shipment.update({Shipment.delivered_at: slot(Shipment.delivered_at)}).where(
        (Shipment.id == slot(Shipment.id))
        & (Shipment.delivered_at.is_null() | (Shipment.delivered_at > slot(Shipment.delivered_at)))
    )
)

# --- cases ---
CASE = "number order shipment position kind quantity text opened_by opened_at version head entries"
ADD_CASE = insert_returning(Cases, CASE)
_Opener, _Closer = Account.alias(), Account.alias()
_CASE = (
    Cases.number,
    fn.COALESCE(Order.number, Order.ref),
    fn.COALESCE(Shipment.number, ""),
    Customer.name,
    Cases.position,
    fn.COALESCE(Sku.code, ""),
    fn.COALESCE(Product.name, ""),
    Cases.kind,
    Cases.quantity,
    Cases.text,
    fn.COALESCE(_Opener.name, ""),
    Cases.opened_at,
    Cases.outcome,
    Cases.answer,
    Cases.reference,
    fn.COALESCE(_Closer.name, ""),
    Cases.closed_at,
    Cases.id,
    Cases.opened_by,
    Cases.order,
    Cases.version,
    Order.customer,
    Order.region,
)


def _cases() -> Any:
    return (
        Cases.select(*_CASE)
        .join(Order, on=(Order.id == Cases.order))
        .join(Customer, on=(Customer.id == Order.customer))
        .join_from(Cases, Shipment, JOIN.LEFT_OUTER, on=(Shipment.id == Cases.shipment))
        .join_from(
            Cases,
            OrderLine,
            JOIN.LEFT_OUTER,
            on=((OrderLine.order == Cases.order) & (OrderLine.position == Cases.position)),
        )
        .join_from(OrderLine, Sku, JOIN.LEFT_OUTER, on=(Sku.id == OrderLine.sku))
        .join_from(Sku, Product, JOIN.LEFT_OUTER, on=(Product.id == Sku.product))
        .join_from(Cases, _Opener, JOIN.LEFT_OUTER, on=(_Opener.id == Cases.opened_by))
        .join_from(Cases, _Closer, JOIN.LEFT_OUTER, on=(_Closer.id == Cases.closed_by))
    )


CASE_BY_NUMBER = Statement(_cases().where(Cases.number == slot(Cases.number)), CaseRow)
CASES_OF_ORDER = Statement(_cases().where(Cases.order == slot(Cases.order)).order_by(Cases.id), CaseRow)
_CASE_FILTERS: dict[str, Any] = {
    "open": lambda: Cases.closed_at.is_null(),
    "settled": lambda: Cases.closed_at.is_null(False),
    "kind": lambda: Cases.kind == slot(Cases.kind),
    "order": lambda: Cases.order == slot(Cases.order),
    "older": lambda: Cases.id < slot(Cases.id, "older"),
    **{name: (lambda n=name: OF_ORDERS[n]("")) for name in ("customer", "code", "region", "own")},
}


@lru_cache(maxsize=64)
def _case_list(names: frozenset[str]) -> Statement[CaseRow]:
    found = _cases()
    for name in sorted(names):
        found = found.where(_CASE_FILTERS[name]())
    return Statement(found.order_by(Cases.id.desc()).limit(slot("limit")), CaseRow)


def cases_where(unit: Unit, filters: dict[str, Any], limit: int) -> list[CaseRow]:
    """Rows of cases that pass the filters, the newest first."""
    names = frozenset(name for name in filters if name in _CASE_FILTERS)
    return _case_list(names).rows(unit, **filters, limit=limit)


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
_This = Cases.alias()
# What would be left of the line of a case for returns, were it credited.
UNRETURNED = Statement(
    OrderLine.select(BILLED - OrderLine.returned - _This.quantity)
    .join(_This, on=((_This.order == OrderLine.order) & (_This.position == OrderLine.position)))
    .where(_This.id == slot(Cases.id))
)
# The open cases of a shipment, and those of its order that name none.
OPEN_CASES = Statement(
    Cases.select(Cases.number, Cases.position, Cases.quantity, Cases.shipment).where(
        (Cases.order == slot(Cases.order))
        & Cases.closed_at.is_null()
        & ((Cases.shipment == slot(Cases.shipment)) | Cases.shipment.is_null())
    )
)
SETTLE = Statement(
    Cases.update(
        {
            Cases.outcome: slot(Cases.outcome),
            Cases.answer: slot(Cases.answer),
            Cases.reference: slot(Cases.reference),
            Cases.closed_by: slot(Cases.closed_by),
            Cases.closed_at: slot(Cases.closed_at),
        }
    ).where((Cases.id == slot(Cases.id)) & Cases.closed_at.is_null())
)
LOCK_CASE = Statement(
    lambda engine: locked(Cases.select(Cases.id).where(Cases.id == slot(Cases.id)), engine, "FOR NO KEY UPDATE")
)
RETURN_OF = Statement(
    Return.select(Return.id).where((Return.number == slot(Return.number)) & (Return.customer == slot(Return.customer)))
)
ORDER_OF = Statement(
    Order.select(Order.id).where((Order.number == slot(Order.number)) & (Order.customer == slot(Order.customer)))
)
