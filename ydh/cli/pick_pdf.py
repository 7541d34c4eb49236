"""The pick list as a PDF of A4 pages with barcodes; needs the extra `pdf`."""

from io import BytesIO
from typing import Any

from ydh import locale
from ydh.cli.pick_paper import _amount, _name
from ydh.core.documents_picking import PickLine, PickSheet
from ydh.core.errors import YdhError
from ydh.core.words import N_, visible

_LEFT, _TOP, _BOTTOM, _ROW = 40, 800, 60, 34  # points


def pdf(it: PickSheet) -> bytes:
    """The pages. Raises YdhError when reportlab is not installed."""
    try:
        from reportlab.graphics.barcode import code128
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        from ydh.cli import workbook  # noqa: F401 - its messages

        raise YdhError("extra-missing", format="pdf", extra="pdf") from error
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    sink = BytesIO()
    page: Any = Canvas(sink, pagesize=(595, 842))
    page.setTitle(it.number)
    y = _head(page, it, code128)
    for line in it.lines:
        if y < _BOTTOM:
            page.showPage()
            y = _head(page, it, code128)
        _line(page, line, y, code128)
        y -= _ROW
    page.save()
    return sink.getvalue()


def _head(page: Any, it: PickSheet, barcode: Any) -> int:
    words = locale.current()
    _write(page, _LEFT, _TOP, f"{words(N_('PICK LIST'))}  {it.number}", 14)
    _write(page, _LEFT, _TOP - 20, f"{it.customer}  {it.order}  {words(N_('warehouse'))} {it.warehouse}")
    barcode.Code128(it.number, barHeight=22, barWidth=0.8).drawOn(page, 360, _TOP - 10)
    page.line(_LEFT, _TOP - 30, 555, _TOP - 30)
    return _TOP - 55


def _line(page: Any, line: PickLine, y: int, barcode: Any) -> None:
    words = locale.current()
    lot = f"{line.lot} {line.expires or ''}".strip()
    marks = " ".join(words(mark) for mark in line.handling)
    _write(page, _LEFT, y, f"{line.place or '-'}   {line.sku}   {_name(line)}")
    _write(page, _LEFT, y - 13, "   ".join(part for part in (lot, marks, line.note) if part), 8)
    _write(page, 330, y, f"{_amount(line)}  [  ]")
    code = line.barcode or line.sku
    if code.isascii():
        barcode.Code128(code, barHeight=20, barWidth=0.7).drawOn(page, 420, y - 12)


def _write(page: Any, x: int, y: int, text: str, size: int = 10) -> None:
    page.setFont("STSong-Light", size)
    page.drawString(x, y, visible(text))
