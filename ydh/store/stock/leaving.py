"""What may leave: the one place that says of goods kept by lot how much of them is there for orders on a day.

A lot may leave until its expiry, less the days that the product must keep when it leaves, unless it is blocked. What
is there of other lots counts for nobody. Nothing of this is stored, so nothing has to run at midnight: each statement
has the slot `day`, the company's date. An item without lots costs one look into an index. SQLite keeps the order of a
CROSS JOIN: it begins with the lots, of which many companies have none.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN, Case, Select, fn

from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Statement, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.goods import Lot, LotStock, Product, Sku, Stock, Warehouse
from ydh.store.tables.orders import Order, OrderLine, Reservation, Shipment, ShipmentLine, ShipmentLot

_DAY = slot(Lot.expires, "day")
# names of their own, so that they stand inside any other statement
_Lot, _Here = Lot.alias("spoilt_lot"), LotStock.alias("spoilt_here")
_Item, _Goods = Sku.alias("spoilt_sku"), Product.alias("spoilt_product")


def quantity_of(value: Any) -> Decimal:
    """A sum as the database has it, in base units."""
    found: Decimal = Stock.on_hand.python_value(int(value))
    return found


def _last(engine: str, kept: Any) -> Any:
    """The day that a lot must still be good on, to leave on `day` with so many days left."""
    if engine == "postgres":
        return fn.TO_CHAR(_DAY.cast("date") + kept, "YYYY-MM-DD")
    return fn.DATE(_DAY, fn.PRINTF("+%d days", kept))


def _spoilt(engine: str, sums: Any) -> Any:
    """The free quantities of lots that may not leave, to be narrowed and grouped."""
    rows = _Lot.select(*sums).join(_Here, JOIN.CROSS).join(_Item, JOIN.CROSS).join(_Goods, JOIN.CROSS)
    rows = rows.where((_Here.lot == _Lot.id) & (_Item.id == _Lot.sku) & (_Goods.id == _Item.product))
    bad = (_Lot.blocked != "") | (_Lot.expires < _last(engine, fn.COALESCE(_Goods.keep_days, 0)))
    return rows.where((_Here.on_hand > _Here.allocated) & bad)


_FREE_OF_LOT = fn.COALESCE(fn.SUM(_Here.on_hand - _Here.allocated), 0)


def spoilt(engine: str, level: Any = Stock) -> Any:
    """What of a level lies in lots that may not leave and is not promised to a shipment."""
    return _spoilt(engine, [_FREE_OF_LOT]).where((_Lot.sku == level.sku) & (_Here.warehouse == level.warehouse))


def balance(engine: str, level: Any = Stock) -> Any:
    """What of a level nobody has: below zero, it has promised more than may leave."""
    return level.on_hand - level.reserved - spoilt(engine, level)


def outside(engine: str) -> Any:
    """Whether a level lies below its lower limit (what is available) or above its upper one (what is on hand)."""
    below = Stock.lower.is_null(False) & (Stock.lower > balance(engine))
    return below | (Stock.upper.is_null(False) & (Stock.on_hand > Stock.upper))


# --- of some items ---
_BALANCES = Members(
    lambda engine, skus: Stock.select(Stock.sku, Stock.warehouse, balance(engine)).where(Stock.sku.in_(skus)), Stock.sku
)


def available(
    unit: Unit, day: date, skus: Iterable[int], held: Iterable[tuple[int, int, Decimal]] = ()
) -> dict[int, Decimal]:
    """What can be reserved of each item, in all warehouses; `held` (sku, warehouse, quantity) is the asker's own."""
    there: dict[tuple[int, int], Decimal] = {
        (sku, warehouse): free for sku, warehouse, free in _BALANCES.rows(unit, list(skus), day=day)
    }
    for sku, warehouse, quantity in held:
        there[sku, warehouse] = there.get((sku, warehouse), Decimal(0)) + quantity
    found: dict[int, Decimal] = {}
    for (sku, _), free in there.items():
        found[sku] = found.get(sku, Decimal(0)) + max(free, Decimal(0))
    return found


# sku, warehouse, what of it may not leave
SPOILT = Members(
    lambda engine, skus: (
        _spoilt(engine, [_Lot.sku, _Here.warehouse, fn.SUM(_Here.on_hand - _Here.allocated)])
        .where(_Lot.sku.in_(skus))
        .group_by(_Lot.sku, _Here.warehouse)
    ),
    Lot.sku,
)


# --- what was promised and may not leave any more ---
def _vain(engine: str, among: Callable[[Any], Any] | None = None) -> Any:
    """What lines hold beyond what may leave: line, order, sku, warehouse, quantity. The last order loses first."""
    bad = _spoilt(engine, [_Here.warehouse.alias("house"), _Lot.sku.alias("item"), _FREE_OF_LOT.alias("much")])
    if among is not None:
        bad = bad.where(among(_Lot.sku))
    bad = bad.group_by(_Here.warehouse, _Lot.sku).alias("bad")
    level = Stock.alias("bad_level")
    lacking = level.reserved - level.on_hand + bad.c.much
    lack = (
        Select([bad], [bad.c.house.alias("house"), bad.c.item.alias("item"), lacking.alias("much")])
        .join(level, JOIN.CROSS)
        .where((level.warehouse == bad.c.house) & (level.sku == bad.c.item) & (lacking > 0))
        .alias("lack")
    )
    line, kept, doc = OrderLine.alias("bad_line"), Reservation.alias("bad_kept"), Order.alias("bad_order")
    part, inside = Shipment.alias("bad_part"), ShipmentLine.alias("bad_inside")
    packed = (
        inside.select(fn.COALESCE(fn.SUM(inside.quantity), 0))
        .join(part, JOIN.CROSS)
        .where((inside.line == line.id) & (part.id == inside.shipment))
        .where((part.warehouse == kept.warehouse) & (part.step == "ship"))
    )
    free = kept.quantity - packed
    held = (
        Select([lack], [line.id.alias("line_id"), line.order.alias("order_id"), lack.c.item, lack.c.house])
        .join(line, JOIN.CROSS)
        .join(kept, JOIN.CROSS)
        .join(doc, JOIN.CROSS)
        .where((line.sku == lack.c.item) & (kept.line == line.id) & (kept.warehouse == lack.c.house))
        .where((doc.id == line.order) & (kept.quantity > 0))
    )
    ranks = [doc.arrival.desc(), doc.id.desc(), line.position.desc()]
    upto = fn.SUM(free).over(partition_by=[lack.c.house, lack.c.item], order_by=ranks)
    held = held.select_extend(free.alias("free"), lack.c.much.alias("lacking"), upto.alias("upto")).alias("held")
    lost = Case(None, [(held.c.upto <= held.c.lacking, held.c.free)], held.c.free - (held.c.upto - held.c.lacking))
    columns = [held.c.line_id, held.c.order_id, held.c.item, held.c.house, lost.alias("quantity")]
    return Select([held], columns).where((held.c.free > 0) & (held.c.upto - held.c.free < held.c.lacking))


def _stuck(engine: str, among: Callable[[Any], Any] | None = None) -> Any:
    """What stands in shipments that wait and may not leave: line, order, sku, warehouse, quantity."""
    line, part, inside = OrderLine.alias("bad_line"), Shipment.alias("bad_part"), ShipmentLot.alias("bad_inside")
    lot, item, goods = Lot.alias("bad_lot"), Sku.alias("bad_sku"), Product.alias("bad_product")
    there = LotStock.alias("bad_there")
    rows = (
        lot.select(
            *(line.id.alias("line_id"), line.order.alias("order_id"), line.sku.alias("item")),
            *(part.warehouse.alias("house"), inside.quantity.alias("quantity")),
        )
        .join(there, JOIN.CROSS)
        .join(item, JOIN.CROSS)
        .join(goods, JOIN.CROSS)
        .join(inside, JOIN.CROSS)
        .join(part, JOIN.CROSS)
        .join(line, JOIN.CROSS)
        .where((there.lot == lot.id) & (item.id == lot.sku) & (goods.id == item.product) & (inside.lot == lot.id))
        .where((part.id == inside.shipment) & (part.warehouse == there.warehouse) & (line.id == inside.line))
        .where((there.allocated > 0) & (part.step == "ship") & _stays(engine, lot, goods, part))
    )
    return rows if among is None else rows.where(among(lot.sku))


def _stays(engine: str, lot: Any, goods: Any, part: Any) -> Any:
    """Whether a lot may not leave with a shipment; what was short of days when it was released was meant so."""
    kept = fn.COALESCE(goods.keep_days, 0)
    then = fn.DATE(part.business_date, fn.PRINTF("+%d days", kept))
    if engine == "postgres":
        then = fn.TO_CHAR(part.business_date.cast("date") + kept, "YYYY-MM-DD")
    return (lot.blocked != "") | (lot.expires < _DAY) | ((lot.expires < _last(engine, kept)) & (lot.expires >= then))


def lost(engine: str, among: Callable[[Any], Any] | None = None) -> Any:
    """What lines hold or have packed and cannot get, as rows of line_id, order_id, item, house, quantity.

    `among` narrows it to some items, given the column of the item.
    """
    return _vain(engine, among).union_all(_stuck(engine, among)).alias("lost")


class Died(NamedTuple):
    """What a line has reserved in vain."""

    line: int
    order: int
    sku: int
    warehouse: int
    quantity: Decimal


_DIED_OF = Members(lambda engine, skus: _vain(engine, lambda sku: sku.in_(skus)), Lot.sku)
_DIED = Statement(_vain)


def died(unit: Unit, day: date, skus: Iterable[int] | None = None) -> list[Died]:
    """What is reserved in vain, of these items or of all, by line and warehouse."""
    rows = _DIED.rows(unit, day=day) if skus is None else _DIED_OF.rows(unit, sorted(skus), day=day)
    return [Died(line, order, sku, house, quantity_of(much)) for line, order, sku, house, much in rows]


# --- giving it up ---
class OrderEnd(NamedRow):
    """An order, locked, and where its journal ends."""

    id: int
    number: str
    step: str
    head: str
    entries: int


_END = (Order.id, Order.number, Order.step, Order.head, Order.entries)
# in the order of locks
ORDERS = Members(
    lambda engine, ids: locked(Order.select(*_END).where(Order.id.in_(ids)).order_by(Order.id), engine),
    Order.id,
    OrderEnd,
)
# line, position, code
LINES = Members(
    lambda _engine, ids: (
        OrderLine.select(OrderLine.id, OrderLine.position, Sku.code)
        .join(Sku, on=(Sku.id == OrderLine.sku))
        .where(OrderLine.id.in_(ids))
    ),
    OrderLine.id,
)
_Q = slot(Reservation.quantity)
GIVE_UP = Statement(
    Reservation.update({Reservation.quantity: Reservation.quantity - _Q}).where(
        (Reservation.line == slot(Reservation.line))
        & (Reservation.warehouse == slot(Reservation.warehouse))
        & (Reservation.quantity >= _Q)
    )
)

# --- for the doctor, as the database has them: what is promised and may not leave, `limit` of each ---


def _vain_by_level(engine: str) -> Any:
    gone = _vain(engine).alias("gone")
    found = Select([gone], [Sku.code, Warehouse.code, fn.SUM(gone.c.quantity)])
    found = found.join(Sku, on=(Sku.id == gone.c.item)).join(Warehouse, on=(Warehouse.id == gone.c.house))
    return found.group_by(Sku.code, Warehouse.code).order_by(Sku.code, Warehouse.code).limit(slot("limit"))


def _stuck_by_order(engine: str) -> Any:
    gone = _stuck(engine).alias("gone")
    found = Select([gone], [Order.number, Sku.code, fn.SUM(gone.c.quantity)])
    found = found.join(Sku, on=(Sku.id == gone.c.item)).join(Order, on=(Order.id == gone.c.order_id))
    return found.group_by(Order.number, Sku.code).order_by(Order.number, Sku.code).limit(slot("limit"))


# code, warehouse, quantity
VAIN = Statement(_vain_by_level)
# order, code, quantity
STUCK = Statement(_stuck_by_order)
