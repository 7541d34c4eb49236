"""Writes what changed in the working copies of returns: stock, order lines, payments, replacements, journal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import KEPT, NEW, Entry, record
from ydh.core.company.actors import Who
from ydh.core.company.numbers import take
from ydh.core.company.settings import Settings
from ydh.core.returns.document import BackLine, Return
from ydh.core.returns.kept import of_return
from ydh.core.stock import levels, lots
from ydh.core.values.errors import Stale
from ydh.core.values.money import ZERO
from ydh.core.values.quantities import plain
from ydh.core.values.series import PAYMENTS
from ydh.store.engine.database import Unit
from ydh.store.orders import orders
from ydh.store.returns import returns as store


def save(unit: Unit, me: Who, cfg: Settings, docs: Sequence[Return]) -> None:
    """Write everything that changed in the returns. Raises Stale when another was faster."""
    changed = [doc for doc in docs if doc.log]
    if not changed:
        return
    _stock(unit, me, cfg, changed)
    lines(unit, changed)
    record_orders(unit, me, changed)
    _payments(unit, me, cfg, changed)
    for doc in changed:
        if doc.replacing:
            _replace(unit, me, cfg, doc)
    entries = [_entry(unit, doc, entry) for doc in changed for entry, _ in doc.log]
    heads = {e.subject: head for e, head in zip(entries, record(unit, entries), strict=True)}
    rows = [_row(doc, heads[doc.id]) for doc in changed]
    if store.MOVE.many(unit, store.MOVE_NAMES, rows) != len(rows):
        raise Stale("changed-meanwhile")


def _entry(unit: Unit, doc: Return, entry: Entry) -> Entry:
    body = {**entry.body, KEPT: of_return(doc, entry.to, unit.now)}
    return entry._replace(head=doc.head, seq=doc.entries, body=body)


def _row(doc: Return, head: tuple[str, int]) -> tuple[object, ...]:
    """A row of store.MOVE_NAMES."""
    money = (doc.total, doc.refund)
    sent = (doc.warehouse, doc.return_address, doc.carrier, doc.tracking, doc.dispatched_at, doc.received_at)
    ended = (doc.closed_at, doc.replacement)
    asked = (doc.number or None, doc.kind, doc.reason, doc.text, doc.arrival, doc.submitted_at, doc.day)
    return (*asked, doc.step, doc.since, doc.revision, *head, *money, *sent, *ended, doc.id, doc.version)


def _stock(unit: Unit, me: Who, cfg: Settings, docs: Sequence[Return]) -> None:
    """What is restocked comes into stock, of its lot; what was taken in by mistake leaves it again."""
    moves: list[levels.Move] = []
    for doc in docs:
        for line in doc.lines if doc.moved_in else ():
            moves += _moves(unit, me.id, doc, line)
    levels.change(unit, moves, account=me.id, kind="return", business_date=cfg.today)


def _moves(unit: Unit, by: int, doc: Return, line: BackLine) -> list[levels.Move]:
    quantity = line.restocked if doc.moved_in > 0 else -line.taken_out
    assert doc.warehouse is not None
    if line.service or not quantity:
        return []
    if line.lots and quantity > ZERO:
        line.lot = lots.put(unit, by, doc.warehouse, line.sku, line.lot_code, line.lot_expires, quantity)
    elif line.lot is not None:
        lots.change(unit, [(doc.warehouse, line.lot, quantity)])
    moved = (line.sku, doc.warehouse, quantity, doc.number, line.lot)
    line.lot = line.lot if quantity > ZERO else None
    return [moved]


def lines(unit: Unit, docs: Sequence[Return]) -> None:
    """Write the lines, and what they claim and pay back of the order lines. Raises Stale for more than there is."""
    rows = [
        (x.claimed, x.allowed, x.sent, x.came, *x.went(), x.refunded, x.amount, x.lot, doc.id, x.position)
        for doc in docs
        for x in doc.lines
    ]
    store.LEDGER.many(unit, store.LEDGER_NAMES, rows)
    claims = [
        (x.claimed - x.claimed_before, x.refunded - x.refunded_before, x.line) for doc in docs for x in _moved(doc)
    ]
    if store.CLAIM.many(unit, store.CLAIM_NAMES, claims) != len(claims):
        raise Stale("changed-meanwhile")


def _moved(doc: Return) -> list[BackLine]:
    """The lines that change what their order line says."""
    return [x for x in doc.lines if x.line and (x.claimed != x.claimed_before or x.refunded != x.refunded_before)]


def record_orders(unit: Unit, me: Who, docs: Sequence[Return]) -> None:
    """One entry in the journal of each order whose lines a return changes."""
    entries, heads = [], {}
    for doc in docs:
        moved = _moved(doc)
        if moved and doc.head_of_order:
            it = doc.head_of_order
            heads[it.id] = it
            told = [(x, x.claimed - x.claimed_before) for x in moved]
            paid = [(x, x.refunded - x.refunded_before) for x in moved]
            body = {"return": doc.name} | _said("returned", told) | _said("refunded", paid)
            entries.append(Entry("order", it.id, it.head, it.entries, me.id, "return", it.step, it.step, body=body))
    written = record(unit, entries)
    for entry, (head, count) in zip(entries, written, strict=True):
        heads[entry.subject].head, heads[entry.subject].entries = head, count
    rows = [(it.head, it.entries, it.id) for it in heads.values()]
    orders.HEAD.many(unit, "head entries id", rows)


def _said(name: str, changes: Sequence[tuple[BackLine, Decimal]]) -> dict[str, Any]:
    """By how much a figure of order lines changes, for the journal: position, code, difference."""
    told = [[line.ordered.position, line.code, f"{plain(change):+f}"] for line, change in changes if change]
    return {name: told} if told else {}


def _payments(unit: Unit, me: Who, cfg: Settings, docs: Sequence[Return]) -> None:
    """A refund is a payment that is recorded here and confirmed by whoever handles the money (S15.9)."""
    paying = [doc for doc in docs if doc.paying and doc.refund > ZERO]
    numbers = take(unit, PAYMENTS, cfg.today, len(paying)) if paying else []
    for doc, number in zip(paying, numbers, strict=True):
        assert doc.paying is not None
        method, reference = doc.paying
        values = {"number": number, "kind": "refund", "state": "recorded", "customer": doc.customer}
        paid = {"return_doc": doc.id, "amount": doc.refund, "method": method, "reference": reference}
        by = {"account": me.id if me.id > 0 else None, "at": unit.now, "business_date": cfg.today}
        payment = store.ADD_PAYMENT.insert(unit, **values, **paid, **by, **NEW)
        body = {"return": doc.number, "method": method, "reference": reference, "amounts": {"amount": str(doc.refund)}}
        told = {"number": number, "customer": doc.customer, "business_date": cfg.today.isoformat()}
        body[KEPT] = told
        ((head, count),) = record(unit, [Entry("payment", payment, "", 0, me.id, "record", body=body)])
        store.PAYMENT_HEAD.run(unit, id=payment, head=head, entries=count)
        doc.tell("payment", number)


def _replace(unit: Unit, me: Who, cfg: Settings, doc: Return) -> None:
    from ydh.core.returns.replacing import replacement

    order, number = replacement(unit, me, cfg, doc)
    doc.replacement = order
    doc.tell("replacement", number)
