"""Which column of a file is read as which of ours, before anything is checked: to be looked at and put right."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ydh.core.files.importing.columns import ImportKind, kind_named
from ydh.core.files.reading.files import read
from ydh.core.files.reading.form import EVERY


class Match(NamedTuple):
    """A column of a file: its title and a value as they stand there, and the code of our column, empty for none."""

    title: str
    sample: str
    column: str


class OurColumn(NamedTuple):
    """A column that an import knows: its code, its Chinese title, whether a file must have it."""

    code: str
    chinese: str
    required: bool


def matching(kind: str, source: Path | BinaryIO, *, name: str, **how: Any) -> tuple[Match, ...]:
    """The columns of a file in their order. `how` is as in `check`, but for what is not read, which is told as well.

    Raises Invalid for a file that cannot be read, and for a title or a column that there is not.
    """
    columns = [replace(column, required=False) for column in kind_named(kind).columns]
    with read(source, columns, name=name, **{**how, "ignore": (*how.get("ignore", ()), EVERY)}) as table:
        ours = {at: column for column, at in table.places.items()}
        first: Sequence[str] = table.sample[0] if table.sample else ()
        return tuple(
            Match(title, first[at] if at < len(first) else "", ours.get(at, ""))
            for at, title in enumerate(table.header)
            if title.strip()
        )


def our_columns(kind: str) -> tuple[OurColumn, ...]:
    """What an import of the kind knows. Raises Invalid."""
    it: ImportKind = kind_named(kind)
    chinese = ((column, next((t for t in column.titles if not t.isascii()), column.name)) for column in it.columns)
    return tuple(OurColumn(column.name, title, column.required) for column, title in chinese)
