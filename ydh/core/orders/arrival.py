"""Where an order stands in the queues: by the time at which it came, within priority classes (S10.9, S13.15).

A price level of a higher priority (0 to 5) goes before the others. Nobody goes before an order of a file that is under
way: those keep their order (S05.5).
"""

from ydh.store.engine.database import Unit
from ydh.store.orders import orders
from ydh.store.orders.lines import CustomerRow
from ydh.store.tables.fields import EPOCH, MICROSECOND

CLASS = 10 * 365 * 24 * 3600 * 1_000_000  # microseconds: more than any order waits


def arrival(unit: Unit, customer: CustomerRow) -> int:
    """The place of an order that is submitted now by the customer, in microseconds."""
    now, priority = (unit.now - EPOCH) // MICROSECOND, customer.priority or 0
    if not priority:
        return now
    behind: int | None = orders.LAST_OF_FILE.one(unit)
    return max(now - priority * CLASS, 0 if behind is None else behind + 1)
