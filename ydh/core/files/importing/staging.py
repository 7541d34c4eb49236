"""Batches and their staged rows: where checked rows wait for a commit, a few hundred in each transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ydh.core.audit.journal import Subject
from ydh.core.company.actors import Who
from ydh.core.company.company import Company
from ydh.core.files.importing.columns import KINDS, ImportKind
from ydh.core.files.importing.plans import UNFINISHED
from ydh.core.files.reading.files import OpenedFile
from ydh.core.values.errors import Conflict, NotFound
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.files import imports as store
from ydh.store.tables.batches import HISTORY, STAGED, Batch

BATCH = Subject("batch", Batch)
_PAGE = 5000
_FORGOTTEN = timedelta(days=1)


class StagedBatch(NamedTuple):
    """A batch as it is; `version` moves with every chunk of it."""

    id: int
    kind: str
    name: str
    digest: str
    state: str
    good: int
    bad: int
    account: int | None
    at: datetime
    version: int


def need(me: Who, kind: ImportKind) -> None:
    """Raise NotAllowed unless the actor has every right that the kind of import takes. S05.2"""
    for permission in kind.needs:
        me.need(permission)


def open_batch(unit: Unit, me: Who, kind: ImportKind, table: OpenedFile, *, again: bool) -> int:
    """A new batch for the file. Raises Conflict when the same file was imported and that is not wanted again."""
    refuse_known(unit, kind, table.digest, again=again)
    values = {"name": table.name, "digest": table.digest, "account": me.id if me.id > 0 else None}
    return store.ADD_BATCH.insert(
        unit, kind=kind.name, state=STAGED, good=0, bad=0, at=unit.now, version=1, head="", entries=0, **values
    )


def refuse_known(unit: Unit, kind: ImportKind, digest: str, *, again: bool) -> None:
    """Raise Conflict when the same file of documents or stock is unfinished, or was imported and `again` is not said.

    History is known document by document, so that its files may come again.
    """
    if not kind.once and kind.name != HISTORY:
        return
    for id_, name, state in store.SAME_FILE.rows(unit, kind=kind.name, digest=digest):
        if state in UNFINISHED:
            raise Conflict("import-unfinished", batch=id_)
        if state == "done" and kind.once and not again:
            raise Conflict("import-again", batch=id_, name=name)


def find_batch(unit: Unit, batch: int) -> StagedBatch:
    """The batch, its row locked in a writing unit. Raises NotFound."""
    row = store.LOCK_BATCH.row(unit, id=batch) if unit.writing else store.FIND_BATCH.row(unit, id=batch)
    if row is None or row[1] not in KINDS:
        raise NotFound("batch-unknown", batch=batch)
    return StagedBatch(*row)


def batch_of(unit: Unit, me: Who, batch: int) -> StagedBatch:
    """A batch that the actor may have made: he has the rights of its kind, and sees all customers or made it.

    Raises NotFound, NotAllowed.
    """
    found = find_batch(unit, batch)
    if me.scope != "all" and found.account != me.id:
        raise NotFound("batch-unknown", batch=batch)
    need(me, KINDS[found.kind])
    return found


def tick(unit: Unit, batch: StagedBatch, to: str | None = None) -> StagedBatch:
    """Take the batch for one chunk, maybe on to another state. Raises Conflict when somebody else has it."""
    state = to or batch.state
    if not store.TICK.run(unit, id=batch.id, state=batch.state, version=batch.version, to=state):
        raise Conflict("batch-moved", batch=batch.id)
    return batch._replace(state=state, version=batch.version + 1)


def stage(company: Company, batch: int, rows: Sequence[tuple[int, str]]) -> None:
    """Keep rows (line, JSON text) for the commit."""
    if rows:
        staged = [(batch, line, row) for line, row in rows]
        company.write(lambda unit: store.ADD_STAGED.many_raw(unit, store.STAGED_ROW, staged))


def unstage(company: Company, batch: int, lines: Sequence[int]) -> None:
    """Take rows out again."""
    for start in range(0, len(lines), _PAGE):
        _unstage(company, [(batch, line) for line in lines[start : start + _PAGE]])


def _unstage(company: Company, page: Sequence[Row]) -> None:
    company.write(lambda unit: store.DROP_STAGED_LINE.many_raw(unit, "batch line", page))


def clear(company: Company, batch: int) -> None:
    """Delete what is staged, a page at a time."""
    while company.write(lambda unit: _clear_page(unit, batch)):
        pass


def _clear_page(unit: Unit, batch: int) -> bool:
    last = store.STAGED_PAGE.one(unit, batch=batch, line=0, limit=_PAGE)
    return last is not None and bool(store.DROP_STAGED.run(unit, batch=batch, first=0, line=last))


def forget(company: Company, batch: int) -> None:
    """Delete a batch that was never claimed, and its rows; one that was is left alone."""
    while company.write(lambda unit: _forget_page(unit, batch)):
        pass


def _forget_page(unit: Unit, batch: int) -> bool:
    row = store.LOCK_BATCH.row(unit, id=batch)
    if row is None or StagedBatch(*row).state != STAGED:
        return False
    return _clear_page(unit, batch) or not store.DROP_BATCH.run(unit, id=batch)


def forget_old(company: Company) -> None:
    """Delete what was checked long ago and never committed: its session is gone."""
    old: list[Row] = company.read(lambda unit: store.FORGOTTEN.rows(unit, at=unit.now - _FORGOTTEN))
    for (batch,) in old:
        forget(company, batch)
