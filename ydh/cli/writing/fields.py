"""One record on a terminal: a field a line, and a list as a tree of its members; nothing is cut, what is long folds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from ydh.cli.writing.cells import Sheet
from ydh.cli.writing.layout import width_of
from ydh.cli.writing.output import Painter
from ydh.cli.writing.painted import LEAST, painted

if TYPE_CHECKING:
    from rich.table import Table
    from rich.tree import Tree


def painter(members: Sequence[Sequence[str]]) -> Painter:
    """Draws rows of a field's title and its value; a field with several `members` becomes a branch of each."""

    def draw(sheet: Sheet, sink: TextIO) -> int:
        from rich.console import Group

        rows = list(sheet.rows)
        room = max(width_of(title) for title, _ in rows)
        parts = [
            _branches(title, several) if len(several) > 1 else _line(title, value, room)
            for (title, value), several in zip(rows, members, strict=True)
        ]
        sink.write(painted(Group(*parts), max(sheet.width or 0, LEAST), colour=sheet.colour))
        return len(rows)

    return draw


def _line(title: str, value: str, room: int) -> "Table":
    from rich.table import Table
    from rich.text import Text

    line = Table.grid(padding=(0, 2, 0, 0))
    line.add_column(width=room, overflow="fold")
    line.add_column(ratio=1, overflow="fold")
    line.add_row(Text(title, "bold"), Text(value))
    return line


def _branches(title: str, members: Sequence[str]) -> "Tree":
    from rich.text import Text
    from rich.tree import Tree

    tree = Tree(Text(title, "bold"))
    for member in members:
        tree.add(Text(member, overflow="fold"))
    return tree
