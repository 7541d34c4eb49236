"""CSV: strict, with the delimiter that was said and the line numbers of the file as it is."""

import csv
from collections.abc import Iterator
from typing import NamedTuple

from ydh.core.files.reading.source import Source, text_of
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped

FIELD_LIMIT = 64 * 1024  # characters
_WORDS = {"tab": "\t", "\\t": "\t"}
_OTHERS = {";": "';'", "\t": "tab", "|": "'|'", "，": "'，'", ":": "':'"}
_ERRORS = (
    ("field limit", "file-field-long"),
    ("unexpected end", "file-quote-open"),
    ("expected after", "file-quote"),
)


class Wrong(NamedTuple):
    """A cell or row that the format itself refuses, before any column has looked at it."""

    position: int | None
    """Of the cell in its row; None is the row."""
    id: str
    data: dict[str, object]
    hint: str
    of_codes: bool = False
    """It is wrong only where the column holds codes."""


class Raw(NamedTuple):
    """A row as it stands in the file, from the physical line that it begins on."""

    line: int
    cells: list[str]
    wrong: tuple[Wrong, ...] = ()


def separator(delimiter: str) -> str:
    """The character that a --delimiter means; raises Invalid for what cannot be one."""
    char = _WORDS.get(delimiter, delimiter)
    if len(char) != 1 or char in '"\r\n\0 ' or char.isalnum() or not (char.isprintable() or char == "\t"):
        raise Invalid("file-delimiter-form", value=escaped(delimiter))
    return char


def other_separators(delimiter: str) -> Iterator[tuple[str, str]]:
    """Characters that people separate columns with besides `delimiter`, and how --delimiter names each."""
    return ((char, option) for char, option in _OTHERS.items() if char != delimiter)


def rows(source: Source, encoding: str, delimiter: str) -> Iterator[Raw]:
    """Every record, blank ones too; raises Invalid naming the line where the file's form is broken."""
    csv.field_size_limit(FIELD_LIMIT)
    text = text_of(source, encoding)
    line = 1
    try:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        for cells in reader:
            yield Raw(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise _broken(source, line, str(error)) from error
    except UnicodeError as error:
        # the whole file was decoded before
        raise Invalid("file-changed", name=source.name) from error
    finally:
        if not text.closed:
            text.detach()


def _broken(source: Source, line: int, message: str) -> Invalid:
    id = next((id for words, id in _ERRORS if words in message), "file-quote")
    return Invalid(id, name=source.name, line=line, limit=FIELD_LIMIT // 1024)
