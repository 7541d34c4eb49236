"""Statements about orders, their lines and shipments: finding, locking, moving."""

from typing import Any

from peewee import fn

from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Row, Statement, insert, insert_returning, locked, slot
from ydh.store.goods.kept_items import insert_lines, insert_named
from ydh.store.orders.rows import OrderRow
from ydh.store.tables.batches import STAGED
from ydh.store.tables.goods import Product, Sku
from ydh.store.tables.orders import (
    Note,
    Order,
    OrderLine,
    Reservation,
    Shipment,
    ShipmentLine,
    ShipmentLot,
)
from ydh.store.tables.people import Account, Customer

DETAILS = (
    "contact phone address region terms requested_date promised_date project contract_number contract_date customer_po"
    " when_short"
)
_ORDER = (
    "number customer step step_since revision arrival urgent held channel account assigned batch ref created_at"
    f" submitted_at business_date counts goods freight total version head entries {DETAILS}"
)
ADD_ORDER = insert_named(Order, _ORDER, returning=True)
LINE = "order position sku quantity list_price price discount amount released given note business_date counts"
ADD_LINE = insert_lines(OrderLine, LINE)
ADD_RESERVATION = insert(Reservation, "line warehouse quantity")
SHIPMENT = "order number step step_since warehouse carrier tracking created_at shipped_at received_at business_date"
ADD_SHIPMENT = insert(Shipment, SHIPMENT)
SHIPMENT_IDS = Members(
    lambda _engine, members: Shipment.select(Shipment.number, Shipment.id).where(Shipment.number.in_(members)),
    Shipment.number,
)
ADD_SHIPMENT_LINE = insert(ShipmentLine, "shipment line quantity received")
ADD_SHIPMENT_LOT = insert(ShipmentLot, "shipment line lot quantity")
ADD_NOTE = insert_returning(Note, "order position kind shared text with_whom how result account at")

# What an act needs to know of an order: see core's working copy Order, which has the same order of fields.
_DOC = (
    Order.id,
    Order.number,
    Order.ref,
    Order.customer,
    Order.region,
    Order.step,
    Order.step_since,
    Order.revision,
    Order.version,
    Order.head,
    Order.entries,
    Order.held,
    Order.account,
    Order.assigned,
    Order.batch,
    Order.arrival,
    Order.total,
    Order.business_date,
    Order.channel,
    Order.submitted_at,
    Order.when_short,
)


def _docs(field: Any, *, lock: bool) -> Members[OrderRow]:
    """What stands under these names; what an import has not shown, or has taken back, does not exist for anybody."""

    def query(engine: str, members: Any) -> Any:
        found = Order.select(*_DOC).where(field.in_(members) & (Order.step != STAGED)).order_by(Order.id)
        return locked(found, engine) if lock else found

    return Members(query, field, OrderRow)


BY_NUMBER, LOOK_BY_NUMBER = _docs(Order.number, lock=True), _docs(Order.number, lock=False)
BY_REF, LOOK_BY_REF = _docs(Order.ref, lock=True), _docs(Order.ref, lock=False)
BY_ID, LOOK_BY_ID = _docs(Order.id, lock=True), _docs(Order.id, lock=False)


def _lines_behind(name: Any, order: Any) -> Members:
    last = OrderLine.select(fn.COALESCE(fn.MAX(OrderLine.position), 0)).where(OrderLine.order == order)
    return Members(lambda _engine, members: name.model.select(name, last).where(name.in_(members)), name)


# name, the last position of the lines behind it, for numbers of orders, of shipments, and references of drafts
LINES_BEHIND = (
    _lines_behind(Order.number, Order.id),
    _lines_behind(Shipment.number, Shipment.order),
    _lines_behind(Order.ref, Order.id),
)
ORDERS_OF_SHIPMENTS = Members(
    lambda _engine, members: Shipment.select(Shipment.number, Shipment.order).where(Shipment.number.in_(members)),
    Shipment.number,
)
# A row for each warehouse in which a line has something reserved, at least one for each line.
LINES = Members(
    lambda _engine, members: (
        OrderLine.select(
            OrderLine.order,
            OrderLine.id,
            OrderLine.position,
            OrderLine.sku,
            Sku.code,
            Product.service,
            Product.lots,
            Product.keep_days,
            OrderLine.quantity,
            OrderLine.released,
            OrderLine.closed,
            OrderLine.shipped,
            OrderLine.received,
            Reservation.warehouse,
            Reservation.quantity,
        )
        .join(Sku, on=(Sku.id == OrderLine.sku))
        .join(Product, on=(Product.id == Sku.product))
        .join(Reservation, "LEFT OUTER JOIN", on=(Reservation.line == OrderLine.id))
        .where(OrderLine.order.in_(members))
        .order_by(OrderLine.order, OrderLine.position, Reservation.warehouse)
    ),
    OrderLine.order,
)
# A row for each line of each shipment.
SHIPMENTS = Members(
    lambda _engine, members: (
        Shipment.select(
            Shipment.order,
            Shipment.id,
            Shipment.number,
            Shipment.step,
            Shipment.step_since,
            Shipment.warehouse,
            Shipment.carrier,
            Shipment.tracking,
            Shipment.shipped_at,
            Shipment.received_at,
            Shipment.picker,
            Shipment.picked_at,
            Shipment.checker,
            Shipment.checked_at,
            Shipment.business_date,
            ShipmentLine.line,
            ShipmentLine.quantity,
        )
        .join(ShipmentLine, on=(ShipmentLine.shipment == Shipment.id))
        .where(Shipment.order.in_(members))
        .order_by(Shipment.order, Shipment.id, ShipmentLine.line)
    ),
    Shipment.order,
)
# shipment, line, lot, quantity of the orders' shipments
SHIPMENT_LOTS = Members(
    lambda _engine, members: (
        ShipmentLot.select(ShipmentLot.shipment, ShipmentLot.line, ShipmentLot.lot, ShipmentLot.quantity)
        .join(Shipment, on=(Shipment.id == ShipmentLot.shipment))
        .where(Shipment.order.in_(members))
        .order_by(ShipmentLot.shipment, ShipmentLot.line, ShipmentLot.lot)
    ),
    Shipment.order,
)
# position, unit, pack size, pack unit: in what quantities of a line are typed
PACKS = Statement(
    OrderLine.select(OrderLine.position, OrderLine.unit, OrderLine.pack_size, OrderLine.pack_unit).where(
        OrderLine.order == slot(OrderLine.order)
    )
)
LINE_IDS = Statement(
    OrderLine.select(OrderLine.id).where(OrderLine.order == slot(OrderLine.order)).order_by(OrderLine.position)
)

_WANTS = Statement(
    OrderLine.select(
        OrderLine.sku,
        OrderLine.quantity,
        OrderLine.closed,
        OrderLine.price,
        OrderLine.discount,
        OrderLine.given,
        OrderLine.note,
    )
    .where(OrderLine.order == slot(OrderLine.order))
    .order_by(OrderLine.position)
)


def wants(unit: Unit, order: int) -> list[Row]:
    """An order's lines as they were asked for, to be priced afresh, without what was closed as short."""
    rows = _WANTS.rows(unit, order=order)
    return [(sku, quantity - closed, *rest) for sku, quantity, closed, *rest in rows if quantity > closed]


DETAILS_OF = Statement(
    Order.select(*(getattr(Order, name) for name in DETAILS.split()), Order.freight).where(Order.id == slot(Order.id))
)

MOVE = Statement(
    Order.update(
        {
            Order.step: slot(Order.step),
            Order.step_since: slot(Order.step_since),
            Order.revision: slot(Order.revision),
            Order.held: slot(Order.held),
            Order.head: slot(Order.head),
            Order.entries: slot(Order.entries),
            Order.version: Order.version + 1,
        }
    ).where((Order.id == slot(Order.id)) & (Order.version == slot(Order.version)))
)
MOVE_NAMES = "step step_since revision held head entries id version"
COUNTS = Statement(Order.update({Order.counts: slot(Order.counts)}).where(Order.id == slot(Order.id)))
LINES_COUNT = Statement(
    OrderLine.update({OrderLine.counts: slot(OrderLine.counts)}).where(OrderLine.order == slot(OrderLine.order))
)
# what was closed stands in an index, as the amount does, and changes only with it
_LEDGER = (OrderLine.released, OrderLine.shipped, OrderLine.received)
LEDGER_NAMES = "released shipped received id"
LEDGER = Statement(
    OrderLine.update({field: slot(field) for field in _LEDGER}).where(OrderLine.id == slot(OrderLine.id))
)
# What a line comes to, when some of it was closed as short: id, price, discount.
PRICES = Statement(
    OrderLine.select(OrderLine.id, OrderLine.price, OrderLine.discount)
    .where(OrderLine.order == slot(OrderLine.order))
    .order_by(OrderLine.position)
)
FREIGHT = Statement(Order.select(Order.freight).where(Order.id == slot(Order.id)))
CLOSED = Statement(
    OrderLine.update({OrderLine.closed: slot(OrderLine.closed), OrderLine.amount: slot(OrderLine.amount)}).where(
        OrderLine.id == slot(OrderLine.id)
    )
)
TOTALS = Statement(
    Order.update({Order.goods: slot(Order.goods), Order.total: slot(Order.total)}).where(Order.id == slot(Order.id))
)
WHEN_SHORT = Statement(Order.update({Order.when_short: slot(Order.when_short)}).where(Order.id == slot(Order.id)))
RESERVED = Statement(
    Reservation.update({Reservation.quantity: slot(Reservation.quantity)}).where(
        (Reservation.line == slot(Reservation.line)) & (Reservation.warehouse == slot(Reservation.warehouse))
    )
)
DROP_RESERVATIONS = Statement(
    Reservation.delete().where(
        Reservation.line.in_(OrderLine.select(OrderLine.id).where(OrderLine.order == slot(OrderLine.order)))
    )
)
DROP_SHIPMENT_LINES = Statement(
    ShipmentLine.delete().where(
        ShipmentLine.line.in_(OrderLine.select(OrderLine.id).where(OrderLine.order == slot(OrderLine.order)))
    )
)
DROP_SHIPMENT_LOTS = Statement(
    ShipmentLot.delete().where(
        ShipmentLot.line.in_(OrderLine.select(OrderLine.id).where(OrderLine.order == slot(OrderLine.order)))
    )
)
DROP_LINES = Statement(OrderLine.delete().where(OrderLine.order == slot(OrderLine.order)))
BURY = Statement(
    Order.update(
        {
            Order.step: "void",
            Order.goods: 0,
            Order.freight: 0,
            Order.total: 0,
            Order.head: slot(Order.head),
            Order.entries: slot(Order.entries),
            Order.version: Order.version + 1,
        }
    ).where((Order.id == slot(Order.id)) & (Order.version == slot(Order.version)))
)
MOVED = "step step_since carrier tracking shipped_at received_at"
MOVE_SHIPMENT_NAMES = f"{MOVED} id"
MOVE_SHIPMENT = Statement(
    Shipment.update({getattr(Shipment, name): slot(getattr(Shipment, name)) for name in MOVED.split()}).where(
        Shipment.id == slot(Shipment.id)
    )
)
RECEIVED = Statement(
    ShipmentLine.update({ShipmentLine.received: slot(ShipmentLine.received)}).where(
        (ShipmentLine.shipment == slot(ShipmentLine.shipment)) & (ShipmentLine.line == slot(ShipmentLine.line))
    )
)
ASSIGN = Statement(Order.update({Order.assigned: slot(Order.assigned)}).where(Order.id == slot(Order.id)))
OVERTAKE = Statement(
    Order.update({Order.urgent: True, Order.arrival: slot(Order.arrival)}).where(Order.id == slot(Order.id))
)
FIRST = Statement(Order.select(fn.MIN(Order.arrival)).where(Order.step == slot(Order.step)))
# The place of the last order of a file that is not on its way to the customer yet.
LAST_OF_FILE = Statement(
    Order.select(fn.MAX(Order.arrival)).where(
        Order.step.in_(("review", "finance", "release", "ship")) & Order.batch.is_null(False)
    )
)
BATCH_AHEAD = Statement(
    Order.select(Order.number)
    .where((Order.step == slot(Order.step)) & (Order.arrival < slot(Order.arrival)) & Order.batch.is_null(False))
    .limit(1)
)
STAFF = Statement(
    Account.select(Account.id).where(
        (Account.login == slot(Account.login)) & Account.active & Account.customer.is_null()
    )
)
COLLEAGUES = Statement(
    Account.select(Account.login, Account.name)
    .where(Account.active & Account.customer.is_null())
    .order_by(Account.login)
)


def _changed(names: str, **more: Any) -> Statement:
    fields = [getattr(Order, name) for name in names.split()]
    others = {getattr(Order, name): value for name, value in more.items()} | {Order.version: Order.version + 1}
    return Statement(
        Order.update({field: slot(field) for field in fields} | others).where(
            (Order.id == slot(Order.id)) & (Order.version == slot(Order.version))
        )
    )


SUBMITTED = _changed(
    "number step step_since revision arrival held channel submitted_at business_date counts goods freight total"
    f" head entries {DETAILS}",
    customer_name=Customer.select(Customer.name).where(Customer.id == Order.customer),
    kept_from="",
)
EDITED = _changed(f"revision held goods freight total head entries {DETAILS}")
HEAD = Statement(
    Order.update({Order.head: slot(Order.head), Order.entries: slot(Order.entries)}).where(Order.id == slot(Order.id))
)
