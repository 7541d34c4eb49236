"""Statements of the workflow's switches."""

from collections.abc import Sequence
from typing import Any

from peewee import fn

from ydh.store.prepared import Statement, locked, slot
from ydh.store.tables.orders import Case, Hold, Order, Shipment
from ydh.store.tables.people import Setting

LOCK = Statement(lambda engine: locked(Setting.select(Setting.value).where(Setting.name == slot(Setting.name)), engine))
SET = Statement(Setting.update({Setting.value: slot(Setting.value)}).where(Setting.name == slot(Setting.name)))
ID = Statement(Setting.select(Setting.id).where(Setting.name == slot(Setting.name)))
WAITING = Statement(
    Order.select(Order.step, fn.COUNT(Order.id))
    .where(Order.step.in_(["review", "finance", "release", "ship", "receive"]))
    .group_by(Order.step)
)


def at_step(kinds: Sequence[str], *, held: bool) -> Statement:
    """Number, amount and oldest of the orders at a step that an open hold of the kinds keeps there, or does not."""
    blocked = Order.id.in_(Hold.select(Hold.order).where(Hold.lifted_at.is_null() & Hold.kind.in_(kinds)))
    found = Order.select(fn.COUNT(Order.id), fn.SUM(Order.total), fn.MIN(Order.step_since))
    return Statement(found.where((Order.step == slot(Order.step)) & (blocked if held else ~blocked)))


# Orders that wait at the step themselves or with one of their shipments.
WAITERS = Statement(
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
