"""Shipments: where everything is that left, or is about to; for a customer its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.machine import On as Acts
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.rules.shipping import TRACK_STATUSES
from ydh.core.shipping import shipments, tracking
from ydh.core.shipping.views import ShipmentRow
from ydh.core.values.money import number
from ydh.core.values.words import N_, Label
from ydh.tui.cases.problem import OPENERS, problem_deed
from ydh.tui.documents.stages import stage_of
from ydh.tui.lists.book import Book, Deed, Field, Found, Query, Tell
from ydh.tui.lists.finds import find_customer
from ydh.tui.lists.going import Go
from ydh.tui.lists.words import step_name
from ydh.tui.paint.parts import Column, Part, Say
from ydh.tui.shipping.shipping_parts import sheet_parts

COLUMNS = (
    Column("number", N_("shipment."), "code", 20),
    Column("customer", N_("customer")),
    Column("step", N_("waits for"), "text", 12, of=lambda row: step_name(row.step)),
    Column("carrier", N_("carrier"), "text", 10),
    Column("tracking", N_("tracking number"), "text", 15, drop=1),
    Column("expected_date", N_("expected there"), "day", 14, drop=2),
    Column("state", N_("state"), "text", 7, of=lambda row: state_of(row)),
)
STEPS = tuple((step.code, step.label) for step in ORDER.steps if step.on is Acts.SHIPMENT)
FILTERS = (
    Field("step", N_("waits for"), kind="choice", choices=(("", N_("all")), *STEPS, ("done", N_("done")))),
    Field("carrier", N_("carrier")),
    Field("customer", N_("customer code"), find=find_customer),
    Field("overdue", N_("overdue"), kind="choice", choices=(("", N_("all")), ("yes", N_("only overdue")))),
)


def state_of(row: ShipmentRow) -> Label | str:
    """What is worth knowing of a shipment at a glance."""
    if row.overdue:
        return Label(N_("overdue"), "overdue")
    return Label(N_("there"), "there") if row.delivered_at and row.step != "done" else ""


def _track(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Say:
    warmth = answers.get("temperature", "").strip()
    read = number(warmth, "temperature", places=1, least=None) if warmth else None
    given = {name: answers[name] for name in ("at", "place", "text")}
    found = tracking.track(actor, rows[0].number, answers["status"], temperature=read, **given)
    return Say(N_("noted on {number}"), {"number": ", ".join(found)})


def _paper(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    it = shipments.paper(actor, rows[0].number)
    command = Say(N_("on paper: ydh shipment note {number}"), {"number": rows[0].number}, "faint")
    return Tell(shipments.TITLES[it.kind], (*sheet_parts(it.sheet, heads=True), command))


TRACK = (
    Field("status", N_("status"), kind="choice", choices=tuple(TRACK_STATUSES.items())),
    Field("place", N_("place")),
    Field("text", N_("what was said")),
    Field("at", N_("when, now if empty"), hint="2026-11-23 14:30"),
    Field("temperature", N_("degrees C"), hint="4.5"),
)
DEEDS = (
    Deed(
        "track",
        "t",
        N_("say where it is"),
        _track,
        TRACK,
        needs=(P.ORDER_SHIP,),
        main=True,
        fits=lambda row: row.shipped_at is not None,
    ),
    problem_deed(OPENERS),
    Deed("paper", "P", N_("delivery note"), _paper, writes=False, main=True),
)


class Shipments(Book):
    """Every shipment, the newest first."""

    name, title = "shipments", N_("shipments")
    columns: tuple[Column, ...] = COLUMNS
    filters: tuple[Field, ...] = FILTERS
    deeds: tuple[Deed, ...] = DEEDS
    needs: tuple[P, ...] = (P.ORDER_VIEW,)
    empty = N_("nothing was packed yet\nwhat is released appears here by itself")

    def page(self, actor: Actor, query: Query) -> Found:
        given: dict[str, Any] = {n: query.filters[n] for n in ("step", "carrier", "customer") if query.filters.get(n)}
        found = shipments.list_shipments(
            actor,
            query.text,
            overdue=bool(query.filters.get("overdue")),
            after=query.after,
            limit=query.limit,
            **given,
        )
        return Found(found.rows, bool(found.next))

    def key(self, row: ShipmentRow) -> str:
        return row.number

    def token(self, row: ShipmentRow) -> str:
        return row.cursor

    def style(self, row: ShipmentRow) -> str:
        return "wrong" if row.overdue else "plain"

    def detail(self, actor: Actor, row: ShipmentRow) -> Sequence[Part]:
        return sheet_parts(shipments.show(actor, row.number))

    def enter(self, app: Any, row: ShipmentRow) -> Any:
        return Go("order", row.number)


class MyShipments(Shipments):
    """What is on its way to the customer."""

    name, title = "my-shipments", N_("my deliveries")
    columns = (
        COLUMNS[0],
        Column("step", N_("where it is"), of=lambda row: stage_of(row.step)),
        *(column for column in COLUMNS if column.name not in ("number", "customer", "step")),
    )
    filters = FILTERS[:1]
    deeds = (problem_deed(), *(d for d in DEEDS if d.name == "paper"))
    needs = ()
    table = False
    empty = N_("nothing is on its way to you")
