"""What an order's entries keep besides for the replay of the journal: what no person reads there (KEPT).

Short, because every order pays for it: what most orders do not have is left out.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import PERSONAL, Entry, personals
from ydh.core.documents.document import Part
from ydh.core.orders.lines import PricedLine
from ydh.core.orders.order import Line, Order, Shipment
from ydh.core.values.quantities import plain
from ydh.store.engine.database import Unit
from ydh.store.orders.lines import CustomerRow
from ydh.store.tables.fields import EPOCH, MICROSECOND

CONTACT = ("contact", "phone", "address")


def of_lines(lines: Sequence[PricedLine]) -> dict[str, Any]:
    """What of new lines the entry does not say: list prices, discounts, prices of their own, notes; by position."""
    said: dict[str, Any] = {
        "listed": {str(at): str(x.list_price) for at, x in enumerate(lines, 1) if x.list_price != x.price},
        "discounts": {str(at): str(x.discount) for at, x in enumerate(lines, 1) if x.discount},
        "given": [at for at, x in enumerate(lines, 1) if x.given],
        "notes": {str(at): x.note for at, x in enumerate(lines, 1) if x.note},
    }
    return {name: value for name, value in said.items() if value}


def whole(lines: Sequence[PricedLine]) -> dict[str, Any]:
    """The lines themselves, where the entry does not have them."""
    told = [[x.good.code, f"{plain(x.quantity):f}"] for x in lines]
    return {"lines": told, "prices": [str(x.price) for x in lines], **of_lines(lines)}


def added(position: int, line: PricedLine) -> dict[str, Any]:
    """A line that comes to the others."""
    row: dict[str, Any] = {"sku": line.good.code, "quantity": str(line.quantity), "list_price": str(line.list_price)}
    row |= {"price": str(line.price), "discount": str(line.discount), "given": line.given, "note": line.note}
    return {"added": {str(position): row | dict.fromkeys(("closed", "released", "shipped", "received"), "0")}}


def of_order(customer: str, channel: str, details: Mapping[str, Any], freight: Decimal) -> dict[str, Any]:
    """Whose order it is, how it came, and what it carries that is nobody's address."""
    said = {name: value for name, value in details.items() if value and name not in PERSONAL}
    shown = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    kept = {"customer": customer, "channel": channel, "details": shown}
    return kept | ({"freight": str(freight)} if freight else {})


def of_contact(unit: Unit, customer: CustomerRow, details: Mapping[str, Any]) -> dict[str, Any]:
    """Who and where to: as of which of its entries they are the customer's own, salted digests of what is another."""
    others = {name: details.get(name) or "" for name in CONTACT if (details.get(name) or "") != getattr(customer, name)}
    digests = personals(unit, list(filter(None, others.values())))
    told = iter(digests)
    return {"as": customer.entries} | {name: next(told) if text else "" for name, text in others.items()}


def of_act(doc: Order, entry: Entry, about: Collection[Part], now: datetime, *, last: bool) -> dict[str, Any]:
    """What an act changes of an order beside what its entry says; the `last` entry of several has most of it."""
    kept: dict[str, Any] = {"step": doc.step} if doc.step != entry.to else {}
    mine = [part for part in doc.shipments if any(part is it for it in about)]
    made = {part.number: [part.warehouse, contents(part)] for part in mine if part.made}
    for part in mine:
        part.made = False  # it is told
    if made:
        kept["made"] = made
    if entry.action == "take_back" and doc.since != now:
        kept["since"] = (doc.since - EPOCH) // MICROSECOND
    if not last:
        return kept
    if doc.lines_changed or doc.amounts:
        kept["ledger"] = {str(line.position): _ledger(line) for line in doc.lines}
    if doc.opened:
        kept["opened"] = [[hold.kind, hold.reason, hold.opened_by] for hold in doc.opened]
    if doc.lifted:
        kept["lifted"] = [[hold.kind, answer, by if by > 0 else None] for hold, by, answer in doc.lifted]
    if doc.held_again:
        kept["held_again"] = [hold.kind for hold in doc.held_again]
    known = [part.number for part in mine if part.step == entry.to and part.since == now]  # the entry says so
    moved = {part.number: _at(part, now) for part in doc.shipments if part.changed and part.number not in known}
    return kept | ({"parts": moved} if moved else {})


def contents(part: Shipment) -> list[list[Any]]:
    """What is in a shipment: position and quantity."""
    return [[line.position, f"{plain(quantity):f}"] for line, quantity in part.lines]


def _ledger(line: Line) -> str:
    return " ".join(f"{plain(q):f}" for q in (line.closed, line.released, line.shipped, line.received))


def _at(part: Shipment, now: datetime) -> Any:
    """Where a shipment waits, with the moment when that is not now."""
    return part.step if part.since == now else [part.step, (part.since - EPOCH) // MICROSECOND]
