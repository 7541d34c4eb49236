"""ydh case: what was wrong with what arrived, and what became of it."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import Limit, Row, change, every, listing
from ydh.cli.frame.options import Force, Json, Output
from ydh.cli.writing import nested
from ydh.cli.writing.cells import DataColumn
from ydh.core.cases import cases
from ydh.core.orders.views import CaseView
from ydh.core.rules.shipping import CASE_KINDS, OUTCOMES
from ydh.core.values.words import N_, Label, label_of

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

CASES = (
    DataColumn("number", N_("number"), "code"),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("order", N_("order"), "code"),
    DataColumn("shipment", N_("shipment"), "code"),
    DataColumn("customer", N_("customer")),
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("sku", N_("item"), "code"),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("text", N_("what is wrong")),
    DataColumn("opened_at", N_("since"), "time"),
    DataColumn("outcome", N_("outcome"), "label"),
)
Number = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("number of the case"))]


@app.command("list", help=N_("list cases: those that are open, unless told otherwise"))
@listing(CASES)
def list_(
    settled: Annotated[bool, typer.Option("--settled", help=N_("those that are settled"))] = False,
    all_: Annotated[bool, typer.Option("--all", help=N_("open and settled ones"))] = False,
    kind: Annotated[str | None, typer.Option("--kind", help=N_("short, damaged, wrong, expiring or other"))] = None,
    customer: Annotated[str | None, typer.Option("--customer", help=N_("customer code"))] = None,
    limit: Limit = None,
) -> Iterable[Row]:
    """Cases, the newest first."""
    actor, state = session.actor(), None if all_ else not settled

    def ask(after: str) -> Any:
        return cases.list_cases(actor, is_open=state, kind=kind, customer=customer, after=after, limit=500)

    return map(case_row, every(ask, limit))


def case_row(it: CaseView) -> Row:
    """A case as a row of CASES."""
    outcome = label_of(OUTCOMES, it.outcome) if it.outcome else Label(N_("not settled"), "open")
    kind, head = label_of(CASE_KINDS, it.kind), (it.order, it.shipment, it.customer)
    return it.number, kind, *head, it.position, it.sku, it.quantity, it.text, it.opened_at, outcome


@app.command("show", help=N_("everything about one case"))
@answering.prints(lambda make: make.of_type(CaseView))
def show(number: Number, json: Json = False, to: Output = None, force: Force = False) -> int:
    it = cases.show(session.actor(), number)
    nested.emit(nested.json(it) + "\n" if json else nested.facts(_facts(it)), to, force=force)
    return 0


def _facts(it: CaseView) -> Iterable[tuple[str, Any]]:
    yield N_("number"), it.number
    yield N_("kind"), label_of(CASE_KINDS, it.kind)
    yield N_("order"), it.order
    yield N_("shipment"), it.shipment
    yield N_("customer"), it.customer
    yield N_("line"), it.position
    yield N_("item"), f"{it.sku} {it.name}".strip()
    yield N_("quantity"), it.quantity or None
    yield N_("what is wrong"), it.text
    yield N_("by"), it.opened_by
    yield N_("since"), it.opened_at
    yield N_("outcome"), label_of(OUTCOMES, it.outcome) if it.outcome else Label(N_("not settled"), "open")
    yield N_("answer"), it.answer
    yield N_("see also"), it.reference
    yield N_("settled by"), it.closed_by
    yield N_("settled"), it.closed_at


@app.command("open", help=N_("report what is wrong with an order, a shipment or a line of them"))
@change(N_("{number} is open"))
def open_(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("number of the order or the shipment"))],
    kind: Annotated[str, typer.Option("--kind", help=N_("short, damaged, wrong, expiring or other"))],
    text: Annotated[str, typer.Option("--text", help=N_("what is wrong"))],
    line: Annotated[int | None, typer.Option("--line", help=N_("which line"), min=1)] = None,
    quantity: Annotated[str | None, typer.Option("--quantity", help=N_("how much of the line, in units"))] = None,
) -> Mapping[str, Any]:
    """Open a case."""
    much = None if quantity is None else options.quantity_of(quantity, "--quantity")
    return {"number": cases.open_case(session.actor(), number, kind, text, position=line, quantity=much)}


@app.command("settle", help=N_("settle a case; the customer reads the answer"))
@change(N_("{number} is settled"))
def settle(
    number: Number,
    outcome: Annotated[str, typer.Option("--outcome", help=N_("credited, replaced, returned or rejected"))],
    answer: Annotated[str, typer.Option("--answer", help=N_("what the customer is told"))],
    reference: Annotated[
        str, typer.Option("--reference", help=N_("number of the return, or of the order that replaces the goods"))
    ] = "",
) -> Mapping[str, Any]:
    """Settle a case."""
    cases.settle(session.actor(), number, outcome, answer, reference=reference)
    return {"number": number, "outcome": outcome}
