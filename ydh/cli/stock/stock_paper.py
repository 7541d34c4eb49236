"""ydh stock paper: goods in, out, lost, moved, of many items on one paper."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from ydh import locale
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import PAGE, AsJson, Limit, Row, Version, attributes, change, did, every, listing
from ydh.cli.frame.options import DryRun, Force, Json, Output
from ydh.cli.writing.cells import DataColumn
from ydh.cli.writing.members import AS_QUANTITIES
from ydh.core.stock import paper_looking, papers
from ydh.core.stock.views import PaperHead, PaperLine, PaperSheetLine, StockPaper
from ydh.core.values.errors import Invalid
from ydh.core.values.money import QUANTITY_PLACES, number
from ydh.core.values.words import N_, visible

POSTED = answering.deed("{number}")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Number = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("number of the paper"))]
Kind = Annotated[str, typer.Argument(metavar="KIND", help=N_("receipt, other_in, other_out, loss, transfer or adjust"))]
Line = Annotated[
    list[str] | None, typer.Option("--line", metavar="CODE=QUANTITY", help=N_("a line, CODE=QUANTITY@LOT with its lot"))
]
Lines = Annotated[str | None, typer.Option("--file", help=N_("lines from a CSV or Excel file, or - for stdin"))]

PAPERS = (
    DataColumn("number", N_("number"), "code"),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("state", N_("state"), "label"),
    DataColumn("warehouse", N_("warehouse"), "code"),
    DataColumn("to", N_("to"), "code"),
    DataColumn("lines", N_("lines"), "integer"),
    DataColumn("supplier", N_("supplier")),
    DataColumn("reference", N_("document"), "code"),
    DataColumn("expected", N_("expected"), "day"),
    DataColumn("by", N_("by")),
    DataColumn("created_at", N_("time"), "time"),
    DataColumn("posted_by", N_("posted by")),
    DataColumn("version", N_("version"), "ordinal"),
)
LINES = (
    DataColumn("position", N_("line"), "integer"),
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("attributes", N_("attributes")),
    DataColumn("unit", N_("unit")),
    DataColumn("lot", N_("lot"), "code"),
    DataColumn("expires", N_("expires"), "day"),
    DataColumn("book", N_("in the books"), "quantity"),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("difference", N_("difference"), "quantity"),
    DataColumn("reason", N_("reason")),
)


@app.command("list", help=N_("list the stock papers, newest first"))
@listing(PAPERS)
def list_(
    kind: Annotated[str, typer.Option("--kind", help=N_("of this kind only"))] = "",
    state: Annotated[str, typer.Option("--state", help=N_("open, waiting, posted or void"))] = "",
    limit: Limit = None,
) -> Iterable[Row]:
    """Stock papers."""
    actor = session.actor()
    return map(
        _head, every(lambda after: paper_looking.papers(actor, kind=kind, state=state, after=after, limit=PAGE), limit)
    )


def _head(it: PaperHead) -> Row:
    where = (it.warehouse, it.to, it.lines, it.supplier, it.reference, it.expected)
    return it.number, it.kind, it.state, *where, it.by, it.created_at, it.posted_by, str(it.version)


@app.command("show", help=N_("a stock paper with its lines"))
@answering.prints(lambda make: make.of_type(StockPaper))
def show(number: Number, json: Json = False, to: Output = None, force: Force = False) -> int:
    """One paper."""
    from ydh.cli.writing import nested

    it = paper_looking.paper(session.actor(), number)
    nested.emit(nested.json(it) if json else _sheet(it), to, force=force)
    return 0


def _sheet(it: StockPaper) -> str:
    from ydh.cli.writing import nested

    words, head = locale.current(), it.head
    way = f"{head.warehouse} -> {head.to}" if head.to else head.warehouse
    first = f"{head.number}  {locale.plain(head.kind, words)}  {locale.plain(head.state, words)}  {way}"
    said = " ".join(filter(None, (head.supplier, head.reference, head.reason)))
    return first + (f"\n{visible(said)}" if said else "") + nested.block("", LINES, map(line_row, it.lines))


def line_row(it: PaperSheetLine) -> Row:
    """A line as LINES show it."""
    about = (it.position, it.sku, it.name, attributes(it.attributes), it.unit, it.lot, it.expires)
    return *about, it.book, it.quantity, it.difference, it.reason


@app.command("make", help=N_("write a stock paper of many lines and post it, or keep it open"))
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


@app.command("rewrite", help=N_("put other lines on an open paper"))
@change(N_("{number} is changed"))
def rewrite(number: Number, line: Line = None, file: Lines = None, seen: Version = None) -> Mapping[str, Any]:
    """Other lines."""
    papers.rewrite(session.actor(), number, given_lines(line, file), seen=seen)
    return {"number": number}


@app.command("confirm", help=N_("post a stock paper that was kept open, or that waits for a second person"))
@POSTED
def confirm(number: Number, seen: Version = None, dry_run: DryRun = False, json: AsJson = False) -> int:
    """Post a paper."""
    said(papers.confirm(session.actor(), number, seen=seen, dry_run=dry_run), dry_run=dry_run, json=json)
    return 0


@app.command("void", help=N_("give up a stock paper that is not posted"))
@change(N_("{number} is void"))
def void(
    number: Number, reason: Annotated[str, typer.Option("--reason", help=N_("why"))], seen: Version = None
) -> Mapping[str, Any]:
    """Void a paper."""
    papers.void(session.actor(), number, reason=reason, seen=seen)
    return {"number": number}


def said(it: papers.Posted, *, dry_run: bool, json: bool) -> None:
    """Say what became of a paper."""
    text = {
        "posted": N_("{number} is posted, {lines} lines"),
        "waiting": N_("{number} waits for somebody else to confirm it: ydh stock paper confirm {number}"),
    }[it.state.code]
    lines = [{"code": x.sku, "warehouse": x.warehouse, "old": x.old, "new": x.new} for x in it.lines]
    data = {"number": it.number, "state": it.state.code, "lines": len(lines)}
    did(text, data if not json else data | {"changes": lines}, json=json, kinds=AS_QUANTITIES)
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
    return PaperLine(code.strip(), number(quantity, "quantity", places=QUANTITY_PLACES, least=None), lot.strip())
