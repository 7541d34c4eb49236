"""Looking at shipments: lists, and one of them with its way, its papers and what was wrong with it. S04.17, S13.19

A customer sees its own. Amounts are MASKED for who may not see them.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote

from ydh.core.company.actors import Actor, Who
from ydh.core.company.settings import settings
from ydh.core.documents.readers import reader, scope_of
from ydh.core.goods.keeping import marks
from ydh.core.orders.billing import of_order
from ydh.core.orders.views import CaseView
from ydh.core.partners import carriers
from ydh.core.rules.papers import NOTE
from ydh.core.shipping.parcels import number_of
from ydh.core.shipping.views import AddressLabel, ShipmentRow, ShipmentSheet, ShipmentSheetLine, TrackEvent
from ydh.core.values.errors import Conflict, NotFound
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import line_amount
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.text import escaped, key
from ydh.core.values.words import MASKED, Label
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.shipping import shipping as store
from ydh.store.shipping.rows import ListedShipment

MOST = 1000  # rows of a page
_ROW = 14  # columns of a row of the list


def list_shipments(
    actor: Actor,
    text: str = "",
    *,
    step: str | None = None,
    carrier: str | None = None,
    customer: str | None = None,
    overdue: bool = False,
    first: date | None = None,
    last: date | None = None,
    after: str = "",
    limit: int = 50,
) -> Page[ShipmentRow]:
    """A page of shipments, the newest first. `overdue`: on their way, and expected before today. S01.12

    `carrier` is a code or a name of the list, or the name that stands on shipments. Raises NotAllowed.
    """

    def work(unit: Unit) -> Page[ShipmentRow]:
        me, cfg = reader(unit, actor), settings(unit)
        given = {
            "step": step,
            "carrier": None if carrier is None else _carrier(unit, carrier),
            "code": None if customer is None else key(customer),
            "late": cfg.today if overdue else None,
            "first": first,
            "last": last,
            "text": text.casefold() or None,
        }
        filters = {name: value for name, value in given.items() if value is not None} | scope_of(me)
        if after:
            filters["older"] = int(after) if after.isascii() and after.isdigit() else 0
        size = max(1, min(limit, MOST))
        page = store.shipments_by(filters)
        rows = [_row(row, cfg.today) for row in page.rows(unit, **filters, limit=size + 1)]
        next_ = rows[size - 1].cursor if len(rows) > size else ""
        return Page(tuple(rows[:size]), next_, partial(actor.company.count, page, filters))

    return actor.company.read(work)


def _carrier(unit: Unit, text: str) -> str:
    return next((name for code, name in carriers.names(unit) if key(text) in (key(code), key(name))), text)


def _row(row: ListedShipment, today: date) -> ShipmentRow:
    waits = row.step == "receive" and row.delivered_at is None and row.received_at is None
    late = waits and bool(row.expected_date and row.expected_date < today)
    return ShipmentRow(*(*row[:12], late, row.revision, str(row.id)))


def show(actor: Actor, number: str) -> ShipmentSheet:
    """Everything about one shipment, by its number. Raises NotFound, NotAllowed."""

    def work(unit: Unit) -> ShipmentSheet:
        return sheet(unit, reader(unit, actor), number)

    return actor.company.read(work)


def sheet(unit: Unit, me: Who, number: str) -> ShipmentSheet:
    """The shipment as the reader may see it. Raises NotFound."""
    number = number_of(unit, number)
    row = store.SHEET.row(unit, number=number)
    if row is None or not me.sees(row[-2], row[-1]):
        raise NotFound("shipment-unknown", number=escaped(number))
    cfg = settings(unit)
    head = _row(ListedShipment(*row[:_ROW]), cfg.today)
    warehouse, weight, cod, *rest = row[_ROW:-3]
    it = carriers.by_name(unit, cfg.today, head.carrier)
    url = it.tracking_url.replace(carriers.PLACE, quote(head.tracking, safe="")) if it and head.tracking else ""
    amount = (lambda value: value) if me.sees_amounts() else (lambda _: MASKED)
    carrier = (it.kind if it else "", it.phone if it else "", url)
    figures = (None if weight is None else plain(weight), None if cod is None else amount(cod))
    lines = tuple(_line(line, amount) for line in store.CONTENTS.rows(unit, shipment=row[_ROW - 1]))
    events, cases = _events(unit, me, row[_ROW - 1]), _cases(unit, me, row[-3], number)
    return ShipmentSheet(*(head, warehouse, *carrier, *figures, *rest, lines, events, cases))


def _line(row: Row, amount: Callable[[Any], Any]) -> ShipmentSheetLine:
    position, sku, name, attributes, quantity, unit_name, received, price, discount, handling = row
    described = " ".join(str(value) for value in attributes.values())
    figures = (plain(quantity), unit_name, plain(received))
    money = (amount(price), amount(line_amount(price, quantity, discount)))
    return ShipmentSheetLine(position, sku, name, described, *figures, *money, marks(handling))


def _events(unit: Unit, me: Who, shipment: int) -> tuple[TrackEvent, ...]:
    rows = store.EVENTS.rows(unit, shipment=shipment)
    return tuple(
        TrackEvent(at, status, place, text, None if warmth is None else plain(warmth), me.told(by or ""))
        for at, status, place, text, warmth, by in rows
    )


def _cases(unit: Unit, me: Who, order: int, number: str) -> tuple[CaseView, ...]:
    return tuple(case for case in of_order(unit, me, order) if case.shipment in ("", number))


def handling_of(it: ShipmentSheet) -> tuple[Label, ...]:
    """How the goods of a shipment want to be handled, each word once. S16.10, S16.19"""
    return tuple(dict.fromkeys(mark for line in it.lines for mark in line.handling))


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """A delivery note or a packing list. `prices`: the company prints them; what the reader may not see is MASKED."""

    kind: str
    company: str
    sheet: ShipmentSheet
    prices: bool


def paper(actor: Actor, number: str, kind: str = NOTE) -> DeliveryNote:
    """The paper of a shipment, for who sees it; a packing list never has prices. Raises NotFound, NotAllowed."""

    def work(unit: Unit) -> DeliveryNote:
        cfg = settings(unit)
        found = sheet(unit, reader(unit, actor), number)
        return DeliveryNote(kind, cfg["company_name"], found, kind == NOTE and bool(cfg["prices_on_notes"]))

    return actor.company.read(work)


def label(actor: Actor, number: str, parcels: int | None = None) -> AddressLabel:
    """The label of a shipment's parcels, for who sees it.

    `parcels` counts while the shipment does not say how many they are, else one. Raises NotFound, NotAllowed, Conflict
    when it says otherwise.
    """
    it = show(actor, number)
    if it.row.parcels and parcels not in (None, it.row.parcels):
        raise Conflict("parcels-differ", number=it.row.number, parcels=it.row.parcels)
    return AddressLabel(it, it.row.parcels or parcels or 1)
