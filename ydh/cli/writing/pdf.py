"""Papers as PDF: A4 pages of lines, tables and barcodes. Needs the extra `pdf`; imported only where a PDF is made."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from io import BytesIO
from typing import Any

from ydh.core.values.errors import YdhError
from ydh.core.values.words import visible

FONT = "STSong-Light"  # every reader of PDF has it or one like it; nothing is embedded
MARGIN, LINE, GAP = 42, 15, 6  # points
BARS = 20  # height of a barcode in a row


class PdfPage:
    """Draws from the top of A4 pages downwards; a new page begins where one is full, each with the title below."""

    def __init__(self, title: str) -> None:
        """Raises YdhError where the extra is not installed."""
        try:
            from reportlab.graphics.barcode.code128 import Code128
            from reportlab.lib.pagesizes import A4
            from reportlab.pdfbase import pdfmetrics
            from reportlab.pdfbase.cidfonts import UnicodeCIDFont
            from reportlab.pdfgen.canvas import Canvas
        except ImportError as error:
            raise YdhError("extra-missing", format="PDF", extra="pdf") from error
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._width_of: Any = pdfmetrics.stringWidth
        self._bars: Any = Code128
        self._sink, self._title = BytesIO(), title
        self._canvas: Any = Canvas(self._sink, pagesize=A4, invariant=True)
        self._canvas.setTitle(title)
        self.width, self._height = float(A4[0]) - 2 * MARGIN, float(A4[1])
        self._y = self._height - MARGIN

    def text(self, line: str, size: int = 10, *, middle: bool = False) -> None:
        """A line of text, cut into several where it is too long."""
        for piece in self._pieces(line, size, self.width):
            at = MARGIN + (self.width - self._width_of(piece, FONT, size)) / 2 if middle else MARGIN
            self._room(size * 1.5)
            self._down(size * 1.5)
            self._write(at, piece, size)

    def barcode(self, code: str) -> None:
        """Code 128 of a number, at the right edge, with the number in clear below it."""
        self._room(46)
        drawn = self._bars(code, barHeight=30, barWidth=0.9, quiet=False)
        left = MARGIN + self.width - drawn.width
        drawn.drawOn(self._canvas, left, self._down(34))
        self._down(12)
        self._write(left, code, 9)

    def rule(self) -> None:
        """A line across the page."""
        self._room(8)
        y = self._down(8)
        self._canvas.line(MARGIN, y, MARGIN + self.width, y)

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
            self._down(high)

    def _titles(self, titles: Sequence[str], widths: Sequence[float], right: Collection[int]) -> None:
        self._row(titles, [[title] for title in titles], widths, right)
        self._down(LINE)
        self.rule()

    def _row(
        self, row: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[float], right: Collection[int]
    ) -> None:
        """Draw a row below where the page is; a cell without pieces is a barcode."""
        top, x = self._y, float(MARGIN)
        for at, (code, pieces, wide) in enumerate(zip(row, cells, widths, strict=True)):
            if not pieces:
                self._code(code, x, top - BARS - GAP / 2, wide - GAP)
            for below, piece in enumerate(pieces, 1):
                gap = wide - GAP - self._width_of(piece, FONT, 9) if at in right else 0
                self._y = top - below * LINE
                self._write(x + gap, piece, 9)
            x += wide
        self._y = top

    def _code(self, code: str, x: float, y: float, wide: float) -> None:
        drawn = self._bars(code, barHeight=BARS, barWidth=0.8, quiet=False)
        if drawn.width > wide:
            drawn = self._bars(code, barHeight=BARS, barWidth=0.8 * wide / drawn.width, quiet=False)
        drawn.drawOn(self._canvas, x, y)

    def _drawable(self, code: str) -> bool:
        return bool(code) and code.isascii() and code.isprintable()

    def _pieces(self, text: str, size: int, width: float) -> list[str]:
        """The text in pieces that fit the width."""
        pieces, left = [], visible(text)
        while self._width_of(left, FONT, size) > width and len(left) > 1:
            end = self._fitting(left, size, width)
            pieces.append(left[:end])
            left = left[end:].lstrip()
        return [*pieces, left]

    def _fitting(self, text: str, size: int, width: float) -> int:
        """How many characters fit the width; at least one."""
        ends = range(1, len(text) + 1)
        return bisect_right(ends, width, key=lambda end: float(self._width_of(text[:end], FONT, size))) or 1

    def _write(self, x: float, text: str, size: int) -> None:
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, self._y, text)

    def _room(self, much: float) -> bool:
        """Begin a new page where this one has no room for so much; tells whether it did."""
        if self._y - much >= MARGIN:
            return False
        self._foot()
        self._canvas.showPage()
        self._y = self._height - MARGIN
        return True

    def _down(self, much: float) -> float:
        self._y -= much
        return self._y

    def _foot(self) -> None:
        self._canvas.setFont(FONT, 8)
        self._canvas.drawString(MARGIN, MARGIN / 2, self._title)
        self._canvas.drawRightString(MARGIN + self.width, MARGIN / 2, str(self._canvas.getPageNumber()))

    def done(self) -> bytes:
        """The finished document."""
        self._foot()
        self._canvas.save()
        return self._sink.getvalue()
