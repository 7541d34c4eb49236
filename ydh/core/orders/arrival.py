"""Where an order stands in the queues: by the time at which it came, within priority classes (S10.9, S13.15).

A price level of a higher priority (0 to 5) goes before the others. Nobody goes before an order of a file that is under
way: those keep their order (S05.5).
"""

from typing import Any

from ydh.core.company.actors import Actor, who
from ydh.core.partners.customers import LEVEL
from ydh.core.rules.permissions import P
from ydh.core.values.errors import NotFound
from ydh.core.values.money import ZERO, number
from ydh.core.values.text import escaped
from ydh.store.engine.database import Unit
from ydh.store.orders import orders
from ydh.store.partners import customers as store
from ydh.store.tables.fields import EPOCH, MICROSECOND

HIGHEST = 5
CLASS = 10 * 365 * 24 * 3600 * 1_000_000  # microseconds: more than any order waits


def arrival(unit: Unit, customer: tuple[Any, ...]) -> int:
    """The place of an order that is submitted now by the customer (a row of line_rows.CUSTOMER), in microseconds."""
    now, priority = (unit.now - EPOCH) // MICROSECOND, customer[11] or 0
    if not priority:
        return now
    behind: int | None = orders.LAST_OF_FILE.one(unit)
    return max(now - priority * CLASS, 0 if behind is None else behind + 1)


def set_priority(actor: Actor, level: str, priority: str) -> None:
    """Say how far before the others orders of a price level are worked on: 0 (with all others) to 5.

    Raises NotAllowed without order.assign, NotFound, Invalid. Orders that are under way keep their place.
    """
    rank = int(number(priority, "priority", places=0, least=ZERO, most=ZERO + HIGHEST))

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.ORDER_ASSIGN)
        row = store.LEVEL_PRIORITY.row(unit, code=level)
        if row is None:
            raise NotFound("level-unknown", code=escaped(level))
        if row[1] != rank:
            store.SET_PRIORITY.run(unit, id=row[0], priority=rank)
            LEVEL.entry(unit, me, row[0], "edit", changes=[["priority", row[1], rank]])

    actor.company.write(work)
