"""Formats with a row on a line, written as the rows come: csv, tsv, plain, jsonl, json."""

from collections.abc import Callable, Sequence
from typing import TextIO

from ydh.cli.writing import cells
from ydh.cli.writing.cells import Cells, Sheet


def csv(sheet: Sheet, sink: TextIO) -> int:
    """Write comma separated values with English heads."""
    columns = [cells.csv(column.kind, terminal=sheet.width is not None) for column in sheet.columns]
    if len(columns) == 1:
        columns = [_never_blank(columns[0])]
    sink.write(",".join(column.name for column in sheet.columns) + "\n")
    return _lines(sheet, sink, columns, ",".join)


def csv_excel(sheet: Sheet, sink: TextIO) -> int:
    """Write csv for people: heads and words in their language, behind the mark by which Excel reads UTF-8."""
    sink.write("\ufeff" + ",".join(map(cells.quoted, sheet.titles())) + "\n")
    columns = [_for_people(column, sheet) for column in sheet.columns]
    return _lines(sheet, sink, columns, ",".join)


def tsv(sheet: Sheet, sink: TextIO) -> int:
    """Write tab separated values with English heads."""
    sink.write("\t".join(column.name for column in sheet.columns) + "\n")
    return _lines(sheet, sink, [cells.tsv(column.kind) for column in sheet.columns], "\t".join)


def plain(sheet: Sheet, sink: TextIO) -> int:
    """Write what a table shows with tabs between, for cut and grep."""
    sink.write("\t".join(sheet.titles()) + "\n")
    columns = [cells.human(column, sheet, group=False) for column in sheet.columns]
    return _lines(sheet, sink, columns, "\t".join)


def jsonl(sheet: Sheet, sink: TextIO) -> int:
    """Write an object on each line."""
    return _lines(sheet, sink, [cells.json(column.kind) for column in sheet.columns], _object(sheet))


def json(sheet: Sheet, sink: TextIO) -> int:
    """Write one array of objects."""
    columns = [cells.json(column.kind) for column in sheet.columns]
    one, total = _object(sheet), 0
    for chunk in cells.chunks(sheet.rows):
        sink.write("[\n" if total == 0 else ",\n")
        sink.write(",\n".join(map(one, zip(*cells.by_column(columns, chunk), strict=True))))
        total += len(chunk)
    sink.write("\n]\n" if total else "[]\n")
    return total


def _lines(sheet: Sheet, sink: TextIO, columns: Sequence[Cells], join: Callable[[tuple[str, ...]], str]) -> int:
    total = 0
    for chunk in cells.chunks(sheet.rows):
        sink.write("\n".join(map(join, zip(*cells.by_column(columns, chunk), strict=True))) + "\n")
        total += len(chunk)
    return total


def _object(sheet: Sheet) -> Callable[[tuple[str, ...]], str]:
    fields = ", ".join(f'"{column.name}": %s' for column in sheet.columns)
    return ("{" + fields + "}").__mod__


def _for_people(column: cells.DataColumn, sheet: Sheet) -> Cells:
    """Numbers and days as a spreadsheet reads them, all else as people do."""
    if column.kind in cells.NUMBERS or column.kind == "day":
        return cells.csv(column.kind, terminal=False)
    worded = cells.human(column, sheet, group=False)
    return lambda values: [cells.quoted(it) for it in worded(values)]


def _never_blank(column: Cells) -> Cells:
    # a line with nothing on it is no row to those who read csv
    return lambda values: [cell or '""' for cell in column(values)]
