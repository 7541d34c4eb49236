"""Taking an unfinished import of orders back: the stock is free again and nothing of it can be seen or counted.

The orders that were written remain as empty shells at step `staged`: their numbers are given once, their journal is
kept for ever, and on SQLite the id of a deleted row would be another order's, with this one's history.
"""

from ydh.core.company.actors import Who
from ydh.core.files.importing.amounts import base_units
from ydh.core.files.importing.claiming import taken
from ydh.core.files.importing.plans import state_label
from ydh.core.files.importing.staging import BATCH, StagedBatch, batch_of, find_batch, tick
from ydh.core.stock import levels
from ydh.core.values.errors import Conflict
from ydh.store.engine.database import Unit
from ydh.store.files import history as past
from ydh.store.files import imports as store
from ydh.store.tables.batches import HISTORY


def begin_release(unit: Unit, me: Who, number: int) -> StagedBatch:
    """Take the batch, give back the stock that no order has got yet. Raises NotFound, Conflict."""
    batch = batch_of(unit, me, number)
    if batch.state == "releasing":
        return batch
    if batch.kind == HISTORY and batch.state == "done":
        _hide(unit, batch)
    elif batch.state != "claimed":
        raise Conflict("batch-state", batch=number, state=state_label(batch.state))
    if batch.kind == "orders":
        left = taken(unit, number).left()
        if left:
            levels.unreserve(unit, [(sku, place, base_units(quantity)) for sku, place, quantity in left])
    tick(unit, batch, "releasing")
    BATCH.entry(unit, me, number, "release")
    return find_batch(unit, number)


def _hide(unit: Unit, batch: StagedBatch) -> None:
    """Let nobody see any of it from now on. Raises Conflict when something was done with one of its documents since."""
    for used in past.USED:
        if number := used.one(unit, batch=batch.id):
            raise Conflict("batch-used", batch=batch.id, number=number)
    for hide in past.HIDE:
        hide.run(unit, batch=batch.id)


def release_page(unit: Unit, batch: StagedBatch, after: int, size: int) -> tuple[StagedBatch, int | None]:
    """Empty the next orders and give their stock back; the last id, None at the end."""
    batch = tick(unit, batch)
    if batch.kind == HISTORY and not after:
        _empty_returns(unit, batch)
    last = store.PAGE_END.one(unit, batch=batch.id, after=after, limit=size)
    if not last:
        return batch, None
    page = {"batch": batch.id, "after": after, "id": last}
    for empty in past.EMPTY_SHIPMENTS if batch.kind == HISTORY else ():
        empty.run(unit, **page)
    held = [(sku, house, much) for sku, house, much in store.HELD_BY_PAGE.rows(unit, **page) if much]
    if held:
        levels.unreserve(unit, held)
    for empty in store.EMPTY:
        empty.run(unit, **page)
    return batch, last


def _empty_returns(unit: Unit, batch: StagedBatch) -> None:
    """Empty the returns, and let what they claimed of orders that came in before be there again."""
    claimed = [(-quantity, line) for quantity, line in past.CLAIMED.rows(unit, batch=batch.id)]
    past.CLAIM.many(unit, "more id", claimed)
    for empty in past.EMPTY_RETURNS:
        empty.run(unit, batch=batch.id)
