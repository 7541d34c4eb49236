"""Formats for other programs' readers: markdown, and html as one file that needs nothing else."""

import re
from collections.abc import Callable
from html import escape
from itertools import chain
from typing import Any, TextIO

from ydh.cli.writing import cells
from ydh.cli.writing.cells import RIGHT, Sheet
from ydh.cli.writing.tables import stamp_line
from ydh.core.values.words import visible

_MARKUP = re.compile(r"([\\|`*\[\]<])")  # what would begin a cell, code, emphasis, a link or a tag
_STYLE = """
body { font: 14px/1.5 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 2em }
table { border-collapse: collapse }
caption { text-align: left; font-size: 1.3em; padding-bottom: .5em }
th, td { padding: .2em .8em; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top }
th { border-bottom: 2px solid #666 }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
footer { margin-top: 1em; color: #555 }
"""


def markdown(sheet: Sheet, sink: TextIO) -> int:
    """Write a pipe table."""
    from tabulate import DataRow, TableFormat

    if sheet.title:
        sink.write(f"## {_marked(visible(sheet.words(sheet.title)))}\n\n")
    rulers = " | ".join("--:" if column.kind in RIGHT else "---" for column in sheet.columns)
    row = DataRow("|", "|", "|")
    form = TableFormat(None, lambda widths, aligns: f"| {rulers} |", None, None, row, row, 1, None)
    total = _pages(sheet, sink, form, _marked)
    if sheet.stamp:
        sink.write(f"\n{_marked(stamp_line(sheet))}\n")
    return total


def html(sheet: Sheet, sink: TextIO) -> int:
    """Write one page with its style inside."""
    from tabulate import TableFormat

    title = escape(visible(sheet.words(sheet.title or "")))
    sink.write(f'<!DOCTYPE html>\n<html lang="{sheet.words.lang.replace("_", "-")}">\n<head>\n<meta charset="utf-8">\n')
    sink.write(f"<title>{title or 'ydh'}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<table>\n")
    sink.write(f"<caption>{title}</caption>\n" if title else "")
    head, row = _tags("th", sheet), _tags("td", sheet)
    form = TableFormat(None, None, None, None, lambda *given: f"<thead>{head(*given)}</thead>\n<tbody>", row, 0, None)
    total = _pages(sheet, sink, form, escape)
    footer = f"<footer>{escape(stamp_line(sheet))}</footer>\n" if sheet.stamp else ""
    sink.write(f"</tbody>\n</table>\n{footer}</body>\n</html>\n")
    return total


def _tags(tag: str, sheet: Sheet) -> Callable[..., str]:
    """How a row is written, its numbers to the right."""
    kinds = [' class="n"' if column.kind in RIGHT else "" for column in sheet.columns]
    row = "<tr>" + "".join(f"<{tag}{kind}>%s</{tag}>" for kind in kinds) + "</tr>"
    return lambda values, widths, aligns: row % tuple(values)


def _pages(sheet: Sheet, sink: TextIO, form: Any, marked: Callable[[str], str]) -> int:
    """Lay the rows out, 500 at a time, under one head of two lines; every cell is `marked` before."""
    from tabulate import tabulate

    columns = [cells.human(column, sheet) for column in sheet.columns]
    titles, total, head = [marked(title) for title in sheet.titles()], 0, 0
    for chunk in chain(cells.chunks(sheet.rows), ([],)):
        if head and not chunk:
            break
        page = [map(marked, column) for column in cells.by_column(columns, chunk)] if chunk else []
        text = tabulate(
            list(zip(*page, strict=True)),
            titles,
            tablefmt=form,
            disable_numparse=True,
            preserve_whitespace=True,
            stralign=None,  # filled up with blanks, a page would have to know how wide the next one is
        )
        sink.write(text.split("\n", head)[-1] + "\n")
        total, head = total + len(chunk), 2
    return total


def _marked(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
