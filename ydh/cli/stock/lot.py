"""ydh lot: lots of goods, and the list of whom to call when one must come back."""

from collections.abc import Iterable
from typing import Annotated

import typer

from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.showing import shape
from ydh.core.stock import lot_looking
from ydh.core.stock.lot_table import LOTS, SKU, WENT
from ydh.core.values.words import N_

app = noun_app(LOTS)
COLUMNS, row_of = shape(WENT)


@app.command("recall", help=N_("whom to call when a lot must come back: customer, phone, order, shipment, quantity"))
@listing(COLUMNS, limited=True)
def recall(
    lot: Annotated[str, typer.Argument(metavar="LOT", help=LOTS.one)],
    sku: Annotated[str, typer.Option("--sku", help=SKU.help)] = "",
) -> Iterable[Row]:
    """The recall list of a lot."""
    return [row_of(it) for it in lot_looking.trace(session.actor(), lot, sku=sku).went if it.shipped_at]
