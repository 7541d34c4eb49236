"""The pick list as text for a printer of 40 or 80 columns: what, where, how much, and what to mind."""

from collections.abc import Iterator

from ydh import locale
from ydh.cli.tables import cut, width_of
from ydh.core.documents_picking import PickLine, PickSheet
from ydh.core.words import N_, visible
from ydh.locale import values

NARROW = 64  # columns below which every line of goods takes two


def text(it: PickSheet, width: int) -> str:
    """The list, each line at most `width` cells wide."""
    lines = [*_head(it, width), *_lines(it, width), *_foot(it, width)]
    return "".join(cut(line, width).rstrip() + "\n" for line in lines)


def _head(it: PickSheet, width: int) -> Iterator[str]:
    words = locale.current()
    yield _apart(words(N_("PICK LIST")), it.number, width)
    yield _apart(visible(it.customer), it.order, width)
    yield f"{words(N_('warehouse'))} {visible(it.warehouse)}"
    yield "=" * width


def _lines(it: PickSheet, width: int) -> Iterator[str]:
    for line in it.lines:
        yield from _narrow(line, width) if width < NARROW else _wide(line, width)
        yield from _remarks(line, width)


def _wide(line: PickLine, width: int) -> Iterator[str]:
    lot = f"{line.lot} {line.expires or ''}".strip() or "-"
    left = f"{_padded(line.place or '-', 8)} {_padded(line.sku, 14)} "
    right = f" {_padded(lot, 20)} {_amount(line):>10} [ ]"
    name = cut(_name(line), max(width - width_of(left) - width_of(right), 6))
    yield _apart(left + name, right, width)


def _narrow(line: PickLine, width: int) -> Iterator[str]:
    yield _apart(f"{line.place or '-'}  {line.sku}", f"{_amount(line)} [ ]", width)
    yield "  " + cut(_name(line), width - 2)
    if line.lot:
        yield f"  {locale.translate(N_('lot'))} {line.lot} {line.expires or ''}"


def _remarks(line: PickLine, width: int) -> Iterator[str]:
    marks = " ".join(f"!{locale.translate(mark)}!" for mark in line.handling)
    if marks:
        yield "  " + marks
    if line.note:
        yield "  > " + visible(line.note)


def _foot(it: PickSheet, width: int) -> Iterator[str]:
    words = locale.current()
    yield "=" * width
    yield words(N_("{lines} lines, {due} pieces")).format(lines=len(it.lines), due=values.quantity(it.due))
    for who in (N_("picked by"), N_("checked by")):
        yield f"{words(who)} {'_' * 16}"


def _name(line: PickLine) -> str:
    return visible(f"{line.name} {line.attributes}".strip())


def _amount(line: PickLine) -> str:
    """`24 (2 x 12)`: whole packs are said, they are quicker to carry."""
    due = f"{values.quantity(line.due)}{visible(line.unit)}"
    packs, rest = divmod(line.due, line.pack_size) if line.pack_size > 1 else (0, 1)
    return f"{due} ({packs}{visible(line.pack_unit)})" if packs and not rest else due


def _padded(text: str, width: int) -> str:
    shown = cut(visible(text), width)
    return shown + " " * (width - width_of(shown))


def _apart(left: str, right: str, width: int) -> str:
    """Left and right with what is free between them."""
    kept = cut(left, max(width - width_of(right) - 1, 0))
    return kept + " " * max(width - width_of(kept) - width_of(right), 1) + right
