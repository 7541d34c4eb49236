"""Returns: all of them for staff, a customer's own, and the screen of one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.returns import looking as return_looking
from ydh.core.returns.return_table import MY_RETURNS, RETURNS
from ydh.core.returns.views import ReturnRow, ReturnView
from ydh.core.rules.returns import RETURN
from ydh.core.workflow import history
from ydh.core.workflow.views import Event
from ydh.tui.documents.deeds import step_deeds
from ydh.tui.documents.page import EXPLAIN, AsRow, DocumentScreen
from ydh.tui.documents.parts import document_parts
from ydh.tui.documents.printing import PRINT_RETURN
from ydh.tui.lists.book import Deed
from ydh.tui.lists.nouns import noun_book
from ydh.tui.paint.parts import Part
from ydh.tui.returns.return_deeds import DEEDS, DRAFTS
from ydh.tui.returns.return_free import ASK, EDIT


class AllReturns(noun_book(RETURNS, deeds=(ASK, PRINT_RETURN))):  # type: ignore[misc]
    """Every return, whatever it waits for."""

    def detail(self, actor: Actor, row: ReturnRow) -> Sequence[Part]:
        return document_parts(RETURNS, return_looking.show(actor, row.number), history.history(actor, row.number))

    def enter(self, app: Any, row: ReturnRow) -> Any:
        return return_screen(row.number)


def _fitting(step: str, deed: Deed) -> Deed:
    """The deed of a step, for lists in which returns of all steps stand."""
    return replace(deed, name=f"{step}_{deed.name}", many=False, fits=lambda row: row.step == step)


# what a customer can do: send what was allowed, take back what it asked, work on its drafts
MINE = (
    *(_fitting("dispatch", deed) for deed in step_deeds(RETURN, RETURN.step("dispatch")) if deed.name != "reject"),
    *(_fitting("review", deed) for deed in step_deeds(RETURN, RETURN.step("review")) if deed.name == "withdraw"),
    *DRAFTS,
)


class MyReturns(noun_book(MY_RETURNS, deeds=(*MINE, PRINT_RETURN))):  # type: ignore[misc]
    """A customer's returns, the newest first, with where each stands."""

    detail, enter = AllReturns.detail, AllReturns.enter


class ReturnScreen(DocumentScreen):
    """Everything about one return, and everything that can be done to it now."""

    def read(self, actor: Actor) -> tuple[Any, tuple[Event, ...]]:
        return return_looking.show(actor, self.number), history.history(actor, self.number)

    def show_parts(self, view: Any, events: tuple[Event, ...], way: tuple[str, ...]) -> Sequence[Part]:
        return document_parts(RETURNS, view, events, way=way)

    def seen(self, view: ReturnView) -> AsRow:
        row = view.row
        return AsRow(row.number, row.order, row.step, row.revision, row.assigned)

    def deeds_of(self, view: Any, row: Any) -> tuple[Deed, ...]:
        found = MINE if self.ydh.me.kind == "customer" else (*DRAFTS, EDIT)
        own = tuple(deed for deed in found if deed.fits is not None and deed.fits(row))
        if self.ydh.me.kind != "customer" and row.step in RETURN.codes_all():
            own = (*step_deeds(RETURN, RETURN.step(row.step)), *DEEDS)
        return tuple({deed.key: deed for deed in (*LOOKING, *own)}.values())


LOOKING = (EXPLAIN, PRINT_RETURN)


def return_screen(number: str) -> ReturnScreen:
    """The screen of a return."""
    return ReturnScreen(number)
