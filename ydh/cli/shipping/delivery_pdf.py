"""A delivery note or a packing list as PDF, with the shipment's number as a barcode."""

from ydh import locale
from ydh.cli.shipping import delivery_note as papers
from ydh.cli.writing.pdf import PdfPage
from ydh.core.files.papers import Paper
from ydh.core.rules.papers import PAPERS
from ydh.core.shipping.shipments import DeliveryNote
from ydh.core.values.words import N_

_SHARES = (1, 4, 8, 4, 4, 4, 4)


def draw(page: PdfPage, paper: Paper) -> None:
    """Draw the paper."""
    it: DeliveryNote = paper.about
    words = locale.current()
    page.text(it.company, 14, middle=True)
    page.text(words(PAPERS[it.kind]), 16, middle=True)
    page.barcode(it.sheet.row.number)
    for name, value in papers.facts(it):
        page.text(words.pair(name, str(value)))
    if marks := papers.handling(it.sheet):
        page.text("!! " + "  ".join(marks) + " !!", 14)
    page.rule()
    titles = papers.titles(it)
    page.table(titles, [papers.cells(it, line) for line in it.sheet.lines], _SHARES[: len(titles)], right=papers.RIGHT)
    page.rule()
    for line in papers.totals(it):
        page.text(line)
    if it.sheet.remark:
        page.text(words.pair(words(N_("remark")), it.sheet.remark))
    page.text("")
    page.text("    ".join(words.pair(words(name), "____________") for name in papers.SIGNED))
