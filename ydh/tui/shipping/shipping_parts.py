"""A shipment as parts of a pane: what, where to, how, its way, and what was wrong with it."""

from ydh.core.partners.views import CARRIER_KINDS
from ydh.core.rules.shipping import CASE_KINDS, TRACK_STATUSES
from ydh.core.shipping.shipments import handling_of
from ydh.core.shipping.views import ShipmentSheet, TrackEvent
from ydh.core.values.words import N_, label_of
from ydh.locale import values
from ydh.tui.lists.words import outcome_of, step_name
from ydh.tui.paint.parts import Column, Facts, Part, Plain, Rows, Say

LINES = (
    Column("position", "", "integer", 3),
    Column("sku", N_("item"), "code", 12, drop=1),
    Column("name", N_("name"), of=lambda line: f"{line.name} {line.attributes}".strip()),
    Column("quantity", N_("quantity"), "measure", 12, of=lambda line: f"{values.quantity(line.quantity)} {line.unit}"),
    Column("handling", N_("handling"), "text", 16, of=lambda line: line.handling),
)
EVENTS = (
    Column("at", N_("time"), "time", 16),
    Column("status", N_("status"), "text", 14, of=lambda e: label_of(TRACK_STATUSES, e.status)),
    Column("place", N_("place"), "text", 12),
    Column("text", N_("what was said"), of=lambda e: said(e)),
)
CASES = (
    Column("number", N_("case"), "code", 20),
    Column("kind", N_("kind"), "text", 12, of=lambda c: label_of(CASE_KINDS, c.kind)),
    Column("quantity", N_("quantity"), "quantity", 8, of=lambda c: c.quantity or ""),
    Column("outcome", N_("outcome"), "text", 10, of=lambda c: outcome_of(c)),
    Column("text", N_("what is wrong"), of=lambda c: f"{c.text} -> {c.answer}" if c.answer else c.text),
)


LATEST = 3  # events that a pane shows


def said(event: TrackEvent) -> str:
    """What the carrier said, with the temperature that was read."""
    warmth = "" if event.temperature is None else f"{values.quantity(event.temperature)} C"
    return "  ".join(word for word in (event.text, warmth) if word)


def leaving_parts(it: ShipmentSheet) -> list[Part]:
    """What decides whether a shipment may leave: whom it goes to, how many of what, how it wants to be handled."""
    parts: list[Part] = [Plain(f"{it.contact} {it.phone}  {it.address}")]
    if handling := handling_of(it):
        parts.append(Rows((Column("marks", "", of=lambda row: row),), [handling]))
    return [*parts, Rows(LINES, it.lines)]


def sheet_parts(it: ShipmentSheet, *, heads: bool = False) -> list[Part]:
    """Everything about a shipment."""
    parts: list[Part] = [_facts(it)]
    if it.row.overdue:
        parts.insert(0, Say(N_("expected on {day}, and not there"), {"day": it.row.expected_date}, "wrong"))
    events = it.events[::-1] if heads else it.events[: -LATEST - 1 : -1]
    parts.append(Rows(EVENTS, events, N_("on its way, the latest first"), N_("nothing heard yet")))
    if it.cases:
        parts.append(Rows(CASES, it.cases, N_("cases")))
    return [*parts, Rows(LINES, it.lines, N_("in this shipment"), heads=heads)]


def _facts(it: ShipmentSheet) -> Facts:
    row = it.row
    agreed = " ".join(str(word) for word in (it.agreed_date or "", it.agreed_time, it.agreed_place) if word)
    return Facts(
        (
            (N_("order"), row.order),
            (N_("customer"), f"{row.customer_code} {row.customer}"),
            (N_("waits for"), step_name(row.step)),
            (N_("carrier"), row.carrier),
            (N_("kind"), label_of(CARRIER_KINDS, it.carrier_kind) if it.carrier_kind else ""),
            (N_("tracking number"), row.tracking),
            (N_("parcels"), row.parcels),
            (N_("weight in kg"), it.weight),
            (N_("cash to collect"), it.cod),
            (N_("shipped"), row.shipped_at),
            (N_("expected there"), row.expected_date),
            (N_("agreed"), agreed),
            (N_("delivered"), row.delivered_at),
            (N_("received"), row.received_at),
            (N_("contact"), f"{it.contact} {it.phone}".strip()),
            (N_("address"), it.address),
            (N_("remark"), it.remark),
            (N_("phone of the carrier"), it.phone_of_carrier),
            (N_("tracking page"), it.url),
            (N_("rating"), f"{it.rating}/5 {it.rating_text}".strip() if it.rating else ""),
        )
    )
