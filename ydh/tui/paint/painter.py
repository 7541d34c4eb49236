"""What is sent to the terminal: only the cells that differ from what it shows already.

Textual sends every line that was refreshed from end to end, each with its styles anew. A cursor that moves by a row
comes to a tenth of that, a list that scrolls by one to a scroll and three lines: many people sit behind slow lines.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from rich.cells import split_graphemes
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Offset
from textual.strip import Strip

Cell = tuple[str, str]  # what stands there ("" in the right half of a wide one), and its style in SGR
Row = list[Cell]
UNKNOWN: Cell = ("", "?")
GAP = 7  # equal cells between two that differ which are cheaper sent again than jumped over
MOST_SHIFT = 3  # rows that a list scrolls at once
BOX_DRAWING = range(0x2500, 0x2580)  # the frames are one cell wide everywhere, or nothing fits anyway


class Painter:
    """Keeps what the terminal shows."""

    def __init__(self) -> None:
        self._shown: list[Row] = []
        self._doubtful: set[int] = set()  # rows with something that terminals draw in more or fewer cells
        self._codes: dict[Any, str] = {}

    def forget(self) -> None:
        """The terminal may show anything."""
        self._shown = []

    def paint(self, update: CompositorUpdate, width: int, height: int, colors: Any) -> str:
        """What brings the terminal from what it shows to what the update says."""
        if len(self._shown) != height or len(self._shown[0]) != width:
            self._shown = [[UNKNOWN] * width for _ in range(height)]
            self._doubtful.clear()
        wanted = self._wanted(update, width, height, colors)
        out: list[str] = []
        differ = [y for y, row in wanted.items() if row != self._shown[y]]
        if len(differ) > MOST_SHIFT + 1 and self._doubtful.isdisjoint(range(min(differ), max(differ) + 1)):
            self._scroll(wanted, min(differ), max(differ), out)
        pen = ""
        for y in sorted(wanted):
            if wanted[y] != self._shown[y]:
                pen = self._row(y, wanted[y], pen, out)
                self._shown[y] = wanted[y]
        if pen:
            out.append("\x1b[m")
        return "".join(out)

    def _wanted(self, update: CompositorUpdate, width: int, height: int, colors: Any) -> dict[int, Row]:
        """The rows that the update touches, whole, as they shall be."""
        wanted: dict[int, Row] = {}
        for y, x, strip in _strips(update):
            if not 0 <= y < height:
                continue
            row = wanted.setdefault(y, list(self._shown[y]))
            for segment in strip:
                style = self._sgr(segment.style, colors)
                clusters, doubtful = cells_of(segment.text)
                if doubtful:
                    self._doubtful.add(y)
                for text, size in clusters:
                    if x < width:
                        row[x : x + size] = [(text, style), ("", style)][:size]
                    x += size
            del row[width:]
        return wanted

    def _sgr(self, style: Style | None, colors: Any) -> str:
        found = self._codes.get(style)
        if found is None:
            found = self._codes[style] = style._make_ansi_codes(colors) if style is not None else ""
        return found

    def _scroll(self, wanted: dict[int, Row], first: int, last: int, out: list[str]) -> None:
        """Let the terminal move rows that are there already, where that is less than to send them."""
        shown = self._shown
        rows = [wanted.get(y, shown[y]) for y in range(first, last + 1)]

        def there(by: int) -> list[int]:
            """The rows that stand `by` rows further down now."""
            return [y for y, row in enumerate(rows, first) if first <= y + by <= last and row == shown[y + by]]

        shifts = [by for by in range(-MOST_SHIFT, MOST_SHIFT + 1) if by]
        by = max(shifts, key=lambda by: (len(there(by)), -abs(by)))
        moved = there(by)
        if len(moved) <= len(there(0)) + 1:
            return
        top, bottom = min(moved[0], moved[0] + by), max(moved[-1], moved[-1] + by)
        for y in range(top, bottom + 1):  # what scrolls along must be painted if it is not to be there
            wanted.setdefault(y, shown[y])
        fresh = [[UNKNOWN] * len(shown[0]) for _ in range(abs(by))]
        block = shown[top : bottom + 1]
        shown[top : bottom + 1] = block[by:] + fresh if by > 0 else fresh + block[:by]
        at, move = (bottom, "\n" * by) if by > 0 else (top, "\x1bM" * -by)
        out.append(f"\x1b[{top + 1};{bottom + 1}r\x1b[{at + 1}H{move}\x1b[r")

    def _row(self, y: int, new: Row, pen: str, out: list[str]) -> str:
        """Send the runs of cells that differ; gives the style that the terminal writes in then."""
        doubtful = y in self._doubtful
        if doubtful and not any(cells_of(text)[1] for text, _ in new):
            self._doubtful.discard(y)
        runs = _runs(self._shown[y], new, whole=doubtful)
        for start, end in runs:
            out.append(f"\x1b[{y + 1};{start + 1}H" if start else f"\x1b[{y + 1}H")
            for text, style in new[start:end]:
                if text and style != pen:
                    out.append(f"\x1b[0;{style}m" if pen and style else f"\x1b[{style}m")
                    pen = style
                out.append(text)
        return pen


def _runs(old: Row, new: Row, *, whole: bool) -> list[tuple[int, int]]:
    """Where the rows differ, from and to (or all that is known of it), joined when near; no wide character is cut."""
    found: list[tuple[int, int]] = []
    for x in (x for x, cell in enumerate(new) if cell != UNKNOWN and (whole or cell != old[x])):
        start, end = x, x + 1
        while start and (not new[start][0] or _is_half(old[start])):
            start -= 1
        while end < len(new) and (_is_half(new[end]) or _is_half(old[end])):
            end += 1
        if found and start - found[-1][1] <= GAP and UNKNOWN not in new[found[-1][1] : start]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _is_half(cell: Cell) -> bool:
    return not cell[0] and cell != UNKNOWN


@lru_cache(maxsize=4096)
def cells_of(text: str) -> tuple[Sequence[tuple[str, int]], bool]:
    """What a text is made of with the cells of each, and whether terminals may see that otherwise."""
    if text.isascii():
        return [(char, 1) for char in text], False
    spans = [(text[start:end], size) for start, end, size in split_graphemes(text)[0] if size]
    return spans, any(_is_doubtful(cluster) for cluster, _ in spans)


def _is_doubtful(cluster: str) -> bool:
    return len(cluster) > 1 or (east_asian_width(cluster) == "A" and ord(cluster) not in BOX_DRAWING)


def _strips(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Where each piece of the update goes: row, cell, and what to write there."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, first, last in update.spans:
            for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if piece is not None and x < last and end > first:
                    yield y, x, piece if end <= last else piece.crop(0, last - x)


class Sparing(App[Any]):
    """An app that sends no more than what has changed."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._painter = Painter()

    def on_mount(self) -> None:
        self.app_resume_signal.subscribe(self, lambda _: self.action_paint_anew())

    def on_resize(self) -> None:
        """A terminal that was made larger and small again at once may have lost what it showed."""
        self.action_paint_anew()

    def action_paint_anew(self) -> None:
        """Send everything once more: what the terminal shows may have been overwritten."""
        self._painter.forget()
        self.screen.refresh(layout=True)

    def typed_at(self) -> Offset | None:
        """The cell where the next character goes, of what is typed into now: an input method opens its window there."""
        at = getattr(self.screen.focused, "cursor_screen_offset", None)
        return at if isinstance(at, Offset) else None

    def _display(self, screen: Any, renderable: Any) -> None:
        if self._running and self.screen_stack:  # before the first key, and wherever the field has moved to
            self.cursor_position = self.typed_at() or self.cursor_position
        inline = self._driver is not None and self._driver.is_inline
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and not inline and not self.is_headless:
            renderable = _Sparingly(renderable, self._painter, *self.size)
        super()._display(screen, renderable)


class _Sparingly(CompositorUpdate):
    """An update that is worked out when it is about to be sent."""

    def __init__(self, update: CompositorUpdate, painter: Painter, width: int, height: int) -> None:
        self._update, self._painter, self._size = update, painter, (width, height)

    def render_segments(self, console: Any) -> str:
        return self._painter.paint(self._update, *self._size, console._color_system)
