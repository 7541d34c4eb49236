"""Statements of the workflows' switches."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from peewee import fn

from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row, Statement, slot
from ydh.store.tables.orders import Case, Shipment
from ydh.store.tables.people import Setting
from ydh.store.workflow.queued import Queued, constant

OFF = Statement(Setting.select(Setting.value).where(Setting.name == slot(Setting.name)))
SET = Statement(Setting.update({Setting.value: slot(Setting.value)}).where(Setting.name == slot(Setting.name)))
ID = Statement(Setting.select(Setting.id).where(Setting.name == slot(Setting.name)))


def waiting(unit: Unit, of: Queued, steps: Sequence[str]) -> dict[str, int]:
    """How many documents wait at each of the steps."""
    return dict(_waiting(of, tuple(steps)).rows(unit))


@cache
def _waiting(of: Queued, steps: tuple[str, ...]) -> Statement:
    table = of.owner
    return Statement(table.select(table.step, fn.COUNT(table.id)).where(table.step.in_(steps)).group_by(table.step))


def at_step(unit: Unit, of: Queued, step: str, holds: Sequence[str]) -> list[Row]:
    """Kind of document, whether one of the holds keeps it there, number, amount and oldest of what is at a step."""
    return [
        (kind, held, *rest)
        for held in (False, True)[: 1 if of.holds is None else 2]
        for *rest, kind in _at(of, tuple(holds), held).rows(unit, step=step)
    ]


@cache
def _at(of: Queued, holds: tuple[str, ...], held: bool) -> Statement:
    table = of.owner
    kind = constant("") if of.kind is None else of.kind
    found = table.select(fn.COUNT(table.id), fn.SUM(table.total), fn.MIN(table.step_since), kind)
    found = found.where(table.step == slot(table.step))
    if of.holds is not None:
        kept = of.holds.select(of.holds.order).where(of.holds.lifted_at.is_null() & of.holds.kind.in_(holds))
        found = found.where(table.id.in_(kept) if held else ~table.id.in_(kept))
    return Statement(found if of.kind is None else found.group_by(kind).order_by(kind))


def waiters(unit: Unit, of: Queued, step: str, after: int, limit: int) -> list[int]:
    """The documents beyond one id that wait at the step themselves, or with one of their parts, by id."""
    return [i for (i,) in _waiters(of).rows(unit, step=step, after=after, limit=limit)]


@cache
def _waiters(of: Queued) -> Statement:
    table = of.owner
    waits = table.step == slot(table.step)
    if of.parts is not None:
        part = of.parts.table
        waits |= table.id.in_(part.select(part.order).where(part.step == slot(table.step, "step")))
    found = table.select(table.id).where((table.id > slot(table.id, "after")) & waits)
    return Statement(found.order_by(table.id).limit(slot("limit")))


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
