"""Statements that look for what does not add up: a row for each thing that is wrong, none when all is well.

Values come as the database has them: money in cents, quantities in thousandths. Every statement has the slot `limit`.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from peewee import JOIN, Case, fn

from ydh.store.audit.audit import SUBJECTS
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement, slot
from ydh.store.tables.batches import STAGED
from ydh.store.tables.goods import Lot, LotStock, Product, Sku, Stock, StockMove, StockPaper, Warehouse
from ydh.store.tables.log import Journal
from ydh.store.tables.orders import Case as Cases
from ydh.store.tables.orders import Hold, Order, OrderLine, Reservation, Shipment, ShipmentLine, ShipmentLot
from ydh.store.tables.people import Counter
from ydh.store.tables.returns import Payment, Return

_LEFT = JOIN.LEFT_OUTER
_NAME = fn.COALESCE(Order.number, Order.ref)


def _found(query: Any) -> Statement:
    return Statement(query.limit(slot("limit")), raw=True)


def _or_0(value: Any) -> Any:
    return fn.COALESCE(value, 0)


# --- stock: sku, warehouse, found, right ---
_MOVED = StockMove.select(StockMove.warehouse, StockMove.sku, fn.SUM(StockMove.quantity).alias("total")).group_by(
    StockMove.warehouse, StockMove.sku
)
_HELD = (
    Reservation.select(Reservation.warehouse, OrderLine.sku, fn.SUM(Reservation.quantity).alias("total"))
    .join(OrderLine, on=(OrderLine.id == Reservation.line))
    .where(Reservation.quantity > 0)
    .group_by(Reservation.warehouse, OrderLine.sku)
)


def _level_differs(column: Any, sums: Any) -> Statement:
    sums = sums.alias("sums")
    right = _or_0(sums.c.total)
    same = (sums.c.warehouse_id == Stock.warehouse) & (sums.c.sku_id == Stock.sku)
    query = Stock.select(Sku.code, Warehouse.code, column, right).join(sums, _LEFT, on=same)
    query = query.join_from(Stock, Sku, on=(Sku.id == Stock.sku))
    return _found(query.join_from(Stock, Warehouse, on=(Warehouse.id == Stock.warehouse)).where(column != right))


def _level_lacks(sums: Any) -> Statement:
    """Sums that no row of stock stands for."""
    sums = sums.alias("sums")
    same = (sums.c.warehouse_id == Stock.warehouse) & (sums.c.sku_id == Stock.sku)
    query = Sku.select(Sku.code, Warehouse.code, _or_0(Stock.on_hand), sums.c.total)
    query = query.join(sums, on=(sums.c.sku_id == Sku.id)).join(Warehouse, on=(Warehouse.id == sums.c.warehouse_id))
    return _found(query.join(Stock, _LEFT, on=same).where(Stock.sku.is_null() & (sums.c.total != 0)))


ON_HAND = (_level_differs(Stock.on_hand, _MOVED), _level_lacks(_MOVED))
RESERVED = (_level_differs(Stock.reserved, _HELD), _level_lacks(_HELD))
# order, step, sku, quantity: an order that is over, or not begun, holds nothing
HELD_BY_ENDED = _found(
    Reservation.select(_NAME, Order.step, Sku.code, Reservation.quantity)
    .join(OrderLine, on=(OrderLine.id == Reservation.line))
    .join(Order, on=(Order.id == OrderLine.order))
    .join_from(OrderLine, Sku, on=(Sku.id == OrderLine.sku))
    .where((Reservation.quantity > 0) & Order.step.in_(("draft", "void", "done")))
)

# --- lots: what is kept by lot is there by lot, what is not is not; sku, warehouse, found, right ---
_BY_LOT = (
    LotStock.select(LotStock.warehouse, Lot.sku, fn.SUM(LotStock.on_hand).alias("total"))
    .join(Lot, on=(Lot.id == LotStock.lot))
    .group_by(LotStock.warehouse, Lot.sku)
    .alias("by_lot")
)
_RIGHT = Case(None, [(Product.lots, Stock.on_hand)], 0)
LOTS = _found(
    Stock.select(Sku.code, Warehouse.code, _or_0(_BY_LOT.c.total), _RIGHT)
    .join(Sku, on=(Sku.id == Stock.sku))
    .join(Product, on=(Product.id == Sku.product))
    .join_from(Stock, Warehouse, on=(Warehouse.id == Stock.warehouse))
    .join_from(
        Stock, _BY_LOT, _LEFT, on=((_BY_LOT.c.warehouse_id == Stock.warehouse) & (_BY_LOT.c.sku_id == Stock.sku))
    )
    .where(_or_0(_BY_LOT.c.total) != _RIGHT)
)
# lot, warehouse, found, right: allocated is what stands in the shipments that wait to leave
_PROMISED = (
    ShipmentLot.select(Shipment.warehouse, ShipmentLot.lot, fn.SUM(ShipmentLot.quantity).alias("total"))
    .join(Shipment, on=(Shipment.id == ShipmentLot.shipment))
    .where(Shipment.step == "ship")
    .group_by(Shipment.warehouse, ShipmentLot.lot)
    .alias("promised")
)
_SAME_LOT = (_PROMISED.c.warehouse_id == LotStock.warehouse) & (_PROMISED.c.lot_id == LotStock.lot)
ALLOCATED = (
    _found(
        LotStock.select(Lot.code, Warehouse.code, LotStock.allocated, _or_0(_PROMISED.c.total))
        .join(Lot, on=(Lot.id == LotStock.lot))
        .join_from(LotStock, Warehouse, on=(Warehouse.id == LotStock.warehouse))
        .join_from(LotStock, _PROMISED, _LEFT, on=_SAME_LOT)
        .where(LotStock.allocated != _or_0(_PROMISED.c.total))
    ),
    _found(
        Lot.select(Lot.code, Warehouse.code, 0, _PROMISED.c.total)
        .join(_PROMISED, on=(_PROMISED.c.lot_id == Lot.id))
        .join(Warehouse, on=(Warehouse.id == _PROMISED.c.warehouse_id))
        .join(LotStock, _LEFT, on=_SAME_LOT)
        .where(LotStock.lot.is_null())
    ),
)

# --- lines: order, position, found, right ---
_LIVE = (
    ShipmentLine.select(
        ShipmentLine.line,
        fn.SUM(ShipmentLine.quantity).alias("in_parts"),
        fn.SUM(Case(None, ((Shipment.shipped_at.is_null(False), ShipmentLine.quantity),), 0)).alias("left"),
        fn.SUM(Case(None, ((Shipment.received_at.is_null(False), ShipmentLine.received),), 0)).alias("arrived"),
    )
    .join(Shipment, on=(Shipment.id == ShipmentLine.shipment))
    .where(Shipment.step != "void")
    .group_by(ShipmentLine.line)
    .alias("live")
)
_BY_LINE = Reservation.select(Reservation.line, fn.SUM(Reservation.quantity).alias("total")).group_by(Reservation.line)
_BY_LINE = _BY_LINE.alias("held")
LEDGER = (
    *("quantity", "closed", "released", "shipped", "received", "returned", "refunded"),
    *("reserved", "in_parts", "left", "arrived"),
)


def ledger(wrong: Callable[[Any, Any], Any]) -> Statement:
    """order, position, whether it is a service, the numbers of LEDGER: of lines for which `wrong` is true.

    `wrong` is given the numbers as columns by name, and the column that says whether the line is a service.
    """
    columns = [getattr(OrderLine, name) for name in LEDGER[:7]]
    columns += [_or_0(_BY_LINE.c.total), *(_or_0(getattr(_LIVE.c, name)) for name in LEDGER[8:])]
    return _found(
        OrderLine.select(_NAME, OrderLine.position, Product.service, *columns)
        .join(_LIVE, _LEFT, on=(_LIVE.c.line_id == OrderLine.id))
        .join_from(OrderLine, _BY_LINE, _LEFT, on=(_BY_LINE.c.line_id == OrderLine.id))
        .join_from(OrderLine, Order, on=(Order.id == OrderLine.order))
        .join_from(OrderLine, Sku, on=(Sku.id == OrderLine.sku))
        .join(Product, on=(Product.id == Sku.product))
        .where(wrong(dict(zip(LEDGER, columns, strict=True)), Product.service))
    )


# A shipment on its way has nothing received, one that arrived at most what was shipped: number, position, found, right
RECEIVED = _found(
    ShipmentLine.select(Shipment.number, OrderLine.position, ShipmentLine.received, ShipmentLine.quantity)
    .join(Shipment, on=(Shipment.id == ShipmentLine.shipment))
    .join_from(ShipmentLine, OrderLine, on=(OrderLine.id == ShipmentLine.line))
    .where(
        (ShipmentLine.received > ShipmentLine.quantity)
        | ((ShipmentLine.received != 0) & Shipment.received_at.is_null())
    )
)
# What is said to have arrived has left: number
NEVER_LEFT = _found(
    Shipment.select(Shipment.number, Shipment.step).where(
        Shipment.shipped_at.is_null() & (Shipment.delivered_at.is_null(False) | Shipment.received_at.is_null(False))
    )
)
_DISPUTED = Cases.select(Cases.order, Cases.position, fn.SUM(Cases.quantity).alias("total")).where(
    Cases.position.is_null(False) & (Cases.closed_at.is_null() | (Cases.outcome == "credited"))
)
_DISPUTED = _DISPUTED.group_by(Cases.order, Cases.position).alias("disputed")
# Cases dispute no more of a line than was shipped of it: order, position, found, right
DISPUTED = _found(
    OrderLine.select(_NAME, OrderLine.position, _DISPUTED.c.total, OrderLine.shipped)
    .join(
        _DISPUTED,
        on=((OrderLine.order == _DISPUTED.c.order_id) & (OrderLine.position == _DISPUTED.c.position)),
    )
    .join_from(OrderLine, Order, on=(Order.id == OrderLine.order))
    .where(_DISPUTED.c.total > OrderLine.shipped)
)
# A case has an outcome when it is closed, and only then: number
_SETTLED = Cases.closed_at.is_null(False)
CLOSED = _found(
    Cases.select(Cases.number, Cases.kind).where(
        (_SETTLED & (Cases.outcome == "")) | (~_SETTLED & (Cases.outcome != ""))
    )
)


LINE_COUNTS = _found(
    OrderLine.select(_NAME, OrderLine.position)
    .join(Order, on=(Order.id == OrderLine.order))
    .where((OrderLine.counts != Order.counts) | (Order.counts & (OrderLine.business_date != Order.business_date)))
)

# --- orders ---
_GOODS = OrderLine.select(OrderLine.order, fn.SUM(OrderLine.amount).alias("goods")).group_by(OrderLine.order)
_GOODS = _GOODS.alias("goods")
# order, goods, freight, total, goods of its lines
SUMS = _found(
    Order.select(_NAME, Order.goods, Order.freight, Order.total, _or_0(_GOODS.c.goods))
    .join(_GOODS, _LEFT, on=(_GOODS.c.order_id == Order.id))
    .where((Order.goods != _or_0(_GOODS.c.goods)) | (Order.total != Order.goods + Order.freight))
)
_OPEN_HOLDS = Hold.select(Hold.order, fn.COUNT(Hold.id).alias("holds")).where(Hold.lifted_at.is_null())
_OPEN_HOLDS = _OPEN_HOLDS.group_by(Hold.order).alias("open_holds")
# order, found, right
HELD = _found(
    Order.select(_NAME, Order.held, _or_0(_OPEN_HOLDS.c.holds))
    .join(_OPEN_HOLDS, _LEFT, on=(_OPEN_HOLDS.c.order_id == Order.id))
    .where(Order.held != _or_0(_OPEN_HOLDS.c.holds))
)
_NOT_COUNTED = ("draft", "void", STAGED)
# order, step
COUNTS = _found(
    Order.select(_NAME, Order.step).where(
        (Order.counts & Order.step.in_(_NOT_COUNTED)) | (~Order.counts & Order.step.not_in(_NOT_COUNTED))
    )
)


def steps(codes: Sequence[str], release: str) -> Statement:
    """order, step, the step it should be at (as an index of `codes`, len(codes) for done)."""
    end, first = len(codes), codes.index(release)
    rank = [(code, at) for at, code in enumerate(codes)]
    opened = OrderLine.select(OrderLine.order).where(OrderLine.released + OrderLine.closed < OrderLine.quantity)
    opened = opened.group_by(OrderLine.order).alias("opened")
    parts = Shipment.select(Shipment.order, fn.MIN(Case(Shipment.step, rank, end)).alias("at"))
    parts = parts.where(Shipment.step.not_in(("void", "done"))).group_by(Shipment.order).alias("parts")
    at = fn.COALESCE(parts.c.at, end)
    right = Case(None, [(opened.c.order_id.is_null(False) & (at > first), first)], at)
    parted = Order.step.in_((*codes[first:], "done"))
    return _found(
        Order.select(_NAME, Order.step, right)
        .join(opened, _LEFT, on=(opened.c.order_id == Order.id))
        .join_from(Order, parts, _LEFT, on=(parts.c.order_id == Order.id))
        .where((parted & (Case(Order.step, rank, end) != right)) | (~parted & parts.c.order_id.is_null(False)))
    )


# --- numbers ---
COUNTERS = Statement(Counter.select(Counter.series, Counter.day, Counter.last).order_by(Counter.series, Counter.day))
NUMBERED: dict[str, Any] = {
    "O": Order.number,
    "S": Shipment.number,
    "R": Return.number,
    "P": Payment.number,
    "W": StockPaper.number,
    "C": Cases.number,
}


def _parts(engine: str, number: Any) -> tuple[Any, Any]:
    """The day (20261124) and the counted part of a number such as DH-O-20261124-000001, whatever stands there."""
    counted = fn.SUBSTR(number, 15, 15)
    if engine == "postgres":  # which casts what is a number, and nothing else
        counted = fn.COALESCE(fn.NULLIF(fn.regexp_replace(counted, "[^0-9].*$", ""), ""), "0")
    return fn.SUBSTR(number, 6, 8), counted.cast("BIGINT")


@lru_cache(maxsize=8)
def _numbers(series: str) -> Statement:
    number = NUMBERED[series]

    def query(engine: str) -> Any:
        day, n = _parts(engine, number)
        days = number.model.select(day.alias("day"), n.alias("n")).where(number.is_null(False)).alias("numbers")
        return days.select_from(days.c.day, fn.COUNT(days.c.n), fn.MAX(days.c.n)).group_by(days.c.day)

    return Statement(query)


def numbers(unit: Unit) -> Iterator[tuple[str, str, int, int]]:
    """series, day, how many numbers there are, the greatest of them."""
    for series in NUMBERED:
        for row in _numbers(series).rows(unit):
            yield (series, *row)


@lru_cache(maxsize=8)
def up_to(series: str) -> Statement:
    """How many numbers of a day (20261124) are at most `n`."""
    number = NUMBERED[series]

    def query(engine: str) -> Any:
        day, n = _parts(engine, number)
        return number.model.select(fn.COUNT(number)).where((day == slot("day")) & (n <= slot("n")))

    return Statement(query)


# --- the journal, without its hashes ---
@lru_cache(maxsize=32)
def entries(kind: str) -> Statement | None:
    """subject, entries it knows of, entries there are, greatest seq; None for a kind without heads."""
    model, name = SUBJECTS[kind]
    if not hasattr(model, "head"):
        return None
    written = Journal.select(Journal.subject, fn.COUNT(Journal.seq).alias("n"), fn.MAX(Journal.seq).alias("top"))
    written = written.where(Journal.kind == kind).group_by(Journal.subject).alias("written")
    n, top = _or_0(written.c.n), _or_0(written.c.top)
    return _found(
        model.select(name, model.entries, n, top)
        .join(written, _LEFT, on=(written.c.subject == model.id))
        .where((model.entries != n) | (n != top))
    )


def rows(unit: Unit, statement: Statement, limit: int) -> list[Row]:
    """At most `limit` things that are wrong."""
    return statement.rows(unit, limit=limit)
