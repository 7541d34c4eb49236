"""Lays out the parts of a pane in lines of a given width."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len, chop_cells

from ydh.core.values.words import MASKED, visible
from ydh.locale import Words
from ydh.tui.paint.parts import Column, Facts, Part, Plain, Rows, Say
from ydh.tui.paint.shown import RIGHT, fit, plain, show

Line = tuple[str, str]  # text, style
GAP = 2
LEAST = 18  # cells of a column that takes what is left: others go before it gets narrower
ENOUGH = 20  # cells of such a column beyond which others grow
INDENT = 4


def lay_out(parts: Sequence[Part], width: int, words: Words) -> list[Line]:
    """The parts as lines of at most `width` cells."""
    lines: list[Line] = []
    for part in parts:
        lines += _part(part, max(width, 10), words)
    return lines


def _part(part: Part, width: int, words: Words) -> Iterator[Line]:
    if isinstance(part, Facts):
        yield from _facts(part, width, words)
    elif isinstance(part, Rows):
        yield from _rows(part, width, words)
    elif isinstance(part, Say):
        yield from ((line, part.style) for line in wrap(plain(part, words), width))
    elif isinstance(part, Plain):
        yield from ((line, part.style) for line in wrap(part.text, width))


# where a line may end: after a space, after any wide character unless what follows closes the clause
_PIECES = r" |[\u2e80-\uffef][\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f,.;:)]*|[^ \u2e80-\uffef]+"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at spaces and between Chinese characters where there are some."""
    lines: list[str] = []
    for given in text.split("\n"):
        line = visible(given)
        if cell_len(line) > width:
            *full, line = _broken(line, width)
            lines += full
        lines.append(line)
    return lines


def _broken(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in re.findall(_PIECES, text):
        if cell_len(line + piece) <= width and (line or piece != " " or not lines):
            line += piece
        elif piece != " ":
            if line:
                lines.append(line.rstrip(" "))
            *full, line = chop_cells(piece, width)
            lines += full
        elif line:
            lines.append(line)
            line = ""
    return [*lines, line]


def _facts(part: Facts, width: int, words: Words) -> Iterator[Line]:
    cells = [
        f"{visible(words(name))}: {shown}"
        for name, value in part.pairs
        if (shown := plain(value, words)) not in ("", "-", str(MASKED))
    ]
    line = ""
    for cell in cells:
        joined = line + " " * 3 + cell if line else cell
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            yield line, "plain"
        *full, line = wrap(cell, width)
        yield from ((text, "plain") for text in full)
    if line:
        yield line, "plain"


def _rows(part: Rows, width: int, words: Words) -> Iterator[Line]:
    if part.title and (part.rows or part.empty):
        yield words(part.title), "strong"
    if not part.rows:
        if part.empty:
            yield words(part.empty), "faint"
        return
    columns = [c for c in part.columns if any(not _says_nothing(c.value(row)) for row in part.rows)]
    table = [[show(c.kind, c.value(row), words) for c in columns] for row in part.rows]
    heads = [titles(columns, words)] if part.heads else []
    widths = _widths(columns, [*heads, *table], width)
    for cells in heads:
        yield joined(columns, widths, cells), "faint"
    for cells in table:
        yield from ((line, "plain") for line in _broken_off(columns, widths, cells, width))


def _says_nothing(value: Any) -> bool:
    return value is MASKED or empty(value)


def _broken_off(columns: Sequence[Column], widths: list[int], cells: Sequence[str], width: int) -> Iterator[str]:
    """A row; a text at its end that has no room there follows on lines of its own, so that all of it can be read."""
    if not _breaks(columns) or cell_len(cells[-1]) <= widths[-1]:
        yield joined(columns, widths, cells)
        return
    yield joined(columns[:-1], widths[:-1], cells[:-1])
    yield from (" " * INDENT + line for line in wrap(cells[-1], width - INDENT))


def _widths(columns: Sequence[Column], table: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as the widest cell, at most the column's own width; columns of width 0 share what is left."""
    needed = [max(cell_len(cells[at]) for cells in table) for at in range(len(columns))]
    widths = [min(n, max(c.width, c.most)) if c.width else n for n, c in zip(needed, columns, strict=True)]
    if _breaks(columns):  # what has no room follows on lines of its own
        widths[-1] = max(0, widths[-1] - max(0, _total(widths) - width))
    if _total(widths) > width:
        widths = [min(w, c.width) if c.width else w for w, c in zip(widths, columns, strict=True)]
    for at in sorted(range(len(columns)), key=lambda i: -columns[i].drop):
        if _total(widths) > width and columns[at].drop:
            widths[at] = 0
    over = _total(widths) - width
    flexible = [at for at, c in enumerate(columns) if not c.width and widths[at]]
    for at in flexible:
        if over > 0:
            cut = min(over, max(0, widths[at] - 6))
            widths[at] -= cut
            over -= cut
    return widths


def _breaks(columns: Sequence[Column]) -> bool:
    """Whether the last column is a text that may take lines of its own."""
    return not columns[-1].width and columns[-1].kind == "text"


def _total(widths: Sequence[int]) -> int:
    return sum(w + GAP for w in widths if w) - GAP


def joined(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str]) -> str:
    """A row of cells, each in its width."""
    return (" " * GAP).join(
        fit(cell, w, right=c.kind in RIGHT) for c, w, cell in zip(columns, widths, cells, strict=True) if w
    )


def titles(columns: Sequence[Column], words: Words) -> list[str]:
    """The heads of the columns."""
    return [visible(words(c.title)) for c in columns]


def column_widths(columns: Sequence[Column], width: int) -> list[int]:
    """The widths of a list's columns in `width` cells: narrow terminals lose the highest `drop` first."""
    kept = list(columns)

    def needed() -> int:
        return sum((c.width or LEAST) + GAP for c in kept) - GAP

    while needed() > width and any(c.drop for c in kept):
        kept.remove(max(kept, key=lambda c: c.drop))
    flexible = [c for c in kept if not c.width]
    left = max(0, width - sum(c.width for c in kept) - GAP * (len(kept) - 1))
    widths = {id(c): c.width for c in kept}
    for c in kept:
        more = max(0, min(c.most - c.width, left - ENOUGH * len(flexible)))
        widths[id(c)] += more
        left -= more
    for at, c in enumerate(flexible):
        share = left // (len(flexible) - at)
        widths[id(c)] = share
        left -= share
    return [widths.get(id(c), 0) for c in columns]


def as_text(parts: Sequence[Part], width: int, words: Words) -> str:
    """The parts as plain text, for paper and for other programs."""
    return "".join(line.rstrip() + "\n" for line, _ in lay_out(parts, width, words))


def empty(value: Any) -> bool:
    """Whether there is nothing to show."""
    return value in (None, "", ())
