"""What every command that prints a paper shares: how wide the text is, and the PDF instead of it."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from ydh.cli.writing import nested, output
from ydh.core.values.words import N_

WIDE = 80
Width = Annotated[int, typer.Option("--width", min=32, max=200, help=N_("columns of the printer, such as 40 or 80"))]
Pdf = Annotated[str | None, typer.Option("--pdf", metavar="FILE", help=N_("a PDF instead of text; - is stdout"))]


def put(
    it: Any,
    text: Callable[[Any, int], str],
    drawn: Callable[[Any], bytes],
    *,
    width: int,
    pdf: str | None,
    force: bool,
) -> int:
    """The paper `it` as text on stdout, or as a PDF where one was asked for. Raises as `output.put` and Page do."""
    if pdf is None:
        nested.emit(text(it, width), None, force=force)
    else:
        output.put(drawn(it), pdf, format="PDF", option="--pdf", overwrite=force)
    return 0
