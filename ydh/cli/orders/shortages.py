"""`ydh order`: what is short, what the customer wants done, another item instead, closing the rest."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.documents import Number, one
from ydh.cli.frame.listing import Limit, Row, listing
from ydh.cli.frame.options import Reason
from ydh.cli.orders.acts import Lines, of_one
from ydh.cli.workflow.acting import acting
from ydh.cli.workflow.steps import step_name
from ydh.cli.writing.cells import DataColumn
from ydh.core.rules.orders import SHORT_NAMES
from ydh.core.values.outcomes import Target
from ydh.core.values.words import N_, Label

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

SHORT = (
    DataColumn("position", N_("line"), "integer"),
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("quantity", N_("ordered"), "quantity"),
    DataColumn("short", N_("short"), "quantity"),
    DataColumn("free", N_("free now"), "quantity"),
)
SHORTFALLS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("unit", N_("unit")),
    DataColumn("short", N_("short"), "quantity"),
    DataColumn("orders", N_("orders"), "integer"),
    DataColumn("free", N_("free now"), "quantity"),
)
WAITING = (
    DataColumn("number", N_("number"), "code"),
    DataColumn("customer_code", N_("customer code"), "code"),
    DataColumn("customer", N_("customer")),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("position", N_("line"), "integer"),
    DataColumn("short", N_("short"), "quantity"),
    DataColumn("answer", N_("the customer's answer"), "label"),
)
Short = Annotated[bool, typer.Option("--short", help=N_("only what is not there"))]


@app.command("shortages", help=N_("what open orders are short of: how much, of how many orders"))
@listing(SHORTFALLS)
def shortages_(limit: Limit = None) -> Iterable[Row]:
    from ydh.core.orders import shortages

    found = shortages.across(session.actor(), limit=limit or 10_000).rows
    return [(it.sku, it.name, it.unit, it.short, it.orders, it.free) for it in found]


@app.command("waiting", help=N_("the orders that are short of an item, in the order in which they will get it"))
@listing(WAITING)
def waiting(sku: Annotated[str, typer.Argument(metavar="SKU", help=N_("code of the item"))]) -> Iterable[Row]:
    from ydh.core.orders import shortages

    for it in shortages.waiting_for(session.actor(), sku):
        answer = Label(SHORT_NAMES.get(it.answer, ""), it.answer) if it.answer else ""
        yield it.number, it.customer_code, it.customer, step_name(it.step), it.position, it.short, answer


@app.command("short", help=N_("what an order is short of, and what is free of it now"))
@listing(SHORT, quiet=False)
def short(number: Number) -> Iterable[Row]:
    from ydh.core.orders import shortages

    found = shortages.of_order(session.actor(), one(number).number)
    return [(it.position, it.sku, it.name, it.quantity, it.short, it.free) for it in found]


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
