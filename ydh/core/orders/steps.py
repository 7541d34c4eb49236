"""What passing a step does: the effects of the workflow's steps on the working copy of a document."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.documents.document import OpenHold
from ydh.core.documents.holds import come_true, lift, reopen
from ydh.core.documents.noting import log
from ydh.core.documents.taking_back import Passed, stood
from ydh.core.orders import sending
from ydh.core.orders.closing import close_short
from ydh.core.orders.order import Order, Shipment
from ydh.core.orders.receiving import receive
from ydh.core.orders.releasing import gives_up_rest, release
from ydh.core.orders.reserving import lacks
from ydh.core.rules.answers import Answers, Closing, Release, Shipping
from ydh.core.rules.holds import NOTHING_LEFT
from ydh.core.rules.machine import DRAFT, ENDS, VOID, Exit, On, Step
from ydh.core.rules.orders import ORDER
from ydh.core.stock import levels, lots
from ydh.core.stock.lapsing import LAPSED
from ydh.core.values import series
from ydh.core.values.errors import WrongStep
from ydh.core.values.money import ZERO
from ydh.store.engine.database import Unit
from ydh.store.orders import holds, orders


def lock_stock(unit: Unit, cfg: Settings, docs: Iterable[Order]) -> None:
    """Lock what passes may both reserve and deduct, one document after the other, before any of them does.

    Locked as they come, two people who release orders of the same goods would wait for each other.
    """
    goods = [(doc, line) for doc in docs for line in doc.lines if not line.service]
    unit.once(("stock", "skus"), lambda: sorted({line.sku for _, line in goods}))
    if "ship" in cfg.off("order") or any(line.lots or lacks(doc, line) for doc, line in goods):
        levels.lock(unit, (line.sku for _, line in goods))
    if any(line.lots for _, line in goods):
        lots.lock(unit, (line.sku for _, line in goods if line.lots))


def prepare(unit: Unit, cfg: Settings, docs: Sequence[Order]) -> None:
    """Lock and look up at once what passes of the documents' steps will need."""
    lock_stock(unit, cfg, docs)
    sending.look_up(unit, [doc for doc in docs if any(part.step == "ship" for part in doc.shipments)])


def pass_step(
    unit: Unit, cfg: Settings, doc: Order, step: Step, part: Shipment | None, actor: int, answers: Answers
) -> tuple[Shipment, ...]:
    """Pass the step, with its effect, and give the parts concerned. Raises Shortage when the effect cannot be."""
    after = ORDER.after(step.code)
    body = answers.said()
    if step.on is On.DOCUMENT:
        log(unit, doc, actor, "approve", step.code, after, doc.since, body)
        doc.step, doc.since = after, unit.now
        if step.makes and actor > 0:
            come_true(doc, step.makes, actor)
        return ()
    if step.on is On.UNRELEASED:
        assert isinstance(answers, Release)
        gives_up = gives_up_rest(doc, answers)
        made, lapsed = release(unit, cfg, doc, after, answers)
        body |= {LAPSED: lapsed} if lapsed else {}
        log(unit, doc, actor, "approve", step.code, after, doc.since, body, made)
        if gives_up and any(line.open > ZERO for line in doc.lines):
            close(unit, doc, actor, Closing(reason=answers.reason, when_short=doc.when_short))
        settle(unit, doc)
        return made
    assert part is not None
    since = part.since
    body |= stood(doc, since)
    body |= EFFECTS[step.code](unit, cfg, doc, part, answers, actor)
    part.step, part.since, part.changed = after, unit.now, True
    log(unit, doc, actor, "approve", step.code, after, since, body, (part,))
    settle(unit, doc)
    return (part,)


def close(unit: Unit, doc: Order, actor: int, answers: Closing) -> None:
    """Close short what the answers say; a cancellation that was asked for is answered by it."""
    body = answers.said() | close_short(unit, doc, answers)
    before, since = doc.step, doc.since
    if ORDER.step(before).on is not On.DOCUMENT:
        settle(unit, doc)
    log(unit, doc, actor, "close", before, doc.step, since, body)
    if not any(line.open for line in doc.lines):
        come_true(doc, NOTHING_LEFT, actor, answers.reason)


def settle(unit: Unit, doc: Order) -> None:
    """The order waits for the earliest step that is still open in any of its parts."""
    open_steps = [s.step for s in doc.live() if s.step not in ENDS]
    if any(line.open > ZERO for line in doc.lines):
        open_steps.append("release")
    step = ORDER.earliest(open_steps)
    if step != doc.step:
        doc.step, doc.since = step, unit.now


def _ship(unit: Unit, cfg: Settings, doc: Order, part: Shipment, answers: Answers, _: int) -> dict[str, Any]:
    assert isinstance(answers, Shipping)
    body = sending.sent(unit, cfg, doc, part, answers)
    if part.lots:
        takes = [(part.warehouse, lot, quantity) for _, lot, quantity in part.lots]
        part.leaving = lots.checked(unit, takes, part.day or cfg.today)
    part.shipped_at = unit.now
    _move(doc, part, 1)
    return body


def unship(unit: Unit, doc: Order, part: Shipment, since: datetime) -> None:
    """Take a shipment confirmation back: the goods are in stock and reserved again, on no way to anybody."""
    part.shipped_at = None
    part.step, part.since, part.changed = "ship", since, True
    sending.forget(part)
    _move(doc, part, -1)
    settle(unit, doc)


def _move(doc: Order, part: Shipment, sign: int) -> None:
    doc.deducted.append((part, sign))
    doc.reservations_changed = doc.lines_changed = True
    for line, quantity in part.lines:
        line.shipped += sign * quantity
        if not line.service:
            line.reserved[part.warehouse] = line.reserved.get(part.warehouse, ZERO) - sign * quantity


# gives what the journal keeps of it
Effect = Callable[[Unit, Settings, Order, Shipment, Answers, int], dict[str, Any]]
EFFECTS: Mapping[str, Effect] = {"ship": _ship, "receive": receive}


def unrelease(unit: Unit, doc: Order, part: Shipment) -> None:
    """Take a shipment apart that has not left: its quantities wait for release again."""
    part.step, part.since, part.changed = VOID, unit.now, True
    for line, quantity in part.lines:
        line.released -= quantity
    doc.lots_freed += [(part.warehouse, lot, quantity) for _, lot, quantity in part.lots]
    doc.lines_changed = True
    settle(unit, doc)


def give_up(unit: Unit, doc: Order) -> None:
    """What an approval gave up of the stock is free at once, for those that are approved after it.

    Locked with all that the others of them may take, or people who give up the same goods would wait for each other.
    """
    skus: list[int] = unit.once(("stock", "skus"), list)
    if doc.freed and skus:
        unit.once(("stock", "locked"), lambda: levels.lock(unit, skus))
        levels.unreserve(unit, doc.freed)
        doc.freed = []


def give_up_stock(unit: Unit, doc: Order) -> None:
    """The document gives up its reservations and its shipments that have not left."""
    for part in doc.live():
        unrelease(unit, doc, part)
    for line in doc.lines:
        doc.freed += [(line.sku, warehouse, q) for warehouse, q in line.reserved.items() if q > ZERO]
        line.reserved = dict.fromkeys(line.reserved, ZERO)
    doc.reservations_changed = True
    doc.counts = False


def owners(unit: Unit, names: Sequence[str]) -> dict[str, int]:
    """The orders behind those of the names that are shipments'."""
    parts = [n for name in names if (n := series.typed(name)).startswith(series.SHIPMENT)]
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


def undo(unit: Unit, doc: Order, part: Shipment | None, it: Passed) -> tuple[Shipment, ...]:
    """Undo a pass with what it brought about: the order waits where it waited, for as long as it had.

    What it reserved stays with the order. Raises WrongStep when `part` is not what was passed.
    """
    if part and part.number not in it.parts:
        raise WrongStep("nothing-to-take-back", number=part.number)
    if it.step.on is On.DOCUMENT:
        doc.step, doc.since = it.step.code, it.since
        _come_untrue(unit, doc, it)
        return ()
    parts, before = tuple(s for s in doc.shipments if s.number in it.parts), doc.step
    for each in parts:
        if it.step.on is On.UNRELEASED:
            unrelease(unit, doc, each)
        else:
            unship(unit, doc, each, it.since)
    if doc.step != before:
        doc.since = it.document_since
    return parts


def _come_untrue(unit: Unit, doc: Order, it: Passed) -> None:
    """The holds that the pass lifted are open again."""
    if it.step.makes:
        for kind, *hold in holds.LIFTED.rows(unit, order=doc.id, lifted_at=it.at, lifted_by=it.by):
            if ORDER.hold(kind).fact is it.step.makes:
                reopen(doc, OpenHold(hold[0], kind, *hold[1:]))
