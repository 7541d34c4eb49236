"""What the customer of an order ordered day by day; values come as the database has them, money in cents."""

from functools import cache
from typing import Any

from peewee import SQL, fn

from ydh.store.company.scopes import SCOPES
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement, slot
from ydh.store.tables.orders import Order

_One = Order.alias()


def days(unit: Unit, scope: dict[str, Any], **values: Any) -> list[Row]:
    """business day, orders and total of what counts of the customer of the order `id`, from the day `first` on."""
    return _days(frozenset(scope)).rows(unit, **scope, **values)


@cache
def _days(scope: frozenset[str]) -> Statement:
    whose = Order.customer == _One.select(_One.customer).where(_One.id == slot(_One.id, "id"))
    since = Order.business_date >= slot(Order.business_date, "first")
    found = Order.select(Order.business_date, fn.COUNT(SQL("*")), fn.SUM(Order.total)).where(
        whose & since & (Order.counts == True)  # noqa: E712
    )
    for name in sorted(scope & SCOPES.keys()):
        found = found.where(SCOPES[name](Order))
    return Statement(found.group_by(Order.business_date), raw=True)
