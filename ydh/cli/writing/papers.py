"""Papers of documents: made as text or PDF, and taken where they are wanted.

What draws a paper stands in the room of its document, and is imported when such a paper is printed.
"""

import importlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ydh import locale
from ydh.cli.writing import output
from ydh.core.rules.papers import LABEL, PAPERS, PDF, TEXT
from ydh.core.values.outcomes import Refused
from ydh.core.values.words import N_
from ydh.locale.values import local_time

WIDE = 80  # columns of a printer
DRAWN = {  # what writes each as text, and what draws it
    "pick": ("shipping.pick_paper", "shipping.pick_pdf"),
    "note": ("shipping.delivery_note", "shipping.delivery_pdf"),
    "packing": ("shipping.delivery_note", "shipping.delivery_pdf"),
    "label": ("shipping.address_label", "shipping.address_label"),
    "order": ("workflow.document_paper", "workflow.document_paper"),
    "return": ("workflow.document_paper", "workflow.document_paper"),
}
SAID = {  # by where they went
    "file": N_("{papers}: {path}"),
    "printer": N_("{papers}: printed by {name}"),
    "tray": N_("{papers}: in your tray as {name}"),
}
COUNT = N_("{paper} x {n}")


class Wanted(NamedTuple):
    """Which paper, how, and where to. `to` is the path of a file, or the name of a printer."""

    kind: str
    form: str = TEXT
    way: Literal["stdout", "file", "printer", "tray"] = "stdout"
    to: str = ""
    width: int = WIDE
    parcels: int | None = None
    overwrite: bool = False


class Printed(NamedTuple):
    """What became of them: how many were printed, where they are in the reader's words, and which were not."""

    printed: int
    said: str
    refused: tuple[Refused, ...]


def print_papers(actor: Any, numbers: Sequence[str], wanted: Wanted) -> Printed:
    """Print a paper of each document in the words of this run; one that cannot be printed does not stop the others.

    Raises what the file, the printer or the tray refuses, Invalid, and NotFound for a printer that there is not.
    """
    from ydh.core.files import papers

    printer = papers.printer(actor, wanted.kind, wanted.to) if wanted.way == "printer" else None
    found = papers.papers(actor, wanted.kind, numbers, parcels=wanted.parcels)
    made = [it for it in found if isinstance(it, papers.Paper)]
    refused = tuple(it for it in found if isinstance(it, Refused))
    if not made:
        return Printed(0, "", refused)
    data, lacking = _made(made, wanted)

    def leave() -> None:
        papers.leaves(actor, wanted.kind, len(made), to_file=wanted.way != "stdout")

    name = _take(actor, data, _name(made, wanted.form), wanted, printer, leave)
    words = locale.current()
    count = words(COUNT).format(paper=words(PAPERS[wanted.kind]), n=len(made))
    said = words(SAID[wanted.way]).format(papers=count, path=wanted.to, name=name) if wanted.way in SAID else ""
    return Printed(len(made), "  ".join(filter(None, (said, lacking))), refused)


def _made(papers: Sequence[Any], wanted: Wanted) -> tuple[bytes, str]:
    """The papers as one file, and what it says of characters that it lacks. Raises YdhError without the extra."""
    of_text, drawn = (f"ydh.cli.{name}" for name in DRAWN[wanted.kind])
    if wanted.form == TEXT:
        text = importlib.import_module(of_text).text
        return "\f".join(text(paper, wanted.width) for paper in papers).encode(), ""
    from ydh.cli.writing.pdf import PdfPage

    draws = importlib.import_module(drawn)
    words = locale.current()
    titles = [f"{words(PAPERS[paper.kind])} {paper.number}" for paper in papers]
    page = PdfPage(titles[0], *getattr(draws, "SHEET", ()), foot=wanted.kind != LABEL)
    for n, (paper, title) in enumerate(zip(papers, titles, strict=True)):
        if n:
            page.another(title)
        draws.draw(page, paper)
    return page.done(), page.lacking() if page.missing else ""


def _name(papers: Sequence[Any], form: str) -> str:
    """What a file of them is called: after the one document, or how many and when, by the company's clock."""
    suffix = "pdf" if form == PDF else "txt"
    if len(papers) == 1:
        return f"{papers[0].kind}-{papers[0].number}.{suffix}"
    at = "".join(filter(str.isdigit, local_time(locale.current().zone)(datetime.now(UTC))))
    return f"{papers[0].kind}-{len(papers)}-{at[:8]}-{at[8:12]}.{suffix}"


def _take(actor: Any, data: bytes, name: str, wanted: Wanted, printer: Any, leave: Callable[[], None]) -> str:
    """Take them where they are wanted; gives the name under which they are there. `leave` journals it before."""
    if wanted.way == "file":
        with output.replacing(Path(wanted.to), overwrite=wanted.overwrite) as file:
            leave()
            file.write(data)
        return wanted.to
    leave()
    if wanted.way == "stdout":
        if wanted.form == PDF:
            output.put(data, "-", format="PDF", option="--pdf")
        else:
            output.pages(data.decode())
        return ""
    from ydh.core.files import tray

    kept = tray.keep(actor, name, data)
    if printer is None:
        return kept.name
    from ydh.cli.writing import printer as lp

    lp.send(printer.queue, kept, name)
    tray.remove(actor, kept.name)
    return str(printer.name)
