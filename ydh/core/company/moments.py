"""This machine's clock: nothing is written by one that was set back, or is wrong after a start.

What a wrong clock writes stands in queues, reports and the journal at the wrong place for good. A clock that somebody
gives instead (a practice company has a past) is his own.
"""

from datetime import datetime, timedelta

from ydh.core.values.errors import Conflict
from ydh.store.company import moments
from ydh.store.engine.database import Store, Unit, machine_clock

BACK = timedelta(minutes=10)  # by so much the clocks of several machines may differ


def newest(unit: Unit) -> datetime | None:
    """When the newest entry of the journal was written."""
    found: datetime | None = moments.NEWEST.one(unit)
    return found


def is_back(unit: Unit, latest: datetime | None) -> bool:
    """Whether the unit's moment lies before what was written last."""
    return latest is not None and unit.now < latest - BACK


def check(unit: Unit, store: Store) -> None:
    """Raise Conflict when the clock was set back. The journal is asked once, and when something is wrong."""
    if store.clock is not machine_clock:
        return
    if store.newest is None or is_back(unit, store.newest):
        store.newest = newest(unit)
    if is_back(unit, store.newest):
        raise Conflict("clock-back", now=unit.now, newest=store.newest)
    store.newest = max(store.newest or unit.now, unit.now)
