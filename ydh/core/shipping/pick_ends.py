"""The end of a count: all is there, or what is not goes back to release; and another lot for a line."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import KEPT
from ydh.core.company.actors import Actor, Who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents import noting
from ydh.core.documents.advancing import advance
from ydh.core.documents.noting import beside
from ydh.core.orders import kept, steps
from ydh.core.orders.order import Line, Order, Shipment, find
from ydh.core.orders.saving import save
from ydh.core.shipping import picking, scanning
from ydh.core.shipping.scanning import Counting
from ydh.core.shipping.views import CHECK, PICK, Finished, PickLine, PickSheet
from ydh.core.stock import lots
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Short
from ydh.core.values.quantities import Quantity, in_base_units, plain
from ydh.core.values.text import LONG, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.orders import orders
from ydh.store.shipping import picking as store
from ydh.store.stock import lots as lot_store

Missing = list[tuple[PickLine, Decimal]]  # what is due and was not counted


def finish(actor: Actor, shipment: str, reason: str = "") -> Finished:
    """End the pick, or the check: the shipment may leave, or needs its check. What is missing needs a reason and
    goes back to release; a shipment of which nothing was found is taken apart.

    Raises Conflict naming what is missing, and for a count that is another's.
    """
    why = clean(reason, "reason", limit=LONG, empty=True, lines=True)
    picking.start(actor, shipment)

    def work(unit: Unit) -> Finished:
        me, cfg = picking.counter(unit, actor), settings(unit)
        doc = _order(unit, me, shipment)
        steps.lock_stock(unit, cfg, [doc])
        part, phase = picking.opened(unit, me, cfg, shipment)
        missing = [(line, line.left) for line in scanning.lines_of(unit, part, phase) if line.left]
        if missing and not why:
            short = [Short(line.sku, line.due, line.counted) for line, _ in missing]
            raise Conflict("count-missing", number=part.number, missing=short)
        mine = doc.part(part.number)
        assert mine is not None
        _end(unit, me, doc, mine, part, phase, missing, why)
        advance(unit, cfg, doc, steps.pass_step)
        save(unit, me, cfg, [doc])
        back = tuple((line.position, line.sku, plain(quantity)) for line, quantity in missing)
        return Finished(part.number, phase, back, mine.lacks(cfg), mine.step, doc.revision)

    return actor.company.write(work)


def _order(unit: Unit, me: Who, shipment: str) -> Order:
    """The order of the shipment, locked before it."""
    (doc,) = find(unit, me, ids=[picking.seen_part(unit, me, shipment, lock=False).order])
    return doc


def _end(
    unit: Unit, me: Who, doc: Order, mine: Shipment, part: Counting, phase: str, missing: Missing, why: str
) -> None:
    body: dict[str, Any] = {"reason": why} if why else {}
    if missing:
        body["back"] = [[line.position, line.sku, f"{plain(quantity):f}"] for line, quantity in missing]
    before, since = mine.step, mine.since
    if missing and _send_back(unit, doc, mine, missing) <= ZERO:
        steps.unrelease(unit, doc, mine)
        noting.log(unit, doc, me.id, "unrelease", before, "release", since, body, (mine,))
        return
    if phase == PICK:
        mine.picked_at = unit.now
    else:
        mine.checked_at = unit.now
    picking.keep(unit, part._replace(picked_at=mine.picked_at, checked_at=mine.checked_at))
    if missing:
        body[KEPT] = {"left": {mine.number: kept.contents(mine)}}
    noting.log(unit, doc, me.id, phase, before, before, since, body, (mine,))
    steps.settle(unit, doc)


def _send_back(unit: Unit, doc: Order, mine: Shipment, missing: Missing) -> Decimal:
    """Take what is missing out of the shipment; gives what of its goods is left. With nothing left it stays whole."""
    by_position: dict[int, Decimal] = {}
    for line, quantity in missing:
        by_position[line.position] = by_position.get(line.position, ZERO) + quantity
    left = [(line, q - by_position.get(line.position, ZERO)) for line, q in mine.lines]
    goods = sum((q for line, q in left if not line.service), ZERO)
    if goods <= ZERO:
        return goods
    _lots_back(unit, doc, mine, missing)
    for it, quantity in left:
        gone = by_position.get(it.position, ZERO)
        if gone:
            it.released -= gone
            statement = store.SET_LINE if quantity > ZERO else store.DROP_LINE
            values = {"quantity": quantity} if quantity > ZERO else {}
            statement.run(unit, shipment=mine.id, line=it.id, **values)
    mine.lines = [(line, quantity) for line, quantity in left if quantity > ZERO]
    doc.lines_changed = True
    return goods


def _lots_back(unit: Unit, doc: Order, mine: Shipment, missing: Missing) -> None:
    gone = {(line.position, line.lot_id): quantity for line, quantity in missing if line.lot_id is not None}
    kept: list[tuple[Line, int, Decimal]] = []
    for line, lot, quantity in mine.lots:
        back = gone.get((line.position, lot), ZERO)
        if back:
            doc.lots_freed.append((mine.warehouse, lot, back))
            _set_lot(unit, mine.id, line.id, lot, quantity - back)
        if quantity > back:
            kept.append((line, lot, quantity - back))
    mine.lots = kept


def _set_lot(unit: Unit, shipment: int | None, line: int, lot: int, quantity: Decimal) -> None:
    if quantity <= ZERO:
        store.DROP_LOT.run(unit, shipment=shipment, line=line, lot=lot)
    elif not store.SET_LOT.run(unit, shipment=shipment, line=line, lot=lot, quantity=quantity):
        orders.ADD_SHIPMENT_LOT.run(unit, shipment=shipment, line=line, lot=lot, quantity=quantity)


# --- another lot ---


def switch_lot(
    actor: Actor, shipment: str, position: int, to: str, *, old: str = "", quantity: Quantity | None = None
) -> PickSheet:
    """Take another lot for what is not counted yet of a line: all of it, or `quantity`.

    Raises NotFound for a lot that the item does not have, Conflict for one that must not leave or does not suffice.
    """

    picking.start(actor, shipment)

    def work(unit: Unit) -> PickSheet:
        me, cfg = picking.counter(unit, actor), settings(unit)
        doc = _order(unit, me, shipment)
        part, phase = picking.opened(unit, me, cfg, shipment)
        if phase == CHECK:
            raise Conflict("lot-while-checking", number=part.number)
        line = scanning.line_named(part.number, scanning.lines_of(unit, part, phase), position, old)
        if line.lot_id is None:
            raise Invalid("no-lots", code=line.sku)
        much = line.left if quantity is None else in_base_units(quantity, line)
        if not ZERO < much <= line.left:
            raise Invalid("lot-left", code=line.sku, quantity=plain(much), left=plain(line.left))
        new = _lot(unit, cfg, line, to)
        _switch(unit, doc, part, line, new[0], much, new[2])
        body = {"position": position, "from": line.lot, "to": new[1], "quantity": f"{plain(much):f}"}
        beside(unit, me, doc, "switch_lot", {"parts": [part.number], **body})
        return scanning.sheet(unit, me, part, phase)

    return actor.company.write(work)


def _lot(unit: Unit, cfg: Settings, line: PickLine, code: str) -> tuple[int, str, date]:
    row = lot_store.OF_SKU.row(unit, sku=line.sku_id, fold=key(code))
    if row is None or row[0] == line.lot_id:
        raise NotFound("lot-not-of", lot=escaped(code), code=line.sku)
    lots.refuse_unfit(row.code, row.expires, row.blocked, cfg.today)
    keep = lot_store.SHARED.rows(unit, [row.id])[0].keep_days
    lots.refuse_short(row.code, row.expires, keep, cfg.today)
    return row.id, row.code, lots.last_day(cfg.today, keep)


def _switch(unit: Unit, doc: Order, part: Counting, line: PickLine, new: int, much: Decimal, last: date) -> None:
    assert line.lot_id is not None
    there = {
        row.lot: row.on_hand - row.allocated
        for row in lot_store.LOCK_HERE.rows(unit, warehouse=part.warehouse, sku=line.sku_id)
    }
    if there.get(new, ZERO) < much:
        raise Conflict("lot-not-enough", free=plain(there.get(new, ZERO)), quantity=plain(much))
    lots.free(unit, [(part.warehouse, line.lot_id, much)])
    lots.allocate(unit, [(part.warehouse, new, much, last)])
    mine = doc.part(part.number)
    assert mine is not None
    held: Mapping[int, Decimal] = {lot: q for it, lot, q in mine.lots if it.position == line.position}
    owner = next(it for it, _ in mine.lines if it.position == line.position)
    for lot, quantity in ((line.lot_id, held[line.lot_id] - much), (new, held.get(new, ZERO) + much)):
        _set_lot(unit, part.id, owner.id, lot, quantity)


def other_lots(actor: Actor, shipment: str, position: int) -> Sequence[tuple[str, Any, Decimal]]:
    """The lots that could be taken for a line instead: code, expiry, how much is free; what expires first, first."""

    def work(unit: Unit) -> Sequence[tuple[str, Any, Decimal]]:
        me, cfg = picking.counter(unit, actor), settings(unit)
        part = picking.seen_part(unit, me, shipment, lock=False)
        lines = scanning.lines_of(unit, part, PICK)
        line = scanning.line_named(part.number, lines, position, "")
        rows = store.OTHER_LOTS.rows(unit, warehouse=part.warehouse, sku=line.sku_id)
        fit = [row for row in rows if row[1] is None or row[1] >= lots.last_day(cfg.today, row[4])]
        return [(code, expires, plain(on_hand - taken)) for code, expires, on_hand, taken, _ in fit]

    return actor.company.read(work)
