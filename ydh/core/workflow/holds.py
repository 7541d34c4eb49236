"""Holds of documents: opening one by hand, lifting one, the customer's wish to cancel, and the customer's yes."""

from collections.abc import Callable

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import settings
from ydh.core.documents.advancing import advance
from ydh.core.documents.document import Document, OpenHold, named
from ydh.core.documents.holds import open_hold, settle_hold
from ydh.core.documents.noting import log
from ydh.core.documents.objections import lacks, may
from ydh.core.rules.holds import CANCELLATION, EXCEPTION, UNCONFIRMED
from ydh.core.rules.machine import HoldKind, Party, Step, Workflow
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import step_label
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, WrongStep
from ydh.core.values.outcomes import Done, Seen
from ydh.core.values.text import LONG, clean, escaped
from ydh.core.values.words import Label
from ydh.core.workflow.handling import ORDERS, of, one
from ydh.store.engine.database import Unit

_ANY = Seen()
Change = Callable[[Unit, Who, Document], None]


def hold(actor: Actor, number: str, reason: str, *, seen: Seen = _ANY) -> Done:
    """Hold a document as an exception: by whoever has a right on the step that it waits for (S05.12, S04.24)."""
    text = clean(reason, "reason", limit=LONG, lines=True)

    def change(unit: Unit, me: Who, doc: Document) -> None:
        kind, flow = doc.flow.hold(EXCEPTION), doc.flow
        if doc.step not in kind.opened_at:
            raise WrongStep("nothing-to-pass", number=doc.name, step=step_label(doc.step, flow))
        step = flow.step(doc.step)
        if not any(may(me, step.by if by is Party.STEPS_OWN else by, step, flow) for by in kind.opened_by):
            raise NotAllowed("hold-by-step", number=doc.name, step=step_label(step.code, flow))
        _open(unit, me, doc, kind, text)

    return _apply(actor, number, seen, change)


def release_hold(actor: Actor, number: str, kind: str, *, answer: str = "", seen: Seen = _ANY) -> Done:
    """Lift a hold; the document goes on at the step where it stood (S04.25).

    Raises NotAllowed for who lacks the right, made the document, or opened the hold himself.
    """
    text = clean(answer, "answer", limit=LONG, empty=True, lines=True)

    def change(unit: Unit, me: Who, doc: Document) -> None:
        found = _find_hold(doc, kind)
        if refused := _unliftable(me, doc, found):
            raise refused
        _lift(unit, me, doc, found, "release_hold", text)

    return _apply(actor, number, seen, change)


def liftable(actor: Actor, number: str) -> tuple[Label, ...]:
    """The holds of a document that the actor can lift now. Raises NotFound, and NotAllowed where there is none."""

    def work(unit: Unit) -> tuple[Label, ...]:
        me = who(unit, actor)
        doc = one(unit, me, number)
        why_not = [(it, _unliftable(me, doc, it)) for it in doc.holds]
        refused = [error for _, error in why_not if error]
        if refused and len(refused) == len(why_not):
            raise refused[0]
        return tuple(Label(doc.flow.hold(it.kind).label, it.kind) for it, error in why_not if not error)

    return actor.company.read(work)


def _unliftable(me: Who, doc: Document, found: OpenHold) -> NotAllowed | None:
    """Why the actor cannot lift the hold: he lacks the right, or made the document or the hold himself."""
    row, flow = doc.flow.hold(found.kind), doc.flow
    # a draft waits for nobody's step yet
    step = flow.step(doc.step if doc.step in flow.codes_all() else flow.first(doc.kind))
    if not any(may(me, by, step, flow) for by in row.lifted_by):
        return _cannot_lift(row, step, flow)
    if me.is_same(doc.creator) or me.is_same(found.opened_by):
        return NotAllowed("own-hold", number=doc.name)
    return None


def ask_cancellation(actor: Actor, number: str, reason: str, *, seen: Seen = _ANY) -> Done:
    """The customer asks to cancel after the review: the order is held until staff void or refuse (S07.19)."""
    text = clean(reason, "reason", limit=LONG, lines=True)

    def change(unit: Unit, me: Who, doc: Document) -> None:
        kind, flow = doc.flow.hold(CANCELLATION), doc.flow
        if not any(may(me, by, None, flow) for by in kind.opened_by):
            me.need(flow.behalf)
        if doc.step not in kind.opened_at:
            raise WrongStep("cancel-not-now", number=doc.name, step=step_label(doc.step, flow))
        _open(unit, me, doc, kind, text)

    return _apply(actor, number, seen, change)


def refuse_cancellation(actor: Actor, number: str, *, reason: str = "", seen: Seen = _ANY) -> Done:
    """Refuse what the customer asked for: the order goes on where it stood. Raises as `release_hold`."""
    return release_hold(actor, number, CANCELLATION, answer=reason, seen=seen)


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

    def change(unit: Unit, me: Who, doc: Document) -> None:
        found = _find_hold(doc, UNCONFIRMED)
        if not me.is_customer:
            me.need(doc.flow.behalf)
            if not said["how"] or not said["with_whom"]:
                raise Invalid("confirmation-who-how")
        _lift(unit, me, doc, found, "confirm", said["evidence"], **{k: v for k, v in said.items() if v})

    return _apply(actor, number, seen, change)


def _apply(actor: Actor, number: str, seen: Seen, change: Change) -> Done:
    rule = of(number)
    if not rule.flow.holds:  # what nothing holds is no order
        raise NotFound(ORDERS.unknown, number=escaped(number))

    def work(unit: Unit) -> Done:
        me, cfg = who(unit, actor), settings(unit)
        doc = named(rule.find(unit, me, [number], (), True), number, seen, unknown=rule.unknown)
        rule.prepare(unit, cfg, [doc])
        change(unit, me, doc)
        advance(unit, cfg, doc, rule.pass_step)
        rule.save(unit, me, cfg, [doc])
        return Done(doc.name, doc.step, doc.revision)

    return actor.company.write(work)


def _find_hold(doc: Document, kind: str) -> OpenHold:
    for found in doc.holds:
        if found.kind == kind:
            return found
    names = {it.code: Label(it.label, it.code) for it in doc.flow.holds}
    still_open = tuple(names[it.kind] for it in doc.holds) or "-"
    raise NotFound("no-hold", number=doc.name, kind=names.get(kind, escaped(kind)), open=still_open)


def _cannot_lift(kind: HoldKind, step: Step, flow: Workflow) -> NotAllowed:
    if kind.fact and not kind.lifted_by:
        return NotAllowed("lifted-by-fact", kind=Label(kind.label, kind.code), fact=Label(kind.fact.label))
    return lacks(next((by for by in kind.lifted_by if isinstance(by, P)), Party.STEPS_OWN), step, flow)


def _open(unit: Unit, me: Who, doc: Document, kind: HoldKind, reason: str) -> None:
    open_hold(doc, kind.code, me.id, reason, unit.now)
    log(unit, doc, me.id, "hold", doc.step, doc.step, unit.now, {"kind": kind.code, "reason": reason})


def _lift(unit: Unit, me: Who, doc: Document, found: OpenHold, action: str, answer: str, **body: str) -> None:
    settle_hold(doc, found, me.id, answer)
    log(unit, doc, me.id, action, doc.step, doc.step, found.opened_at, {"kind": found.kind, "answer": answer, **body})
