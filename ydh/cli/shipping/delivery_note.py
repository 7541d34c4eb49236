"""Papers for a printer: a delivery note or a packing list in 80 or 40 columns of text."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from ydh import locale
from ydh.cli.writing.layout import apart, folded, middle, padded, width_of
from ydh.core.files.papers import Paper
from ydh.core.partners.views import CARRIER_KINDS
from ydh.core.rules.papers import PAPERS
from ydh.core.shipping.shipments import DeliveryNote, handling_of
from ydh.core.shipping.views import ShipmentSheet, ShipmentSheetLine
from ydh.core.values.money import ZERO
from ydh.core.values.words import MASKED, N_, label_of, visible
from ydh.locale import values

Pairs = list[tuple[str, str]]
WIDE = 80  # columns below which every fact and every line of goods takes lines of its own
SIGNED = (N_("packed by"), N_("received by"), N_("date"))


def text(paper: Paper, width: int) -> str:
    """The paper as lines of at most `width` cells."""
    it: DeliveryNote = paper.about
    words = locale.current()
    lines = [middle(visible(it.company), width), middle(words(PAPERS[it.kind]), width), ""]
    lines += _facts(facts(it), width)
    marks = handling(it.sheet)
    if marks:
        lines += ["", *folded(f"!! {'  '.join(marks)} !!", width)]
    lines += ["", "-" * width, *_lines(it, width), "-" * width, *totals(it)]
    if it.sheet.remark:
        lines += ["", *folded(f"{words(N_('remark'))}: {visible(it.sheet.remark)}", width)]
    lines += ["", *_signed(width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def facts(it: DeliveryNote) -> Pairs:
    """Names and values of the head, in the reader's language; what is not known is left out."""
    words, sheet = locale.current(), it.sheet
    kind = label_of(CARRIER_KINDS, sheet.carrier_kind) if sheet.carrier_kind else ""
    pairs: list[tuple[str, Any]] = [
        (N_("shipment"), sheet.row.number),
        (N_("order"), sheet.row.order),
        (N_("customer's number"), sheet.customer_po),
        (N_("date"), sheet.row.shipped_at and values.local_time(words.zone)(sheet.row.shipped_at)[:10]),
        (N_("sent by"), words(kind) if kind else ""),
        (N_("carrier"), sheet.row.carrier),
        (N_("tracking number"), sheet.row.tracking),
        (N_("parcels"), sheet.row.parcels),
        (N_("weight in kg"), sheet.weight and values.quantity(sheet.weight)),
        (N_("cash to collect"), cash(sheet)),
        (N_("expected there"), sheet.row.expected_date),
        (N_("agreed"), " ".join(str(word) for word in (sheet.agreed_date or "", sheet.agreed_time) if word)),
        (N_("customer"), sheet.row.customer),
        (N_("to"), " ".join(word for word in (sheet.contact, sheet.phone) if word)),
        (N_("address"), sheet.agreed_place or sheet.address),
    ]
    return [(words(name), visible(str(value))) for name, value in pairs if value not in (None, "")]


def cash(sheet: ShipmentSheet) -> str:
    """What is to be collected on delivery, in yuan; nothing where nothing is."""
    if sheet.cod is None:
        return ""
    return str(MASKED) if sheet.cod is MASKED else values.money(sheet.cod)


def handling(sheet: ShipmentSheet) -> list[str]:
    """How the goods want to be handled, in words. S16.10, S16.19"""
    words = locale.current()
    return [words(mark) for mark in handling_of(sheet)]


def _facts(pairs: Pairs, width: int) -> list[str]:
    """Two facts a line where both are short, one in a narrow paper; what is long goes on in the next line."""
    words = locale.current()
    texts = [words.pair(name, str(value)) for name, value in pairs]
    if width < WIDE:
        return [line for one in texts for line in folded(one, width)]
    half, lines, left = width // 2, [], ""
    for one in texts:
        if width_of(one) >= half:
            lines += ([left] if left else []) + folded(one, width)
            left = ""
        elif left:
            lines.append(padded(left, half) + one)
            left = ""
        else:
            left = one
    return [*lines, left] if left else lines


def cells(it: DeliveryNote, line: ShipmentSheetLine) -> tuple[str, ...]:
    """The cells of a line: position, code, name, marks, quantity and, where prices are printed, price and amount."""
    words = locale.current()
    marks = " ".join(words(mark) for mark in line.handling)
    name = visible(" ".join(word for word in (line.name, line.attributes) if word))
    row = (str(line.position), line.sku, name, marks, f"{values.quantity(line.quantity)} {line.unit}".strip())
    return (*row, _amount(line.price, values.price), _amount(line.amount, values.money)) if it.prices else row


def _amount(value: Any, how: Any) -> str:
    return str(MASKED) if value is MASKED else how(value)


def titles(it: DeliveryNote) -> tuple[str, ...]:
    """The titles of `cells`."""
    marked = N_("handling") if any(line.handling for line in it.sheet.lines) else ""
    names = ["", N_("item"), N_("name"), marked, N_("quantity")]
    names += [N_("price"), N_("amount")] if it.prices else []
    words = locale.current()
    return tuple(words(name) if name else "" for name in names)


NAME, RIGHT = 2, frozenset({4, 5, 6})
_MOST = (3, 14, 0, 10, 12, 11, 12)  # cells of a column; the name has what is left


def _lines(it: DeliveryNote, width: int) -> Iterable[str]:
    rows = [cells(it, line) for line in it.sheet.lines]
    if width < WIDE:
        for row in rows:
            yield from _narrow(row, width)
        return
    columns = zip(titles(it), *rows, strict=True)
    used = [min(max(map(width_of, column)), most) for column, most in zip(columns, _MOST, strict=False)]
    used[NAME] = width - sum(used) - sum(map(bool, used))
    for row in (titles(it), *rows):
        yield from _wide(row, used)


def _narrow(row: Sequence[str], width: int) -> Iterable[str]:
    """A line on its own lines: name, then code and figures, then marks; nothing is cut."""
    yield from folded(f"{row[0]} {row[NAME]}", width)
    code, figures = f"  {row[1]}", " ".join(row[4:])
    if width_of(code) + width_of(figures) < width:
        yield apart(code, figures, width)
    else:
        yield from (*folded(code, width), *folded(figures, width))
    if row[3]:
        yield from folded(f"  {row[3]}", width)


def _wide(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    """A line in columns; what has no room goes on below."""
    pieces = [folded(cell, wide) if cell else [""] for cell, wide in zip(row, widths, strict=True)]
    for texts in zip_longest(*pieces, fillvalue=""):
        yield " ".join(
            padded(text, wide, right=at in RIGHT)
            for at, (text, wide) in enumerate(zip(texts, widths, strict=True))
            if wide
        )


def totals(it: DeliveryNote) -> Iterable[str]:
    """How many lines and units; the amount where prices are printed."""
    words, lines = locale.current(), it.sheet.lines
    much = sum((line.quantity for line in lines), ZERO)
    count = words(N_("{lines} lines, {quantity} units")).format(lines=len(lines), quantity=values.quantity(much))
    yield f"{count}, {words(N_('amount'))} {_sum(lines)}" if it.prices else count


def _sum(lines: Sequence[ShipmentSheetLine]) -> str:
    amounts = [line.amount for line in lines if isinstance(line.amount, Decimal)]
    return values.money(sum(amounts, ZERO)) if len(amounts) == len(lines) else str(MASKED)


def _signed(width: int) -> list[str]:
    words = locale.current()
    blanks = [words.pair(words(name), "____________") for name in SIGNED]
    return blanks if width < WIDE else [" ".join(padded(one, (width - 2) // 3) for one in blanks)]
