"""The queue of a step: one book for every step of every workflow. Titles, keys and forms come from the table."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from ydh.core import acts, explaining, holds, looking, notes, queues
from ydh.core.actors import Actor
from ydh.core.documents import Outcome, Refused, Seen, Target
from ydh.core.documents_queues import MANY, Waiting
from ydh.core.errors import YdhError
from ydh.core.flows import WORKFLOWS
from ydh.core.money import day
from ydh.core.permissions import P
from ydh.core.words import N_, Label
from ydh.core.workflow import REASON, Exit, Party, Step, Workflow
from ydh.tui.book import Age, Book, Column, Deed, Field, Found, Part, Query, Say, asked
from ydh.tui.listing import ListScreen
from ydh.tui.screens.order_parts import order_parts

PASS = N_("pass")
EXIT_KEYS = {"send_back": "r", "unrelease": "u", "void": "X", "withdraw": "w", "reject": "x"}
HEAD = N_("{n} waiting, the oldest {age}, {late} overdue")
FINAL = {"void", "reject"}  # cannot be taken back: asked again
COLUMNS = (
    Column("number", N_("number"), "code", 20),
    Column("customer", N_("customer")),
    Column("total", N_("amount"), "money", 12, drop=1),
    Column("since", N_("waits"), "age", 7),
    Column("due", N_("state"), "text", 8, of=lambda row: state_of(row)),
    Column("assigned", N_("for"), "text", 8, drop=2),
)
FILTERS = (
    Field("customer", N_("customer code"), find=lambda actor, text: find_customer(actor, text)),
    Field("first", N_("from day"), hint="2026-11-01"),
    Field("last", N_("to day"), hint="2026-11-30"),
    Field("assigned", N_("for"), kind="choice", choices=(("", N_("everybody")), ("me", N_("me")))),
    Field("overdue", N_("overdue"), kind="choice", choices=(("", N_("all")), ("yes", N_("only overdue")))),
    Field(
        "held", N_("held"), kind="choice", choices=(("", N_("all")), ("yes", N_("only held")), ("no", N_("not held")))
    ),
)
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
    if row.due is not None and row.due < datetime.now(UTC):
        return Label(N_("overdue"), "overdue")
    return Label(N_("urgent"), "urgent") if row.urgent else ""


def find_customer(actor: Actor, text: str) -> Sequence[tuple[str, str]]:
    """Customers that match what was typed."""
    from ydh.core import customers

    return [(c.code, c.name) for c in customers.list_customers(actor, text, limit=5).rows]


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

    columns, filters, sorts = COLUMNS, FILTERS, SORTS
    both_ways = True
    empty = N_("nothing waits here\nesc goes back; what comes in appears by itself")

    def __init__(self, workflow: str, step: str) -> None:
        self.flow: Workflow = WORKFLOWS[workflow]
        self.step: Step = self.flow.step(step)
        self.name = f"queue-{workflow}-{step}"  # type: ignore[misc]
        self.title = N_("waiting for {step}")
        self.needs = (self.step.by,) if isinstance(self.step.by, P) else ()
        self.deeds = tuple(self._deeds())

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

    def detail(self, actor: Actor, row: Waiting) -> Sequence[Part]:
        return order_parts(looking.show(actor, row.number), looking.history(actor, row.number), number=row.number)

    def enter(self, app: Any, row: Waiting) -> Any:
        from ydh.tui.screens.order import order_screen

        return order_screen(row.number)

    def _deeds(self) -> Sequence[Deed]:
        step = self.step
        yours = (step.by,) if isinstance(step.by, P) else ()
        passing = Deed(
            "approve",
            "a",
            step.label if isinstance(step.by, Party) else PASS,
            _act(step.code, "approve"),
            asks=_asks(self.flow.name, step.code, "approve"),
            needs=yours,
            many=True,
            main=True,
            undo=_take_back if step.can_take_back else None,
        )
        return [passing, *(self._exit(way) for way in self.flow.exits_at(step.code)), *CARE]

    def _exit(self, way: Exit) -> Deed:
        by = self.step.by if way.by is Party.STEPS_OWN else way.by
        return Deed(
            way.code,
            EXIT_KEYS[way.code],
            way.label,
            _act(self.step.code, way.code),
            asks=_asks(self.flow.name, self.step.code, way.code),
            needs=(by,) if isinstance(by, P) else (),
            many=True,
            main=way.code not in FINAL,
            confirm=N_("{what}: this cannot be taken back") if way.code in FINAL else "",
        )


def _asks(workflow: str, step: str, action: str) -> Any:
    def fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        names = {getattr(row, "assigned", "") for row in rows}
        return tuple(asked(a) for a in explaining.asks(actor, workflow, step, action, assigned=names))

    return fields


def _act(step: str, action: str) -> Any:
    def do(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        targets = [Target(row.number, Seen(step, row.revision)) for row in rows]
        return acts.act_many(actor, targets, action, answers={k: v for k, v in answers.items() if v})

    return do


def _take_back(actor: Actor, outcomes: Any) -> list[Outcome]:
    from ydh.core.documents import Done

    targets = [Target(o.number, Seen()) for o in outcomes if isinstance(o, Done)]
    return acts.act_many(actor, targets, "take_back") if targets else []


def each(one: Any) -> Any:
    """The use case of one document, for several: each with an outcome of its own."""

    def do(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for row in rows:
            try:
                outcomes.append(one(actor, row, answers))
            except YdhError as error:
                outcomes.append(Refused(row.number, error))
        return outcomes

    return do


def order_of(row: Any) -> str:
    """The number of the order behind a row, which may be a shipment's."""
    return str(getattr(row, "order", row.number))


def _hold(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    return holds.hold(actor, order_of(row), answers["reason"], seen=Seen(None, row.revision))


def _lift(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    return holds.release_hold(
        actor, order_of(row), answers["kind"], answer=answers.get("answer", ""), seen=Seen(None, row.revision)
    )


def _holds_of(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """Which of the open holds is to be lifted, with who may."""
    open_holds = looking.show(actor, order_of(rows[0])).holds
    choices = tuple((h.kind, h.label) for h in open_holds)
    return (
        Field("kind", N_("hold"), required=True, kind="choice", choices=choices),
        Field("answer", N_("what settled it")),
    )


def _note(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Any:
    notes.note(actor, order_of(row), answers["text"], shared=answers.get("shared") == "yes")


def _assign(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    return notes.assign(actor, order_of(row), answers["login"] or None, reason=answers.get("reason", ""))


def _overtake(actor: Actor, row: Any, answers: Mapping[str, Any]) -> Outcome:
    return notes.overtake(actor, order_of(row), answers["reason"], seen=Seen(None, row.revision))


def _colleagues(actor: Actor, text: str) -> Sequence[tuple[str, str]]:
    return notes.colleagues(actor, text)


def note_on(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> None:
    """Write the same note on every row."""
    for row in rows:
        _note(actor, row, answers)


SHARED = Field(
    "shared",
    N_("who reads it"),
    kind="choice",
    choices=(("", N_("only the company")), ("yes", N_("the customer too"))),
)
CARE: tuple[Deed, ...] = (
    Deed("hold", "h", N_("hold"), each(_hold), asks=(asked(REASON),), many=True),
    Deed("lift", "l", N_("release hold"), each(_lift), asks=_holds_of, fits=lambda row: bool(row.held)),
    Deed(
        "note",
        "n",
        N_("note"),
        note_on,
        asks=(Field("text", N_("note"), required=True, kind="note"), SHARED),
        many=True,
        said=N_("noted on {what}"),
    ),
    Deed(
        "assign",
        "A",
        N_("assign"),
        each(_assign),
        asks=(Field("login", N_("sign-in name, empty for nobody"), find=_colleagues), Field("reason", N_("reason"))),
        needs=(P.ORDER_ASSIGN,),
        many=True,
    ),
    Deed(
        "overtake",
        "o",
        N_("move to the front"),
        each(_overtake),
        asks=(asked(REASON),),
        needs=(P.ORDER_ASSIGN,),
    ),
)


class HeldOrders(Book):
    """Orders that something holds, whatever they wait for."""

    name, title = "held", N_("held orders")
    columns = (
        Column("number", N_("number"), "code", 20),
        Column("customer", N_("customer")),
        Column("step", N_("waits for"), "text", 12, of=lambda row: step_text(row.step)),
        Column("total", N_("amount"), "money", 12, drop=1),
        Column("since", N_("waits"), "age", 7),
    )
    deeds = tuple(d for d in CARE if d.name != "overtake")
    searches, both_ways = False, True
    empty = N_("no order is held")

    def page(self, actor: Actor, query: Query) -> Found:
        found = queues.held_orders(actor, after=query.after, backwards=query.backwards, limit=query.limit)
        return Found(found.rows, bool(found.next))

    token, key = QueueBook.token, QueueBook.key
    detail, enter = QueueBook.detail, QueueBook.enter


def step_text(code: str) -> Label:
    """A step or a status as a word."""
    from ydh.core.objections import step_label

    return step_label(code)


class QueueScreen(ListScreen):
    """A queue, with what was done kept readable and the rows that refused marked."""

    def show_outcomes(self, parts: Sequence[Part]) -> None:
        from ydh.tui.doing import OUTCOMES

        self.pin(parts, self.words(OUTCOMES))

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        from ydh.core.documents import Done

        if isinstance(value, list):
            for outcome in value:
                if isinstance(outcome, Done):
                    self.grid.marks.pop(outcome.number, None)
                    self.grid.signs.pop(outcome.number, None)
                elif hasattr(outcome, "number"):
                    self.grid.signs[outcome.number] = "!"
        self.range_from = None
        self.grid.refresh()
        self._title()


def queue_screen(workflow: str, step: str) -> QueueScreen:
    """The screen of a step's queue."""
    return QueueScreen(QueueBook(workflow, step))


def queues_for(app: Any) -> list[tuple[str, str, str]]:
    """(workflow, step, marked label) of the queues that the person passes."""
    if app.me is None or app.me.kind != "staff":
        return []
    return [
        (flow.name, step.code, step.label)
        for flow in WORKFLOWS.values()
        for step in flow.steps
        if isinstance(step.by, P) and app.may((step.by,))
    ]
