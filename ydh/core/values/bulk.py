"""Rows that come from files: a draft of each, written in chunks."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from ydh.core.values.lazy import dataclass

T = TypeVar("T")
CHUNK = 500


@dataclass(slots=True, eq=False)
class Draft:
    """A row as it is (`before`, None when it is new) and as it shall be."""

    fold: str
    code: str
    after: dict[str, Any]
    before: dict[str, Any] | None = None
    id: int = 0
    version: int = 1
    head: str = ""
    seq: int = 0
    parent: "Draft | None" = None
    parent_id: int = 0

    @property
    def touched(self) -> bool:
        """Whether there is anything to write."""
        return self.after != self.before


def chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows, CHUNK at a time."""
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
