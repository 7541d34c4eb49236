"""The one screen that shows a list: search, filters, order, marks, what can be done, details of the row.

Which list, which columns, which deeds: that is a `Book`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.timer import Timer

from ydh.core.values.errors import NotSignedIn, YdhError
from ydh.core.values.outcomes import Done
from ydh.core.values.words import N_
from ydh.tui.lists.book import Book, Deed, Query
from ydh.tui.lists.deeds import Doing
from ydh.tui.lists.grid import Grid
from ydh.tui.lists.page import WIDE, FullScreen
from ydh.tui.lists.paging import Feeding
from ydh.tui.lists.searching import Searching, SearchLine
from ydh.tui.lists.seeking import Seeking
from ydh.tui.look import Line
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Heading, Part, Say
from ydh.tui.paint.shown import plain
from ydh.tui.paint.titles import TitleLine

MONEY = frozenset({"money", "price"})  # columns that only who may see amounts has
SETTLE = 0.04  # seconds the cursor must rest before details are read


class ListScreen(Doing, Searching, Seeking, Feeding, FullScreen):
    """A book, shown."""

    BINDINGS = [
        Binding("slash", "search", N_("search"), show=True),
        Binding("f", "filter", N_("filter"), show=False),
        Binding("s", "sort", N_("sort"), show=False),
        Binding("space", "mark", N_("mark"), show=False),
        Binding("v", "range", N_("mark a range"), show=False),
        Binding("asterisk", "mark_all", N_("mark all"), show=False),
        Binding("e", "export", N_("export"), show=False),
        Binding("y", "copy", N_("copy"), show=False),
        Binding("J", "pane_roll(1)", N_("details down"), show=False),
        Binding("K", "pane_roll(-1)", N_("details up"), show=False),
        Binding("ctrl+r", "look_again", N_("read again"), show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    ListScreen #middle { height: 1fr; layout: vertical; }
    ListScreen #rule { height: 1; }
    ListScreen #pane { height: 8; }
    ListScreen.-wide #middle { layout: horizontal; }
    ListScreen.-wide #rule { width: 1; height: 1fr; }
    ListScreen.-wide #pane { width: 2fr; height: 1fr; }
    ListScreen.-wide Grid { width: 3fr; }
    ListScreen.-bare #pane, ListScreen.-bare #rule { display: none; }
    """

    def __init__(self, book: Book, *, query: Query | None = None, here: str = "") -> None:
        super().__init__()
        self.book, self.here = book, here
        self.query_now = query or Query(sort=book.sorts[0][0] if book.sorts else "")
        self.start = ""  # the token after which the rows that are held begin
        self.range_from: int | None = None
        self.pinned = False  # the pane shows outcomes until esc
        self.head: Line = ()
        self.leads: Any = None  # where Enter goes when there are no rows
        self._settling: Timer | None = None
        keyed = [deed for deed in book.deeds if deed.key]  # the others are done from their row
        for key in {deed.key for deed in keyed}:
            self._bindings.key_to_bindings.pop(key, None)  # else the list that all screens share would grow
        for deed in keyed:
            self._bindings.bind(deed.key, f"deed('{deed.name}')", deed.label, deed.main)

    def crumb(self) -> str:
        return self.name_of_list()

    def name_of_list(self) -> str:
        """What the list is called, in the reader's language."""
        return plain(self.book.named(), self.ydh.words)

    def body(self) -> ComposeResult:
        words = self.ydh.words
        self.title_line = TitleLine()
        self.search = SearchLine()
        columns = [c for c in self.book.columns if c.kind not in MONEY or self.ydh.sees_amounts()]
        self.grid = Grid(columns, words, self.book.key, id="grid")
        self.grid.style_of = self.book.style
        self.grid.opens = type(self.book).enter is not Book.enter
        self.pane = Pane(words, id="pane")
        yield self.title_line
        yield self.search
        with Container(id="middle"):
            yield self.grid
            yield TitleLine(rule=True, id="rule")
            yield self.pane

    def on_mount(self) -> None:
        self.set_class(not self.book.pane, "-bare")
        self.grid.focus()
        self.show_title()

    # --- the pane ---

    def on_grid_moved(self) -> None:
        if self.range_from is not None:
            self.grid.mark_between(self.range_from, self.grid.cursor)
            self.show_title()
        if self._settling is not None:
            self._settling.stop()  # details are read where the cursor rests
        self._settling = self.set_timer(SETTLE, self.refresh_pane)

    def refresh_pane(self) -> None:
        """Read the details of the row under the cursor."""
        row = self.grid.row
        if any(deed.fits for deed in self.book.deeds):
            self.show_keys()
        if self.pinned or not self.book.pane:
            return
        if row is None:
            self.show_parts((), "")
            return
        book, key, wide = self.book, self.book.key(row), self.app.size.width >= WIDE
        self.ask(
            lambda actor: (*book.detail(actor, row), *(book.aside(actor, row) if wide else ())),
            lambda parts: self._put_details(key, parts),
            topic=(id(self), "pane"),
            fail=lambda error: self._no_details(key, error),
        )

    def _no_details(self, key: str, error: Exception) -> None:
        """Why there are none, in the pane; a bug is said as one."""
        if isinstance(error, YdhError) and not isinstance(error, NotSignedIn):
            self._put_details(key, (Say("{error}", {"error": error}, "wrong"),))
        else:
            self.ydh.failed(error)

    def _put_details(self, key: str, parts: Sequence[Part]) -> None:
        if not self.pinned and self.grid.row is not None and self.book.key(self.grid.row) == key:
            self.show_parts(parts, plain(self.book.called(self.grid.row), self.ydh.words))

    def show_parts(self, parts: Sequence[Part], title: str) -> None:
        """Put parts into the pane, unless the screen was left meanwhile."""
        if not self.is_attached:
            return
        rule = self.query_one("#rule", TitleLine)
        same = rule.text == title
        rule.put(title)
        self.pane.put(parts, keep=same)

    def pin(self, parts: Sequence[Part], title: str) -> None:
        """Show parts in the pane until esc."""
        self.pinned = False
        self.show_parts(parts, title)
        self.pinned = True

    def action_pane_roll(self, lines: int) -> None:
        self.pane.action_roll(lines)

    # --- leaving: the search, the outcomes, the marks, the filters, the screen ---

    def action_leave(self) -> None:
        if self.search.has_focus and not self.search.value:
            self.search.close()
            self.grid.focus()
        elif self.pinned:
            self.pinned = False
            self.grid.signs.clear()
            self.grid.refresh()
            self.refresh_pane()
        elif self.range_from is not None or self.grid.marks:
            self.range_from = None
            self.grid.unmark()
            self.show_title()
            self.show_keys()
        elif self.query_now.text or self.query_now.filters:
            self.search.close()
            self.grid.focus()
            self.show_only(replace(self.query_now, text="", filters={}))
        else:
            super().action_leave()

    def action_look_again(self) -> None:
        self.ydh.action_paint_anew()
        self.look()

    # --- marks ---

    def action_mark(self) -> None:
        if self.grid.row is not None and self._marks_matter():
            self.grid.mark(self.grid.row)
            self.grid.go(self.grid.cursor + 1)
            self.show_title()

    def action_range(self) -> None:
        if not self._marks_matter():
            return
        if self.range_from is None:
            self.range_from = self.grid.cursor
            self.grid.mark_between(self.grid.cursor, self.grid.cursor)
            self.ydh.say(self.words(N_("move to the other end of the range, then v again")))
        else:
            self.range_from = None
        self.show_title()

    def action_mark_all(self) -> None:
        if not self._marks_matter():
            return
        if self.grid.marks:
            self.grid.unmark()
            self.show_title()
            return
        self.ask_all(self._mark_these)

    def _mark_these(self, rows: list[Any]) -> None:
        self.grid.marks = {self.book.key(row): row for row in rows if not isinstance(row, Heading)}
        self.grid.refresh()
        self.show_title()
        self.show_keys()

    def _marks_matter(self) -> bool:
        return any(deed.many for deed in self.book.deeds)

    # --- the row itself ---

    def on_grid_chosen(self) -> None:
        if self.grid.row is None:
            self.ydh.go(self.leads)
        else:
            self.ydh.go(self.book.enter(self.ydh, self.grid.row), among=self)

    def next_to(self, key: str, step: int) -> str:
        """The key of the row so many after that of `key`, to which the cursor goes; empty when there is none."""
        rows = [(at, self.book.key(row)) for at, row in enumerate(self.grid.rows) if not isinstance(row, Heading)]
        here = next((nth for nth, (_, each) in enumerate(rows) if each == key), None)
        if here is None or not 0 <= here + step < len(rows):
            return ""
        at, there = rows[here + step]
        self.grid.go(at)
        return there

    def pass_on(self, key: str) -> str:
        """Take out the row of what has been passed on; the key of the one that comes then, empty when there is none."""
        there = self.next_to(key, 1) or self.next_to(key, -1)
        rows = [row for row in self.grid.rows if isinstance(row, Heading) or self.book.key(row) != key]
        self.grid.put(rows, at_start=self.grid.at_start, at_end=self.grid.at_end)
        return there

    def action_copy(self) -> None:
        row = self.grid.row
        if row is not None:
            key = self.book.key(row)  # some keys are seen by nobody
            seen = key in {plain(column.value(row), self.ydh.words) for column in self.book.columns}
            what = key if seen else plain(self.book.called(row), self.ydh.words)
            self.app.copy_to_clipboard(what)
            self.ydh.say(self.words(N_("{what} is copied")).format(what=what))

    def action_export(self) -> None:
        from ydh.tui.lists.exporting import export

        export(self)

    def not_yet(self, deed: Deed) -> bool:
        return super().not_yet(deed) or (not deed.alone and not self.grid.marks and not self.grid.steady)

    def deeds(self) -> tuple[Deed, ...]:
        return self.book.deeds

    def key_of(self, row: Any) -> str:
        return self.book.key(row)

    def chosen(self) -> list[Any]:
        return self.grid.chosen

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        for outcome in value if isinstance(value, list) else ():
            if isinstance(outcome, Done):  # it may not even be in the list any more
                self.grid.marks.pop(outcome.number, None)
        if deed.makes:
            self.here = self.book.made(value)  # the rows are read again now
        self.grid.refresh()
        self.show_title()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("mark", "range", "mark_all"):
            return self._marks_matter()
        if action == "filter":
            return bool(self.book.filters)
        if action == "sort":
            return len(self.book.sorts) > 1
        if action == "pane_roll":
            return self.book.pane
        return super().check_action(action, parameters)
