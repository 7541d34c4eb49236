"""The one door for files that people give: `read` opens and checks a file, the Table gives its rows."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from operator import getitem, itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from ydh.core.files.reading import delimited, encoding, excel, header, shaping
from ydh.core.files.reading.cells import Cells, absent
from ydh.core.files.reading.columns import REFUSE, FileColumn
from ydh.core.files.reading.delimited import Raw
from ydh.core.files.reading.form import Form
from ydh.core.files.reading.problems import Problem, cell_problem, row_problem
from ydh.core.files.reading.shaping import Rows, is_blank
from ydh.core.files.reading.sheet import cell_name
from ydh.core.files.reading.source import Source, opened
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

_SAMPLE_ROWS = 3
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_EXCEL_NAMES = (".xlsx", ".xlsm")


class Row(NamedTuple):
    """A row in which nothing is wrong, one value for each column that was asked for, in that order."""

    line: int
    values: tuple[Any, ...]


class Bad(NamedTuple):
    """A refused row: its cells as they stand in the file, and all that is wrong with it."""

    line: int
    raw: tuple[str, ...]
    problems: tuple[Problem, ...]


class OpenedFile:
    """An opened file, ready to be iterated, as often as wanted but once at a time. Close it, or use `with`."""

    def __init__(
        self,
        source: Source,
        layout: header.Layout,
        rows: Rows,
        *,
        codec: str,
        start: int,
        book: excel.Worksheet | None,
    ) -> None:
        self._source, self._columns, self._layout, self._rows = source, layout.columns, layout, rows
        self._start, self._fixed = start, layout.fixed
        self.name = source.name
        self.sheet = escaped(book.title) if book else ""
        self.other_sheets = tuple(map(escaped, book.others)) if book else ()
        """The sheets of an Excel file that are not read."""
        self.digest = _digest(source, book)
        """SHA-256 of the file's bytes, in hex; of another sheet than the first, with its name."""
        self.size = source.size
        """In bytes."""
        self.encoding = codec
        """To be shown before a commit, with `sample`: "utf-8", "gb18030", "utf-16", ... or "xlsx"."""
        self.header = layout.titles
        self.ignored = layout.ignored
        found = zip(layout.columns, layout.places, strict=True)
        self.places = {column.name: at for column, at in found if at is not None}
        """Where the columns stand that the file has, by name."""
        self.present = frozenset(self.places) | frozenset(layout.fixed)
        """The names of the columns that the file has, or that were given a value for all of it."""
        self.blank = 0
        """How many rows were blank, known after iterating."""
        self.current: Sequence[str] = ()
        """While iterating: the cells of the row that was just given, as they stand in the file."""
        self._guards = codec != excel.CODEC
        data = (raw.cells for raw in rows() if raw.line > start and not is_blank(raw.cells))
        self.sample = tuple(tuple(map(escaped, cells)) for cells in islice(data, _SAMPLE_ROWS))
        """The first rows, safe to show."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give up the file."""
        self._source.close()

    def __iter__(self) -> Iterator[Row | Bad]:
        """Every row that is not blank; raises Invalid, maybe late, where the file's form is broken."""
        self.blank = 0
        width, titles = len(self.header), list(self.header)
        cells = self._cells()
        pick = _picker([width if at is None else at for at in self._layout.places])
        may_be_blank = all(column.empty is not REFUSE for column in self._columns if column.name in self.present)
        codes = {at for column, at in zip(self._columns, self._layout.places, strict=True) if column.is_code}
        for line, raw, wrong in self._rows():
            if line <= self._start:
                continue
            if wrong:
                wrong = tuple(it for it in wrong if not it.of_codes or it.position in codes)
            item: Row | Bad | None = None
            # the common row costs a few look-ups; whatever is odd about a row is found out below
            if len(raw) == width and not wrong and raw != titles and not (may_be_blank and is_blank(raw)):
                raw.append("")
                try:
                    item = Row(line, tuple(map(getitem, cells, pick(raw))))
                except Invalid:
                    item = None
                raw.pop()
            item = item or self._refused(Raw(line, raw, wrong), cells)
            if item:
                self.current = raw
                yield item

    def _cells(self) -> list[dict[str, Any]]:
        return [
            absent(column, self._fixed) if at is None else Cells(column, guards=self._guards)
            for column, at in zip(self._columns, self._layout.places, strict=True)
        ]

    def _refused(self, row: Raw, cells: Sequence[dict[str, Any]]) -> Bad | None:
        """A row with all that is wrong with it; None for a blank one."""
        line, raw, wrong = row
        if is_blank(raw) and not wrong:
            self.blank += 1
            return None
        if self._layout.repeats(raw):
            problems = [row_problem(line, "row-header", raw)]
        elif len(raw) != len(self.header):
            problems = [row_problem(line, "row-fields", raw, expected=len(self.header), found=len(raw))]
        else:
            problems = self._problems(row, cells)
        return Bad(line, tuple(raw), tuple(problems))

    def _problems(self, row: Raw, cells: Sequence[dict[str, Any]]) -> list[Problem]:
        line, raw, wrong = row
        problems = [row_problem(line, w.id, raw, **w.data) for w in wrong if w.position is None]
        by_position = {w.position: w for w in wrong}
        for column, at, values in zip(self._columns, self._layout.places, cells, strict=True):
            if at is None:
                continue
            title, cell = self.header[at], raw[at]
            if found := by_position.get(at):
                where = (line, column.name, escaped(title), escaped(cell))
                problems.append(Problem(*where, found.id, found.data, found.hint))
                continue
            try:
                values[cell]
            except Invalid as error:
                problems.append(cell_problem(line, column, title, cell, error))
        return problems


def read(
    source: Path | BinaryIO,
    columns: Sequence[FileColumn],
    *,
    name: str,
    **said: Any,
) -> OpenedFile:
    """Open a CSV or Excel file and find its columns; the content is checked row by row when the Table is iterated.

    `name` is what the file is called in messages and tells what it should contain; "-" or "" leaves that to the
    content. `said` is what a Form takes. Raises Invalid for a file that cannot be read as a whole.
    """
    form = Form(**said)
    separator = delimited.separator(form.delimiter)
    given = opened(source, name)
    try:
        if _is_excel(given):
            book = excel.opened(given, form.sheet)
            return _table(given, columns, form, book.rows, codec=excel.CODEC, book=book)
        return _delimited(given, columns, form, separator)
    except BaseException:
        given.close()
        raise


def _is_excel(source: Source) -> bool:
    """What the content is; raises Invalid when it is not what the name says."""
    ending = os.path.splitext(source.name.lower())[1]
    if source.head.startswith(_OLE):
        raise Invalid("file-old-excel", name=source.name)
    if ending in _EXCEL_NAMES and not source.head.startswith(_ZIP):
        raise Invalid("file-not-excel", name=source.name)
    if ending and ending not in _EXCEL_NAMES and source.head.startswith(_ZIP):
        raise Invalid("file-content-name", name=source.name, content="Excel or zip")
    return source.head.startswith(_ZIP)


def _delimited(source: Source, columns: Sequence[FileColumn], form: Form, separator: str) -> OpenedFile:
    codec = encoding.decided(source, form.encoding)

    def rows() -> Iterator[Raw]:
        return delimited.rows(source, codec, separator)

    first = _header(source, rows, form.header_row)
    if codec == "gb18030" and form.encoding is None:
        encoding.prove(source, header.known(first.cells, columns, form.mapping))
    _refuse_separator(source, first, columns, form.mapping, separator)
    return _table(source, columns, form, rows, codec=codec)


def _table(
    source: Source,
    columns: Sequence[FileColumn],
    form: Form,
    rows: Rows,
    *,
    codec: str,
    book: excel.Worksheet | None = None,
) -> OpenedFile:
    first = _header(source, rows, form.header_row)
    layout = header.laid_out(source.name, first.line, first.cells, columns, form)
    if first.wrong:
        raise Invalid("file-header-cell", name=source.name, cell=first.wrong[0].data.get("cell", f"A{first.line}"))
    if book:
        _refuse_hidden(source, layout, book)
    if nameless := [at for at, title in enumerate(layout.titles) if not title.strip()]:
        rows = shaping.untitled(rows, first.line, nameless)
    if layout.same:
        rows = shaping.agreeing(rows, first.line, layout.titles, layout.same)
    if form.skip_last:
        rows = shaping.without_last(rows, form.skip_last)
    if form.fill_down:
        rows = _filled_down(rows, columns, form.fill_down, layout, first.line)
    return OpenedFile(source, layout, rows, codec=codec.removesuffix("-sig"), start=first.line, book=book)


def _digest(source: Source, book: excel.Worksheet | None) -> str:
    if book is None or not book.mark:
        return source.digest
    return hashlib.sha256(f"{source.digest}\0{book.mark}".encode()).hexdigest()


def _refuse_hidden(source: Source, layout: header.Layout, book: excel.Worksheet) -> None:
    """Raise Invalid for a column that is read and that nobody sees."""
    for at in sorted(book.hidden_columns & {place for place in layout.places if place is not None}):
        column, title = cell_name(1, at + 1).rstrip("1"), escaped(layout.titles[at])
        raise Invalid("file-column-hidden", name=source.name, column=column, title=title)


def _filled_down(
    rows: Rows, columns: Sequence[FileColumn], names: Sequence[str], layout: header.Layout, start: int
) -> Rows:
    by_name = {column.name: place for column, place in zip(columns, layout.places, strict=True)}
    shared, *places = (by_name[name] for name in names)
    there = [place for place in places if place is not None]
    return rows if shared is None or not there else shaping.filled_down(rows, start, shared, there)


def _header(source: Source, rows: Rows, at: int | None) -> Raw:
    """The row with the titles: the first that is not blank, or that on the line `at`."""
    for raw in rows():
        if not is_blank(raw.cells) and (at is None or raw.line == at):
            return raw
        if at is not None and raw.line >= at:
            break
    if at is not None:
        raise Invalid("file-header-row", name=source.name, line=at)
    raise Invalid("file-empty", name=source.name)


def _refuse_separator(
    source: Source, first: Raw, columns: Sequence[FileColumn], mapping: Mapping[str, str], used: str
) -> None:
    """A header that makes sense only when it is separated otherwise is refused with the way to say so."""
    if header.known(first.cells, columns, mapping):
        return
    line = used.join(first.cells)
    for char, option in delimited.other_separators(used):
        if len(header.known(line.split(char)[: header.COLUMNS_LIMIT], columns, mapping)) > 1:
            raise Invalid("file-delimiter", name=source.name, line=first.line, found=option, option=option)


def _picker(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    if len(places) == 1:
        return lambda raw: (raw[places[0]],)
    return itemgetter(*places)
