"""Statements of the workflows' switches."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from peewee import fn

from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement, locked, slot
from ydh.store.tables.orders import Case, Hold, Order, Shipment
from ydh.store.tables.people import Setting
from ydh.store.tables.returns import Return

LOCK = Statement(lambda engine: locked(Setting.select(Setting.value).where(Setting.name == slot(Setting.name)), engine))
SET = Statement(Setting.update({Setting.value: slot(Setting.value)}).where(Setting.name == slot(Setting.name)))
ID = Statement(Setting.select(Setting.id).where(Setting.name == slot(Setting.name)))


def waiting(unit: Unit, workflow: str, steps: Sequence[str]) -> dict[str, int]:
    """How many documents wait at each of the steps."""
    return dict(_waiting(workflow, tuple(steps)).rows(unit))


@cache
def _waiting(workflow: str, steps: tuple[str, ...]) -> Statement:
    table = _TABLES[workflow]
    return Statement(table.select(table.step, fn.COUNT(table.id)).where(table.step.in_(steps)).group_by(table.step))


def at_step(unit: Unit, workflow: str, step: str, holds: Sequence[str]) -> list[Row]:
    """Kind of document, whether one of the holds keeps it there, number, amount and oldest of what is at a step."""
    if workflow == "return":
        return [(kind, False, *rest) for *rest, kind in _RETURNS_AT.rows(unit, step=step)]
    return [("", held, *_orders_at(tuple(holds), held).rows(unit, step=step)[0]) for held in (False, True)]


@cache
def _orders_at(holds: tuple[str, ...], held: bool) -> Statement:
    blocked = Order.id.in_(Hold.select(Hold.order).where(Hold.lifted_at.is_null() & Hold.kind.in_(holds)))
    found = Order.select(fn.COUNT(Order.id), fn.SUM(Order.total), fn.MIN(Order.step_since))
    return Statement(found.where((Order.step == slot(Order.step)) & (blocked if held else ~blocked)))


_RETURNS_AT = Statement(
    Return.select(fn.COUNT(Return.id), fn.SUM(Return.total), fn.MIN(Return.step_since), Return.kind)
    .where(Return.step == slot(Return.step))
    .group_by(Return.kind)
    .order_by(Return.kind)
)
# Orders that wait at the step themselves or with one of their shipments; returns that wait at it.
_ORDERS = Statement(
    Order.select(Order.id)
    .where(
        (Order.id > slot(Order.id, "after"))
        & (
            (Order.step == slot(Order.step))
            | Order.id.in_(Shipment.select(Shipment.order).where(Shipment.step == slot(Order.step, "step")))
        )
    )
    .order_by(Order.id)
    .limit(slot("limit"))
)
_RETURNS = Statement(
    Return.select(Return.id)
    .where((Return.step == slot(Return.step)) & (Return.id > slot(Return.id, "after")))
    .order_by(Return.id)
    .limit(slot("limit"))
)
_TABLES: Mapping[str, Any] = {"order": Order, "return": Return}
WAITERS: Mapping[str, Statement] = {"order": _ORDERS, "return": _RETURNS}
# Shipments that left before a moment and wait for receipt.


def _open_cases() -> Any:
    """What is wrong with a shipment, or with its order as a whole, and not settled."""
    mine = (Case.shipment == Shipment.id) | (Case.shipment.is_null() & (Case.order == Shipment.order))
    return Case.select(Case.id).where(Case.closed_at.is_null() & mine)


OVERDUE = Statement(
    Shipment.select(Shipment.number)
    .where(
        (Shipment.step == "receive")
        & (Shipment.shipped_at < slot(Shipment.shipped_at, "before"))
        & ~fn.EXISTS(_open_cases())
    )
    .order_by(Shipment.shipped_at)
)
