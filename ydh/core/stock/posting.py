"""Posts lines of stock papers: the figures they are about are locked and changed in memory, then written at once.

Quantities in base units. What orders have reserved, and what shipments were promised of a lot, is never touched. Each
line is taken wholly or refused without a trace, so that an import goes on with the next one.
"""

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ydh.core.company.actors import Who
from ydh.core.rules.stock_papers import KINDS
from ydh.core.stock import levels, lots
from ydh.core.stock.items import StockItem, checked, good_named
from ydh.core.stock.lapsing import lapse
from ydh.core.stock.views import PaperLine
from ydh.core.values.codes import code_fold
from ydh.core.values.errors import Conflict, Invalid, Shortage, Stale
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Short
from ydh.core.values.quantities import plain
from ydh.core.values.text import key
from ydh.store.engine.database import Unit
from ydh.store.stock import papers as store
from ydh.store.stock import stock

Place = tuple[int, int]  # warehouse, sku
Spot = tuple[int, int, str]  # warehouse, sku, folded code of the lot
_NONE = (ZERO, ZERO)


@dataclass(slots=True)
class Lot:
    """A lot as it is known; a new one has no id until it is written."""

    code: str
    expires: date | None
    blocked: str
    id: int | None = None


class Moved(NamedTuple):
    """A change of one figure. `lot` is None for what is not kept by lot."""

    warehouse: int
    good: StockItem
    lot: Lot | None
    quantity: Decimal
    kind: str
    reason: str


@dataclass(slots=True)
class PostedLine:
    """What a line did: the lines as they are kept, its moves, the first figure before and after, what is reserved."""

    kept: list[PaperLine]
    moves: list[Moved]
    old: Decimal
    new: Decimal
    reserved: Decimal
    first: bool


@dataclass(slots=True)
class Shelves:
    """The figures that lines are about, under their locks."""

    today: date
    goods: dict[str, StockItem]
    levels: dict[Place, tuple[Decimal, Decimal]]
    fresh: set[Place]
    lots: dict[tuple[int, str], Lot]  # by sku and folded code
    here: dict[Spot, tuple[Decimal, Decimal]]
    spoilt: dict[Place, Decimal]  # what lies in lots that may not leave, and no shipment has
    moves: list[Moved] = field(default_factory=list)


def lapse_of(unit: Unit, me: Who, goods: Iterable[StockItem]) -> None:
    """Give up what is reserved in vain of goods that go out, before their figures are locked: it is no obstacle."""
    kept = {good.id for good in goods if good.lots}
    if kept:
        lapse(unit, me, kept)


def open_shelves(unit: Unit, today: date, places: Iterable[tuple[int, str]], goods: dict[str, StockItem]) -> Shelves:
    """Lock the levels of the goods, by warehouse and sku, and then their lots; `places` are (warehouse, sku's code).

    Raises Conflict when a warehouse is retired.
    """
    wanted = [(warehouse, goods[fold]) for warehouse, code in places if (fold := code_fold(code)) in goods]
    if not all(active for _, active in store.KEEP_HOUSES.rows(unit, sorted({warehouse for warehouse, _ in wanted}))):
        raise Conflict("warehouse-retired")
    skus = sorted({good.id for good in goods.values() if not good.service})
    known = {(warehouse, sku) for sku, warehouse, *_ in stock.LEVELS_OF.rows(unit, skus)}
    fresh = {(warehouse, good.id) for warehouse, good in wanted if not good.service} - known
    stock.ENSURE.many(unit, "warehouse sku", sorted(fresh))
    rows = stock.LOCK_LEVELS.rows(unit, skus)
    levels = {(warehouse, sku): (on_hand, reserved) for sku, warehouse, on_hand, reserved, *_ in rows}
    kept = sorted({good.id for good in goods.values() if good.lots})
    there = [
        (warehouse, lot, (on_hand, promised)) for warehouse, lot, on_hand, promised in store.LOT_ROWS.rows(unit, kept)
    ]
    named = {
        id_: (sku, fold, Lot(code, expires, blocked, id_))
        for id_, sku, code, fold, expires, blocked in store.LOTS.rows(unit, kept)
    }
    here = {(warehouse, *named[lot][:2]): figures for warehouse, lot, figures in there}
    items = {good.id: good for good in goods.values()}
    spoilt: dict[Place, Decimal] = {}
    for warehouse, lot, (on_hand, promised) in there:
        sku, _, it = named[lot]
        if _unfit(it, items[sku], today):
            spoilt[warehouse, sku] = spoilt.get((warehouse, sku), ZERO) + on_hand - promised
    return Shelves(today, goods, levels, fresh, {(sku, fold): lot for sku, fold, lot in named.values()}, here, spoilt)


def _unfit(lot: Lot, good: StockItem, today: date) -> bool:
    """Whether the lot may not leave to a customer today."""
    return bool(lot.blocked) or (lot.expires is not None and lot.expires < lots.last_day(today, good.keep_days))


def _spot(warehouse: int, good: StockItem, lot: Lot) -> Spot:
    return warehouse, good.id, key(lot.code)


def take(
    on: Shelves, kind: str, warehouse: int, line: PaperLine, *, to: int | None = None, reason: str = ""
) -> PostedLine:
    """Let a line change the figures. Raises NotFound, Invalid, Shortage, Conflict, and then nothing is changed."""
    good = good_named(on.goods, line.sku)
    line = checked(kind, good, line)
    reason = line.reason or reason
    if KINDS[kind].reason and not reason:
        raise Invalid("reason-missing")
    place = (warehouse, good.id)
    old, reserved = on.levels[place]
    kept, parts = _parts(on, kind, warehouse, good, line)
    moves = [Moved(warehouse, good, lot, quantity, kind, reason) for lot, quantity in parts if quantity]
    if to is not None:
        moves += [Moved(to, good, lot, -quantity, kind, reason) for lot, quantity in parts if quantity]
    _guard(on, moves)
    for move in moves:
        _apply(on, move)
    on.moves += moves
    return PostedLine(kept, moves, old, on.levels[place][0], reserved, place in on.fresh)


def _parts(
    on: Shelves, kind: str, warehouse: int, good: StockItem, line: PaperLine
) -> tuple[list[PaperLine], list[tuple[Lot | None, Decimal]]]:
    """The line as it is kept, split where lots were chosen for it, and how much of which lot it moves."""
    assert line.quantity is not None
    if not good.lots:
        book = on.levels[warehouse, good.id][0] if kind == "count" and line.book is None else line.book
        return [_with(line, book=book)], [(None, _change(kind, line.quantity, book))]
    if not line.lot:
        chosen = _first_expired(on, kind, warehouse, good, abs(line.quantity))
        sign = -1 if line.quantity < ZERO else 1
        kept = [_with(line, lot=lot.code, expires=lot.expires, quantity=sign * q) for lot, q in chosen]
        return kept, [(lot, -q) for lot, q in chosen]
    lot = _lot(on, good, line)
    book = line.book
    if kind == "count" and book is None:
        book = on.here.get(_spot(warehouse, good, lot), _NONE)[0]
    return [_with(line, lot=lot.code, expires=lot.expires, book=book)], [(lot, _change(kind, line.quantity, book))]


def _with(line: PaperLine, **values: object) -> PaperLine:
    fields = {name: getattr(line, name) for name in ("sku", "quantity", "lot", "expires", "reason", "book")}
    return PaperLine(**(fields | values))


def _change(kind: str, quantity: Decimal, book: Decimal | None) -> Decimal:
    if kind == "count":
        assert book is not None
        return quantity - book
    return quantity * (KINDS[kind].sign or 1)


def _lot(on: Shelves, good: StockItem, line: PaperLine) -> Lot:
    found = on.lots.get((good.id, key(line.lot)))
    if found is None:
        return Lot(line.lot, line.expires, "")
    if line.expires is not None and found.expires != line.expires:
        raise Invalid("lot-expiry", lot=found.code, known=found.expires or "-", given=line.expires)
    return found


def _first_expired(
    on: Shelves, kind: str, warehouse: int, good: StockItem, quantity: Decimal
) -> list[tuple[Lot, Decimal]]:
    """The lots that go when none is named. Raises Shortage when what may go does not suffice."""
    day = date.min if KINDS[kind].expired else on.today
    mine = [lot for (sku, _), lot in on.lots.items() if sku == good.id and not lot.blocked]
    usable = sorted(
        (lot for lot in mine if lot.expires is None or lot.expires >= day),
        key=lambda lot: (lot.expires or date.max, lot.id or 0),
    )
    chosen, left = [], quantity
    for lot in usable:
        on_hand, promised = on.here.get(_spot(warehouse, good, lot), _NONE)
        got = min(left, on_hand - promised)
        if got > ZERO:
            chosen.append((lot, got))
            left -= got
    if left:
        raise Shortage("short", short=[Short(good.code, plain(quantity), plain(quantity - left))])
    return chosen


def _guard(on: Shelves, moves: list[Moved]) -> None:
    """Refuse what would touch what is reserved or promised. Of what may not leave, nothing is."""
    for move in moves:
        if move.quantity > ZERO or move.lot is None:
            continue
        on_hand, promised = on.here.get(_spot(move.warehouse, move.good, move.lot), _NONE)
        if on_hand + move.quantity < promised:
            raise Shortage("lot-promised", lot=move.lot.code, on_hand=plain(on_hand), allocated=plain(promised))
    for place in {(move.warehouse, move.good.id) for move in moves}:
        on_hand, reserved = on.levels[place]
        here = [move for move in moves if (move.warehouse, move.good.id) == place]
        change = sum((move.quantity for move in here), ZERO)
        if on_hand + change < reserved:
            raise below_reserved(here[0].good.code, on_hand, reserved, change)
        fit = on_hand - on.spoilt.get(place, ZERO)
        taken = sum((move.quantity for move in here if not _spoils(on, move)), ZERO)
        if taken < ZERO and fit + taken < reserved:
            raise below_reserved(here[0].good.code, fit, reserved, taken, "stock-reserved-fit")


def _spoils(on: Shelves, move: Moved) -> bool:
    return move.lot is not None and _unfit(move.lot, move.good, on.today)


def below_reserved(
    code: str, on_hand: Decimal, reserved: Decimal, change: Decimal, id: str = "stock-reserved"
) -> Shortage:
    """A change that would leave less than is reserved, with the figures."""
    figures = {"on_hand": plain(on_hand), "reserved": plain(reserved), "change": plain(change)}
    return Shortage(id, code=code, **figures)


def _apply(on: Shelves, move: Moved) -> None:
    place = (move.warehouse, move.good.id)
    on_hand, reserved = on.levels[place]
    on.levels[place] = (on_hand + move.quantity, reserved)
    if move.lot is None:
        return
    if _spoils(on, move):
        on.spoilt[place] = on.spoilt.get(place, ZERO) + move.quantity
    on.lots.setdefault((move.good.id, key(move.lot.code)), move.lot)
    spot = _spot(move.warehouse, move.good, move.lot)
    there, promised = on.here.get(spot, _NONE)
    on.here[spot] = (there + move.quantity, promised)


def write(unit: Unit, moves: list[tuple[Moved, str]], account: int, day: date) -> None:
    """Write moves, each with the number of its document. Raises Stale when the figures are not what was locked."""
    sums: dict[Place, Decimal] = {}
    for move, _ in moves:
        place = (move.warehouse, move.good.id)
        sums[place] = sums.get(place, ZERO) + move.quantity
        if move.lot is not None and move.lot.id is None:
            move.lot.id = lots.lot_of(unit, account, move.good.id, move.lot.code, move.lot.expires)
    rows = [(*place, change) for place, change in sorted(sums.items())]
    if stock.CHANGE.many(unit, "warehouse sku quantity", rows) != len(rows):
        raise Stale("stock-changed")
    of_lots: dict[tuple[int, int], Decimal] = {}
    for move, _ in moves:
        if move.lot is not None and move.lot.id is not None:
            place = (move.warehouse, move.lot.id)
            of_lots[place] = of_lots.get(place, ZERO) + move.quantity
    lots.change(unit, [(*place, change) for place, change in of_lots.items()])
    levels.write_moves(
        unit,
        [
            (m.warehouse, m.good.id, m.quantity, m.kind, number, m.reason, m.lot.id if m.lot else None)
            for m, number in moves
        ],
        account,
        day,
    )
