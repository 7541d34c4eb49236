"""Stock brought in from a file: goods received, corrected or counted, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ydh.core.actors import Who
from ydh.core.documents_goods import Put, PutStock
from ydh.core.drafts import Draft, chunks, load_skus
from ydh.core.errors import Invalid, NotFound, Stale, YdhError
from ydh.core.goods import LEAST_QUANTITY, exact
from ydh.core.journal import Entry, record
from ydh.core.money import ZERO
from ydh.core.permissions import P
from ydh.core.pricing import plain
from ydh.core.settings import settings
from ydh.core.stock import below_reserved
from ydh.core.text import clean, escaped, key
from ydh.store import goods_in_bulk as bulk
from ydh.store import stock
from ydh.store.database import Unit

KINDS = {"receipt": LEAST_QUANTITY, "adjust": None, "count": ZERO}  # with the least quantity
Place = tuple[int, int]  # warehouse, sku


@dataclass(slots=True)
class _Store:
    """The figures that a chunk of rows is about."""

    warehouses: dict[str, tuple[int, str]]
    skus: dict[str, Draft]
    services: set[int]
    levels: dict[Place, tuple[Decimal, Decimal]]
    new: set[Place] = field(default_factory=set)
    moves: list[tuple[Any, ...]] = field(default_factory=list)
    changed: dict[int, list[list[Any]]] = field(default_factory=dict)


def put_stock(unit: Unit, me: Who, rows: Sequence[PutStock]) -> list[Put]:
    """Bring in stock; for each row, in order: added (the first there), changed, unchanged, or the error.

    A row with an error changes nothing; the others are written. Raises NotAllowed, Stale.
    """
    me.need(P.STOCK_ADJUST)
    warehouses = _warehouses(unit)
    day = settings(unit).today
    results: list[Put] = []
    for chunk in chunks(rows):
        there = _load(unit, warehouses, chunk)
        results += [_tried(there, row) for row in chunk]
        _write(unit, me, there, day)
    return results


def _warehouses(unit: Unit) -> dict[str, tuple[int, str]]:
    rows = stock.WAREHOUSES.rows(unit)
    found = {key(word): (id_, code) for id_, code, name in rows for word in (name, code)}
    if len(rows) == 1:
        found[""] = (rows[0][0], rows[0][1])
    return found


def _load(unit: Unit, warehouses: dict[str, tuple[int, str]], rows: Sequence[PutStock]) -> _Store:
    skus = load_skus(unit, (row.sku for row in rows))
    products = {sku.parent_id for sku in skus.values()}
    services = {product for (product,) in bulk.SERVICES.rows(unit, sorted(products))}
    found = bulk.LEVELS.rows(unit, sorted(draft.id for draft in skus.values()))
    levels = {(warehouse, sku): (on_hand, reserved) for warehouse, sku, on_hand, reserved in found}
    return _Store(warehouses, skus, services, levels)


def _tried(there: _Store, row: PutStock) -> Put:
    try:
        return _put(there, row)
    except YdhError as error:
        return error


def _put(there: _Store, row: PutStock) -> str:
    sku = there.skus.get(key(row.sku))
    if sku is None:
        raise NotFound("sku-unknown", code=escaped(row.sku))
    if sku.parent_id in there.services:
        raise Invalid("service-no-stock", code=sku.code)
    warehouse = there.warehouses.get(key(row.warehouse))
    if warehouse is None:
        codes = sorted({code for _, code in there.warehouses.values()})
        raise NotFound("warehouse-unknown", code=escaped(row.warehouse), codes=codes)
    quantity = exact(row.quantity, "quantity", least=KINDS[row.kind])
    reason = clean(row.reason, "reason", empty=row.kind != "adjust")
    place = (warehouse[0], sku.id)
    on_hand, reserved = there.levels.get(place, (ZERO, ZERO))
    change = quantity - on_hand if row.kind == "count" else quantity
    if on_hand + change < reserved:
        raise below_reserved(sku.code, on_hand, reserved, change)
    status = "changed" if place in there.levels else "added"
    if not change:
        return "unchanged"
    if place not in there.levels:
        there.new.add(place)
    there.levels[place] = (on_hand + change, reserved)
    there.moves.append((*place, change, row.kind, reason))
    shown = [warehouse[1], f"{plain(on_hand):f}", f"{plain(on_hand + change):f}", row.kind, reason]
    there.changed.setdefault(sku.id, []).append(shown)
    return status


def _write(unit: Unit, me: Who, there: _Store, day: date) -> None:
    stock.ENSURE.many(unit, "warehouse sku", sorted(there.new))
    total: dict[Place, Decimal] = {}
    for warehouse, sku, change, *_ in there.moves:
        total[warehouse, sku] = total.get((warehouse, sku), ZERO) + change
    levels = [(*place, change) for place, change in sorted(total.items())]
    if stock.CHANGE.many(unit, "warehouse sku quantity", levels) != len(levels):
        raise Stale("stock-changed")
    moves = [(w, s, change, kind, "", reason, me.id, day, unit.now, None) for w, s, change, kind, reason in there.moves]
    stock.ADD_MOVE.many(unit, stock.MOVED, moves)
    _journal(unit, me, there)


def _journal(unit: Unit, me: Who, there: _Store) -> None:
    by_id = {sku.id: sku for sku in there.skus.values()}
    touched = [by_id[sku] for sku in there.changed]
    entries = [
        Entry("sku", sku.id, sku.head, sku.seq, me.id, "stock", body={"stock": there.changed[sku.id]})
        for sku in touched
    ]
    heads = record(unit, entries)
    rows = [(*head, sku.id, sku.version) for sku, head in zip(touched, heads, strict=True)]
    if bulk.ADVANCE_SKUS.many(unit, "head entries id version", rows) != len(rows):
        raise Stale("changed-meanwhile")
