"""Lots of goods inside a caller's unit of work: which go first, and what shipments hold and take of them. S16

Quantities in base units. The rows of a lot are locked after those of the stock, by warehouse and lot. Beside every
change of a lot's `on_hand` goes the same change of the stock, made by the caller. Of a product that is kept by lot,
the lots in a warehouse add up to what the stock there is.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from ydh.core.audit.journal import NEW
from ydh.core.company.settings import settings
from ydh.core.goods.found import CODE_LIMIT
from ydh.core.values.errors import Conflict, Invalid, Stale
from ydh.core.values.money import ZERO
from ydh.core.values.text import clean, key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement
from ydh.store.stock import lots as store

Take = tuple[int, int, Decimal]  # warehouse, lot, quantity


def lock(unit: Unit, skus: Iterable[int]) -> None:
    """Lock every lot of the skus at once, for who will ask for several suggestions."""
    store.LOCK.rows(unit, sorted(set(skus)))


def suggest(
    unit: Unit, warehouse: int, sku: int, quantity: Decimal, *, day: date, keep_days: int | None = None
) -> list[tuple[int, Decimal]]:
    """The lots that should leave, first expired first out, as (lot, quantity); together at most `quantity`.

    Left out are blocked lots, those expired on `day`, and those with fewer than `keep_days` of shelf life then.
    The rows stay locked until the unit ends. Lots without an expiry come last.
    """
    last = day + timedelta(days=keep_days or 0)
    rows = store.LOCK_HERE.rows(unit, warehouse=warehouse, sku=sku)
    usable = [row for row in rows if not row[4] and (row[3] is None or row[3] >= last)]
    chosen = []
    for lot, on_hand, allocated, _, _ in sorted(usable, key=lambda row: (row[3] or date.max, row[0])):
        got = min(quantity, on_hand - allocated)
        if got > ZERO:
            chosen.append((lot, got))
            quantity -= got
    return chosen


def allocate(unit: Unit, takes: Sequence[Take]) -> None:
    """Promise quantities to shipments. Raises Stale when less than that is free."""
    _all(unit, store.ALLOCATE, takes)


def free(unit: Unit, takes: Sequence[Take]) -> None:
    """Undo `allocate`. Raises Stale when less than that is promised."""
    _all(unit, store.FREE, takes)


def leave(unit: Unit, takes: Sequence[Take]) -> None:
    """Let promised quantities leave. Raises Stale when less is promised, Conflict for a blocked or expired lot."""
    _all(unit, store.LEAVE, takes)
    day = settings(unit).today
    for _, code, expires, blocked in store.SHARED.rows(unit, sorted({lot for _, lot, _ in takes})):
        refuse_unfit(code, expires, blocked, day)


def come_back(unit: Unit, takes: Sequence[Take]) -> None:
    """Undo `leave`. Raises Stale when there is no such row."""
    _all(unit, store.COME_BACK, takes)


def change(unit: Unit, takes: Sequence[Take]) -> None:
    """Add quantities to lots by hand, or take them with a minus sign. Raises Stale when too little is free."""
    store.ENSURE.many(unit, "warehouse lot", sorted({take[:2] for take in takes if take[2] >= ZERO}))
    _all(unit, store.CHANGE, takes)


def put(unit: Unit, warehouse: int, sku: int, code: str, expires: date | None, quantity: Decimal) -> int:
    """Find the lot of that code, or make it, add to it and give its id. No expiry given: as it is known.

    Raises Invalid when the lot is known with another expiry.
    """
    lot = lot_of(unit, sku, code, expires)
    change(unit, [(warehouse, lot, quantity)])
    return lot


def lot_of(unit: Unit, sku: int, code: str, expires: date | None) -> int:
    """The id of the sku's lot of that code, made when it is new. Raises Invalid as `put` does."""
    code = clean(code, "lot", limit=CODE_LIMIT)
    new = {"sku": sku, "code": code, "fold": key(code), "expires": expires, "blocked": "", "created_at": unit.now}
    store.ADD.run(unit, **new, **NEW)
    row = store.OF_SKU.row(unit, sku=sku, fold=key(code))
    assert row is not None
    if expires is not None and row[2] != expires:
        raise Invalid("lot-expiry", lot=row[1], known=row[2] or "-", given=expires)
    found: int = row[0]
    return found


def refuse_unfit(code: str, expires: date | None, blocked: str, day: date) -> None:
    """Raise Conflict when the lot may not leave on `day`. S16"""
    if blocked:
        raise Conflict("lot-blocked", lot=code, reason=blocked)
    if expires is not None and expires < day:
        raise Conflict("lot-expired", lot=code, expires=expires)


def _all(unit: Unit, statement: Statement, takes: Sequence[Take]) -> None:
    ordered = sorted(takes, key=lambda take: take[:2])
    if statement.many(unit, store.TAKE, ordered) != len(ordered):
        raise Stale("stock-changed")
