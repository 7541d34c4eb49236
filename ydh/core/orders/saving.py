"""Writes what changed in the working copies of a chunk: stock, parts, holds, journal, and the orders last."""

import json
from collections.abc import Iterator, Sequence

from ydh.core.audit.journal import KEPT, Entry, record
from ydh.core.company.actors import Who
from ydh.core.company.numbers import take
from ydh.core.company.settings import Settings
from ydh.core.documents.document import Part
from ydh.core.orders import kept, new_cases
from ydh.core.orders.order import Order, Shipment
from ydh.core.partners.customers import CUSTOMER
from ydh.core.stock import levels, lots
from ydh.core.values.errors import Stale
from ydh.core.values.money import ZERO
from ydh.core.values.series import SHIPMENTS
from ydh.store.engine.database import Unit
from ydh.store.orders import holds, orders
from ydh.store.shipping import shipping


def save(unit: Unit, me: Who, cfg: Settings, docs: Sequence[Order]) -> None:
    """Write everything that changed in the documents. Raises Stale when another was faster."""
    changed = [doc for doc in docs if doc.log]
    if not changed:
        return
    parts = [doc for doc in changed if doc.lines or doc.counts is not None]  # the others' own rows were enough
    made = [(doc, part) for doc in parts for part in doc.shipments if part.id is None]
    if made:
        numbers = take(unit, SHIPMENTS, cfg.today, len(made))
        for (_, part), number in zip(made, numbers, strict=True):
            part.number = number
    new_cases.number_new(unit, cfg, parts)
    _stock(unit, me, cfg, parts)
    _new_shipments(unit, cfg, made)
    _shipments(unit, parts)
    _lines(unit, parts)
    _holds(unit, me, changed)
    new_cases.write_new(unit, me, parts)
    entries = [
        _entry(unit, doc, entry, parts, last=at == len(doc.log))
        for doc in changed
        for at, (entry, parts) in enumerate(doc.log, 1)
    ]
    heads = {e.subject: head for e, head in zip(entries, record(unit, entries), strict=True)}
    rows = [(d.step, d.since, d.revision, d.held, *heads[d.id], d.id, d.version) for d in changed]
    if orders.MOVE.many(unit, orders.MOVE_NAMES, rows) != len(rows):
        raise Stale("changed-meanwhile")


def _entry(unit: Unit, doc: Order, entry: Entry, parts: tuple[Part, ...], *, last: bool) -> Entry:
    body = entry.body
    told = {**body.get(KEPT, {}), **kept.of_act(doc, entry, parts, unit.now, last=last)}
    if told:
        body = {**body, KEPT: told}
    if parts:
        opened = [case.number for p in parts if isinstance(p, Shipment) for case in p.cases if "received" in body]
        body = {**body, "parts": [p.number for p in parts]} | ({"cases": opened} if opened else {})
    return Entry(entry.kind, entry.subject, doc.head, doc.entries, *entry[4:9], body)


def _stock(unit: Unit, me: Who, cfg: Settings, docs: Sequence[Order]) -> None:
    levels.unreserve(unit, [x for doc in docs for x in doc.freed])
    for sign, move in ((1, levels.deduct), (-1, levels.put_back)):
        moves = [moved for doc in docs for part, way in doc.deducted if way == sign for moved in _moves_of(part)]
        move(unit, moves, account=me.id, business_date=cfg.today)
    _lots(unit, docs)


def _moves_of(part: Shipment) -> Iterator[levels.Move]:
    """What leaves with a shipment, lot by lot where goods are kept by lot."""
    by_lot = {line.id for line, _, _ in part.lots}
    for line, quantity in part.lines:
        if not line.service and line.id not in by_lot:
            yield line.sku, part.warehouse, quantity, part.number, None
    for line, lot, quantity in part.lots:
        yield line.sku, part.warehouse, quantity, part.number, lot


def _lots(unit: Unit, docs: Sequence[Order]) -> None:
    """Lots are locked after the stock."""
    freed = [take for doc in docs for take in doc.lots_freed]
    if freed:
        lots.free(unit, freed)
    moved = [(part, way) for doc in docs for part, way in doc.deducted]
    gone = [take for part, way in moved if way > 0 for take in part.leaving]
    if gone:
        lots.leave(unit, gone)
    back = [(part.warehouse, lot, q) for part, way in moved if way < 0 for _, lot, q in part.lots]
    if back:
        lots.come_back(unit, back)


def _new_shipments(unit: Unit, cfg: Settings, made: Sequence[tuple[Order, Shipment]]) -> None:
    new = [
        (d.id, p.number, p.step, p.since, p.warehouse, p.carrier, p.tracking, unit.now, p.shipped_at, p.received_at)
        for d, p in made
    ]
    orders.ADD_SHIPMENT.many(unit, orders.SHIPMENT, [(*row, cfg.today) for row in new])
    ids: dict[str, int] = dict(orders.SHIPMENT_IDS.rows(unit, [part.number for _, part in made]))
    for _, part in made:
        part.changed, part.made, part.id = False, True, ids[part.number]
    rows = [
        (part.id, line.id, q, (part.received or {}).get(line.id, ZERO)) for _, part in made for line, q in part.lines
    ]
    orders.ADD_SHIPMENT_LINE.many(unit, "shipment line quantity received", rows)
    lots_of = [(part.id, line.id, lot, q) for _, part in made for line, lot, q in part.lots]
    orders.ADD_SHIPMENT_LOT.many(unit, "shipment line lot quantity", lots_of)


def _shipments(unit: Unit, docs: Sequence[Order]) -> None:
    """Where shipments are, what was said of them when they left, and of their receipt."""
    changed = [part for doc in docs for part in doc.shipments if part.changed or part.sent or part.rating]
    moved = [(*_moved(p), p.id) for p in changed if not p.sent]
    orders.MOVE_SHIPMENT.many(unit, orders.MOVE_SHIPMENT_NAMES, moved)
    sent = [(*_moved(p), *(p.sent[name] for name in shipping.SENT.split()), p.id) for p in changed if p.sent]
    shipping.SEND.many(unit, shipping.SEND_NAMES, sent)
    ratings = [(*p.rating, p.id) for p in changed if p.rating]
    shipping.RATE.many(unit, "rating rating_text id", ratings)
    received = [(quantity, p.id, line) for p in changed if p.received for line, quantity in p.received.items()]
    orders.RECEIVED.many(unit, "received shipment line", received)


def _moved(part: Shipment) -> tuple[object, ...]:
    return part.step, part.since, part.carrier, part.tracking, part.shipped_at, part.received_at


def _lines(unit: Unit, docs: Sequence[Order]) -> None:
    ledger = [
        (line.released, line.shipped, line.received, line.id) for doc in docs if doc.lines_changed for line in doc.lines
    ]
    orders.LEDGER.many(unit, orders.LEDGER_NAMES, ledger)
    new = {(line, warehouse) for doc in docs for line, warehouse in doc.new_reservations}
    reserved = [
        (quantity, line.id, warehouse)
        for doc in docs
        if doc.reservations_changed
        for line in doc.lines
        for warehouse, quantity in line.reserved.items()
    ]
    orders.RESERVED.many(unit, "quantity line warehouse", [r for r in reserved if r[1:] not in new])
    orders.ADD_RESERVATION.many(unit, "quantity line warehouse", [r for r in reserved if r[1:] in new])
    closed = [(x.closed, doc.amounts[x.id], x.id) for doc in docs for x in doc.lines if x.id in doc.amounts]
    orders.CLOSED.many(unit, "closed amount id", closed)
    orders.TOTALS.many(unit, "goods total id", [(doc.goods, doc.total, doc.id) for doc in docs if doc.amounts])
    counts = [(doc.counts, doc.id) for doc in docs if doc.counts is not None]
    orders.COUNTS.many(unit, "counts id", counts)
    orders.LINES_COUNT.many(unit, "counts order", counts)


def _holds(unit: Unit, me: Who, docs: Sequence[Order]) -> None:
    opened = [
        (doc.id, hold.kind, hold.reason, hold.opened_by, hold.opened_at, "") for doc in docs for hold in doc.opened
    ]
    holds.ADD_HOLD.many(unit, holds.HOLD, opened)
    lifted = [(unit.now, by if by > 0 else None, answer, hold.id) for doc in docs for hold, by, answer in doc.lifted]
    holds.LIFT.many(unit, "lifted_at lifted_by answer id", lifted)
    holds.REOPEN.many(unit, "id", [(hold.id,) for doc in docs for hold in doc.held_again])
    for doc in docs:
        if doc.assessed and holds.ASSESS.run(unit, id=doc.customer):
            CUSTOMER.entry(unit, me, doc.customer, "assess", order=doc.name)
        if doc.held_again:
            _unassess(unit, me, doc)


def _unassess(unit: Unit, me: Who, doc: Order) -> None:
    """The customer is new again when it was this order that was taken for its assessment."""
    last = holds.ASSESSED_BY.one(unit, subject=doc.customer)
    if last and json.loads(last).get("order") == doc.name and holds.UNASSESS.run(unit, id=doc.customer):
        CUSTOMER.entry(unit, me, doc.customer, "take_back", order=doc.name)
