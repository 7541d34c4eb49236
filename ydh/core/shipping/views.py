"""What the use cases of shipping give: carriers, shipments with their way, cases, papers. Frozen, without ids.

Quantities in base units, weights in kilograms, temperatures in degrees C, money in yuan, times UTC, days the company's.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from ydh.core.orders.views import Amount
from ydh.core.values.lazy import dataclass
from ydh.core.values.words import N_, Label

CARRIER_KINDS: Mapping[str, str] = {
    "express": N_("express"),
    "freight": N_("road freight"),
    "own": N_("own vehicles"),
    "pickup": N_("fetched by the customer"),
    "personal": N_("personal delivery"),
}


def label_of(names: Mapping[str, str], code: str) -> Label:
    """The marked name of a code; a code without one stands for itself."""
    return Label(names.get(code, code), code)


@dataclass(frozen=True, slots=True)
class CarrierView:
    """A carrier of the company's list. `expired`: its contract ran out before today."""

    code: str
    name: str
    kind: str
    phone: str
    contract_number: str
    contract_until: date | None
    tracking_url: str
    active: bool
    expired: bool
    version: int


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """A shipment in a list. `overdue`: not there although it was expected before today."""

    number: str
    order: str
    customer_code: str
    customer: str
    step: str
    carrier: str
    tracking: str
    parcels: int | None
    shipped_at: datetime | None
    expected_date: date | None
    delivered_at: datetime | None
    received_at: datetime | None
    overdue: bool
    revision: int
    cursor: str


@dataclass(frozen=True, slots=True)
class ShipmentSheetLine:
    """A line of a shipment. `handling` are the marks of its goods."""

    position: int
    sku: str
    name: str
    attributes: str
    quantity: Decimal
    unit: str
    received: Decimal
    price: Amount
    amount: Amount
    handling: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class TrackEvent:
    """What the carrier said of a shipment."""

    at: datetime
    status: str
    place: str
    text: str
    temperature: Decimal | None
    by: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case: what was wrong with what arrived, and what became of it; open while `closed_at` is empty."""

    number: str
    order: str
    shipment: str
    customer: str
    position: int | None
    sku: str
    name: str
    kind: str
    quantity: Decimal
    text: str
    opened_by: str
    opened_at: datetime
    outcome: str
    answer: str
    reference: str
    closed_by: str
    closed_at: datetime | None
    cursor: str


@dataclass(frozen=True, slots=True)
class ShipmentSheet:
    """Everything about one shipment that the reader may see; `url` leads to the carrier's own page."""

    row: ShipmentRow
    warehouse: str
    carrier_kind: str
    phone_of_carrier: str
    url: str
    weight: Decimal | None
    cod: Amount | None
    agreed_date: date | None
    agreed_time: str
    agreed_place: str
    remark: str
    contact: str
    phone: str
    address: str
    customer_po: str
    rating: int | None
    rating_text: str
    lines: tuple[ShipmentSheetLine, ...]
    events: tuple[TrackEvent, ...]
    cases: tuple[CaseView, ...]


class PutEvent(NamedTuple):
    """A row of an import of tracking events. `at` is on the company's clock, in UTC."""

    tracking: str
    at: str
    status: str
    place: str = ""
    text: str = ""
    carrier: str = ""
    temperature: Decimal | None = None
