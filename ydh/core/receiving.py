"""What confirming a receipt does: all of a shipment came, or it is said how much of which line."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ydh.core.documents_goods import Short
from ydh.core.errors import Invalid, NotFound
from ydh.core.money import QUANTITY_PLACES, ZERO, number
from ydh.core.pricing import plain
from ydh.core.working import Doc, Shipment
from ydh.store.database import Unit


def receive(unit: Unit, doc: Doc, part: Shipment, answers: dict[str, Any]) -> dict[str, Any]:
    """All of it, or what `answers["received"]` ({position: base units}) says of some lines.

    Raises NotFound, Invalid for more than was shipped, and for less without a reason.
    """
    came = {line.position: shipped for line, shipped in part.lines} | dict(_told(part, answers.get("received") or {}))
    less = [(line, shipped) for line, shipped in part.lines if came[line.position] < shipped]
    if less and not answers.get("reason"):
        missing = [Short(line.code, plain(shipped), plain(came[line.position])) for line, shipped in less]
        raise Invalid("less-received", number=part.number, missing=missing)
    part.received = {line.id: came[line.position] for line, _ in part.lines}
    doc.lines_changed = True
    for line, _ in part.lines:
        line.received += came[line.position]
    part.received_at = unit.now
    told = [
        [line.position, line.code, *(f"{plain(x):f}" for x in (shipped, came[line.position]))] for line, shipped in less
    ]
    return {"received": told} if told else {}


def _told(part: Shipment, received: Mapping[int, Decimal]) -> Mapping[int, Decimal]:
    """What is said to have come of the shipment's lines. Raises NotFound, Invalid."""
    shipped = {line.position: quantity for line, quantity in part.lines}
    for position, quantity in received.items():
        if position not in shipped:
            raise NotFound("no-line", number=part.number, position=position)
        if number(f"{quantity:f}", "quantity", places=QUANTITY_PLACES, least=ZERO) > shipped[position]:
            raise Invalid(
                "more-received",
                number=part.number,
                position=position,
                received=quantity,
                shipped=plain(shipped[position]),
            )
    return received
