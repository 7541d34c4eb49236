"""An order as parts of a pane: what it is, its lines, holds, shipments, notes and what happened to it."""

from collections.abc import Sequence

from ydh.core.orders.views import HoldView, OrderView
from ydh.core.rules.orders import CHANNEL_NAMES, DETAIL_NAMES, SHORT_NAMES, TERMS_NAMES
from ydh.core.rules.returns import KIND_NAMES, RETURN
from ydh.core.rules.shipping import CASE_KINDS
from ydh.core.values.words import N_, Label, label_of
from ydh.core.workflow.views import Event
from ydh.locale import values
from ydh.tui.lists.words import EVENTS, outcome_of, quantity_of, short_of, step_name
from ydh.tui.paint.parts import Column, Facts, Part, Rows, Say

LINES = (
    Column("position", "", "integer", 3),
    Column("sku", N_("item"), "code", 12, drop=1),
    Column("name", N_("name"), of=lambda line: f"{line.name} {line.attributes}".strip()),
    Column("quantity", N_("quantity"), "measure", 14, of=lambda line: quantity_of(line)),
    Column("short", N_("short"), "text", 10, of=lambda line: short_of(line)),
    Column("price", N_("price"), "price", 10, drop=2),
    Column("amount", N_("amount"), "money", 12),
)
HOLDS = (
    Column("label", N_("hold"), "label", of=lambda h: h.label),
    Column("lifted_by", N_("who may lift it"), of=lambda h: lifting(h)),
    Column("opened_at", N_("since"), "time", 16, drop=1),
    Column("reason", N_("reason")),
)
SHIPMENTS = (
    Column("number", N_("shipment."), "code", 20),
    Column("step", N_("waits for"), "text", 12, most=21, of=lambda s: step_name(s.step)),
    Column("carrier", N_("carrier"), "text", 12),
    Column("tracking", N_("tracking number"), "text", 16),
    Column("expected_date", N_("expected there"), "day", 14, drop=2),
    Column("shipped_at", N_("shipped"), "time", 16, drop=1),
)
CASES = (
    Column("number", N_("case"), "code", 20),
    Column("kind", N_("kind"), "text", 12, of=lambda c: label_of(CASE_KINDS, c.kind)),
    Column("outcome", N_("outcome"), "text", 10, of=lambda c: outcome_of(c)),
    Column("text", N_("what is wrong"), of=lambda c: f"{c.text} -> {c.answer}" if c.answer else c.text),
)
BACK = (
    Column("position", "", "integer", 3),
    Column("name", N_("name"), of=lambda line: f"{line.name} {line.attributes}".strip()),
    Column("returned", N_("asked back"), "quantity", 10),
    Column("refunded", N_("paid back"), "quantity", 10, of=lambda line: line.refunded or ""),
)
RETURNS = (
    Column("number", N_("return"), "code", 20),
    Column("step", N_("waits for"), "text", 19, of=lambda it: step_name(it.step, RETURN)),
    Column("kind", N_("kind"), of=lambda it: Label(KIND_NAMES.get(it.kind, it.kind), it.kind)),
    Column("total", N_("comes to"), "money", 12),
)
BILLED = (
    Column("position", "", "integer", 3, of=lambda pair: pair[0].position),
    Column("name", N_("name"), of=lambda pair: f"{pair[0].name} {pair[0].attributes}".strip()),
    Column("billable", N_("to be billed"), "quantity", 10, of=lambda pair: pair[1]),
)
NOTES = (
    Column("at", N_("time"), "time", 16),
    Column("by", N_("by"), "text", 10),
    Column("text", N_("note")),
)


def lifting(hold: HoldView) -> Say:
    """Which right lifts a hold."""
    return Say(N_("to lift: {who}"), {"who": tuple(Label(name) for name in hold.lifted_by)})


def head_facts(view: OrderView) -> Facts:
    """What the order is and where it stands."""
    row = view.row
    return Facts(
        (
            (N_("customer"), f"{row.customer_code} {row.customer}"),
            (N_("waits for"), step_name(row.step)),
            (N_("total"), row.total),
            (N_("freight"), view.freight if view.freight else ""),
            (N_("channel"), Label(CHANNEL_NAMES.get(row.channel, row.channel))),
            (N_("for"), row.assigned),
            (N_("entered by"), view.created_by),
            (N_("submitted"), view.submitted_at),
        )
    )


def carried_facts(view: OrderView) -> Facts:
    """What the order carries besides its lines."""
    pairs = []
    for name, label in DETAIL_NAMES.items():
        value = view.details.get(name)
        names = {"terms": TERMS_NAMES, "when_short": SHORT_NAMES}.get(name, {})
        pairs.append((label, Label(names[str(value)]) if value in names else value))
    return Facts(tuple(pairs))


IN_SHIPMENT = (
    Column("position", "", "integer", 3, of=lambda pair: pair[0].position),
    Column("sku", N_("item"), "code", 12, drop=1, of=lambda pair: pair[0].sku),
    Column("name", N_("name"), of=lambda pair: f"{pair[0].name} {pair[0].attributes}".strip()),
    Column("quantity", N_("quantity"), "measure", 14, of=lambda pair: f"{values.quantity(pair[1])} {pair[0].unit}"),
)


def shipment_parts(view: OrderView, number: str) -> list[Part]:
    """What is in one shipment of the order; nothing when `number` is not a shipment's."""
    lines = {line.position: line for line in view.lines}
    for shipment in view.shipments:
        if shipment.number == number:
            rows = [(lines[position], quantity) for position, quantity, _ in shipment.lines]
            return [Rows(IN_SHIPMENT, rows, N_("in this shipment"))]
    return []


def back_parts(view: OrderView, returns: tuple[Column, ...]) -> list[Part]:
    """What may be billed when there were cases, what comes back, and the returns it comes with."""
    parts: list[Part] = []
    back = [line for line in view.lines if line.returned]
    if view.cases:
        pairs = [(line, view.billable[line.position]) for line in view.lines if line.position in view.billable]
        parts.append(Rows(BILLED, pairs, N_("What may be billed")))
    if back:
        parts.append(Rows(BACK, back, N_("What comes back"), heads=True))
    if view.returns:
        parts.append(Rows(returns, view.returns, N_("Returns")))
    return parts


def order_parts(view: OrderView, events: Sequence[Event] = (), *, number: str = "", heads: bool = False) -> list[Part]:
    """Everything about an order, what decides first; `heads` for a whole screen, `number` when a shipment is meant."""
    parts: list[Part] = [Rows(HOLDS, view.holds, N_("held."))] if view.holds else []
    shipment, lines = shipment_parts(view, number), Rows(LINES, view.lines, heads=heads)
    if shipment:  # who hands it over needs what and where to
        parts += [*shipment, carried_facts(view), head_facts(view), *([lines] if heads else [])]
    else:
        parts += [head_facts(view), lines, carried_facts(view)]
    if view.shipments:
        parts.append(Rows(SHIPMENTS, view.shipments, N_("shipments")))
    if view.cases:
        parts.append(Rows(CASES, view.cases, N_("cases")))
    parts += back_parts(view, RETURNS)
    if view.notes:
        parts.append(Rows(NOTES, view.notes, N_("notes")))
    if events:
        parts.append(Rows(EVENTS, tuple(reversed(events)), N_("what happened, the latest first")))
    return parts
