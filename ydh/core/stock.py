"""Stock: what orders hold and take, and what people receive, correct and count.

Quantities in base units as Decimal, times UTC. Each figure is the sum of its moves, which are never changed.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal

from ydh.core.actors import Actor, who
from ydh.core.documents_goods import Short, StockChange
from ydh.core.errors import Invalid, NotFound, Shortage, Stale
from ydh.core.goods import CODE_LIMIT, LEAST_QUANTITY, SKU, FoundSku, exact, find_sku
from ydh.core.money import ZERO
from ydh.core.permissions import P
from ydh.core.pricing import plain
from ydh.core.settings import settings
from ydh.core.text import clean, escaped, key
from ydh.core.values import dataclass
from ydh.store import catalogue
from ydh.store import stock as store
from ydh.store.database import Unit
from ydh.store.prepared import Row

Held = tuple[int, int, Decimal]  # sku, warehouse, quantity
Move = tuple[int, int, Decimal, str, int | None]  # sku, warehouse, quantity, number of the document, lot


# --- what orders do, inside their own unit of work ---


def reserve(
    unit: Unit, wanted: dict[int, Decimal], *, partial: Collection[int], warehouse: int | None = None
) -> list[Held]:
    """Reserve `wanted` (sku: base units, services left out) and give what was taken from which warehouse.

    Warehouses are emptied in the order of their ids, unless one is named. Raises Shortage naming every short sku
    that is not among those that may be `partial`. S14.6
    """
    left = dict(wanted)
    taken: list[Held] = []
    for sku, where, on_hand, reserved in store.LOCK_LEVELS.rows(unit, sorted(left)):
        quantity = min(left[sku], on_hand - reserved)
        if quantity > ZERO and warehouse in (None, where):
            left[sku] -= quantity
            taken.append((sku, where, quantity))
    short = {sku: quantity for sku, quantity in left.items() if sku not in partial}
    if any(short.values()):
        raise _shortage(unit, wanted, short)
    _all(store.RESERVE.many(unit, store.MOVE, taken), taken)
    return taken


def lock(unit: Unit, skus: Iterable[int]) -> None:
    """Lock the levels of the skus at once, for who will reserve and deduct in several goes."""
    store.LOCK_LEVELS.rows(unit, sorted(set(skus)))


def unreserve(unit: Unit, held: Sequence[Held]) -> None:
    """Give back what `reserve` took. Raises Stale when less than that is reserved."""
    _all(store.UNRESERVE.many(unit, store.MOVE, sorted(held, key=_lock_order)), held)


def deduct(unit: Unit, moves: Sequence[Move], *, account: int, kind: str = "ship", business_date: date) -> None:
    """Take reserved goods out of stock and write the moves. Raises Stale when less than that is reserved. S13.10"""
    ordered = sorted(moves, key=_lock_order)
    _all(store.DEDUCT.many(unit, store.MOVE, ordered), ordered)
    _write_moves(unit, [(s, w, -q, number, lot) for s, w, q, number, lot in ordered], account, kind, business_date)


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
    rows = [(w, s, q, kind, number, "", by, day, unit.now, lot) for s, w, q, number, lot in moves]
    store.ADD_MOVE.many(unit, store.MOVED, rows)


def _shortage(unit: Unit, wanted: dict[int, Decimal], left: dict[int, Decimal]) -> Shortage:
    codes: dict[int, str] = dict(store.CODES.rows(unit, sorted(s for s, q in left.items() if q)))
    short = [Short(codes[s], plain(wanted[s]), plain(wanted[s] - left[s])) for s in codes]
    short.sort(key=lambda item: item.code)
    return Shortage("short", short=short)


# --- what people do ---


@dataclass(frozen=True, slots=True)
class _Paper:
    """What a change of stock says about itself."""

    kind: str
    reason: str
    document: str


def receive_stock(
    actor: Actor, sku: str, quantity: Decimal, *, warehouse: str = "", reason: str = "", document: str = ""
) -> StockChange:
    """Take goods into stock. The warehouse (code or name) may be left out while there is one.

    Raises NotAllowed, NotFound, Invalid for a service or a wrong quantity.
    """
    exact(quantity, "quantity", least=LEAST_QUANTITY)
    return _change(actor, sku, warehouse, quantity, _paper("receipt", reason, document))


def adjust(actor: Actor, sku: str, quantity: Decimal, *, reason: str, warehouse: str = "") -> StockChange:
    """Correct a figure by a quantity with its sign, and say why.

    Raises NotAllowed, NotFound, Invalid, Shortage when less would be left than is reserved.
    """
    exact(quantity, "quantity", least=None)
    if not reason.strip():
        raise Invalid("reason-missing")
    return _change(actor, sku, warehouse, quantity, _paper("adjust", reason, ""))


def count(actor: Actor, sku: str, counted: Decimal, *, warehouse: str = "", reason: str = "") -> StockChange:
    """Set a figure to what was counted; the difference is the move. Raises as `adjust` does."""
    exact(counted, "quantity", least=ZERO)
    return _change(actor, sku, warehouse, counted, _paper("count", reason, ""))


def _paper(kind: str, reason: str, document: str) -> _Paper:
    return _Paper(kind, clean(reason, "reason", empty=True), clean(document, "document", limit=CODE_LIMIT, empty=True))


def _change(actor: Actor, sku: str, warehouse: str, quantity: Decimal, paper: _Paper) -> StockChange:
    def work(unit: Unit) -> StockChange:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        it = find_sku(unit, sku)
        refuse_service(unit, it)
        place = warehouse_named(unit, warehouse)
        old, new, reserved = _apply(unit, it, place[0], quantity, paper.kind)
        if old != new:
            row = (place[0], it.id, new - old, paper.kind, paper.document, paper.reason, me.id, settings(unit).today)
            store.ADD_MOVE.many(unit, store.MOVED, [(*row, unit.now, None)])
        body = {"warehouse": place[1], "reason": paper.reason, "document": paper.document}
        SKU.entry(unit, me, it.id, paper.kind, changes=[["on_hand", f"{plain(old):f}", f"{plain(new):f}"]], **body)
        return StockChange(it.code, place[1], plain(old), plain(new), plain(reserved))

    return actor.company.write(work)


def _apply(unit: Unit, it: FoundSku, warehouse: int, quantity: Decimal, kind: str) -> tuple[Decimal, Decimal, Decimal]:
    """Change the figure under its lock; gives it before and after, and what is reserved."""
    store.ENSURE.run(unit, warehouse=warehouse, sku=it.id)
    row = store.LOCK_LEVEL.row(unit, warehouse=warehouse, sku=it.id)
    assert row is not None
    old, reserved = row
    change = quantity - old if kind == "count" else quantity
    if not store.CHANGE.run(unit, warehouse=warehouse, sku=it.id, quantity=change):
        raise below_reserved(it.code, old, reserved, change)
    return old, old + change, reserved


def below_reserved(code: str, on_hand: Decimal, reserved: Decimal, change: Decimal) -> Shortage:
    """A change that would leave less than is reserved, with the figures."""
    figures = {"on_hand": plain(on_hand), "reserved": plain(reserved), "change": plain(change)}
    return Shortage("stock-reserved", code=code, **figures)


def refuse_service(unit: Unit, it: FoundSku) -> None:
    """Raise Invalid when the sku is a service: it has no stock. S04.16"""
    if catalogue.IS_SERVICE.one(unit, id=it.product):
        raise Invalid("service-no-stock", code=it.code)


def warehouse_named(unit: Unit, name: str) -> Row:
    """id, code and name of a warehouse by its code or name; the only one when none is named. Raises NotFound."""
    rows = store.WAREHOUSES.rows(unit)
    if not name and len(rows) == 1:
        return rows[0]
    for row in rows:
        if key(name) in (key(row[1]), key(row[2])):
            return row
    raise NotFound("warehouse-unknown", code=escaped(name), codes=[row[1] for row in rows])
