"""`ydh batch`: imported files, and finishing or undoing one that was interrupted."""

from functools import partial
from typing import Annotated

import typer

from ydh.cli.files.importing import show_result
from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.options import Yes
from ydh.cli.frame.rows import Rows
from ydh.cli.frame.showing import shape
from ydh.core.files.importing import batches
from ydh.core.files.importing.batch_table import BATCHES, ORDERS
from ydh.core.values.words import N_

app = noun_app(BATCHES, without=("show",))
COLUMNS, cells_of = shape(ORDERS)
Number = Annotated[int, typer.Argument(metavar="BATCH", help=BATCHES.one)]


@app.command("show", help=BATCHES.show_help)
@listing(COLUMNS, limited=True)
def show(number: Number) -> Rows[Row]:
    """A batch may have a hundred thousand orders: they never stand in memory."""
    return Rows(partial(batches.batch_orders, session.actor(), number), cells_of)


@app.command("resume", help=BATCHES.act("resume").help)
def resume(number: Number) -> int:
    from ydh.core.files.importing import importing

    show_result(importing.resume(session.actor("import"), number))
    return 0


@app.command("release", help=BATCHES.act("release").help)
def release(number: Number, yes: Yes = False) -> int:
    from ydh.core.files.importing import importing

    options.confirm(N_("Undo this import?"), yes=yes)
    show_result(importing.release(session.actor("import"), number))
    return 0
