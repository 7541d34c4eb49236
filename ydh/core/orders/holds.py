"""Holds: opening one by hand, lifting one, the customer's wish to cancel, and the customer's yes."""

from collections.abc import Callable
from typing import Any

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.advancing import advance
from ydh.core.documents.objections import may, step_label
from ydh.core.orders.order import OpenHold, Order, find, named
from ydh.core.orders.saving import save
from ydh.core.orders.steps import lift, lock_stock, log, pass_step
from ydh.core.orders.views import Done, Seen
from ydh.core.rules.machine import DRAFT, HoldKind
from ydh.core.rules.orders import ORDER, STATUS_NAMES
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, WrongStep
from ydh.core.values.text import LONG, clean, escaped
from ydh.core.values.words import Label
from ydh.store.engine.database import Unit
from ydh.store.orders import orders

_ANY = Seen()
Change = Callable[[Unit, Who, Settings, Order], None]


def hold(actor: Actor, number: str, reason: str, *, seen: Seen = _ANY) -> Done:
    """Hold an order as an exception: by whoever has a right on the step that it waits for (S05.12, S04.24)."""
    text = clean(reason, "reason", limit=LONG, lines=True)

    def change(unit: Unit, me: Who, cfg: Settings, doc: Order) -> None:
        step = _waiting(doc)
        if not may(me, step.by, step) and not me.may(P.ORDER_ASSIGN):
            raise NotAllowed("hold-by-step", number=doc.name, step=step_label(step.code))
        _open(unit, me, doc, "exception", text)

    return _apply(actor, number, seen, change)


def release_hold(actor: Actor, number: str, kind: str, *, answer: str = "", seen: Seen = _ANY) -> Done:
    """Lift a hold; the order goes on at the step where it stood (S04.25).

    Raises NotAllowed for who lacks the right, made the order, or opened the hold himself.
    """
    text = clean(answer, "answer", limit=LONG, empty=True, lines=True)

    def change(unit: Unit, me: Who, cfg: Settings, doc: Order) -> None:
        found = _find_hold(doc, kind)
        table = ORDER.hold(found.kind)
        if not any(_lifts(me, doc, by) for by in table.lifted_by):
            raise _cannot_lift(table)
        if me.id in (doc.creator, found.opened_by):
            raise NotAllowed("own-hold", number=doc.name)
        doc.assessed = found.kind == "new_customer"
        _close(unit, me, doc, found, "release_hold", text)

    return _apply(actor, number, seen, change)


def ask_cancellation(actor: Actor, number: str, reason: str, *, seen: Seen = _ANY) -> Done:
    """The customer asks to cancel after the review: the order is held until staff void or refuse (S07.19)."""
    text = clean(reason, "reason", limit=LONG, lines=True)

    def change(unit: Unit, me: Who, cfg: Settings, doc: Order) -> None:
        if not me.acts_for_customers():
            me.need(P.ORDER_CREATE)
        if doc.step not in ("finance", "release", "ship"):
            raise WrongStep("cancel-not-now", number=doc.name, step=step_label(doc.step))
        _open(unit, me, doc, "cancellation", text)

    return _apply(actor, number, seen, change)


def confirm(
    actor: Actor, number: str, *, how: str = "", who_said: str = "", evidence: str = "", seen: Seen = _ANY
) -> Done:
    """The customer's yes to an order that staff entered: on screen by its own account, or recorded by staff.

    Staff say who said yes, how, and what shows it (S04.11, S08.5, S10.8, S12.7, S17.6, S17.10).
    """
    said = {
        "how": clean(how, "how", empty=True),
        "with_whom": clean(who_said, "who", empty=True),
        "evidence": clean(evidence, "evidence", limit=LONG, empty=True),
    }

    def change(unit: Unit, me: Who, cfg: Settings, doc: Order) -> None:
        found = _find_hold(doc, "unconfirmed")
        if not me.is_customer:
            me.need(P.ORDER_CREATE)
            if not said["how"] or not said["with_whom"]:
                raise Invalid("confirmation-who-how")
        _close(unit, me, doc, found, "confirm", said["evidence"], **{k: v for k, v in said.items() if v})

    return _apply(actor, number, seen, change)


def _apply(actor: Actor, number: str, seen: Seen, change: Change) -> Done:
    def work(unit: Unit) -> Done:
        me, cfg = who(unit, actor), settings(unit)
        doc = named(find(unit, me, [number]), number, seen)
        lock_stock(unit, cfg, [doc])
        change(unit, me, cfg, doc)
        advance(unit, cfg, doc, pass_step)
        save(unit, me, cfg, [doc])
        return Done(doc.name, doc.step, doc.revision)

    return actor.company.write(work)


def _waiting(doc: Order) -> Any:
    if doc.step in (DRAFT, *STATUS_NAMES):
        raise WrongStep("nothing-to-pass", number=doc.name, step=step_label(doc.step))
    return ORDER.step(doc.step)


def _find_hold(doc: Order, kind: str) -> OpenHold:
    for found in doc.holds:
        if found.kind == kind:
            return found
    raise NotFound("no-hold", number=doc.name, kind=escaped(kind), open=", ".join(h.kind for h in doc.holds) or "-")


def _lifts(me: Who, doc: Order, by: Any) -> bool:
    step = doc.step if doc.step in ORDER.codes_all() else ORDER.first()  # a draft waits for nobody's step yet
    return may(me, by, ORDER.step(step))


def _cannot_lift(table: HoldKind) -> NotAllowed:
    named = next((p for p in table.lifted_by if isinstance(p, P)), None)
    if named is None and table.fact:
        return NotAllowed("lifted-by-fact", kind=Label(table.label, table.code), fact=Label(table.fact.label))
    assert named
    return NotAllowed("need-permission", permission=Label(PERMISSION_NAMES[named], named.value))


def _open(unit: Unit, me: Who, doc: Order, kind: str, reason: str) -> None:
    if any(h.kind == kind for h in doc.holds):
        raise Conflict("held-already", number=doc.name, kind=Label(ORDER.hold(kind).label, kind))
    orders.ADD_HOLD.run(unit, order=doc.id, kind=kind, reason=reason, opened_by=me.id, opened_at=unit.now, answer="")
    doc.held += 1
    doc.holds.append(OpenHold(0, kind, me.id, reason, unit.now))
    log(unit, doc, me.id, "hold", doc.step, doc.step, unit.now, {"kind": kind, "reason": reason})


def _close(unit: Unit, me: Who, doc: Order, found: OpenHold, action: str, answer: str, **body: str) -> None:
    lift(doc, found, me.id, answer)
    log(unit, doc, me.id, action, doc.step, doc.step, found.opened_at, {"kind": found.kind, "answer": answer, **body})
