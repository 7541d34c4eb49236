"""Stock: what is there, the moves behind each figure, and what people do about it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ydh.core import papers, stock_views
from ydh.core import warehouses as houses
from ydh.core.actors import Actor
from ydh.core.documents_goods import MoveView, StockChange, StockLevel
from ydh.core.money import QUANTITY_PLACES, number
from ydh.core.permissions import P
from ydh.core.words import N_, Label
from ydh.locale import values
from ydh.tui.book import Answers, Book, Column, Deed, Field, Found, Part, Query, Rows, Say
from ydh.tui.screens.goods_forms import ADDED
from ydh.tui.screens.ways import decimal, full_name, warehouses

ADJUST = (P.STOCK_ADJUST,)
_number = values.grouped(values.quantity)
CHANGED = N_("{code}: {old} on hand before, {new} now")
MOVE_KINDS = {
    "receipt": N_("receipt"),
    "adjust": N_("correction"),
    "count": N_("count"),
    "ship": N_("shipment"),
}
FIGURES = (
    Column("warehouse", N_("warehouse"), "code", 9),
    Column("on_hand", N_("on hand"), "quantity", 9),
    Column("reserved", N_("reserved"), "quantity", 9),
    Column("available", N_("available"), "quantity", 9),
)
LEVEL = (
    FIGURES[0],
    Column("on_hand", "", "text", 24, of=lambda it: Say(N_("{n} on hand"), {"n": in_units(it, it.on_hand)})),
    Column("reserved", "", "text", 24, of=lambda it: Say(N_("{n} reserved"), {"n": in_units(it, it.reserved)})),
    Column("available", "", "text", 24, of=lambda it: Say(N_("{n} available"), {"n": in_units(it, it.available)})),
)
COLUMNS = (
    Column("sku", N_("code"), "code", 14),
    Column("name", N_("name"), of=full_name),
    *FIGURES,
)
MOVES = (
    Column("at", N_("time"), "time", 16),
    Column("quantity", N_("quantity"), "quantity", 9),
    Column("on_hand", N_("on hand"), "quantity", 9),
    Column("kind", N_("kind"), "text", 10, of=lambda it: Label(MOVE_KINDS.get(it.kind, it.kind), it.kind)),
    Column("document", N_("document and reason"), of=lambda it: f"{it.document}  {it.reason}".strip()),
    Column("by", N_("by"), "code", 12, drop=1),
)
FILTERS = (
    Field("short", N_("short"), kind="choice", choices=(("", N_("all")), ("yes", N_("nothing available")))),
    Field("below", N_("available below"), hint=N_("a quantity in units")),
)


def in_units(it: StockLevel, figure: Decimal) -> str:
    """A figure and what it counts."""
    return f"{_number(figure)} {it.unit}".rstrip()


def _fields(*asks: Field) -> Callable[[Actor, Sequence[StockLevel]], tuple[Field, ...]]:
    """The questions, and in which warehouse when there are several."""

    def fields(actor: Actor, rows: Sequence[StockLevel]) -> tuple[Field, ...]:
        places = warehouses(actor, rows[0].warehouse)
        one = Field("warehouse", "", value=places[0][0] if places else "", kind="hidden")
        which = Field("warehouse", N_("warehouse"), kind="choice", choices=places)
        return (*asks, which if len(places) > 1 else one)

    return fields


def _shows(actor: Actor, rows: Sequence[StockLevel]) -> Sequence[Part]:
    return [Rows(LEVEL, stock_views.levels_of(actor, rows[0].sku))]


def _said(it: StockChange) -> Say:
    return Say(CHANGED, {"code": it.sku, "old": it.old, "new": it.new})


def _receive(actor: Actor, rows: Sequence[StockLevel], answers: Answers) -> Say:
    quantity = number(answers["quantity"], "quantity", places=QUANTITY_PLACES)
    about = {name: answers[name] for name in ("warehouse", "reference", "reason")}
    return _said(papers.receive_stock(actor, rows[0].sku, quantity, **about))


def _count(actor: Actor, rows: Sequence[StockLevel], answers: Answers) -> Say:
    counted = number(answers["quantity"], "quantity", places=QUANTITY_PLACES)
    about = {name: answers[name] for name in ("warehouse", "reason")}
    return _said(papers.count(actor, rows[0].sku, counted, **about))


def _adjust(actor: Actor, rows: Sequence[StockLevel], answers: Answers) -> Say:
    quantity = number(answers["quantity"], "quantity", places=QUANTITY_PLACES, least=None)
    about = {name: answers[name] for name in ("warehouse", "reason")}
    return _said(papers.adjust(actor, rows[0].sku, quantity, **about))


def _add_warehouse(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    return Say(ADDED, {"code": houses.add_warehouse(actor, answers["code"], answers["name"]).code})


REASON = Field("reason", N_("reason"))
DEEDS = (
    Deed(
        "receive",
        "i",
        N_("take goods in"),
        _receive,
        _fields(
            Field("quantity", N_("quantity"), required=True, hint=N_("how many came in")),
            Field("reference", N_("document"), hint=N_("number of the delivery's paper")),
            REASON,
        ),
        _shows,
        needs=ADJUST,
        main=True,
    ),
    Deed(
        "count",
        "c",
        N_("count"),
        _count,
        _fields(Field("quantity", N_("counted"), required=True, hint=N_("how many are there")), REASON),
        _shows,
        needs=ADJUST,
        main=True,
    ),
    Deed(
        "adjust",
        "d",
        N_("correct"),
        _adjust,
        _fields(
            Field("quantity", N_("more or less"), required=True, hint=N_("with its sign, such as -3")),
            Field("reason", N_("reason"), required=True),
        ),
        _shows,
        needs=ADJUST,
        main=True,
    ),
    Deed(
        "warehouse",
        "w",
        N_("add a warehouse"),
        _add_warehouse,
        (Field("code", N_("code"), required=True), Field("name", N_("name"), required=True)),
        needs=ADJUST,
        alone=True,
    ),
)


class Stock(Book):
    """What is there of each item in each warehouse."""

    name, title = "stock", N_("stock")
    columns, filters, deeds = COLUMNS, FILTERS, DEEDS
    needs = (P.ORDER_VIEW,)
    empty = N_("there is no stock yet\nadd products first, then take goods in with i")

    def page(self, actor: Actor, query: Query) -> Found:
        found = stock_views.levels(
            actor,
            query.text,
            short=query.filters.get("short") == "yes",
            below=decimal(query.filters, "below", "quantity", QUANTITY_PLACES),
            after=query.after,
            limit=query.limit,
        )
        return Found(found.rows, bool(found.next))

    def key(self, row: StockLevel) -> str:
        return f"{row.sku}@{row.warehouse}"

    def called(self, row: StockLevel) -> str:
        return f"{row.sku} {full_name(row)}"

    def style(self, row: StockLevel) -> str:
        return "plain" if row.available else "wrong"

    def detail(self, actor: Actor, row: StockLevel) -> Sequence[Part]:
        found = stock_views.moves(actor, row.sku, warehouse=row.warehouse, limit=50)
        return [Rows(MOVES, found.rows, N_("the moves behind the figure, the latest first"), N_("nothing moved yet"))]

    def enter(self, app: Any, row: StockLevel) -> Any:
        from ydh.tui.listing import ListScreen

        return ListScreen(Moves(row))


class Moves(Book):
    """Why a figure is what it is, the latest move first."""

    name, title, columns = "moves", N_("moves of {what}"), MOVES
    searches, pane = False, False
    empty = N_("nothing moved yet")

    def __init__(self, level: StockLevel) -> None:
        self._level = level

    def named(self) -> Any:
        return Say(self.title, {"what": f"{self._level.sku} {full_name(self._level)}  {self._level.warehouse}"})

    def page(self, actor: Actor, query: Query) -> Found:
        it = self._level
        found = stock_views.moves(actor, it.sku, warehouse=it.warehouse, after=query.after, limit=query.limit)
        return Found(found.rows, bool(found.next))

    def key(self, row: MoveView) -> str:
        return row.cursor
