"""Statements of the reports. Each adds up its rows within one covering index, then the caller looks up the names.

Values come as the database has them: money in cents, quantities in thousandths, times in microseconds.
"""

from functools import lru_cache
from typing import Any

from peewee import SQL, Case, fn

from ydh.store.company.scopes import SCOPES
from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.tables.batches import STAGED, Batch, brought
from ydh.store.tables.goods import Category, Product, Sku
from ydh.store.tables.log import Journal
from ydh.store.tables.orders import Order, OrderLine
from ydh.store.tables.people import Customer

_COUNT = fn.COUNT(SQL("*"))
_MONTH = (SQL("1"), SQL("7"))  # literals: PostgreSQL takes two parameters for two different expressions


DAYS, OURS = "days", "ours"
Limits = frozenset[str]
"""DAYS: between `first` and `last`, both included. OURS: without what came in as history."""


def _limited(query: Any, model: Any, limits: Limits) -> Any:
    """`query` with its limits."""
    day = model.business_date
    if DAYS in limits:
        query = query.where((day >= slot(day, "first")) & (day <= slot(day, "last")))
    if OURS not in limits:
        return query
    if hasattr(model, "batch"):
        return query.where(model.batch.is_null() | ~brought(model))
    return query.where(model.order.not_in(Order.select(Order.id).where(brought(Order))))


def _seen(query: Any, scope: str) -> Any:
    """`query` with the orders that an account of a limited scope sees; the table of orders is in it already."""
    return query.where(SCOPES[scope](Order)) if scope in SCOPES else query


def _of_orders(keys: tuple[Any, ...], scope: str, limits: Limits) -> Any:
    """keys, orders, total: of the orders that count."""
    query = Order.select(*keys, _COUNT.alias("n"), fn.SUM(Order.total).alias("total")).where(Order.counts == True)  # noqa: E712
    return _seen(_limited(query, Order, limits), scope).group_by(*keys)


def _of_lines(keys: tuple[Any, ...], scope: str, limits: Limits) -> Any:
    """keys, lines, quantity, goods: of the lines that count."""
    meant = fn.SUM(OrderLine.quantity - OrderLine.closed).alias("quantity")  # what was closed as short is not sold
    sums = (meant, fn.SUM(OrderLine.amount).alias("goods"))
    query = OrderLine.select(*keys, _COUNT.alias("n"), *sums).where(OrderLine.counts == True)  # noqa: E712
    if scope != "all":
        query = query.join(Order, on=(Order.id == OrderLine.order))
    return _seen(_limited(query, OrderLine, limits), scope).group_by(*keys)


def _by_month(days: Any, key: str, sums: tuple[str, ...]) -> Any:
    """Months of sums by `key` and day: days come in the index's order, so that only they have to be sorted."""
    month = fn.SUBSTR(days.c.business_date, *_MONTH)
    keys = (getattr(days.c, key), month) if key else (month,)
    return days.select_from(*keys, *(fn.SUM(getattr(days.c, name)) for name in sums)).group_by(*keys)


_ORDERS, _LINES = ("n", "total"), ("n", "quantity", "goods")


def sums_of(by: str) -> tuple[str, ...]:
    """What `sales` adds up for these keys, in its order."""
    return _LINES if by.startswith("sku") else _ORDERS


_SALES = {
    "customer": lambda s, d: _of_orders((Order.customer,), s, d),
    "channel": lambda s, d: _of_orders((Order.channel,), s, d),
    "day": lambda s, d: _of_orders((Order.business_date,), s, d),
    "month": lambda s, d: _by_month(_of_orders((Order.business_date,), s, d), "", _ORDERS),
    # a customer has an order a day at most, as a rule: to add up its days first is a detour
    "customer month": lambda s, d: _of_orders((Order.customer, fn.SUBSTR(Order.business_date, *_MONTH)), s, d),
    "sku": lambda s, d: _of_lines((OrderLine.sku,), s, d),
    "sku month": lambda s, d: _by_month(_of_lines((OrderLine.sku, OrderLine.business_date), s, d), "sku_id", _LINES),
}


@lru_cache(maxsize=64)
def sales(by: str, scope: str, limits: Limits) -> Statement:
    """Sums by one of the keys of _SALES; slots account, first and last as needed."""
    return Statement(_SALES[by](scope, limits), raw=True)


@lru_cache(maxsize=8)
def batches(scope: str, limits: Limits) -> Statement:
    """batch, orders and total of what counts, voided, done, microseconds from submit to done."""

    def of(condition: Any, value: Any) -> Any:
        return fn.COALESCE(fn.SUM(Case(None, [(condition, value)])), 0)

    counts, done = Order.counts == True, Order.step == "done"  # noqa: E712
    sums = (of(counts, 1), of(counts, Order.total), of(Order.step == "void", 1), of(done, 1))
    took = of(done, Order.step_since - Order.submitted_at)
    query = Order.select(Order.batch, *sums, took).where(Order.batch.is_null(False) & (Order.step != STAGED))
    query = query.group_by(Order.batch)
    return Statement(_seen(_limited(query, Order, limits), scope), raw=True)


@lru_cache(maxsize=8)
def flow(scope: str, limits: Limits) -> Statement:
    """step, action, times, by the system, microseconds waited, the longest of them, total of the orders."""
    by_system = fn.SUM(Case(None, [(Journal.actor == 0, 1)], 0))
    waited = (fn.SUM(Journal.waited), fn.MAX(Journal.waited))
    query = (
        Journal.select(Journal.step, Journal.action, _COUNT, by_system, *waited, fn.SUM(Order.total))
        .join(Order, on=(Order.id == Journal.subject))
        .where((Journal.kind == "order") & Journal.action.in_(("approve", "send_back", "withdraw", "void")))
        .group_by(Journal.step, Journal.action)
    )
    return Statement(_seen(_limited(query, Order, limits), scope), raw=True)


@lru_cache(maxsize=8)
def waiting(scope: str, limits: Limits) -> Statement:
    """step and the number of orders that wait for it now."""
    query = Order.select(Order.step, _COUNT).where(Order.step != STAGED).group_by(Order.step)
    return Statement(_seen(_limited(query, Order, limits), scope))


_Last = Order.alias()
_NAME = (
    _Last.select(_Last.customer_name)
    .where((_Last.customer == Customer.id) & (_Last.counts == True))  # noqa: E712
    .where(
        (_Last.business_date >= slot(Order.business_date, "first"))
        & (_Last.business_date <= slot(Order.business_date, "last"))
    )
    .order_by(_Last.business_date.desc(), _Last.id.desc())
    .limit(1)
)
# id, code, name as on the newest order of the span; who ordered nothing in it has the name of now
CUSTOMERS = Members(
    lambda _engine, members: Customer.select(Customer.id, Customer.code, fn.COALESCE(_NAME, Customer.name)).where(
        Customer.id.in_(members)
    ),
    Customer.id,
)
_Newest, _Oldest, _Line = OrderLine.alias(), OrderLine.alias(), OrderLine.alias()


def _line_at(*order: Any) -> Any:
    """The id of the first line of an item in that order that counts in the span."""
    day = _Line.business_date
    here = (_Line.sku == Sku.id) & (_Line.counts == True) & (day >= slot(day, "first")) & (day <= slot(day, "last"))  # noqa: E712
    return _Line.select(_Line.id).where(here).order_by(*order).limit(1)


def _as_sold(members: Any) -> Any:
    latest = _line_at(_Line.business_date.desc(), _Line.id.desc())
    first = _line_at(_Line.business_date, _Line.id)
    kept = [fn.COALESCE(getattr(_Newest, name), now) for name, now in (("name", Product.name), ("unit", Sku.unit))]
    attributes = fn.COALESCE(_Newest.attributes, Sku.attributes)
    several = fn.COALESCE(_Oldest.unit, "") != fn.COALESCE(_Newest.unit, "")
    return (
        Sku.select(Sku.id, Sku.code, kept[0], attributes, kept[1], Category.name, several)
        .join(Product, on=(Product.id == Sku.product))
        .join(Category, "LEFT OUTER JOIN", on=(Category.id == Product.category))
        .join_from(Sku, _Newest, "LEFT OUTER JOIN", on=(_Newest.id == latest))
        .join_from(Sku, _Oldest, "LEFT OUTER JOIN", on=(_Oldest.id == first))
        .where(Sku.id.in_(members))
    )


# id, code, name, attributes and unit as the newest line of the span keeps them, category, whether others have another
# unit: what was not sold in the span has them as they are now
SKUS = Members(lambda _engine, members: _as_sold(members), Sku.id)


@lru_cache(maxsize=16)
def by_unit(by: str, scope: str, limits: Limits) -> Members:
    """`sales` of some items by their unit besides: sku, unit, (month,) lines, quantity, goods."""
    keys = (OrderLine.sku, OrderLine.unit) + (
        (fn.SUBSTR(OrderLine.business_date, *_MONTH),) if by.endswith("month") else ()
    )
    return Members(
        lambda _engine, members: _of_lines(keys, scope, limits).where(OrderLine.sku.in_(members)), Sku.id, raw=True
    )


BATCHES = Members(
    lambda _engine, members: Batch.select(Batch.id, Batch.name, Batch.kind, Batch.at, Batch.good, Batch.bad).where(
        Batch.id.in_(members)
    ),
    Batch.id,
)
