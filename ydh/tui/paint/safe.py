"""The second net: nothing that steers a terminal leaves the app, whatever a widget was given."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from ydh.core.values.words import visible


class Printable(LineFilter):
    """Replaces what does not print, in as many cells. The first net is core, where text enters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.text.isprintable() else Segment(_printable(segment.text), segment.style)
            for segment in segments
        ]


def _printable(text: str) -> str:
    shown = "".join(char if char.isprintable() else visible(char)[: cell_len(char)] for char in text)
    return set_cell_size(shown, cell_len(text))
