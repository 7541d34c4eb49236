"""`ydh return`: its table's commands, acts on the workflow, asking for returns, what of an order can come back."""

from collections.abc import Iterable
from typing import Annotated

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.showing import shape
from ydh.cli.returns import acts, asking
from ydh.cli.workflow import documents
from ydh.core.returns.return_table import RETURNABLE, RETURNS
from ydh.core.rules.returns import RETURN
from ydh.core.values.words import N_

app = noun_app(RETURNS)
LINES, _cells = shape(RETURNABLE)


@app.command("lines", help=N_("show what of an order can come back, until when, and what was promised"))
@listing(LINES, quiet=False)
def lines(number: Annotated[str, typer.Argument(help=N_("the order's number"), metavar="NUMBER")]) -> Iterable[Row]:
    from ydh.core.returns import looking

    found = looking.returnable(session.actor(), number)
    if found.policy:
        options.say(N_("what the company promises: {policy}"), policy=found.policy)
    return map(_cells, found.lines)


documents.add_history(app, RETURN, N_("show what was done to a return, by whom and when"))
documents.add_explain(app, RETURN, N_("say what can be done to a return now, who may do it and what stands in the way"))
documents.add_assign(app, RETURNS.act("assign").help)
for module in (asking, acts):
    app.add_typer(module.app)
