"""What every command that prints a paper shares: how wide the text is, and the PDF instead of it."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ydh.cli.writing import nested, output
from ydh.core.values.words import N_

if TYPE_CHECKING:
    from ydh.cli.writing.pdf import PdfPage

WIDE = 80
Width = Annotated[int, typer.Option("--width", min=32, max=200, help=N_("columns of the printer, such as 40 or 80"))]
Pdf = Annotated[str | None, typer.Option("--pdf", metavar="FILE", help=N_("a PDF instead of text; - is stdout"))]


def put(
    it: Any,
    text: Callable[[Any, int], str],
    drawn: Callable[[Any], "PdfPage"],
    *,
    width: int,
    pdf: str | None,
    force: bool,
) -> int:
    """The paper `it` as text on stdout, or as a PDF where one was asked for. Raises as `output.put` and PdfPage do.

    What a PDF cannot print is said on stderr too.
    """
    if pdf is None:
        nested.emit(text(it, width), None, force=force)
    else:
        page = drawn(it)
        output.put(page.done(), pdf, format="PDF", option="--pdf", overwrite=force)
        if page.missing:
            print(page.lacking(), file=sys.stderr)
    return 0
