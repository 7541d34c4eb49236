"""Lots of goods: what expires, what is blocked, and whom each went to."""

from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.stock import lot_looking
from ydh.core.stock.lot_table import LOTS, WENT
from ydh.core.stock.views import LotRow, TraceRow
from ydh.core.values.words import N_
from ydh.tui.lists.book import Book, Found, Query
from ydh.tui.lists.nouns import columns_of, noun_book
from ydh.tui.paint.parts import Say


class Went(Book):
    """Whom a lot went to: the recall list, which e writes into a file."""

    name, title, columns = "lot-trace", N_("whom lot {lot} went to"), columns_of(WENT)
    searches, pane, table = False, False, False
    empty = N_("nobody got any of it")

    def __init__(self, lot: LotRow) -> None:
        self._lot = lot

    def named(self) -> Any:
        return Say(self.title, {"lot": f"{self._lot.lot} ({self._lot.sku} {self._lot.name})"})

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(lot_looking.trace(actor, self._lot.lot, sku=self._lot.sku).went)

    def key(self, row: TraceRow) -> str:
        return f"{row.shipment}@{row.order}@{row.quantity}"


def _went(book: Any, app: Any, row: LotRow) -> Any:
    from ydh.tui.lists.listing import ListScreen

    return ListScreen(Went(row))


Lots = noun_book(LOTS, enter=_went)
