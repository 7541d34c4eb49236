"""The command `print` of nouns whose documents have papers."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import options, session
from ydh.core.rules.papers import PDF, TEXT
from ydh.core.values.errors import Invalid, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_

if TYPE_CHECKING:
    from ydh.cli.writing.papers import Printed

MESSAGES["print-where"] = N_("choose one of --pdf, --printer and --tray")
MESSAGES["print-text"] = N_("--text is for --printer and --tray; without them text is what comes")

Numbers = Annotated[list[str], typer.Argument(metavar="NUMBER...", help=N_("numbers, or - to read them from stdin"))]
Width = Annotated[int, typer.Option("--width", min=32, max=200, help=N_("columns of the printer, such as 40 or 80"))]
Pdf = Annotated[str | None, typer.Option("--pdf", metavar="FILE", help=N_("a PDF instead of text; - is stdout"))]
Printer = Annotated[str | None, typer.Option("--printer", metavar="NAME", help=N_("to a printer of the company's"))]
Tray = Annotated[bool, typer.Option("--tray", help=N_("into your tray, for: ydh file get"))]
Text = Annotated[bool, typer.Option("--text", help=N_("to the printer or the tray as text, not as a PDF"))]
Parcels = Annotated[
    int | None, typer.Option("--parcels", help=N_("labels for so many parcels, where the shipment does not say it"))
]

WHICH = N_("which paper: pick, note, packing or label; of an order the order itself, too")


def add_print(app: typer.Typer, kinds: Sequence[str]) -> None:
    """The command `print` of a noun; `kinds` are its papers, the first the one that is meant."""
    paper = typer.Option("--paper", metavar="PAPER", help=WHICH, hidden=len(kinds) == 1)

    @app.command("print", help=N_("print a paper of each document: as text, a PDF, by a printer, into your tray"))
    def print_(
        numbers: Numbers,
        kind: Annotated[str, paper] = kinds[0],
        width: Width = 80,
        pdf: Pdf = None,
        printer: Printer = None,
        tray: Tray = False,
        text: Text = False,
        parcels: Parcels = None,
        force: options.Force = False,
    ) -> int:
        if kind not in kinds:
            raise Invalid("setting-choice", value=kind, choices=tuple(kinds))
        if sum(map(bool, (pdf, printer, tray))) > 1:
            raise Invalid("print-where")
        if text and not (printer or tray):
            raise Invalid("print-text")
        way, to = _where(pdf, printer, tray=tray)
        form = PDF if pdf or (way in ("printer", "tray") and not text) else TEXT
        return _print(numbers, kind, form, way, to, width, parcels, force)


def add_former(app: typer.Typer, name: str, kind: str, other: str = "") -> None:
    """What `print` of one paper was called, for scripts that have it: told of nowhere. `--packing` is the `other`."""

    @app.command(name, hidden=True, help=N_("as print, for scripts that call it so"))
    def former(
        number: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("number"))],
        packing: Annotated[bool, typer.Option("--packing", hidden=not other, help=N_("packing list"))] = False,
        width: Width = 80,
        pdf: Pdf = None,
        force: options.Force = False,
    ) -> int:
        way, to = _where(pdf, None, tray=False)
        paper = other if packing and other else kind
        return _print([number], paper, PDF if pdf else TEXT, way, to, width, None, force)


def _print(numbers: Sequence[str], *wanted: Any) -> int:
    from ydh.cli.writing.papers import Wanted, print_papers

    return _told(print_papers(session.actor(), options.words_of(numbers), Wanted(*wanted)))


def _where(pdf: str | None, printer: str | None, *, tray: bool) -> Any:
    if printer:
        return "printer", printer
    if tray:
        return "tray", ""
    return ("file", pdf) if pdf and pdf != "-" else ("stdout", "")


def _told(done: "Printed") -> int:
    """Say what became of them; the exit code."""
    if done.said:
        print(done.said, file=sys.stderr)
    errors: list[YdhError] = [it.error for it in done.refused]
    for it in done.refused:
        sentence = locale.render(it.error, locale.current())
        print(sentence if it.number in sentence else f"{it.number}: {sentence}", file=sys.stderr)
    return options.code_of(errors, done=done.printed > 0)
