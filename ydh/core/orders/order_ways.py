"""How orders are handled where other documents differ: their shipments' numbers, their exits, passes taken back."""

from collections.abc import Collection, Sequence

from ydh.core.company.actors import Who
from ydh.core.documents.holds import lift
from ydh.core.orders.order import Order, Shipment
from ydh.core.orders.steps import close, give_up_stock, log, unrelease, unship
from ydh.core.rules.answers import Answers, Closing
from ydh.core.rules.machine import DRAFT, VOID, Exit, Part, Step
from ydh.core.rules.orders import ORDER
from ydh.core.values import series
from ydh.core.values.errors import WrongStep
from ydh.store.engine.database import Unit
from ydh.store.orders import orders


def owners(unit: Unit, names: Sequence[str]) -> dict[str, int]:
    """The orders behind those of the names that are shipments'."""
    parts = [n for n in names if n.startswith(series.SHIPMENT)]
    return dict(orders.ORDERS_OF_SHIPMENTS.rows(unit, parts)) if parts else {}


def lines(unit: Unit, names: Sequence[str]) -> dict[str, int]:
    """About how many lines the orders behind the names have; names that are nobody's are left out."""
    by_number, by_shipment, by_ref = orders.LINES_BEHIND
    rows = by_number.rows(unit, [n for n in names if n.startswith(series.ORDER)])
    rows += by_shipment.rows(unit, [n for n in names if n.startswith(series.SHIPMENT)])
    return dict(rows + by_ref.rows(unit, [n for n in names if not n.startswith(series.NUMBERED)]))


def behind(unit: Unit, names: Sequence[str]) -> set[int]:
    """The orders of these numbers, and those behind their shipments' numbers."""
    owned = owners(unit, names)
    own = [name for name in names if name not in owned]
    return {*owned.values(), *(row[0] for row in (orders.LOOK_BY_NUMBER.rows(unit, own) if own else ()))}


def leave(unit: Unit, me: Who, doc: Order, part: Shipment | None, way: Exit, answers: Answers) -> tuple[Shipment, ...]:
    """Take the exit: what is sent back or voided gives up its stock, its shipments and its holds."""
    if way.code == "close":
        assert isinstance(answers, Closing)
        close(unit, doc, me.id, answers)
        return ()
    before, since = part.step if part else doc.step, part.since if part else doc.since
    body = answers.said()
    if way.code == "unrelease":
        assert part is not None
        unrelease(unit, doc, part)
        log(unit, doc, me.id, way.code, before, way.to, since, body, (part,))
        return (part,)
    if way.to in (DRAFT, VOID):
        give_up_stock(unit, doc)
        for hold in [h for h in doc.holds if way.to == VOID or not ORDER.hold(h.kind).stays]:
            lift(doc, hold, me.id, "")  # a new submit opens what then applies
    log(unit, doc, me.id, way.code, before, way.to, since, body)
    doc.step, doc.since = way.to, unit.now
    return ()


def undo(unit: Unit, doc: Order, step: Step, part: Shipment | None, names: Collection[str]) -> tuple[Shipment, ...]:
    """Undo a pass of the step that concerned the shipments of these names. Raises WrongStep when `part` is another."""
    if part and part.number not in names:
        raise WrongStep("nothing-to-take-back", number=part.number)
    parts = tuple(s for s in doc.shipments if s.number in names)
    if step.on is Part.DOCUMENT:
        doc.step, doc.since = step.code, unit.now
        return parts
    for each in parts:
        if step.on is Part.UNRELEASED:
            unrelease(unit, doc, each)
        else:
            unship(unit, doc, each)
    return parts
