"""A box of several lines that labels can be scanned into."""

from textual import events
from textual.widgets import TextArea

from ydh.core.values.labels import GS
from ydh.tui.lists.coding import GS_KEY

SHOWN_GS = "\u241d"  # what stands in the box for GS, at which a text box would end the line


class Lines(TextArea):
    """A box whose lines end where lines end, and not at a sign within a label, which is shown in its place."""

    # Textual calls the handlers of the box itself after these

    @property
    def given(self) -> str:
        """What was typed and scanned."""
        return self.text.replace(SHOWN_GS, GS)

    @given.setter
    def given(self, text: str) -> None:
        self.text = text.replace(GS, SHOWN_GS)

    def on_paste(self, event: events.Paste) -> None:
        event.text = event.text.replace(GS, SHOWN_GS)

    def on_key(self, event: events.Key) -> None:
        if event.key == GS_KEY:
            event.stop()
            event.prevent_default()
            self.insert(SHOWN_GS)
