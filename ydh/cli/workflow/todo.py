"""`ydh todo`: what waits for me."""

from operator import attrgetter

import typer

from ydh.cli.frame import answering, session
from ydh.cli.frame.listing import put_list
from ydh.cli.frame.options import Force, Format, Json, Output, Quiet
from ydh.cli.frame.rows import whole
from ydh.cli.frame.showing import for_people, shape
from ydh.core.values.words import N_
from ydh.core.workflow import todo_table

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(help=N_("what waits for me: my queues, picks, cases, papers, limits, holds that I can lift"))
@answering.prints(lambda make: make.rows(shape(todo_table.FACTS)[0]))
def todo(
    quiet: Quiet = False, format: Format = "table", json: Json = False, to: Output = None, force: Force = False
) -> int:
    from ydh.core.workflow import queues

    facts = todo_table.FACTS
    put_list(
        whole(todo_table.todo(queues.day(session.actor()))),
        shape(facts),
        shape(for_people(facts), people=True),
        key=attrgetter("code"),
        title=N_("what waits for me"),
        whole_of=None,
        limit=None,
        unlimited=True,
        by_all=False,
        quiet=quiet,
        format=format,
        json=json,
        output=to,
        force=force,
    )
    return 0
