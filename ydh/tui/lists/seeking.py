"""Putting the cursor of a list on one row, wherever in the list it is: what was scanned, what was just made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ydh.core.values.codes import code_fold
from ydh.core.values.errors import NotFound, YdhError
from ydh.core.values.series import number_in
from ydh.core.values.text import escaped
from ydh.locale import Words
from ydh.tui.lists.book import Book, Query
from ydh.tui.lists.grid import Grid
from ydh.tui.lists.narrowing import WHOLE, page_of
from ydh.tui.paint.parts import Heading

STRIDE = 200  # rows read at once on the way to a row


@dataclass(frozen=True)
class Spot:
    """Where a row is: the rows around it, of which it is the one `at`; `opens` whether it is opened too."""

    query: Query
    rows: Sequence[Any]
    at: int
    more: bool
    opens: bool = False


class Seeking:
    """The part of a list's screen that goes to one row."""

    ydh: Any
    book: Book
    grid: Grid
    query_now: Query
    start: str
    ask: Callable[..., None]
    show_title: Callable[[], None]
    action_open: Callable[[], None]
    on_grid_chosen: Callable[[], None]

    def seek(self, code: str) -> None:
        """Put the cursor on the row of that code, in the whole list when it is not in what is shown."""
        book, query, words = self.book, self.query_now, self.ydh.words
        self.ask(lambda actor: spot_of(actor, book, query, [code], words), self._go_there, topic=(id(self), "seek"))

    def _go_there(self, spot: Spot | None) -> None:
        if spot is not None:
            self.lead(spot)

    def found(self, actor: Any, code: str) -> Any:
        """The row of a code, else the document of that number. An item is found by any code of it. Raises NotFound."""
        number = number_in(code)
        spot = spot_of(actor, self.book, self.query_now, [number or code], self.ydh.words)
        if spot is not None:
            return replace(spot, opens=bool(number))
        if number:
            return self.ydh.named(actor, code)
        item = _item(actor, self.book, code)
        spot = spot_of(actor, self.book, self.query_now, [item], self.ydh.words) if item else None
        if spot is None:
            raise NotFound("code-not-here" if item else "code-nowhere", code=escaped(code))
        return spot

    def lead(self, found: Any) -> None:
        """Go to what was found; a document that is a row here is opened as Enter opens it."""
        if not isinstance(found, Spot):
            self.ydh.go(found)
            return
        grid, after = self.grid, found.query.after
        self.query_now, self.start = replace(found.query, after=""), after
        grid.put(found.rows, at_start=not after, at_end=not found.more)
        grid.go(found.at)
        self.show_title()
        if found.opens and grid.opens:
            self.on_grid_chosen()


def _item(actor: Any, book: Book, code: str) -> str:
    """The code of the item that any of its codes stands for, "" for none that the person knows."""
    from ydh.core.goods import catalogue

    try:
        return catalogue.show_sku(actor, code, customer=book.buyer(actor)).code
    except YdhError:
        return ""


def spot_of(actor: Any, book: Book, query: Query, codes: Sequence[str], words: Words) -> Spot | None:
    """Where the first row of one of the codes is: among what is looked at, else in the whole list, else with all
    that the list leaves out by itself."""
    whole = replace(query, text="", filters={})
    wanted = {code_fold(code) for code in codes}
    tries = [query, whole, replace(whole, filters=book.widest())]
    for each in [it for at, it in enumerate(tries) if it not in tries[:at]]:
        if spot := _spot(actor, book, replace(each, after="", backwards=False, limit=STRIDE), wanted, words):
            return spot
    return None


def _spot(actor: Any, book: Book, query: Query, wanted: set[str], words: Words) -> Spot | None:
    seen = 0
    while seen < WHOLE:
        found = page_of(book, actor, query, words)
        for at, row in enumerate(found.rows):
            if not isinstance(row, Heading) and not wanted.isdisjoint(map(code_fold, book.codes(row))):
                return Spot(query, found.rows, at, found.more)
        if not found.more:
            return None
        seen += len(found.rows)
        query = replace(query, after=book.token(found.rows[-1]))
    if not book.searches or query.text:
        return None
    return _spot(actor, book, replace(query, after="", text=next(iter(wanted))), wanted, words)
