"""What a picker reads from a metre: the shelf and how much is still to be taken; or, over all of it, what is wrong."""

from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.shipping.views import PickLine
from ydh.core.values.words import N_, visible
from ydh.locale import Words, values
from ydh.tui.look import Line, Run, chip, voices
from ydh.tui.paint import big
from ydh.tui.paint.big import Size
from ydh.tui.paint.sheet import cells_of_line, fitted, one, painted
from ydh.tui.paint.shown import plain
from ydh.tui.paint.wrapping import wrap

SHELF, LEFT = N_("shelf"), N_("still to take")
NO_SHELF = N_("no shelf")
LOT, EXPIRES = N_("lot"), N_("expires")
FIGURES = N_("due {due}   counted {counted}")
WANTED = N_("wanted just now: {shelf}  {name}  {left} to take")
WRONG = N_("WRONG")
MORE_WRONG = N_("and {n} more; put them all back; any key goes on")
GO_ON = N_("any key goes on")
ALL_DONE = N_("all is counted: ^f finishes it")
EDGE = 4  # cells before the figures
HIGH = (Size(4, 2), Size(3, 2), Size(2, 2), Size(1, 2))
USUAL = (Size(2, 1), Size(1, 1))
AROUND = 3  # rows of text below the figures
TALL = 17  # rows from which on the figures are ten rows high


class Wrong(NamedTuple):
    """What was scanned that does not belong here: the code, why, and how many others came with it."""

    code: str
    why: Any
    more: int


class PickFace(Widget):
    """The line that is counted now in big figures; what is wrong fills it in red."""

    DEFAULT_CSS = "PickFace { height: 11; width: 1fr; }"

    def __init__(self, words: Words, **given: Any) -> None:
        super().__init__(**given)
        self.words = words
        self.line: PickLine | None = None
        self.done = False
        self.wrong: Wrong | None = None
        self._lines: list[Line] | None = None

    def put(self, line: PickLine | None, *, done: bool, wrong: Wrong | None) -> None:
        """Show this line; `done` when all lines are; `wrong` instead of it."""
        if (line, done, wrong) != (self.line, self.done, self.wrong):
            self.line, self.done, self.wrong = line, done, wrong
            self._anew()

    def _anew(self) -> None:
        self._lines = None
        self.refresh()

    def on_resize(self) -> None:
        self._anew()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._lines = None

    def render_line(self, y: int) -> Strip:
        if self._lines is None:
            self._lines = self._wrong_lines(self.wrong) if self.wrong else self._line_lines()
        width, rest = self.size.width, "late-chip" if self.wrong else "plain"
        looks = voices(self.app.theme, "pane")
        line = self._lines[y] if y < len(self._lines) else ()
        return painted(fitted(line, width, rest), looks, width)

    @property
    def _sizes(self) -> tuple[Size, ...]:
        if self.size.height >= TALL:
            return HIGH
        return USUAL if self.size.height >= big.ROWS + AROUND else ()

    # --- the line that is counted ---

    def _line_lines(self) -> list[Line]:
        line = self.line
        if line is None:
            return []
        blank: list[Line] = [()] if self._sizes else []
        return [*blank, *self._figures(line), *blank, *self._about(line)]

    def _figures(self, line: PickLine) -> list[Line]:
        """The shelf at the left, what is to be taken at the right, each below its name."""
        shelf, left, room = line.place, values.quantity(line.left), self.size.width - 3 * EDGE
        heads = (self.words(SHELF if shelf else NO_SHELF), f"{self.words(LEFT)} {visible(line.unit)}".rstrip())
        both = big.size_for((shelf, left), room, self._sizes)
        size = both or big.size_for((left,), room, self._sizes)
        if size is None:
            facts = zip(heads, (visible(shelf), left), strict=True)
            return [tuple(run for head, text in facts for run in ((f"    {head} ", "faint"), (text, "strong")))]
        rows = big.big(left, size)
        beside = [_cells(row) for row in big.big(shelf, size)] if both else self._amid(shelf, len(rows))
        taken = max(map(cells_of_line, beside))
        at = max(self.size.width * 2 // 3, taken + 2 * EDGE)
        at = min(at, self.size.width - big.width(left, size) - 2)
        edge = (" " * EDGE, "plain")
        drawn = [(*fitted((edge, *mine), at), *_cells(row)) for mine, row in zip(beside, rows, strict=True)]
        heading = (*fitted((edge, (heads[0], "faint")), at), (heads[1], "faint"))
        return [heading, *([()] if size.high > 1 else []), *drawn]

    def _amid(self, shelf: str, rows: int) -> list[Line]:
        """A shelf for which there are no figures, in the middle of so many rows."""
        return [one(visible(shelf), "strong") if at == rows // 2 else () for at in range(rows)]

    def _about(self, line: PickLine) -> list[Line]:
        """Its whole name, lot and expiry, its figures at the right; its codes and marks; what the customer wrote."""
        room, edge = self.size.width - EDGE - 1, (" " * EDGE, "plain")
        data = {"due": _in_packs(line), "counted": values.quantity(line.counted)}
        figures = self.words(FIGURES).format(**data)
        until = values.day(line.expires) if line.expires else ""
        lot = [(head, text) for head, text in ((LOT, visible(line.lot)), (EXPIRES, until)) if text]
        more = tuple(run for head, text in lot for run in ((f"   {self.words(head)} ", "faint"), (text, "strong")))
        *names, last = wrap(visible(f"{line.name} {line.attributes}".strip()), room)
        lines: list[Line] = [(edge, (name, "strong")) for name in names[: AROUND - 2]]
        beside: Line = ((last, "strong"), *more)
        if cells_of_line(beside) + 3 + cell_len(figures) > room:
            lines.append((edge, (last, "strong")))
            beside = (*((text.lstrip(), voice) for text, voice in more[:1]), *more[1:])
        lines.append((*fitted((edge, *beside), self.size.width - cell_len(figures) - 1), (figures, "plain")))
        return [*lines, self._codes(line)]

    def _codes(self, line: PickLine) -> Line:
        runs: list[Run] = [(" " * EDGE + "  ".join(map(visible, filter(None, (line.sku, line.barcode)))), "faint")]
        for mark in line.handling:
            runs += [("   ", "plain"), chip(plain(mark, self.words), "note-chip")]
        if line.note:
            runs += [(f"   > {visible(line.note)}", "strong")]
        if self.done:
            runs += [("   ", "plain"), chip(self.words(ALL_DONE), "good-chip")]
        return tuple(runs)

    # --- what is wrong ---

    def _wrong_lines(self, wrong: Wrong) -> list[Line]:
        """A cross, what it is, what was wanted."""
        sizes = self._sizes
        size = Size(1, 1) if not sizes else Size(6, 2) if sizes is HIGH else Size(3, 1)
        cross = big.big("X", size) if sizes else [""]
        at = 2 * EDGE + cell_len(cross[0])
        lines: list[Line] = [()] if sizes else []
        text = self._said(wrong, self.size.width - at - 2)
        for row in range(max(len(cross), len(text))):
            drawn = cross[row] if row < len(cross) else " " * cell_len(cross[0])
            beside = text[row] if row < len(text) else ""
            edge: Run = (" " * EDGE, "late-chip")
            lines.append((edge, *_cells(drawn, "wrong-bar", "late-chip"), edge, (beside, "late-chip")))
        return lines

    def _said(self, wrong: Wrong, room: int) -> list[str]:
        words, line = self.words, self.line
        parts = [[f"{words(WRONG)}  {visible(wrong.code)}"], wrap(plain(wrong.why, words), max(10, room))]
        if line is not None and line.left:
            data = {"shelf": line.place or "-", "name": f"{line.name} {line.attributes}".strip()}
            parts.append(wrap(words(WANTED).format(**data, left=values.quantity(line.left)), max(10, room)))
        parts.append([words(MORE_WRONG).format(n=wrong.more) if wrong.more else words(GO_ON)])
        between = [""] if self._sizes else []
        return [text for part in parts for text in (*part, *between)]


def _in_packs(line: PickLine) -> str:
    """How much is due, and how many packs that is where it is whole ones."""
    due = values.quantity(line.due)
    if line.pack_size <= 1 or line.due % line.pack_size or not line.pack_unit:
        return due
    return f"{due} = {values.quantity(line.due / line.pack_size)}{visible(line.pack_unit)}"


def _cells(row: str, voice: str = "big-bar", between: str = "plain") -> Line:
    """A row of figures as runs: what has a ground, and what has none."""
    runs: list[Run] = []
    for char in row:
        mine = voice if char == big.FILLED else between
        if runs and runs[-1][1] == mine:
            runs[-1] = (runs[-1][0] + char, mine)
        else:
            runs.append((char, mine))
    return tuple(runs)
