"""Stocktakes: begun, counted on a sheet, their differences looked at, then posted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.stock import paper_looking, stocktake
from ydh.core.stock.views import PaperHead, PaperLine, PaperSheetLine
from ydh.core.values.money import QUANTITY_PLACES, day, number
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.enter_does import EnterDoes
from ydh.tui.lists.ways import find_category, full_name, warehouses
from ydh.tui.paint.parts import Column, Part, Rows, Say
from ydh.tui.stock.papers import ADJUST, VOID, confirm, facts

BEGUN = N_("{number} is begun; enter opens its sheet")
COUNTED = N_("{code}: {quantity} counted")
SHEET = (
    Column("place", N_("shelf"), "code", 8, drop=1),
    Column("sku", N_("code"), "code", 10, most=16),
    Column("name", N_("name"), of=full_name),
    Column("lot", N_("lot"), "code", 8, most=16),
    Column("book", N_("books"), "quantity", 8),
    Column("quantity", N_("counted"), "quantity", 8),
    Column("difference", N_("differs"), "quantity", 8),
)


def _begin_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    places = warehouses(actor, "")
    which = Field("warehouse", N_("warehouse"), kind="choice", choices=places)
    return (
        which if len(places) > 1 else Field("warehouse", "", value=places[0][0] if places else "", kind="hidden"),
        Field("category", N_("category"), find=find_category, hint=N_("of this category only")),
        Field("reason", N_("reason")),
    )


def _begin(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    given = {name: answers[name].strip() for name in ("warehouse", "category", "reason")}
    return Say(BEGUN, {"number": stocktake.begin(actor, **given)})


def _differences(actor: Actor, rows: Sequence[PaperHead]) -> Sequence[Part]:
    lines = paper_looking.paper(actor, rows[0].number).lines
    return [
        Rows(SHEET, [x for x in lines if x.difference], N_("what differs from the books"), N_("nothing differs"), True)
    ]


def _open(row: PaperHead) -> bool:
    return row.state.code == "open"


class Stocktakes(Book):
    """Stocktakes, the newest first; enter opens the sheet."""

    name, title = "stocktakes", N_("stocktakes")
    columns = (
        Column("number", N_("number"), "code", 20),
        Column("state", N_("state"), "text", 10),
        Column("warehouse", N_("warehouse"), "code", 12),
        Column("reason", N_("reason")),
        Column("lines", N_("lines"), "integer", 5),
        Column("created_at", N_("time"), "time", 16, drop=1),
        Column("by", N_("by"), "text", 10, drop=2),
    )
    needs = (P.ORDER_VIEW,)
    searches, table = False, False
    empty = N_("nothing was counted yet\na begins a stocktake")
    deeds = (
        Deed("begin", "a", N_("begin a stocktake"), _begin, _begin_fields, needs=ADJUST, alone=True, main=True),
        Deed(
            "confirm", "c", N_("post the differences"), confirm, (), _differences, needs=ADJUST, main=True, fits=_open
        ),
        replace(VOID, fits=_open),
    )

    def page(self, actor: Actor, query: Query) -> Found:
        found = paper_looking.papers(actor, kind="count", after=query.after, limit=query.limit)
        return Found(found.rows, bool(found.next))

    def token(self, row: PaperHead) -> str:
        return row.cursor

    def style(self, row: PaperHead) -> str:
        return {"open": "strong", "void": "faint"}.get(row.state.code, "plain")

    def detail(self, actor: Actor, row: PaperHead) -> Sequence[Part]:
        return [facts(row), *_differences(actor, [row])]

    def enter(self, app: Any, row: PaperHead) -> Any:
        return CountScreen(CountSheet(row))


def _count_fields(actor: Actor, rows: Sequence[PaperSheetLine]) -> tuple[Field, ...]:
    return Field("quantity", N_("counted"), required=True, hint=N_("how many are there")), Field("reason", N_("reason"))


def _found_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    return (
        Field("code", N_("code"), required=True, hint=N_("of what was found beyond the sheet")),
        *_count_fields(actor, ()),
        Field("lot", N_("lot"), hint=N_("where the item is kept by lot")),
        Field("expires", N_("expires"), hint=N_("of a new lot, such as 2027-01-31")),
    )


class CountSheet(Book):
    """What is to be counted, with what was; what differs stands out."""

    name, title, columns = "count-sheet", N_("count sheet {number}"), SHEET
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
        return "faint" if row.quantity is None else "wrong" if row.difference else "plain"

    def _count(self, actor: Actor, rows: Sequence[PaperSheetLine], answers: Answers) -> Say:
        return self._enter(actor, rows[0].sku, rows[0].lot, "", answers)

    def _found(self, actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
        return self._enter(actor, answers["code"], answers["lot"], answers["expires"].strip(), answers)

    def _enter(self, actor: Actor, code: str, lot: str, expires: str, answers: Answers) -> Say:
        quantity = number(answers["quantity"], "quantity", places=QUANTITY_PLACES)
        line = PaperLine(code, quantity, lot, day(expires, "expires") if expires else None, answers["reason"])
        stocktake.enter(actor, self._paper.number, [line])
        return Say(COUNTED, {"code": code, "quantity": quantity})


class CountScreen(EnterDoes):
    """A sheet on which enter counts the line, and the next one comes under the cursor."""

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        super().after_deed(deed, rows, value)
        if deed.name == "count":
            self.grid.action_move(1)
