"""ydh stock: what is there, why, and what people do about it."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated

import typer

from ydh.cli.files.importing import add_import
from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.rows import Rows
from ydh.cli.frame.showing import shape
from ydh.cli.stock import stock_paper, stock_take
from ydh.core.stock import limits, looking
from ydh.core.stock.stock_table import MOVES_OF, STOCK, TO_BUY, WARNINGS, WHERE
from ydh.core.values.words import N_

app = noun_app(STOCK)
app.add_typer(stock_paper.app, name="paper", help=N_("stock papers of many lines: goods in, out, moved"))
app.add_typer(stock_take.app, name="take", help=N_("a stocktake: the sheet out, the count in"))

MOVES, move = shape(MOVES_OF)
OUTSIDE, outside = shape(WARNINGS)
SUGGESTIONS, suggestion = shape(TO_BUY)


@app.command("moves", help=N_("the moves behind an item's figure, newest first"))
@listing(MOVES, quiet=False, limited=True)
def moves(
    code: Annotated[str, typer.Argument(metavar="CODE", help=STOCK.one)],
    warehouse: Annotated[str, typer.Option("--warehouse", help=WHERE.help)] = "",
) -> Rows[Row]:
    """Why a figure is what it is."""
    return Rows(partial(looking.moves, session.actor(), code, warehouse=warehouse), move)


@app.command("warnings", help=N_("what is below its lower limit or above its upper one"))
@listing(OUTSIDE, limited=True)
def warnings() -> Iterable[Row]:
    """Levels outside their limits."""
    return map(outside, limits.warnings(session.actor()))


@app.command("suggest", help=N_("what should be bought for the orders that wait and the lower limits"))
@listing(SUGGESTIONS, limited=True)
def suggest() -> Iterable[Row]:
    """What should be bought."""
    return map(suggestion, limits.suggestions(session.actor()))


add_import(app, "stock")
