"""Papers as PDF: A4 pages of lines, tables and barcodes. Needs the extra `pdf`; imported only where a PDF is made.

What a paper prints it carries: of each font that it needs, the characters that it uses. One that no font of the
machine has is printed as 〓, and the paper says so.
"""

import logging
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from itertools import accumulate, chain, groupby
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from ydh import locale
from ydh.cli.writing.fonts import Face, faces
from ydh.core.values.errors import YdhError
from ydh.core.values.words import N_, visible

A4 = (595.28, 841.89)  # points
MARGIN, LINE, GAP = 42, 15, 6  # points
BARS, MODULE = 20, 0.8  # height of a barcode in a row, width of its thinnest bar
GETA = "〓"  # stands for what no font has
LACKING = N_(
    "{geta} stands for characters that no font of this machine has: {characters}. Install a font that has them "
    "(Debian: fonts-noto-cjk), or name one in YDH_FONTS."
)
_BORN = datetime(2000, 1, 1, tzinfo=UTC)  # the same paper has the same bytes on every day


class _Typeface:
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


class PdfPage:
    """Draws from the top of A4 pages downwards; a new page begins where one is full, each with the title below."""

    def __init__(self, title: str) -> None:
        """Raises YdhError where the extra is not installed."""
        try:
            from barcode.codex import Code128
            from fpdf import FPDF
        except ImportError as error:
            raise YdhError("extra-missing", format="PDF", extra="pdf") from error
        logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # it tells of tables that no paper needs
        self._code128: Any = Code128
        self._pdf: Any = FPDF(unit="pt", format=A4)
        self._pdf.set_auto_page_break(False)
        self._pdf.set_title(title)
        self._pdf.set_creation_date(_BORN)
        self._pdf.add_page()
        self._pdf.set_font("helvetica")
        core: Any = self._pdf.current_font
        latin = {ord(it): wide / 1000 for it, wide in core.cw.items() if it.isprintable()}
        self._type, self._title = _Typeface(Face(None, 0, latin)), printable(title)
        self._families: dict[tuple[Path, int], str] = {}
        self.missing: dict[str, None] = {}  # the characters that could not be printed
        self.width, self._bottom = A4[0] - 2 * MARGIN, A4[1] - MARGIN
        self._y = float(MARGIN)

    def text(self, line: str, size: int = 10, *, middle: bool = False) -> None:
        """A line of text, cut into several where it is too long."""
        for piece in self._pieces(line, size, self.width):
            at = MARGIN + (self.width - self._type.width(piece, size)) / 2 if middle else MARGIN
            self._room(size * 1.5)
            self._y += size * 1.5
            self._write(at, piece, size)

    def barcode(self, code: str) -> None:
        """Code 128 of a number, at the right edge, with the number in clear below it."""
        self._room(46)
        modules = self._modules(code)
        left = MARGIN + self.width - len(modules) * 0.9
        self._bars(modules, left, self._y + 4, 0.9, 30)
        self._y += 46
        self._write(left, code, 9)

    def rule(self) -> None:
        """A line across the page."""
        self._room(8)
        self._y += 8
        self._pdf.line(MARGIN, self._y, MARGIN + self.width, self._y)

    def table(
        self,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[int],
        *,
        right: Collection[int] = (),
        bars: Collection[int] = (),
    ) -> None:
        """Rows in columns of the given shares of the width, the titles again on every page.

        `right` are the columns of numbers, `bars` those of codes that a scanner reads.
        """
        widths = [self.width * share / sum(shares) for share in shares]
        self._titles(titles, widths, right)
        for row in rows:
            cells = [
                [] if at in bars and self._drawable(cell) else self._pieces(cell, 9, wide - GAP)
                for at, (cell, wide) in enumerate(zip(row, widths, strict=True))
            ]
            high = max(max(map(len, cells)) * LINE, (BARS + GAP) * any(not cell for cell in cells))
            if self._room(high):
                self._titles(titles, widths, right)
            self._row(row, cells, widths, right)
            self._y += high

    def _titles(self, titles: Sequence[str], widths: Sequence[float], right: Collection[int]) -> None:
        self._row(titles, [[printable(title)] for title in titles], widths, right)
        self._y += LINE
        self.rule()

    def _row(
        self, row: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[float], right: Collection[int]
    ) -> None:
        """Draw a row below where the page is; a cell without pieces is a barcode."""
        top, x = self._y, float(MARGIN)
        for at, (code, pieces, wide) in enumerate(zip(row, cells, widths, strict=True)):
            if not pieces:
                modules = self._modules(code)
                self._bars(modules, x, top + GAP / 2, min(MODULE, (wide - GAP) / len(modules)), BARS)
            for below, piece in enumerate(pieces, 1):
                gap = wide - GAP - self._type.width(piece, 9) if at in right else 0
                self._y = top + below * LINE
                self._write(x + gap, piece, 9)
            x += wide
        self._y = top

    def _modules(self, code: str) -> str:
        """The bars and gaps of a code, 1 and 0."""
        return str(self._code128(code).build()[0])

    def _bars(self, modules: str, x: float, y: float, module: float, high: float) -> None:
        at = 0
        for dark, run in groupby(modules):
            wide = len(list(run))
            if dark == "1":
                self._pdf.rect(x + at * module, y, wide * module, high, style="F")
            at += wide

    def _drawable(self, code: str) -> bool:
        return bool(code) and code.isascii() and code.isprintable()

    def _pieces(self, text: str, size: int, width: float) -> list[str]:
        """The text in pieces that fit the width."""
        pieces, left = [], printable(text)
        while self._type.width(left, size) > width and len(left) > 1:
            end = self._fitting(left, size, width)
            pieces.append(left[:end])
            left = left[end:].lstrip()
        return [*pieces, left]

    def _fitting(self, text: str, size: int, width: float) -> int:
        """How many characters fit the width; at least one."""
        ends = list(accumulate(self._type.width(it, size) for it in text))
        return bisect_right(ends, width) or 1

    def _write(self, x: float, text: str, size: int) -> None:
        self.missing |= dict.fromkeys(it for it in text if self._type.of(it) is None)
        for face, run in self._type.runs(text):
            wide = self._type.width(run, size)
            if face is None:
                self._getas(x, len(run), size)
            else:
                self._pdf.set_font(self._family(face), size=size)
                self._pdf.text(x, self._y, run)
            x += wide

    def _family(self, face: Face) -> str:
        """The name by which the document knows a font; who needs it first brings it in."""
        if face.path is None:
            return "helvetica"
        at = face.path, face.number
        if at not in self._families:
            self._families[at] = f"font{len(self._families)}"
            self._pdf.add_font(self._families[at], fname=face.path, collection_font_number=face.number)
        return self._families[at]

    def _getas(self, x: float, count: int, size: int) -> None:
        """〓 as two bars, where no font has that either."""
        for at in range(count):
            for up in (0.75, 0.3):
                self._pdf.rect(x + (at + 0.1) * size, self._y - up * size, 0.8 * size, 0.2 * size, style="F")

    def _room(self, much: float) -> bool:
        """Begin a new page where this one has no room for so much; tells whether it did."""
        if self._y + much <= self._bottom:
            return False
        self._foot()
        self._pdf.add_page()
        self._y = float(MARGIN)
        return True

    def _foot(self) -> None:
        page = str(self._pdf.page)
        self._y = A4[1] - MARGIN / 2
        self._write(MARGIN, self._title, 8)
        self._write(MARGIN + self.width - self._type.width(page, 8), page, 8)

    def done(self) -> bytes:
        """The finished document."""
        if self.missing:
            self.text(self.lacking(), 8)
        self._foot()
        return bytes(self._pdf.output())

    def lacking(self) -> str:
        """What the paper says of the characters that it lacks; in English where it cannot be said otherwise."""
        shown = " ".join(f"U+{ord(it):04X}" for it in self.missing)
        said = locale.current()(LACKING)
        if any(self._type.of(it) is None for it in printable(said)):
            said = LACKING
        return said.format(characters=shown, geta=GETA)
