"""`ydh order`: what is short, what the customer wants done, another item instead, closing the rest."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.documents import Number, one
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.options import Reason
from ydh.cli.frame.rows import Rows
from ydh.cli.frame.showing import shape
from ydh.cli.orders.acts import Lines, of_one
from ydh.cli.workflow.acting import acting
from ydh.core.orders.shortage_table import SHORT, SHORTFALL, WAITING
from ydh.core.values.outcomes import Target
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

SHORT_COLUMNS, _short = shape(SHORT)
SHORTFALLS, _shortfall = shape(SHORTFALL)
WAITERS, _waiter = shape(WAITING)
Short = Annotated[bool, typer.Option("--short", help=N_("only what is not there"))]


@app.command("shortages", help=N_("what open orders are short of: how much, of how many orders"))
@listing(SHORTFALLS, limited=True)
def shortages_() -> Rows[Row]:
    from ydh.core.orders import shortages

    return Rows(partial(shortages.across, session.actor()), _shortfall)


@app.command("waiting", help=N_("the orders that are short of an item, in the order in which they will get it"))
@listing(WAITERS, limited=True)
def waiting(sku: Annotated[str, typer.Argument(metavar="SKU", help=N_("code of the item"))]) -> Iterable[Row]:
    from ydh.core.orders import shortages

    return map(_waiter, shortages.waiting_for(session.actor(), sku))


@app.command("short", help=N_("what an order is short of, and what is free of it now"))
@listing(SHORT_COLUMNS, quiet=False)
def short(number: Number) -> Iterable[Row]:
    from ydh.core.orders import shortages

    return map(_short, shortages.of_order(session.actor(), one(number).number))


@app.command("short-answer", help=N_("what the customer wants done with what is short: parts, wait or close"))
@listing(options.OUTCOME)
def short_answer(
    number: Number,
    answer: Annotated[str, typer.Argument(metavar="ANSWER", help=N_("parts, wait or close"))],
    who: Annotated[str, typer.Option("--who", help=N_("who said it"))] = "",
    how: Annotated[str, typer.Option("--how", help=N_("how, such as by phone"))] = "",
) -> Iterable[Row]:
    from ydh.core.orders import shortages

    target = one(number)
    given: dict[str, Any] = {"with_whom": who, "how": how, "seen": target.seen}
    return options.outcome_rows([shortages.answer(session.actor(), target.number, answer, **given)])


@app.command(
    "substitute", help=N_("put another item in the place of what is open of a line; the customer must say yes")
)
@listing(options.OUTCOME)
def substitute(
    number: Number,
    line: Annotated[int, typer.Argument(metavar="LINE", help=N_("the line's position"))],
    sku: Annotated[str, typer.Argument(metavar="SKU", help=N_("code of the other item"))],
    reason: Reason = "",
    quantity: Annotated[
        str | None, typer.Option("--quantity", help=N_("so much of it, else as much as was open"))
    ] = None,
) -> Iterable[Row]:
    from ydh.core.orders import shortages

    target, much = one(number), None if quantity is None else options.quantity_of(quantity, "quantity")
    given: dict[str, Any] = {"reason": reason, "quantity": much, "seen": target.seen}
    return options.outcome_rows([shortages.substitute(session.actor(), target.number, line, sku, **given)])


@acting(
    app,
    "close",
    N_("close short what will not come: the customer pays for what does; say why"),
    action="close",
    at="release",
    asks_at=True,
)
def close(found: Sequence[Target], line: Lines = None, short: Short = False) -> dict[str, Any]:
    return {"short": short} | of_one("lines", line, found)
