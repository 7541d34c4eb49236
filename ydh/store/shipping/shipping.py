"""Statements about shipments on their way: what they carry, where they go, what was said of them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from peewee import JOIN, SQL, fn

from ydh.store.company.scopes import SCOPES
from ydh.store.engine.prepared import Members, Statement, insert, slot
from ydh.store.orders.orders import MOVED
from ydh.store.shipping.rows import ListedShipment, TrackedRow
from ydh.store.tables.batches import STAGED
from ydh.store.tables.goods import Product, Sku, Warehouse
from ydh.store.tables.orders import Order, OrderLine, Shipment, ShipmentEvent, ShipmentLine, waybill
from ydh.store.tables.people import Account, Customer

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
_HAS_ONE = SQL("tracking <> ''")  # the index's own condition
# A shipment of another order under the same number of the carrier's.
# The shipments under a tracking number, the newest first: their numbers, their orders' numbers and ids.
SAME_TRACKING = Statement(
    Shipment.select(Shipment.number, Order.number, Order.id)
    .join(Order, on=(Order.id == Shipment.order))
    .where((waybill(Shipment.tracking) == waybill(slot(Shipment.tracking))) & _HAS_ONE & (Shipment.step != "void"))
    .order_by(Shipment.id.desc())
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
    Order.customer_name,
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
    text: Any = Shipment.number
    others = (Order.customer_name, Customer.name, Customer.code, fn.COALESCE(Order.number, ""))
    for more in (Shipment.tracking, *others):
        text = text.concat(" ").concat(more)
    return found(fn.LOWER(text), slot("text")) > 0


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
    "code": lambda _: Customer.fold == slot(Customer.fold, "code"),
    **{name: (lambda _, seen=seen: seen(Order)) for name, seen in SCOPES.items()},
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


def shipments_by(filters: dict[str, Any]) -> Statement[ListedShipment]:
    """The shipments that pass these filters, the newest first."""
    return _list(frozenset(name for name in filters if name in _FILTERS))


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
        OrderLine.code,
        OrderLine.name,
        OrderLine.attributes,
        ShipmentLine.quantity,
        OrderLine.unit,
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


def _tracked(by: Any, which: Callable[[Any], Any]) -> Members[TrackedRow]:
    def query(_engine: str, members: Any) -> Any:
        found = Shipment.select(by, *_TRACKED).where(which(members) & (Shipment.step != "void"))
        return found.order_by(Shipment.id)

    return Members(query, by, TrackedRow)


BY_TRACKING = _tracked(
    Shipment.tracking, lambda names: waybill(Shipment.tracking).in_([waybill(name) for name in names]) & _HAS_ONE
)
BY_NUMBER = _tracked(Shipment.number, Shipment.number.in_)
DELIVERED = Statement(
    Shipment.update({Shipment.delivered_at: slot(Shipment.delivered_at)}).where(
        (Shipment.id == slot(Shipment.id))
        & (Shipment.delivered_at.is_null() | (Shipment.delivered_at > slot(Shipment.delivered_at)))
    )
)
