"""What fits what is typed into a field: shown under it, one of them to be picked."""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.values.words import visible
from ydh.locale import Words
from ydh.tui.look import Line, voices
from ydh.tui.paint.sheet import fitted, painted
from ydh.tui.paint.shown import fit

Pair = tuple[str, str]  # a code, and what it is called
MOST_CODE = 20  # cells of a code


class Finds(Widget):
    """A few suggestions; none is chosen until one goes down to it."""

    DEFAULT_CSS = "Finds { height: 0; width: 1fr; }"

    def __init__(self, words: Words, **given: Any) -> None:
        super().__init__(**given)
        self.words = words
        self.found: Sequence[Pair] = ()
        self.of, self.exact = "", False  # what they were found for, and whether that is one of them itself
        self.at: int | None = None
        self.indent = 0

    def put(self, found: Sequence[Pair], of: str = "", indent: int = 0) -> None:
        """Show what was found for a text, `indent` cells from the left; none of it is chosen."""
        self.found = tuple(pair for pair in found if pair[0] != of)
        self.of, self.exact = of, any(pair[0].casefold() == of.casefold() for pair in found)
        self.at, self.indent = None, indent
        self.styles.height = len(self.found)
        self.refresh()

    def move(self, step: int) -> bool:
        """To the next suggestion, or the one before; whether there are any. Above the first none is chosen."""
        if not self.found:
            return False
        at = (-1 if self.at is None else self.at) + step
        self.at = None if at < 0 else min(at, len(self.found) - 1)
        self.refresh()
        return True

    def chosen(self, typed: str) -> str | None:
        """The code that Enter takes: the one gone down to, else the only one, else the first that begins as typed.

        What was typed stands where it is one itself, or where nothing was found for it yet.
        """
        if self.at is not None:
            return self.found[self.at][0]
        if self.exact or typed != self.of:
            return None
        if len(self.found) == 1 or any(typed and code.startswith(typed) for code, _ in self.found[:1]):
            return self.found[0][0]
        return None

    def render_line(self, y: int) -> Strip:
        width, looks = self.size.width, voices(self.app.theme, "raised")
        if y >= len(self.found):
            return Strip([Segment(" " * width, looks["plain"])], width)
        here, (code, name) = y == self.at, self.found[y]
        base = "cursor" if here else "plain"
        size = max(cell_len(visible(each)) for each, _ in self.found)
        line: Line = (
            (" " * self.indent, "plain"),
            ("> " if here else "  ", base),
            (fit(visible(code), min(size, MOST_CODE)) + "  ", base),
            (visible(self.words(str(name))), base if here else "faint"),
        )
        return painted(fitted(line, width, base), looks, width)
