"""Answers kept by key, so that what was lost on the way is found again instead of being done twice."""

import hashlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Who
from ydh.core.orders.views import Done
from ydh.core.values.errors import Conflict, Stale
from ydh.core.values.text import clean
from ydh.store.engine.database import Unit
from ydh.store.orders import orders
from ydh.store.tables.fields import canonical


def find(unit: Unit, me: Who, key: str | None, request: Any) -> Any:
    """The answer that the actor's key already has, or None. Raises Conflict when the key asked something else.

    A writing unit waits for the actor's other askings first, so that the same one is done by one of them only.
    """
    if key is None:
        return None
    if unit.writing:
        orders.ASKING.row(unit, id=me.id)
    row = orders.FIND_ANSWER.row(unit, account=me.id, key=clean(key, "key"))
    if row is None:
        return None
    if row[0] != _digest(request):
        raise Conflict("key-reused", key=key)
    return row[1]


def keep(unit: Unit, me: Who, key: str | None, request: Any, result: Any) -> None:
    """Keep `result` for the key, in the transaction that did the work.

    Raises Stale when the key got another answer since `find`, which repeating it gives.
    """
    if key is None:
        return
    values = {"key": clean(key, "key"), "request": _digest(request), "result": result}
    if not orders.KEEP_ANSWER.run(unit, account=me.id, at=unit.now, **values):
        raise Stale("changed-meanwhile")


def once(unit: Unit, me: Who, key: str | None, request: Any, work: Callable[[], Done]) -> Done:
    """Do the work, or give the answer that it had before under the key. Raises as `find`, `keep` and the work do."""
    kept = find(unit, me, key, request)
    if kept:
        return Done(**kept)
    done = work()
    keep(unit, me, key, request, {"number": done.number, "step": done.step, "revision": done.revision})
    return done


def _digest(request: Any) -> str:
    return hashlib.sha256(canonical(_text(request)).encode()).hexdigest()


def _text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _text(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_text(v) for v in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool | int | str) else str(value)
