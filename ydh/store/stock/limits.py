"""Statements about limits, what lies outside them, and what should be bought."""

from peewee import Case, fn

from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.tables.goods import Product, Sku, Stock, StockPaper, StockPaperLine, Warehouse
from ydh.store.tables.orders import Order, OrderLine, Reservation

_HERE = (Stock.warehouse == slot(Stock.warehouse)) & (Stock.sku == slot(Stock.sku))
LIMITS = Statement(Stock.select(Stock.lower, Stock.upper, Stock.place).where(_HERE))
SET_LIMITS = Statement(Stock.update({f: slot(f) for f in (Stock.lower, Stock.upper, Stock.place)}).where(_HERE))

_AVAILABLE = Stock.on_hand - Stock.reserved
# code, name, unit, warehouse, available, on_hand, lower, upper: below the lower limit or above the upper one
OUTSIDE = Statement(
    Stock.select(
        Sku.code, Product.name, Sku.unit, Warehouse.code, Stock.on_hand, Stock.reserved, Stock.lower, Stock.upper
    )
    .join(Sku, on=(Sku.id == Stock.sku))
    .join(Product, on=(Product.id == Sku.product))
    .join_from(Stock, Warehouse, on=(Warehouse.id == Stock.warehouse))
    .where(
        (Stock.lower.is_null(False) & (Stock.lower > _AVAILABLE))
        | (Stock.upper.is_null(False) & (Stock.on_hand > Stock.upper))
    )
    .order_by(Sku.fold, Warehouse.id)
)

# --- what should be bought ---
_OPEN = Order.step.in_(("review", "finance", "release", "ship")) & Order.counts
# sku, ordered, closed, shipped of the orders that wait; what of it is reserved
WANTED = Statement(
    OrderLine.select(OrderLine.sku, fn.SUM(OrderLine.quantity), fn.SUM(OrderLine.closed), fn.SUM(OrderLine.shipped))
    .join(Order, on=(Order.id == OrderLine.order))
    .where(_OPEN)
    .group_by(OrderLine.sku)
)
HELD = Statement(
    Reservation.select(OrderLine.sku, fn.SUM(Reservation.quantity))
    .join(OrderLine, on=(OrderLine.id == Reservation.line))
    .join(Order, on=(Order.id == OrderLine.order))
    .where(_OPEN)
    .group_by(OrderLine.sku)
)
# sku, lower, upper over all warehouses, for what has a limit
LIMITED = Statement(
    Stock.select(
        Stock.sku,
        fn.SUM(fn.COALESCE(Stock.lower, 0)),
        fn.SUM(fn.COALESCE(Stock.upper, Stock.lower, 0)),
    )
    .group_by(Stock.sku)
    .having(fn.SUM(Case(None, [(Stock.lower.is_null(False), 1)], 0)) > 0)
)
# sku, on_hand, reserved
AVAILABLE = Members(
    lambda _engine, skus: (
        Stock.select(Stock.sku, fn.SUM(Stock.on_hand), fn.SUM(Stock.reserved))
        .where(Stock.sku.in_(skus))
        .group_by(Stock.sku)
    ),
    Stock.sku,
)
# sku, quantity on its way, the first day of it
COMING = Statement(
    StockPaperLine.select(StockPaperLine.sku, fn.SUM(StockPaperLine.quantity), fn.MIN(StockPaper.expected))
    .join(StockPaper, on=(StockPaper.id == StockPaperLine.paper))
    .where((StockPaper.kind == "receipt") & StockPaper.state.in_(("open", "waiting")))
    .group_by(StockPaperLine.sku)
)
# id, code, name, unit, pack size and unit; no service
ABOUT = Members(
    lambda _engine, skus: (
        Sku.select(Sku.id, Sku.code, Product.name, Sku.unit, Sku.pack_size, Sku.pack_unit)
        .join(Product, on=(Product.id == Sku.product))
        .where(Sku.id.in_(skus) & ~Product.service)
        .order_by(Sku.fold)
    ),
    Sku.id,
)
