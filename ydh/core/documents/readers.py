"""Who sees which documents: the guard before everything that reads lists or single ones."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import Settings
from ydh.core.rules.machine import On, Workflow
from ydh.core.rules.permissions import P
from ydh.store.engine.database import Unit

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def reader(unit: Unit, actor: Actor) -> Who:
    me = who(unit, actor)
    if not me.is_customer and me.id > 0:
        me.need(P.ORDER_VIEW)
    return me


def scope_of(me: Who) -> dict[str, Any]:
    if me.is_customer:
        return {"customer": me.customer}
    return {"all": {}, "region": {"region": True, "account": me.id}, "own": {"own": True, "account": me.id}}[me.scope]


def assignee(me: Who, assigned: str | None) -> str | None:
    """The sign-in name that a list is narrowed to; "me" is the reader's. Raises NotAllowed: customers know no names."""
    if assigned is not None and me.is_customer:
        me.need(P.ORDER_ASSIGN)
    return me.login if assigned == "me" else assigned


def page_from(after: str, *, queue: bool) -> dict[str, Any]:
    if not after:
        return {}
    arrival, _, order = after.partition(":")
    return {"later": int(arrival), "later_id": int(order)} if queue else {"older": int(order)}


def overdue_since(unit: Unit, cfg: Settings, key: str) -> datetime:
    """What came to the step of that key before this moment is overdue."""
    hours = cfg["step_hours"].get(key)
    return _LONG_AGO if hours is None else unit.now - timedelta(hours=hours)


def overdue_at(unit: Unit, cfg: Settings, flow: Workflow) -> dict[str, datetime]:
    """That moment of every step, as filters of a list of documents: of the documents, or of their parts."""
    names = {step.code: "late_part_" if step.on is On.SHIPMENT else "late_" for step in flow.steps}
    return {name + code: overdue_since(unit, cfg, flow.key(code)) for code, name in names.items()}
