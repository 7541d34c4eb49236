"""Rows as they were meant: without what stands below the table, with what only the first of several says."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from ydh.core.files.reading.delimited import Raw, Wrong
from ydh.core.values.errors import Invalid
from ydh.core.values.money import PRICE_PLACES, number
from ydh.core.values.text import escaped, key

Rows = Callable[[], Iterator[Raw]]


def is_blank(cells: Sequence[str]) -> bool:
    """Whether nothing that shows stands in the row."""
    return not any(cell and not cell.isspace() for cell in cells)


def without_last(rows: Rows, count: int) -> Rows:
    """The rows but for the last `count` that are not blank."""

    def shorter() -> Iterator[Raw]:
        held: deque[Raw] = deque()
        for raw in rows():
            if is_blank(raw.cells) and not raw.wrong:
                continue
            held.append(raw)
            if len(held) > count:
                yield held.popleft()

    return shorter


def untitled(rows: Rows, start: int, places: Sequence[int]) -> Rows:
    """The rows, those after the line `start` marked that have something at one of `places`, which has no title."""

    def marked() -> Iterator[Raw]:
        for raw in rows():
            cells = raw.cells
            found = [at for at in places if at < len(cells) and cells[at].strip()] if raw.line > start else ()
            wrong = tuple(Wrong(None, "row-untitled", {"number": at + 1}, "hint-row-untitled") for at in found)
            yield raw._replace(wrong=raw.wrong + wrong) if wrong else raw

    return marked


def agreeing(rows: Rows, start: int, titles: Sequence[str], same: tuple[int, int]) -> Rows:
    """The rows, those after the line `start` marked in which the two places `same` differ."""
    one, other = same

    def marked() -> Iterator[Raw]:
        for raw in rows():
            cells = raw.cells
            if raw.line > start and max(same) < len(cells) and not _equal(cells[one], cells[other]):
                data: dict[str, object] = {"title": escaped(titles[other]), "other": escaped(cells[other])}
                raw = raw._replace(wrong=(*raw.wrong, Wrong(one, "own-list-differs", data, "hint-own-list-differs")))
            yield raw

    return marked


def _equal(one: str, other: str) -> bool:
    if one.strip() == other.strip():
        return True
    try:
        return number(one, "", places=PRICE_PLACES) == number(other, "", places=PRICE_PLACES)
    except Invalid:
        return False


def filled_down(rows: Rows, start: int, shared: int, places: Sequence[int]) -> Rows:
    """The rows after the line `start`, a blank cell of `places` filled from the row above it that belongs together.

    Rows do when they have the same at the place `shared`, or nothing.
    """

    def filled() -> Iterator[Raw]:
        above: list[str] = []
        for raw in rows():
            cells = raw.cells
            if raw.line > start and len(cells) > max(shared, *places) and not is_blank(cells):
                here = cells[shared]
                if above and (not here.strip() or key(here.strip()) == key(above[shared].strip())):
                    for place in (shared, *places):
                        if not cells[place].strip():
                            cells[place] = above[place]
                above = cells
            yield raw

    return filled
