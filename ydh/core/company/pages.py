"""Where a page of a list of names begins, by the code that the page before ended with."""

from ydh.core.values.text import key
from ydh.store.engine.database import Unit
from ydh.store.engine.paging import LAST
from ydh.store.engine.prepared import Statement


def after_of(unit: Unit, sort_of: Statement, after: str, sort: str) -> dict[str, str]:
    """The place after which rows are wanted, as statements take it: after the code `after`, in the order `sort`."""
    fold = key(after)
    there = sort_of.one(unit, fold=fold) if after and sort else None
    return {"after": fold, "after_sort": there if there is not None else LAST if sort.startswith("-") else ""}
