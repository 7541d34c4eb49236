"""Fields of a form that are chosen and not typed: one of a few values, or several of them."""

from typing import Any

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from ydh.core.values.words import N_, visible
from ydh.tui.lists.book import Field
from ydh.tui.paint.shown import fit, plain


class Choice(Widget, can_focus=True):
    """One of a few values: left, right and space change it."""

    BINDINGS = [
        Binding("right,space,l", "turn(1)", N_("next choice"), show=False),
        Binding("left,h", "turn(-1)", N_("choice before"), show=False),
        Binding("enter", "screen.next", N_("next"), show=False),
    ]
    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; }
    Choice:focus { background: $cursor; color: $cursor-ink; }
    """

    def __init__(self, field: Field, words: Any, **given: Any) -> None:
        super().__init__(**given)
        self.choices, self.words = field.choices, words
        values = [value for value, _ in field.choices]
        self.at = values.index(field.value) if field.value in values else 0

    @property
    def value(self) -> str:
        """The chosen value."""
        return self.choices[self.at][0] if self.choices else ""

    def action_turn(self, step: int) -> None:
        self.at = (self.at + step) % max(1, len(self.choices))
        self.refresh()

    def on_click(self) -> None:
        self.action_turn(1)

    def render(self) -> Content:
        label = plain(self.choices[self.at][1], self.words) if self.choices else ""
        return Content(f"< {visible(self.words(label))} >")


class Several(Widget, can_focus=True):
    """Any of a few values: left and right go from one to the next, space takes it or leaves it."""

    BINDINGS = [
        Binding("right,l", "move(1)", N_("next choice"), show=False),
        Binding("left,h", "move(-1)", N_("choice before"), show=False),
        Binding("space", "take", N_("take or leave it"), show=False),
        Binding("enter", "screen.next", N_("next"), show=False),
    ]
    DEFAULT_CSS = """
    Several { height: auto; width: 1fr; }
    Several:focus { background: $cursor; color: $cursor-ink; }
    """

    def __init__(self, field: Field, words: Any, **given: Any) -> None:
        super().__init__(**given)
        self.choices, self.taken = field.choices, set(field.value.split())
        self.labels = [plain(words(label), words) for _, label in field.choices]
        self.at = 0

    @property
    def value(self) -> str:
        """The codes that are taken, in the order of the choices."""
        return " ".join(code for code, _ in self.choices if code in self.taken)

    def action_move(self, step: int) -> None:
        self.at = (self.at + step) % max(1, len(self.choices))
        self.refresh()

    def action_take(self) -> None:
        if self.choices:
            self.taken ^= {self.choices[self.at][0]}
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        columns, width = self._table(self.size.width)
        at = event.y * columns + event.x // width
        if at < len(self.choices):
            self.at = at
            self.action_take()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        columns, _ = self._table(width)
        return max(1, -(-len(self.choices) // columns))

    def _table(self, width: int) -> tuple[int, int]:
        """How many choices stand on a line, and how wide each is."""
        cell = max(map(cell_len, self.labels), default=0) + 6
        return max(1, width // cell), min(cell, max(1, width))

    def render(self) -> Content:
        columns, width = self._table(self.size.width)
        cells = [fit(self._cell(at), width) for at in range(len(self.choices))]
        lines = ["".join(cells[at : at + columns]) for at in range(0, len(cells), columns)]
        return Content("\n".join(lines))

    def _cell(self, at: int) -> str:
        sign = "x" if self.choices[at][0] in self.taken else " "
        here = ">" if at == self.at and self.has_focus else " "
        return f"{here}[{sign}] {self.labels[at]}"
