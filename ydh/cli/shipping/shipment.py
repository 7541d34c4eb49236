"""ydh shipment: where goods are, their papers, what the carrier says. Shipping itself is `ydh order ship`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.files.importing import add_import
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import Limit, Row, change, every, listing
from ydh.cli.frame.options import Force, From, Json, Output, To
from ydh.cli.workflow.steps import known_step, step_name
from ydh.cli.writing import nested, printing
from ydh.cli.writing.cells import DataColumn
from ydh.core.partners.views import CARRIER_KINDS
from ydh.core.rules.machine import DONE
from ydh.core.rules.shipping import CASE_KINDS, TRACK_STATUSES
from ydh.core.shipping import shipments, tracking
from ydh.core.shipping.views import ShipmentRow, ShipmentSheet
from ydh.core.values.money import number
from ydh.core.values.words import N_, Label, label_of

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
add_import(app, "tracking")

SHIPMENTS = (
    DataColumn("number", N_("number"), "code"),
    DataColumn("order", N_("order"), "code"),
    DataColumn("customer_code", N_("customer code"), "code"),
    DataColumn("customer", N_("customer")),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("carrier", N_("carrier")),
    DataColumn("tracking", N_("tracking number"), "code"),
    DataColumn("parcels", N_("parcels"), "integer"),
    DataColumn("shipped_at", N_("shipped"), "time"),
    DataColumn("expected_date", N_("expected there"), "day"),
    DataColumn("delivered_at", N_("delivered"), "time"),
    DataColumn("received_at", N_("received"), "time"),
    DataColumn("state", N_("state"), "label"),
    DataColumn("revision", N_("revision"), "ordinal"),
)
LINES = (
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("sku", N_("item"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("unit", N_("unit")),
    DataColumn("received", N_("received"), "quantity"),
    DataColumn("amount", N_("amount"), "money"),
    DataColumn("handling", N_("handling")),
)
EVENTS = (
    DataColumn("at", N_("time"), "time"),
    DataColumn("status", N_("status"), "label"),
    DataColumn("place", N_("place")),
    DataColumn("text", N_("what was said")),
    DataColumn("temperature", N_("degrees C"), "quantity"),
)
CASES = (
    DataColumn("number", N_("case"), "code"),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("text", N_("what is wrong")),
    DataColumn("answer", N_("answer")),
)
Number = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("number of the shipment"))]


@app.command("list", help=N_("list shipments, the newest first"))
@listing(SHIPMENTS, narrowed_by=("text", "step", "carrier", "customer", "overdue", "first", "last"))
def list_(
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help=N_("part of a number, or of the customer"))] = "",
    step: Annotated[str | None, typer.Option("--step", help=N_("ship, receive or done"))] = None,
    carrier: Annotated[str | None, typer.Option("--carrier", help=N_("who carries the goods"))] = None,
    customer: Annotated[str | None, typer.Option("--customer", help=N_("customer code"))] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("not there, though expected before today"))] = False,
    first: From = None,
    last: To = None,
    limit: Limit = None,
) -> Iterable[Row]:
    """Shipments."""
    actor, at = session.actor(), known_step(step, also=(DONE,))
    days = {"first": options.day_of(first, "--from"), "last": options.day_of(last, "--to")}

    def ask(after: str) -> Any:
        given: dict[str, Any] = {"step": at, "carrier": carrier, "customer": customer, "overdue": overdue, **days}
        return shipments.list_shipments(actor, text, after=after, limit=500, **given)

    return map(_row, every(ask, limit))


def _row(it: ShipmentRow) -> Row:
    state = Label(N_("overdue"), "overdue") if it.overdue else None
    head = (it.number, it.order, it.customer_code, it.customer, step_name(it.step), it.carrier, it.tracking)
    return *head, it.parcels, it.shipped_at, it.expected_date, it.delivered_at, it.received_at, state, it.revision


@app.command("show", help=N_("everything about one shipment: what, where to, and its way"))
@answering.prints(lambda make: make.of_type(ShipmentSheet))
def show(number: Number, json: Json = False, to: Output = None, force: Force = False) -> int:
    it = shipments.show(session.actor(), number)
    nested.emit(nested.json(it) + "\n" if json else sheet(it), to, force=force)
    return 0


def sheet(it: ShipmentSheet) -> str:
    """The shipment for people."""
    lines = (
        (x.position, x.sku, f"{x.name} {x.attributes}".strip(), x.quantity, x.unit, x.received, x.amount, _marks(x))
        for x in it.lines
    )
    events = ((e.at, label_of(TRACK_STATUSES, e.status), e.place, e.text, e.temperature) for e in it.events)
    cases = ((c.number, label_of(CASE_KINDS, c.kind), c.position, c.quantity, c.text, c.answer) for c in it.cases)
    return "".join(
        (
            nested.facts(_facts(it)),
            nested.block("", LINES, lines),
            nested.block(N_("on its way"), EVENTS, events),
            nested.block(N_("cases"), CASES, cases),
        )
    )


def _marks(line: Any) -> str:
    words = locale.current()
    return " ".join(words(mark) for mark in line.handling)


def _facts(it: ShipmentSheet) -> Iterator[tuple[str, Any]]:
    row = it.row
    yield N_("number"), row.number
    yield N_("order"), row.order
    yield N_("customer"), f"{row.customer} ({row.customer_code})"
    yield N_("waits for"), step_name(row.step)
    yield N_("state"), Label(N_("overdue"), "overdue") if row.overdue else None
    yield N_("warehouse"), it.warehouse
    yield N_("carrier"), row.carrier
    yield N_("kind"), label_of(CARRIER_KINDS, it.carrier_kind) if it.carrier_kind else None
    yield N_("tracking number"), row.tracking
    yield N_("tracking page"), it.url
    yield N_("parcels"), row.parcels
    yield N_("weight in kg"), it.weight
    yield N_("cash to collect"), it.cod
    yield N_("shipped"), row.shipped_at
    yield N_("expected there"), row.expected_date
    yield N_("agreed"), " ".join(str(x) for x in (it.agreed_date or "", it.agreed_time, it.agreed_place) if x)
    yield N_("delivered"), row.delivered_at
    yield N_("received"), row.received_at
    yield N_("contact"), f"{it.contact} {it.phone}".strip()
    yield N_("address"), it.address
    yield N_("remark"), it.remark
    yield N_("rating"), it.rating and f"{it.rating}/5 {it.rating_text}".strip()


@app.command("note", help=N_("the delivery note or the packing list of a shipment, for a printer: text or PDF"))
def note(
    number: Number,
    packing: Annotated[bool, typer.Option("--packing", help=N_("the packing list"))] = False,
    width: printing.Width = printing.WIDE,
    pdf: printing.Pdf = None,
    force: Force = False,
) -> int:
    from ydh.cli.shipping import delivery_note, delivery_pdf

    it = shipments.paper(session.actor(), number, shipments.PACKING if packing else shipments.NOTE)
    return printing.put(it, delivery_note.text, delivery_pdf.pdf, width=width, pdf=pdf, force=force)


@app.command("track", help=N_("write down what was heard of a shipment on its way"))
@change(N_("{numbers}: {status}"))
def track(
    number_: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("of the shipment, or the carrier's"))],
    status: Annotated[
        str, typer.Option("--status", help=N_("picked_up, in_transit, out_for_delivery, delivered or problem"))
    ],
    place: Annotated[str, typer.Option("--place", help=N_("where"))] = "",
    text: Annotated[str, typer.Option("--text", help=N_("what was said"))] = "",
    at: Annotated[str, typer.Option("--at", help=N_("when, such as 2026-11-23 14:30; now without it"))] = "",
    temperature: Annotated[str | None, typer.Option("--temperature", help=N_("degrees C that were read"))] = None,
) -> Mapping[str, Any]:
    """Write down a tracking event."""
    warmth = None if temperature is None else number(temperature, "temperature", places=1, least=None)
    found = tracking.track(session.actor(), number_, status, at=at, place=place, text=text, temperature=warmth)
    return {
        "numbers": ", ".join(found),
        "status": label_of(TRACK_STATUSES, status),
        "shipments": list(found),
    }
