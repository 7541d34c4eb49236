"""`ydh news`: what others did lately to the orders and returns that concern me."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any

import typer

from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.showing import shape
from ydh.cli.workflow import telling
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_
from ydh.core.workflow.news_table import FACTS
from ydh.core.workflow.views import News

app = typer.Typer(rich_markup_mode=None, add_completion=False)
COLUMNS, CELLS = shape([fact._replace(of=lambda it: _said(it)) if fact.code == "told" else fact for fact in FACTS])
Limit = Annotated[int, typer.Option("--limit", min=1, help=N_("at most so many rows"))]


@app.command(help=N_("what others did lately to the orders and returns that concern me, the latest first"))
@listing(COLUMNS, quiet=False)
def news(limit: Limit = 50) -> Iterable[Row]:
    from ydh.core.workflow.news import latest

    return map(CELLS, latest(session.actor(), limit=limit))


def _said(it: News) -> str:
    """What goes with it, in the words of the journal."""
    return telling.worded(it.action, {name: _plain(value) for name, value in it.told.items()})


def _plain(value: Any) -> Any:
    """Lines as the journal has them: position, name, figures."""
    if isinstance(value, tuple):
        return [(None, name, *(plain(figure) for figure in figures)) for name, *figures in value]
    return f"{value:f}" if isinstance(value, Decimal) else value
