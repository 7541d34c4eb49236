"""Papers as PDF: A4 pages of lines, tables and barcodes. Needs the extra `pdf`; imported only where a PDF is made."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ydh.core.errors import Invalid
from ydh.core.messages import MESSAGES
from ydh.core.words import N_

MESSAGES["pdf-missing"] = N_("PDF needs a further package; install it with: pip install 'ydh[pdf]'")

FONT = "STSong-Light"  # every reader of PDF has it or one like it; nothing is embedded
MARGIN, LINE = 42, 15  # points


class Page:
    """Draws from the top of A4 pages downwards; a new page begins where one is full."""

    def __init__(self, title: str) -> None:
        try:
            from reportlab.lib.pagesizes import A4
            from reportlab.pdfbase import pdfmetrics
            from reportlab.pdfbase.cidfonts import UnicodeCIDFont
            from reportlab.pdfgen.canvas import Canvas
        except ImportError as error:
            raise Invalid("pdf-missing") from error
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._width_of: Any = pdfmetrics.stringWidth
        self._sink = BytesIO()
        self._canvas: Any = Canvas(self._sink, pagesize=A4, invariant=True)
        self._canvas.setTitle(title)
        self.width, self._height = float(A4[0]) - 2 * MARGIN, float(A4[1])
        self._y = self._height - MARGIN

    def _down(self, much: float) -> float:
        if self._y - much < MARGIN:
            self._canvas.showPage()
            self._y = self._height - MARGIN
        self._y -= much
        return self._y

    def text(self, line: str, size: int = 10, *, middle: bool = False) -> None:
        """A line of text, cut into several where it is too long."""
        for piece in self._pieces(line, size, self.width):
            at = MARGIN + (self.width - self._width_of(piece, FONT, size)) / 2 if middle else MARGIN
            y = self._down(size * 1.5)
            self._canvas.setFont(FONT, size)
            self._canvas.drawString(at, y, piece)

    def barcode(self, code: str) -> None:
        """Code 128 of a number, at the right edge, with the number in clear below it."""
        from reportlab.graphics.barcode.code128 import Code128

        drawn: Any = Code128(code, barHeight=30, barWidth=0.9, humanReadable=True)
        drawn.drawOn(self._canvas, MARGIN + self.width - drawn.width, self._down(46))

    def rule(self) -> None:
        """A line across the page."""
        y = self._down(8)
        self._canvas.line(MARGIN, y, MARGIN + self.width, y)

    def table(self, titles: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int], right: Any) -> None:
        """Rows in columns of the given shares of the width; `right` are the columns of numbers."""
        widths = [self.width * share / sum(shares) for share in shares]
        for row in (titles, *rows):
            pieces = [self._pieces(cell, 9, wide - 4) for cell, wide in zip(row, widths, strict=True)]
            for at in range(max(map(len, pieces))):
                self._row([piece[at] if at < len(piece) else "" for piece in pieces], widths, right)
            if row is titles:
                self.rule()

    def _row(self, cells: Sequence[str], widths: Sequence[float], right: Any) -> None:
        y, x = self._down(LINE), float(MARGIN)
        self._canvas.setFont(FONT, 9)
        for at, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
            gap = wide - 4 - self._width_of(cell, FONT, 9) if at in right else 0
            self._canvas.drawString(x + gap, y, cell)
            x += wide

    def _pieces(self, text: str, size: int, width: float) -> list[str]:
        """The text in pieces that fit the width."""
        pieces, left = [], text
        while self._width_of(left, FONT, size) > width and len(left) > 1:
            cut = max(
                1, next(n for n in range(len(left), 0, -1) if n == 1 or self._width_of(left[:n], FONT, size) <= width)
            )
            pieces.append(left[:cut])
            left = left[cut:].lstrip()
        return [*pieces, left]

    def done(self) -> bytes:
        """The finished document."""
        self._canvas.save()
        return self._sink.getvalue()
