"""The table of a list: draws only the rows in view, holds only some pages of them, keeps its cursor and its marks.

A million rows cost what a hundred do, and moving the cursor repaints two lines.
"""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.look import Line, voices
from ydh.tui.paint.parts import Column, Heading
from ydh.tui.paint.sheet import GAP, column_widths, fitted, joined, one, painted, row_of, titles
from ydh.tui.paint.shown import show

MARGIN = 3  # cells of a row beside its columns
NEAR = 20  # rows from the end of what is loaded at which more is asked for
MOST = 600  # rows held at once
OWN = ("-chip", "-bar")  # voices that the cursor leaves as they are
STEADY = 0.25  # seconds in which a double key press would hit the row that came after


class Grid(Widget, can_focus=True):
    """Rows with a cursor and marks. It asks for rows that it lacks and never for all of them."""

    BINDINGS = [
        Binding("down,j", "move(1)", N_("down"), show=False),
        Binding("up,k", "move(-1)", N_("up"), show=False),
        Binding("pagedown,ctrl+d", "turn(1)", N_("a page down"), show=False),
        Binding("pageup,ctrl+u", "turn(-1)", N_("a page up"), show=False),
        Binding("home,g", "first", N_("first row"), show=False),
        Binding("end,G", "last", N_("last row"), show=False),
        Binding("enter", "choose", N_("open"), show=False),
    ]
    DEFAULT_CSS = "Grid { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """The cursor is on another row."""

    class Lacks(Message):
        """More rows are wanted, `backwards` those before."""

        def __init__(self, *, backwards: bool, edge: bool = False) -> None:
            super().__init__()
            self.backwards, self.edge = backwards, edge

    class Chosen(Message):
        """Enter was pressed on a row."""

    def __init__(self, columns: Sequence[Column], words: Words, key: Callable[[Any], str], **given: Any) -> None:
        super().__init__(**given)
        self.columns, self.words, self.key_of = columns, words, key
        self.style_of: Callable[[Any], str] = lambda _: "plain"
        self.rows: list[Any] = []
        self.marks: dict[str, Any] = {}
        self.signs: dict[str, str] = {}  # what became of a row: a sign in its margin
        self.cursor = self.top = 0
        self.at_start = self.at_end = True
        self.empty: list[Line] = []  # what is said instead of rows
        self.opens = True  # whether enter does something
        self.lit = False  # whether its cursor is seen although the keys go to another widget
        self.on = "ground"  # the surface that it is
        self.gap = GAP  # cells between two columns
        self.foot: Any = None  # the sum of the rows, which stays in view under them
        self.slipped_at = -STEADY  # when another row came under the cursor by itself

    # --- rows ---

    @property
    def row(self) -> Any:
        """The row under the cursor, None when there is none."""
        if self.cursor < len(self.rows) and not isinstance(self.rows[self.cursor], Heading):
            return self.rows[self.cursor]
        return None

    @property
    def steady(self) -> bool:
        """Whether the row under the cursor has been there long enough to be seen."""
        return monotonic() - self.slipped_at >= STEADY

    def settle(self) -> None:
        """What is under the cursor now is what is meant: one has gone to it on purpose."""
        self.slipped_at = -STEADY

    @property
    def chosen(self) -> list[Any]:
        """The marked rows as they were when they were marked, else the one under the cursor."""
        return list(self.marks.values()) or ([self.row] if self.row is not None else [])

    def put(self, rows: Sequence[Any], *, at_start: bool, at_end: bool) -> None:
        """Show these rows instead; the cursor stays on the row that it was on, on the same line of the screen."""
        self.at_start, self.at_end = at_start, at_end
        if rows == self.rows and not (self.empty and not rows):
            return
        here = self.key_of(self.row) if self.row is not None else None
        offset = self.cursor - self.top if self.rows else self.room
        self.rows = list(rows)
        keys = [None if isinstance(r, Heading) else self.key_of(r) for r in self.rows]
        self.cursor = keys.index(here) if here is not None and here in keys else min(self.cursor, len(keys) - 1)
        self.cursor = self._solid(max(0, self.cursor), 1)
        self.top = max(0, min(self.cursor - offset, len(self.rows) - self.room))
        self._keep_in_view()
        if here is not None and (self.row is None or self.key_of(self.row) != here):
            self.slipped_at = monotonic()
        self.refresh()
        self.post_message(self.Moved())

    def append(self, rows: Sequence[Any], *, at_end: bool) -> None:
        """Rows that follow."""
        self.rows += rows
        self.at_end = at_end
        if (over := len(self.rows) - MOST) > 0:
            del self.rows[:over]
            self.cursor, self.top, self.at_start = max(0, self.cursor - over), max(0, self.top - over), False
        self.refresh()

    def prepend(self, rows: Sequence[Any], *, at_start: bool) -> None:
        """Rows that come before."""
        self.rows[:0] = rows
        self.cursor, self.top, self.at_start = self.cursor + len(rows), self.top + len(rows), at_start
        if len(self.rows) > MOST:
            del self.rows[MOST:]
            self.at_end = False
        self.refresh()

    def go(self, index: int) -> None:
        """Put the cursor on a row."""
        before, top = self.cursor, self.top
        forward = 1 if index >= before else -1
        self.cursor = self._solid(max(0, min(index, len(self.rows) - 1)), forward)
        self._keep_in_view()
        if top != self.top:
            self.refresh()
        elif before != self.cursor:
            self._repaint(before)
            self._repaint(self.cursor)
        if before != self.cursor:
            self.post_message(self.Moved())
        if not self.at_end and self.cursor >= len(self.rows) - NEAR:
            self.post_message(self.Lacks(backwards=False))
        if not self.at_start and self.cursor < NEAR:
            self.post_message(self.Lacks(backwards=True))

    def _solid(self, index: int, step: int) -> int:
        """The next row that is no heading."""
        for way in (step, -step):
            at = index
            while 0 <= at < len(self.rows):
                if not isinstance(self.rows[at], Heading):
                    return at
                at += way
        return max(0, index)

    # --- marks ---

    def mark(self, row: Any) -> None:
        """Mark the row, or take its mark away."""
        key = self.key_of(row)
        if key in self.marks:
            del self.marks[key]
        else:
            self.marks[key] = row
        self.refresh()

    def mark_between(self, start: int, end: int) -> None:
        """Mark a range of rows."""
        for row in self.rows[min(start, end) : max(start, end) + 1]:
            if not isinstance(row, Heading):
                self.marks[self.key_of(row)] = row
        self.refresh()

    def unmark(self) -> None:
        """Take every mark away."""
        self.marks.clear()
        self.refresh()

    # --- keys and mouse ---

    def action_move(self, step: int) -> None:
        self.go(self.cursor + step)

    def action_turn(self, pages: int) -> None:
        self.go(self.cursor + pages * max(1, self.room - 1))

    def action_first(self) -> None:
        if self.at_start:
            self.go(0)
        else:
            self.post_message(self.Lacks(backwards=False, edge=True))

    def action_last(self) -> None:
        if self.at_end:
            self.go(len(self.rows) - 1)
        else:
            self.post_message(self.Lacks(backwards=True, edge=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.opens if action == "choose" else True

    def action_choose(self) -> None:
        if self.row is not None or not self.rows:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        index = self.top + event.y - 1
        if 1 <= event.y <= self.room and index < len(self.rows):
            again = index == self.cursor
            self.go(index)
            if again or event.chain > 1:
                self.action_choose()

    def on_mouse_scroll_down(self) -> None:
        self.go(self.cursor + 3)

    def on_mouse_scroll_up(self) -> None:
        self.go(self.cursor - 3)

    def on_focus(self) -> None:
        self._repaint(self.cursor)

    def on_blur(self) -> None:
        self._repaint(self.cursor)

    def on_resize(self) -> None:
        self._keep_in_view()

    # --- drawing ---

    @property
    def room(self) -> int:
        """How many rows fit."""
        return max(1, self.size.height - 1 - (self.foot is not None))

    def _keep_in_view(self) -> None:
        if self.cursor < self.top:
            self.top = self.cursor
            if self.top > 0 and isinstance(self.rows[self.top - 1], Heading):
                self.top -= 1
        elif self.cursor >= self.top + self.room:
            self.top = self.cursor - self.room + 1

    def _repaint(self, index: int) -> None:
        self.refresh(Region(0, index - self.top + 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        line, rest = self._line(y, width), "plain"
        if line and line[0][1] in ("cursor", "title"):
            rest = line[0][1]
        looks = voices(self.app.theme, self.on)
        return painted(fitted(line, width, rest), looks, width)

    def _line(self, y: int, width: int) -> Line:
        widths = column_widths(self.columns, width - MARGIN, self.gap)
        if y == 0:
            return one("  " + joined(self.columns, widths, titles(self.columns, self.words), self.gap), "head")
        if self.foot is not None and y == self.size.height - 1:
            return self._foot(widths)
        index = y - 1 + self.top
        if index >= len(self.rows):
            shown = not self.rows and 2 <= y < len(self.empty) + 2
            return (*one("  "), *self.empty[y - 2]) if shown else ()
        row = self.rows[index]
        if isinstance(row, Heading):
            return one(" " + self.words(row.title), "head")
        return self._row(index, row, widths)

    def _foot(self, widths: Sequence[int]) -> Line:
        cells = [show(c.kind, c.value(self.foot), self.words) for c in self.columns]
        return ("  ", "title"), *row_of(self.columns, widths, self.foot, cells, "title", self.gap)

    def _row(self, index: int, row: Any, widths: Sequence[int]) -> Line:
        """The margin with its signs, then each cell in its voice; under the cursor only states keep theirs."""
        here, key = index == self.cursor, self.key_of(row)
        base = self.style_of(row)
        if here:
            base = "cursor" if self.has_focus or self.lit else "strong"
        cells = [show(c.kind, c.value(row), self.words) for c in self.columns]
        line = row_of(self.columns, widths, row, cells, base, self.gap)
        if base == "cursor":
            line = tuple((text, voice if voice.endswith(OWN) else base) for text, voice in line)
        marked = key in self.marks
        sign = "*" if marked else self.signs.get(key, " ")
        voice = base if base == "cursor" else "key" if marked else "wrong" if sign == "!" else base
        if marked and base != "cursor":
            line = ((line[0][0], "key"), *line[1:])
        return ((">" if here else " ", base), (sign, voice), *line)
