"""`ydh order`: looking at orders. Acts are in order_acts, entering them in order_entry.

Use cases are imported by the command that calls them, so that a listing does not wait for what it does not need.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.files.importing import add_import
from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, each, listing, put_documents
from ydh.cli.frame.options import Force, Format, From, Json, Output, Quiet, To
from ydh.cli.orders import acts, entering, notes_and_holds, shortages
from ydh.cli.workflow.steps import known_step, step_name
from ydh.cli.writing.output import DataColumn
from ydh.core.orders.views import OrderRow
from ydh.core.rules.machine import DONE, DRAFT, VOID
from ydh.core.rules.orders import CHANNEL_NAMES
from ydh.core.rules.workflows import flow_of
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, Label, visible

MESSAGES["limit-form"] = N_("--limit {value}: write a number of rows, 1 or more, or use --all")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

ROW = (
    DataColumn("number", N_("number")),
    DataColumn("customer_code", N_("customer code"), "code"),
    DataColumn("customer", N_("customer")),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("total", N_("total"), "money"),
    DataColumn("business_date", N_("date"), "day"),
    DataColumn("since", N_("since"), "time"),
    DataColumn("held", N_("holds"), "integer"),
    DataColumn("channel", N_("channel"), "label"),
    DataColumn("assigned", N_("assigned to")),
    DataColumn("urgent", N_("urgent"), "yes"),
    DataColumn("revision", N_("revision"), "ordinal"),
)
# what fits 80 columns; a hold is a word
PEOPLE = (
    DataColumn("number", N_("number"), "code"),
    DataColumn("customer", N_("customer")),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("total", N_("total"), "money"),
    DataColumn("since", N_("since"), "time"),
    DataColumn("held", N_("held"), "label"),
)
HELD = Label(N_("held"), "held")


def _channel(code: str | None) -> str | None:
    if code is not None and code not in CHANNEL_NAMES:
        raise Invalid("channel-unknown", channel=visible(code), channels=", ".join(CHANNEL_NAMES))
    return code


def _full(row: OrderRow) -> tuple[Any, ...]:
    return (
        row.number,
        row.customer_code,
        row.customer,
        step_name(row.step),
        row.total,
        row.business_date,
        row.since,
        row.held,
        Label(CHANNEL_NAMES.get(row.channel, row.channel), row.channel),
        row.assigned,
        row.urgent,
        row.revision,
    )


def _short(row: OrderRow) -> tuple[Any, ...]:
    held = HELD if row.held else None
    return row.number, row.customer, step_name(row.step), row.total, row.since, held


@app.command("list", help=N_("list orders: a step's queue by arrival, else the newest first"))
def list_(
    step: Annotated[
        str | None, typer.Option("--step", "--status", help=N_("the step they wait for, or draft, done, void"))
    ] = None,
    customer: Annotated[str | None, typer.Option("--customer", help=N_("customer code"))] = None,
    channel: Annotated[str | None, typer.Option("--channel", help=N_("how they came in"))] = None,
    held: Annotated[bool | None, typer.Option("--held/--not-held", help=N_("only those held, or not held"))] = None,
    under: Annotated[str | None, typer.Option("--under", help=N_("total below this amount"))] = None,
    over: Annotated[str | None, typer.Option("--over", help=N_("total above this amount"))] = None,
    first: From = None,
    last: To = None,
    text: Annotated[str, typer.Option("--text", help=N_("a part of the number or of the customer's name"))] = "",
    mine: Annotated[bool, typer.Option("--mine", help=N_("assigned to me"))] = False,
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
        "step": known_step(step, also=(DRAFT, DONE, VOID)),
        "customer": customer,
        "channel": _channel(channel),
        "held": held,
        "under": options.money_of(under, "--under"),
        "over": options.money_of(over, "--over"),
        "first": options.day_of(first, "--from"),
        "last": options.day_of(last, "--to"),
        "text": text,
        "assigned": "me" if mine else None,
    }
    most = None if everything else limit
    rows = _rows(filters, most)
    out: dict[str, Any] = {"to": to, "force": force, "whole": options.is_whole(to, list(filters.values()), most)}
    how: dict[str, Any] = {"quiet": quiet, "format": format, "json": json, **out}
    put_documents(rows, (ROW, _full), (PEOPLE, _short), **how)
    return 0


def _rows(filters: dict[str, Any], limit: int | None) -> Iterator[OrderRow]:
    """Rows as they are asked for."""
    from ydh.core.orders import looking

    actor = session.actor()
    return each(lambda **page: looking.list_orders(actor, **filters, **page), limit)


@app.command("show", help=N_("show one order: its lines, holds, shipments and notes"))
def show(
    number: Annotated[str, typer.Argument(help=N_("the order's number"), metavar="NUMBER")],
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    from ydh.cli.orders import view as order_view
    from ydh.core.orders import looking

    view = looking.show(session.actor(), number)
    order_view.write(view, format=format, json=json, to=to, force=force)
    return 0


HISTORY = (
    DataColumn("at", N_("time"), "time"),
    DataColumn("by", N_("by"), "text"),
    DataColumn("action", N_("action"), "label"),
    DataColumn("step", N_("from"), "label"),
    DataColumn("to", N_("to"), "label"),
    DataColumn("details", N_("details"), "text"),
)


@app.command("history", help=N_("show what was done to an order, by whom and when"))
@listing(HISTORY, quiet=False)
def history(
    number: Annotated[str, typer.Argument(help=N_("the order's number"), metavar="NUMBER")],
) -> Iterable[Row]:
    from ydh.cli.orders.view import event_row
    from ydh.core.workflow import history

    return map(event_row, history.history(session.actor(), number))


As = Annotated[str | None, typer.Option("--as", help=N_("ask for this account"), metavar="ACCOUNT")]
EXPLAIN = (
    DataColumn("action", N_("action"), "label"),
    DataColumn("step", N_("step"), "label"),
    DataColumn("part", N_("part"), "code"),
    DataColumn("people", N_("who may")),
    DataColumn("blocked", N_("what stands in the way")),
)


@app.command("explain", help=N_("say what can be done to an order now, who may do it and what stands in the way"))
@listing(EXPLAIN, quiet=False)
def explain(
    number: Annotated[str, typer.Argument(help=N_("the order's number"), metavar="NUMBER")],
    account: As = None,
) -> Iterable[Row]:
    return explained(number, account)


def explained(number: str, account: str | None) -> Iterable[Row]:
    """Rows of EXPLAIN for a document of either workflow."""
    from ydh.core.workflow import explaining

    words, workflow = locale.current(), flow_of(number).name
    found = explaining.explain(session.actor(), number, account=account)
    return (
        (
            Label(x.label, x.action),
            step_name(x.step, workflow),
            x.part,
            ", ".join(map(locale.translate, x.people)),
            locale.render(x.blocked, words) if x.blocked else "",
        )
        for x in found
    )


for module in (entering, acts, notes_and_holds, shortages):
    app.add_typer(module.app)


add_import(app, "orders")
