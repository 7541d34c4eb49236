"""`ydh return`: looking at returns. Acts are in return_acts, entering them in return_entry."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, each, listing, put_documents
from ydh.cli.frame.options import Force, Format, From, Json, Output, Quiet, To
from ydh.cli.orders import order
from ydh.cli.returns import acts, asking
from ydh.cli.returns.view import kind_name, reason_name
from ydh.cli.workflow.steps import known_step, step_name
from ydh.cli.writing.output import DataColumn
from ydh.core.returns.views import ReturnRow
from ydh.core.rules.machine import DONE, DRAFT, VOID
from ydh.core.rules.returns import RETURN
from ydh.core.values.errors import Invalid
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

ROW = (
    DataColumn("number", N_("number")),
    DataColumn("order", N_("order"), "code"),
    DataColumn("customer_code", N_("customer code"), "code"),
    DataColumn("customer", N_("customer")),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("reason", N_("reason"), "label"),
    DataColumn("total", N_("comes to"), "money"),
    DataColumn("refund", N_("refund"), "money"),
    DataColumn("business_date", N_("date"), "day"),
    DataColumn("since", N_("since"), "time"),
    DataColumn("assigned", N_("assigned to")),
    DataColumn("revision", N_("revision"), "ordinal"),
)
# what fits 80 columns
PEOPLE = (
    DataColumn("number", N_("number"), "code"),
    DataColumn("customer", N_("customer")),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("reason", N_("reason"), "label"),
    DataColumn("total", N_("comes to"), "money"),
)
Number = Annotated[str, typer.Argument(help=N_("the return's number"), metavar="NUMBER")]


def _full(row: ReturnRow) -> tuple[Any, ...]:
    return (
        row.number,
        row.order,
        row.customer_code,
        row.customer,
        kind_name(row.kind),
        step_name(row.step, RETURN.name),
        reason_name(row.reason),
        row.total,
        row.refund,
        row.business_date,
        row.since,
        row.assigned,
        row.revision,
    )


def _short(row: ReturnRow) -> tuple[Any, ...]:
    step = step_name(row.step, RETURN.name)
    return row.number, row.customer, kind_name(row.kind), step, reason_name(row.reason), row.total


@app.command("list", help=N_("list returns: a step's queue by arrival, else the newest first"))
def list_(
    step: Annotated[
        str | None, typer.Option("--step", "--status", help=N_("the step they wait for, or draft, done, void"))
    ] = None,
    customer: Annotated[str | None, typer.Option("--customer", help=N_("customer code"))] = None,
    of: Annotated[str | None, typer.Option("--order", help=N_("the order that they belong to"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=N_("refund_only, return_and_refund or exchange"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why they come back"))] = None,
    mine: Annotated[bool, typer.Option("--mine", help=N_("assigned to me"))] = False,
    first: From = None,
    last: To = None,
    text: Annotated[str, typer.Option("--text", help=N_("a part of the number or of the customer's name"))] = "",
    limit: Annotated[int, typer.Option("--limit", help=N_("at most this many"))] = 50,
    everything: Annotated[bool, typer.Option("--all", help=N_("no limit"))] = False,
    quiet: Quiet = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    if limit < 1:
        raise Invalid("limit-form", value=limit)
    filters: dict[str, Any] = {
        "step": known_step(step, also=(DRAFT, DONE, VOID), workflow=RETURN.name),
        "customer": customer,
        "order": of,
        "kind": asking.known_kind(kind),
        "reason": asking.known_reason(reason),
        "assigned": "me" if mine else None,
        "first": options.day_of(first, "--from"),
        "last": options.day_of(last, "--to"),
        "text": text,
    }
    most = None if everything else limit
    rows = _rows(filters, most)
    out: dict[str, Any] = {"to": to, "force": force, "whole": options.is_whole(to, list(filters.values()), most)}
    how: dict[str, Any] = {"quiet": quiet, "format": format, "json": json, **out}
    put_documents(rows, (ROW, _full), (PEOPLE, _short), **how)
    return 0


def _rows(filters: dict[str, Any], limit: int | None) -> Iterator[ReturnRow]:
    """Rows as they are asked for."""
    from ydh.core.returns import looking as return_looking

    actor = session.actor()
    return each(lambda **page: return_looking.list_returns(actor, **filters, **page), limit)


@app.command("show", help=N_("show one return: its lines and what became of them"))
def show(
    number: Number,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.cli.returns import view as return_view
    from ydh.core.returns import looking as return_looking

    view = return_looking.show(session.actor(), number)
    return_view.write(view, format=format, json=json, to=to, force=force)
    return 0


LINES = (
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("sku", N_("item"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("shipped", N_("shipped"), "quantity"),
    DataColumn("returned", N_("asked back"), "quantity"),
    DataColumn("left", N_("can come back"), "quantity"),
    DataColumn("until", N_("until"), "day"),
    DataColumn("guarantee", N_("guarantee")),
)


@app.command("lines", help=N_("show what of an order can come back, until when, and what was promised"))
@listing(LINES, quiet=False)
def lines(number: Annotated[str, typer.Argument(help=N_("the order's number"), metavar="NUMBER")]) -> Iterable[Row]:
    from ydh.core.returns import looking as return_looking

    found = return_looking.returnable(session.actor(), number)
    if found.policy:
        options.say(N_("what the company promises: {policy}"), policy=found.policy)
    return [tuple(getattr(line, column.name) for column in LINES) for line in found.lines]


@app.command("history", help=N_("show what was done to a return, by whom and when"))
@listing(order.HISTORY, quiet=False)
def history(number: Number) -> Iterable[Row]:
    from ydh.cli.orders.view import event_row
    from ydh.core.workflow import history

    return [event_row(event, RETURN.name) for event in history.history(session.actor(), number)]


@app.command("explain", help=N_("say what can be done to a return now, who may do it and what stands in the way"))
@listing(order.EXPLAIN, quiet=False)
def explain(number: Number, account: order.As = None) -> Iterable[Row]:
    return order.explained(number, account)


for module in (asking, acts):
    app.add_typer(module.app)
