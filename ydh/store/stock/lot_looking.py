"""Statements that show lots: where they are, what came, what went to whom."""

from datetime import date, datetime
from decimal import Decimal

from peewee import JOIN, fn

from ydh.store.engine.prepared import Statement, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.goods import Lot, LotStock, Product, Sku, StockMove, StockPaper, Warehouse
from ydh.store.tables.orders import Order, Shipment, ShipmentLot
from ydh.store.tables.people import Account, Customer

_ROWS = (
    Lot.select(
        Lot.id,
        Lot.code,
        Sku.code,
        Product.name,
        Sku.unit,
        Lot.expires,
        Lot.blocked,
        fn.COALESCE(Warehouse.code, ""),
        fn.COALESCE(LotStock.on_hand, 0),
        fn.COALESCE(LotStock.allocated, 0),
    )
    .join(Sku, on=(Sku.id == Lot.sku))
    .join(Product, on=(Product.id == Sku.product))
    .join_from(Lot, LotStock, JOIN.LEFT_OUTER, on=((LotStock.lot == Lot.id) & (LotStock.on_hand > 0)))
    .join(Warehouse, JOIN.LEFT_OUTER, on=(Warehouse.id == LotStock.warehouse))
)
# what is there: by sku, by expiry, none last
_LAST = fn.COALESCE(Lot.expires, "9999-12-31")
_AFTER = (Sku.fold > slot(Sku.fold)) | (
    (Sku.fold == slot(Sku.fold))
    & (
        (slot("last") < _LAST)
        | (
            (slot("last") == _LAST)
            & (
                (Lot.id > slot(Lot.id))
                | ((Lot.id == slot(Lot.id)) & (Warehouse.code > slot(Warehouse.code, "warehouse")))
            )
        )
    )
)
LIST = Statement(
    _ROWS.where(LotStock.on_hand > 0)
    .where(_AFTER)
    .where((slot("any_sku") == 1) | (Sku.fold == slot(Sku.fold, "sku")))
    .where((slot("any_house") == 1) | (Warehouse.code == slot(Warehouse.code, "house")))
    .where((slot("any_day") == 1) | (Lot.expires <= slot(Lot.expires, "until")))
    .where((slot("any_block") == 1) | (Lot.blocked != ""))
    .order_by(Sku.fold, _LAST, Lot.id, Warehouse.code)
    .limit(slot("limit"))
)


class LotPlace(NamedRow):
    """A lot where it is; the warehouse is empty when it is nowhere."""

    id: int
    code: str
    sku: str
    product: str
    unit: str
    expires: date | None
    blocked: str
    warehouse: str
    on_hand: Decimal
    allocated: Decimal


class LotItem(NamedRow):
    """Whose lot it is."""

    sku_id: int


class LotToChange(NamedRow):
    """A lot whose row is locked."""

    id: int
    version: int
    code: str
    sku: str
    expires: date | None
    blocked: str


BY_CODE = Statement(_ROWS.where(Lot.fold == slot(Lot.fold)).order_by(Sku.fold, Warehouse.id), LotPlace)
LOCK = Statement(
    lambda engine: locked(
        Lot.select(Lot.id, Lot.version, Lot.code, Sku.code, Lot.expires, Lot.blocked)
        .join(Sku, on=(Sku.id == Lot.sku))
        .where(Lot.fold == slot(Lot.fold))
        .order_by(Lot.id),
        engine,
        "FOR UPDATE OF t1",
    ),
    LotToChange,
)
SKUS = Statement(Lot.select(Lot.sku).where(Lot.fold == slot(Lot.fold)), LotItem)
SET_BLOCKED = Statement(Lot.update({Lot.blocked: slot(Lot.blocked)}).where(Lot.id == slot(Lot.id)))
SET_EXPIRES = Statement(Lot.update({Lot.expires: slot(Lot.expires)}).where(Lot.id == slot(Lot.id)))


class LotGone(NamedRow):
    """What of a lot went to a customer."""

    customer_id: int
    region: str
    lot: str
    sku: str
    customer: str
    name: str
    contact: str
    phone: str
    order_number: str
    shipment_number: str
    step: str
    shipped_at: datetime | None
    quantity: Decimal


WENT = Statement(
    ShipmentLot.select(
        Customer.id,
        Customer.region,
        Lot.code,
        Sku.code,
        Customer.code,
        Order.customer_name,
        Order.contact,
        Order.phone,
        Order.number,
        Shipment.number,
        Shipment.step,
        Shipment.shipped_at,
        ShipmentLot.quantity,
    )
    .join(Lot, on=(Lot.id == ShipmentLot.lot))
    .join(Sku, on=(Sku.id == Lot.sku))
    .join_from(ShipmentLot, Shipment, on=(Shipment.id == ShipmentLot.shipment))
    .join(Order, on=(Order.id == Shipment.order))
    .join(Customer, on=(Customer.id == Order.customer))
    .where((ShipmentLot.lot == slot(ShipmentLot.lot)) & (Shipment.step != "void"))
    .order_by(Shipment.id, ShipmentLot.line),
    LotGone,
)
# at, warehouse, quantity, kind, document, supplier, reason, by: all but what shipments did
CAME = Statement(
    StockMove.select(
        StockMove.at,
        Warehouse.code,
        StockMove.quantity,
        StockMove.kind,
        StockMove.document,
        fn.COALESCE(StockPaper.supplier, ""),
        StockMove.reason,
        fn.COALESCE(Account.login, ""),
    )
    .join(Warehouse, on=(Warehouse.id == StockMove.warehouse))
    .join_from(StockMove, StockPaper, JOIN.LEFT_OUTER, on=(StockPaper.number == StockMove.document))
    .join_from(StockMove, Account, JOIN.LEFT_OUTER, on=(Account.id == StockMove.account))
    .where((StockMove.lot == slot(StockMove.lot)) & (StockMove.kind != "ship"))
    .order_by(StockMove.id)
)
