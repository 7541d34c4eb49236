"""ydh stock take: a stocktake, from the sheet that goes out to the count that comes in."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, Version, attributes, change, listing
from ydh.cli.stock.stock_paper import LINES, Number, file_lines, line_row
from ydh.cli.writing.cells import DataColumn
from ydh.core.stock import paper_looking, stocktake
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

SHEET = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("attributes", N_("attributes")),
    DataColumn("unit", N_("unit")),
    DataColumn("place", N_("shelf"), "code"),
    DataColumn("lot", N_("lot"), "code"),
    DataColumn("expires", N_("expires"), "day"),
    DataColumn("counted", N_("counted"), "quantity"),
    DataColumn("reason", N_("reason")),
)


@app.command("begin", help=N_("begin a stocktake of a warehouse, or of one category of it; prints its number"))
def begin(
    warehouse: Annotated[str, typer.Option("--warehouse", help=N_("code or name; the main one unless given"))] = "",
    category: Annotated[str, typer.Option("--category", help=N_("of this category only"))] = "",
    reason: Annotated[str, typer.Option("--reason", help=N_("why"))] = "",
) -> int:
    """Begin a stocktake."""
    print(stocktake.begin(session.actor(), warehouse=warehouse, category=category, reason=reason))
    return 0


@app.command("sheet", help=N_("the sheet to count with; the column counted comes back filled in"))
@listing(SHEET, quiet=False)
def sheet(number: Number) -> Iterable[Row]:
    """The count sheet, which does not tell what the books say."""
    for it in paper_looking.paper(session.actor(), number).lines:
        about = (it.sku, it.name, attributes(it.attributes), it.unit, it.place, it.lot, it.expires)
        yield *about, it.quantity, it.reason


@app.command("enter", help=N_("enter what was counted: the sheet that came back, or - for stdin"))
@change(N_("{number}: {lines} lines are counted; see the differences with: ydh stock take differences {number}"))
def enter(
    number: Number,
    file: Annotated[str, typer.Argument(metavar="FILE", help=N_("a CSV or Excel file, or - for stdin"))],
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=N_("when it was counted, such as 2026-11-29T08:30"))
    ] = None,
    seen: Version = None,
) -> Mapping[str, Any]:
    """Enter counts."""
    lines = file_lines(file, counted=True)
    stocktake.enter(session.actor(), number, lines, at=_moment(at), seen=seen)
    return {"number": number, "lines": len(lines)}


def _moment(text: str | None) -> datetime | None:
    """A time by the company's clock, unless it says another zone."""
    if text is None:
        return None
    from ydh.core.administration.settings import name_and_zone
    from ydh.core.values.errors import Invalid
    from ydh.core.values.words import visible

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid("time-form", value=visible(text)) from None
    return found if found.tzinfo else found.replace(tzinfo=name_and_zone(session.actor())[1])


@app.command("differences", help=N_("what differs from the books; post it with: ydh stock paper confirm"))
@listing(LINES, quiet=False)
def differences(number: Number) -> Iterable[Row]:
    """What differs."""
    return [line_row(it) for it in paper_looking.paper(session.actor(), number).lines if it.difference]
