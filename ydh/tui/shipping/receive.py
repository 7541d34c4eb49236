"""Confirming a receipt line by line: what was shipped is filled in; who got less says so, and why."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.orders.views import LineView, OrderView, ShipmentView
from ydh.core.rules.machine import Party
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.rules.shipping import CASE_KINDS, DIFFERENCES
from ydh.core.shipping.receipt_text import read_line
from ydh.core.values.errors import Conflict
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Outcome, Seen
from ydh.core.values.quantities import in_base_units
from ydh.core.values.words import N_
from ydh.core.workflow import acting
from ydh.locale import values
from ydh.tui.lists.book import Deed, Field
from ydh.tui.paint.parts import Part, Plain, Say

STEP = next(step for step in ORDER.steps if step.by is Party.CUSTOMER)
_ON_THEIR_WAY = ORDER.codes_all()[ORDER.codes_all().index(STEP.code) - 2 :]  # a part may have left before the rest
REASON = Field("reason", N_("if less came: why"))
KIND = Field(
    "kind",
    N_("what was wrong"),
    kind="choice",
    choices=(("", N_("nothing, or as written")), *((code, CASE_KINDS[code]) for code in DIFFERENCES)),
)
RATING = Field(
    "rating",
    N_("how content are you"),
    kind="choice",
    choices=(
        ("", N_("not said")),
        ("5", N_("5: very")),
        ("4", "4"),
        ("3", "3"),
        ("2", "2"),
        ("1", N_("1: not at all")),
    ),
)
WORD = Field("rating_text", N_("a word about it"))


def receive_deed() -> Deed:
    """Confirm what came of every shipment of an order that is on its way."""
    return Deed(
        "received",
        "a",
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
    return (revision, *(_field(s, line, shipped) for s, line, shipped in _lines(view)), KIND, REASON, RATING, WORD)


def _lines(view: OrderView) -> list[tuple[ShipmentView, LineView, Decimal]]:
    """What of each shipment's lines is still to be received: what is in question already is not."""
    lines = {line.position: line for line in view.lines}
    asked: dict[tuple[str, int | None], Decimal] = {}
    for case in view.cases:
        if case.closed_at is None:
            asked[case.shipment, case.position] = asked.get((case.shipment, case.position), ZERO) + case.quantity
    return [
        (s, lines[position], max(ZERO, shipped - asked.get((s.number, position), ZERO)))
        for s in _waiting(view)
        for position, shipped, _ in s.lines
    ]


def _field(shipment: ShipmentView, line: LineView, shipped: Decimal) -> Field:
    name = f"{line.name} {line.attributes}".strip()
    return Field(_name(shipment, line), name, value=values.quantity(shipped), hint=line.unit)


def _name(shipment: ShipmentView, line: LineView) -> str:
    return f"{shipment.number}_{line.position}"


def _shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
    view = looking.show(actor, rows[0].number)
    ways = [Plain(_way(shipment)) for shipment in _waiting(view)]
    return [
        *ways,
        Say(N_("Change what did not come; what came whole stays as it is."), {}, "faint"),
        Say(N_("Different things wrong with one line: 20 damaged 2 short 1"), {}, "faint"),
    ]


def _way(shipment: ShipmentView) -> str:
    return "  ".join(word for word in (shipment.number, shipment.carrier, shipment.tracking) if word)


def _receive(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
    view = looking.show(actor, rows[0].number)
    told: dict[str, dict[str, Any]] = {}
    for shipment, line, shipped in _lines(view):
        given = told.setdefault(shipment.number, {"received": {}, "differences": {}})
        good, wrong = read_line(answers.get(_name(shipment, line), ""))
        came = None if good is None else in_base_units(good, line)
        lost = {kind: in_base_units(quantity, line) for kind, quantity in wrong.items()}
        if came is not None and not lost and answers.get("kind") and came < shipped:
            lost = {answers["kind"]: shipped - came}
        if lost:
            given["differences"][line.position] = lost
        if came is not None and came != shipped:
            given["received"][line.position] = came
    asked = ("reason", RATING.name, WORD.name)
    also = {name: answers[name].strip() for name in asked if answers.get(name, "").strip()}
    return _each(actor, told, int(answers["revision"]), also)


def _each(actor: Actor, told: Mapping[str, dict[str, Any]], revision: int, also: Mapping[str, str]) -> list[Outcome]:
    """Each shipment in turn; only the first is at the revision that was seen, the next at what that one made."""
    outcomes: list[Outcome] = []
    for shipment, given in told.items():
        less = any(given.values())
        answers = {name: value for name, value in (given | dict(also)).items() if value}
        if not less:
            answers.pop("reason", None)
        seen = Seen(STEP.code, revision if not outcomes else None)
        outcomes.append(acting.act(actor, shipment, "approve", seen=seen, answers=answers))
    refused = [outcome for outcome in outcomes if hasattr(outcome, "error")]
    if len(outcomes) == 1 and refused:
        raise refused[0].error  # the form says it and keeps what was typed
    return outcomes
