"""What is kept beside names, worked out anew: after an upgrade, which may read them otherwise."""

from ydh.core.values.pinyin import beside
from ydh.store.company.renewing import NAMED
from ydh.store.engine.database import Store, Unit
from ydh.store.engine.prepared import Statement

AT_ONCE = 500  # rows in one transaction


def renew(store: Store) -> int:
    """Bring what is kept beside the names of customers and products up to date; gives how many differed."""
    return sum(_renewed(store, rows, put) for rows, put in NAMED)


def _renewed(store: Store, rows: Statement, put: Statement) -> int:
    changed, after = 0, 0
    while True:
        found = store.read(lambda unit, after=after: rows.rows(unit, after=after, limit=AT_ONCE))  # type: ignore[misc]
        differ = [(id_, name, right) for id_, name, *old in found if old != list((right := beside(name)).values())]
        if differ:
            store.write(lambda unit, differ=differ: _put(unit, put, differ))  # type: ignore[misc]
        changed += len(differ)
        if len(found) < AT_ONCE:
            return changed
        after = found[-1][0]


def _put(unit: Unit, put: Statement, rows: list[tuple[int, str, dict[str, str]]]) -> None:
    for id_, name, right in rows:
        put.run(unit, id=id_, name=name, **right)
