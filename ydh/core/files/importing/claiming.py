"""The claim: one short transaction that takes all that a file of orders needs, or nothing.

It proves that what was checked still holds and reserves the stock of all orders at once. What it took is kept as line
0 of the staged rows, so that whoever carries on or takes back knows it. Numbers are taken with each chunk of orders:
those of an import that is taken back half-way would be missing for ever.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.files.importing.amounts import base_units
from ydh.core.files.importing.books import still
from ydh.core.files.importing.columns import KINDS
from ydh.core.files.importing.order_files import circumstances, may_wait
from ydh.core.files.importing.plans import Plan
from ydh.core.files.importing.staging import BATCH, StagedBatch, find_batch, refuse_known
from ydh.core.stock import levels
from ydh.core.values.errors import Conflict
from ydh.core.values.money import QUANTITY_PLACES
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.files import history as past
from ydh.store.files import imports as store
from ydh.store.tables.batches import STAGED
from ydh.store.tables.fields import EPOCH, MICROSECOND, canonical


class Claim(NamedTuple):
    """What was taken, when, by whom and through which door. Quantities in thousandths, the time in microseconds."""

    at: int
    account: int
    via: str
    taken: list[list[int]]
    """Sku, warehouse, quantity."""


def begin(unit: Unit, me: Who, cfg: Settings, plan: Plan) -> StagedBatch:
    """Lock out other claims and make sure that the plan can still be claimed.

    Raises Conflict when the batch moved on, the same file was claimed meanwhile, or what was checked has changed.
    """
    store.ALONE.row(unit)
    batch = find_batch(unit, plan.batch)
    if batch.state != STAGED:
        raise Conflict("batch-moved", batch=batch.id)
    refuse_known(unit, KINDS[batch.kind], batch.digest, again=plan.again)
    if batch.kind == "orders":
        _refuse_outdated(unit, me, cfg, plan)
    return batch


def claim_history(unit: Unit, me: Who, cfg: Settings, plan: Plan) -> StagedBatch:
    """Claim a plan of history: its references, and that the books open when they did. Raises Conflict."""
    batch = begin(unit, me, cfg, plan)
    rows = {"batch": plan.batch, "line": 0, "limit": 1}
    used = store.CLAIMED.rows(unit, **rows) or any(it.one(unit, batch=plan.batch) for it in past.TAKEN)
    if used or plan.proof.print != cfg["books_open"]:
        raise Conflict("import-outdated", name=plan.name)
    it = Claim((unit.now - EPOCH) // MICROSECOND, me.id, "import", [])
    moved = _moved(unit, me, batch, plan, added=plan.added, unchanged=plan.unchanged)
    store.ADD_STAGED.many_raw(unit, store.STAGED_ROW, [(batch.id, 0, canonical(it._asdict()))])
    return moved


def _refuse_outdated(unit: Unit, me: Who, cfg: Settings, plan: Plan) -> None:
    rows = {"batch": plan.batch, "line": 0, "limit": 1}
    # in this order: the rows of another batch move from the one place to the other meanwhile, and never back
    used = store.CLAIMED.rows(unit, **rows) or store.TAKEN.rows(unit, **rows)
    if used or not still(unit, plan.proof, circumstances(me, cfg)):
        raise Conflict("import-outdated", name=plan.name)


def claim(unit: Unit, me: Who, cfg: Settings, plan: Plan, *, via: str) -> StagedBatch:
    """Claim a plan of orders: the stock and the batch itself. Raises Conflict, and Shortage naming what is short."""
    batch = begin(unit, me, cfg, plan)
    wanted = {sku: base_units(quantity) for sku, quantity in plan.proof.needed}
    held = levels.reserve(unit, wanted, partial=may_wait(unit, cfg, wanted)) if wanted else []
    taken = [[sku, place, int(quantity.scaleb(QUANTITY_PLACES))] for sku, place, quantity in held]
    moved = _moved(unit, me, batch, plan, orders=plan.added)
    it = Claim((unit.now - EPOCH) // MICROSECOND, me.id, via, taken)
    store.ADD_STAGED.many_raw(unit, store.STAGED_ROW, [(batch.id, 0, canonical(it._asdict()))])
    return moved


def claim_goods(unit: Unit, me: Who, cfg: Settings, plan: Plan) -> StagedBatch:
    """Claim a plan of goods: only the batch itself. Raises Conflict."""
    batch = begin(unit, me, cfg, plan)
    return _moved(unit, me, batch, plan, added=plan.added, changed=plan.changed, unchanged=plan.unchanged)


def _moved(unit: Unit, me: Who, batch: StagedBatch, plan: Plan, **facts: int) -> StagedBatch:
    values = {"to": "claimed", "good": plan.good, "bad": plan.bad, "at": unit.now}
    store.MOVE_BATCH.run(unit, id=batch.id, state=batch.state, version=batch.version, **values)
    body = {"kind": batch.kind, "name": batch.name, "digest": batch.digest, "good": plan.good, "bad": plan.bad}
    BATCH.entry(unit, me, batch.id, "import", **body, **facts)
    return find_batch(unit, batch.id)


def claim_of(unit: Unit, batch: int) -> Claim:
    """What the batch's claim took."""
    return Claim(**store.CONTROL.one(unit, batch=batch))


class ClaimedStock:
    """What is left of a claim's stock while orders are written. Quantities in thousandths."""

    def __init__(self, it: Claim) -> None:
        self._left: dict[int, list[list[int]]] = {}
        for sku, place, quantity in it.taken:
            self._left.setdefault(sku, []).append([place, quantity])
        self.at, self.account, self.via = it.at, it.account, it.via
        self.orders = 0
        """How many are written already."""

    def used(self, orders: int, held: Sequence[tuple[int, int, int]]) -> None:
        """Take off what is written already."""
        self.orders = orders
        gone = {(sku, place): int(quantity) for sku, place, quantity in held}
        for sku, shelves in self._left.items():
            for shelf in shelves:
                shelf[1] -= gone.get((sku, shelf[0]), 0)

    def hold(self, lines: Sequence[Row]) -> list[tuple[int, int, int]]:
        """The lines' reservations (line, warehouse, quantity): what was taken for all, shared out in their order.

        `lines` are rows of store.LINES.
        """
        rows = []
        for line, _, _, sku, quantity, *_ in lines:
            for shelf in self._left.get(sku, ()):
                got = quantity if quantity <= shelf[1] else shelf[1]
                if got > 0:
                    rows.append((line, shelf[0], got))
                    shelf[1] -= got
                    quantity -= got
                if not quantity:
                    break
        return rows

    def left(self) -> list[tuple[int, int, int]]:
        """Sku, warehouse and quantity of what no order has got yet."""
        return [(sku, place, q) for sku, shelves in self._left.items() for place, q in shelves if q > 0]


def taken(unit: Unit, batch: int) -> ClaimedStock:
    """What is left of the batch's claim, as the orders that are written show it."""
    found = ClaimedStock(claim_of(unit, batch))
    found.used(store.WRITTEN.one(unit, batch=batch), store.HELD.rows(unit, batch=batch))
    return found
