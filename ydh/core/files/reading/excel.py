"""Excel: the values of one worksheet as rows of text, through python-calamine after our own checks (extra `excel`)."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from types import ModuleType
from typing import Any, BinaryIO

from ydh.core.files.reading.delimited import Raw, Wrong
from ydh.core.files.reading.package import Package
from ydh.core.files.reading.sheet import SheetScan, cell_name
from ydh.core.files.reading.source import Source
from ydh.core.files.reading.styles import Formats
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

CODEC = "xlsx"
_MOST_DIGITS = 10**15  # Excel keeps 15; of a longer number the last digits are already lost
_SPOOLED = 8 * 1024 * 1024


class Worksheet:
    """The chosen worksheet."""

    def __init__(
        self, grid: Sequence[Sequence[Any]], scan: SheetScan, title: str, others: Sequence[str], *, mark: str
    ) -> None:
        self._grid, self._scan = grid, scan
        self.title, self.others = title, tuple(others)
        """Its name, and those of the workbook's other sheets."""
        self.mark = mark
        """What tells it from the first sheet, which stands for the file."""
        self.hidden_columns = frozenset(column - 1 for column in scan.hidden_columns)
        """The positions of columns that nobody sees."""

    def rows(self) -> Iterator[Raw]:
        """Every row; as wide as the header, unless something stands beyond."""
        width = 0
        for number, values in enumerate(self._grid, 1):
            cells = [_text(value) for value in values]
            wrong = list(self._wrong(number, values))
            if width:
                del cells[max(width, _filled(cells)) :]
                if number in self._scan.hidden and any(cells):
                    wrong.append(Wrong(None, "row-hidden", {"row": number}, "hint-row-hidden"))
            else:
                width = _filled(cells)
                del cells[width:]
            yield Raw(number, cells, tuple(wrong))

    def _wrong(self, row: int, values: Sequence[Any]) -> Iterator[Wrong]:
        marks = self._scan.marks.get(row, {})
        for column, id in marks.items():
            yield Wrong(column - 1, id, {"cell": cell_name(row, column)}, "hint-cell-values")
        for column, value in enumerate(values, 1):
            if type(value) is float and abs(value) >= _MOST_DIGITS and column not in marks:
                yield Wrong(column - 1, "cell-digits", {"cell": cell_name(row, column)}, "hint-cell-digits")
        for column, rows in self._scan.shown_otherwise.items():
            if row < len(rows) and rows[row] and column <= len(values) and column not in marks:
                yield self._shown(row, column, values[column - 1])

    def _shown(self, row: int, column: int, value: Any) -> Wrong:
        data: dict[str, object] = {"cell": cell_name(row, column), "value": escaped(_text(value))}
        id = "cell-shown" if isinstance(value, float | int) else "cell-dated"
        return Wrong(column - 1, id, data, "hint-cell-digits", of_codes=True)


def opened(source: Source, sheet: str | None) -> Worksheet:
    """Read a worksheet, the first that is visible unless `sheet` names another; raises Invalid."""
    calamine = _calamine(source.name)
    package = Package(source)
    sheets = package.sheets()
    if not sheets:
        raise package.damaged()
    title = next(iter(sheets)) if sheet is None else sheet
    if title not in sheets:
        found = ", ".join(escaped(known) for known in list(sheets)[:20])
        raise Invalid("file-sheet", name=source.name, sheet=escaped(title), found=found)
    scan = SheetScan(package, Formats(package).odd)
    with tempfile.SpooledTemporaryFile(max_size=_SPOOLED) as checked:
        package.copied(checked, {sheets[title]: scan.start})  # type: ignore[arg-type]
        checked.seek(0)
        grid = _grid(calamine, checked, title, package)  # type: ignore[arg-type]
    others = [known for known in sheets if known != title]
    return Worksheet(grid, scan, title, others, mark="" if title == next(iter(sheets)) else title)


def _calamine(name: str) -> ModuleType:
    try:
        import python_calamine
    except ImportError as error:
        raise Invalid("file-excel-extra", name=name) from error
    return python_calamine


def _grid(calamine: ModuleType, file: BinaryIO, title: str, package: Package) -> list[list[Any]]:
    try:
        with calamine.CalamineWorkbook.from_filelike(file) as book:
            grid: list[list[Any]] = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            return grid
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise package.damaged() from error


def _filled(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that is not blank."""
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


def _text(value: Any) -> str:
    """A cell's value as people would type it; the columns parse it like any other text."""
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # 15 digits are what Excel shows: 1.1 is stored as 1.1000000000000001
        return str(int(value)) if value.is_integer() else format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
