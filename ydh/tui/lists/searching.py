"""Finding rows of a list: search as one types, filters from the book's table, another order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from textual.binding import Binding
from textual.widgets import Input

from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.lists.book import Book, Query
from ydh.tui.lists.grid import Grid
from ydh.tui.lists.narrowing import page_of
from ydh.tui.lists.paging import FIRST_PAGE
from ydh.tui.look import Line, chip
from ydh.tui.paint.parts import Heading
from ydh.tui.paint.sheet import one
from ydh.tui.paint.shown import show


class SearchLine(Input, can_focus=False):
    """The line at the top that is typed into; until it is opened no key can get into it."""

    BINDINGS = [
        Binding("enter", "submit", N_("to the list"), show=True),
        Binding("down", "go_down", N_("to the list"), show=False),
        Binding("escape", "screen.leave", N_("show everything"), show=True),
    ]
    DEFAULT_CSS = """
    SearchLine { display: none; background: $field; }
    SearchLine.-textual-compact { padding: 0 1; }
    SearchLine.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False

    def open(self) -> None:
        """Show it and type into it; what was looked for before is gone."""
        self.can_focus, self.value = True, ""
        self.add_class("-open")
        self.focus()

    async def action_go_down(self) -> None:
        """To what was found."""
        await self.action_submit()

    def close(self) -> None:
        """Put it away, empty."""
        self.value = ""
        self.remove_class("-open")
        self.can_focus = False


class Searching:
    """The part of a list's screen that narrows and orders it."""

    app: Any
    words: Words
    book: Book
    grid: Grid
    search: SearchLine
    title_line: Any
    query_now: Query
    start: str
    head: Line
    range_from: int | None
    _ask: Callable[..., None]
    _ask_head: Callable[[], None]
    _put: Callable[..., None]

    def show_title(self) -> None:
        """How many rows there are, what they are narrowed to; at the right what is marked, and the order."""
        narrowed = self.filtered_by()
        left: Line = (chip(narrowed, "note-chip"), ("   ", "plain")) if narrowed else ()
        self.title_line.put((*left, *(self.head or self._count())), (*self._marked(), *self._order()))

    def _count(self) -> Line:
        """How many rows, of a list that says nothing else of itself and is there as a whole."""
        grid = self.grid
        if not grid.rows or not (grid.at_start and grid.at_end):
            return ()
        count = sum(not isinstance(row, Heading) for row in grid.rows)
        return one(self.words(N_("{n} rows")).format(n=count), "faint")

    def _marked(self) -> Line:
        """How many rows are marked, and what they come to."""
        marks = self.grid.marks
        if not marks:
            return ()
        said = "* " + self.words(N_("{n} marked")).format(n=len(marks))
        money = next((column for column in self.grid.columns if column.kind == "money"), None)
        amounts = [money.value(row) for row in marks.values()] if money else []
        if money and all(isinstance(amount, Decimal) for amount in amounts):
            said += "  " + show("money", sum(amounts, Decimal(0)), self.grid.words)
        return ((said, "key"),)

    def _order(self) -> Line:
        sort = self.query_now.sort
        label = dict(self.book.sorts).get(sort) if len(self.book.sorts) > 1 else ""
        by = N_("by {order}, falling") if sort.startswith("-") else N_("by {order}")
        return (("   " + self.words(by).format(order=self.words(label)), "faint"),) if label else ()

    def filtered_by(self) -> str:
        """What the list is narrowed to."""
        given = [f"/{self.query_now.text}"] if self.query_now.text else []
        labels = {field.name: field for field in self.book.filters}
        for name, value in self.query_now.filters.items():
            shown = dict(labels[name].choices).get(value, value) if name in labels else value
            label = self.words(labels[name].label) if name in labels else name
            given.append(self.words.pair(label, self.words(str(shown))))
        return "  ".join(given)

    def action_search(self) -> None:
        self.search.placeholder = self.words(N_("search"))
        self.search.open()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self.search and event.value != self.query_now.text:
            self.show_only(replace(self.query_now, text=event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input is self.search:
            self.grid.focus()
            self.grid.settle()

    def show_only(self, query: Query) -> None:
        """Ask for other rows; marks of rows that are no longer looked at go."""
        self.query_now, self.start = query, ""
        self.grid.marks.clear()
        self.range_from = None
        self.grid.cursor = self.grid.top = 0
        self.show_title()
        self._ask(replace(query, limit=FIRST_PAGE), self._put)
        self._ask_head()

    def action_filter(self) -> None:
        if not self.book.filters:
            return
        from ydh.tui.lists.form import Form

        now = self.query_now
        fields = tuple(replace(f, value=str(now.filters.get(f.name, ""))) for f in self.book.filters)
        self.app.push_screen(Form(N_("filter"), fields, do=self._narrowed, writes=False), self._filtered)

    def _narrowed(self, answers: Mapping[str, str]) -> Callable[[Any], tuple[Query]]:
        """The list narrowed by the answers, tried on its first row: what makes no sense is said in the form."""
        book, words = self.book, self.app.words
        query = replace(self.query_now, filters={name: value for name, value in answers.items() if value})

        def work(actor: Any) -> tuple[Query]:
            page_of(book, actor, replace(query, after="", backwards=False, limit=1), words)
            return (query,)

        return work

    def _filtered(self, found: tuple[Query] | None) -> None:
        if found is not None:
            self.show_only(found[0])

    def action_sort(self) -> None:
        codes = [code for code, _ in self.book.sorts]
        if len(codes) > 1:
            at = codes.index(self.query_now.sort)
            self.show_only(replace(self.query_now, sort=codes[(at + 1) % len(codes)]))
