"""What is wrong in a file, line by line: collected, never raised at the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.files.reading.columns import FileColumn
from ydh.core.values import text
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.messages.reading import READING_MESSAGES

_SHOWN_LINES = 10
_PLACES = frozenset({"line", "lines", "first", "row", "cell", "position"})  # facts that say where


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, and what would be right. Templates as those of errors.

    `line` is the physical line (the header is usually 1), in Excel the row; `column` the canonical name and `title` the
    header's words, both "" when it is the row that is wrong; `value` is safe to show.
    """

    line: int
    column: str
    title: str
    value: str
    id: str
    data: Mapping[str, Any]
    hint: str
    times: int = 1
    """How often it is there: equal problems of the same column and value are one."""

    @property
    def same(self) -> tuple[str, ...]:
        """What equal problems have in common: everything but where they are, and what else stands in a row."""
        said = sorted(f"{name}={value}" for name, value in self.data.items() if name not in _PLACES)
        return self.column, self.value if self.column else "", self.id, *said

    @property
    def template(self) -> str:
        """What is wrong: the English sentence with {names}, filled by `data`."""
        return MESSAGES[self.id]

    @property
    def hint_template(self) -> str:
        """What would be right, filled by `data` too."""
        return MESSAGES[self.hint]

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        wrong, right = (words.format(**self.data) for words in (self.template, self.hint_template))
        return f"line {self.line}{column}: {wrong}; {right}"


def cell_problem(line: int, column: FileColumn, title: str, cell: str, error: Invalid) -> Problem:
    """What a column's parser refused."""
    worded = f"cell-{error.id}"
    data = {**column.facts, **error.data}
    return Problem(
        line,
        column.name,
        text.escaped(title),
        text.escaped(cell),
        worded if worded in READING_MESSAGES else error.id,
        data,
        column.hint,
    )


def row_problem(line: int, id: str, raw: Sequence[str] = (), **data: Any) -> Problem:
    """What is wrong with a row as a whole; its hint is `hint-` and the id."""
    return Problem(line, "", "", text.escaped(",".join(raw[:20])), id, data, f"hint-{id}")


def repeated(line: int, column: str, value: str, lines: Sequence[int]) -> Problem:
    """The problem of a line whose key stands on other lines too; `lines` are all of them."""
    more = ", ..." if len(lines) > _SHOWN_LINES else ""
    shown = ", ".join(str(n) for n in lines[:_SHOWN_LINES]) + more
    value = text.escaped(value)
    data = {"value": value, "lines": shown}
    return Problem(line, column, "", value, "row-key-twice", data, "hint-row-key-twice")
