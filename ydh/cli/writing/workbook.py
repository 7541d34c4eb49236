"""The xlsx format: one sheet, flat memory, and no cell that a spreadsheet would run."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from ydh.cli.writing import cells
from ydh.cli.writing.cells import NUMBERS, DataColumn, Kind, Sheet
from ydh.cli.writing.tables import stamp_line
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import MASKED, N_, visible

MESSAGES["xlsx-rows"] = N_("xlsx holds at most {most} rows; narrow the selection or choose csv")

MOST = 1_048_575  # rows below the head
WIDEST = 60
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NUMBER_FORMATS: dict[Kind, str] = {
    "money": "#,##0.00",
    "price": "#,##0.00##",
    "integer": "#,##0",
    "percent": "0.0#%",
    "day": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm",
}


def xlsx(sheet: Sheet, sink: BinaryIO) -> int:
    """Write a workbook. Raises YdhError when XlsxWriter is not installed, Invalid when there are too many rows."""
    try:
        import xlsxwriter
    except ImportError as problem:
        raise YdhError("extra-missing", format="xlsx", extra="excel") from problem
    # XlsxWriter leaves its own files behind when rows fail; in a folder of ours they go in any case
    with (
        TemporaryDirectory(prefix="ydh-") as folder,
        xlsxwriter.Workbook(sink, {**_OPTIONS, "tmpdir": folder}) as book,
    ):
        return _filled(book, sheet)


def _filled(book: Any, sheet: Sheet) -> int:
    title = visible(sheet.words(sheet.title or ""))
    grid = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31] or None)
    grid.freeze_panes(1, 0)
    bold = book.add_format({"bold": True, "bottom": 1})
    for index, text in enumerate(sheet.titles()):
        grid.write_string(0, index, text, bold)
    formats = [_format(book, column.kind) for column in sheet.columns]
    values = [_value(column, sheet) for column in sheet.columns]
    total, widths = 0, [_width(text) for text in sheet.titles()]
    for chunk in cells.chunks(sheet.rows):
        if total == 0:
            widths = [max(width, *column) for width, column in zip(widths, _widths(chunk, sheet), strict=True)]
        for line, row in enumerate(chunk, total + 1):
            _write_row(grid, line, row, values, formats)
        total += len(chunk)
    for index, width in enumerate(widths):
        grid.set_column(index, index, min(width, WIDEST) + 2)
    grid.autofilter(0, 0, total, len(sheet.columns) - 1)
    author = visible(sheet.stamp.who) if sheet.stamp else ""
    book.set_properties({"title": title, "author": author, "comments": stamp_line(sheet)})
    return total


def _write_row(grid: Any, line: int, row: Sequence[Any], values: Sequence[Any], formats: Sequence[Any]) -> None:
    if line > MOST:
        raise Invalid("xlsx-rows", most=MOST)
    for index, (cell, value, form) in enumerate(zip(row, values, formats, strict=True)):
        if cell is None:
            continue
        if cell is MASKED:
            grid.write_string(line, index, str(MASKED))
            continue
        ready = value(cell)
        if isinstance(ready, str):
            grid.write_string(line, index, ready)
        elif isinstance(ready, float):
            grid.write_number(line, index, ready, form)
        else:
            grid.write_datetime(line, index, ready, form)


def _format(book: Any, kind: Kind) -> Any:
    pattern = _NUMBER_FORMATS.get(kind)
    return book.add_format({"num_format": pattern}) if pattern else None


def _value(column: DataColumn, sheet: Sheet) -> Callable[[Any], str | float | date]:
    """What turns a known cell into what a workbook holds: text, a number, a day or a local time."""
    kind = column.kind
    if kind in NUMBERS:
        one = cells.PLAIN[kind]
        return lambda cell: float(one(cell))
    if kind == "day":
        return lambda cell: cell
    if kind == "time":
        return lambda cell: _wall_clock(cell, sheet.words.zone)
    if kind == "label":
        return lambda cell: visible(sheet.words(cells.named(column.choices, cell)))
    if kind in ("yes", "list", "reason"):
        human = cells.human(column, sheet)
        return lambda cell: human([cell])[0]
    return lambda cell: "\n".join(map(visible, str(cell).split("\n")))


def _wall_clock(value: datetime, zone: tzinfo | None) -> datetime:
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(zone).replace(tzinfo=None)


def _widths(chunk: Sequence[Sequence[Any]], sheet: Sheet) -> Iterator[list[int]]:
    columns = [cells.human(column, sheet) for column in sheet.columns]
    for column in cells.by_column(columns, chunk):
        yield [_width(text) for text in column]


def _width(text: str) -> int:
    return len(text.encode("gb18030", "replace"))  # two bytes for what is two cells wide
