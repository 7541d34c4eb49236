"""Is it the moment, and may this actor: why somebody cannot do something to a document now. Pure functions."""

from collections.abc import Iterable, Mapping
from typing import Any

from ydh.core.actors import Who
from ydh.core.documents import Seen
from ydh.core.errors import Held as HeldError
from ydh.core.errors import Invalid, NotAllowed, Stale, WrongStep, YdhError
from ydh.core.flows import ORDER, STATUS_NAMES
from ydh.core.passing import blocking
from ydh.core.permissions import PERMISSION_NAMES, P
from ydh.core.settings import Settings
from ydh.core.text import escaped
from ydh.core.words import Label
from ydh.core.workflow import DRAFT, ENDS, VOID, Ask, Exit, Party, Step
from ydh.core.working import Doc, OpenHold, Shipment


def at_step(doc: Doc, part: Shipment | None) -> str:
    """The step that the part, or the document, waits for."""
    return part.step if part else doc.step


def step_label(code: str) -> Label:
    """The marked name of a step or a status."""
    name = STATUS_NAMES.get(code) or ORDER.step(code).label
    return Label(name, code)


def objection(
    me: Who, cfg: Settings, doc: Doc, part: Shipment | None, action: str, seen: Seen, answers: Mapping[str, Any]
) -> YdhError | None:
    """Why the actor cannot do that to the document now, or None. A pure function: nothing is looked up or changed."""
    at = at_step(doc, part)
    if seen.revision is not None and seen.revision != doc.revision:
        return Stale("revision-moved", number=doc.name, seen=seen.revision, now=doc.revision)
    if action == "take_back":
        return None
    if action == "approve" and seen.step is None:
        return Invalid("say-at", number=doc.name, step=step_label(at))
    if seen.step is not None and seen.step != at and not _releasing(doc, seen.step, action):
        return WrongStep("moved-on", number=doc.name, step=step_label(at), seen=_seen_label(seen.step))
    if action == "approve":
        step = ORDER.step(seen.step or at) if at not in (DRAFT, *ENDS) else None
        if step is None:
            return WrongStep("nothing-to-pass", number=doc.name, step=step_label(at))
        return _step_objection(me, cfg, doc, step, answers)
    way = ORDER.exit(action, at)
    if way is None:
        return WrongStep(
            "no-such-exit", number=doc.name, step=step_label(at), action=Label(_exit_label(action), action)
        )
    return _exit_objection(me, cfg, doc, part, way, answers)


def _seen_label(code: str) -> Label | str:
    return step_label(code) if code in STATUS_NAMES or code in ORDER.codes_all() else escaped(code)


def _exit_label(action: str) -> str:
    return next((e.label for e in ORDER.exits if e.code == action), action)


def _releasing(doc: Doc, seen: str, action: str) -> bool:
    """Whether the rest of a partly released order can be released while its parts are further on or behind."""
    return (
        seen == "release"
        and action == "approve"
        and any(line.open for line in doc.lines)
        and doc.step not in (DRAFT, "review", "finance", *ENDS)
    )


def _step_objection(me: Who, cfg: Settings, doc: Doc, step: Step, answers: Mapping[str, Any]) -> YdhError | None:
    if not may(me, step.by, step):
        return lacks(step.by, step)
    if step.not_by_creator and doc.creator == me.id and not cfg["self_approval"]:
        return NotAllowed("own-order", number=doc.name)
    hold = blocking(doc, step.code)
    if hold:
        return held_by(doc, hold)
    missing = _missing(
        step.asks, answers, cfg["opinion_required"] if any(a.name == "opinion" for a in step.asks) else (), step.code
    )
    return missing or _amounts_objection(me, step.asks, answers) or _assigned_objection(me, doc, answers)


def _amounts_objection(me: Who, asks: Iterable[Ask], answers: Mapping[str, Any]) -> YdhError | None:
    """Who does not see amounts does not say any."""
    if me.sees_amounts() or not any(ask.amount and answers.get(ask.name) for ask in asks):
        return None
    return lacks(P.AMOUNT_VIEW, None)


def _exit_objection(
    me: Who, cfg: Settings, doc: Doc, part: Shipment | None, way: Exit, answers: Mapping[str, Any]
) -> YdhError | None:
    at = at_step(doc, part)
    step = ORDER.step(at) if at in ORDER.codes_all() else None
    if not may(me, way.by, step):
        return lacks(way.by, step)
    if way.to != VOID and way.code != "unrelease" and doc.live():
        return WrongStep("already-released", number=doc.name)
    if way.code == "void" and any(s.shipped_at for s in doc.live()):
        return WrongStep("already-shipped", number=doc.name)
    if way.code == "unrelease" and part is None:
        return WrongStep("no-such-exit", number=doc.name, step=step_label(at), action=Label(way.label, way.code))
    return _missing(way.asks, answers, (), at) or _assigned_objection(me, doc, answers)


def may(me: Who, by: P | Party, step: Step | None) -> bool:
    """Whether the actor is among those who pass a step or take an exit; a draft waits for no step."""
    if by is Party.CUSTOMER:
        return me.acts_for_customers()
    if by is Party.STEPS_OWN:
        return step is not None and isinstance(step.by, P) and me.may(step.by)
    return isinstance(by, P) and me.may(by)


def lacks(by: P | Party, step: Step | None) -> NotAllowed:
    permission = step.by if step and by is Party.STEPS_OWN else by
    needed = permission if isinstance(permission, P) else P.ORDER_CREATE
    return NotAllowed("need-permission", permission=Label(PERMISSION_NAMES[needed], needed.value))


def held_by(doc: Doc, hold: OpenHold) -> HeldError:
    """The refusal that names the hold."""
    kind = ORDER.hold(hold.kind)
    return HeldError("held", number=doc.name, kind=Label(kind.label, kind.code), reason=hold.reason or "-")


def _missing(asks: Iterable[Ask], answers: Mapping[str, Any], also: Iterable[str], step: str) -> YdhError | None:
    for ask in asks:
        if (ask.required or step in also) and not answers.get(ask.name):
            return Invalid("answer-missing", name=Label(ask.label, ask.name))
    return None


def _assigned_objection(me: Who, doc: Doc, answers: Mapping[str, Any]) -> YdhError | None:
    """Who acts on what is assigned to another says why, and both can read it (S06.16)."""
    if doc.assigned and me.id > 0 and not me.is_customer and doc.assigned != me.id and not answers.get("reason"):
        return NotAllowed("assigned-to-other", number=doc.name)
    return None
