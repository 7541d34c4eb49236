"""A pane of lines: the details of a row, a sheet. It can be scrolled, and repaints only the lines that changed."""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from textual.binding import Binding
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.look import Line, voices
from ydh.tui.paint.parts import Part
from ydh.tui.paint.sheet import fitted, lay_out, one, painted

MORE = N_("{n} more lines")


class Pane(Widget):
    """Parts laid out in lines."""

    BINDINGS = [
        Binding("down,j", "roll(1)", N_("down"), show=False),
        Binding("up,k", "roll(-1)", N_("up"), show=False),
        Binding("pagedown,ctrl+d,space", "turn(1)", N_("a page down"), show=False),
        Binding("pageup,ctrl+u", "turn(-1)", N_("a page up"), show=False),
        Binding("home,g", "roll(-100000)", N_("top"), show=False),
        Binding("end,G", "roll(100000)", N_("end"), show=False),
    ]
    DEFAULT_CSS = "Pane { height: 1fr; width: 1fr; padding: 0 1; background: $pane; }"
    on = "pane"  # the surface that it is

    def __init__(self, words: Words, parts: Sequence[Part] = (), *, focusable: bool = False, **given: Any) -> None:
        super().__init__(**given)
        self.words, self.parts, self.can_focus = words, parts, focusable
        self.lines: list[Line] = []
        self.top = 0

    def put(self, parts: Sequence[Part], *, keep: bool = False) -> None:
        """Show these parts; `keep` stays where it was scrolled to."""
        self.parts = parts
        if not keep:
            self.top = 0
        self._lay_out()

    def _lay_out(self) -> None:
        before, top = self._in_view(), self.top
        self.lines = lay_out(self.parts, self.content_size.width, self.words)
        self.top = max(0, min(self.top, len(self.lines) - self.content_size.height))
        after = self._in_view()
        if len(before) != len(after) or top != self.top:
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self._repaint(y)

    def _in_view(self) -> list[Line]:
        height = self.content_size.height
        shown = self.lines[self.top : self.top + height]
        return shown + [one("")] * (height - len(shown))

    def _repaint(self, y: int) -> None:
        self.refresh(Region(0, y, self.content_size.width, 1).translate((self.gutter.left, self.gutter.top)))

    def on_resize(self) -> None:
        self._lay_out()
        self.refresh()

    def action_roll(self, lines: int) -> None:
        top = max(0, min(self.top + lines, len(self.lines) - self.content_size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def action_turn(self, pages: int) -> None:
        self.action_roll(pages * max(1, self.content_size.height - 1))

    def on_mouse_scroll_down(self) -> None:
        self.action_roll(3)

    def on_mouse_scroll_up(self) -> None:
        self.action_roll(-3)

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        line = self.lines[self.top + y] if self.top + y < len(self.lines) else one("")
        below = len(self.lines) - self.top - y - 1
        if y == self.content_size.height - 1 and below > 0:
            more = " " + self.words(MORE).format(n=below + 1) + " "
            line = (*fitted(line, max(0, width - cell_len(more))), (more, "faint"))
        looks = voices(self.app.theme, self.on)
        return painted(fitted(line, width), looks, width)
