"""The deeds of a step, from the workflow table: passing it, its exits, releasing in parts, taking back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core import acts, explaining, looking
from ydh.core.actors import Actor
from ydh.core.documents import Done, LineView, Outcome, Seen, Target
from ydh.core.flows import ORDER, RETURN
from ydh.core.money import QUANTITY_PLACES, number
from ydh.core.permissions import P
from ydh.core.pricing import plain
from ydh.core.words import N_
from ydh.core.workflow import Exit, Part, Party, Step, Workflow
from ydh.tui.book import Deed, Field, asked

PASS = N_("pass")
EXIT_KEYS = {"send_back": "r", "unrelease": "u", "void": "X", "withdraw": "w", "reject": "x"}
FINAL = {"void", "reject"}  # cannot be taken back: asked again


def step_deeds(flow: Workflow, step: Step) -> tuple[Deed, ...]:
    """Everything that the table lets one do at a step."""
    passing = Deed(
        "approve",
        "a",
        step.label if isinstance(step.by, Party) else PASS,
        _act(step.code, "approve"),
        asks=_asks(flow.name, step.code, "approve"),
        needs=_rights(step.by, flow),
        many=True,
        main=True,
        undo=_take_back if step.can_take_back else None,
    )
    parts = release_deeds(step) if step.on is Part.UNRELEASED else ()
    if flow is RETURN:
        from ydh.tui.screens.return_deeds import by_line

        parts = (by_line(step, _take_back),)
    return (passing, *parts, *(_exit(flow, step, way) for way in flow.exits_at(step.code)))


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


def _asks(workflow: str, step: str, action: str) -> Any:
    def fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        names = {getattr(row, "assigned", "") for row in rows}
        return tuple(asked(a) for a in explaining.asks(actor, workflow, step, action, assigned=names))

    return fields


def _act(step: str, action: str) -> Any:
    def do(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        targets = [Target(row.number, Seen(step, row.revision)) for row in rows]
        return acts.act_many(actor, targets, action, answers={k: v for k, v in answers.items() if v})

    return do


def release_deeds(step: Step) -> tuple[Deed, ...]:
    """Where quantities leave in parts: what is there, or so much of each line."""
    needs = _rights(step.by)

    def there(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        targets = [Target(row.number, Seen(step.code, row.revision)) for row in rows]
        return acts.act_many(actor, targets, "approve", answers={"available": True})

    def some(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Outcome]:
        seen = Seen(step.code, rows[0].revision)
        given = {int(name): number(text, "quantity", places=QUANTITY_PLACES) for name, text in answers.items() if text}
        lines = {position: quantity for position, quantity in given.items() if quantity}
        return [acts.act(actor, rows[0].number, "approve", seen=seen, answers={"lines": lines})]

    undo = _take_back if step.can_take_back else None
    return (
        Deed("there", "t", N_("release what is there"), there, needs=needs, many=True, undo=undo),
        Deed("part", "p", N_("release a part"), some, asks=_open_lines, needs=needs, undo=undo),
    )


def _open_lines(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """A question for each line that is not released yet, answered with what is reserved for it."""
    lines = [line for line in looking.show(actor, rows[0].number).lines if line.quantity > line.released]
    return tuple(
        Field(str(line.position), f"{line.position} {line.name} {line.attributes}", value=f"{plain(open_of(line)):f}")
        for line in lines
    )


def open_of(line: LineView) -> Decimal:
    """How much of a line could be released now."""
    left = line.quantity - line.released
    return left if line.service else min(left, line.reserved)


def _take_back(actor: Actor, outcomes: Any) -> list[Outcome]:
    targets = [Target(o.number, Seen()) for o in outcomes if isinstance(o, Done)]
    return acts.act_many(actor, targets, "take_back") if targets else []
