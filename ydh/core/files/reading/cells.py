"""Cells: the formula guard of our exports, and parsing each different cell text once."""

import re
from collections.abc import Mapping
from typing import Any

from ydh.core.files.reading.columns import REFUSE, FileColumn
from ydh.core.values.errors import Invalid

KEPT = 20_000  # parsed texts kept of one column; a column of ever new values must not fill the memory
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?\Z")


def guarded(text: str) -> str:
    """`text` so that a spreadsheet shows it and never runs it; `unguarded` gives exactly `text` back."""
    return "'" + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take off exactly what `guarded` put before a text; every other text is as it was."""
    return text[1:] if _GUARDED.match(text) else text


def harmless(text: str) -> str:
    """A cell as it was given, safe in a spreadsheet: what needs a guard gets it, numbers and guarded text stay."""
    return text if text[:1] == "'" or _PLAIN_NUMBER.match(text) else guarded(text)


class Cells(dict[str, Any]):
    """Cell text to value for one column: a text seen before costs one look-up, which for orders is nearly all.

    Looking up raises Invalid for a text that the column refuses.
    """

    __slots__ = ("_column", "_guards")

    def __init__(self, column: FileColumn, *, guards: bool) -> None:
        super().__init__()
        self._column = column
        self._guards = guards

    def __missing__(self, text: str) -> Any:
        value = self._value(text)
        if len(self) >= KEPT:
            self.clear()
        self[text] = value
        return value

    def _value(self, text: str) -> Any:
        column = self._column
        if not text or text.isspace():
            if column.empty is REFUSE:
                raise Invalid("text-empty", field=column.name)
            return column.empty
        if self._guards and text[0] == "'":
            text = unguarded(text)
        return column.parse(text)


def absent(column: FileColumn, fixed: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a column that the file has not.

    What is `fixed` for all of it, else its empty value, None when empty would be an error.
    """
    if column.name in fixed:
        return {"": fixed[column.name]}
    return {"": None if column.empty is REFUSE else column.empty}
