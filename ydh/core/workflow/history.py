"""What happened to a document, worded from the journal."""

import json
from collections.abc import Mapping
from typing import Any

from ydh.core.audit.journal import KEPT
from ydh.core.company.actors import BUILT_IN, Actor, Who
from ydh.core.documents.readers import reader
from ydh.core.workflow.handling import one
from ydh.core.workflow.views import Event
from ydh.store.engine.database import Unit
from ydh.store.orders import looking as store

_PICKING = ("pick_start", "pick_take_over", "pick", "check_start", "check_take_over", "check", "switch_lot")
_WORK = frozenset({"assign", "overtake", *_PICKING})


def history(actor: Actor, number: str) -> tuple[Event, ...]:
    """What happened to an order or a return, oldest first.

    Internal notes stay with the staff, and so does who of them does the work; amounts with who may see them.
    """

    def work(unit: Unit) -> tuple[Event, ...]:
        me = reader(unit, actor)
        paper = one(unit, me, number)
        events = []
        for at, by, name, action, step, to, text in store.HISTORY.rows(unit, kind=paper.flow.name, subject=paper.id):
            body = json.loads(text)
            if me.is_customer and not concerns_customers(action, body):
                continue
            told = me.told(name) if name else BUILT_IN[by]
            events.append(Event(at, told, action, step, to, _readable(unit, me, body)))
        return tuple(events)

    return actor.company.read(work)


def concerns_customers(action: str, body: Mapping[str, Any]) -> bool:
    """Whether an entry is the customer's business: no remark among staff, and not who of them does the work."""
    return action not in _WORK and (action != "note" or bool(body.get("shared")))


def _readable(unit: Unit, me: Who, body: dict[str, Any]) -> dict[str, Any]:
    body.pop(KEPT, None)
    if not me.sees_amounts():
        body.pop("amounts", None)
    return {name: _resolved(unit, value) for name, value in body.items()}


def _resolved(unit: Unit, value: Any) -> Any:
    """Digests of personal values as the text that they stand for, unless it was erased."""
    if isinstance(value, str) and value.startswith("sha256:"):
        return store.PERSONAL.one(unit, digest=value) or "-"
    if isinstance(value, list):
        return [_resolved(unit, item) for item in value]
    return value
