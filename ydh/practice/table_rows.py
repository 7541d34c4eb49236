"""The rows of store.practice.BULK that a paper comes to, but for journal and stock moves."""

from collections.abc import Callable
from typing import Any

from ydh.core.rules.machine import DONE, DRAFT, VOID
from ydh.practice.diary import ZONE
from ydh.practice.history import details
from ydh.practice.papers import MAIN, PastRecord, micros


def rows(paper: PastRecord) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of store.practice.BULK, but for journal and stock moves."""
    return {table: make(paper) for table, make in _ROWS.items()}


def _order(p: PastRecord) -> list[tuple[Any, ...]]:
    row, count = p.buyer.row, len(p.entries)
    given = details(p.order)
    requested = given.get("requested_date")
    return [
        (
            p.id,
            count,
            p.head,
            count,
            p.number,
            p.buyer.id,
            p.step,
            micros(p.since),
            count,
            micros(p.submitted) if p.submitted else 0,
            False,
            sum(hold[5] is None for hold in p.holds),
            p.order.channel,
            p.creator,
            p.batch,
            p.ref,
            micros(p.placed),
            micros(p.submitted) if p.submitted else None,
            p.order.day.isoformat(),
            p.counts,
            p.goods,
            p.freight,
            p.total,
            row.contact,
            row.phone,
            row.address,
            row.region,
            row.terms,
            requested.isoformat() if requested else None,
            None,
            "",
            given.get("contract_number", ""),
            None,
            "",
            "",
        )
    ]


def _lines(p: PastRecord) -> list[tuple[Any, ...]]:
    day, level = p.order.day.isoformat(), p.buyer.level
    return [
        (
            x.id,
            p.id,
            x.position,
            x.sku.id,
            x.quantity,
            x.sku.prices[level],
            x.price,
            0,
            x.amount,
            x.released,
            x.shipped,
            x.received,
            False,
            "",
            day,
            p.counts,
        )
        for x in p.lines
    ]


def _reservations(p: PastRecord) -> list[tuple[Any, ...]]:
    """None of orders that are over: nothing can come back to them."""
    if p.step in (DRAFT, DONE, VOID):
        return []
    return [(x.id, MAIN, x.reserved) for x in p.lines if not x.sku.service]


def _holds(p: PastRecord) -> list[tuple[Any, ...]]:
    return [
        (p.id, kind, reason, by, micros(at), lifted_by, lifted and micros(lifted), "")
        for kind, reason, by, at, lifted_by, lifted in p.holds
    ]


def _shipments(p: PastRecord) -> list[tuple[Any, ...]]:
    return [
        (
            x.id,
            p.id,
            x.number,
            x.step,
            micros(x.since),
            MAIN,
            x.carrier,
            x.tracking,
            micros(x.created),
            x.shipped and micros(x.shipped),
            x.received and micros(x.received),
            x.created.astimezone(ZONE).date().isoformat(),
        )
        for x in p.parts
    ]


def _shipped(p: PastRecord) -> list[tuple[Any, ...]]:
    return [(x.id, line.id, q, q if x.received else 0) for x in p.parts for line, q in x.lines]


_ROWS: dict[str, Callable[[PastRecord], list[tuple[Any, ...]]]] = {
    "order": _order,
    "line": _lines,
    "reservation": _reservations,
    "hold": _holds,
    "shipment": _shipments,
    "shipped": _shipped,
}
