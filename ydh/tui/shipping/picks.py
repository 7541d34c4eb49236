"""Shipments that wait to be picked or checked, those of the oldest order first; and what open orders are short of."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import shortages
from ydh.core.orders.shortage_table import SHORTFALL, WAITING
from ydh.core.orders.views import Shortfall
from ydh.core.rules.permissions import P
from ydh.core.shipping.pick_table import PICKS, counted_already
from ydh.core.shipping.views import PickRow
from ydh.core.values.words import N_
from ydh.tui.documents.printing import PRINT_PICK
from ydh.tui.lists.book import Book, Deed, Found, Query
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import NounBook, columns_of, noun_book
from ydh.tui.paint.parts import Part, Rows


def _open(row: PickRow) -> Any:
    from ydh.tui.shipping.pick import pick_screen

    return pick_screen(row.number)


def _enter(book: NounBook, app: Any, row: PickRow) -> Any:
    """The count; where that is over, the document, to let it leave."""
    return Go("order", row.number) if counted_already(row) else _open(row)


PICK = Deed(
    "pick",
    "a",
    N_("pick or check"),
    opens=lambda app, row: _open(row),
    needs=PICKS.needs,
    main=True,
    fits=lambda row: not counted_already(row),
    why_not=counted_already,
)
PickQueue = noun_book(PICKS, deeds=(PICK, PRINT_PICK), enter=_enter)


class Shortages(Book):
    """What open orders are short of; the orders that wait stand beside it, in the order in which they will get it."""

    name, title = "shortages", N_("shortages")
    columns = columns_of(SHORTFALL)
    needs = (P.ORDER_VIEW,)
    searches = False
    empty = N_("no open order is short of anything")

    def page(self, actor: Actor, query: Query) -> Found:
        found = shortages.across(actor, after=query.after, limit=query.limit)
        return Found(found.rows, bool(found.next))

    def key(self, row: Shortfall) -> str:
        return row.sku

    def detail(self, actor: Actor, row: Shortfall) -> Sequence[Part]:
        return [Rows(columns_of(WAITING), shortages.waiting_for(actor, row.sku), N_("who waits for it"), heads=True)]
