"""The rows of a list: files, pipes and -q get all, a terminal's table a screenful, which says what it leaves out."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, Generic, TypeVar, get_args

import typer
from typer.models import OptionInfo

from ydh.cli.frame import options
from ydh.cli.writing.output import FOR_PEOPLE
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_

T = TypeVar("T")
S = TypeVar("S")
PAGE = 500  # rows that are read in one look
SCREENFUL = 50  # rows of a table on a terminal, unless it is told otherwise
Params = Mapping[str, tuple[Any, Any]]  # by name: what Typer reads of it, and its default

Limit = Annotated[int | None, typer.Option("--limit", min=1, help=N_("at most so many rows"))]
All = Annotated[bool, typer.Option("--all", help=N_("all rows, on a terminal too"))]


class Rows(Generic[T]):
    """The rows of a list as they are asked for, a page at a time, at most `limit` of them: it never stands in memory.

    `ask` gives the page after `after`, of at most `limit` rows; a list that comes whole gives them all.
    """

    def __init__(self, ask: Callable[..., Page[Any]], shown: Callable[[Any], T] = lambda row: row) -> None:
        self._ask, self._shown = ask, shown
        self.limit: int | None = None
        self.taken = 0
        self.total: Callable[[], int] | None = None
        self.more = False  # whether there are others after those that were taken

    def __iter__(self) -> Iterator[T]:
        page = self._next("")
        rows = len(page.rows)
        self.total = page.total if page.next else lambda: rows
        while True:
            left = None if self.limit is None else self.limit - self.taken
            for row in page.rows[:left]:
                self.taken += 1
                yield self._shown(row)
            self.more = bool(page.next) or (left is not None and len(page.rows) > left)
            if not page.next or self.taken == self.limit:
                return
            page = self._next(page.next)

    def _next(self, after: str) -> Page[Any]:
        return self._ask(after=after, limit=PAGE if self.limit is None else min(PAGE, self.limit - self.taken))


def whole(rows: Iterable[T]) -> Rows[T]:
    """A list that comes whole."""
    return Rows(lambda after, limit: Page(tuple(rows)))


def limits(own: Mapping[str, Any]) -> Params:
    """The options of a list beside its own, by their annotations: --all may mean something else there."""
    found: dict[str, tuple[Any, Any]] = {"limit": (Limit, None)}
    return found if has_all(own) else found | {"unlimited": (All, False)}


def has_all(own: Mapping[str, Any]) -> bool:
    """Whether one of these annotations is an option --all."""
    known = [it for one in own.values() for it in get_args(one)[1:] if isinstance(it, OptionInfo)]
    return any("--all" in (it.default, *(it.param_decls or ())) for it in known)  # the first one is its default yet


def for_terminal(format: str, *, json: bool, to: str | None) -> bool:
    """Whether it is a table that somebody looks at."""
    return options.format_of(format, json=json) in FOR_PEOPLE and to in (None, "-") and sys.stdout.isatty()


def most(limit: int | None, *, unlimited: bool, looked_at: bool) -> int | None:
    """How many rows come at most, None for all of them."""
    if unlimited:
        return None
    return SCREENFUL if limit is None and looked_at else limit


def tell_rest(rows: Rows[Any], *, by_all: bool) -> None:
    """Say on stderr that there are more than were shown, and what shows them. They are counted only then."""
    if not rows.more:
        return
    total = rows.total() if rows.total else None
    if total is None:
        options.say(N_("the first {shown}; there are more: add {option}"), shown=rows.taken, option="--all")
        return
    option = "--all" if by_all else f"--limit {total}"
    shown, of = f"{rows.taken:,}", f"{total:,}"
    options.say(N_("{shown} of {total}; add {option} for all"), shown=shown, total=of, option=option)
