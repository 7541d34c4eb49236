"""What waits beside the queues, counted: shipments to count, open cases, papers to confirm, stock beyond its limits."""

from datetime import datetime
from functools import cache
from typing import Any

from peewee import SQL, Select, fn

from ydh.store.company.persons import by_others
from ydh.store.company.scopes import SCOPES
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement, slot
from ydh.store.stock.leaving import outside
from ydh.store.tables.goods import Product, Sku, Stock, StockPaper
from ydh.store.tables.orders import Case, Order, OrderLine, Shipment, ShipmentLine

_GOODS = (
    ShipmentLine.select(ShipmentLine.line)
    .join(OrderLine, on=(OrderLine.id == ShipmentLine.line))
    .join(Sku, on=(Sku.id == OrderLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .where((ShipmentLine.shipment == Shipment.id) & ~Product.service)
)
_TO_SHIP = (Shipment.step == "ship") & Shipment.checked_at.is_null() & fn.EXISTS(_GOODS)
# what is counted, by name: the table, when it began to wait, the condition
_OF: dict[str, tuple[Any, Any, Any]] = {
    "pick": (Shipment, Shipment.step_since, _TO_SHIP & Shipment.picked_at.is_null()),
    "count": (Shipment, Shipment.step_since, _TO_SHIP),
    "cases": (Case, Case.opened_at, Case.closed_at.is_null()),
}


def waiting(unit: Unit, what: str, scope: dict[str, Any], most: int) -> tuple[int, datetime | None]:
    """How many there are, up to `most`, and since when the oldest waits; `what` is pick, count or cases."""
    names = frozenset(scope.keys() & SCOPES.keys())
    return _read(_waiting(what, names).rows(unit, **scope, limit=most))


def papers(unit: Unit, account: int, most: int) -> tuple[int, datetime | None]:
    """Papers that somebody else than their writer has to confirm, without those of the account."""
    return _read(_PAPERS.rows(unit, account=account, limit=most))


def _read(rows: list[Row]) -> tuple[int, datetime | None]:
    ((count, oldest),) = rows
    return count, Order.step_since.python_value(oldest)


@cache
def _waiting(what: str, scope: frozenset[str]) -> Statement:
    table, since, where = _OF[what]
    first = table.select(since.alias("since")).join(Order, on=(Order.id == table.order)).where(where)
    for name in sorted(scope):
        first = first.where(SCOPES[name](Order))
    return _counted(first.limit(slot("limit")).alias("first"))


def _counted(first: Any) -> Statement:
    return Statement(Select([first], [fn.COUNT(SQL("*")), fn.MIN(first.c.since)]))


_PAPERS = _counted(
    StockPaper.select(StockPaper.created_at.alias("since"))
    .where((StockPaper.state == "waiting") & by_others(StockPaper.account))
    .limit(slot("limit"))
    .alias("first")
)


def _outside(engine: str) -> Any:
    rows = Stock.select(Stock.sku).where(outside(engine)).limit(slot("limit")).alias("outside")
    return Select([rows], [fn.COUNT(SQL("*"))])


OUTSIDE = Statement(_outside)
