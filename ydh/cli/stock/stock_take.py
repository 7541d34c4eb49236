"""ydh stock take: a stocktake, from the sheet that goes out to the count that comes in."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, Version, change, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.showing import shape
from ydh.cli.stock.stock_paper import Number, file_lines
from ydh.core.administration.settings import name_and_zone
from ydh.core.stock import paper_looking, stocktake
from ydh.core.stock.paper_table import LINES
from ydh.core.stock.stocktake_table import SHEET, STOCKTAKES
from ydh.core.stock.stocktake_table import differences as differences_of
from ydh.core.values.days import moment
from ydh.core.values.words import N_

app = noun_app(STOCKTAKES)

COUNT_SHEET, to_count = shape(SHEET)
DIFFERENCES, differing = shape(LINES)


@app.command("begin", help=STOCKTAKES.act("begin").help)
def begin(
    warehouse: Annotated[str, typer.Option("--warehouse", help=N_("code or name; the main one unless given"))] = "",
    category: Annotated[str, typer.Option("--category", help=N_("of this category only"))] = "",
    shelf: Annotated[
        str, typer.Option("--shelf", help=N_("of this shelf only, and what is part of it: A-02 is A-02-1 too"))
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help=N_("why"))] = "",
) -> int:
    """Begin a stocktake."""
    about = {"warehouse": warehouse, "category": category, "shelf": shelf, "reason": reason}
    print(stocktake.begin(session.actor(), **about))
    return 0


@app.command("sheet", help=N_("the sheet to count with; the column counted comes back filled in"))
@listing(COUNT_SHEET, quiet=False)
def sheet(number: Number) -> Iterable[Row]:
    """The count sheet, which does not tell what the books say."""
    return map(to_count, paper_looking.paper(session.actor(), number).lines)


@app.command("enter", help=N_("enter what was counted: the sheet that came back, or - for stdin"))
@change(N_("{number}: {lines} lines are counted; see the differences with: ydh stock take differences {number}"))
def enter(
    number: Number,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("a CSV or Excel file, or - for stdin"))],
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="TIME", help=N_("when it was counted, by the company's clock, such as 2026-11-29T08:30")
        ),
    ] = None,
    seen: Version = None,
) -> Mapping[str, Any]:
    """Enter counts."""
    when = moment(at, "at", name_and_zone(session.actor())[1]) if at else None
    lines = file_lines(file, counted=True)
    stocktake.enter(session.actor(), number, lines, at=when, seen=seen)
    return {"number": number, "lines": len(lines)}


@app.command("differences", help=N_("what differs from the books; post it with: ydh stock paper confirm"))
@listing(DIFFERENCES, quiet=False)
def differences(number: Number) -> Iterable[Row]:
    """What differs."""
    return map(differing, differences_of(paper_looking.paper(session.actor(), number)))
