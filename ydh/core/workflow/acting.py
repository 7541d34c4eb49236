"""The one way to act on documents, orders and returns alike: pass a step, take an exit, take a pass back.

One document or ten thousand. Six beats: open, may I, find, is it the moment, change, record. Deciding is a pure
function of one document; the other beats run once for each chunk. Each document wholly or not at all, outcomes in the
order of the input.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from copy import deepcopy
from dataclasses import fields, replace
from functools import partial
from operator import attrgetter
from typing import Any

from ydh.core.company.actors import BUILT_IN, SYSTEM, Actor, Who, who
from ydh.core.company.keys import Kept
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.advancing import advance
from ydh.core.documents.document import Document, Part
from ydh.core.documents.noting import BESIDE, log
from ydh.core.documents.objections import at_step, lacks, may, objection
from ydh.core.documents.taking_back import TAKE_BACK, passed, way_back
from ydh.core.orders.reserving import give_back
from ydh.core.rules.answers import Answers, Given
from ydh.core.rules.machine import ENDS
from ydh.core.values.errors import Conflict, NotFound, Stale, WrongStep, YdhError
from ydh.core.values.errors import OnHold as HeldError
from ydh.core.values.garbage import uncollected
from ydh.core.values.outcomes import Done, Held, NoUndo, Outcome, Refused, Seen, Target, Undo
from ydh.core.values.series import typed
from ydh.core.values.text import LONG, clean, escaped, storable
from ydh.core.values.words import N_
from ydh.core.workflow.handling import HANDLING, Handling, by_handling, lock_orders, of
from ydh.core.workflow.pace import Pace
from ydh.store.engine.database import Unit
from ydh.store.workflow import acting as store

Found = list[tuple[Handling, Sequence[Document]]]
_NUMBER = attrgetter("number")


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

    `number` is an order's, a shipment's or a return's. Refusals are outcomes; NotSignedIn, Busy and Conflict (a key
    re-used) raise.
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
    finished: Callable[[Sequence[Outcome]], None] | None = None,
    pace: Pace | None = None,
) -> list[Outcome]:
    """`act` on many documents, one transaction after the other, with an outcome for each in the order of the input.

    Every target says at least at which step it was seen when the action is approve (S02.6). `key` makes a repetition
    safe: what the first run did is answered again, however it was cut. `pace` says how much goes into a transaction.
    `finished` gets the outcomes of each as soon as it is committed: what breaks the call off later does not undo them.

    `dry_run` does all of it in one transaction and undoes it: only what sees the acts before it can say what becomes of
    the next one. Others who write wait for it.
    """
    given, outcomes = Given(_clean_answers(answers or {}), (t.number for t in targets)), list[Outcome]()
    asked = [replace(t, number=_asked(t.number)) for t in targets]
    work = _Work(actor, asked, action, given, key, pace or Pace())
    with uncollected() if len(targets) > 1 else nullcontext():
        if dry_run and targets:
            outcomes = actor.company.write(work.rehearse, dry_run=True)
            (finished or _nothing)(outcomes)
            return outcomes
        while len(outcomes) < len(targets):
            done = actor.company.write(partial(work.chunk, start=len(outcomes)))
            work.pace.end()
            outcomes += done
            (finished or _nothing)(done)
    return outcomes


def _nothing(_: object) -> None:
    pass


def take_back(actor: Actor, acts: Sequence[Undo]) -> list[Outcome]:
    """Take these acts back, the last one first; outcomes in their order.

    What anybody has acted on since is refused.
    """
    targets = [Target(it.number, Seen(entry=it.entry)) for it in reversed(acts)]
    return act_many(actor, targets, TAKE_BACK)[::-1]


def _asked(name: str) -> str:
    """The name as it is written; one that no database takes is nobody's, and asked for as it is shown."""
    return typed(name) if storable(name) else escaped(name)


class _Work:
    """One call on many documents."""

    def __init__(
        self, actor: Actor, targets: Sequence[Target], action: str, given: Given, key: str | None, pace: Pace
    ) -> None:
        self.actor, self.targets, self.action, self.given, self.pace = actor, targets, action, given, pace
        self.kept = Kept(key, [action, given.told], [[t.number, t.seen.step, t.seen.revision] for t in targets])
        self.lines: dict[str, int] = {}

    def chunk(self, unit: Unit, start: int) -> list[Outcome]:
        """Act on the documents from `start` on, on as many as the pace allows, or tell what was done to them before."""
        self.pace.begin()
        me, cfg = who(unit, self.actor), settings(unit)
        before = self.kept.find(unit, me, start)
        if before is not None:
            return [_recalled(x) for x in before]
        targets = self.targets[start : start + self.pace.documents]
        if len(targets) > 1:
            targets = targets[: self.pace.fitting(self._lines(unit, cfg, targets))]
        outcomes = act_in(unit, me, cfg, targets, self.action, self.given)
        self.kept.keep(unit, me, start, [_to_keep(o) for o in outcomes])
        return outcomes

    def rehearse(self, unit: Unit) -> list[Outcome]:
        """All of it, one piece after the other, each as if those before it had been written."""
        outcomes: list[Outcome] = []
        while len(outcomes) < len(self.targets):
            done = self.chunk(unit, len(outcomes))
            unit.forget()
            outcomes += done
        return outcomes

    def _lines(self, unit: Unit, cfg: Settings, targets: Sequence[Target]) -> Iterator[int]:
        """How many lines stand behind each of the targets: none where the act needs none."""
        for rule, named in by_handling([t for t in targets if t.number not in self.lines], _NUMBER):
            if _needs_lines(rule, cfg, named, self.action):
                self.lines |= rule.lines(unit, [t.number for t in named])
        return (self.lines.get(t.number, 0) for t in targets)


def _to_keep(outcome: Outcome) -> list[Any]:
    if isinstance(outcome, Done):
        return ["done", outcome.number, outcome.step, outcome.revision, list(outcome.parts)]
    return ["held" if isinstance(outcome, Held) else "refused", outcome.number, str(outcome.error)]


_TOLD_AGAIN = NoUndo(N_("it was done before and is only told again"))


def _recalled(kept: list[Any]) -> Outcome:
    """The outcome that the same key had before."""
    what, number, *told = kept
    if what == "done":
        step, revision, parts = told
        return Done(number, step, revision, tuple(parts), _TOLD_AGAIN)
    (text,) = told
    if what == "held":
        return Held(number, HeldError("answered-before", text=text))
    return Refused(number, Conflict("answered-before", text=text))


def act_in(unit: Unit, me: Who, cfg: Settings, targets: Sequence[Target], action: str, given: Given) -> list[Outcome]:
    """The inner beats, in the caller's unit of work."""
    wanted, found = _load(unit, me, cfg, targets, action)
    outcomes: list[Outcome] = []
    for target in targets:
        doc = wanted.get(target.number)
        if doc is None:
            unknown = of(target.number).unknown
            outcomes.append(Refused(target.number, NotFound(unknown, number=escaped(target.number))))
            continue
        outcomes.append(_one(unit, me, cfg, doc, target, action, given))
    for rule, docs in found:
        rule.save(unit, me, cfg, docs)
    return [_finished(o, wanted[o.number]) if isinstance(o, Done) else o for o in outcomes]


def _load(
    unit: Unit, me: Who, cfg: Settings, targets: Sequence[Target], action: str
) -> tuple[dict[str, Document], Found]:
    """The documents behind the targets' numbers, which are their own or their parts', locked with what they change."""
    wanted: dict[str, Document] = {}
    found: Found = []
    groups = by_handling(targets, _NUMBER)
    if len(groups) > 1 and unit.writing:
        lock_orders(unit, [t.number for t in targets])
    for rule, named in groups:
        deep = _needs_lines(rule, cfg, named, action)
        names = list(dict.fromkeys(t.number for t in named))
        owners = rule.owners(unit, names)
        own = [n for n in names if n not in owners]
        docs = rule.find(unit, me, own, list(dict.fromkeys(owners.values())), deep)
        if deep and action == "approve":
            rule.prepare(unit, cfg, docs)
        wanted |= {d.name: d for d in docs}
        by_id = {d.id: d for d in docs}
        for number, owner in owners.items():
            if owner in by_id and by_id[owner].part(number):
                wanted[number] = by_id[owner]
        found.append((rule, docs))
    return wanted, found


def _needs_lines(rule: Handling, cfg: Settings, targets: Sequence[Target], action: str) -> bool:
    """Whether an act on one of the targets, or the system after it, looks beyond the document's own row."""
    return bool(cfg.off(rule.flow.name)) or any((action, t.seen.step) not in rule.shallow for t in targets)


def _one(
    unit: Unit,
    me: Who,
    cfg: Settings,
    doc: Document,
    target: Target,
    action: str,
    given: Given,
) -> Outcome:
    rule = HANDLING[doc.flow.name]
    before = deepcopy(doc) if doc.log else None  # a document may be named twice
    logged, reserved = len(doc.log), len(doc.reserved_more)
    try:
        part = doc.part(target.number) or doc.only_part(action, target.seen.step)
        error = objection(me, cfg, doc, part, action, target.seen, given)
        if error is not None:
            raise _told(unit, me, doc, error)
        parts = _change(unit, me, cfg, doc, part, action, target.seen, given)
        advance(unit, cfg, doc, rule.pass_step)
        rule.give_up(unit, doc)
    except YdhError as error:
        if len(doc.log) > logged:  # the system could not pass a step after it: the pass that leads there is undone
            give_back(unit, doc, reserved)
            _become(doc, before or rule.find(unit, me, (), [doc.id], True)[0])
        return Held(target.number, error) if isinstance(error, HeldError) else Refused(target.number, error)
    undo = way_back(doc, target.number, logged)
    return Done(target.number, doc.step, doc.revision, tuple(p.number for p in parts), undo)


def _become(doc: Document, other: Document) -> None:
    for it in fields(doc):
        setattr(doc, it.name, getattr(other, it.name))


def _finished(done: Done, doc: Document) -> Done:
    """Numbers of new shipments exist only after saving."""
    part = doc.part(done.number)
    made = tuple(s.number for s in doc.live() if s.step not in ENDS) if not part else (part.number,)
    return Done(done.number, done.step, done.revision, made, done.undo)


def _told(unit: Unit, me: Who, doc: Document, error: YdhError) -> YdhError:
    """An error about a document that moved on says who moved it and when."""
    if isinstance(error, Stale | WrongStep) and "by" not in error.data:
        found = _LAST.get(error.id)
        if found is None:
            return error
        if doc.log:
            return type(error)(f"{error.id}-by", **error.data, by=me.name, when=unit.now)
        last = found.row(unit, kind=doc.flow.name, subject=doc.id)
        if last:
            by = me.told(last.name) if last.name else BUILT_IN[min(last.actor, SYSTEM)]
            return type(error)(f"{error.id}-by", **error.data, by=by, when=last.at)
    return error


_LAST = {"moved-on": store.LAST_MOVE, "revision-moved": store.last_change(BESIDE)}


def _change(
    unit: Unit,
    me: Who,
    cfg: Settings,
    doc: Document,
    part: Part | None,
    action: str,
    seen: Seen,
    given: Given,
) -> tuple[Part, ...]:
    rule = HANDLING[doc.flow.name]
    if action == "approve":
        # the step that was judged: the rest of an order can be released while a part of it is further on
        step = doc.flow.step(seen.step or at_step(doc, part))
        return rule.pass_step(unit, cfg, doc, step, part, me.id, given.to(step.answers))
    if action == TAKE_BACK:
        return _take_back(unit, me, doc, part, seen.entry, given.to(Answers))
    way = doc.flow.exit(action, at_step(doc, part))
    assert way is not None
    return rule.leave(unit, me, doc, part, way, given.to(way.answers))


def _take_back(
    unit: Unit, me: Who, doc: Document, part: Part | None, entry: int | None, answers: Answers
) -> tuple[Part, ...]:
    """Undo the actor's own last pass (of `part` when one is named) while nobody has acted on it since.

    Raises WrongStep, NotAllowed for who may not pass the step any more.
    """
    it = passed(unit, me, doc, part.number if part else doc.name, entry)
    if not may(me, it.step.by, it.step, doc.flow):
        raise lacks(it.step.by, it.step, doc.flow)
    before, since = at_step(doc, part), part.since if part else doc.since
    parts = HANDLING[doc.flow.name].undo(unit, doc, part, it)
    log(unit, doc, me.id, TAKE_BACK, before, it.step.code, since, answers.said(), parts)
    return parts


def _clean_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: clean(value.strip(), name, limit=LONG, empty=True, lines=True) if isinstance(value, str) else value
        for name, value in answers.items()
    }
