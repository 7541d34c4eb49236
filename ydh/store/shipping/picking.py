"""Statements about counting goods into shipments: which wait, what is due, what was scanned."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from peewee import JOIN, Case, Tuple, fn

from ydh.store.company.scopes import SCOPES
from ydh.store.engine.prepared import Members, Statement, insert, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.goods import Lot, LotStock, Product, Sku, Stock, Warehouse
from ydh.store.tables.orders import Order, OrderLine, Scan, Shipment, ShipmentLine, ShipmentLot
from ydh.store.tables.people import Account, Customer

_Picker, _Checker = Account.alias("picker"), Account.alias("checker")
_PART = (
    Shipment.id,
    Shipment.order,
    Shipment.number,
    Shipment.step,
    Shipment.warehouse,
    Shipment.picker,
    Shipment.picked_at,
    Shipment.checker,
    Shipment.checked_at,
)
_NUMBERED = Shipment.select(*_PART, Order.customer, Order.region).join(Order, on=(Order.id == Shipment.order))
_NUMBERED = _NUMBERED.where(Shipment.number == slot(Shipment.number))
_ALONE = "FOR UPDATE OF t1"
LOOK = Statement(_NUMBERED)
LOCK = Statement(lambda engine: locked(_NUMBERED, engine, _ALONE))


def _mine(engine: str) -> Any:
    me = slot(Account.id, "holder")
    held = Shipment.picked_at.is_null() & (Shipment.picker == me)
    found = _NUMBERED.where(held | (Shipment.picked_at.is_null(False) & (Shipment.checker == me)))
    return locked(found, engine, _ALONE)


# a shipment whose count somebody has, locked
LOCK_HELD = Statement(_mine)


class WhoseRow(NamedRow):
    """Whose goods are counted."""

    customer: int
    region: str
    number: str
    name: str
    held: int


WHOSE = Statement(
    Order.select(Order.customer, Order.region, Order.number, Order.customer_name, Order.held).where(
        Order.id == slot(Order.id)
    ),
    WhoseRow,
)
WAREHOUSE = Statement(Warehouse.select(Warehouse.code).where(Warehouse.id == slot(Warehouse.id)))
NAME = Statement(Account.select(Account.name).where(Account.id == slot(Account.id)))


class DueRow(NamedRow):
    """A line of goods to be counted, or one lot of it."""

    position: int
    sku_id: int
    code: str
    barcode: str | None
    product: str
    attributes: dict[str, str]
    unit: str
    pack_size: Decimal
    pack_unit: str
    place: str
    handling: str
    note: str
    quantity: Decimal
    lot_id: int | None
    lot_quantity: Decimal | None
    lot_code: str | None
    expires: date | None
    blocked: str | None


# A row for each line of goods, or for each lot of one.
_LINES = (
    ShipmentLine.select(
        OrderLine.position,
        OrderLine.sku,
        OrderLine.code,
        Sku.barcode,
        OrderLine.name,
        OrderLine.attributes,
        OrderLine.unit,
        OrderLine.pack_size,
        OrderLine.pack_unit,
        fn.COALESCE(Stock.place, ""),
        Product.handling,
        OrderLine.note,
        ShipmentLine.quantity,
        ShipmentLot.lot,
        ShipmentLot.quantity,
        Lot.code,
        Lot.expires,
        Lot.blocked,
    )
    .join(OrderLine, on=(OrderLine.id == ShipmentLine.line))
    .join(Sku, on=(Sku.id == OrderLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .join_from(
        ShipmentLine,
        ShipmentLot,
        JOIN.LEFT_OUTER,
        on=((ShipmentLot.shipment == ShipmentLine.shipment) & (ShipmentLot.line == ShipmentLine.line)),
    )
    .join(Lot, JOIN.LEFT_OUTER, on=(Lot.id == ShipmentLot.lot))
    .join_from(Sku, Stock, JOIN.LEFT_OUTER, on=((Stock.sku == Sku.id) & (Stock.warehouse == slot(Stock.warehouse))))
    .where((ShipmentLine.shipment == slot(ShipmentLine.shipment)) & (Product.service == False))  # noqa: E712
    .order_by(OrderLine.position, Lot.expires, ShipmentLot.lot)
)
LINES = Statement(_LINES, DueRow)
LINES_OF_SKU = Statement(_LINES.where(OrderLine.sku == slot(OrderLine.sku)), DueRow)
_PHASE = (Scan.shipment == slot(Scan.shipment)) & (Scan.phase == slot(Scan.phase))
_COUNTED = Scan.select(Scan.position, Scan.lot, fn.SUM(Scan.quantity)).group_by(Scan.position, Scan.lot)
# position, lot, counted: of all lines, and of those at some positions, which costs the same however much was counted
COUNTED = Statement(_COUNTED.where(_PHASE))
COUNTED_AT = Members(lambda _engine, positions: _COUNTED.where(_PHASE & Scan.position.in_(positions)), Scan.position)
SCANS = Statement(
    Scan.select(Scan.position, Scan.lot, Scan.quantity, Scan.code, Scan.at).where(_PHASE).order_by(Scan.id)
)
SCAN = "shipment position lot phase quantity code account at"
ADD_SCAN = insert(Scan, SCAN)

SKU_NAME = Statement(
    Sku.select(Sku.code, Product.name).join(Product, on=(Product.id == Sku.product)).where(Sku.id == slot(Sku.id))
)

HOLD = Statement(
    Shipment.update(
        {
            Shipment.picker: slot(Shipment.picker),
            Shipment.picked_at: slot(Shipment.picked_at),
            Shipment.checker: slot(Shipment.checker),
            Shipment.checked_at: slot(Shipment.checked_at),
        }
    ).where(Shipment.id == slot(Shipment.id))
)
_LINE = (ShipmentLine.shipment == slot(ShipmentLine.shipment)) & (ShipmentLine.line == slot(ShipmentLine.line))
SET_LINE = Statement(ShipmentLine.update({ShipmentLine.quantity: slot(ShipmentLine.quantity)}).where(_LINE))
DROP_LINE = Statement(ShipmentLine.delete().where(_LINE))
_LOT = (
    (ShipmentLot.shipment == slot(ShipmentLot.shipment))
    & (ShipmentLot.line == slot(ShipmentLot.line))
    & (ShipmentLot.lot == slot(ShipmentLot.lot))
)
SET_LOT = Statement(ShipmentLot.update({ShipmentLot.quantity: slot(ShipmentLot.quantity)}).where(_LOT))
DROP_LOT = Statement(ShipmentLot.delete().where(_LOT))
# lots of a sku that could be taken instead: code, expires, on hand, promised, days that must be left
OTHER_LOTS = Statement(
    LotStock.select(Lot.code, Lot.expires, LotStock.on_hand, LotStock.allocated, Product.keep_days)
    .join(Lot, on=(Lot.id == LotStock.lot))
    .join(Sku, on=(Sku.id == Lot.sku))
    .join(Product, on=(Product.id == Sku.product))
    .where((LotStock.warehouse == slot(LotStock.warehouse)) & (Lot.sku == slot(Lot.sku)))
    .where((Lot.blocked == "") & (LotStock.on_hand > LotStock.allocated))
    .order_by(Lot.expires, Lot.code)
)

# --- what waits to be counted ---


# whether nothing is left to count: checked, or picked where `unchecked` says that nobody checks
_COUNTED_OUT = Case(
    None,
    [(Shipment.checked_at.is_null(False), 1), (Shipment.picked_at.is_null(False), slot("unchecked"))],
    0,
)


def waiting(filters: dict[str, Any]) -> Statement:
    """The shipments that wait to leave, what is to be counted first, the oldest order of each before the others; those
    after `counted`, `arrival` and `part` where they are given. `unchecked`: 1 where what is picked is not checked."""
    return _waiting(frozenset(filters.keys() & SCOPES.keys()), "arrival" in filters)


@cache
def _waiting(scope: frozenset[str], after: bool) -> Statement:
    query = (
        Shipment.select(
            Shipment.number,
            Order.number,
            Customer.code,
            Order.customer_name,
            Shipment.step_since,
            Order.urgent,
            Order.held,
            Warehouse.code,
            _Picker.name,
            Shipment.picked_at,
            _Checker.name,
            Shipment.checked_at,
            _COUNTED_OUT,
            Order.arrival,
            Shipment.id,
        )
        .join(Order, on=(Order.id == Shipment.order))
        .join(Customer, on=(Customer.id == Order.customer))
        .join_from(Shipment, Warehouse, on=(Warehouse.id == Shipment.warehouse))
        .join_from(Shipment, _Picker, JOIN.LEFT_OUTER, on=(_Picker.id == Shipment.picker))
        .join_from(Shipment, _Checker, JOIN.LEFT_OUTER, on=(_Checker.id == Shipment.checker))
        .where(Shipment.step == "ship")
    )
    if after:
        query = query.where(
            Tuple(_COUNTED_OUT, Order.arrival, Shipment.id)
            > Tuple(slot("counted"), slot(Order.arrival, "arrival"), slot(Shipment.id, "part"))
        )
    for name in sorted(scope):
        query = query.where(SCOPES[name](Order))
    return Statement(query.order_by(_COUNTED_OUT, Order.arrival, Shipment.id).limit(slot("limit")))


# shipment, lines, due
DUE = Members(
    lambda _engine, members: (
        ShipmentLine.select(ShipmentLine.shipment, fn.COUNT(ShipmentLine.line), fn.SUM(ShipmentLine.quantity))
        .join(OrderLine, on=(OrderLine.id == ShipmentLine.line))
        .join(Sku, on=(Sku.id == OrderLine.sku))
        .join(Product, on=(Product.id == Sku.product))
        .where(ShipmentLine.shipment.in_(members) & (Product.service == False))  # noqa: E712
        .group_by(ShipmentLine.shipment)
    ),
    ShipmentLine.shipment,
)
# shipment, phase, counted
DONE = Members(
    lambda _engine, members: (
        Scan.select(Scan.shipment, Scan.phase, fn.SUM(Scan.quantity))
        .where(Scan.shipment.in_(members))
        .group_by(Scan.shipment, Scan.phase)
    ),
    Scan.shipment,
)
