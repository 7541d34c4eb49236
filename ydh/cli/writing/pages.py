"""Formats for other programs' readers: markdown, and html as one file that needs nothing else."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TextIO

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
    if sheet.title:
        sink.write(f"## {_marked(visible(sheet.words(sheet.title)))}\n\n")
    rulers = ["--:" if column.kind in RIGHT else "---" for column in sheet.columns]
    sink.write(_pipes(_marked(title) for title in sheet.titles()) + _pipes(rulers))
    total = 0
    for row in _rows(sheet):
        sink.write(_pipes(map(_marked, row)))
        total += 1
    if sheet.stamp:
        sink.write(f"\n{_marked(stamp_line(sheet))}\n")
    return total


def html(sheet: Sheet, sink: TextIO) -> int:
    """Write one page with its style inside."""
    title = escape(visible(sheet.words(sheet.title or "")))
    classes = [' class="n"' if column.kind in RIGHT else "" for column in sheet.columns]
    head = "".join(f"<th{kind}>{escape(text)}</th>" for kind, text in zip(classes, sheet.titles(), strict=True))
    sink.write(f'<!DOCTYPE html>\n<html lang="{sheet.words.lang.replace("_", "-")}">\n<head>\n<meta charset="utf-8">\n')
    sink.write(f"<title>{title or 'ydh'}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<table>\n")
    sink.write((f"<caption>{title}</caption>\n" if title else "") + f"<thead><tr>{head}</tr></thead>\n<tbody>\n")
    line, total = "<tr>" + "".join(f"<td{kind}>%s</td>" for kind in classes) + "</tr>\n", 0
    for row in _rows(sheet):
        sink.write(line % tuple(map(escape, row)))
        total += 1
    footer = f"<footer>{escape(stamp_line(sheet))}</footer>\n" if sheet.stamp else ""
    sink.write(f"</tbody>\n</table>\n{footer}</body>\n</html>\n")
    return total


def _rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    columns = [cells.human(column, sheet) for column in sheet.columns]
    for chunk in cells.chunks(sheet.rows):
        yield from zip(*cells.by_column(columns, chunk), strict=True)


def _marked(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _pipes(texts: Iterable[str]) -> str:
    return "| " + " | ".join(texts) + " |\n"
