"""The second net: nothing that steers a terminal leaves the app, whatever a widget was given."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from ydh.core.words import visible


class Printable(LineFilter):
    """Replaces what does not print. The first net is core, where text enters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.text.isprintable() else Segment(visible(segment.text), segment.style)
            for segment in segments
        ]
