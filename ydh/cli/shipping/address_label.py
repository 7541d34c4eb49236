"""The label of a parcel, 100 x 150 mm: the waybill as a barcode, where it goes, and which of the parcels it is."""

from collections.abc import Iterator

from ydh import locale
from ydh.cli.shipping.delivery_note import cash, handling
from ydh.cli.writing.layout import apart, folded, middle
from ydh.cli.writing.pdf import PdfPage
from ydh.core.files.papers import Paper
from ydh.core.shipping.views import AddressLabel, ShipmentSheet
from ydh.core.values.words import N_, visible

SHEET = ((283.46, 425.2), 14)  # its size and its margin in points
_BARS = 62  # height of the waybill's barcode
_SIZES, _ADDRESS = (18, 15, 12, 10, 8), 120  # of the letters of an address, and how high it may be


def text(paper: Paper, width: int) -> str:
    """The labels of all parcels as lines of at most `width` cells, each on a page of its own."""
    it: AddressLabel = paper.about
    return "\f".join("".join(line.rstrip() + "\n" for line in _lines(paper.company, it, n, width)) for n in _each(it))


def _lines(company: str, it: AddressLabel, n: int, width: int) -> Iterator[str]:
    sheet = it.sheet
    yield apart(visible(company), visible(sheet.row.carrier), width)
    yield middle(visible(waybill(sheet)), width)
    yield "-" * width
    for one in (" ".join(_whom(sheet)), sheet.row.customer, _place(sheet)):
        yield from folded(visible(one), width)
    yield "-" * width
    for one in _besides(sheet):
        yield from folded(visible(one), width)
    yield apart("", _which(it, n), width)


def draw(page: PdfPage, paper: Paper) -> None:
    """Draw the labels of all parcels."""
    it: AddressLabel = paper.about
    for n in _each(it):
        if n > 1:
            page.another(paper.number)
        _draw(page, paper.company, it, n)


def _draw(page: PdfPage, company: str, it: AddressLabel, n: int) -> None:
    sheet = it.sheet
    page.apart(company, sheet.row.carrier, 12)
    page.wide_barcode(waybill(sheet), _BARS)
    page.rule()
    page.text("  ".join(_whom(sheet)), 16)
    page.text(sheet.row.customer, 12)
    page.fitted(_place(sheet), _SIZES, _ADDRESS)
    page.rule()
    for one in _besides(sheet):
        page.text(one, 10)
    page.from_bottom(37)
    page.apart("", _which(it, n), 24)


def waybill(sheet: ShipmentSheet) -> str:
    """What is scanned: the carrier's number, before there is one the shipment's."""
    return sheet.row.tracking or sheet.row.number


def _each(it: AddressLabel) -> range:
    return range(1, it.parcels + 1)


def _whom(sheet: ShipmentSheet) -> list[str]:
    return [word for word in (sheet.contact, sheet.phone) if word]


def _place(sheet: ShipmentSheet) -> str:
    return sheet.agreed_place or sheet.address


def _besides(sheet: ShipmentSheet) -> Iterator[str]:
    """What the carrier and who receives it look for: how it is handled, what is to be paid, whose it is."""
    words = locale.current()
    if marks := handling(sheet):
        yield f"!! {'  '.join(marks)} !!"
    pairs = (
        (N_("cash to collect"), cash(sheet)),
        (N_("shipment"), sheet.row.number),
        (N_("order"), sheet.row.order),
        (N_("customer's number"), sheet.customer_po),
    )
    yield from (words.pair(words(name), value) for name, value in pairs if value)


def _which(it: AddressLabel, n: int) -> str:
    return locale.translate(N_("{n} of {all}")).format(n=n, all=it.parcels)
