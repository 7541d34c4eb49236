"""The batches that were imported, and what came of them. S05.15"""

from functools import partial
from typing import Any

from ydh.core.company.actors import Actor, Who, who
from ydh.core.files.importing.columns import KINDS
from ydh.core.files.importing.plans import BatchOrder, BatchRow, state_label
from ydh.core.files.importing.staging import batch_of
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.values.errors import NotAllowed
from ydh.core.values.outcomes import Page
from ydh.core.values.words import MASKED, Label
from ydh.store.engine.database import Unit
from ydh.store.files import history
from ydh.store.files import imports as store
from ydh.store.tables.batches import HISTORY

MOST_ROWS = 500
_NEWEST = 2**31 - 1
_LISTS = (("O", store.BATCH_ORDERS), ("R", history.BATCH_RETURNS))


def batches(actor: Actor, *, after: str = "", limit: int = 50) -> Page[BatchRow]:
    """Batches of the kinds that the actor may import, newest first; unfinished ones say so. S05.15

    Who does not see all customers sees his own batches. Raises NotAllowed.
    """

    def work(unit: Unit) -> Page[BatchRow]:
        me = who(unit, actor)
        kinds = _kinds(me)
        slots = {f"k{at}": kinds[min(at, len(kinds) - 1)] for at in range(store.MOST_KINDS)}
        size = max(1, min(limit, MOST_ROWS))
        mine = me.id if me.scope != "all" else 0
        here: dict[str, Any] = {"id": int(after) if after.isdecimal() else _NEWEST, "mine": mine, **slots}
        rows = store.BATCHES.rows(unit, **here, limit=size + 1)
        found = tuple(_row(*row) for row in rows[:size])
        total = partial(actor.company.count, store.BATCHES, here)
        return Page(found, str(found[-1].number) if len(rows) > size else "", total)

    return actor.company.read(work)


def importable(actor: Actor) -> tuple[str, ...]:
    """The kinds of files that the actor may import. Raises NotAllowed when there are none. S05.2"""
    return tuple(actor.company.read(lambda unit: _kinds(who(unit, actor))))


def _kinds(me: Who) -> list[str]:
    kinds = [kind.name for kind in KINDS.values() if all(map(me.may, kind.needs))]
    if not kinds:
        raise NotAllowed("need-permission", permission=Label(PERMISSION_NAMES[P.DATA_IMPORT]))
    return kinds


def _row(*row: object) -> BatchRow:
    number, kind, name, _, state, good, bad, _, at, by = row
    return BatchRow(number, kind, name, state_label(str(state)), good, bad, at, by or "")  # type: ignore[arg-type]


def batch_orders(actor: Actor, number: int, *, after: str = "", limit: int = 100) -> Page[BatchOrder]:
    """The documents of a batch that the actor sees, in the order of the file: its orders, then its returns.

    Raises NotAllowed, NotFound.
    """

    def work(unit: Unit) -> Page[BatchOrder]:
        me = who(unit, actor)
        kind = batch_of(unit, me, number).kind
        size = max(1, min(limit, MOST_ROWS))
        found: list[tuple[str, Any]] = []
        for letter, statement in _LISTS[: 2 if kind == HISTORY else 1]:
            if after and after[0] > letter:
                continue
            begin = int(after[1:]) if after[:1] == letter else 0
            rows = statement.rows(unit, batch=number, id=begin, limit=size + 1 - len(found))
            found += [(f"{letter}{row[0]}", row) for row in rows]
        shown, money = found[:size], me.sees_amounts()
        orders = tuple(
            BatchOrder(ref, order, step, customer, total if money else MASKED, day)
            for _, (_, ref, order, step, customer, total, day, who_, region) in shown
            if me.sees(who_, region)
        )
        counted = me.scope == "all" and kind != HISTORY
        total = partial(actor.company.count, store.BATCH_ORDERS, {"batch": number, "id": 0}) if counted else None
        return Page(orders, shown[-1][0] if len(found) > size else "", total)

    return actor.company.read(work)
