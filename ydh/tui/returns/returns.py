"""Returns: all of them for staff, a customer's own, and the screen of one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.returns import looking as return_looking
from ydh.core.returns.views import ReturnRow, ReturnView
from ydh.core.rules.machine import DRAFT
from ydh.core.rules.returns import KIND_NAMES, REASON_NAMES, RETURN
from ydh.core.rules.workflows import STATUS_NAMES
from ydh.core.values.money import day
from ydh.core.values.words import N_, Label
from ydh.core.workflow import history
from ydh.core.workflow.views import Event
from ydh.tui.documents.assigning import ASSIGN
from ydh.tui.documents.deeds import step_deeds
from ydh.tui.documents.page import EXPLAIN, AsRow, DocumentScreen
from ydh.tui.lists.book import Book, Deed, Field, Found, Query, Tell
from ydh.tui.lists.finds import find_customer
from ydh.tui.paint.parts import Column, Part
from ydh.tui.returns.return_deeds import DRAFTS
from ydh.tui.returns.return_free import ASK, EDIT
from ydh.tui.returns.return_parts import kind_name, reason_name, return_parts, stage_of, step_name

STEPS = tuple((code, Label(name)) for code, name in STATUS_NAMES.items())
CHOICES = (("", N_("all")), *((s.code, s.label) for s in RETURN.steps), *STEPS)
FILTERS = (
    Field("customer", N_("customer code"), find=find_customer),
    Field("first", N_("from day"), hint="2026-11-01"),
    Field("last", N_("to day"), hint="2026-11-30"),
    Field("step", N_("waits for"), kind="choice", choices=CHOICES),
    Field("kind", N_("kind"), kind="choice", choices=(("", N_("all")), *KIND_NAMES.items())),
    Field("reason", N_("reason"), kind="choice", choices=(("", N_("all")), *REASON_NAMES.items())),
)


def wanted(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters of the form as `list_returns` takes them. Raises Invalid for a day that is none."""
    given: dict[str, Any] = {n: filters[n] for n in ("customer", "step", "kind", "reason") if filters.get(n)}
    return given | {n: day(filters[n], n) for n in ("first", "last") if filters.get(n)}


class AllReturns(Book):
    """Every return, whatever it waits for."""

    name, title = "returns", N_("all returns")
    columns: tuple[Column, ...] = (
        Column("number", N_("number"), "code", 20),
        Column("customer", N_("customer")),
        Column("step", N_("waits for"), "text", 19, of=lambda row: step_name(row.step)),
        Column("reason", N_("reason"), "text", 12, drop=2, of=lambda row: reason_name(row.reason)),
        Column("kind", N_("kind"), "text", 10, drop=1, of=lambda row: kind_name(row.kind)),
        Column("total", N_("comes to"), "money", 12),
    )
    filters: tuple[Field, ...] = FILTERS
    deeds: tuple[Deed, ...] = (ASK,)
    empty = N_("no return yet\na customer, or staff from an order's screen, asks for one")

    def page(self, actor: Actor, query: Query) -> Found:
        given = wanted(query.filters)
        rows = return_looking.list_returns(actor, text=query.text, limit=query.limit + 1, after=query.after, **given)
        return Found(rows[: query.limit], len(rows) > query.limit)

    def token(self, row: ReturnRow) -> str:
        return row.cursor

    def key(self, row: ReturnRow) -> str:
        return row.number

    def detail(self, actor: Actor, row: ReturnRow) -> Sequence[Part]:
        return return_parts(return_looking.show(actor, row.number), history.history(actor, row.number))

    def enter(self, app: Any, row: ReturnRow) -> Any:
        return return_screen(row.number)

    def style(self, row: ReturnRow) -> str:
        return "faint" if row.step in (DRAFT, "void", "done") else "plain"


def _fitting(step: str, deed: Deed) -> Deed:
    """The deed of a step, for lists in which returns of all steps stand."""
    return replace(deed, name=f"{step}_{deed.name}", many=False, fits=lambda row: row.step == step)


# what a customer can do: send what was allowed, take back what it asked, work on its drafts
MINE = (
    *(_fitting("dispatch", deed) for deed in step_deeds(RETURN, RETURN.step("dispatch")) if deed.name != "reject"),
    *(_fitting("review", deed) for deed in step_deeds(RETURN, RETURN.step("review")) if deed.name == "withdraw"),
    *DRAFTS,
)


class MyReturns(AllReturns):
    """A customer's returns, the newest first, with where each stands."""

    name, title = "my-returns", N_("my returns")
    columns = (
        Column("number", N_("number"), "code", 20),
        Column("order", N_("order"), "code", 20, drop=1),
        Column("stage", N_("where it is"), of=lambda row: stage_of(row.step)),
        Column("kind", N_("kind"), "text", 10, drop=2, of=lambda row: kind_name(row.kind)),
        Column("total", N_("comes to"), "money", 12),
    )
    filters = ()
    deeds = MINE
    table = False
    empty = N_("no return yet\nopen an order that has arrived and press B")


class ReturnScreen(DocumentScreen):
    """Everything about one return, and everything that can be done to it now."""

    def read(self, actor: Actor) -> tuple[Any, tuple[Event, ...]]:
        return return_looking.show(actor, self.number), history.history(actor, self.number)

    def show_parts(self, view: Any, events: tuple[Event, ...]) -> Sequence[Part]:
        return return_parts(view, events, heads=True)

    def seen(self, view: ReturnView) -> AsRow:
        row = view.row
        return AsRow(row.number, row.order, row.step, row.revision, row.assigned)

    def deeds_of(self, view: Any, row: Any) -> tuple[Deed, ...]:
        found = MINE if self.ydh.me.kind == "customer" else (*DRAFTS, EDIT)
        own = tuple(deed for deed in found if deed.fits is not None and deed.fits(row))
        if self.ydh.me.kind != "customer" and row.step in RETURN.codes_all():
            own = (*step_deeds(RETURN, RETURN.step(row.step)), *ASSIGN)
        return tuple({deed.key: deed for deed in (*LOOKING, *own)}.values())


def _print(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    return Tell(N_("print as text"), tuple(return_parts(return_looking.show(actor, rows[0].number), heads=True)))


LOOKING = (
    EXPLAIN,
    Deed("print", "P", N_("print as text"), _print, writes=False),
)


def return_screen(number: str) -> ReturnScreen:
    """The screen of a return."""
    return ReturnScreen(number)
