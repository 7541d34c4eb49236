"""What the pane beside a list, and a sheet, is made of: columns, facts, small tables, sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from ydh.core.values.lazy import dataclass


@dataclass(frozen=True)
class Column:
    """A column: `width` in cells, 0 takes what is left; in a narrow terminal columns go from the highest `drop` on.

    In a list it grows up to `most` cells where there is room. `tone` says of a row what its value is besides its word:
    late, held, good, note (unusual), which are chips where it is a word; a voice of `look`; or nothing.
    """

    name: str
    title: str
    kind: str = "text"
    width: int = 0
    drop: int = 0
    of: Callable[[Any], Any] | None = None
    most: int = 0
    tone: Callable[[Any], str] | None = None

    def value(self, row: Any) -> Any:
        """What stands in the column for the row."""
        return self.of(row) if self.of else getattr(row, self.name)


@dataclass(frozen=True)
class Heading:
    """A row of a list that only divides it; the cursor passes over it."""

    title: str


@dataclass(frozen=True)
class Figure:
    """A figure of the line above a list: a value that stands out, or a state as Column.tone has it."""

    value: Any
    tone: str = ""


@dataclass(frozen=True)
class Facts:
    """Names and values, several a line when there is room. Names are marked with N_."""

    pairs: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Rows:
    """A small table; `empty` is said when it has no rows, nothing when that is empty. `heads`: with column titles."""

    columns: tuple[Column, ...]
    rows: Sequence[Any]
    title: str = ""
    empty: str = ""
    heads: bool = False


@dataclass(frozen=True)
class Say:
    """A sentence (marked, filled with `data`). `style` is a voice of `look`: plain, strong, wrong, faint."""

    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    style: str = "plain"


@dataclass(frozen=True)
class Track:
    """Where a document is in its way: marked names of the steps, which of them it is at, how long; `below` each."""

    steps: tuple[Any, ...]
    here: int
    note: Any = ""
    below: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Trend:
    """Numbers in their order, drawn; the figures beside it say how much they are. Names are marked with N_."""

    title: str
    numbers: tuple[float, ...]
    figures: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Ends:
    """A line of values, each with its voice of `look`, those of `right` at its right end; a chip is one of them."""

    left: tuple[tuple[Any, str], ...]
    right: tuple[tuple[Any, str], ...] = ()


@dataclass(frozen=True)
class Plain:
    """A text that is somebody's data and is never translated."""

    text: str
    style: str = "plain"


Part = Facts | Rows | Say | Ends | Plain | Track | Trend


@dataclass(frozen=True)
class Age:
    """How long ago something was, as a value in a sentence."""

    since: datetime | None


@dataclass(frozen=True)
class Day:
    """The day of a moment, in the reader's zone, without its year."""

    at: datetime | None
