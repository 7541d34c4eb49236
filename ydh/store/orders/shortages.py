"""Statements about what is short: ordered, and neither closed, shipped nor reserved (what is released is reserved)."""

from functools import cache
from typing import Any

from peewee import Select, fn

from ydh.store.company.scopes import SCOPES
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Row, Statement, slot
from ydh.store.tables.goods import Product, Sku, Stock
from ydh.store.tables.orders import Order, OrderLine, Reservation
from ydh.store.tables.people import Customer

_OPEN = ("review", "finance", "release")
_RESERVED = Reservation.select(fn.COALESCE(fn.SUM(Reservation.quantity), 0)).where(Reservation.line == OrderLine.id)
_SHORT: Any = OrderLine.quantity - OrderLine.closed - OrderLine.shipped - _RESERVED

# position, sku, code, name, what is still meant, closed, what is short
_OF_ORDER = Statement(
    OrderLine.select(
        OrderLine.position, OrderLine.sku, OrderLine.code, OrderLine.name, OrderLine.quantity, OrderLine.closed, _SHORT
    )
    .join(Sku, on=(Sku.id == OrderLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .where((OrderLine.order == slot(OrderLine.order)) & (Product.service == False))  # noqa: E712
    .order_by(OrderLine.position)
)
# sku, what is free of it
FREE = Members(
    lambda _engine, skus: (
        Stock.select(Stock.sku, fn.SUM(Stock.on_hand), fn.SUM(Stock.reserved))
        .where(Stock.sku.in_(skus))
        .group_by(Stock.sku)
    ),
    Stock.sku,
)


def _quantity(value: Any) -> Any:
    return OrderLine.quantity.python_value(int(value))


def free(unit: Unit, skus: list[int]) -> dict[int, Any]:
    """What is free of each sku, in all warehouses."""
    return {sku: on_hand - reserved for sku, on_hand, reserved in FREE.rows(unit, skus)} if skus else {}


def of_order(unit: Unit, order: int) -> list[Row]:
    """position, sku, code, name, what is still meant, what is short of it: of the short lines."""
    rows = _OF_ORDER.rows(unit, order=order)
    return [(*what, meant - closed, short) for *what, meant, closed, short in rows if short > 0]


def _lines(scope: frozenset[str], columns: tuple[Any, ...]) -> Any:
    query = (
        OrderLine.select(*columns, _SHORT.alias("short"))
        .join(Order, on=(Order.id == OrderLine.order))
        .join_from(OrderLine, Sku, on=(Sku.id == OrderLine.sku))
        .join(Product, on=(Product.id == Sku.product))
        .where(Order.step.in_(_OPEN) & (Product.service == False))  # noqa: E712
    )
    for name in sorted(scope):
        query = query.where(SCOPES[name](Order))
    return query


def across(unit: Unit, filters: dict[str, Any], limit: int) -> list[Row]:
    """sku, code, name, unit, what is short of it, of how many orders; the codes in their order, after `after`."""
    rows = across_by(filters).rows(unit, **filters, limit=limit)
    return [(*what, _quantity(short), count) for *what, short, count in rows]


def across_by(filters: dict[str, Any]) -> Statement:
    """The rows of `across` as the database has them."""
    return _across(frozenset(filters.keys() & SCOPES.keys()))


@cache
def _across(scope: frozenset[str]) -> Statement:
    columns = (OrderLine.sku.alias("sku"), Sku.code, Product.name, Sku.unit, OrderLine.order.alias("order_id"))
    lines = _lines(scope, columns).alias("lines")
    by = (lines.c.sku, lines.c.code, lines.c.name, lines.c.unit)
    query = Select([lines], [*by, fn.SUM(lines.c.short), fn.COUNT(lines.c.order_id.distinct())])
    query = query.where((lines.c.short > 0) & (lines.c.code > slot("after")))
    return Statement(query.group_by(*by).order_by(lines.c.code).limit(slot("limit")))


def orders_of(unit: Unit, scope: dict[str, Any], sku: int) -> list[Row]:
    """number, customer's code and name, step, position, answer to a shortage, what is short; the oldest first."""
    rows = _orders_of(frozenset(scope.keys() & SCOPES.keys())).rows(unit, **scope, sku=sku)
    return [row for row in rows if row[-1] > 0]


@cache
def _orders_of(scope: frozenset[str]) -> Statement:
    columns = (Order.number, Customer.code, Order.customer_name, Order.step, OrderLine.position, Order.when_short)
    query = _lines(scope, columns).join_from(Order, Customer, on=(Customer.id == Order.customer))
    return Statement(query.where(OrderLine.sku == slot(OrderLine.sku)).order_by(Order.arrival, Order.id))
