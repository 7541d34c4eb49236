"""What waits: the queue of a step, held orders, what a member of staff has before him."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.objections import may
from ydh.core.documents.readers import assignee, overdue_since, reader, scope_of
from ydh.core.rules.machine import DRAFT, Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.text import escaped, key
from ydh.core.values.words import MASKED, Label
from ydh.core.workflow.handling import HANDLING, Handling
from ydh.core.workflow.tasks import tasks_of
from ydh.core.workflow.views import MANY, Day, QueueCount, Waiting
from ydh.store.company.scopes import SCOPES
from ydh.store.engine.database import Unit
from ydh.store.workflow import queues as store
from ydh.store.workflow.queued import Queued

MOST = 1000  # rows of a page
_SKEW = timedelta(minutes=10)  # entries of several machines are this much out of order at most
_LOOK = 50_000  # newest entries of the journal among which today's are counted
_PLACE = re.compile(r"(?P<arrival>[0-9]{1,18}):(?P<id>[0-9]{1,18})(?::(?P<key>.*))?\Z")


class _Wanted(NamedTuple):
    """Which page of a list."""

    sort: str
    backwards: bool
    after: str
    limit: int
    lifts: store.Lifts = ()


def queue(
    actor: Actor,
    workflow: str,
    step: str,
    *,
    text: str = "",
    customer: str | None = None,
    held: bool | None = None,
    assigned: str | None = None,
    overdue: bool = False,
    first: date | None = None,
    last: date | None = None,
    sort: str = "age",
    backwards: bool = False,
    after: str = "",
    limit: int = 100,
) -> Page[Waiting]:
    """A page of what waits at a step: shipments at ship and receive, else orders, or returns; oldest arrival first.

    `sort` is age, amount (greatest first) or customer (by code), `-` before it the other way round; `assigned` a
    sign-in name, or "me". `after` is a row's cursor or a page's `next`; `backwards` gives the page before it, the
    last one without it; `next` then leads further back. Raises NotAllowed (amounts too), NotFound, Invalid.
    """
    rule = _handling(workflow, step)

    def work(unit: Unit) -> Page[Waiting]:
        me, cfg = reader(unit, actor), settings(unit)
        _check_sort(me, sort)
        given = {
            "step": step,
            "text": text.casefold() or None,
            "code": None if customer is None else key(customer),
            "assigned": assignee(me, assigned),
            "overdue": overdue_since(unit, cfg, rule.flow.key(step)) if overdue else None,
        } | {"first": first, "last": last}
        filters: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if held and not rule.flow.holds:
            return Page(())
        if held is not None and rule.flow.holds:
            filters["held" if held else "free"] = True
        return _page(unit, me, cfg, filters, _Wanted(sort, backwards, after, limit), rule.flow, rule.waiting(step))

    return actor.company.read(work)


def _check_sort(me: Who, sort: str) -> None:
    if sort.removeprefix("-") not in store.SORTS:
        raise Invalid("setting-choice", value=escaped(sort), choices=tuple(store.SORTS))
    if sort.removeprefix("-") == "amount" and not me.sees_amounts():
        me.need(P.AMOUNT_VIEW)


def held_orders(
    actor: Actor, *, liftable: bool = False, after: str = "", limit: int = 100, backwards: bool = False
) -> Page[Waiting]:
    """Orders with open holds, wherever they are, oldest arrival first.

    `liftable`: only those that the actor can free of one. Raises NotAllowed, Invalid.
    """

    def work(unit: Unit) -> Page[Waiting]:
        me, cfg, of = reader(unit, actor), settings(unit), HANDLING[ORDER.name].queued
        lifts = _lifts(me) if liftable else ()
        if liftable and not lifts:
            return Page(())
        wanted = _Wanted("age", backwards, after, limit, lifts)
        only: dict[str, Any] = {"liftable": True, "account": me.id} if liftable else {"open_hold": True}
        return _page(unit, me, cfg, only, wanted, ORDER, of)

    return actor.company.read(work)


def _handling(workflow: str, step: str) -> Handling:
    if workflow not in HANDLING:
        raise NotFound("workflow-unknown", name=escaped(workflow), names=tuple(HANDLING))
    rule = HANDLING[workflow]
    if step not in rule.flow.codes_all():
        raise NotFound("step-unknown", step=escaped(step), steps=tuple(rule.flow.codes_all()))
    return rule


def _page(
    unit: Unit, me: Who, cfg: Settings, filters: dict[str, Any], it: _Wanted, flow: Workflow, of: Queued
) -> Page[Waiting]:
    sort, against = it.sort.removeprefix("-"), it.sort.startswith("-")
    values = filters | scope_of(me) | _place(sort, it.after)
    names = frozenset(filters) - {"account"} | scope_of(me).keys() & SCOPES.keys()
    names |= {"place"} if it.after else set()
    size = max(1, min(it.limit, MOST))
    found = store.page(unit, store.Shape(of, sort, it.backwards is not against, names, it.lifts), values, size + 1)
    rows = found[:size][::-1] if it.backwards else found[:size]
    shown = tuple(_waiting(me, cfg, flow, sort, row) for row in rows)
    if len(found) <= size:
        return Page(shown)
    return Page(shown, shown[0 if it.backwards else -1].cursor)


def _place(sort: str, after: str) -> dict[str, Any]:
    """The sort key of the row with that cursor. Raises Invalid."""
    if not after:
        return {}
    found = _PLACE.match(after)
    if (
        not found
        or (found["key"] is None) is not (sort == "age")
        or (sort == "amount" and not _is_number(found["key"]))
    ):
        raise Invalid("cursor-form", value=escaped(after))
    first = {"age": [], "amount": [found["key"]], "customer": [found["key"]]}[sort]
    keys = [-int(it) if sort == "amount" else it for it in first] + [int(found["arrival"]), int(found["id"])]
    return {f"place{at}": value for at, value in enumerate(keys)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _cursor(sort: str, row: store.WaitingRow) -> str:
    key = {"age": "", "amount": f":{row.total.scaleb(2):.0f}", "customer": f":{row.customer}"}[sort]
    return f"{row.arrival}:{row.id}{key}"


def _waiting(me: Who, cfg: Settings, flow: Workflow, sort: str, row: store.WaitingRow) -> Waiting:
    number, order, code, name, step, total, day, since, held, urgent, assigned, revision, channel = row[:13]
    hours = cfg["step_hours"].get(flow.key(step))
    due = None if hours is None else since + timedelta(hours=hours)
    shown = total if me.sees_amounts() else MASKED
    who_has_it = me.told_login(assigned)
    place = _cursor(sort, row)
    return Waiting(
        number, order, code, name, step, shown, day, since, due, held, urgent, who_has_it, revision, channel, place
    )


def day(actor: Actor) -> Day:
    """What a member of staff has before him: the queues of the steps that he may pass or end, and what he did today.

    Today's work is counted among the newest 50,000 entries of the journal.
    """

    def work(unit: Unit) -> Day:
        me, cfg = who(unit, actor), settings(unit)
        done = _done_today(unit, me, cfg)
        if me.is_customer or not me.may(P.ORDER_VIEW):
            return Day((), 0, 0, 0, done)
        queues, lifts = _queues(unit, me, cfg), _lifts(me)
        late = sum(it.overdue for it in queues)
        held = store.held(unit, scope_of(me), MANY + 1)
        liftable = store.held(unit, scope_of(me) | {"account": me.id}, MANY + 1, lifts) if lifts and held else 0
        return Day(queues, held, liftable, late, done, tasks_of(unit, me, cfg))

    return actor.company.read(work)


def per_day(actor: Actor, until: datetime, days: int = 28) -> tuple[int, ...]:
    """How many orders were submitted on each of the company's days up to that of a moment. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[int, ...]:
        me, today = reader(unit, actor), until.astimezone(settings(unit).zone).date()
        found = store.per_day(unit, scope_of(me), today - timedelta(days=days - 1))
        return tuple(found.get(today - timedelta(days=ago), 0) for ago in reversed(range(days)))

    return actor.company.read(work)


def step_before(actor: Actor, workflow: str, step: str) -> QueueCount | None:
    """What waits at the step that comes before one, as far as it is switched on: from there comes what is next.

    None where a workflow begins. Raises NotAllowed, NotFound for an unknown step.
    """

    def work(unit: Unit) -> QueueCount | None:
        me, cfg, rule = reader(unit, actor), settings(unit), _handling(workflow, step)
        codes = [it.code for it in rule.flow.steps]
        earlier = [it for it in codes[: codes.index(step)] if it not in cfg.off(workflow)]
        return _count(unit, me, cfg, rule, earlier[-1], 0) if earlier else None

    return actor.company.read(work)


def _queues(unit: Unit, me: Who, cfg: Settings) -> tuple[QueueCount, ...]:
    mine = _assigned(unit, me)
    return tuple(
        _count(unit, me, cfg, rule, step.code, mine.get((rule.flow.name, step.code), 0))
        for rule in HANDLING.values()
        for step in rule.flow.steps
        if (by := rule.flow.watched_by(step)) and me.may(by)
    )


def _count(unit: Unit, me: Who, cfg: Settings, rule: Handling, code: str, to_me: int) -> QueueCount:
    flow = rule.flow
    before, of = overdue_since(unit, cfg, flow.key(code)), rule.waiting(code)
    count, oldest, late = store.waiting(unit, code, scope_of(me), before, MANY + 1, of=of)
    label, on = Label(flow.step(code).label, code), code not in cfg.off(flow.name)
    return QueueCount(flow.name, code, label, on, count, oldest, late, to_me)


def _assigned(unit: Unit, me: Who) -> dict[tuple[str, str], int]:
    """How much at each step is assigned to the actor, by workflow and step."""
    found: dict[tuple[str, str], int] = {}
    for rule in HANDLING.values():
        for of in (rule.queued, rule.queued.parts):
            steps = tuple(step.code for step in rule.flow.steps if rule.waiting(step.code) is of)
            counts = store.assigned(unit, of, steps, me.id, MANY + 1) if of and steps else {}
            found |= {(rule.flow.name, code): count for code, count in counts.items() if code in steps}
    return found


def _lifts(me: Who) -> store.Lifts:
    """Which holds the actor could lift, each at which steps, by the rule of holds.release_hold."""
    kinds = []
    for kind in ORDER.holds:
        at = [code for code in ORDER.codes_all() if any(may(me, by, ORDER.step(code)) for by in kind.lifted_by)]
        kinds += [(kind.code, (*at, DRAFT) if ORDER.first() in at else tuple(at))] if at else []
    return tuple(kinds)


def _done_today(unit: Unit, me: Who, cfg: Settings) -> tuple[tuple[str, int], ...]:
    midnight = datetime.combine(cfg.today, time.min, cfg.zone).astimezone(UTC)
    first = _first_entry(unit, midnight - _SKEW)
    rows = store.done(unit, tuple(HANDLING), id=first, actor=me.id, at=midnight)
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def _first_entry(unit: Unit, moment: datetime) -> int:
    """The first of the newest entries of the journal since the moment: ids grow with time."""
    newest = store.NEWEST_ENTRY.one(unit) or 0
    low, high = max(0, newest - _LOOK), newest + 1
    while low < high:
        middle = (low + high) // 2
        at = store.ENTRY_AT.one(unit, id=middle)
        low, high = (low, middle) if at is None or at >= moment else (middle + 1, high)
    return low
