"""What Rich draws for a terminal, as text of so many cells: nobody's words are ever read as its markup."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

LEAST = 40  # cells of a list or a record: a narrower terminal breaks its lines itself


def painted(shown: "RenderableType", width: int, *, colour: bool) -> str:
    """The finished lines of what is to be shown, none wider than `width` and none with blanks at its end.

    Without `colour` they are plain text. A caller writes them itself: Rich would end the process where a reader goes
    away.
    """
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        width=width,
        height=25,  # without one a simple terminal (TERM=dumb) would be 80 wide, whatever is said
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as lines:
        console.print(shown)
    return "".join(line.rstrip() + "\n" for line in lines.get().splitlines())


def bars(eighths: Sequence[int], longest: int) -> list[str]:
    """A bar for each number of eighths of a cell, in at most `longest` cells."""
    from rich.bar import Bar
    from rich.console import Group

    if not eighths:
        return []
    all_of_them = Group(*(Bar(longest * 8, 0, one, width=longest) for one in eighths))
    return painted(all_of_them, longest, colour=False).splitlines()
