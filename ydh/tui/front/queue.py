"""The queue of a step: one book for every step of every workflow. Titles, keys and forms come from the table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.machine import Step, Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.money import day
from ydh.core.values.words import N_, Label
from ydh.core.workflow import queues
from ydh.core.workflow.views import MANY, Waiting
from ydh.tui.documents.deeds import step_deeds
from ydh.tui.documents.kinds import on_screen
from ydh.tui.lists.book import DAY_HINT, Book, Deed, Field, Found, Query
from ydh.tui.lists.finds import find_customer
from ydh.tui.lists.going import Go
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.words import step_name
from ydh.tui.orders.notes_and_holds import NOTES_AND_HOLDS
from ydh.tui.paint import shown
from ydh.tui.paint.parts import Age, Column, Say

HEAD = N_("{n} waiting, the oldest {age}, {late} overdue")
COLUMNS = (
    Column("number", N_("number"), "code", 20),
    Column("customer", N_("customer")),
    Column("total", N_("amount"), "money", 12, drop=1),
    Column("since", N_("waits"), "age", 7),
    Column("due", N_("state"), "text", 8, of=lambda row: state_of(row)),
    Column("assigned", N_("for"), "text", 8, drop=2),
)
FILTERS = (
    Field("customer", N_("customer code"), find=find_customer),
    Field("first", N_("from day"), hint=DAY_HINT),
    Field("last", N_("to day"), hint=DAY_HINT),
    Field("assigned", N_("for"), kind="choice", choices=(("", N_("everybody")), ("me", N_("me")))),
    Field("overdue", N_("overdue"), kind="choice", choices=(("", N_("all")), ("yes", N_("only overdue")))),
    Field(
        "held", N_("held"), kind="choice", choices=(("", N_("all")), ("yes", N_("only held")), ("no", N_("not held")))
    ),
)
SELDOM = {"withdraw"}  # what staff do for a customer now and then comes last
SORTS = (("age", N_("age")), ("amount", N_("amount")), ("customer", N_("customer")))


def count_of(count: int | None) -> str:
    """A count, which stops at 10,000."""
    if count is None:
        return ""
    return f"{MANY:,}+" if count > MANY else f"{count:,}"


def state_of(row: Waiting) -> Label | str:
    """What is unusual about a row, as a word."""
    if row.held:
        return Label(N_("held."), "held")
    if row.due is not None and row.due < shown.now():
        return Label(N_("overdue"), "overdue")
    return Label(N_("urgent"), "urgent") if row.urgent else ""


def wanted(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters of a form as the use case takes them. Raises Invalid for a day that is none."""
    given: dict[str, Any] = {}
    for name in ("customer", "assigned"):
        if filters.get(name):
            given[name] = filters[name]
    for name in ("first", "last"):
        if filters.get(name):
            given[name] = filters[name] if isinstance(filters[name], date) else day(filters[name], name)
    if filters.get("overdue"):
        given["overdue"] = True
    if filters.get("held"):
        given["held"] = filters["held"] == "yes"
    return given


class QueueBook(Book):
    """What waits for a step."""

    columns: tuple[Column, ...] = COLUMNS
    filters: tuple[Field, ...] = FILTERS
    sorts = SORTS
    both_ways = True
    table = False  # a queue is a part of the orders
    empty = N_("nothing waits here\nesc goes back; what comes in appears by itself")

    def __init__(self, workflow: str, step: str) -> None:
        self.flow: Workflow = WORKFLOWS[workflow]
        self.step: Step = self.flow.step(step)
        self.name = f"queue-{workflow}-{step}"  # type: ignore[misc]
        self.title = N_("waiting for {step}")
        by = self.flow.watched_by(self.step)
        self.needs = (by,) if by else ()
        kind = on_screen(workflow)
        deeds = (*step_deeds(self.flow, self.step), *kind.deeds)
        self.filters = tuple(field for field in FILTERS if field.name != "held" or self.flow.holds)
        self.columns = (*COLUMNS[:-1], *kind.columns, COLUMNS[-1])
        self.deeds = tuple(sorted(deeds, key=lambda deed: deed.name in SELDOM))

    def page(self, actor: Actor, query: Query) -> Found:
        found = queues.queue(
            actor,
            self.flow.name,
            self.step.code,
            text=query.text,
            sort=query.sort or "age",
            after=query.after,
            backwards=query.backwards,
            limit=query.limit,
            **wanted(query.filters),
        )
        return Found(found.rows, bool(found.next))

    def named(self) -> Any:
        return Say(N_("waiting for {step}"), {"step": Label(self.step.label)})

    def head(self, actor: Actor, query: Query) -> Any:
        for it in queues.day(actor).queues:
            if (it.workflow, it.step) == (self.flow.name, self.step.code) and it.oldest is not None:
                return Say(HEAD, {"n": count_of(it.count), "age": Age(it.oldest), "late": count_of(it.overdue)})
        return ""

    def key(self, row: Waiting) -> str:
        return row.number

    def token(self, row: Waiting) -> str:
        return row.cursor

    def style(self, row: Waiting) -> str:
        return "wrong" if state_of(row) else "plain"

    def detail(self, actor: Actor, row: Waiting) -> Sequence[Any]:
        return on_screen(self.flow.name).parts(actor, row.number)

    def enter(self, app: Any, row: Waiting) -> Any:
        return Go(self.flow.name, row.number)


class HeldOrders(Book):
    """Orders that something holds, whatever they wait for."""

    name, title = "held", N_("held orders")
    columns = (
        Column("number", N_("number"), "code", 20),
        Column("customer", N_("customer")),
        Column("step", N_("waits for"), "text", 12, most=21, of=lambda row: step_name(row.step)),
        Column("total", N_("amount"), "money", 12, drop=1),
        Column("since", N_("waits"), "age", 7),
    )
    deeds = tuple(d for d in NOTES_AND_HOLDS if d.name != "overtake")
    searches, both_ways, table = False, True, False
    empty = N_("no order is held")

    def page(self, actor: Actor, query: Query) -> Found:
        found = queues.held_orders(actor, after=query.after, backwards=query.backwards, limit=query.limit)
        return Found(found.rows, bool(found.next))

    token, key = QueueBook.token, QueueBook.key
    detail, enter, flow = QueueBook.detail, QueueBook.enter, ORDER


class QueueScreen(ListScreen):
    """A queue, with what was done kept readable and the rows that refused marked."""

    def show_outcomes(self, parts: Sequence[Any]) -> None:
        from ydh.tui.lists.deeds import OUTCOMES

        self.pin(parts, self.words(OUTCOMES))

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        from ydh.core.values.outcomes import Done

        if isinstance(value, list):
            for outcome in value:
                if isinstance(outcome, Done):
                    self.grid.marks.pop(outcome.number, None)
                    self.grid.signs.pop(outcome.number, None)
                elif hasattr(outcome, "number"):
                    self.grid.signs[outcome.number] = "!"
        self.range_from = None
        self.grid.refresh()
        self.show_title()


def queue_screen(workflow: str, step: str) -> QueueScreen:
    """The screen of a step's queue."""
    return QueueScreen(QueueBook(workflow, step))


def queues_for(app: Any) -> list[tuple[str, str, str]]:
    """(workflow, step, marked label) of the queues that the person passes, or watches."""
    if app.me is None or app.me.kind != "staff":
        return []
    return [
        (flow.name, step.code, step.label)
        for flow in WORKFLOWS.values()
        for step in flow.steps
        if (by := flow.watched_by(step)) and app.may((by,))
    ]
