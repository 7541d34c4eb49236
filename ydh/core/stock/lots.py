"""Lots of goods inside a caller's unit of work: which go first, and what shipments hold and take of them. S16

Quantities in base units. The rows of a lot are locked after those of the stock, by warehouse and lot. Beside every
change of a lot's `on_hand` goes the same change of the stock, made by the caller. Of a product that is kept by lot,
the lots in a warehouse add up to what the stock there is.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from ydh.core.audit.journal import NEW, Subject, changes
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import settings
from ydh.core.rules.permissions import P
from ydh.core.stock import levels
from ydh.core.stock.lot_looking import item_of
from ydh.core.values.errors import Conflict, Invalid, NotFound, Stale
from ydh.core.values.money import ZERO
from ydh.core.values.text import CODE_LIMIT, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement
from ydh.store.stock import lot_looking
from ydh.store.stock import lots as store
from ydh.store.tables.goods import Lot

LOT = Subject("lot", Lot)

Take = tuple[int, int, Decimal]  # warehouse, lot, quantity
Leaving = tuple[int, int, Decimal, date]  # the same, and the day that the lot must still be good on


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
    last = last_day(day, keep_days)
    rows = store.LOCK_HERE.rows(unit, warehouse=warehouse, sku=sku)
    usable = [row for row in rows if not row.blocked and (row.expires is None or row.expires >= last)]
    chosen = []
    for lot, on_hand, allocated, _, _ in sorted(usable, key=lambda row: (row.expires or date.max, row.lot)):
        got = min(quantity, on_hand - allocated)
        if got > ZERO:
            chosen.append((lot, got))
            quantity -= got
    return chosen


def last_day(day: date, keep_days: int | None) -> date:
    """The day that a lot must still be good on, to leave on `day`."""
    return day + timedelta(days=keep_days or 0)


def allocate(unit: Unit, takes: Sequence[Leaving]) -> None:
    """Promise quantities to shipments. Raises Stale when less than that is free, or the lot may not leave."""
    _all(unit, store.ALLOCATE, takes, store.LEAVES)


def free(unit: Unit, takes: Sequence[Take]) -> None:
    """Undo `allocate`. Raises Stale when less than that is promised."""
    _all(unit, store.FREE, takes)


def leave(unit: Unit, takes: Sequence[Leaving]) -> None:
    """Let promised quantities leave, as `checked` gave them. Raises Stale when less is promised, or a lot has died."""
    _all(unit, store.LEAVE, takes, store.LEAVES)


def checked(unit: Unit, takes: Sequence[Take], promised: date) -> list[Leaving]:
    """What may leave, promised on that day, with the day that each lot must still be good on; nobody blocks one now.

    Raises Conflict for a lot that is blocked or expired, or keeps too short by now. One that kept too short when it
    was promised was named by the releaser: it leaves.
    """
    day = settings(unit).today
    lots = {row.id: row for row in store.SHARED.rows(unit, sorted({take[1] for take in takes}))}
    going: list[Leaving] = []
    for warehouse, lot, quantity in takes:
        it = lots[lot]
        refuse_unfit(it.code, it.expires, it.blocked, day)
        last = last_day(day, it.keep_days)
        if it.expires is not None and it.expires < last:
            if it.expires >= last_day(promised, it.keep_days):
                refuse_short(it.code, it.expires, it.keep_days, day)
            last = day
        going.append((warehouse, lot, quantity, last))
    return going


def come_back(unit: Unit, takes: Sequence[Take]) -> None:
    """Undo `leave`. Raises Stale when there is no such row."""
    _all(unit, store.COME_BACK, takes)


def change(unit: Unit, takes: Sequence[Take]) -> None:
    """Add quantities to lots by hand, or take them with a minus sign. Raises Stale when too little is free."""
    store.ENSURE.many(
        unit, "warehouse lot", sorted({(warehouse, lot) for warehouse, lot, quantity in takes if quantity >= ZERO})
    )
    _all(unit, store.CHANGE, takes)


def put(unit: Unit, by: int, warehouse: int, sku: int, code: str, expires: date | None, quantity: Decimal) -> int:
    """Find the lot of that code, or make it, add to it and give its id. No expiry given: as it is known.

    Raises Invalid when the lot is known with another expiry.
    """
    lot = lot_of(unit, by, sku, code, expires)
    change(unit, [(warehouse, lot, quantity)])
    return lot


def lot_of(unit: Unit, by: int, sku: int, code: str, expires: date | None) -> int:
    """The id of the sku's lot of that code, made by the account when it is new. Raises Invalid as `put` does."""
    code = clean(code, "lot", limit=CODE_LIMIT)
    new = {"sku": sku, "code": code, "fold": key(code), "expires": expires, "blocked": "", "created_at": unit.now}
    made = store.ADD.run(unit, **new, **NEW)
    row = store.OF_SKU.row(unit, sku=sku, fold=key(code))
    assert row is not None
    if made:
        item: str = store.ITEM.one(unit, id=sku)
        LOT.entry_by(unit, by, row.id, "create", sku=item, code=code, expires=expires and expires.isoformat())
    if expires is not None and row.expires != expires:
        raise Invalid("lot-expiry", lot=row.code, known=row.expires or "-", given=expires)
    return row.id


def refuse_unfit(code: str, expires: date | None, blocked: str, day: date) -> None:
    """Raise Conflict when the lot may not leave on `day`. S16"""
    if blocked:
        raise Conflict("lot-blocked", lot=code, reason=blocked)
    if expires is not None and expires < day:
        raise Conflict("lot-expired", lot=code, expires=expires)


def refuse_short(code: str, expires: date | None, keep_days: int | None, day: date) -> None:
    """Raise Conflict when the lot keeps too short to leave on `day` without being named. S16"""
    if expires is not None and expires < last_day(day, keep_days):
        raise Conflict("lot-keeps-short", lot=code, expires=expires, days=keep_days)


def _all(unit: Unit, statement: Statement, takes: Sequence[Take | Leaving], names: str = store.TAKE) -> None:
    ordered = sorted(takes, key=lambda take: take[:2])
    if statement.many(unit, names, ordered) != len(ordered):
        raise Stale("stock-changed")


def block(actor: Actor, lot: str, *, reason: str, sku: str = "") -> None:
    """Keep a lot from leaving, shipments that it was promised to included. Raises NotAllowed, NotFound, Invalid."""
    why = clean(reason, "reason")
    _changed(actor, lot, sku, lambda unit, me, row: _set_blocked(unit, me, row, "block", why))


def unblock(actor: Actor, lot: str, *, reason: str, sku: str = "") -> None:
    """Let a blocked lot leave again, and say why. Raises NotAllowed, NotFound, Invalid, Conflict."""
    why = clean(reason, "reason")

    def work(unit: Unit, me: Who, row: lot_looking.LotToChange) -> None:
        if not row.blocked:
            raise Conflict("lot-not-blocked", lot=row.code)
        _set_blocked(unit, me, row, "unblock", "", reason=why)

    _changed(actor, lot, sku, work)


def set_expiry(actor: Actor, lot: str, expires: date | None, *, reason: str, sku: str = "") -> None:
    """Correct the last day of a lot, and say why; None never expires. Raises NotAllowed, NotFound, Invalid."""
    why = clean(reason, "reason")

    def work(unit: Unit, me: Who, row: lot_looking.LotToChange) -> None:
        if row.expires == expires:
            return
        lot_looking.SET_EXPIRES.run(unit, id=row.id, expires=expires)
        changed = changes(unit, {"expires": row.expires}, {"expires": expires})
        LOT.entry(unit, me, row.id, "expiry", sku=row.sku, reason=why, changes=changed)

    _changed(actor, lot, sku, work)


def _set_blocked(unit: Unit, me: Who, row: lot_looking.LotToChange, action: str, blocked: str, **body: str) -> None:
    if row.blocked == blocked:
        return
    lot_looking.SET_BLOCKED.run(unit, id=row.id, blocked=blocked)
    changed = changes(unit, {"blocked": row.blocked}, {"blocked": blocked})
    LOT.entry(unit, me, row.id, action, sku=row.sku, changes=changed, **body)


def _changed(actor: Actor, lot: str, sku: str, change: Callable[[Unit, Who, lot_looking.LotToChange], None]) -> None:
    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        item = item_of(unit, sku)
        levels.lock(unit, (row.sku_id for row in lot_looking.SKUS.rows(unit, fold=key(lot))))  # nobody reserves it now
        rows = [row for row in lot_looking.LOCK.rows(unit, fold=key(lot)) if not item or key(row.sku) == key(item)]
        if not rows:
            raise NotFound("lot-unknown", lot=escaped(lot))
        if len(rows) > 1:
            raise Invalid("lot-which", lot=rows[0].code, codes=tuple(sorted(row.sku for row in rows)))
        change(unit, me, rows[0])

    actor.company.write(work)
