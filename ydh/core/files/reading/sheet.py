"""One pass over a worksheet's XML: its extent, and what has no plain value (formulas, errors, merges, hidden rows)."""

import re
from collections import defaultdict

from ydh.core.files.reading.header import COLUMNS_LIMIT
from ydh.core.files.reading.package import Package, local
from ydh.core.values.errors import Invalid

ROWS = 100_000  # besides the header
CELLS = 4_000_000  # of the rectangle, filled or not: the reader lays it out in memory
MARKS = 10_000
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?\Z")
_DIGITS = re.compile(r"[0-9]{1,7}\Z")


class SheetScan:
    """Hears the elements of a worksheet; raises Invalid for what cannot be read as a table."""

    def __init__(self, package: Package, odd: frozenset[str]) -> None:
        """`odd` are the styles that show something else than a cell's digits."""
        self._package, self._odd = package, odd
        self._row = self._column = self._last_row = self._last_column = 0
        self._merged = False
        self.marks: dict[int, dict[int, str]] = defaultdict(dict)
        """Row and column, from 1, of each cell that is a formula or an error: the problem's id."""
        self.hidden: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.shown_otherwise: dict[int, bytearray] = {}
        """For each column, from 1, a byte for each row from 0: whether its style is an odd one."""
        self._count = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take one element."""
        tag = local(tag)
        if tag == "c":
            self._cell(given)
        elif tag == "f":
            self._mark("cell-formula")
        elif tag == "col":
            self._columns_of(given)
        elif tag == "row":
            self._begin_row(given)
        elif tag == "dimension":
            self._extend(given.get("ref", "A1"))
        elif tag == "mergeCell":
            raise Invalid("file-merged", name=self._package.name, range=given.get("ref", "?")[:20])

    def _begin_row(self, given: dict[str, str]) -> None:
        number = given.get("r", str(self._row + 1))
        if not _DIGITS.match(number):
            raise self._package.damaged()
        self._row, self._column = int(number), 0
        self._check(self._row, self._column)
        if given.get("hidden") in ("1", "true"):
            self.hidden.add(self._row)

    def _cell(self, given: dict[str, str]) -> None:
        if ref := given.get("r"):
            self._row, self._column = self._extend(ref)
        else:
            self._column += 1
            self._check(self._row, self._column)
        if given.get("t") == "e":
            self._mark("cell-error")
        elif given.get("s") in self._odd and given.get("t", "n") in ("n", "d"):
            rows = self.shown_otherwise.setdefault(self._column, bytearray())
            if len(rows) <= self._row:
                rows.extend(bytes(self._row + 1024 - len(rows)))
            rows[self._row] = 1

    def _columns_of(self, given: dict[str, str]) -> None:
        if given.get("hidden") not in ("1", "true"):
            return
        first, last = given.get("min", ""), given.get("max", "")
        if not (_DIGITS.match(first) and _DIGITS.match(last)):
            raise self._package.damaged()
        self.hidden_columns |= set(range(int(first), min(int(last), COLUMNS_LIMIT) + 1))

    def _extend(self, ref: str) -> tuple[int, int]:
        """Check a cell or range and give the last row and column of it."""
        found = _RANGE.match(ref)
        if not found:
            raise self._package.damaged()
        row, column = int(found[4] or found[2]), _number(found[3] or found[1])
        self._check(row, column)
        return row, column

    def _check(self, row: int, column: int) -> None:
        if row <= self._last_row and column <= self._last_column:
            return
        self._last_row, self._last_column = max(row, self._last_row), max(column, self._last_column)
        limits = (("rows", row, ROWS + 1), ("columns", column, COLUMNS_LIMIT))
        for what, number, limit in (*limits, ("cells", self._last_row * self._last_column, CELLS)):
            if number > limit:
                raise self._package.large(what, limit)

    def _mark(self, id: str) -> None:
        self.marks[self._row].setdefault(self._column, id)
        self._count += 1
        if self._count > MARKS:
            raise Invalid("file-formulas", name=self._package.name, limit=MARKS)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """ "C2" for row 2, column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
