"""The line that a scanner types into: every code that ends with Enter is handed on, however fast they come."""

from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.values.labels import GS
from ydh.core.values.words import visible
from ydh.locale import Words
from ydh.tui.lists.coding import GS_KEY
from ydh.tui.look import voices
from ydh.tui.paint.shown import fit


class ScanLine(Widget, can_focus=True):
    """A label and what is typed so far. A pasted block is a code a line."""

    DEFAULT_CSS = "ScanLine { height: 1; width: 1fr; padding: 0 1; background: $field; }"

    class Read(Message):
        """A code was read."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    class Touched(Message):
        """A key was pressed: whoever looks has seen what was said."""

    def __init__(self, words: Words, label: str, **given: Any) -> None:
        super().__init__(**given)
        self.words, self.label = words, label
        self.typed = ""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are text here, so are + and - behind the first, and what parts the fields of a label."""
        if key == GS_KEY:
            return True
        return character is not None and character.isprintable() and bool(self.typed or character not in "+-?:!")

    def on_key(self, event: events.Key) -> None:
        self.post_message(self.Touched())
        if event.key == "enter":
            event.stop()
            self._hand_on()
        elif event.key == "backspace":
            event.stop()
            self._set(self.typed[:-1])
        elif event.key == GS_KEY:
            event.stop()
            event.prevent_default()
            self._set(self.typed + GS)
        elif event.character and self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._set(self.typed + event.character)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.Touched())
        *whole, rest = event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in whole:
            self._set(self.typed + line)
            self._hand_on()
        self._set(self.typed + rest)

    def _hand_on(self) -> None:
        code, self.typed = self.typed.strip(), ""
        self.refresh()
        if code:
            self.post_message(self.Read(code))

    def _set(self, text: str) -> None:
        self.typed = text
        self.refresh()

    @property
    def _label(self) -> str:
        return f"{self.words(self.label)} > "

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the next character goes."""
        width = cell_len(self._label) + cell_len(visible(self.typed))
        return self.content_region.offset + Offset(min(width, max(0, self.content_size.width - 1)), 0)

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        looks, label = voices(self.app.theme, "field"), self._label
        room = max(1, width - cell_len(label))
        shown = visible(self.typed) + ("_" if self.has_focus else "")
        while cell_len(shown) > room:
            shown = shown[1:]
        return Strip([Segment(label, looks["plain"]), Segment(fit(shown, room), looks["strong"])], width)
