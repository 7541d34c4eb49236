"""The deeds of a step, from the workflow table: passing it, its exits, releasing in parts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.partners import carriers
from ydh.core.rules.machine import Ask, Exit, On, Party, Step, Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, Many, NotFound
from ydh.core.values.outcomes import Outcome, Refused, Seen, Target
from ydh.core.values.words import N_
from ydh.core.workflow import acting, explaining
from ydh.tui.documents.kinds import on_screen
from ydh.tui.lists.book import Deed, Field, asked

PASS = N_("approve")
SUBMITS = N_("{what} goes to review as it stands, and can be taken back until it is reviewed. Submit it?")
EXIT_KEYS = {"send_back": "r", "unrelease": "u", "void": "X", "withdraw": "w", "reject": "x"}
FINAL = {"void", "reject"}  # cannot be taken back: asked again


def step_deeds(flow: Workflow, step: Step) -> tuple[Deed, ...]:
    """Everything that the table lets one do at a step."""
    instead = on_screen(flow.name).passing.get(step.code)
    passing = instead(step, _rights(step.by, flow)) if instead else _passing(flow, step)
    if any(ask.more for ask in step.asks):
        parts: tuple[Deed, ...] = (_in_full(flow, step),)
    else:
        parts = on_screen(flow.name).at_step(step, _rights(step.by))
    ways = [deed for way in flow.exits_at(step.code) for deed in _ways(flow, step, way)]
    return (passing, *parts, *ways)


def _passing(flow: Workflow, step: Step) -> Deed:
    return Deed(
        "approve",
        "a",
        step.label if isinstance(step.by, Party) else PASS,
        _act(step.code, "approve"),
        asks=_asks(flow.name, step.code, "approve"),
        shows=on_screen(flow.name).leaving if step.on is On.SHIPMENT else None,
        needs=_rights(step.by, flow),
        many=True,
        main=True,
    )


def _ways(flow: Workflow, step: Step, way: Exit) -> tuple[Deed, ...]:
    instead = on_screen(flow.name).exits.get(way.code)
    return instead(step, way, _rights(step.by)) if instead else (_exit(flow, step, way),)


def _in_full(flow: Workflow, step: Step) -> Deed:
    """Passing the step with everything that can be said about it."""
    return Deed(
        "in_full",
        "M",
        N_("approve and say more"),
        _act(step.code, "approve"),
        asks=_asks(flow.name, step.code, "approve", more=True),
        shows=on_screen(flow.name).leaving,
        needs=_rights(step.by),
        main=True,
    )


def _exit(flow: Workflow, step: Step, way: Exit) -> Deed:
    return Deed(
        way.code,
        EXIT_KEYS[way.code],
        way.label,
        _act(step.code, way.code),
        asks=_asks(flow.name, step.code, way.code),
        needs=_rights(step.by if way.by is Party.STEPS_OWN else way.by, flow),
        many=True,
        main=way.code not in FINAL and way.by is not Party.CUSTOMER,
        confirm=N_("{what}: this cannot be taken back") if way.code in FINAL else "",
    )


def _rights(by: P | Party, flow: Workflow = ORDER) -> tuple[P, ...]:
    return (by,) if isinstance(by, P) else (flow.behalf,)


def _asks(workflow: str, step: str, action: str, *, more: bool = False) -> Any:
    def fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        names = {getattr(row, "assigned", "") for row in rows}
        wanted = explaining.asks(actor, workflow, step, action, assigned=names)
        known: Mapping[str, str] = {}
        if len(rows) == 1 and action == "approve":
            known = explaining.filled_in(actor, workflow, step, rows[0].number)
        return tuple(_field(ask, known.get(ask.name, "")) for ask in wanted if more or not ask.more)

    return fields


_HINTS = {"day": "2026-12-01", "quantity": "12.5", "money": "100.00", "integer": "3"}


def _field(ask: Ask, value: str) -> Field:
    """The question, with what helps to answer it."""
    found = asked(ask, value)
    return replace(found, find=carriers.find if ask.kind == "carrier" else None, hint=_HINTS.get(ask.kind, ""))


def _act(step: str, action: str) -> Any:
    def do(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        targets = [Target(row.number, Seen(step, row.revision)) for row in rows]
        outcomes = acting.act_many(actor, targets, action, answers={k: v for k, v in answers.items() if v})
        return outcomes if len(outcomes) > 1 or not answers else [_answered(outcomes[0])]

    return do


def _answered(outcome: Outcome) -> Outcome:
    """Raise what is wrong with the answers: the form says it and keeps what was typed."""
    if isinstance(outcome, Refused) and isinstance(outcome.error, Invalid | NotFound | Many):
        raise outcome.error
    return outcome
