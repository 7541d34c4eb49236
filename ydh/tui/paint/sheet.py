"""Lays out the parts of a pane in lines of a given width."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ydh.core.values.words import MASKED, visible
from ydh.locale import Words
from ydh.tui.look import VOICES, Line, Run, chart, chip, drawn, track
from ydh.tui.paint.parts import Column, Ends, Facts, Figure, Part, Plain, Rows, Say, Track, Trend
from ydh.tui.paint.shown import RIGHT, fit, plain, show
from ydh.tui.paint.wrapping import wrap

GAP = 2
LEAST = 18  # cells of a column that takes what is left: others go before it gets narrower
ENOUGH = 20  # cells of such a column beyond which others grow
INDENT = 4
CHIP = "-chip"
_NUMBER = re.compile(r"(.+-\d{8}-)(\d{6,})")  # of a document: its day is told apart from its own figures
INKS = {"late": "wrong", "held": "strong", "note": "strong"}  # the voice of a figure of such a tone


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
        yield from (one(line, part.style) for line in wrap(plain(part, words), width))
    elif isinstance(part, Plain):
        yield from (one(line, part.style) for line in wrap(part.text, width))
    elif isinstance(part, Ends):
        yield ends(part, width, words)
    elif isinstance(part, Track):
        yield from _track(part, width, words)
    elif isinstance(part, Trend):
        yield from _trend(part, words)


def one(text: str, voice: str = "plain") -> Line:
    """A line in one voice."""
    return ((text, voice),)


def runs_of(values: Sequence[tuple[Any, str]], words: Words) -> Line:
    """Values as runs; one in the voice of a chip gets its free cells."""
    found = ((plain(value, words), voice) for value, voice in values)
    return tuple(chip(text, voice) if voice.endswith(CHIP) else (text, voice) for text, voice in found if text)


def ends(part: Ends, width: int, words: Words) -> Line:
    """What stands at both ends of a line; the left gives way."""
    left, right = runs_of(part.left, words), runs_of(part.right, words)
    return (*fitted(left, max(0, width - cells_of_line(right))), *right) if right else left


def text_of(line: Line) -> str:
    """What a line says, without how it looks."""
    return "".join(text for text, _ in line)


def cells_of_line(line: Line) -> int:
    """How many cells a line has."""
    return sum(cell_len(text) for text, _ in line)


def fitted(line: Line, width: int, rest: str = "plain") -> Line:
    """A line in exactly `width` cells: what is longer ends in `~`, what is shorter gets spaces in the voice `rest`."""
    runs: list[Run] = []
    left = width
    for text, voice in line:
        size = len(text) if text.isascii() else cell_len(text)
        if size > left:
            return (*runs, (fit(text, left), voice)) if left else _cut(runs)
        runs.append((text, voice))
        left -= size
    return (*runs, (" " * left, rest)) if left else tuple(runs)


def _cut(runs: list[Run]) -> Line:
    """A full line of which more would follow."""
    text, voice = runs[-1]
    return (*runs[:-1], (fit(text + " ", cell_len(text)), voice))


def painted(line: Line, looks: Mapping[str, Style], width: int) -> Strip:
    """A line in its colours; neighbours that look the same are one piece, so that less goes to the terminal."""
    alike = groupby(line, lambda run: looks[run[1]])
    return Strip([Segment("".join([text for text, _ in runs]), style) for style, runs in alike], width)


def headline(figures: Sequence[Figure], words: Words) -> Line:
    """Figures beside each other; states are chips."""
    runs: list[Run] = []
    for figure in figures:
        runs += [("   ", "plain")] if runs else []
        text = plain(figure.value, words)
        runs.append(chip(text, figure.tone + CHIP) if figure.tone else (text, "strong"))
    return tuple(runs)


def _track(part: Track, width: int, words: Words) -> Iterator[Line]:
    """The way in one line; without room the steps to come are left out, then the names of those behind."""
    steps = [plain(step, words) for step in part.steps]
    note = plain(part.note, words)
    line = track(steps, part.here, note)
    while cells_of_line(line) > width and len(steps) > part.here + 1:
        steps.pop()
        line = (*track(steps, part.here, note), (" > ..", "faint"))
    if cells_of_line(line) > width:
        behind = [""] * min(part.here, len(steps))
        line = track([*behind, *steps[len(behind) :]], part.here, note)
    yield line
    below, at = "", 0
    for nth, moment in enumerate(part.below[: len(steps)]):
        below += " " * max(0, at + 2 - cell_len(below)) + plain(moment, words)
        at += cell_len(line[2 * nth][0]) + 3
    if below.strip():
        yield one(fit(below, min(width, cell_len(below))), "faint")


def _trend(part: Trend, words: Words) -> Iterator[Line]:
    """As many lines as there are figures, the trend at their left."""
    yield one(words(part.title), "faint")
    names = [visible(words(name)) for name, _ in part.figures]
    size = max(map(cell_len, names), default=0)
    for dots, name, (_, value) in zip(chart(part.numbers, len(names)), names, part.figures, strict=True):
        yield (dots, "key"), ("   ", "plain"), (fit(name, size) + "  ", "faint"), (plain(value, words), "strong")


def _facts(part: Facts, width: int, words: Words) -> Iterator[Line]:
    """Quiet names and plain values, as many a line as fit; a long value goes on below."""
    line: list[Run] = []
    used = 0
    for name, value in part.pairs:
        shown = plain(value, words)
        if shown in ("", "-", str(MASKED)):
            continue
        label = visible(words(name)) + "  "
        size = cell_len(label) + cell_len(shown)
        if line and ("\n" in shown or used + 3 + size > width):
            yield tuple(line)
            line, used = [], 0
        if line:
            line.append(("   ", "plain"))
            used += 3
        first, *rest = wrap(label + shown, width)
        line += [(first[: len(label)], "faint"), (first[len(label) :], "plain")]
        used += cell_len(first)
        for text in rest:
            yield tuple(line)
            line, used = [(text, "plain")], cell_len(text)
    if line:
        yield tuple(line)


def _rows(part: Rows, width: int, words: Words) -> Iterator[Line]:
    if part.title and (part.rows or part.empty):
        yield one(words(part.title), "strong")
    if not part.rows:
        if part.empty:
            yield one(words(part.empty), "faint")
        return
    columns = [c for c in part.columns if any(not _says_nothing(c.value(row)) for row in part.rows)]
    table = [[show(c.kind, c.value(row), words) for c in columns] for row in part.rows]
    heads = [titles(columns, words)] if part.heads else []
    sizes = [
        [_size(column, row, cell) for column, cell in zip(columns, cells, strict=True)]
        for row, cells in zip(part.rows, table, strict=True)
    ]
    widths = _widths(columns, [*(list(map(cell_len, each)) for each in heads), *sizes], width)
    for cells in heads:
        yield one(joined(columns, widths, cells), "faint")
    for row, cells in zip(part.rows, table, strict=True):
        yield from _broken_off(columns, widths, row, cells, width)


def _says_nothing(value: Any) -> bool:
    return value is MASKED or empty(value)


def _broken_off(
    columns: Sequence[Column], widths: list[int], row: Any, cells: Sequence[str], width: int
) -> Iterator[Line]:
    """A row; a text at its end that has no room there follows on lines of its own, so that all of it can be read."""
    if not _breaks(columns) or cell_len(cells[-1]) <= widths[-1]:
        yield row_of(columns, widths, row, cells)
        return
    yield row_of(columns[:-1], widths[:-1], row, cells[:-1])
    yield from (one(" " * INDENT + line) for line in wrap(cells[-1], width - INDENT))


def _size(column: Column, row: Any, cell: str) -> int:
    """Cells that a value takes, with the free ones of a chip."""
    tone = column.tone(row) if column.tone and cell and column.kind not in RIGHT else ""
    return cell_len(cell) + 2 * (tone + CHIP in VOICES)


def _widths(columns: Sequence[Column], table: Sequence[Sequence[int]], width: int) -> list[int]:
    """As wide as the widest cell, at most the column's own width; columns of width 0 share what is left."""
    needed = [max(sizes[at] for sizes in table) for at in range(len(columns))]
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


def joined(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str], gap: int = GAP) -> str:
    """A row of cells, each in its width."""
    return (" " * gap).join(
        fit(cell, w, right=c.kind in RIGHT) for c, w, cell in zip(columns, widths, cells, strict=True) if w
    )


def row_of(
    columns: Sequence[Column],
    widths: Sequence[int],
    row: Any,
    cells: Sequence[str],
    base: str = "plain",
    gap: int = GAP,
) -> Line:
    """A row of cells, each in its width and in the voice that its column gives it; `base` is that of all others."""
    runs: list[Run] = []
    for column, width, cell in zip(columns, widths, cells, strict=True):
        if not width:
            continue
        if runs:
            runs.append((" " * gap, base))
        if column.kind == "bar":
            line = drawn(column.value(row), width)
            runs += [*line, (" " * (width - cells_of_line(line)), base)]
            continue
        tone = column.tone(row) if column.tone and cell else ""
        if tone and column.kind not in RIGHT and tone + CHIP in VOICES:
            text, voice = chip(cell, tone + CHIP)
            size = min(width, cell_len(text))
            runs += [(fit(text, size), voice), (" " * (width - size), base)]
        elif column.kind == "code" and base == "plain" and (number := _NUMBER.match(cell)):
            runs += [(number[1], "faint"), (fit(number[2], width - len(number[1])), base)]
        else:
            runs.append((fit(cell, width, right=column.kind in RIGHT), INKS.get(tone, tone) or base))
    return tuple(runs)


def titles(columns: Sequence[Column], words: Words) -> list[str]:
    """The heads of the columns."""
    return [visible(words(c.title)) for c in columns]


def column_widths(columns: Sequence[Column], width: int, gap: int = GAP) -> list[int]:
    """The widths of a list's columns in `width` cells: narrow terminals lose the highest `drop` first."""
    kept = list(columns)

    def needed() -> int:
        return sum((c.width or LEAST) + gap for c in kept) - gap

    while needed() > width and any(c.drop for c in kept):
        kept.remove(max(kept, key=lambda c: c.drop))
    flexible = [c for c in kept if not c.width]
    left = max(0, width - sum(c.width for c in kept) - gap * (len(kept) - 1))
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
    return "".join(text_of(line).rstrip() + "\n" for line in lay_out(parts, width, words))


def empty(value: Any) -> bool:
    """Whether there is nothing to show."""
    return value in (None, "", ())
