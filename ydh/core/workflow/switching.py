"""Switching steps off and on. Off removes the person, not the effect: the system passes the step (S21.22, S21.30).

What a change would do is shown first as a plan; applying a plan that no longer fits is refused. Held and short
documents stay and can still be passed by the step's people. Switching on again pulls nothing back.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime

from ydh.core.audit.journal import Subject
from ydh.core.company.actors import SYSTEM_WHO, Actor, Who, changing, who
from ydh.core.company.settings import settings
from ydh.core.documents.advancing import advance
from ydh.core.rules.machine import Party, Step, Workflow
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.errors import Conflict, Invalid, NotFound, Shortage
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Amount
from ydh.core.values.text import escaped
from ydh.core.values.words import MASKED, N_, Label
from ydh.core.workflow.handling import HANDLING
from ydh.store.engine.database import Unit
from ydh.store.orders import looking
from ydh.store.tables.fields import canonical
from ydh.store.tables.people import Setting
from ydh.store.workflow import switches

SETTING = Subject("setting", Setting)
CHUNK = 200
CUSTOMER = N_("the customer")


@dataclass(frozen=True)
class StepView:
    """A step as it is now: whether it is on, who passes it, how many documents wait at it."""

    workflow: str
    code: str
    label: Label
    on: bool
    passed_by: Label
    waiting: int

    @property
    def place(self) -> str:
        """What tells it from the steps of the other workflows."""
        return f"{self.workflow} {self.code}"


@dataclass(frozen=True)
class PlanRow:
    """Documents that wait at `now` and would wait at `then`; `stays` says why they do not move."""

    now: str
    then: str
    count: int
    amount: Amount
    oldest: datetime
    stays: str = ""


@dataclass(frozen=True)
class SwitchPlan:
    """What switching a step off would do, and the id that says so."""

    id: str
    workflow: str
    step: str
    rows: tuple[PlanRow, ...]
    people: tuple[str, ...]


@dataclass(frozen=True)
class SwitchResult:
    """How many documents moved on and how many stayed."""

    step: str
    moved: int
    stayed: int


def show(actor: Actor, workflow: str = "order") -> tuple[StepView, ...]:
    """The steps of a workflow in order. Raises NotFound."""
    flow = _flow(workflow)

    def work(unit: Unit) -> tuple[StepView, ...]:
        me, cfg = who(unit, actor), settings(unit)
        me.need(P.ORDER_VIEW)
        off = cfg.off(workflow)
        waiting = switches.waiting(unit, HANDLING[workflow].queued, flow.codes_all())
        return tuple(
            StepView(workflow, s.code, Label(s.label, s.code), s.code not in off, _passed_by(s), waiting.get(s.code, 0))
            for s in flow.steps
        )

    return actor.company.read(work)


def plan(actor: Actor, workflow: str, step: str) -> SwitchPlan:
    """What switching the step off would do now; nothing is changed. Needs system.configure."""
    flow = _flow(workflow)
    _known(flow, step)

    def work(unit: Unit) -> SwitchPlan:
        me = who(unit, actor)
        me.need(P.SYSTEM_CONFIGURE)
        return _plan(unit, me, flow, step)

    return actor.company.read(work)


def disable(
    actor: Actor,
    workflow: str,
    step: str,
    *,
    plan_id: str | None = None,
    finished: Callable[[SwitchResult], None] | None = None,
) -> SwitchResult:
    """Switch a step off and let the system pass what can move, in chunks; again, to go on where that was broken off.

    `finished` gets what has moved so far, as soon as it is written. Raises NotAllowed, NotFound, Conflict when the step
    is off already and nothing at it can move, or `plan_id` does not fit any more.
    """
    flow = _flow(workflow)
    _known(flow, step)

    def work(unit: Unit) -> bool:
        changing(unit)
        me = who(unit, actor)
        me.need(P.SYSTEM_CONFIGURE)
        off = _off(unit, workflow)
        if step in off:
            return False
        if plan_id is not None and plan_id != _plan(unit, me, flow, step).id:
            raise Conflict("plan-outdated", plan=escaped(plan_id), workflow=workflow, step=step)
        _switch(unit, me, workflow, off, [code for code in flow.codes_all() if code in {*off, step}], "disable")
        return True

    switched = actor.company.write(work)
    result = SwitchResult(step, 0, 0)
    for result in _move_on(actor, workflow, step):
        (finished or (lambda _: None))(result)
    if not (switched or result.moved):
        raise Conflict("step-off-already", step=_label(flow, step))
    return result


def enable(actor: Actor, workflow: str, step: str) -> None:
    """Switch a step on again; documents that passed it are not pulled back."""
    flow = _flow(workflow)
    _known(flow, step)

    def work(unit: Unit) -> None:
        changing(unit)
        me = who(unit, actor)
        me.need(P.SYSTEM_CONFIGURE)
        off = _off(unit, workflow)
        if step not in off:
            raise Conflict("step-on-already", step=_label(flow, step))
        _switch(unit, me, workflow, off, [code for code in off if code != step], "enable")

    actor.company.write(work)


def _flow(workflow: str) -> Workflow:
    if workflow not in WORKFLOWS:
        raise NotFound("workflow-unknown", name=escaped(workflow), names=tuple(WORKFLOWS))
    return WORKFLOWS[workflow]


def _known(flow: Workflow, step: str) -> Step:
    if step not in flow.codes_all():
        raise NotFound("step-unknown", step=escaped(step), steps=tuple(flow.codes_all()))
    return flow.step(step)


def _label(flow: Workflow, step: str) -> Label:
    return Label(flow.step(step).label, step)


def _passed_by(step: Step) -> Label:
    if isinstance(step.by, P):
        return Label(PERMISSION_NAMES[step.by], step.by.value)
    assert step.by is Party.CUSTOMER
    return Label(CUSTOMER, "customer")


def _off(unit: Unit, workflow: str) -> list[str]:
    """The steps that are off."""
    found: list[str] | None = switches.OFF.one(unit, name=f"workflow.{workflow}.off")
    if found is None:
        raise Invalid("setting-row-missing", name=workflow)
    return found


def _switch(unit: Unit, me: Who, workflow: str, before: list[str], after: list[str], action: str) -> None:
    name = f"workflow.{workflow}.off"
    switches.SET.run(unit, name=name, value=after)
    subject = switches.ID.one(unit, name=name)
    SETTING.entry(unit, me, subject, action, name=name, changes=[["off", before, after]])


def _plan(unit: Unit, me: Who, flow: Workflow, step: str) -> SwitchPlan:
    off = {*settings(unit).off(flow.name), step}
    rows = []
    holds = [hold.code for hold in flow.holds if step in hold.blocks]
    for kind, held, count, amount, oldest in switches.at_step(unit, HANDLING[flow.name].queued, step, holds):
        if count:
            then, stays = (step, "held") if held else (flow.arrives(step, off, kind), "")
            rows.append(PlanRow(step, then, count, amount if me.sees_amounts() else MASKED, oldest, stays))
    by = flow.step(step).by
    people = tuple(n for (n,) in looking.HOLDERS.rows(unit, permission=by.value)) if isinstance(by, P) else ()
    facts = [[r.now, r.then, r.count, str(r.oldest)] for r in rows]
    digest = hashlib.sha256(canonical([flow.name, sorted(off), facts, people]).encode()).hexdigest()
    return SwitchPlan(f"W-{digest[:8]}", flow.name, step, tuple(rows), people)


def _move_on(actor: Actor, workflow: str, step: str) -> Iterator[SwitchResult]:
    """Pass what waits at the step, a chunk at a time, and say how far it went; what is held or short stays."""
    rule = HANDLING[workflow]
    moved, stayed, after = 0, 0, 0
    yield SwitchResult(step, moved, stayed)
    while True:

        def chunk(unit: Unit, start: int = after) -> tuple[int, int, int]:
            cfg = settings(unit)
            ids = switches.waiters(unit, rule.queued, step, start, CHUNK)
            docs = rule.find(unit, SYSTEM_WHO, (), ids, True) if ids else []
            for doc in docs:
                try:
                    advance(unit, cfg, doc, rule.pass_step)
                except Shortage:
                    doc.log.clear()
            rule.save(unit, SYSTEM_WHO, cfg, docs)
            gone = sum(1 for doc in docs if doc.log)
            return gone, len(ids) - gone, ids[-1] if ids else 0

        done, left, last = actor.company.write(chunk)
        if not last:
            return
        moved, stayed, after = moved + done, stayed + left, last
        yield SwitchResult(step, moved, stayed)
