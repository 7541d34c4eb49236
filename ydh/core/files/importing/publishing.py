"""A written batch is shown: page by page its documents count in reports, and with the last page all become visible."""

from collections.abc import Callable
from typing import NamedTuple

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.files.importing.staging import BATCH, StagedBatch, find_batch, tick
from ydh.core.rules.orders import ORDER
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement
from ydh.store.files import history as past
from ydh.store.files import imports as store
from ydh.store.tables.batches import HISTORY


class Publishing(NamedTuple):
    """How far the orders of a batch count in reports; after the last of them all become visible at once."""

    batch: StagedBatch
    after: int
    pages: int = 0
    done: bool = False


class Showing(NamedTuple):
    """How the documents of a kind of batch come to count and to be seen."""

    counts: tuple[Statement, ...]
    """Of a page, by `batch`, `after` and `id`."""
    show: Callable[[Unit, int], int]
    """All of a batch; gives how many."""


OPEN = Showing(
    (store.COUNT_LINES, store.COUNT_ORDERS), lambda unit, batch: store.SHOW.run(unit, batch=batch, to=ORDER.first())
)
PAST = Showing(
    (past.COUNT_LINES, past.COUNT_ORDERS),
    lambda unit, batch: past.SHOW.run(unit, batch=batch) + past.SHOW_RETURNS.run(unit, batch=batch),
)


def publish_page(unit: Unit, me: Who, cfg: Settings, it: Publishing, size: int) -> Publishing:
    """Let the next orders count, or show all when all count. What fits into one page does both in one moment."""
    how, mine = PAST if it.batch.kind == HISTORY else OPEN, {"batch": it.batch.id}
    last = store.PAGE_END.one(unit, **mine, after=it.after, limit=size)
    if last:
        for statement in how.counts:
            statement.run(unit, **mine, after=it.after, id=last)
        if it.pages or store.PAGE_END.one(unit, **mine, after=last, limit=1):
            return Publishing(tick(unit, it.batch), last, it.pages + 1)
    shown = how.show(unit, it.batch.id)
    waits = it.batch.kind != HISTORY and ORDER.first() in cfg.off("order")
    batch = tick(unit, it.batch, "shown" if waits else "done")
    store.DROP_STAGED.run(unit, batch=batch.id, first=0, line=0)
    BATCH.entry(unit, me, batch.id, "publish", orders=shown)
    return Publishing(find_batch(unit, batch.id), last or it.after, it.pages + 1, done=True)
