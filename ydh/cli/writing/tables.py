"""Tables for people at a terminal: columns line up in Chinese too, and fit the width that there is."""

import functools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, TextIO

from ydh.cli.writing import cells, painted
from ydh.cli.writing.cells import RIGHT, Kind, Sheet
from ydh.cli.writing.layout import cut, folded, width_of
from ydh.core.values.words import MASKED, N_, visible
from ydh.locale import values

GAP = 2  # blanks between columns
LEAST = 6  # no column is cut to less
BAR = 20  # cells of the longest bar, fewer on a narrow terminal
_CUTTABLE: frozenset[Kind] = frozenset({"text", "label", "list", "reason"})


def table(sheet: Sheet, sink: TextIO) -> int:
    """Write a table, 500 rows at a time; where a later page needs wider columns, its head is repeated."""
    if sheet.title:
        sink.write(visible(sheet.words(sheet.title)) + "\n\n")
    titles, total = sheet.titles(), 0
    natural = [width_of(title) for title in titles]
    drawn: list[int] = []
    for page in _pages(sheet):
        natural = [max([least, *map(width_of, column)]) for least, column in zip(natural, page, strict=True)]
        widths = fitted(natural, [column.kind for column in sheet.columns], sheet.width)
        head, *lines = _laid_out(sheet, titles, page, widths)
        if widths != drawn:
            sink.write(head)
            drawn = widths
        sink.writelines(lines)
        total += len(page[0])
    if sheet.stamp:
        sink.write("\n" + stamp_line(sheet) + "\n")
    return total


def _pages(sheet: Sheet) -> Iterator[list[Sequence[str]]]:
    # bars are drawn against the longest one, so all rows have to be seen first
    drawn = sheet.width is not None and any(column.kind == "bar" for column in sheet.columns)
    bar = functools.partial(bars, longest=min(BAR, (sheet.width or 0) // 8))
    columns = [bar if drawn and column.kind == "bar" else cells.human(column, sheet) for column in sheet.columns]
    empty = True
    for chunk in [list(sheet.rows)] if drawn else cells.chunks(sheet.rows):
        if chunk:
            empty = False
            yield cells.by_column(columns, chunk)
    if empty:
        yield [() for _ in columns]


def _laid_out(sheet: Sheet, titles: Sequence[str], page: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """The head, then the lines of each row, finished."""
    from tabulate import tabulate

    kinds = [column.kind for column in sheet.columns]
    # head and dashes are rows to tabulate: it would pad a head of its own beyond the widths that fit
    columns = [
        [cut(title, width), "-" * width, *(_within(kind, cell, width) for cell in column)]
        for title, kind, column, width in zip(titles, kinds, page, widths, strict=True)
    ]
    head, dashes, *lines = tabulate(
        list(zip(*columns, strict=True)),
        tablefmt="plain",
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=["right" if kind in RIGHT else "left" for kind in kinds],
    ).split("\n")
    bold, normal = ("\x1b[1m", "\x1b[0m") if sheet.colour else ("", "")
    return [f"{bold}{head}{normal}\n{dashes}\n", *(line + "\n" for line in lines)]


def _within(kind: Kind, cell: str, width: int) -> str:
    """A cell in its width. Why something was refused says what would be right, often at its end: it folds."""
    return "\n".join(folded(cell, width)) if kind == "reason" else cut(cell, width)


def fitted(natural: Sequence[int], kinds: Sequence[Kind], width: int | None) -> list[int]:
    """The widths of columns within `width`: the widest texts give way first, numbers and codes never."""
    widths = list(natural)
    texts = [index for index, kind in enumerate(kinds) if kind in _CUTTABLE]
    excess = 0 if width is None else sum(widths) + GAP * (len(widths) - 1) - width
    while excess > 0 and texts:
        widest = max(texts, key=widths.__getitem__)
        if widths[widest] <= LEAST:
            break
        widths[widest] -= 1
        excess -= 1
    return widths


def bars(values: Sequence[Any], longest: int = BAR) -> list[str]:
    """Numbers as bars, the greatest `longest` cells long; nothing is drawn for zero and below."""
    known = [Decimal(value) for value in values if value is not None and value is not MASKED]
    top, longest = max(known, default=Decimal(0)), max(longest, 1)
    sizes = [max(round(value / top * longest * 8), 1) if value > 0 else 0 for value in known]
    lines = iter(painted.bars(sizes, longest))
    return list(cells.each(lambda _: next(lines))(values))


def stamp_line(sheet: Sheet) -> str:
    """Who let the file leave, when, and by which clock its times are, as a sentence; empty without a stamp."""
    if sheet.stamp is None:
        return ""
    when = (
        values.local_time(sheet.words.zone)(sheet.stamp.when)
        + f" (UTC{values.offset(sheet.words.zone, sheet.stamp.when)})"
    )
    return sheet.words(N_("Exported by {who} at {when}")).format(who=visible(sheet.stamp.who), when=when)
