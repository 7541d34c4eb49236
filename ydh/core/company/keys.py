"""Answers kept by key, so that what was lost on the way is found again instead of being done twice."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Who
from ydh.core.values.errors import Conflict, Stale
from ydh.core.values.outcomes import Done
from ydh.core.values.text import clean
from ydh.store.company import keys as kept
from ydh.store.engine.database import Unit
from ydh.store.tables.fields import canonical


def find(unit: Unit, me: Who, key: str | None, request: Any) -> Any:
    """The answer that the actor's key already has, or None. Raises Conflict when the key asked something else.

    A writing unit waits for the actor's other askings first, so that the same one is done by one of them only.
    """
    if key is None:
        return None
    if unit.writing:
        kept.ASKING.row(unit, id=me.id)
    row = kept.FIND_ANSWER.row(unit, account=me.id, key=clean(key, "key"))
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
    _keep(unit, me, clean(key, "key"), _digest(request), result)


def _keep(unit: Unit, me: Who, key: str, request: str, result: Any) -> None:
    if not kept.KEEP_ANSWER.run(unit, account=me.id, at=unit.now, key=key, request=request, result=result):
        raise Stale("changed-meanwhile")


def once(unit: Unit, me: Who, key: str | None, request: Any, work: Callable[[], Done]) -> Done:
    """Do the work, or give the answer that it had before under the key. Raises as `find`, `keep` and the work do."""
    before = find(unit, me, key, request)
    if before:
        return Done(**before)
    done = work()
    keep(unit, me, key, request, {"number": done.number, "step": done.step, "revision": done.revision})
    return done


class Kept:
    """The answers of one call on many items, which several transactions give: each keeps what it has done.

    The first goes by the key alone, so that the key is known whatever is asked with it next; the others name as well
    where in the call they begin, and with which item. How far one goes is said by how much it answers.
    """

    def __init__(self, key: str | None, request: list[Any], items: Sequence[Sequence[Any]]) -> None:
        self._key = None if key is None else clean(key, "key")
        self._request, self._items = request, items
        self._whole = _digest([*request, items]) if key is not None else ""

    def find(self, unit: Unit, me: Who, start: int) -> list[Any] | None:
        """The answers that were given together from the item at `start` on. Raises Conflict as `find` above does."""
        if self._key is None:
            return None
        kept.ASKING.row(unit, id=me.id)
        asked = {self._name(start): self._whole} | self._older(start)
        for name, request, answers in kept.FIND_ANSWERS.rows(unit, list(asked), account=me.id):
            if request != asked[name]:
                raise Conflict("key-reused", key=self._key)
            found: list[Any] = answers
            return found
        return None

    def keep(self, unit: Unit, me: Who, start: int, answers: list[Any]) -> None:
        """Keep what was done from the item at `start` on, in the transaction that did it. Raises Stale as `keep`."""
        if self._key is not None:
            _keep(unit, me, self._name(start), self._whole, answers)

    def _name(self, start: int) -> str:
        return f"{self._key}#{start}:{self._items[start][0]}" if start else str(self._key)

    def _older(self, start: int) -> dict[str, str]:
        """What went by the key and its own number: blocks of one size, each asked for alone."""
        if len(self._items) <= _BLOCK or start % _BLOCK:
            return {}
        block = self._items[start : start + _BLOCK]
        return {f"{self._key}#{start // _BLOCK}": _digest([*self._request, block])}


_BLOCK = 500  # items that shared an answer, whatever they were


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
