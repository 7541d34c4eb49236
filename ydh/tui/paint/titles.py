"""A line of text: what a list says of itself, or the title of a pane; a cell between two panes where it is upright."""

from typing import Any

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from ydh.tui.look import PLAIN_THEME, THEMES, Line, voices
from ydh.tui.paint.sheet import cells_of_line, fitted, one, painted

UPRIGHT = "\u254e"  # where panes have no ground of their own; never of doubtful width


class TitleLine(Widget):
    """One line of runs, the last of them at its right end; or a column of one cell where the screen lays it upright."""

    DEFAULT_CSS = "TitleLine { height: 1; }"

    def __init__(self, text: str = "", *, rule: bool = False, **given: Any) -> None:
        super().__init__(**given)
        self.rule = rule
        self.left: Line = one(text)
        self.right: Line = ()

    @property
    def text(self) -> str:
        """What stands at its left, without how it looks."""
        return "".join(text for text, _ in self.left)

    def put(self, left: str | Line, right: Line = ()) -> None:
        """Show something else."""
        line = one(left) if isinstance(left, str) else left
        if (line, right) != (self.left, self.right):
            self.left, self.right = line, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, looks = self.size.width, voices(self.app.theme)
        if width == 1:
            bare = self.app.theme == THEMES[PLAIN_THEME][1]
            return Strip([Segment(UPRIGHT if bare else " ", looks["faint"])], 1)
        base = "title" if self.rule else "plain"
        end = (*self.right, (" ", base)) if self.right else ()
        line = (*fitted(((" ", base), *self.left), max(0, width - cells_of_line(end)), base), *end)
        if self.rule:
            line = tuple((text, base if voice in ("plain", "strong") else voice) for text, voice in line)
        return painted(fitted(line, width, base), looks, width)
