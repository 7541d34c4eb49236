"""`ydh batch`: imported files, and finishing or undoing one that was interrupted."""

from functools import partial
from typing import Annotated

import typer

from ydh.cli.files.importing import show_result
from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.options import Yes
from ydh.cli.frame.rows import Rows
from ydh.cli.workflow.steps import step_name
from ydh.cli.writing.output import DataColumn
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

BATCH = (
    DataColumn("batch", N_("batch"), "code"),
    DataColumn("kind", N_("kind"), "code"),
    DataColumn("name", N_("file")),
    DataColumn("state", N_("state"), "label"),
    DataColumn("good", N_("rows taken"), "integer"),
    DataColumn("bad", N_("rows refused"), "integer"),
    DataColumn("at", N_("time"), "time"),
    DataColumn("by", N_("by")),
)
ORDER = (
    DataColumn("number", N_("number"), "code"),
    DataColumn("ref", N_("file's reference"), "code"),
    DataColumn("customer", N_("customer")),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("total", N_("total"), "money"),
    DataColumn("date", N_("date"), "day"),
)
Number = Annotated[int, typer.Argument(metavar="BATCH", help=N_("the number of a batch"))]


@app.command("list", help=N_("list imported files, the newest first"))
@listing(BATCH, limited=True)
def list_() -> Rows[Row]:
    from ydh.core.files.importing import batches

    return Rows(
        partial(batches.batches, session.actor()),
        lambda b: (b.number, b.kind, b.name, b.state, b.good, b.bad, b.at, b.by),
    )


@app.command("show", help=N_("list the orders that came in a batch"))
@listing(ORDER, limited=True)
def show(number: Number) -> Rows[Row]:
    from ydh.core.files.importing import batches

    return Rows(
        partial(batches.batch_orders, session.actor(), number),
        lambda o: (o.number, o.ref, o.customer, step_name(o.step), o.total, o.business_date),
    )


@app.command("resume", help=N_("finish an import that was interrupted"))
def resume(number: Number) -> int:
    from ydh.core.files.importing import importing

    show_result(importing.resume(session.actor("import"), number))
    return 0


@app.command("release", help=N_("undo an import that was interrupted"))
def release(number: Number, yes: Yes = False) -> int:
    from ydh.core.files.importing import importing

    options.confirm(N_("Undo this import?"), yes=yes)
    show_result(importing.release(session.actor("import"), number))
    return 0
