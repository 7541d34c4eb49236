"""What the use cases of shipping give: shipments with their way, counts, papers. Frozen, without ids.

Quantities in base units, weights in kilograms, temperatures in degrees C, money in yuan, times UTC, days the company's.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from ydh.core.orders.views import CaseView
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Amount
from ydh.core.values.words import N_, Label

PICK, CHECK = "pick", "check"
PHASE_NAMES = {PICK: N_("pick."), CHECK: N_("check.")}
WAITING = "waiting"  # every state in which something is still to be counted
STATES = {
    "to_pick": N_("not picked"),
    "picking": N_("being picked"),
    "to_check": N_("picked, to check"),
    "checking": N_("check begun"),
    "ready": N_("may leave"),
}
DONE = N_("counted, may leave")  # the last of them, where something was counted


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


@dataclass(frozen=True, slots=True)
class AddressLabel:
    """What stands on each parcel of a shipment: where it goes, and that it is one of so many `parcels`."""

    sheet: ShipmentSheet
    parcels: int


class PutEvent(NamedTuple):
    """A row of an import of tracking events. `at` is on the company's clock, in UTC."""

    tracking: str
    at: str
    status: str
    place: str = ""
    text: str = ""
    carrier: str = ""
    temperature: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PickLine:
    """A line of a shipment, or a lot of one. `sku_id` and `lot_id` are for counting, not for showing."""

    position: int
    sku: str
    barcode: str
    name: str
    attributes: str
    unit: str
    pack_size: Decimal
    pack_unit: str
    place: str
    handling: tuple[Label, ...]
    note: str
    lot: str
    expires: date | None
    blocked: str
    due: Decimal
    counted: Decimal
    sku_id: int
    lot_id: int | None

    @property
    def left(self) -> Decimal:
        """What is still to be counted."""
        return self.due - self.counted


@dataclass(frozen=True, slots=True)
class PickSheet:
    """A shipment that is counted. `phase` is pick or check, empty when nothing is left to count; `by` has it."""

    number: str
    order: str
    customer: str
    warehouse: str
    phase: str
    by: str
    mine: bool
    picker: str
    held: int
    lines: tuple[PickLine, ...]

    @property
    def due(self) -> Decimal:
        return sum((line.due for line in self.lines), Decimal(0))

    @property
    def counted(self) -> Decimal:
        return sum((line.counted for line in self.lines), Decimal(0))

    @property
    def done(self) -> int:
        """How many lines are counted in full."""
        return sum(line.left == 0 for line in self.lines)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one code did: which line it counted, how much, and how the line stands."""

    code: str
    position: int
    sku: str
    name: str
    quantity: Decimal
    counted: Decimal
    due: Decimal


@dataclass(frozen=True, slots=True)
class PickRow:
    """A shipment that waits to be counted, or that may leave. `state` is one of STATES."""

    number: str
    order: str
    customer_code: str
    customer: str
    since: datetime
    urgent: bool
    held: int
    warehouse: str
    state: str
    by: str
    lines: int
    due: Decimal
    counted: Decimal
    cursor: str

    @property
    def done(self) -> bool:
        """Whether it is counted, and nothing is left to count."""
        return self.state == "ready" and self.counted > 0


@dataclass(frozen=True, slots=True)
class Finished:
    """A count that is finished: `back` went back to release; `next` is what the shipment needs now, `check` or ''."""

    number: str
    phase: str
    back: tuple[tuple[int, str, Decimal], ...]
    next: str
    step: str
    revision: int
