"""Feeding a list: pages asked for in threads, put where they belong. The list never holds the whole table."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ydh.core.values.words import N_
from ydh.tui.lists.book import Book, Found, Query
from ydh.tui.lists.grid import Grid
from ydh.tui.lists.narrowing import WHOLE, page_of
from ydh.tui.lists.unfinished import go_on
from ydh.tui.look import Line
from ydh.tui.paint.parts import Figure, Heading
from ydh.tui.paint.sheet import headline, lay_out, one

FIRST_PAGE, PAGE = 60, 200
TO_THE_END = 5000  # rows read when the end of a list is wanted that cannot be read backwards
INSTEAD = 44  # cells of what is said instead of rows, which stands in the middle
NONE = N_("nothing here")
NO_MATCH = N_("nothing matches {what}; esc shows everything again")


class Feeding:
    """The part of a list's screen that reads rows."""

    ydh: Any
    words: Any
    book: Book
    grid: Grid
    query_now: Query
    start: str  # the token after which the rows that are held begin
    head: Line
    leads: Any
    ask: Callable[..., None]
    show_title: Callable[[], None]
    refresh_pane: Callable[[], None]
    filtered_by: Callable[[], str]
    here: str  # the code of the row where the cursor is to go once the rows are there
    seek: Callable[[str], None]

    def look(self) -> None:
        held = max(len(self.grid.rows), FIRST_PAGE)
        self._ask(replace(self.query_now, after=self.start, backwards=False, limit=held), self._put)
        self._ask_head()

    def _ask(self, query: Query, then: Any) -> None:
        book, words = self.book, self.ydh.words
        self.ask(
            lambda actor: page_of(book, actor, query, words),
            lambda found: then(query, found),
            topic=(id(self), "rows"),
        )

    def _ask_head(self) -> None:
        """Counts come after the rows: nobody waits for them."""
        book, query = self.book, self.query_now
        self.ask(lambda actor: book.head(actor, query), self._say_head, topic=(id(self), "head"))

    def _put(self, query: Query, found: Found) -> None:
        if query.after != self.start:
            return  # the cursor was put elsewhere meanwhile
        self.grid.empty, self.grid.foot, self.leads = self._empty_lines(found), found.foot, found.leads
        self.grid.put(found.rows, at_start=not self.start, at_end=not found.more)
        self.show_title()
        if not found.rows:
            self.refresh_pane()
        go_on(self, [(self.book.key(row), row) for row in found.rows if not isinstance(row, Heading)])
        if self.here:
            here, self.here = self.here, ""
            self.seek(here)

    def _say_head(self, said: Any) -> None:
        words = self.ydh.words
        head = headline(said if isinstance(said, tuple) else (Figure(said),) if said else (), words)
        if head != self.head:
            self.head = head
            self.show_title()

    def _empty_lines(self, found: Found) -> list[Line]:
        if self.query_now.text or self.query_now.filters:
            return [one(self.words(NO_MATCH).format(what=self.filtered_by()), "faint")]
        if found.instead:
            width = self.grid.size.width
            indent = max(0, (width - INSTEAD) // 3)
            return [(*one(" " * indent), *line) for line in lay_out(found.instead, width - indent - 2, self.ydh.words)]
        return [one(line, "faint") for line in str(self.words(self.book.empty or NONE)).split("\n")]

    def on_grid_lacks(self, event: Grid.Lacks) -> None:
        grid = self.grid
        if event.edge:
            self.start = ""
            backwards = event.backwards and self.book.both_ways
            limit = PAGE if backwards or not event.backwards else TO_THE_END
            self._ask(replace(self.query_now, after="", backwards=backwards, limit=limit), self._put_edge)
        elif not event.backwards:
            self._ask(replace(self.query_now, after=self.book.token(grid.rows[-1]), limit=PAGE), self._more_after)
        elif self.book.both_ways:
            query = replace(self.query_now, after=self.book.token(grid.rows[0]), backwards=True, limit=PAGE)
            self._ask(query, self._more_before)
        else:
            self.start = ""
            self.look()

    def _put_edge(self, query: Query, found: Found) -> None:
        if query.backwards:
            self.start = self.book.token(found.rows[0]) if found.more else ""
            rows = found.rows[1:] if found.more else found.rows
            self.grid.put(rows, at_start=not found.more, at_end=True)
        else:
            self.grid.put(found.rows, at_start=True, at_end=not found.more)
        self.grid.go(len(self.grid.rows) - 1 if query.backwards or query.limit == TO_THE_END else 0)

    def _more_after(self, query: Query, found: Found) -> None:
        if self.grid.rows and query.after == self.book.token(self.grid.rows[-1]):
            before = len(self.grid.rows)
            self.grid.append(found.rows, at_end=not found.more)
            over = before + len(found.rows) - len(self.grid.rows)
            if over > 0:
                self.start = self.book.token(self.grid.rows[0])
                del self.grid.rows[0]
                self.grid.cursor, self.grid.top = max(0, self.grid.cursor - 1), max(0, self.grid.top - 1)

    def _more_before(self, query: Query, found: Found) -> None:
        if self.grid.rows and query.after == self.book.token(self.grid.rows[0]):
            self.start = self.book.token(found.rows[0]) if found.more else ""
            self.grid.prepend(found.rows[1:] if found.more else found.rows, at_start=not found.more)

    def ask_all(self, then: Callable[[list[Any]], None]) -> None:
        """Every row that the list would show, up to WHOLE."""
        book, words = self.book, self.ydh.words
        query = replace(self.query_now, after="", backwards=False, limit=500)

        def work(actor: Any) -> list[Any]:
            found = page_of(book, actor, query, words)
            rows = [*found.rows]
            while found.more and len(rows) < WHOLE:
                found = page_of(book, actor, replace(query, after=book.token(rows[-1])), words)
                rows += found.rows
            return rows[:WHOLE]

        self.ask(work, then, topic=(id(self), "all"))
