"""ydh stock paper: goods in, out, lost, moved, of many items on one paper."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from ydh import locale
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import AsJson, Version, change, did
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.options import DryRun
from ydh.cli.writing.members import AS_QUANTITIES
from ydh.core.stock import papers
from ydh.core.stock.paper_table import STOCK_PAPERS, became, said_of
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Invalid
from ydh.core.values.quantities import typed
from ydh.core.values.words import N_, visible

POSTED = answering.deed("{number}")

app = noun_app(STOCK_PAPERS)

Number = Annotated[str, typer.Argument(metavar="NUMBER", help=STOCK_PAPERS.one)]
Kind = Annotated[str, typer.Argument(metavar="KIND", help=N_("receipt, other_in, other_out, loss, transfer or adjust"))]
Line = Annotated[
    list[str] | None, typer.Option("--line", metavar="CODE=QUANTITY", help=N_("a line, CODE=QUANTITY@LOT with its lot"))
]
Lines = Annotated[str | None, typer.Option("--file", help=N_("lines from a CSV or Excel file, or - for stdin"))]


@app.command("make", help=STOCK_PAPERS.act("make").help)
@POSTED
def make(
    kind: Kind,
    line: Line = None,
    file: Lines = None,
    warehouse: Annotated[str, typer.Option("--warehouse", help=N_("code or name; the main one unless given"))] = "",
    to: Annotated[str, typer.Option("--to", help=N_("of a transfer: the warehouse that the goods go to"))] = "",
    supplier: Annotated[str, typer.Option("--supplier", help=N_("whom it was bought from"))] = "",
    document: Annotated[str, typer.Option("--document", help=N_("number of the other side's paper"))] = "",
    reason: Annotated[str, typer.Option("--reason", help=N_("why"))] = "",
    open_: Annotated[bool, typer.Option("--open", help=N_("change nothing until it is confirmed"))] = False,
    expected: Annotated[
        str | None, typer.Option("--expected", metavar="DAY", help=N_("when the goods will be there"))
    ] = None,
    dry_run: DryRun = False,
    json: AsJson = False,
) -> int:
    """Write a paper."""
    actor, lines = session.actor(), given_lines(line, file)
    about: dict[str, Any] = {"warehouse": warehouse, "to": to, "supplier": supplier, "reference": document}
    about["reason"] = reason
    if open_ or expected:
        about["expected"] = options.day_of(expected, "expected")
        did(N_("{number} is open"), {"number": papers.open_paper(actor, kind, lines, **about)}, json=json)
        return 0
    said(papers.post_paper(actor, kind, lines, dry_run=dry_run, **about), dry_run=dry_run, json=json)
    return 0


@app.command("rewrite", help=STOCK_PAPERS.act("rewrite").help)
@change(N_("{number} is changed"))
def rewrite(number: Number, line: Line = None, file: Lines = None, seen: Version = None) -> Mapping[str, Any]:
    """Other lines."""
    papers.rewrite(session.actor(), number, given_lines(line, file), seen=seen)
    return {"number": number}


@app.command("confirm", help=STOCK_PAPERS.act("confirm").help)
@POSTED
def confirm(number: Number, seen: Version = None, dry_run: DryRun = False, json: AsJson = False) -> int:
    """Post a paper."""
    made = papers.confirm(session.actor(), number, seen=seen, dry_run=dry_run)
    said(made, dry_run=dry_run, json=json)
    for _, why in made.aside:
        print(locale.render(why, locale.current()), file=sys.stderr)
    return options.EXIT_PARTLY if made.aside else 0


def said(it: papers.Posted, *, dry_run: bool, json: bool) -> None:
    """Say what became of a paper."""
    lines = [{"code": x.sku, "warehouse": x.warehouse, "old": x.old, "new": x.new} for x in it.lines]
    data = said_of(it)
    did(became(data), data if not json else data | {"changes": lines}, json=json, kinds=AS_QUANTITIES)
    if dry_run:
        options.say(N_("Nothing was changed: this was a dry run."))


def given_lines(line: list[str] | None, file: str | None) -> list[PaperLine]:
    """The lines from --line and from a file. Raises Invalid, Many."""
    lines = [_line(word) for word in line or []]
    if file is not None:
        lines += file_lines(file)
    if not lines:
        raise Invalid("paper-lines")
    return lines


def file_lines(file: str, *, counted: bool = False) -> list[PaperLine]:
    """The lines of a file, or of stdin for -. Raises Invalid, Many."""
    from ydh.core.files.paper_files import read_lines

    source: Path | BinaryIO = options.existing(file) if file != "-" else sys.stdin.buffer
    if file == "-" and sys.stdin.isatty():
        raise Invalid("stdin-terminal")
    return read_lines(source, name=Path(file).name, counted=counted)


def _line(word: str) -> PaperLine:
    code, mark, rest = word.rpartition("=")
    quantity, _at, lot = rest.partition("@")
    if not mark or not code.strip() or not quantity.strip():
        raise Invalid("pair-form", option="--line", value=visible(word))
    return PaperLine(code.strip(), typed(quantity, least=None), lot.strip())
