"""Where goods are on their way: what the carrier says of a shipment, by hand or from its file. S01.13, S05.11, S19.9

Everything that is said is an entry of the order's journal; the customer reads it with the shipment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import KEPT
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.noting import all_beside
from ydh.core.orders.order import Order, find
from ydh.core.rules.permissions import P
from ydh.core.rules.shipping import TRACK_STATUSES
from ydh.core.shipping.parcels import waybill_of
from ydh.core.shipping.views import PutEvent
from ydh.core.values.bulk import chunks
from ydh.core.values.codes import mark, mark_fold
from ydh.core.values.days import moment
from ydh.core.values.errors import Invalid, NotFound, WrongStep
from ydh.core.values.money import QUANTITY_PLACES, number
from ydh.core.values.outcomes import Put, tried
from ydh.core.values.quantities import plain
from ydh.core.values.series import typed
from ydh.core.values.text import LONG, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.shipping import shipping as store
from ydh.store.shipping.rows import TrackedRow

DELIVERED = "delivered"
COLDEST, HOTTEST = Decimal(-100), Decimal(100)
_EARLY, _SKEW = timedelta(days=1), timedelta(hours=1)  # clocks differ, and parcels are fetched before it is written


@dataclass(slots=True)
class _Found:
    """The shipments that a chunk of events is about, by what they are called, and which of their events are known."""

    shipments: dict[str, list[TrackedRow]]  # by folded number
    docs: dict[int, Order]
    known: set[tuple[int, datetime, str, str]]
    events: list[tuple[Any, ...]] = field(default_factory=list)
    delivered: dict[int, datetime] = field(default_factory=dict)
    entries: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


def track(
    actor: Actor,
    name: str,
    status: str,
    *,
    at: str = "",
    place: str = "",
    text: str = "",
    temperature: Decimal | None = None,
) -> tuple[str, ...]:
    """Write what was heard of a shipment (its number, or its carrier's) and give the shipments that it is about.

    `at` is on the company's clock, now when it is empty. Raises NotAllowed without order.ship, NotFound, WrongStep
    before it left, Invalid.
    """

    def work(unit: Unit) -> tuple[str, ...]:
        me, cfg = who(unit, actor), settings(unit)
        me.need(P.ORDER_SHIP)
        row = PutEvent(waybill_of(name), at, status, place, text, "", temperature)
        there = _load(unit, me, [row], own=True)
        _put(unit, cfg, there, row, me, source="hand")
        _write(unit, me, there)
        return tuple(shipment.number for shipment in there.shipments[mark_fold(row.tracking)])

    return actor.company.write(work)


def put_events(unit: Unit, me: Who, rows: Sequence[PutEvent]) -> list[Put]:
    """Bring in what a carrier's file says; for each row, in order: added, unchanged when it is known, or the error.

    Raises NotAllowed without order.ship.
    """
    me.need(P.ORDER_SHIP)
    cfg = settings(unit)
    results: list[Put] = []
    for chunk in chunks(rows):
        there = _load(unit, me, chunk, own=False)
        results += [tried(_put, unit, cfg, there, row, me, source="file") for row in chunk]
        _write(unit, me, there)
    return results


def _load(unit: Unit, me: Who, rows: Sequence[PutEvent], *, own: bool) -> _Found:
    names = sorted({mark(row.tracking) for row in rows})
    found = store.BY_TRACKING.rows(unit, names) + (store.BY_NUMBER.rows(unit, [*map(typed, names)]) if own else [])
    docs = {doc.id: doc for doc in find(unit, me, ids=sorted({row.order for row in found}), deep=False)}
    shipments: dict[str, list[TrackedRow]] = {mark_fold(name): [] for name in names}
    for row in found:
        if row.order in docs:
            shipments[mark_fold(row.found_by)].append(row)
    known = set(store.KNOWN_EVENTS.rows(unit, sorted({row.id for row in found})))
    return _Found(shipments, docs, known)


def _put(unit: Unit, cfg: Settings, there: _Found, row: PutEvent, me: Who, *, source: str) -> str:
    shipments = there.shipments.get(mark_fold(row.tracking)) or []
    if not shipments:
        raise NotFound("tracking-unknown", tracking=escaped(row.tracking))
    if row.status not in TRACK_STATUSES:
        raise Invalid("setting-choice", value=escaped(row.status), choices=tuple(TRACK_STATUSES))
    at = moment(row.at, "at", cfg.zone) if row.at or source == "file" else unit.now.replace(microsecond=0)
    place = clean(row.place, "place", empty=True)
    text = clean(row.text, "note", limit=LONG, empty=True, lines=True)
    warmth = _temperature(row.temperature)
    for shipment in shipments:
        _refuse(unit, cfg, shipment, at, row)
    new = [it for it in shipments if (it[1], at, row.status, text) not in there.known]
    for _, id_, number_, order, *_ in new:
        there.known.add((id_, at, row.status, text))
        there.events.append((id_, at, row.status, place, text, warmth, source, me.id if me.id > 0 else None))
        if row.status == DELIVERED:
            there.delivered[id_] = min(at, there.delivered.get(id_, at))
        there.entries.append((order, _body(number_, row.status, at, place, text, warmth) | {KEPT: {"source": source}}))
    return "added" if new else "unchanged"


def _refuse(unit: Unit, cfg: Settings, shipment: Row, at: datetime, row: PutEvent) -> None:
    """Raise for what cannot have happened to the shipment."""
    _, _, number_, _, carrier, created, shipped = shipment
    if shipped is None:
        raise WrongStep("not-shipped", number=number_)
    if row.carrier and carrier and key(row.carrier) != key(carrier):
        raise Invalid("tracking-other-carrier", tracking=row.tracking, carrier=carrier, given=escaped(row.carrier))
    if at > unit.now + _SKEW:
        raise Invalid("event-future", field="at", at=f"{at.astimezone(cfg.zone):%Y-%m-%d %H:%M}")
    if at < created - _EARLY:
        raise Invalid("event-early", field="at", at=f"{at.astimezone(cfg.zone):%Y-%m-%d %H:%M}", number=number_)


def _temperature(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    return number(f"{value:f}", "temperature", places=QUANTITY_PLACES, least=COLDEST, most=HOTTEST)


def _body(number_: str, status: str, at: datetime, place: str, text: str, warmth: Decimal | None) -> dict[str, Any]:
    told = {"status": status, "place": place, "text": text, "moment": at.isoformat(timespec="seconds")}
    if warmth is not None:
        told["temperature"] = f"{plain(warmth):f}"
    return {name: value for name, value in told.items() if value} | {"parts": [number_]}


def _write(unit: Unit, me: Who, there: _Found) -> None:
    store.ADD_EVENT.many(unit, store.EVENT, there.events)
    store.DELIVERED.many(unit, "delivered_at id", [(at, id_) for id_, at in sorted(there.delivered.items())])
    all_beside(unit, me, "track", [(there.docs[order], body) for order, body in there.entries])
