"""The lines of a shipment that is counted: place, goods, lot and expiry, due, counted, and a tick when it is done."""

from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.shipping.views import PickLine
from ydh.core.values.words import N_, visible
from ydh.locale import Words, values
from ydh.tui.look import voices
from ydh.tui.paint.shown import fit

HEADS = (N_("#"), N_("shelf"), N_("goods."), N_("code"), N_("lot"), N_("expires"), N_("due"), N_("counted."), "")
WIDTHS = (3, 9, 0, 14, 12, 10, 7, 7, 2)  # cells; 0 takes what is left
RIGHT = (0, 6, 7)
GIVE_WAY = (3, 5, 4)  # columns that go where names would be cut: what they say stands above, of the line at hand
DONE = "✓"


class PickTable(Widget):
    """Draws the lines that fit; the cursor is where the last code counted."""

    DEFAULT_CSS = "PickTable { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """The cursor is on another line."""

    def __init__(self, words: Words, **given: Any) -> None:
        super().__init__(**given)
        self.words = words
        self.lines: tuple[PickLine, ...] = ()
        self.row = self.top = 0

    @property
    def line(self) -> PickLine | None:
        """The line under the cursor."""
        return self.lines[self.row] if self.row < len(self.lines) else None

    def put(self, lines: tuple[PickLine, ...]) -> None:
        """Show these lines; the cursor stays where it is."""
        if lines != self.lines:
            self.lines = lines
            self.go(self.row)
            self.refresh()
            self.post_message(self.Moved())

    def go(self, row: int) -> None:
        """Put the cursor on a line."""
        before = self.row
        self.row = max(0, min(row, len(self.lines) - 1))
        self.top = max(min(self.top, self.row), self.row - max(1, self.size.height - 1) + 1)
        if before != self.row:
            self.refresh()
            self.post_message(self.Moved())

    def find(self, position: int) -> None:
        """Put the cursor on the line of that position: of its lots on the first that is not counted in full."""
        mine = [at for at, line in enumerate(self.lines) if line.position == position]
        if mine:
            self.go(next((at for at in mine if self.lines[at].left), mine[-1]))

    def go_on(self) -> None:
        """Where this line is counted in full, to the next one that is not, from the first again after the last."""
        after = [*range(self.row, len(self.lines)), *range(self.row)]
        self.go(next((at for at in after if self.lines[at].left), self.row))

    def on_resize(self) -> None:
        self.go(self.row)

    def render_line(self, y: int) -> Strip:
        width, looks = self.size.width, voices(self.app.theme)
        if y == 0:
            return Strip(
                [Segment(self._text([self.words(head) if head else "" for head in HEADS]), looks["head"])], width
            )
        at = self.top + y - 1
        if at >= len(self.lines):
            return Strip([Segment(" " * width, looks["plain"])], width)
        line = self.lines[at]
        mark = ">" if at == self.row else " "
        text = mark + self._text(self._cells(line))[1:]
        style = "cursor" if at == self.row else "plain" if line.left else "faint"
        return Strip([Segment(text, looks[style])], width)

    def _cells(self, line: PickLine) -> list[str]:
        until = line.expires.isoformat() if line.expires else ""
        figures = (values.quantity(line.due), values.quantity(line.counted))
        done = "" if line.left else DONE
        return [str(line.position), line.place, _goods(line), line.sku, line.lot, until, *figures, done]

    def _widths(self) -> list[int]:
        """What each column takes: columns give way, then the shelf, until every name has room."""
        widths = list(WIDTHS)
        if not any(line.lot for line in self.lines):
            widths[4] = widths[5] = 0
        names = max((cell_len(visible(_goods(line))) for line in self.lines), default=0)
        for at in GIVE_WAY:
            if self._room(widths) < names:
                widths[at] = 0
        widths[2] = max(8, self._room(widths))
        return widths

    def _room(self, widths: list[int]) -> int:
        shown = [width for at, width in enumerate(widths) if width and at != 2]
        return self.size.width - 2 - sum(width + 1 for width in shown)

    def _text(self, cells: list[str]) -> str:
        parts = [
            fit(visible(cell), size, right=at in RIGHT)
            for at, (cell, size) in enumerate(zip(cells, self._widths(), strict=True))
            if size
        ]
        return fit(" " + " ".join(parts), self.size.width)


def _goods(line: PickLine) -> str:
    return f"{line.name} {line.attributes}".strip()
