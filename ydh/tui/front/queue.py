"""The queue of a step: one book for every step of every workflow. Titles, keys and forms come from the table."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.company.settings import today
from ydh.core.rules.machine import Step, Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.words import N_, Label
from ydh.core.workflow import queues
from ydh.core.workflow.queue_table import FACTS, FILTERS, SORTS
from ydh.core.workflow.views import MANY, Day, QueueCount, Waiting
from ydh.tui.documents.deeds import step_deeds
from ydh.tui.documents.kinds import on_screen
from ydh.tui.documents.printing import PRINT_ORDER
from ydh.tui.lists.book import Book, Deed, Field, Found, Query
from ydh.tui.lists.going import Go
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.nouns import ALL, columns_of, filter_field
from ydh.tui.lists.words import action_name
from ydh.tui.orders.notes_and_holds import NOTES_AND_HOLDS
from ydh.tui.paint import shown
from ydh.tui.paint.parts import Age, Column, Ends, Figure, Part, Plain, Say

WAIT, LATE, OLDEST = N_("{n} waiting"), N_("{n} overdue"), N_("the oldest {age}")
SELDOM = {
    "withdraw",
    "close",
    "answer",
    "replace",
}  # what is done now and then comes last: of what is short, or withdrawn


def count_of(count: int | None) -> str:
    """A count, which stops at 10,000."""
    if count is None:
        return ""
    return f"{MANY:,}+" if count > MANY else f"{count:,}"


def late_by(row: Waiting) -> bool:
    """Whether it has waited longer than its step allows."""
    return row.due is not None and row.due < shown.now()


def state_of(row: Waiting) -> Label | str:
    """What is unusual about a row, as a word."""
    if row.held:
        return Label(N_("held."), "held")
    if late_by(row):
        return Label(N_("overdue"), "overdue")
    return Label(N_("urgent"), "urgent") if row.urgent else ""


def _tone(row: Waiting) -> str:
    return "held" if row.held else "late" if late_by(row) else "note"


# what is painted of a fact besides its value: the age is red when it is late, whatever else the row is
PAINTED: Mapping[str, Mapping[str, Any]] = {
    "due": {"seen": state_of, "tone": _tone},
    "since": {"tone": lambda row: "late" if late_by(row) else ""},
}


def wanted(actor: Actor, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters of a form as the use case takes them. Raises Invalid for a day that is none."""
    given = ((it, str(filters[it.code])) for it in FILTERS if filters.get(it.code))
    read = {it.code: it.read(text, it.title, lambda: today(actor)) for it, text in given}
    if read.get("overdue"):
        read["overdue"] = True
    return read | ({"held": read["held"] == "yes"} if read.get("held") else {})


def columns_named(*names: str) -> tuple[Column, ...]:
    """Columns of what waits, as they are painted."""
    return columns_of(fact._replace(**PAINTED.get(fact.code, {})) for fact in FACTS if fact.code in names)


class QueueBook(Book):
    """What waits for a step."""

    sorts = SORTS
    both_ways = True
    table = False  # a queue is a part of the orders
    passes = True

    def __init__(self, workflow: str, step: str) -> None:
        self.flow: Workflow = WORKFLOWS[workflow]
        self.step: Step = self.flow.step(step)
        self.name = f"queue-{workflow}-{step}"  # type: ignore[misc]
        self.title = N_("waiting for {step}")
        by = self.flow.watched_by(self.step)
        self.needs = (by,) if by else ()
        kind = on_screen(workflow)
        deeds = (*step_deeds(self.flow, self.step), *kind.deeds)
        self.filters = tuple(filter_field(it) for it in FILTERS if it.code != "held" or self.flow.holds)
        *columns, last = columns_named("number", "customer", "total", "since", "due", "assigned")
        self.columns = (*columns, *kind.columns, last)
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
            **wanted(actor, query.filters),
        )
        if found.rows or query.text or query.filters:
            return Found(found.rows, bool(found.next))
        return self._done(actor)

    def _done(self, actor: Actor) -> Found:
        """Instead of rows: what is to come, and where else work waits."""
        day, before = queues.day(actor), queues.step_before(actor, self.flow.name, self.step.code)
        here = (self.flow.name, self.step.code)
        others = [it for it in day.queues if it.count and (it.workflow, it.step) != here]
        parts: list[Part] = [
            Say(N_("nothing waits for {step} now"), {"step": Label(self.step.label)}, "strong"),
            Say(N_("what comes in appears by itself"), {}, "faint"),
            Plain(""),
        ]
        if before is not None:
            parts += [Ends(((Say(N_("the step before, {step}"), {"step": before.label}), "faint"), *_counts(before)))]
        if others:
            nxt = others[0]
            parts += [Ends((("Enter", "key"), ("  ", "plain"), (nxt.label, "plain"), *_counts(nxt)))]
        return Found((), instead=parts, leads=Go("queue", (others[0].workflow, others[0].step)) if others else None)

    def named(self) -> Any:
        return Say(N_("waiting for {step}"), {"step": Label(self.step.label)})

    def head(self, actor: Actor, query: Query) -> Any:
        day = queues.day(actor)
        it = next((it for it in day.queues if (it.workflow, it.step) == (self.flow.name, self.step.code)), None)
        if it is None:
            return ""
        if it.oldest is None:
            return (Figure(Say(N_("✓ all done")), "good"), *_today(day))
        late = (Figure(Say(LATE, {"n": count_of(it.overdue)}), "late"),) if it.overdue else ()
        return (Figure(Say(WAIT, {"n": count_of(it.count)})), *late, Figure(Say(OLDEST, {"age": Age(it.oldest)})))

    def key(self, row: Waiting) -> str:
        return row.number

    def token(self, row: Waiting) -> str:
        return row.cursor

    def detail(self, actor: Actor, row: Waiting) -> Sequence[Any]:
        return on_screen(self.flow.name).parts(actor, row.number)

    def aside(self, actor: Actor, row: Waiting) -> Sequence[Any]:
        return on_screen(self.flow.name).aside(actor, row.number)

    def enter(self, app: Any, row: Waiting) -> Any:
        return Go(self.flow.name, row.number)


def _counts(it: QueueCount) -> tuple[tuple[Any, str], ...]:
    """How much waits at a step, and how much of it too long."""
    late = ((Say(LATE, {"n": count_of(it.overdue)}), "late-chip"),) if it.overdue else ()
    return ("  ", "plain"), (Say(WAIT, {"n": count_of(it.count)}), "strong"), ("  ", "plain"), *late


def _today(day: Day) -> tuple[Figure, ...]:
    """What I did today, most first."""
    done = (Say(N_("{action} today: {n}"), {"action": action_name(action), "n": n}) for action, n in day.done_today)
    return tuple(map(Figure, islice(done, 3)))


class HeldOrders(Book):
    """Orders that something holds, whatever they wait for."""

    name, title = "held", N_("held orders")
    columns = columns_named("number", "customer", "step", "total", "since")
    deeds = (*(d for d in NOTES_AND_HOLDS if d.name != "overtake"), PRINT_ORDER)
    filters = (
        Field("which", N_("which orders"), kind="choice", choices=(ALL, ("mine", N_("those that I can release")))),
    )
    searches, both_ways, table = False, True, False
    empty = N_("no order is held")

    def page(self, actor: Actor, query: Query) -> Found:
        mine = bool(query.filters.get("which"))
        page: dict[str, Any] = {"after": query.after, "backwards": query.backwards, "limit": query.limit}
        found = queues.held_orders(actor, liftable=mine, **page)
        return Found(found.rows, bool(found.next))

    token, key = QueueBook.token, QueueBook.key
    detail, aside, enter, flow = QueueBook.detail, QueueBook.aside, QueueBook.enter, ORDER


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


def queue_at(app: Any, step: tuple[str, str]) -> QueueScreen:
    """The queue that a room sends one to."""
    return queue_screen(*step)
