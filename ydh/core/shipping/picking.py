"""Picking and the second check: goods are counted into a shipment, code by code (二次核对, S13.16, S16.7).

Each count is a row of its own, committed at once and never changed, so that a lost terminal loses nothing and another
person can go on. What is wrong is refused at once: another item, too many, an expired or blocked lot.
Quantities in base units.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.noting import beside
from ydh.core.orders.order import Order, find
from ydh.core.rules.permissions import P
from ydh.core.shipping import scanning
from ydh.core.shipping.parcels import number_of
from ydh.core.shipping.scanning import Counting
from ydh.core.shipping.views import CHECK, PICK, PickLine, PickSheet, Scanned
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, WrongStep
from ydh.core.values.money import ZERO
from ydh.core.values.quantities import Quantity, in_base_units, plain
from ydh.core.values.text import escaped
from ydh.store.engine.database import Unit
from ydh.store.shipping import picking as store

RIGHTS = (P.ORDER_OUTBOUND_REVIEW, P.ORDER_SHIP)  # who counts goods into shipments


def start(actor: Actor, shipment: str) -> PickSheet:
    """Take a shipment to pick it, or to check it once it is picked; others see who has it. Again is fine.

    Raises NotAllowed (also for who would check what he picked, where another must), NotFound, WrongStep, Conflict.
    """

    def work(unit: Unit) -> PickSheet:
        me, cfg = counter(unit, actor), settings(unit)
        part, phase = opened(unit, me, cfg, shipment)
        return scanning.sheet(unit, me, part, phase)

    return actor.company.write(work)


def take_over(actor: Actor, shipment: str) -> PickSheet:
    """Go on with a count that another has begun; what he counted stays. Raises as `start` does."""

    def work(unit: Unit) -> PickSheet:
        me, cfg = counter(unit, actor), settings(unit)
        doc, part, phase = _owned(unit, me, cfg, shipment)
        if part.holder is not None and part.holder != me.id:
            before = store.NAME.one(unit, id=part.holder)
            part = _hold(unit, me, cfg, doc, part, phase, "take_over", {"from": before})
        elif part.holder is None:
            part = _hold(unit, me, cfg, doc, part, phase, "start", {})
        return scanning.sheet(unit, me, part, phase)

    return actor.company.write(work)


def scan(actor: Actor, shipment: str, code: str, quantity: Decimal | None = None) -> Scanned:
    """Count what a scanner read: any code of an item, a box's code, `CODE LOT`, each with `*12` after it.

    Raises NotFound for an unknown code, Conflict for another item, too many, or a lot that must not leave.
    """

    def work(unit: Unit) -> Scanned:
        me, part, phase = _counted(unit, actor, shipment)
        due = partial(scanning.lines_of, unit, part, phase)
        read = scanning.read_code(unit, code, part.customer, due)
        lines = due(read.sku)
        much = read.quantity if quantity is None else quantity * read.each
        rows = scanning.distribute(unit, settings(unit), part.number, lines, read, much)
        _write(unit, me, part, phase, rows, code)
        return scanning.scanned(code, read.sku, lines, rows)

    return actor.company.write(work)


def count(actor: Actor, shipment: str, position: int, quantity: Quantity, *, lot: str = "") -> Scanned:
    """Count so much more of a line by hand, or less with a minus sign; never below nothing or above what is due."""
    return _by_hand(actor, shipment, position, lot, lambda line: in_base_units(quantity, line, least=None))


def set_count(actor: Actor, shipment: str, position: int, quantity: Quantity, *, lot: str = "") -> Scanned:
    """Say how much of a line is counted in all."""
    return _by_hand(actor, shipment, position, lot, lambda line: in_base_units(quantity, line) - line.counted)


def undo(actor: Actor, shipment: str) -> Scanned:
    """Take the last count back. Raises Conflict when there is none."""

    def work(unit: Unit) -> Scanned:
        me, part, phase = _counted(unit, actor, shipment)
        last = scanning.last_count(store.SCANS.rows(unit, shipment=part.id, phase=phase))
        if not last:
            raise Conflict("nothing-counted", number=part.number)
        lines = scanning.lines_of(unit, part, phase)
        rows = [(scanning.line_at(lines, position, lot), -quantity) for position, lot, quantity in last]
        _write(unit, me, part, phase, rows, scanning.TAKEN_BACK)
        return scanning.scanned("", rows[0][0].sku_id, lines, rows)

    return actor.company.write(work)


def _by_hand(actor: Actor, shipment: str, position: int, lot: str, much: Callable[[PickLine], Decimal]) -> Scanned:
    def work(unit: Unit) -> Scanned:
        me, part, phase = _counted(unit, actor, shipment)
        lines = scanning.lines_of(unit, part, phase)
        line = scanning.line_named(part.number, lines, position, lot)
        quantity = much(line)
        if line.counted + quantity < ZERO:
            raise Invalid("counted-below", code=line.sku, counted=plain(line.counted))
        scanning.refuse_too_many(part.number, line.sku, quantity, line.left, line.due)
        if quantity > ZERO:
            scanning.refuse_unfit(settings(unit), line)
        rows = [(line, quantity)] if quantity else []
        _write(unit, me, part, phase, rows, scanning.BY_HAND)
        return scanning.scanned("", line.sku_id, lines, rows or [(line, ZERO)])

    return actor.company.write(work)


def _write(
    unit: Unit, me: Who, part: Counting, phase: str, rows: Sequence[tuple[PickLine, Decimal]], code: str
) -> None:
    found = [
        (part.id, line.position, line.lot_id, phase, q, scanning.GOES_ON if at else code[:200], me.id, unit.now)
        for at, (line, q) in enumerate(rows)
    ]
    store.ADD_SCAN.many(unit, store.SCAN, found)


# --- who counts what ---


def counter(unit: Unit, actor: Actor) -> Who:
    me = who(unit, actor)
    me.need(*RIGHTS)
    return me


def seen_part(unit: Unit, me: Who, shipment: str, *, lock: bool) -> Counting:
    """The shipment of that number, when the actor sees its order. Raises NotFound."""
    row = (store.LOCK if lock else store.LOOK).row(unit, number=number_of(unit, shipment))
    if row is None or not me.sees(*row[-2:]):
        raise NotFound("shipment-unknown", number=escaped(shipment))
    return Counting(*row)


def phase_of(cfg: Settings, part: Counting) -> str:
    """What is due: pick, check, or nothing. Raises WrongStep for a shipment that left or was taken apart."""
    if part.step != "ship":
        raise WrongStep("not-to-count", number=part.number)
    if part.picked_at is None:
        return PICK
    if cfg["pick"] in ("off", "pick") or part.checked_at is not None:
        raise WrongStep("counted-already", number=part.number)
    return CHECK


def opened(unit: Unit, me: Who, cfg: Settings, shipment: str) -> tuple[Counting, str]:
    """The count that is the actor's own, begun here if nobody has it. Raises Conflict when another has it."""
    part = _held(unit, me, shipment)
    if part is None and seen_part(unit, me, shipment, lock=False).holder is not None:
        part = seen_part(unit, me, shipment, lock=True)
    elif part is None:
        doc, part, phase = _owned(unit, me, cfg, shipment)
        if part.holder is None:
            part = _hold(unit, me, cfg, doc, part, phase, "start", {})
    phase = phase_of(cfg, part)
    if part.holder != me.id:
        raise Conflict("counted-by-other", number=part.number, by=store.NAME.one(unit, id=part.holder) or "-")
    return part, phase


def _held(unit: Unit, me: Who, shipment: str) -> Counting | None:
    """The shipment, locked, when the count that is due is the actor's own and he sees its order."""
    row = store.LOCK_HELD.row(unit, number=number_of(unit, shipment), holder=me.id)
    return Counting(*row) if row and me.sees(*row[-2:]) else None


def _counted(unit: Unit, actor: Actor, shipment: str) -> tuple[Who, Counting, str]:
    me, cfg = counter(unit, actor), settings(unit)
    return (me, *opened(unit, me, cfg, shipment))


def _owned(unit: Unit, me: Who, cfg: Settings, shipment: str) -> tuple[Order, Counting, str]:
    """The order and then the shipment, both locked."""
    part = seen_part(unit, me, shipment, lock=False)
    (doc,) = find(unit, me, ids=[part.order], deep=False)
    part = seen_part(unit, me, shipment, lock=True)
    return doc, part, phase_of(cfg, part)


def refuse_own_check(cfg: Settings, me: Who, part: Counting, phase: str) -> None:
    """Where the check must be another's, who picked does not check (S13.16). Raises NotAllowed."""
    if phase == CHECK and cfg["pick"] == "other" and me.is_same(part.picker):
        raise NotAllowed("own-pick", number=part.number)


def _hold(
    unit: Unit, me: Who, cfg: Settings, doc: Order, part: Counting, phase: str, how: str, body: dict[str, Any]
) -> Counting:
    refuse_own_check(cfg, me, part, phase)
    now = part._replace(picker=me.id) if phase == PICK else part._replace(checker=me.id)
    keep(unit, now)
    beside(unit, me, doc, f"{phase}_{how}", {"parts": [part.number], **body})
    return now


def keep(unit: Unit, part: Counting) -> None:
    """Write who counts, and what is counted."""
    values = {"picker": part.picker, "picked_at": part.picked_at, "checker": part.checker}
    store.HOLD.run(unit, id=part.id, checked_at=part.checked_at, **values)
