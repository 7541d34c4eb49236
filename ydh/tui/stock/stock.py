"""Stock: what is there, the moves behind each figure, and what people do about it."""

from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods.price_table import full_name
from ydh.core.stock import looking
from ydh.core.stock.stock_table import MOVES_OF, STOCK
from ydh.core.stock.views import MoveView, StockLevel
from ydh.core.values.words import N_
from ydh.tui.lists.book import Book, Found, Query
from ydh.tui.lists.nouns import columns_of, noun_book
from ydh.tui.paint.parts import Say


class Moves(Book):
    """Why a figure is what it is, the latest move first."""

    name, title, columns = "moves", N_("moves of {what}"), columns_of(MOVES_OF)
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


def _moves(book: Any, app: Any, row: StockLevel) -> Any:
    from ydh.tui.lists.listing import ListScreen

    return ListScreen(Moves(row))


Stock = noun_book(STOCK, enter=_moves)
