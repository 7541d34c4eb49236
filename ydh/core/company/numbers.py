"""Document numbers: from a counter row, in the transaction that uses them, unique and never re-used. S04.6, S19.5."""

import secrets
from datetime import date

from ydh.core.values.series import DRAFT_ORDER, number
from ydh.store.company import actors
from ydh.store.engine.database import Unit

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read for another


def take(unit: Unit, series: str, day: date, count: int = 1) -> list[str]:
    """The next `count` numbers of a series on a business day. The counter is the last row a use case locks."""
    last: int = actors.TAKE_NUMBERS.one(unit, series=series, day=day, count=count)
    return [number(series, f"{day:%Y%m%d}", n) for n in range(last - count + 1, last + 1)]


def draft_reference(prefix: str = DRAFT_ORDER) -> str:
    """What a draft goes by until its first submit gives it a number."""
    return prefix + "".join(secrets.choice(_LETTERS) for _ in range(8))
