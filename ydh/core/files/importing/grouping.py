"""From lines to orders: the lines that stand one after another under the same reference.

Lines of an order must stand together, as they do in what shops and tills give out: that takes no memory and no
sorting. A reference that comes back later is a mistake of the file, found in the staged rows, never a second order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.files.importing.columns import ORDER_HEAD
from ydh.core.files.importing.wrong import wrong
from ydh.core.files.reading.cells import unguarded
from ydh.core.files.reading.files import Bad, OpenedFile, Row
from ydh.core.files.reading.problems import Problem
from ydh.core.orders.lines import MOST_LINES
from ydh.core.values.text import key

Values = tuple[Any, ...]


@dataclass(frozen=True)
class DocumentColumns:
    """The names of the columns that are a document's, first of all its reference, and how many lines it may have."""

    names: tuple[str, ...]
    most: int


ORDERS = DocumentColumns(tuple(column.name for column in ORDER_HEAD), MOST_LINES)


class Group:
    """The lines of one order: their head, the rest of each, and what is wrong with them."""

    __slots__ = ("bads", "fold", "head", "layout", "lines", "problems", "raws", "ref", "tails")

    def __init__(self, ref: str, head: Values, layout: DocumentColumns = ORDERS) -> None:
        self.ref, self.fold, self.head, self.layout = ref, key(ref), head, layout
        self.lines: list[int] = []
        self.tails: list[Values] = []
        self.raws: list[Sequence[str]] = []
        """Cells as they stand in the file; kept on demand."""
        self.bads: list[Bad] = []
        self.problems: list[Problem] = []

    @property
    def first(self) -> int:
        """The line on which it begins."""
        return min([*self.lines[:1], *(bad.line for bad in self.bads[:1])])

    @property
    def rows(self) -> int:
        """How many rows of the file it has."""
        return len(self.lines) + len(self.bads)

    def has(self, head: Values) -> bool:
        """Whether a line that begins so is one of its lines."""
        return head == self.head or key(head[0]) == self.fold

    def add(self, line: int, head: Values, values: Values, raw: Sequence[str] | None) -> None:
        """Take a line in; `raw` are its cells where they are kept."""
        if not self.lines:
            self.head = head  # it may have begun with rows that cannot be read
        elif head != self.head:
            self._differ(line, head)
        self.lines.append(line)
        if len(self.tails) <= self.layout.most:
            self.tails.append(values[len(self.layout.names) :])
        if raw is not None:
            self.raws.append(raw)

    def _differ(self, line: int, head: Values) -> None:
        """Note where a line says something else than the first of its order."""
        for name, here, there in zip(self.layout.names[1:], head[1:], self.head[1:], strict=True):
            if here != there:
                data = {"other": _shown(there), "first": self.lines[0]}
                self.problems.append(wrong(line, name, _shown(here), "import-ref-differs", **data))


def _shown(value: Any) -> str:
    return "-" if value in (None, "") else str(value)


def groups(
    table: OpenedFile, place: int | None, *, raw: bool = False, layout: DocumentColumns = ORDERS
) -> Iterator[Group]:
    """The orders of a file, in its order. `place` is the position of the reference; `raw` keeps the lines' cells.

    A bad row belongs to the order that its reference names, and without one to the order before it: an order with a
    line that cannot be read is never taken for whole.
    """
    group: Group | None = None
    width = len(layout.names)
    for item in table:
        if type(item) is Row:
            line, values = item
            head = values[:width]
            if group is None or not group.has(head):
                if group is not None:
                    yield group
                group = Group(head[0], head, layout)
            group.add(line, head, values, tuple(table.current) if raw else None)
            continue
        assert isinstance(item, Bad)
        if item.problems[0].id == "row-header":
            yield _alone(item)
            continue
        ref = _ref_of(item, place)
        if group is None or (ref and key(ref) != group.fold):
            if group is not None:
                yield group
            group = Group(ref, (), layout)
        group.bads.append(item)
    if group is not None:
        yield group


def _alone(bad: Bad) -> Group:
    """A row that belongs to no order."""
    group = Group("", ())
    group.bads.append(bad)
    return group


def _ref_of(bad: Bad, place: int | None) -> str:
    return "" if place is None or place >= len(bad.raw) else unguarded(bad.raw[place]).strip()


def blocks(found: Iterable[Group], *, orders: int, rows: int) -> Iterator[list[Group]]:
    """The orders, so many at a time."""
    block: list[Group] = []
    count = 0
    for group in found:
        block.append(group)
        count += group.rows
        if len(block) >= orders or count >= rows:
            yield block
            block, count = [], 0
    if block:
        yield block
