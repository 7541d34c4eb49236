"""Papers as PDF: pages of lines, tables and barcodes. Needs the extra `pdf`; imported only where a PDF is made.

What a paper prints it carries: of each font that it needs, the characters that it uses. One that no font of the
machine has is printed as 〓, and the paper says so.
"""

import logging
from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any

from ydh import locale
from ydh.cli.writing.fonts import Face
from ydh.cli.writing.typeface import GETA, Typeface, printable
from ydh.core.values.errors import YdhError
from ydh.core.values.words import N_

A4 = (595.28, 841.89)  # points
MARGIN, LINE, GAP = 42, 15, 6  # points
BARS, MODULE = 20, 0.8  # height of a barcode in a row, width of its thinnest bar
DOT = 72 / 203  # points; a label printer has 203 to an inch, and what stands between two of them blurs
WIDEST, NARROWEST, QUIET = 4, 2, 10  # dots of a thinnest bar (2 are 0.25 mm), and how many such are blank on each side
LACKING = N_(
    "{geta} stands for characters that no font of this machine has: {characters}. Install a font that has them "
    "(Debian: fonts-noto-cjk), or name one in YDH_FONTS."
)
_BORN = datetime(2000, 1, 1, tzinfo=UTC)  # the same paper has the same bytes on every day


class PdfPage:
    """Draws from the top of pages downwards; a new page begins where one is full, each with the title below.

    `size` is in points. A small paper has no room for a `foot`.
    """

    def __init__(
        self, title: str, size: tuple[float, float] = A4, margin: float = MARGIN, *, foot: bool = True
    ) -> None:
        """Raises YdhError where the extra is not installed."""
        try:
            from barcode.codex import Code128
            from fpdf import FPDF
        except ImportError as error:
            raise YdhError("extra-missing", format="PDF", extra="pdf") from error
        logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # it tells of tables that no paper needs
        self._code128: Any = Code128
        self._pdf: Any = FPDF(unit="pt", format=size)
        self._pdf.set_auto_page_break(False)
        self._pdf.set_title(title)
        self._pdf.set_creation_date(_BORN)
        self._pdf.add_page()
        self._pdf.set_font("helvetica")
        core: Any = self._pdf.current_font
        latin = {ord(it): wide / 1000 for it, wide in core.cw.items() if it.isprintable()}
        self._type, self._title = Typeface(Face(None, 0, latin)), printable(title)
        self._families: dict[tuple[Path, int], str] = {}
        self.missing: dict[str, None] = {}  # the characters that could not be printed
        self.left, self._high, self._has_foot, self._first = float(margin), size[1], foot, 1
        self.width, self.bottom = size[0] - 2 * margin, size[1] - margin
        self.y = self.left

    def another(self, title: str) -> None:
        """Begin another paper, on a page of its own."""
        self._new_page()
        self._title, self._first = printable(title), self._pdf.page

    def text(self, line: str, size: int = 10, *, middle: bool = False) -> None:
        """A line of text, cut into several where it is too long."""
        for piece in self._pieces(line, size, self.width):
            at = self.left + (self.width - self._type.width(piece, size)) / 2 if middle else self.left
            self._room(size * 1.5)
            self.y += size * 1.5
            self._write(at, piece, size)

    def fitted(self, line: str, sizes: Sequence[int], high: float) -> None:
        """A text in the first of the sizes in which it is at most so high, else in the last."""
        fits = (size for size in sizes if len(self._pieces(line, size, self.width)) * size * 1.5 <= high)
        self.text(line, next(fits, sizes[-1]))

    def apart(self, left: str, right: str, size: int) -> None:
        """Two texts in one line, at its ends; in two where they have no room."""
        wide = self._type.width(printable(right), size)
        if self._type.width(printable(left), size) + wide + size > self.width:
            self.text(left, size)
            left = ""
        self._room(size * 1.5)
        self.y += size * 1.5
        self._write(self.left, printable(left), size)
        for piece in self._pieces(right, size, self.width)[:1]:
            self._write(self.left + max(self.width - wide, 0), piece, size)

    def barcode(self, code: str) -> None:
        """Code 128 of a number, at the right edge, with the number in clear below it."""
        self._room(46)
        modules = self._modules(code)
        left = self.left + self.width - len(modules) * 0.9
        self._bars(modules, left, self.y + 4, 0.9, 30)
        self.y += 46
        self._write(left, code, 9)

    def wide_barcode(self, code: str, high: float) -> None:
        """Code 128 of a number across the page, with the number in clear below it.

        What has no bars, or more than a scanner could tell apart, stands there in clear alone.
        """
        modules = self._modules(code) if self._drawable(code) else ""
        dots = min(WIDEST, int(self.width / DOT / (len(modules) + 2 * QUIET)))
        if modules and dots >= NARROWEST:
            self._room(high + GAP)
            left = self.left + (self.width - len(modules) * dots * DOT) / 2
            self._bars(modules, int(left / DOT) * DOT, self.y + GAP, dots * DOT, high)
            self.y += high + GAP
        self.text(code, 14, middle=True)

    def from_bottom(self, much: float) -> None:
        """Go on so far above the bottom, unless the page is fuller already."""
        self.y = max(self.y, self.bottom - much)

    def rule(self) -> None:
        """A line across the page."""
        self._room(8)
        self.y += 8
        self._pdf.line(self.left, self.y, self.left + self.width, self.y)

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
            self.y += high

    def _titles(self, titles: Sequence[str], widths: Sequence[float], right: Collection[int]) -> None:
        self._row(titles, [[printable(title)] for title in titles], widths, right)
        self.y += LINE
        self.rule()

    def _row(
        self, row: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[float], right: Collection[int]
    ) -> None:
        """Draw a row below where the page is; a cell without pieces is a barcode."""
        top, x = self.y, self.left
        for at, (code, pieces, wide) in enumerate(zip(row, cells, widths, strict=True)):
            if not pieces:
                modules = self._modules(code)
                self._bars(modules, x, top + GAP / 2, min(MODULE, (wide - GAP) / len(modules)), BARS)
            for below, piece in enumerate(pieces, 1):
                gap = wide - GAP - self._type.width(piece, 9) if at in right else 0
                self.y = top + below * LINE
                self._write(x + gap, piece, 9)
            x += wide
        self.y = top

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
                self._pdf.text(x, self.y, run)
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
                self._pdf.rect(x + (at + 0.1) * size, self.y - up * size, 0.8 * size, 0.2 * size, style="F")

    def _room(self, much: float) -> bool:
        """Begin a new page where this one has no room for so much; tells whether it did."""
        if self.y + much <= self.bottom:
            return False
        self._new_page()
        return True

    def _new_page(self) -> None:
        self._foot()
        self._pdf.add_page()
        self.y = self.left

    def _foot(self) -> None:
        if not self._has_foot:
            return
        page = str(self._pdf.page - self._first + 1)
        self.y = self._high - self.left / 2
        self._write(self.left, self._title, 8)
        self._write(self.left + self.width - self._type.width(page, 8), page, 8)

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
