"""A progress bar for the one who waits: on stderr, and only when that is a terminal."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

Advance = Callable[[int], None]


@contextlib.contextmanager
def progress(text: str, total: int | None = None, *, stream: TextIO | None = None) -> Iterator[Advance]:
    """Show a bar headed `text` (already translated) while the block runs; call what it gives with the steps done.

    `total` None is a bar without an end. `stream` is stderr unless given. The bar is gone when the block ends.
    """
    stream = sys.stderr if stream is None else stream
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield _nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = TextColumn("{task.description}", markup=False)  # a file's name is not markup
    columns = (shown, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    with Progress(*columns, console=Console(file=stream), transient=True) as bars:
        task = bars.add_task(text, total=total)
        yield lambda steps: bars.advance(task, steps)


def _nothing(_steps: int) -> None:
    return None
