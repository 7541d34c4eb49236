"""Statements about limits, what lies outside them, and what should be bought."""

from datetime import date
from decimal import Decimal
from typing import Any

from peewee import Case, Select, fn

from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.stock.leaving import balance, lost, outside, quantity_of
from ydh.store.tables.goods import Product, Sku, Stock, StockPaper, StockPaperLine, Warehouse
from ydh.store.tables.orders import Order, OrderLine, Reservation

_HERE = (Stock.warehouse == slot(Stock.warehouse)) & (Stock.sku == slot(Stock.sku))
LIMITS = Statement(Stock.select(Stock.lower, Stock.upper, Stock.place).where(_HERE))
SET_LIMITS = Statement(Stock.update({f: slot(f) for f in (Stock.lower, Stock.upper, Stock.place)}).where(_HERE))

# code, name, unit, warehouse, what is available, on_hand, lower, upper: of what lies outside its limits
OUTSIDE = Statement(
    lambda engine: (
        Stock.select(
            Sku.code, Product.name, Sku.unit, Warehouse.code, balance(engine), Stock.on_hand, Stock.lower, Stock.upper
        )
        .join(Sku, on=(Sku.id == Stock.sku))
        .join(Product, on=(Product.id == Sku.product))
        .join_from(Stock, Warehouse, on=(Warehouse.id == Stock.warehouse))
        .where(outside(engine))
        .order_by(Sku.fold, Warehouse.id)
    )
)

# --- what should be bought ---
_OPEN = Order.step.in_(("review", "finance", "release", "ship")) & Order.counts
# sku, ordered, closed, shipped of the orders that wait
WANTED = Statement(
    OrderLine.select(OrderLine.sku, fn.SUM(OrderLine.quantity), fn.SUM(OrderLine.closed), fn.SUM(OrderLine.shipped))
    .join(Order, on=(Order.id == OrderLine.order))
    .where(_OPEN)
    .group_by(OrderLine.sku)
)


def _held(engine: str) -> Any:
    held = Reservation.select(OrderLine.sku.alias("item"), fn.SUM(Reservation.quantity).alias("quantity"))
    held = held.join(OrderLine, on=(OrderLine.id == Reservation.line)).join(Order, on=(Order.id == OrderLine.order))
    gone = lost(engine)
    taken = Select([gone], [gone.c.item, 0 - gone.c.quantity])
    both = held.where(_OPEN).group_by(OrderLine.sku).union_all(taken).alias("both")
    return Select([both], [both.c.item, fn.SUM(both.c.quantity)]).group_by(both.c.item)


_HELD = Statement(_held)


def held(unit: Unit, day: date) -> dict[int, Decimal]:
    """What the orders that wait have of each sku and will get."""
    return {sku: quantity_of(much) for sku, much in _HELD.rows(unit, day=day)}


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
