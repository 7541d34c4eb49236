"""How a file is to be read, where it does not say so itself: what people give with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

EVERY = "*"
"""Stands for every column that is not read, but for those that are nearly called like one of ours."""


@dataclass(frozen=True)
class OwnList:
    """How a list of ours is headed, and what its columns are to an import.

    `heads` are its columns in each language, their codes first. `means` is the code by column of the import; the others
    are known and passed over. `same`: two codes that say the same in every row, or the row is refused: the first is
    read. `refusal`: the id of the message that says why such a list is no file for the import, and what is.
    """

    heads: tuple[tuple[str, ...], ...]
    means: Mapping[str, str] = field(default_factory=dict)
    same: tuple[str, str] | None = None
    refusal: str = ""


@dataclass(frozen=True)
class Form:
    """What is said of a file. Titles are those of its header, names those of our columns."""

    encoding: str | None = None
    delimiter: str = ","
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Title of a column by name."""
    sheet: str | None = None
    ignore: Sequence[str] = ()
    """Titles of columns that are not to be read; EVERY is all that are none of ours."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Value of a column by name, for the whole file, which has no such column."""
    header_row: int | None = None
    """The line of the header, counted from 1; the first that is not blank unless given."""
    skip_last: int = 0
    """So many rows at the end are no data but sums and the like; blank ones do not count."""
    fill_down: Sequence[str] = ()
    """Names of columns that only the first of the rows that belong together has; the first is what these share."""
    own: Sequence[OwnList] = ()
    """Lists of ours; what a file that is headed as one of them has besides is `known` and passed over."""
    known: Sequence[str] = ()
    same: tuple[str, str] | None = None
    """Titles of two columns that say the same in every row of such a list."""
