"""The pick list as text for a printer of 40 or 80 columns: what, where, how much, and what to mind."""

from collections.abc import Iterator

from ydh import locale
from ydh.cli.writing.layout import apart, cut, folded, padded, width_of
from ydh.core.files.papers import Paper
from ydh.core.shipping.views import PickLine, PickSheet
from ydh.core.values.words import N_, visible
from ydh.locale import values

TITLE = N_("PICK LIST")
NARROW = 64  # columns below which every line of goods takes two


def text(paper: Paper, width: int) -> str:
    """The list, each line at most `width` cells wide."""
    it: PickSheet = paper.about
    lines = [*_head(it, width), *_lines(it, width), "=" * width, *foot(it)]
    return "".join(cut(line, width).rstrip() + "\n" for line in lines)


def _head(it: PickSheet, width: int) -> Iterator[str]:
    words = locale.current()
    yield apart(words(TITLE), it.number, width)
    yield apart(visible(it.customer), it.order, width)
    yield f"{words(N_('warehouse'))} {visible(it.warehouse)}"
    yield "=" * width


def _lines(it: PickSheet, width: int) -> Iterator[str]:
    for line in it.lines:
        yield from _narrow(line, width) if width < NARROW else _wide(line, width)
        yield from _remarks(line, width)


def _wide(line: PickLine, width: int) -> Iterator[str]:
    lot = f"{line.lot} {line.expires or ''}".strip() or "-"
    left = f"{padded(line.place or '-', 8)} {padded(line.sku, 14)} "
    right = f" {padded(lot, 20)} {amount(line):>10} [ ]"
    name = cut(name_of(line), max(width - width_of(left) - width_of(right), 6))
    yield apart(left + name, right, width)


def _narrow(line: PickLine, width: int) -> Iterator[str]:
    yield apart(f"{line.place or '-'}  {line.sku}", f"{amount(line)} [ ]", width)
    yield "  " + cut(name_of(line), width - 2)
    if line.lot:
        yield f"  {locale.translate(N_('lot'))} {line.lot} {line.expires or ''}"


def _remarks(line: PickLine, width: int) -> Iterator[str]:
    for text in filter(None, (marks(line), said(line))):
        yield from ("  " + piece for piece in folded(text, width - 2))


def foot(it: PickSheet) -> Iterator[str]:
    """How much there is, and room for the names of who picked and who checked."""
    words = locale.current()
    yield words(N_("{lines} lines, {due} pieces")).format(lines=len(it.lines), due=values.quantity(it.due))
    for who in (N_("picked by"), N_("checked by")):
        yield f"{words(who)} {'_' * 16}"


def marks(line: PickLine) -> str:
    """How the goods want to be handled."""
    return " ".join(f"!{locale.translate(mark)}!" for mark in line.handling)


def said(line: PickLine) -> str:
    """What the order says about the line."""
    return f"> {visible(line.note)}" if line.note else ""


def name_of(line: PickLine) -> str:
    """The name with its attributes."""
    return visible(f"{line.name} {line.attributes}".strip())


def amount(line: PickLine) -> str:
    """`24 (2 x 12)`: whole packs are said, they are quicker to carry."""
    due = f"{values.quantity(line.due)}{visible(line.unit)}"
    packs, rest = divmod(line.due, line.pack_size) if line.pack_size > 1 else (0, 1)
    return f"{due} ({packs}{visible(line.pack_unit)})" if packs and not rest else due
