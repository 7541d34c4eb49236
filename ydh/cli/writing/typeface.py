"""Text as fonts of this machine write it: which font has a character, how wide it is, what stands for one none has."""

from collections.abc import Iterator
from itertools import chain, groupby
from unicodedata import category, normalize

from ydh.cli.writing.fonts import Face, faces
from ydh.core.values.words import visible

GETA = "〓"  # stands for what no font has


class Typeface:
    """Which font writes a character, and how wide it is; at last the one for Latin that every reader has."""

    def __init__(self, latin: Face) -> None:
        self._more: Iterator[Face] = chain(faces(), [latin])
        self._open: list[Face] = []
        self._known: dict[str, Face | None] = {}

    def of(self, character: str) -> Face | None:
        """The first font that has it."""
        if character not in self._known:
            self._known[character] = self._first(ord(character))
        return self._known[character]

    def _first(self, code: int) -> Face | None:
        for face in self._open:
            if code in face.widths:
                return face
        for face in self._more:
            self._open.append(face)
            if code in face.widths:
                return face
        return None

    def runs(self, text: str) -> list[tuple[Face | None, str]]:
        """The text in pieces of one font each; what none has is 〓, which may be in none either."""
        shown = [(it, self.of(it)) if self.of(it) else (GETA, self.of(GETA)) for it in text]
        return [(face, "".join(it for it, _ in run)) for face, run in groupby(shown, key=lambda one: one[1])]

    def width(self, text: str, size: float) -> float:
        """How wide the text is."""
        return size * sum(face.widths[ord(it)] if face else 1.0 for face, run in self.runs(text) for it in run)


def printable(text: str) -> str:
    """The text as it is printed: composed, without what has no shape of its own."""
    return visible("".join(it for it in normalize("NFC", text) if category(it) != "Cf" and not _varies(it)))


def _varies(character: str) -> bool:
    """Whether it only chooses between forms of the character before it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
