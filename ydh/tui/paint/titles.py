"""A line of text: a title, or a rule with a title in it, across or upright."""

from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from ydh.tui.paint.bars import RULE
from ydh.tui.paint.shown import fit

UPRIGHT = "│"


class TitleLine(Widget):
    """One line, or a column of one cell where the screen lays it upright."""

    DEFAULT_CSS = "TitleLine { height: 1; }"

    def __init__(self, text: str = "", *, rule: bool = False, **given: Any) -> None:
        super().__init__(**given)
        self.text, self.rule = text, rule

    def put(self, text: str) -> None:
        """Show another text."""
        if text != self.text:
            self.text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if width == 1:
            return Strip([Segment(UPRIGHT, self.rich_style)], 1)
        if not self.rule:
            return Strip([Segment(fit(" " + self.text, width), self.rich_style)], width)
        text = f"{RULE} {fit(self.text, min(cell_len(self.text), width - 4))} " if self.text else ""
        return Strip([Segment(text + RULE * (width - cell_len(text)), self.rich_style)], width)
