"""The noun shipment: where everything is that left, or is about to; for a customer its own. S01.12, S04.17"""

from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders.order_sections import CASE, full_name
from ydh.core.partners.views import CARRIER_KINDS
from ydh.core.rules.facts import FROM_DAY, TO_DAY, Fact, Filter
from ydh.core.rules.machine import DONE, On
from ydh.core.rules.nouns import Act, Noun, Section, Wanted, late
from ydh.core.rules.orders import ORDER, STAGES
from ydh.core.rules.permissions import P
from ydh.core.rules.shipping import TRACK_STATUSES
from ydh.core.rules.workflows import names_of
from ydh.core.shipping.views import ShipmentRow
from ydh.core.values.money import number
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_, Label, label_of

STEPS = {step.code: step.label for step in ORDER.steps if step.on is On.SHIPMENT} | {DONE: names_of(ORDER)[DONE]}


def state_of(row: ShipmentRow) -> Label | str:
    """What is worth knowing of a shipment at a glance."""
    if row.overdue:
        return Label(N_("overdue"), "overdue")
    return Label(N_("there"), "there") if row.delivered_at and row.step != DONE else ""


FACTS = (
    Fact("number", N_("shipment"), "code", width=20),
    Fact("order", N_("order"), "code"),
    Fact("customer_code", N_("customer code"), "code"),
    Fact("customer", N_("customer"), width=0),
    Fact("step", N_("waits for"), "label", choices=names_of(ORDER), width=12),
    Fact("carrier", N_("carrier"), width=10),
    Fact("tracking", N_("tracking number"), "code", width=15, drop=1),
    Fact("parcels", N_("parcels"), "integer"),
    Fact("shipped_at", N_("shipped"), "time"),
    Fact("expected_date", N_("expected there"), "day", width=14, drop=2),
    Fact("delivered_at", N_("delivered"), "time"),
    Fact("received_at", N_("received"), "time"),
    Fact(
        "state",
        N_("state"),
        "label",
        of=lambda row: Label(N_("overdue"), "overdue") if row.overdue else None,
        seen=state_of,
        width=9,
        tone=lambda row: "late" if row.overdue else "note",
    ),
    Fact("revision", N_("revision"), "ordinal"),
)
MORE = (
    Fact("warehouse", N_("warehouse")),
    Fact("carrier_kind", N_("kind"), "label", choices=CARRIER_KINDS),
    Fact("phone_of_carrier", N_("phone of the carrier")),
    Fact("url", N_("tracking page")),
    Fact("weight", N_("weight in kg"), "quantity"),
    Fact("cod", N_("cash to collect"), "money"),
    Fact("agreed_date", N_("agreed"), "day"),
    Fact("agreed_time", N_("time that was agreed")),
    Fact("agreed_place", N_("place that was agreed, if it is another")),
    Fact("contact", N_("contact")),
    Fact("phone", N_("phone")),
    Fact("address", N_("address")),
    Fact("customer_po", N_("the customer's order number")),
    Fact("remark", N_("remark"), "note"),
    Fact("rating", N_("rating"), "integer", seen=lambda it: f"{it.rating}/5" if it.rating else None),
    Fact("rating_text", N_("what the customer said")),
)
LINE = (
    Fact("position", N_("line"), "ordinal", width=4),
    Fact("sku", N_("item"), "code", width=12, drop=1),
    Fact("name", N_("name"), seen=full_name, width=0),
    Fact("attributes", N_("attributes")),
    Fact("quantity", N_("quantity"), "quantity", width=9),
    Fact("unit", N_("unit"), width=4),
    Fact("received", N_("received"), "quantity", width=9, drop=3),
    Fact("price", N_("price"), "price"),
    Fact("amount", N_("amount"), "money", width=12, drop=2),
    Fact("handling", N_("handling"), "list", width=16),
)
EVENT = (
    Fact("at", N_("time"), "time", width=16),
    Fact("status", N_("status"), "label", choices=TRACK_STATUSES, width=14),
    Fact("place", N_("place"), width=12),
    Fact("temperature", N_("degrees C"), "quantity", width=9),
    Fact("by", N_("by")),
    Fact("text", N_("what was said"), width=0),
)
SECTIONS = (
    Section(
        "events",
        N_("on its way, the latest first"),
        EVENT,
        lambda it: it.events[::-1],
        N_("nothing heard yet"),
        before=True,
    ),
    Section("", "", MORE),
    Section("cases", N_("Cases"), CASE, lambda it: it.cases),
    Section("lines", N_("in this shipment"), LINE, lambda it: it.lines, main=True),
)
FILTERS = (
    Filter("step", N_("waits for"), "label", choices=STEPS, help=N_("ship, receive or done")),
    Filter("carrier", N_("carrier"), help=N_("who carries the goods")),
    Filter("customer", N_("customer code"), find=late("partners.customers:matching")),
    Filter(
        "overdue",
        N_("overdue"),
        "label",
        choices={"": N_("all"), "yes": N_("only overdue")},
        flags={"--overdue": ("yes", N_("not there, though expected before today"))},
    ),
    FROM_DAY,
    TO_DAY,
)


def _track(actor: Actor, name: str, *, status: str, temperature: str = "", **given: str) -> dict[str, Any]:
    """Write down a tracking event. Raises as tracking.track."""
    from ydh.core.shipping import tracking

    warmth = number(temperature, "temperature", places=1, least=None) if temperature.strip() else None
    found = tracking.track(actor, name, status, temperature=warmth, **given)
    return {"numbers": ", ".join(found), "status": label_of(TRACK_STATUSES, status), "shipments": list(found)}


ACTS = (
    Act(
        "track",
        N_("say where it is"),
        N_("write down what was heard of a shipment on its way"),
        _track,
        key="n",
        needs=(P.ORDER_SHIP,),
        asks=(
            Fact(
                "status",
                N_("status"),
                "label",
                required=True,
                choices=TRACK_STATUSES,
                help=N_("picked_up, in_transit, out_for_delivery, delivered or problem"),
            ),
            Fact("place", N_("place"), help=N_("where")),
            Fact("text", N_("what was said")),
            Fact(
                "at",
                N_("when, now if empty"),
                help=N_("when, by the company's clock, such as 2026-11-23 14:30; now without it"),
                hint="2026-11-23 14:30",
            ),
            Fact("temperature", N_("degrees C"), help=N_("degrees C that were read"), hint="4.5"),
        ),
        said=N_("{numbers}: {status}"),
        why_not=lambda row: "" if row.shipped_at is not None else N_("it has not left yet"),
    ),
)


def _page(actor: Actor, wanted: Wanted) -> Page[ShipmentRow]:
    from ydh.core.shipping import shipments

    given: dict[str, Any] = dict(wanted.filters)
    given["overdue"] = bool(given.get("overdue"))
    return shipments.list_shipments(actor, wanted.text, after=wanted.after, limit=wanted.limit, **given)


SHIPMENTS = Noun(
    "shipment",
    N_("shipments"),
    N_("number of the shipment"),
    N_("list shipments, the newest first"),
    N_("everything about one shipment: what, where to, and its way"),
    FACTS,
    _page,
    show=late("shipping.shipments:show"),
    row="row",
    sections=SECTIONS,
    filters=FILTERS,
    acts=ACTS,
    needs=(P.ORDER_VIEW,),
    key="number",
    token="cursor",
    metavar="NUMBER",
    text=N_("part of a number, or of the customer"),
    whole=True,
    empty=N_("nothing was packed yet\nwhat is released appears here by itself"),
)

_STAGE: dict[str, Any] = {"title": N_("where it is"), "choices": STAGES, "width": 0}


def _mine(fact: Fact) -> Fact:
    if fact.code == "customer":
        return fact._replace(width=None)
    return fact._replace(**_STAGE) if fact.code == "step" else fact


MY_SHIPMENTS = SHIPMENTS._replace(
    name="my-shipments",
    title=N_("my deliveries"),
    facts=tuple(map(_mine, FACTS)),
    filters=FILTERS[:1],
    acts=(),
    needs=(),
    whole=False,
    empty=N_("nothing is on its way to you"),
)
