"""Imports in two beats: `check` a file and show the plan, then `commit` it; `run` does both, or tries both.

All or nothing: a commit that is killed leaves a batch that can be carried on (`resume`) or taken back (`release`), and
until then nobody sees any of it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from ydh.core.company import keys
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import settings
from ydh.core.files.importing.amounts import yuan
from ydh.core.files.importing.aside import aside
from ydh.core.files.importing.checking import check
from ydh.core.files.importing.claiming import claim, claim_goods, claim_history, claim_of, taken
from ydh.core.files.importing.columns import DOCUMENTS, KINDS
from ydh.core.files.importing.goods import CHUNK, OUTCOMES, TARGETS, restored
from ydh.core.files.importing.history_writing import writer_of
from ydh.core.files.importing.plans import UNFINISHED, Imported, Plan, Progress, Result, state_label
from ydh.core.files.importing.publishing import Publishing, publish_page
from ydh.core.files.importing.releasing import begin_release, release_page
from ydh.core.files.importing.staging import StagedBatch, batch_of, clear, forget, need, tick
from ydh.core.files.importing.writing import Writer, WritingPace, advance_page
from ydh.core.files.reading.files import OpenedFile
from ydh.core.values.errors import Conflict, YdhError
from ydh.core.values.garbage import uncollected
from ydh.core.values.outcomes import Put
from ydh.core.values.words import MASKED
from ydh.store.engine.database import Unit
from ydh.store.files import history as past
from ydh.store.files import imports as store
from ydh.store.tables.batches import HISTORY

__all__ = ["check", "commit", "discard", "release", "resume", "run"]
# orders of the first transaction, and the most of one
WRITE, PUBLISH, ADVANCE, RELEASE = (500, 2000), (2000, 8000), (50, 500), (500, 4000)


class _Answered(Exception):
    """The key was answered before."""

    def __init__(self, batch: int) -> None:
        super().__init__(batch)
        self.batch = batch


def run(
    actor: Actor,
    kind: str,
    source: Path | BinaryIO,
    *,
    name: str,
    skip_bad: bool = False,
    again: bool = False,
    dry_run: bool = False,
    key: str | None = None,
    progress: Progress | None = None,
    **how: Any,
) -> Imported:
    """Check a file and commit it; `how` is what `check` takes besides. S05.2, S05.3, S05.4

    A plan that is not ready commits nothing. `dry_run` checks and claims beside the company's database. `key` makes a
    repetition give the first answer, carrying on what was interrupted. Raises as `check` and `commit` do.
    """

    asked = (kind, source, skip_bad, key)
    how |= {"name": name, "again": again, "progress": progress}
    with uncollected():
        if not dry_run:
            return _in_earnest(actor, *asked, how)
        with aside(actor) as beside:
            return _tried(beside, *asked, how)


def _in_earnest(
    actor: Actor, kind: str, source: Path | BinaryIO, skip_bad: bool, key: str | None, how: dict[str, Any]
) -> Imported:
    try:
        plan = check(actor, kind, source, skip_bad=skip_bad, opened=_unanswered(kind, skip_bad, key), **how)
    except _Answered as answered:
        return Imported(None, _answer(actor, answered.batch, how["progress"]))
    if not plan.ready:
        discard(actor, plan)
        return Imported(plan, None)
    return Imported(plan, commit(actor, plan, key=key, progress=how["progress"]))


def _tried(
    actor: Actor, kind: str, source: Path | BinaryIO, skip_bad: bool, key: str | None, how: dict[str, Any]
) -> Imported:
    try:
        plan = check(actor, kind, source, skip_bad=skip_bad, opened=_unanswered(kind, skip_bad, key), **how)
    except _Answered as answered:
        return Imported(None, _result(actor, answered.batch, {}))
    if plan.ready:
        actor.company.write(lambda unit: _claim(unit, actor, plan), dry_run=True)
    return Imported(plan, None)


def _unanswered(kind: str, skip_bad: bool, key: str | None) -> Callable[[Unit, Who, OpenedFile], None]:
    """What raises _Answered for a file whose key was answered before."""

    def opened(unit: Unit, me: Who, table: OpenedFile) -> None:
        kept = keys.find(unit, me, key, _request(kind, table.digest, skip_bad))
        if kept is not None:
            raise _Answered(kept["batch"])

    return opened


def _request(kind: str, digest: str, skip_bad: bool) -> list[Any]:
    return ["import", kind, digest, skip_bad]


def _answer(actor: Actor, batch: int, progress: Progress | None) -> Result:
    found = actor.company.read(lambda unit: batch_of(unit, who(unit, actor), batch))
    if found.state in UNFINISHED:
        return resume(actor, batch, progress=progress)
    return _result(actor, batch, {})


def discard(actor: Actor, plan: Plan) -> None:
    """Forget a plan that will not be committed; one that was is left alone. Raises NotAllowed, NotFound."""
    actor.company.read(lambda unit: batch_of(unit, who(unit, actor), plan.batch))
    forget(actor.company, plan.batch)


def commit(actor: Actor, plan: Plan, *, key: str | None = None, progress: Progress | None = None) -> Result:
    """Do what a plan says: all of it or nothing. The orders wait for their first step, in the order of the file. S05.5

    Raises NotAllowed, Shortage naming every short item, and Conflict: the plan is not ready, what it was checked
    against has changed, or the same file was imported meanwhile. Then nothing was changed and the plan is forgotten.
    """
    if not plan.ready:
        id_ = "import-refused" if plan.bad else "import-nothing"
        raise Conflict(id_, bad=plan.bad, rows=plan.rows, name=plan.name)
    try:
        batch, counts = actor.company.write(lambda unit: _begin(unit, actor, plan, key))
    except YdhError:
        forget(actor.company, plan.batch)
        raise
    return _carry_on(actor, batch, progress or _silent, counts)


def _begin(unit: Unit, actor: Actor, plan: Plan, key: str | None) -> tuple[StagedBatch, dict[str, int]]:
    me, request = who(unit, actor), _request(plan.kind, plan.digest, plan.skip_bad)
    batch = _claim(unit, actor, plan)
    keys.keep(unit, me, key, request, {"batch": batch.id})
    if plan.kind in DOCUMENTS or plan.good > CHUNK:
        known = plan.unchanged if plan.kind in DOCUMENTS else 0  # goods are counted as they are put
        return batch, {**dict.fromkeys(OUTCOMES, 0), "unchanged": known}
    batch, counts = _goods_chunk(unit, me, batch)  # few rows: the whole import is one transaction
    return batch if batch.state == "done" else tick(unit, batch, "done"), counts


def _claim(unit: Unit, actor: Actor, plan: Plan) -> StagedBatch:
    me, cfg = who(unit, actor), settings(unit)
    need(me, KINDS[plan.kind])
    if plan.kind == "orders":
        return claim(unit, me, cfg, plan, via="import")
    if plan.kind == HISTORY:
        return claim_history(unit, me, cfg, plan)
    return claim_goods(unit, me, cfg, plan)


def resume(actor: Actor, batch: int, *, progress: Progress | None = None) -> Result:
    """Carry on an import that was interrupted. Raises NotAllowed, NotFound, Conflict when there is nothing to do."""
    found = actor.company.read(lambda unit: batch_of(unit, who(unit, actor), batch))
    if found.state == "releasing":
        return release(actor, batch, progress=progress)
    if found.state not in UNFINISHED:
        raise Conflict("batch-state", batch=batch, state=state_label(found.state))
    return _carry_on(actor, found, progress or _silent, dict.fromkeys(OUTCOMES, 0))


def release(actor: Actor, batch: int, *, progress: Progress | None = None) -> Result:
    """Take an interrupted import back: stock is given back, what was written of orders disappears.

    Of goods what was done stays, the rest is dropped. Raises NotAllowed, NotFound, Conflict when it is too late.
    """
    report = progress or _silent
    found = actor.company.write(lambda unit: begin_release(unit, who(unit, actor), batch))
    report("release", 0)
    pace, done = WritingPace(*RELEASE), 0
    last: int | None = 0

    def work(unit: Unit) -> tuple[StagedBatch, int | None]:
        return release_page(unit, found, last or 0, pace.begin())

    while found.kind in DOCUMENTS and last is not None:
        found, last = actor.company.write(work)
        done += pace.size if last else 0
        pace.end()
        report("release", done)
    clear(actor.company, batch)
    actor.company.write(lambda unit: tick(unit, found, "released"))
    return _result(actor, batch, {})


def _silent(beat: str, done: int) -> None:
    pass


def _carry_on(actor: Actor, batch: StagedBatch, report: Progress, counts: dict[str, int]) -> Result:
    if batch.state == "claimed":
        report("commit", 0)
        if batch.kind in DOCUMENTS:
            batch = _orders(actor, batch, report) if batch.kind == "orders" else _history(actor, batch, report)
        else:
            batch = _goods(actor, batch, report, counts)
    if batch.state == "shown":
        batch = _advance(actor, batch, report)
    return _result(actor, batch.id, counts)


# --- orders ---


def _orders(actor: Actor, batch: StagedBatch, report: Progress) -> StagedBatch:
    writer = Writer(batch, actor.company.read(lambda unit: taken(unit, batch.id)))
    pace = WritingPace(*WRITE)
    while actor.company.write(lambda unit: writer.chunk(unit, pace.begin())):
        writer.committed()
        pace.end()
        report("commit", writer.orders)
    writer.committed()
    first = actor.company.read(lambda unit: store.UNCOUNTED.one(unit, batch=batch.id))
    return _publish(actor, Publishing(writer.batch, (first or 1) - 1), report)


def _history(actor: Actor, batch: StagedBatch, report: Progress) -> StagedBatch:
    writer = actor.company.read(lambda unit: writer_of(unit, settings(unit), batch, claim_of(unit, batch.id)))
    pace = WritingPace(*WRITE)
    while actor.company.write(lambda unit: writer.chunk(unit, pace.begin())):
        writer.committed()
        pace.end()
        report("commit", writer.documents)
    writer.committed()
    return _publish(actor, Publishing(writer.batch, 0), report)


def _publish(actor: Actor, it: Publishing, report: Progress) -> StagedBatch:
    pace = WritingPace(*PUBLISH)
    report("publish", 0)

    def work(unit: Unit) -> Publishing:
        return publish_page(unit, who(unit, actor), settings(unit), it, pace.begin())

    while not it.done:
        it = actor.company.write(work)
        pace.end()
        report("publish", it.after)
    return it.batch


def _advance(actor: Actor, batch: StagedBatch, report: Progress) -> StagedBatch:
    pace, done = WritingPace(*ADVANCE), 0
    last: int | None = 0

    def work(unit: Unit) -> tuple[StagedBatch, int | None]:
        return advance_page(unit, settings(unit), batch, last or 0, pace.begin())

    while last is not None:
        batch, last = actor.company.write(work)
        done += pace.size if last else 0
        pace.end()
        report("advance", done)
    return batch


# --- goods ---


def _goods(actor: Actor, batch: StagedBatch, report: Progress, counts: dict[str, int]) -> StagedBatch:
    done = 0

    def work(unit: Unit) -> tuple[StagedBatch, dict[str, int]]:
        return _goods_chunk(unit, who(unit, actor), batch)

    while batch.state == "claimed":
        batch, chunk = actor.company.write(work)
        for outcome, count in chunk.items():
            counts[outcome] += count
            done += count
        report("commit", done)
    return batch


def _goods_chunk(unit: Unit, me: Who, batch: StagedBatch) -> tuple[StagedBatch, dict[str, int]]:
    """Put the next rows; the batch is done when none is left. Raises Conflict when a row is no longer right."""
    counts = dict.fromkeys(OUTCOMES, 0)
    batch = tick(unit, batch)
    rows = store.STAGED_ROWS.rows(unit, batch=batch.id, line=0, limit=CHUNK)
    outcomes: list[Put] = TARGETS[batch.kind].put(unit, me, restored(batch.kind, (row for _, row in rows)))
    for (line, _), outcome in zip(rows, outcomes, strict=True):
        if not isinstance(outcome, str):
            raise Conflict("import-stopped", batch=batch.id, line=line, problem=str(outcome))
        counts[outcome] += 1
    if rows:
        store.DROP_STAGED.run(unit, batch=batch.id, first=0, line=rows[-1][0])
    if len(rows) < CHUNK:
        batch = tick(unit, batch, "done")
    return batch, counts


def _result(actor: Actor, batch: int, counts: dict[str, int]) -> Result:
    def work(unit: Unit) -> Result:
        me = who(unit, actor)
        found = batch_of(unit, me, batch)
        facts: dict[str, Any] = dict(counts)
        if found.kind in DOCUMENTS:
            facts |= _sums(unit, found, amounts=me.sees_amounts())
        state = state_label(found.state)
        return Result(batch, found.kind, found.name, state, found.good, found.bad, **facts)

    return actor.company.read(work)


def _sums(unit: Unit, batch: StagedBatch, *, amounts: bool) -> dict[str, Any]:
    """What the documents of a batch come to; its returns apart."""
    orders, total, first, last = store.SUMS.row(unit, batch=batch.id) or (0, None, "", "")
    found = {"added": orders, "total": total or yuan(0), "first": first or "", "last": last or ""}
    if batch.kind == HISTORY:
        returns, returned = past.RETURN_SUMS.row(unit, batch=batch.id) or (0, None)
        found |= {"added": orders + returns, "returns": returns, "returned": returned or yuan(0)}
    return found if amounts else {name: MASKED if name in ("total", "returned") else it for name, it in found.items()}
