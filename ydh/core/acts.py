"""The one way to act on orders: pass a step, take an exit, take a pass back. One document or ten thousand.

Six beats: open, may I, find, is it the moment, change, record. Deciding is a pure function of one document;
the other beats run once for each chunk. Each document wholly or not at all, outcomes in the order of the input.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import fields, replace
from typing import Any

from ydh.core import answers as kept_answers
from ydh.core.actors import Actor, Who, who
from ydh.core.documents import Done, Held, Outcome, Refused, Seen, Target
from ydh.core.errors import Conflict, NotFound, Stale, WrongStep, YdhError
from ydh.core.errors import Held as HeldError
from ydh.core.flows import ORDER
from ydh.core.objections import at_step, lacks, may, objection
from ydh.core.passing import (
    advance,
    close,
    give_up_stock,
    lift,
    lock_stock,
    log,
    pass_step,
    said,
    unrelease,
    unship,
)
from ydh.core.saving import save
from ydh.core.settings import Settings, settings
from ydh.core.taking import give_back
from ydh.core.text import LONG, clean, escaped
from ydh.core.workflow import DRAFT, ENDS, VOID, Exit, Part
from ydh.core.working import Doc, Shipment, find
from ydh.store import orders
from ydh.store.database import Unit

CHUNK = 500
# Steps and actions that need no lines, reservations or shipments: half the queries of a bulk review.
_SHALLOW = {("approve", "review"), ("approve", "finance")}


def act(
    actor: Actor,
    number: str,
    action: str,
    *,
    seen: Seen,
    answers: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> Outcome:
    """Do `action` (approve, send_back, unrelease, withdraw, void, take_back) to what the actor saw.

    `number` is an order's or a shipment's. Refusals are outcomes; NotSignedIn, Busy and Conflict (a key re-used) raise.
    """
    return act_many(actor, [Target(number, seen)], action, answers=answers, key=key)[0]


def act_many(
    actor: Actor,
    targets: Sequence[Target],
    action: str,
    *,
    answers: Mapping[str, Any] | None = None,
    key: str | None = None,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> list[Outcome]:
    """`act` on many documents, in chunks of 500, with an outcome for each in the order of the input.

    Every target says at least at which step it was seen when the action is approve (S02.6). `key` makes a
    repetition safe: what the first run did is answered again.
    """
    given = _clean_answers(answers or {})
    outcomes: list[Outcome] = []
    for start in range(0, len(targets), CHUNK):
        chunk = targets[start : start + CHUNK]
        chunk_key = f"{key}#{start // CHUNK}" if key and len(targets) > CHUNK else key
        outcomes += actor.company.write(_work(actor, chunk, action, given, chunk_key), dry_run=dry_run)
        if progress:
            progress(len(chunk))
    return outcomes


def _work(
    actor: Actor, chunk: Sequence[Target], action: str, answers: dict[str, Any], key: str | None
) -> Callable[[Unit], list[Outcome]]:
    def work(unit: Unit) -> list[Outcome]:
        me, cfg = who(unit, actor), settings(unit)
        request = [action, answers, [[t.number, t.seen.step, t.seen.revision] for t in chunk]]
        before = kept_answers.find(unit, me, key, request)
        if before is not None:
            return [_recalled(x) for x in before]
        outcomes = act_in(unit, me, cfg, chunk, action, answers)
        kept_answers.keep(unit, me, key, request, [_to_keep(o) for o in outcomes])
        return outcomes

    return work


def _to_keep(outcome: Outcome) -> list[Any]:
    if isinstance(outcome, Done):
        return ["done", outcome.number, outcome.step, outcome.revision, list(outcome.parts)]
    return ["held" if isinstance(outcome, Held) else "refused", outcome.number, str(outcome.error)]


def _recalled(kept: list[Any]) -> Outcome:
    """The outcome that the same key had before."""
    if kept[0] == "done":
        return Done(kept[1], kept[2], kept[3], tuple(kept[4]))
    if kept[0] == "held":
        return Held(kept[1], HeldError("answered-before", text=kept[2]))
    return Refused(kept[1], Conflict("answered-before", text=kept[2]))


def act_in(
    unit: Unit, me: Who, cfg: Settings, targets: Sequence[Target], action: str, answers: dict[str, Any]
) -> list[Outcome]:
    """The inner beats, in the caller's unit of work."""
    shallow = not cfg.off("order") and all((action, t.seen.step) in _SHALLOW for t in targets)
    wanted, docs = _load(unit, me, targets, deep=not shallow)
    if not shallow and action == "approve":
        lock_stock(unit, cfg, docs)
    outcomes: list[Outcome] = []
    for target in targets:
        doc = wanted.get(target.number)
        if doc is None:
            outcomes.append(Refused(target.number, NotFound("order-unknown", number=escaped(target.number))))
            continue
        outcomes.append(_one(unit, me, cfg, doc, target, action, answers))
    save(unit, me, cfg, docs)
    return [_finished(o, wanted) if isinstance(o, Done) else o for o in outcomes]


def _load(unit: Unit, me: Who, targets: Sequence[Target], *, deep: bool) -> tuple[dict[str, Doc], list[Doc]]:
    """The documents behind the targets' numbers, which are their own or their shipments'."""
    names = list(dict.fromkeys(t.number for t in targets))
    parts = [n for n in names if n.startswith("DH-S-")]
    owners: dict[str, int] = dict(orders.ORDERS_OF_SHIPMENTS.rows(unit, parts)) if parts else {}
    docs = find(unit, me, [n for n in names if n not in owners], list(dict.fromkeys(owners.values())), deep=deep)
    wanted = {d.name: d for d in docs}
    by_id = {d.id: d for d in docs}
    for number, order in owners.items():
        if order in by_id and _named_part(by_id[order], number):
            wanted[number] = by_id[order]
    return wanted, docs


def _named_part(doc: Doc, number: str) -> Shipment | None:
    """The shipment of that number, None when the number is the order's own."""
    return next((s for s in doc.shipments if s.number == number), None)


def _one(
    unit: Unit,
    me: Who,
    cfg: Settings,
    doc: Doc,
    target: Target,
    action: str,
    answers: dict[str, Any],
) -> Outcome:
    before = deepcopy(doc) if doc.log else None  # a document may be named twice
    logged, reserved = len(doc.log), len(doc.reserved_more)
    try:
        part = _named_part(doc, target.number) or _only_part(doc, action, target.seen.step)
        error = objection(me, cfg, doc, part, action, target.seen, answers)
        if error is not None:
            raise _told(unit, me, doc, error)
        parts = _change(unit, me, cfg, doc, part, action, target.seen.step, answers)
        advance(unit, cfg, doc)
    except YdhError as error:
        if len(doc.log) > logged:  # the system could not pass a step after it: the pass that leads there is undone
            give_back(unit, doc, reserved)
            _become(doc, before or find(unit, me, ids=[doc.id])[0])
        return Held(target.number, error) if isinstance(error, HeldError) else Refused(target.number, error)
    return Done(target.number, doc.step, doc.revision, tuple(p.number for p in parts))


def _become(doc: Doc, other: Doc) -> None:
    for it in fields(Doc):
        setattr(doc, it.name, getattr(other, it.name))


def _finished(done: Done, wanted: dict[str, Doc]) -> Done:
    """Numbers of new shipments exist only after saving."""
    doc = wanted[done.number]
    part = _named_part(doc, done.number)
    made = tuple(s.number for s in doc.shipments if s.step not in ENDS) if not part else (part.number,)
    return replace(done, parts=made)


def _only_part(doc: Doc, action: str, step: str | None) -> Shipment | None:
    """The one shipment that waits at the step, for what is done to one; several must be named. Raises WrongStep."""
    if step not in ("ship", "receive") or action not in ("approve", "unrelease"):
        return None
    waiting = [s for s in doc.live() if s.step == step]
    if len(waiting) > 1:
        raise WrongStep("name-the-shipment", number=doc.name, shipments=", ".join(s.number for s in waiting))
    return waiting[0] if waiting else None


def _told(unit: Unit, me: Who, doc: Doc, error: YdhError) -> YdhError:
    """An error about a document that moved on says who moved it and when."""
    if isinstance(error, Stale | WrongStep) and "by" not in error.data:
        last = (me.name, unit.now) if doc.log else orders.LAST_ENTRY.row(unit, subject=doc.id)
        if last:
            return type(error)(
                error.id + "-by" if error.id in _BY else error.id, **error.data, by=last[0] or "system", when=last[1]
            )
    return error


_BY = {"moved-on", "revision-moved"}


def _change(
    unit: Unit,
    me: Who,
    cfg: Settings,
    doc: Doc,
    part: Shipment | None,
    action: str,
    seen: str | None,
    answers: dict[str, Any],
) -> tuple[Shipment, ...]:
    if action == "approve":
        # the step that was judged: the rest of an order can be released while a part of it is further on
        return pass_step(unit, cfg, doc, ORDER.step(seen or at_step(doc, part)), part, me.id, answers)
    if action == "take_back":
        return _take_back(unit, me, doc, part, answers)
    at = at_step(doc, part)
    way = ORDER.exit(action, at)
    assert way is not None
    return _leave(unit, me, doc, part, way, answers)


def _leave(
    unit: Unit, me: Who, doc: Doc, part: Shipment | None, way: Exit, answers: dict[str, Any]
) -> tuple[Shipment, ...]:
    if way.code == "close":
        close(unit, doc, me.id, answers)
        return ()
    before, since = at_step(doc, part), part.since if part else doc.since
    body = said(answers)
    if way.code == "unrelease":
        assert part is not None
        unrelease(unit, doc, part)
        log(unit, doc, me.id, way.code, before, way.to, since, body, (part,))
        return (part,)
    if way.to in (DRAFT, VOID):
        give_up_stock(unit, doc)
    if way.to in (DRAFT, VOID):
        for hold in [h for h in doc.holds if way.to == VOID or h.kind != "exception"]:
            lift(doc, hold, me.id, "")  # a new submit opens what then applies; a reported problem stays reported
    log(unit, doc, me.id, way.code, before, way.to, since, body)
    doc.step, doc.since = way.to, unit.now
    return ()


def _take_back(unit: Unit, me: Who, doc: Doc, part: Shipment | None, answers: dict[str, Any]) -> tuple[Shipment, ...]:
    """Undo the actor's own last pass (of `part` when one is named) while nobody has acted on it since.

    Raises WrongStep, NotAllowed for who may not pass the step any more.
    """
    last = orders.LAST_PASS.row(unit, subject=doc.id) if not doc.log else None
    if last is None or last[0] != me.id or last[1] != "approve" or not ORDER.step(last[2]).can_take_back:
        raise WrongStep("nothing-to-take-back", number=doc.name)
    code, names = last[2], set(json.loads(last[3]).get("parts", ()))
    step, before, since = ORDER.step(code), doc.step, doc.since
    if part and part.number not in names:
        raise WrongStep("nothing-to-take-back", number=part.number)
    if not may(me, step.by, step):
        raise lacks(step.by, step)
    parts = tuple(s for s in doc.shipments if s.number in names)
    if step.on is Part.DOCUMENT:
        doc.step, doc.since = code, unit.now
    elif step.on is Part.UNRELEASED:
        for part in parts:
            unrelease(unit, doc, part)
    else:
        for part in parts:
            unship(unit, doc, part)
    log(unit, doc, me.id, "take_back", before, code, since, said(answers), parts)
    return parts


def _clean_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: clean(value.strip(), name, limit=LONG, empty=True, lines=True) if isinstance(value, str) else value
        for name, value in answers.items()
    }
