"""The pick list as a PDF of A4 pages, a barcode in every row."""

from ydh import locale
from ydh.cli.shipping import pick_paper as paper
from ydh.cli.writing.pdf import PdfPage
from ydh.core.files.papers import Paper
from ydh.core.shipping.views import PickLine, PickSheet
from ydh.core.values.words import N_

_TITLES = (N_("shelf"), N_("item"), N_("name"), N_("lot"), N_("quantity"), "", N_("code"))
_SHARES = (4, 6, 12, 6, 6, 2, 10)
_RIGHT, _CODE = frozenset({4}), frozenset({6})


def draw(page: PdfPage, of: Paper) -> None:
    """Draw the list."""
    it: PickSheet = of.about
    words = locale.current()
    page.text(words(paper.TITLE), 16, middle=True)
    page.barcode(it.number)
    page.text(f"{it.customer}   {it.order}   {words(N_('warehouse'))} {it.warehouse}")
    page.rule()
    titles = [words(title) if title else "" for title in _TITLES]
    page.table(titles, [_row(line) for line in it.lines], _SHARES, right=_RIGHT, bars=_CODE)
    page.rule()
    for line in paper.foot(it):
        page.text(line)


def _row(line: PickLine) -> tuple[str, ...]:
    name = "   ".join(part for part in (paper.name_of(line), paper.marks(line), paper.said(line)) if part)
    lot = f"{line.lot} {line.expires or ''}".strip()
    return line.place or "-", line.sku, name, lot, paper.amount(line), "[  ]", line.barcode or line.sku
