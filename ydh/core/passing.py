"""What passing a step does: the effects of the workflow's steps on the working copy of a document."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from ydh.core import shipping, stock
from ydh.core.actors import SYSTEM
from ydh.core.documents_goods import Short
from ydh.core.errors import Invalid, NotFound, Shortage
from ydh.core.flows import ORDER
from ydh.core.journal import Entry
from ydh.core.money import QUANTITY_PLACES, ZERO, number
from ydh.core.receiving import RECEIPT, receive
from ydh.core.settings import Settings
from ydh.core.workflow import ENDS, VOID, Part, Step
from ydh.core.working import Doc, Line, OpenHold, Paper, Shipment
from ydh.store.database import Unit
from ydh.store.fields import MICROSECOND

_WORKED_OUT = shipping.ANSWERS | RECEIPT  # the effects say what the journal keeps of these


def blocking(doc: Paper, step: str) -> OpenHold | None:
    """The first open hold that blocks the step."""
    if doc.holds:
        for hold in doc.holds:
            if step in doc.flow.hold(hold.kind).blocks:
                return hold
    return None


def log(
    unit: Unit,
    doc: Paper,
    actor: int,
    action: str,
    before: str,
    after: str,
    since: datetime,
    body: dict[str, Any],
    parts: tuple[Shipment, ...] = (),
) -> None:
    """Note one journal entry about the document; the revision grows with it."""
    waited = (unit.now - since) // MICROSECOND
    doc.log.append((Entry(doc.flow.name, doc.id, "", 0, actor, action, before, after, waited, body), parts))
    doc.revision += 1


def said(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal keeps of the answers; which lines were released or received in full stands in the shipments."""
    return {name: value for name, value in answers.items() if value and name not in ("lines", "received")}


def lock_stock(unit: Unit, cfg: Settings, docs: Iterable[Doc]) -> None:
    """Lock what passes may both reserve and deduct, one document after the other, before any of them does.

    Locked as they come, two people who release orders of the same goods would wait for each other.
    """
    if cfg["when_short"] == "wait" or "ship" in cfg.off("order"):
        stock.lock(unit, (line.sku for doc in docs for line in doc.lines if not line.service))


def pass_step(
    unit: Unit, cfg: Settings, doc: Doc, step: Step, part: Shipment | None, actor: int, answers: dict[str, Any]
) -> tuple[Shipment, ...]:
    """Pass the step, with its effect, and give the parts concerned. Raises Shortage when the effect cannot be."""
    after = ORDER.after(step.code)
    body = said(answers)
    if step.on is Part.DOCUMENT:
        log(unit, doc, actor, "approve", step.code, after, doc.since, body)
        doc.step, doc.since = after, unit.now
        if step.code == "finance" and actor > 0:
            _assessed(unit, doc, actor)
        return ()
    if step.on is Part.UNRELEASED:
        made = release(unit, cfg, doc, after, answers)
        log(unit, doc, actor, "approve", step.code, after, doc.since, body, made)
        settle(unit, doc)
        return made
    assert part is not None
    since = part.since
    body = {name: value for name, value in body.items() if name not in _WORKED_OUT}
    body |= EFFECTS[step.code](unit, cfg, doc, part, answers, actor)
    part.step, part.since, part.changed = after, unit.now, True
    log(unit, doc, actor, "approve", step.code, after, since, body, (part,))
    settle(unit, doc)
    return (part,)


def _assessed(unit: Unit, doc: Doc, actor: int) -> None:
    """A finance reviewer who passes a new customer's order has assessed the customer (S14.8)."""
    for hold in [h for h in doc.holds if h.kind == "new_customer"]:
        lift(doc, hold, actor, "")
        doc.assessed = True


def lift(doc: Paper, hold: OpenHold, actor: int, answer: str) -> None:
    """Close a hold."""
    doc.holds.remove(hold)
    doc.held -= 1
    doc.lifted.append((hold, actor, answer))


def settle(unit: Unit, doc: Doc) -> None:
    """The order waits for the earliest step that is still open in any of its parts."""
    open_steps = [s.step for s in doc.live() if s.step not in ENDS]
    if any(line.open > ZERO for line in doc.lines):
        open_steps.append("release")
    step = ORDER.earliest(open_steps)
    if step != doc.step:
        doc.step, doc.since = step, unit.now


def release(unit: Unit, cfg: Settings, doc: Doc, after: str, answers: dict[str, Any]) -> tuple[Shipment, ...]:
    """Put unreleased quantities into shipments, one for each warehouse. Raises Shortage naming every short line.

    `answers["lines"]` ({position: base units}) limits it; `answers["available"]` takes what is reserved.
    """
    wanted = _wanted(doc, answers.get("lines"))
    if not wanted:
        raise Invalid("no-lines")
    more = _reserve_missing(unit, doc, wanted) if cfg["when_short"] == "wait" else []
    shelves: dict[int, tuple[Decimal, dict[int, Decimal]]] = {}
    short: list[Short] = []
    for line, quantity in wanted:
        free = _free(doc, line)
        have = min(line.open, quantity if line.service else sum(free.values(), ZERO))
        if quantity > have and not answers.get("available"):
            short.append(Short(line.code, quantity, have))
        shelves[line.id] = (min(quantity, have), free)
    if short or not any(quantity for quantity, _ in shelves.values()):
        _undo_reserve(unit, doc, more)
        raise Shortage("short", short=short or [Short(x.code, q, ZERO) for x, q in wanted])
    made = _packed(unit, after, [(line, *shelves[line.id]) for line, _ in wanted])
    doc.lines_changed = True
    doc.shipments += made
    return tuple(made)


def _wanted(doc: Doc, chosen: Mapping[int, Decimal] | None) -> list[tuple[Line, Decimal]]:
    """The unreleased lines with how much of each is to go. Raises NotFound, Invalid."""
    if chosen is None:
        return [(line, line.open) for line in doc.lines if line.open > ZERO]
    lines = {line.position: line for line in doc.lines}
    for position, quantity in chosen.items():
        if position not in lines:
            raise NotFound("no-line", number=doc.name, position=position)
        number(f"{quantity:f}", "quantity", places=QUANTITY_PLACES, least=ZERO)
    return [(lines[position], quantity) for position, quantity in sorted(chosen.items()) if quantity]


def _packed(unit: Unit, step: str, picks: list[tuple[Line, Decimal, dict[int, Decimal]]]) -> list[Shipment]:
    """Shipments of the quantities picked from each line's shelves; services travel with the first of them."""
    made: dict[int, Shipment] = {}
    for line, quantity, shelves in sorted(picks, key=lambda pick: pick[0].service):
        line.released += quantity
        if line.service and quantity:
            part = next(iter(made.values()), None) or _part(unit, made, 1, step)
            part.lines.append((line, quantity))
            continue
        for warehouse, have in shelves.items():
            got = min(quantity, have)
            if got > ZERO:
                _part(unit, made, warehouse, step).lines.append((line, got))
                quantity -= got
    return list(made.values())


def _part(unit: Unit, made: dict[int, Shipment], warehouse: int, step: str) -> Shipment:
    if warehouse not in made:
        made[warehouse] = Shipment(None, "", step, unit.now, warehouse)
    return made[warehouse]


def _free(doc: Doc, line: Line) -> dict[int, Decimal]:
    """What the line has reserved in each warehouse beyond the shipments that wait to leave."""
    free = dict(line.reserved)
    for part in doc.shipments:
        if part.step == "ship":
            for other, quantity in part.lines:
                if other is line:
                    free[part.warehouse] = free.get(part.warehouse, ZERO) - quantity
    return free


def _reserve_missing(unit: Unit, doc: Doc, wanted: Iterable[tuple[Line, Decimal]]) -> list[tuple[Line, int, Decimal]]:
    """Try to reserve what a waiting order still lacks; gives what it got: line, warehouse, quantity."""
    more = []
    for line, quantity in wanted:
        missing = min(quantity, line.open) - sum(_free(doc, line).values(), ZERO)
        if line.service or missing <= ZERO:
            continue
        for sku, warehouse, got in stock.reserve(unit, {line.sku: missing}, partial=True):
            if warehouse not in line.reserved:
                doc.new_reservations.add((line.id, warehouse))
            line.reserved[warehouse] = line.reserved.get(warehouse, ZERO) + got
            doc.reserved_more.append((sku, warehouse, got))
            doc.reservations_changed = True
            more.append((line, warehouse, got))
    return more


def _undo_reserve(unit: Unit, doc: Doc, more: Sequence[tuple[Line, int, Decimal]]) -> None:
    """Give back what `_reserve_missing` got; what is then reserved at nothing is written as nothing."""
    if more:
        give_back(unit, doc, len(doc.reserved_more) - len(more))
    for line, warehouse, quantity in more:
        line.reserved[warehouse] -= quantity


def give_back(unit: Unit, doc: Paper, kept: int) -> None:
    """Give back what the document has reserved in this unit of work beyond the first `kept` reservations."""
    more, doc.reserved_more = doc.reserved_more[kept:], doc.reserved_more[:kept]
    if more:
        stock.unreserve(unit, more)


def _ship(unit: Unit, cfg: Settings, doc: Doc, part: Shipment, answers: dict[str, Any], _: int) -> dict[str, Any]:
    body = shipping.sent(unit, cfg, doc, part, answers)
    part.shipped_at = unit.now
    _move(doc, part, 1)
    return body


def unship(unit: Unit, doc: Doc, part: Shipment) -> None:
    """Take a shipment confirmation back: the goods are in stock and reserved again."""
    part.shipped_at = None
    part.step, part.since, part.changed = "ship", unit.now, True
    _move(doc, part, -1)
    settle(unit, doc)


def _move(doc: Doc, part: Shipment, sign: int) -> None:
    doc.deducted.append((part, sign))
    doc.reservations_changed = doc.lines_changed = True
    for line, quantity in part.lines:
        line.shipped += sign * quantity
        if not line.service:
            line.reserved[part.warehouse] = line.reserved.get(part.warehouse, ZERO) - sign * quantity


# gives what the journal keeps of it
Effect = Callable[[Unit, Settings, Doc, Shipment, dict[str, Any], int], dict[str, Any]]
EFFECTS: Mapping[str, Effect] = {"ship": _ship, "receive": receive}


def unrelease(unit: Unit, doc: Doc, part: Shipment) -> None:
    """Take a shipment apart that has not left: its quantities wait for release again."""
    part.step, part.since, part.changed = VOID, unit.now, True
    for line, quantity in part.lines:
        line.released -= quantity
    doc.lines_changed = True
    settle(unit, doc)


def give_up_stock(unit: Unit, doc: Doc) -> None:
    """The document gives up its reservations and its shipments that have not left."""
    for part in doc.live():
        unrelease(unit, doc, part)
    for line in doc.lines:
        doc.freed += [(line.sku, warehouse, q) for warehouse, q in line.reserved.items() if q > ZERO]
        line.reserved = dict.fromkeys(line.reserved, ZERO)
    doc.reservations_changed = True
    doc.counts = False


def advance(unit: Unit, cfg: Settings, doc: Doc) -> None:
    """Let the system pass every step that is switched off and not blocked, effects included (S21.30)."""
    off = cfg.off("order")
    while off and doc.step in off and ORDER.step(doc.step).on is not Part.SHIPMENT and not blocking(doc, doc.step):
        pass_step(unit, cfg, doc, ORDER.step(doc.step), None, SYSTEM, {})
    for part in doc.live() if off else ():
        while part.step in off and not blocking(doc, part.step):
            pass_step(unit, cfg, doc, ORDER.step(part.step), part, SYSTEM, {})
