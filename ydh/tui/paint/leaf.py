"""A sheet over the screen: read it, copy it, close it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from ydh.core.values.words import N_, visible
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Part
from ydh.tui.paint.sheet import as_text

HELP = N_("y: copy all of it   Esc: close")
COPIED = N_("copied   Esc: close")
PAPER = 78  # cells of a line of what is copied


class Leaf(ModalScreen[None], inherit_bindings=False):
    """Parts to read. `title` is marked."""

    BINDINGS = [
        Binding("escape,q,enter,question_mark", "dismiss", N_("close")),
        Binding("y", "copy", N_("copy all of it")),
    ]
    DEFAULT_CSS = """
    Leaf { align: center middle; }
    Leaf #leaf { width: 100%; max-width: 110; height: 92%; background: $pane; padding: 0 1; }
    Leaf #leaf-title { text-style: bold; height: 1; background: $title; color: $title-ink; }
    Leaf #leaf-help { color: $quiet; height: 1; }
    """

    def __init__(self, title: str, parts: Sequence[Part]) -> None:
        super().__init__()
        self.title_text, self.parts = title, tuple(parts)

    def compose(self) -> ComposeResult:
        words = self.app.words  # type: ignore[attr-defined]
        with Vertical(id="leaf"):
            yield Label(Content(visible(words(self.title_text))), markup=False, id="leaf-title")
            yield Pane(words, self.parts, focusable=True, id="leaf-pane")
            yield Label(Content(words(HELP)), markup=False, id="leaf-help")

    def action_copy(self) -> None:
        """All of it as plain text, to paste or print elsewhere."""
        words = self.app.words  # type: ignore[attr-defined]
        self.app.copy_to_clipboard(as_text(self.parts, PAPER, words))
        self.query_one("#leaf-help", Label).update(Content(words(COPIED)))
