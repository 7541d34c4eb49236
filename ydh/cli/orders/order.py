"""`ydh order`: its table's commands, acts on the workflow, entering orders, what is short, importing them."""

from functools import cache

from ydh.cli.frame.nouns import noun_app
from ydh.core.orders.order_table import ORDERS
from ydh.core.rules.orders import ORDER
from ydh.core.rules.papers import OF_SHIPMENTS
from ydh.core.rules.papers import ORDER as ITSELF
from ydh.core.values.words import N_

app = noun_app(ORDERS)


@cache
def more() -> None:
    """Add the commands that are written by hand."""
    from ydh.cli.files.importing import add_import
    from ydh.cli.frame.papers import add_print
    from ydh.cli.orders import acts, entering, shortages
    from ydh.cli.workflow import documents

    documents.add_history(app, ORDER, N_("show what was done to an order, by whom and when"))
    documents.add_explain(
        app, ORDER, N_("say what can be done to an order now, who may do it and what stands in the way")
    )
    documents.add_assign(app, ORDERS.act("assign").help)
    add_print(app, (ITSELF, *OF_SHIPMENTS))
    for module in (entering, acts, shortages):
        app.add_typer(module.app)
    add_import(app, "orders")
