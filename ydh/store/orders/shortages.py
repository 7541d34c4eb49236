"""Statements about what is short: ordered, and neither closed, shipped nor reserved (what is released is reserved).

What is reserved or packed and may not leave is short too (see store/stock/leaving.py).
"""

from datetime import date
from functools import cache
from typing import Any

from peewee import JOIN, Select, fn

from ydh.store.company.scopes import SCOPES
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement, slot
from ydh.store.stock.leaving import lost, quantity_of
from ydh.store.tables.goods import Product, Sku
from ydh.store.tables.orders import Order, OrderLine, Reservation
from ydh.store.tables.people import Customer

_OPEN = ("review", "finance", "release")
_RESERVED = Reservation.select(fn.COALESCE(fn.SUM(Reservation.quantity), 0)).where(Reservation.line == OrderLine.id)
_SHORT: Any = OrderLine.quantity - OrderLine.closed - OrderLine.shipped - _RESERVED


def _of_order(engine: str) -> Any:
    mine = OrderLine.order == slot(OrderLine.order)
    gone = lost(engine, lambda sku: sku.in_(OrderLine.select(OrderLine.sku).where(mine)))
    by_line = Select([gone], [gone.c.line_id.alias("line_id"), fn.SUM(gone.c.quantity).alias("quantity")])
    by_line = by_line.group_by(gone.c.line_id).alias("by_line")
    what = (OrderLine.position, OrderLine.sku, OrderLine.code, OrderLine.name, OrderLine.quantity, OrderLine.closed)
    return (
        OrderLine.select(*what, _SHORT, fn.COALESCE(by_line.c.quantity, 0))
        .join(Sku, on=(Sku.id == OrderLine.sku))
        .join(Product, on=(Product.id == Sku.product))
        .join_from(OrderLine, by_line, JOIN.LEFT_OUTER, on=(by_line.c.line_id == OrderLine.id))
        .where(mine & (Product.service == False))  # noqa: E712
        .order_by(OrderLine.position)
    )


# position, sku, code, name, what is still meant, closed, what is short, what of the rest it cannot get
_OF_ORDER = Statement(_of_order)


def of_order(unit: Unit, order: int, day: date) -> list[Row]:
    """position, sku, code, name, what is still meant, what is short of it: of the short lines."""
    rows = _OF_ORDER.rows(unit, order=order, day=day)
    found = [(*what, meant - closed, short + quantity_of(gone)) for *what, meant, closed, short, gone in rows]
    return [row for row in found if row[-1] > 0]


def _lines(engine: str, scope: frozenset[str], columns: tuple[Any, ...]) -> tuple[Any, Any]:
    """What lines of open orders lack, and what lines of any order hold in vain; a line may stand there twice."""
    lacking = (
        OrderLine.select(*columns, _SHORT.alias("short"))
        .join(Order, on=(Order.id == OrderLine.order))
        .join_from(OrderLine, Sku, on=(Sku.id == OrderLine.sku))
        .join(Product, on=(Product.id == Sku.product))
        .where(Order.step.in_(_OPEN) & (Product.service == False))  # noqa: E712
    )
    gone = lost(engine)
    vain = (
        Select([gone], [*columns, gone.c.quantity.alias("short")])
        .join(OrderLine, JOIN.CROSS)  # what is held in vain is little: it goes before the lines in SQLite
        .join(Order, JOIN.CROSS)
        .join(Sku, JOIN.CROSS)
        .join(Product, JOIN.CROSS)
        .where((OrderLine.id == gone.c.line_id) & (Order.id == OrderLine.order))
        .where((Sku.id == OrderLine.sku) & (Product.id == Sku.product))
    )
    return _scoped(lacking, scope), _scoped(vain, scope)


def _scoped(query: Any, scope: frozenset[str]) -> Any:
    for name in sorted(scope):
        query = query.where(SCOPES[name](Order))
    return query


def across(unit: Unit, filters: dict[str, Any], limit: int) -> list[Row]:
    """sku, code, name, unit, what is short of it, of how many orders; the codes in their order, after `after`."""
    rows = across_by(filters).rows(unit, **filters, limit=limit)
    return [(*what, quantity_of(short), count) for *what, short, count in rows]


def across_by(filters: dict[str, Any]) -> Statement:
    """The rows of `across` as the database has them."""
    return _across(frozenset(filters.keys() & SCOPES.keys()))


@cache
def _across(scope: frozenset[str]) -> Statement:
    columns = (
        *(OrderLine.sku.alias("sku"), Sku.code.alias("code"), Product.name.alias("name"), Sku.unit.alias("unit")),
        OrderLine.order.alias("order_id"),
    )

    def query(engine: str) -> Any:
        lacking, vain = _lines(engine, scope, columns)
        lines = lacking.union_all(vain).alias("lines")
        by = (lines.c.sku, lines.c.code, lines.c.name, lines.c.unit)
        found = Select([lines], [*by, fn.SUM(lines.c.short), fn.COUNT(lines.c.order_id.distinct())])
        found = found.where((lines.c.short > 0) & (lines.c.code > slot("after")))
        return found.group_by(*by).order_by(lines.c.code).limit(slot("limit"))

    return Statement(query)


def orders_of(unit: Unit, scope: dict[str, Any], sku: int) -> list[Row]:
    """number, customer's code and name, step, position, answer to a shortage, what is short; the oldest first."""
    rows = _orders_of(frozenset(scope.keys() & SCOPES.keys())).rows(unit, **scope, sku=sku)
    return [(*what, quantity_of(short)) for *what, short in rows]


@cache
def _orders_of(scope: frozenset[str]) -> Statement:
    columns = (
        *(Order.number.alias("number"), Customer.code.alias("code"), Order.customer_name.alias("name")),
        *(Order.step.alias("step"), OrderLine.position.alias("position"), Order.when_short.alias("said")),
        *(Order.arrival.alias("arrival"), Order.id.alias("order_id")),
    )

    def query(engine: str) -> Any:
        lacking, vain = _lines(engine, scope, columns)
        buyer, this = Customer.id == Order.customer, OrderLine.sku == slot(OrderLine.sku)
        lacking = lacking.join_from(Order, Customer, on=buyer).where(this)
        lines = lacking.union_all(vain.join(Customer, on=buyer).where(this)).alias("lines")
        at = lines.c
        by = (at.number, at.code, at.name, at.step, at.position, at.said, at.arrival, at.order_id)
        found = Select([lines], [*by[:6], fn.SUM(at.short)]).where(at.short > 0).group_by(*by)
        return found.order_by(at.arrival, at.order_id, at.position)

    return Statement(query)
