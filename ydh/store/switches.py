"""Statements of the workflow's switches."""

from typing import Any

from peewee import fn

from ydh.store.prepared import Statement, locked, slot
from ydh.store.tables.orders import Order, Shipment
from ydh.store.tables.people import Setting

LOCK = Statement(lambda engine: locked(Setting.select(Setting.value).where(Setting.name == slot(Setting.name)), engine))
SET = Statement(Setting.update({Setting.value: slot(Setting.value)}).where(Setting.name == slot(Setting.name)))
ID = Statement(Setting.select(Setting.id).where(Setting.name == slot(Setting.name)))
WAITING = Statement(
    Order.select(Order.step, fn.COUNT(Order.id))
    .where(Order.step.in_(["review", "finance", "release", "ship", "receive"]))
    .group_by(Order.step)
)


def _at_step(held: Any) -> Statement:
    return Statement(
        Order.select(fn.COUNT(Order.id), fn.SUM(Order.total), fn.MIN(Order.step_since)).where(
            (Order.step == slot(Order.step)) & held
        )
    )


FREE_AT_STEP, HELD_AT_STEP = _at_step(Order.held == 0), _at_step(Order.held > 0)
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
OVERDUE = Statement(
    Shipment.select(Shipment.number)
    .where((Shipment.step == "receive") & (Shipment.shipped_at < slot(Shipment.shipped_at, "before")))
    .order_by(Shipment.shipped_at)
)
