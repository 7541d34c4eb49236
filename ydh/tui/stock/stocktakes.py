"""Stocktakes: begun, counted on a sheet, their differences looked at, then posted."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods.looking import find_item
from ydh.core.goods.price_table import full_name
from ydh.core.stock import paper_looking, stocktake
from ydh.core.stock.stocktake_table import ADJUST, COUNTED, STOCKTAKES
from ydh.core.stock.views import PaperHead, PaperLine, PaperSheetLine
from ydh.core.values.money import day
from ydh.core.values.quantities import typed
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.enter_does import EnterDoes
from ydh.tui.lists.nouns import columns_of, noun_book
from ydh.tui.paint.parts import Say

COUNTED_SAID = N_("{code}: {quantity} counted")


def _sheet(book: Any, app: Any, row: PaperHead) -> Any:
    return CountScreen(CountSheet(row))


Stocktakes = noun_book(STOCKTAKES, enter=_sheet)


def _count_fields(actor: Actor, rows: Sequence[PaperSheetLine]) -> tuple[Field, ...]:
    return Field("quantity", N_("counted"), required=True, hint=N_("how many are there")), Field("reason", N_("reason"))


def _found_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    return (
        Field("code", N_("code"), required=True, find=find_item, hint=N_("of what was found beyond the sheet")),
        *_count_fields(actor, ()),
        Field("lot", N_("lot"), hint=N_("where the item is kept by lot")),
        Field("expires", N_("expires"), hint=N_("of a new lot, such as 2027-01-31")),
    )


class CountSheet(Book):
    """What is to be counted, with what was; what differs stands out."""

    name, title, columns = "count-sheet", N_("count sheet {number}"), columns_of(COUNTED)
    searches, pane, table = False, False, False
    filters = (
        Field(
            "which",
            N_("show"),
            kind="choice",
            choices=(("", N_("all")), ("left", N_("not counted yet")), ("differs", N_("what differs"))),
        ),
    )

    def __init__(self, paper: PaperHead) -> None:
        self._paper = paper
        self.deeds = (
            Deed("count", "enter", N_("count"), self._count, _count_fields, needs=ADJUST, main=True, fits=self._fits),
            Deed(
                "found",
                "a",
                N_("found beyond the sheet"),
                self._found,
                _found_fields,
                needs=ADJUST,
                alone=True,
                main=True,
            ),
        )

    def _fits(self, row: PaperSheetLine) -> bool:
        return self._paper.state.code == "open"

    def named(self) -> Any:
        return Say(self.title, {"number": self._paper.number})

    def page(self, actor: Actor, query: Query) -> Found:
        lines = paper_looking.paper(actor, self._paper.number).lines
        which = query.filters.get("which", "")
        if which == "left":
            return Found([line for line in lines if line.quantity is None])
        return Found([line for line in lines if line.difference] if which == "differs" else lines)

    def key(self, row: PaperSheetLine) -> str:
        return f"{row.sku}@{row.lot}"

    def called(self, row: PaperSheetLine) -> str:
        return f"{row.sku} {full_name(row)} {row.lot}".strip()

    def style(self, row: PaperSheetLine) -> str:
        return "faint" if row.quantity is None else "plain"

    def _count(self, actor: Actor, rows: Sequence[PaperSheetLine], answers: Answers) -> Say:
        return self._enter(actor, rows[0].sku, rows[0].lot, "", answers)

    def _found(self, actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
        return self._enter(actor, answers["code"], answers["lot"], answers["expires"].strip(), answers)

    def _enter(self, actor: Actor, code: str, lot: str, expires: str, answers: Answers) -> Say:
        quantity = typed(answers["quantity"])
        line = PaperLine(code, quantity, lot, day(expires, "expires") if expires else None, answers["reason"])
        stocktake.enter(actor, self._paper.number, [line])
        return Say(COUNTED_SAID, {"code": code, "quantity": quantity})


class CountScreen(EnterDoes):
    """A sheet on which enter counts the line, and the next one comes under the cursor."""

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        super().after_deed(deed, rows, value)
        if deed.name == "count":
            self.grid.action_move(1)
