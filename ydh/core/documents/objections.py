"""Is it the moment, and may this actor: why somebody cannot do something to a document now. Pure functions."""

from collections.abc import Iterable

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.documents.document import Document, OpenHold, Part
from ydh.core.documents.holds import blocking
from ydh.core.rules.answers import Answers, Given
from ydh.core.rules.machine import DRAFT, ENDS, OPINION, Ask, Exit, Party, Step, Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.rules.workflows import STATUS_NAMES, step_label
from ydh.core.values.errors import Invalid, NotAllowed, WrongStep, YdhError
from ydh.core.values.errors import OnHold as HeldError
from ydh.core.values.outcomes import Seen
from ydh.core.values.text import escaped
from ydh.core.values.words import Label


def at_step(doc: Document, part: Part | None) -> str:
    """The step that the part, or the document, waits for."""
    return part.step if part else doc.step


def objection(
    me: Who, cfg: Settings, doc: Document, part: Part | None, action: str, seen: Seen, given: Given
) -> YdhError | None:
    """Why the actor cannot do that to the document now, or None. A pure function: nothing is looked up or changed."""
    at, flow = at_step(doc, part), doc.flow
    if moved := doc.moved(seen):
        return moved
    if action == "approve" and seen.step is None:
        return Invalid("say-at", number=doc.name, step=step_label(at, flow))
    again = action == "approve" and seen.step is not None and doc.reopened(seen.step)
    if seen.step is not None and seen.step != at and not again:
        return WrongStep("moved-on", number=doc.name, step=step_label(at, flow), seen=_seen_label(seen.step, flow))
    if action == "take_back":
        return None
    if action == "approve":
        step = flow.step(seen.step or at) if at not in (DRAFT, *ENDS) else None
        if step is None:
            return WrongStep("nothing-to-pass", number=doc.name, step=step_label(at, flow))
        return _step_objection(me, cfg, doc, part, step, given.to(step.answers))
    way = flow.exit(action, at)
    if way is None:
        label = Label(_exit_label(action, flow), action)
        return WrongStep("no-such-exit", number=doc.name, step=step_label(at, flow), action=label)
    return _exit_objection(me, cfg, doc, part, way, given.to(way.answers))


def _seen_label(code: str, flow: Workflow) -> Label | str:
    return step_label(code, flow) if code in STATUS_NAMES or code in flow.codes_all() else escaped(code)


def _exit_label(action: str, flow: Workflow) -> str:
    return next((e.label for e in flow.exits if e.code == action), action)


def _step_objection(
    me: Who, cfg: Settings, doc: Document, part: Part | None, step: Step, answers: Answers
) -> YdhError | None:
    if not may(me, step.by, step, doc.flow):
        return lacks(step.by, step, doc.flow)
    if step.not_by_creator and me.is_same(doc.creator) and not cfg["self_approval"]:
        return NotAllowed("own-order", number=doc.name)
    hold = blocking(doc, step.code)
    if hold:
        return held_by(doc, hold)
    lacking = part.lacks(cfg) if part else ""
    if part and lacking:
        return WrongStep(f"needs-{lacking}", number=part.number)
    wanted = doc.flow.key(step.code) in cfg["opinion_required"] and OPINION in step.asks
    missing = _missing(step.asks, answers, also=wanted)
    return missing or _amounts_objection(me, step.asks, answers) or _assigned_objection(me, doc, answers)


def _amounts_objection(me: Who, asks: Iterable[Ask], answers: Answers) -> YdhError | None:
    """Who does not see amounts does not say any."""
    if me.sees_amounts() or not any(ask.amount and answers.of(ask.name) for ask in asks):
        return None
    return NotAllowed("need-permission", permission=Label(PERMISSION_NAMES[P.AMOUNT_VIEW], P.AMOUNT_VIEW.value))


def _exit_objection(
    me: Who, cfg: Settings, doc: Document, part: Part | None, way: Exit, answers: Answers
) -> YdhError | None:
    at, flow = at_step(doc, part), doc.flow
    step = flow.step(at) if at in flow.codes_all() else None
    if not may(me, way.by, step, flow):
        return lacks(way.by, step, flow)
    return doc.resists(way, part) or _missing(way.asks, answers) or _assigned_objection(me, doc, answers)


def may(me: Who, by: P | Party, step: Step | None, flow: Workflow = ORDER) -> bool:
    """Whether the actor is among those who pass a step or take an exit; a draft waits for no step."""
    if by is Party.CUSTOMER:
        return me.acts_for_customers(flow.behalf)
    if by is Party.STEPS_OWN:
        return step is not None and isinstance(step.by, P) and me.may(step.by)
    return isinstance(by, P) and me.may(by)


def lacks(by: P | Party, step: Step | None, flow: Workflow = ORDER) -> NotAllowed:
    permission = step.by if step and by is Party.STEPS_OWN else by
    needed = permission if isinstance(permission, P) else flow.behalf
    return NotAllowed("need-permission", permission=Label(PERMISSION_NAMES[needed], needed.value))


def held_by(doc: Document, hold: OpenHold) -> HeldError:
    """The refusal that names the hold."""
    kind = doc.flow.hold(hold.kind)
    return HeldError("held", number=doc.name, kind=Label(kind.label, kind.code), reason=hold.reason or "-")


def _missing(asks: Iterable[Ask], answers: Answers, *, also: bool = False) -> YdhError | None:
    """What is not answered; `also` asks for the opinion, which is otherwise left to the actor."""
    for ask in asks:
        if (ask.required or (also and ask.name == OPINION.name)) and not answers.of(ask.name):
            return Invalid("answer-missing", name=Label(ask.label, ask.name))
    return None


def _assigned_objection(me: Who, doc: Document, answers: Answers) -> YdhError | None:
    """Who acts on what is assigned to another says why, and both can read it (S06.16)."""
    if doc.assigned and me.id > 0 and not me.is_customer and doc.assigned != me.id and not answers.reason:
        return NotAllowed("assigned-to-other", number=doc.name)
    return None
