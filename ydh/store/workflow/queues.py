"""Statements of queues: what waits at a step, in three orders, forwards and backwards, and bounded counts.

A page is found first by its sort key alone and only then joined with what is shown of it, so that a sort of many
rows carries little. Keys compare as row values: SQLite and PostgreSQL seek an index with them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, reduce
from operator import or_
from typing import Any

from peewee import JOIN, SQL, Asc, Case, Desc, NodeList, Select, Tuple, Value, fn

from ydh.store.company.persons import by_others
from ydh.store.company.scopes import SCOPES
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.batches import STAGED
from ydh.store.tables.log import Journal
from ydh.store.tables.orders import Hold, Order
from ydh.store.tables.people import Account, Customer
from ydh.store.workflow.queued import Queued, constant

Lifts = tuple[tuple[str, tuple[str, ...]], ...]  # kinds of holds, each with the steps at which they may be lifted
_Assigned = Account.alias()
_ME = slot("account")
HOUR = Value(3_600_000_000, converter=False)  # microseconds
SORTS = ("age", "amount", "customer")


def _unsought(field: Any) -> Any:
    """The field, not to be sought by: an index of it would lead through far more rows than what is asked for has."""
    return field.concat("")


def _word(engine: str, of: Queued) -> Any:
    """The word stands in the number, the customer's name then or now, its code, or where else it is looked for."""
    found = getattr(fn, "INSTR" if engine == "sqlite" else "STRPOS")
    names = (of.name, Customer.name, Customer.code)
    texts = [fn.COALESCE(of.owner.number, of.owner.ref, ""), *names, *of.texts]
    hits = [found(fn.LOWER(text), slot("text")) > 0 for text in texts]
    return reduce(or_, hits)


def _open_hold(_: Any) -> Any:
    return Order.id.in_(Hold.select(Hold.order).where(Hold.lifted_at.is_null())) & (Order.step != STAGED)


_FILTERS: dict[str, Any] = {
    "code": lambda _: Customer.fold == slot(Customer.fold, "code"),
    "held": lambda it: it.held > 0,
    "free": lambda it: it.held == 0,
    "first": lambda it: it.business_date >= slot(Order.business_date, "first"),
    "last": lambda it: it.business_date <= slot(Order.business_date, "last"),
    "assigned": lambda it: it.assigned.in_(Account.select(Account.id).where(Account.login == slot("assigned"))),
    "open_hold": _open_hold,
    **SCOPES,
}


@dataclass(frozen=True)
class Shape:
    """What distinguishes one statement of a queue from another; `lifts` are the holds of the filter `liftable`."""

    of: Queued
    sort: str
    backwards: bool
    filters: frozenset[str]
    lifts: "Lifts" = ()


class WaitingRow(NamedRow):
    """What waits at a step; amounts in yuan."""

    number: str
    order: str
    customer: str
    customer_name: str
    step: str
    total: Decimal
    business_date: date
    since: datetime
    held: int
    urgent: bool
    assigned: str | None
    revision: int
    sort: str
    arrival: int
    id: int


def page(unit: Unit, shape: Shape, values: dict[str, Any], limit: int) -> list[WaitingRow]:
    """Rows of `_columns`, in the order of the list or, backwards, against it."""
    return _page(shape).rows(unit, **values, limit=limit)


@cache
def _page(shape: Shape) -> Statement[WaitingRow]:
    return Statement(lambda engine: _shown(shape, _chosen(engine, shape)), WaitingRow)


def _key(shape: Shape) -> list[Any]:
    """What the list is sorted by, ascending; the last two make it unique."""
    owner = shape.of.owner
    first: dict[str, list[Any]] = {
        "age": [],
        "amount": [NodeList((SQL("-"), owner.total))],
        "customer": [Customer.code],
    }
    return [*first[shape.sort], owner.arrival, shape.of.table.id]


def _chosen(engine: str, shape: Shape) -> Any:
    """The ids of a page."""
    table, owner = shape.of.table, shape.of.owner
    query = table.select(table.id.alias("id"))
    if table is not owner:
        query = shape.of.join(query)
    if shape.sort == "customer" or shape.filters & {"code", "text"}:
        query = query.join_from(owner, Customer, on=(Customer.id == owner.customer))
    for name in sorted(shape.filters):
        query = query.where(_condition(engine, shape, name))
    return query.order_by(*_order(shape)).limit(slot("limit"))


def _order(shape: Shape) -> list[Any]:
    return [Desc(key) if shape.backwards else Asc(key) for key in _key(shape)]


def _condition(engine: str, shape: Shape, name: str) -> Any:
    table, owner = shape.of.table, shape.of.owner
    if name == "step":  # the documents of one customer, or of one's own, are fewer than those of a step
        alone = shape.filters & {"customer", "code", "own"}
        return (_unsought(table.step) if alone else table.step) == slot(table.step)
    if name == "overdue":
        late = table.step_since < slot(table.step_since, "overdue")
        # nothing comes to a step before it has arrived, so that the index ends the search; files count arrivals on
        arrived = owner.arrival < slot(Order.step_since, "overdue") + HOUR
        return late & arrived if table is owner else late
    if name == "text":
        return _word(engine, shape.of)
    if name == "liftable":
        return _liftable(shape.lifts)
    if name == "place":
        here = Tuple(*(slot(f"place{at}") for at in range(len(_key(shape)))))
        return Tuple(*_key(shape)) < here if shape.backwards else Tuple(*_key(shape)) > here
    return _FILTERS[name](owner)


def _shown(shape: Shape, chosen: Any) -> Any:
    """The rows behind the ids of a page."""
    table, owner = shape.of.table, shape.of.owner
    here = chosen.alias("page")
    query = table.select(*_columns(shape.of)).join(here, on=(here.c.id == table.id))
    return (
        shape.of.join(query)
        .join_from(owner, Customer, on=(Customer.id == owner.customer))
        .join_from(owner, _Assigned, JOIN.LEFT_OUTER, on=(_Assigned.id == owner.assigned))
        .order_by(*_order(shape))
    )


def _columns(of: Queued) -> list[Any]:
    table, owner = of.table, of.owner
    return [
        of.number,
        of.order,
        Customer.code,
        of.name,
        table.step,
        owner.total,
        owner.business_date,
        table.step_since,
        constant(0) if of.held is None else of.held,
        constant(0) if of.urgent is None else of.urgent,
        _Assigned.login,
        owner.revision,
        of.sort,
        owner.arrival,
        table.id,
    ]


# --- the home screen ---


def waiting(unit: Unit, step: str, scope: dict[str, Any], late: datetime, most: int, *, of: Queued) -> Row:
    """How many wait at a step, since when the oldest of them, how many since before `late`: of the first `most`."""
    statement = _counted(of, frozenset(scope))
    ((count, oldest, overdue),) = statement.rows(unit, **scope, step=step, overdue=late, limit=most)
    return count, Order.step_since.python_value(oldest), overdue or 0


@cache
def _counted(of: Queued, scope: frozenset[str]) -> Statement:
    table, owner = of.table, of.owner
    step = _unsought(table.step) if "own" in scope else table.step
    first = table.select(table.step_since.alias("since")).where(step == slot(table.step))
    if table is not owner and scope & SCOPES.keys():
        first = of.join(first)
    for name in sorted(scope & SCOPES.keys()):
        first = first.where(SCOPES[name](owner))
    first = first.order_by(owner.arrival if of.since is None else of.since).limit(slot("limit")).alias("first")
    late = fn.SUM(Case(None, ((first.c.since < slot(table.step_since, "overdue"), 1),), 0))
    return Statement(Select([first], [fn.COUNT(SQL("*")), fn.MIN(first.c.since), late]))


def assigned(unit: Unit, of: Queued, steps: tuple[str, ...], account: int, newest: int) -> dict[str, int]:
    """How many of the newest documents that an account was given wait at each of the steps, whole or with parts."""
    found: dict[str, int] = dict(_assigned(of, steps).rows(unit, account=account, limit=newest))
    return found


@cache
def _assigned(of: Queued, steps: tuple[str, ...]) -> Statement:
    owner, table = of.owner, of.table
    newest = owner.select(owner.id.alias("id"), owner.step.alias("step")).where(owner.assigned == _ME)
    newest = newest.order_by(owner.id.desc()).limit(slot("limit")).alias("newest")
    if table is owner:
        return Statement(Select([newest], [newest.c.step, fn.COUNT(SQL("*"))]).group_by(newest.c.step))
    counted = table.select(table.step, fn.COUNT(table.id)).join(newest, on=(newest.c.id == table.order))
    return Statement(counted.where(_unsought(table.step).in_(steps)).group_by(table.step))


def held(unit: Unit, scope: dict[str, Any], most: int, lifts: Lifts | None = None) -> int:
    """How many orders are held, or have a hold of `lifts` that `account` may lift: at most `most`."""
    return int(_held(lifts, frozenset(scope)).one(unit, **scope, limit=most))


@cache
def _held(lifts: Lifts | None, scope: frozenset[str]) -> Statement:
    found = Order.select(Order.id).where(_open_hold(None) if lifts is None else _liftable(lifts))
    for name in sorted(scope & SCOPES.keys()):
        found = found.where(SCOPES[name](Order))
    found = found.limit(slot("limit")).alias("found")
    return Statement(Select([found], [fn.COUNT(SQL("*"))]))


_Held = Order.alias("held")


def _liftable(lifts: Lifts) -> Any:
    """The order has a hold of one of the kinds, at one of their steps, and neither of them is one's own."""
    may = [(Hold.kind == kind) & _unsought(_Held.step).in_(steps) for kind, steps in lifts]
    found = (
        Hold.select(Hold.order)
        .join(_Held, on=(_Held.id == Hold.order))
        .where(Hold.lifted_at.is_null() & reduce(or_, may))
        .where(by_others(Hold.opened_by) & by_others(_Held.account))
    )
    return Order.id.in_(found)


def per_day(unit: Unit, scope: dict[str, Any], first: date) -> dict[date, int]:
    """How many orders that count were submitted on each business day from `first` on."""
    return dict(_per_day(frozenset(scope)).rows(unit, **scope, first=first))


@cache
def _per_day(scope: frozenset[str]) -> Statement:
    found = Order.select(Order.business_date, fn.COUNT(SQL("*"))).where(
        (Order.business_date >= slot(Order.business_date, "first")) & (Order.counts == True)  # noqa: E712
    )
    for name in sorted(scope & SCOPES.keys()):
        found = found.where(SCOPES[name](Order))
    return Statement(found.group_by(Order.business_date))


# --- the journal ---
NEWEST_ENTRY = Statement(Journal.select(fn.MAX(Journal.id)))
ENTRY_AT = Statement(Journal.select(Journal.at).where(Journal.id >= slot(Journal.id)).order_by(Journal.id).limit(1))


def done(unit: Unit, kinds: tuple[str, ...], **values: Any) -> list[Row]:
    """What an actor did to documents of these kinds since a moment, from an entry on: actions with their counts."""
    return _done(kinds).rows(unit, **values)


@cache
def _done(kinds: tuple[str, ...]) -> Statement:
    return Statement(
        Journal.select(Journal.action, fn.COUNT(Journal.id))
        .where(
            (Journal.id >= slot(Journal.id))
            & _unsought(Journal.kind).in_(kinds)
            & (Journal.actor == slot(Journal.actor))
            & (Journal.at >= slot(Journal.at))
        )
        .group_by(Journal.action)
    )
