"""Stock: what orders hold and take, inside their own unit of work; what people do about it stands in papers.py.

Quantities in base units as Decimal, times UTC. Each figure is the sum of its moves, which are never changed.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal

from ydh.core.company.settings import settings
from ydh.core.values.errors import NotFound, Shortage, Stale
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Short
from ydh.core.values.quantities import plain
from ydh.core.values.text import escaped, key
from ydh.store.engine.database import Unit
from ydh.store.stock import leaving
from ydh.store.stock import stock as store

Held = tuple[int, int, Decimal]  # sku, warehouse, quantity
Move = tuple[int, int, Decimal, str, int | None]  # sku, warehouse, quantity, number of the document, lot
WrittenMove = tuple[int, int, Decimal, str, str, str, int | None]  # warehouse, sku, quantity, kind, number, reason, lot


def reserve(
    unit: Unit, wanted: dict[int, Decimal], *, partial: Collection[int], warehouse: int | None = None
) -> list[Held]:
    """Reserve `wanted` (sku: base units, services left out) and give what was taken from which warehouse.

    The main warehouse is emptied first, the others in the order of their ids, unless one is named. What may not leave
    today counts for nothing. Raises Shortage naming every short sku that is not among those that may be `partial`.
    S14.6
    """
    left = dict(wanted)
    taken: list[Held] = []
    levels = store.LOCK_LEVELS.rows(unit, sorted(left))
    by_lot = {level.sku for level in levels if level.lots}
    free = free_of(unit, levels)
    for sku, where, *_ in sorted(levels, key=_main_first):
        quantity = min(left[sku], free[sku, where])
        if quantity > ZERO and warehouse in (None, where):
            left[sku] -= quantity
            taken.append((sku, where, quantity))
    short = {sku: quantity for sku, quantity in left.items() if sku not in partial}
    if any(short.values()):
        raise _shortage(unit, wanted, short)
    changed = store.RESERVE.many(unit, store.MOVE, [it for it in taken if it[0] not in by_lot])
    if by_lot:
        rows = [(*it, settings(unit).today) for it in taken if it[0] in by_lot]
        changed += store.RESERVE_LOTS.many(unit, f"{store.MOVE} day", rows)
    _all(changed, taken)
    return taken


def reserve_named(unit: Unit, sku: int, warehouse: int, quantity: Decimal) -> None:
    """Reserve what lies in a lot that keeps too short, for a shipment that takes that lot at once. Raises Stale."""
    taken = [(sku, warehouse, quantity)]
    _all(store.RESERVE.many(unit, store.MOVE, taken), taken)


def free_of(unit: Unit, levels: Sequence[store.LevelRow]) -> dict[tuple[int, int], Decimal]:
    """What of locked levels nobody has and may leave today, by sku and warehouse; below zero, too much is promised."""
    skus = sorted({level.sku for level in levels if level.lots})
    rows = leaving.SPOILT.rows(unit, skus, day=settings(unit).today) if skus else []
    spoilt = {(sku, warehouse): quantity for sku, warehouse, quantity in rows}
    return {(it.sku, it.warehouse): it.on_hand - it.reserved - spoilt.get(it[:2], ZERO) for it in levels}


def lock(unit: Unit, skus: Iterable[int]) -> None:
    """Lock the levels of the skus at once, for who will reserve and deduct in several goes."""
    store.LOCK_LEVELS.rows(unit, sorted(set(skus)))


def unreserve(unit: Unit, held: Sequence[Held]) -> None:
    """Give back what `reserve` took. Raises Stale when less than that is reserved."""
    sums = _summed(held)
    _all(store.UNRESERVE.many(unit, store.MOVE, sums), sums)


def deduct(unit: Unit, moves: Sequence[Move], *, account: int, kind: str = "ship", business_date: date) -> None:
    """Take reserved goods out of stock and write the moves. Raises Stale when less than that is reserved. S13.10"""
    ordered = sorted(moves, key=_lock_order)
    sums = _summed(ordered)
    _all(store.DEDUCT.many(unit, store.MOVE, sums), sums)
    _write_moves(unit, [(s, w, -q, number, lot) for s, w, q, number, lot in ordered], account, kind, business_date)


def put_back(unit: Unit, moves: Sequence[Move], *, account: int, kind: str = "ship", business_date: date) -> None:
    """Undo `deduct`: the goods are in stock and reserved again, and moves the other way say so."""
    ordered = sorted(moves, key=_lock_order)
    sums = _summed(ordered)
    _all(store.PUT_BACK.many(unit, store.MOVE, sums), sums)
    _write_moves(unit, ordered, account, kind, business_date)


def change(unit: Unit, moves: Sequence[Move], *, account: int, kind: str, business_date: date) -> None:
    """Put goods into stock, or take free ones out with a minus sign, and write the moves; lots are the caller's.

    Raises Stale when less than that is free.
    """
    ordered = sorted(moves, key=_lock_order)
    store.ENSURE.many(unit, "warehouse sku", sorted({(w, s) for s, w, q, *_ in ordered if q > ZERO}))
    _all(store.CHANGE.many(unit, store.MOVE, [move[:3] for move in ordered]), ordered)
    _write_moves(unit, ordered, account, kind, business_date)


def need_free(unit: Unit, warehouse: int, wanted: dict[int, Decimal]) -> None:
    """Lock the levels and raise Shortage naming each sku of which less than `wanted` is free in the warehouse."""
    left = dict(wanted)
    for sku, at, on_hand, reserved, *_ in store.LOCK_LEVELS.rows(unit, sorted(left)):
        if at == warehouse:
            left[sku] = max(ZERO, left[sku] - (on_hand - reserved))
    if any(left.values()):
        raise _shortage(unit, wanted, left)


def _main_first(level: store.LevelRow) -> bool:
    return not level.main


def _lock_order(held: Held | Move) -> tuple[int, int]:
    return held[1], held[0]


def _summed(held: Iterable[Held | Move]) -> list[Held]:
    """What is held of each sku in each warehouse together, in the order of locks: a guarded sum is a guarded all."""
    sums: dict[tuple[int, int], Decimal] = {}
    for sku, warehouse, quantity, *_ in held:
        at = warehouse, sku
        sums[at] = sums[at] + quantity if at in sums else quantity
    return [(sku, warehouse, sums[warehouse, sku]) for warehouse, sku in sorted(sums)]


def _all(changed: int, rows: Sequence[object]) -> None:
    if changed != len(rows):
        raise Stale("stock-changed")


def _write_moves(unit: Unit, moves: Sequence[Move], account: int, kind: str, day: date) -> None:
    write_moves(unit, [(w, s, q, kind, number, "", lot) for s, w, q, number, lot in moves], account, day)


def write_moves(unit: Unit, moves: Sequence[WrittenMove], account: int, day: date) -> None:
    """Write what changed the figures; the figures themselves are the caller's."""
    by = account if account > 0 else None  # the system and the clock have no account
    rows = [(*move, by, day, unit.now, lot) for *move, lot in moves]
    store.ADD_MOVE.many(unit, store.MOVED, rows)


def _shortage(unit: Unit, wanted: dict[int, Decimal], left: dict[int, Decimal]) -> Shortage:
    codes: dict[int, str] = dict(store.CODES.rows(unit, sorted(s for s, q in left.items() if q)))
    short = [Short(codes[s], plain(wanted[s]), plain(wanted[s] - left[s])) for s in codes]
    short.sort(key=lambda item: item.code)
    return Shortage("short", short=short)


# --- warehouses ---


def warehouse_named(unit: Unit, name: str) -> store.WarehouseRow:
    """An active warehouse by its code or name; the main one when none is named.

    Raises NotFound.
    """
    rows = store.WAREHOUSES.rows(unit)
    if not name:
        return rows[0]
    for row in rows:
        if key(name) in (key(row.code), key(row.name)):
            return row
    raise NotFound("warehouse-unknown", code=escaped(name), codes=[row.code for row in rows])
