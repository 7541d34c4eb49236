"""Stock: what orders hold and take, and what people receive, correct and count.

Quantities in base units as Decimal, times UTC. Each figure is the sum of its moves, which are never changed.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ydh.core.documents_goods import Short
from ydh.core.errors import Shortage, Stale
from ydh.core.money import ZERO
from ydh.core.pricing import plain
from ydh.store import stock as store
from ydh.store.database import Unit

Held = tuple[int, int, Decimal]  # sku, warehouse, quantity
Move = tuple[int, int, Decimal, str]  # sku, warehouse, quantity, number of the document


# --- what orders do, inside their own unit of work ---


def reserve(unit: Unit, wanted: dict[int, Decimal], *, partial: bool) -> list[Held]:
    """Reserve `wanted` (sku: base units, services left out) and give what was taken from which warehouse.

    Warehouses are emptied in the order of their ids. Raises Shortage naming every short sku, unless `partial`. S14.6
    """
    left = dict(wanted)
    taken: list[Held] = []
    for sku, warehouse, on_hand, reserved in store.LOCK_LEVELS.rows(unit, sorted(left)):
        quantity = min(left[sku], on_hand - reserved)
        if quantity > ZERO:
            left[sku] -= quantity
            taken.append((sku, warehouse, quantity))
    if not partial and any(left.values()):
        raise _shortage(unit, wanted, left)
    _all(store.RESERVE.many(unit, store.MOVE, taken), taken)
    return taken


def unreserve(unit: Unit, held: Sequence[Held]) -> None:
    """Give back what `reserve` took. Raises Stale when less than that is reserved."""
    _all(store.UNRESERVE.many(unit, store.MOVE, sorted(held, key=_lock_order)), held)


def deduct(unit: Unit, moves: Sequence[Move], *, account: int, kind: str = "ship", business_date: date) -> None:
    """Take reserved goods out of stock and write the moves. Raises Stale when less than that is reserved. S13.10"""
    ordered = sorted(moves, key=_lock_order)
    _all(store.DEDUCT.many(unit, store.MOVE, ordered), ordered)
    _write_moves(unit, [(s, w, -q, number) for s, w, q, number in ordered], account, kind, business_date)


def put_back(unit: Unit, moves: Sequence[Move], *, account: int, kind: str = "ship", business_date: date) -> None:
    """Undo `deduct`: the goods are in stock and reserved again, and moves the other way say so."""
    ordered = sorted(moves, key=_lock_order)
    _all(store.PUT_BACK.many(unit, store.MOVE, ordered), ordered)
    _write_moves(unit, ordered, account, kind, business_date)


def _lock_order(held: Held | Move) -> tuple[int, int]:
    return held[1], held[0]


def _all(changed: int, rows: Sequence[object]) -> None:
    if changed != len(rows):
        raise Stale("stock-changed")


def _write_moves(unit: Unit, moves: Sequence[Move], account: int, kind: str, day: date) -> None:
    by = account if account > 0 else None  # the system and the clock have no account
    rows = [(w, s, q, kind, number, "", by, day, unit.now) for s, w, q, number in moves]
    store.ADD_MOVE.many(unit, store.MOVED, rows)


def _shortage(unit: Unit, wanted: dict[int, Decimal], left: dict[int, Decimal]) -> Shortage:
    codes: dict[int, str] = dict(store.CODES.rows(unit, sorted(s for s, q in left.items() if q)))
    short = [Short(codes[s], plain(wanted[s]), plain(wanted[s] - left[s])) for s in codes]
    short.sort(key=lambda item: item.code)
    return Shortage("short", short=short)
