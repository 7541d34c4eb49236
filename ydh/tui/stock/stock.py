"""Stock: what is there, the moves behind each figure, and what people do about it."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.partners import suppliers
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import MOVES as MOVE_KINDS
from ydh.core.stock import looking
from ydh.core.stock.views import MoveView, StockLevel
from ydh.core.values.money import QUANTITY_PLACES
from ydh.core.values.words import N_
from ydh.tui.lists.book import Book, Deed, Field, Found, Query
from ydh.tui.lists.ways import decimal, full_name
from ydh.tui.paint.parts import Column, Facts, Part, Rows, Say
from ydh.tui.stock.stock_forms import (
    EXPIRES,
    LOT,
    LOT_OUT,
    REASON,
    WHY,
    change,
    fields,
    limit_fields,
    lots_of,
    set_limits,
    shows,
    transfer_fields,
)

ADJUST = (P.STOCK_ADJUST,)
COLUMNS = (
    Column("sku", N_("code"), "code", 14),
    Column("name", N_("name"), of=full_name),
    Column("warehouse", N_("warehouse"), "code", 9),
    Column("on_hand", N_("on hand"), "quantity", 9),
    Column("reserved", N_("reserved"), "quantity", 9),
    Column("available", N_("available"), "quantity", 9),
    Column("lower", N_("lower limit"), "quantity", 11, drop=1),
    Column("place", N_("shelf"), "code", 8, drop=2),
)
MOVES = (
    Column("at", N_("time"), "time", 16),
    Column("quantity", N_("quantity"), "quantity", 9),
    Column("on_hand", N_("on hand"), "quantity", 9),
    Column("kind", N_("kind"), "text", 10, of=lambda it: MOVE_KINDS.get(it.kind, it.kind)),
    Column("document", N_("document and reason"), of=lambda it: f"{it.document} {it.lot} {it.reason}".strip()),
    Column("by", N_("by"), "code", 12, drop=1),
)
FILTERS = (
    Field(
        "short",
        N_("short"),
        kind="choice",
        choices=(("", N_("all")), ("yes", N_("nothing available")), ("limits", N_("outside its limits"))),
    ),
    Field("below", N_("available below"), hint=N_("a quantity in units")),
)
QUANTITY = Field("quantity", N_("quantity"), required=True)
DEEDS = (
    Deed(
        "receive",
        "i",
        N_("take goods in"),
        change("receipt"),
        fields(
            Field("quantity", N_("quantity"), required=True, hint=N_("how many came in")),
            LOT,
            EXPIRES,
            Field("supplier", N_("supplier"), find=suppliers.find),
            Field("reference", N_("document"), hint=N_("number of the delivery's paper")),
            REASON,
        ),
        shows,
        needs=ADJUST,
        main=True,
    ),
    Deed(
        "count",
        "c",
        N_("count"),
        change("count"),
        fields(Field("quantity", N_("counted"), required=True, hint=N_("how many are there")), LOT, EXPIRES, REASON),
        shows,
        needs=ADJUST,
        main=True,
    ),
    Deed(
        "transfer",
        "t",
        N_("to another warehouse"),
        change("transfer"),
        transfer_fields,
        shows,
        needs=ADJUST,
        main=True,
    ),
    Deed(
        "adjust",
        "d",
        N_("correct"),
        change("adjust"),
        fields(
            Field("quantity", N_("more or less"), required=True, hint=N_("with its sign, such as -3")),
            LOT_OUT,
            EXPIRES,
            WHY,
        ),
        shows,
        needs=ADJUST,
    ),
    Deed("loss", "l", N_("write off"), change("loss"), fields(QUANTITY, LOT_OUT, WHY), shows, needs=ADJUST),
    Deed("in", "I", N_("other stock-in"), change("other_in"), fields(QUANTITY, LOT, EXPIRES, WHY), shows, needs=ADJUST),
    Deed("out", "o", N_("other stock-out"), change("other_out"), fields(QUANTITY, LOT_OUT, WHY), shows, needs=ADJUST),
    Deed("limits", "L", N_("limits and shelf"), set_limits, limit_fields, needs=ADJUST),
)


class Stock(Book):
    """What is there of each item in each warehouse."""

    name, title = "stock", N_("stock")
    columns, filters, deeds = COLUMNS, FILTERS, DEEDS
    needs = (P.ORDER_VIEW,)
    empty = N_("there is no stock yet\nadd products first, then take goods in with i")

    def page(self, actor: Actor, query: Query) -> Found:
        which = query.filters.get("short")
        found = looking.levels(
            actor,
            query.text,
            short=which == "yes",
            outside=which == "limits",
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
        return "wrong" if not row.available or row.outside else "plain"

    def detail(self, actor: Actor, row: StockLevel) -> Sequence[Part]:
        found = looking.moves(actor, row.sku, warehouse=row.warehouse, limit=50)
        return [
            *_limits(row),
            *(lots_of(actor, row.sku, row.warehouse) if row.lots and row.warehouse else []),
            Rows(MOVES, found.rows, N_("the moves behind the figure, the latest first"), N_("nothing moved yet")),
        ]

    def enter(self, app: Any, row: StockLevel) -> Any:
        from ydh.tui.lists.listing import ListScreen

        return ListScreen(Moves(row))


def _limits(row: StockLevel) -> list[Part]:
    pairs = ((N_("lower limit"), row.lower), (N_("upper limit"), row.upper), (N_("shelf"), row.place))
    known = tuple(pair for pair in pairs if pair[1] not in (None, ""))
    return [Facts(known)] if known else []


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
        found = looking.moves(actor, it.sku, warehouse=it.warehouse, after=query.after, limit=query.limit)
        return Found(found.rows, bool(found.next))

    def key(self, row: MoveView) -> str:
        return row.cursor
