"""What a pass over a file gives, some rows at a time: rows to be staged, and rows refused."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ydh.core.files.importing.plans import PROBLEMS_SHOWN
from ydh.core.files.reading.files import Bad
from ydh.core.files.reading.problems import Problem


class Block(NamedTuple):
    """Some rows of a file; a row to be staged is its line and JSON text, a refused one has its cells on demand."""

    staged: list[tuple[int, str]]
    refused: Sequence[Bad]
    rows: int


class Refusals:
    """What is wrong in a file: all counted, the first of each kept; equal problems are one with their number."""

    def __init__(self) -> None:
        self.rows = self.count = 0
        self._first: dict[tuple[str, ...], list[Any]] = {}

    @property
    def shown(self) -> list[Problem]:
        """The first different problems, each on the line where it is met first."""
        return [replace(problem, times=times) for problem, times in self._first.values()]

    def add(self, refused: Iterable[Bad]) -> None:
        """Count refused rows. A row that only shares another's fate has no problem of its own."""
        for bad in refused:
            self.rows += 1
            own = [problem for problem in bad.problems if problem.id != "import-ref-refused"]
            self.note(own)

    def note(self, problems: Sequence[Problem]) -> None:
        """Count problems of rows that are counted already."""
        self.count += len(problems)
        for problem in problems:
            if problem.same in self._first:
                self._first[problem.same][1] += 1
            elif len(self._first) < PROBLEMS_SHOWN:
                self._first[problem.same] = [problem, 1]
