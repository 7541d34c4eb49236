"""`ydh return`: its table's commands, acts on the workflow, asking for returns, what of an order can come back."""

from functools import cache

from ydh.cli.frame.nouns import noun_app
from ydh.core.returns.return_table import RETURNS
from ydh.core.rules.papers import RETURN as ITSELF
from ydh.core.rules.returns import RETURN
from ydh.core.values.words import N_

app = noun_app(RETURNS)


@cache
def more() -> None:
    """Add the commands that are written by hand."""
    from ydh.cli.frame.papers import add_print
    from ydh.cli.returns import acts, asking
    from ydh.cli.workflow import documents

    documents.add_history(app, RETURN, N_("show what was done to a return, by whom and when"))
    documents.add_explain(
        app, RETURN, N_("say what can be done to a return now, who may do it and what stands in the way")
    )
    documents.add_assign(app, RETURNS.act("assign").help)
    add_print(app, (ITSELF,))
    for module in (asking, acts):
        app.add_typer(module.app)
