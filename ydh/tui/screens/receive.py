"""Confirming a receipt line by line: what was shipped is filled in; who got less says so, and why."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core import acts, looking
from ydh.core.actors import Actor
from ydh.core.documents import LineView, OrderView, Outcome, Seen, ShipmentView
from ydh.core.errors import Conflict
from ydh.core.flows import ORDER
from ydh.core.money import QUANTITY_PLACES, number
from ydh.core.permissions import P
from ydh.core.words import N_
from ydh.core.workflow import Party
from ydh.locale import values
from ydh.tui.book import Deed, Field, Part, Plain, Say

STEP = next(step for step in ORDER.steps if step.by is Party.CUSTOMER)
_ON_THEIR_WAY = ORDER.codes_all()[ORDER.codes_all().index(STEP.code) - 2 :]  # a part may have left before the rest
REASON = Field("reason", N_("if less came: why"))
NAME = 20  # cells of a label in a form


def receive_deed() -> Deed:
    """Confirm what came of every shipment of an order that is on its way."""
    return Deed(
        "received",
        "c",
        STEP.label,
        _receive,
        asks=_fields,
        shows=_shows,
        needs=(P.ORDER_CREATE,),
        main=True,
        fits=lambda row: row.step in _ON_THEIR_WAY,
    )


def _waiting(view: OrderView) -> list[ShipmentView]:
    """The shipments that wait for the customer. Raises Conflict when there is none."""
    waiting = [shipment for shipment in view.shipments if shipment.step == STEP.code]
    if not waiting:
        raise Conflict("nothing-on-its-way", number=view.row.number)
    return waiting


def _fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    view = looking.show(actor, rows[0].number)
    revision = Field("revision", "", kind="hidden", value=str(view.row.revision))
    return (revision, *(_field(s, line, shipped) for s, line, shipped in _lines(view)), REASON)


def _lines(view: OrderView) -> list[tuple[ShipmentView, LineView, Decimal]]:
    lines = {line.position: line for line in view.lines}
    return [(s, lines[position], shipped) for s in _waiting(view) for position, shipped, _ in s.lines]


def _field(shipment: ShipmentView, line: LineView, shipped: Decimal) -> Field:
    name = f"{line.name} {line.attributes}".strip()
    return Field(_name(shipment, line), name, value=values.quantity(shipped), hint=line.unit)


def _name(shipment: ShipmentView, line: LineView) -> str:
    return f"{shipment.number}_{line.position}"


def _shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
    view = looking.show(actor, rows[0].number)
    ways = [Plain(_way(shipment)) for shipment in _waiting(view)]
    return [*ways, Say(N_("Change what did not come; what came whole stays as it is."), {}, "faint")]


def _way(shipment: ShipmentView) -> str:
    return "  ".join(word for word in (shipment.number, shipment.carrier, shipment.tracking) if word)


def _receive(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
    view = looking.show(actor, rows[0].number)
    told: dict[str, dict[int, Decimal]] = {}
    for shipment, line, shipped in _lines(view):
        came = number(answers.get(_name(shipment, line), ""), "quantity", places=QUANTITY_PLACES)
        told.setdefault(shipment.number, {})
        if came != shipped:
            told[shipment.number][line.position] = came
    return _each(actor, told, int(answers["revision"]), answers["reason"].strip())


def _each(actor: Actor, told: Mapping[str, Mapping[int, Decimal]], revision: int, reason: str) -> list[Outcome]:
    """Each shipment in turn; only the first is at the revision that was seen, the next at what that one made."""
    outcomes: list[Outcome] = []
    for shipment, received in told.items():
        given: dict[str, Any] = {"received": received} if received else {}
        if reason and received:
            given["reason"] = reason
        seen = Seen(STEP.code, revision if not outcomes else None)
        outcomes.append(acts.act(actor, shipment, "approve", seen=seen, answers=given))
    refused = [outcome for outcome in outcomes if hasattr(outcome, "error")]
    if len(outcomes) == 1 and refused:
        raise refused[0].error  # the form says it and keeps what was typed
    return outcomes
