"""What front ends get: frozen values of orders, their parts and the outcomes of acts. Plain Python.

Money in yuan and quantities in base units are Decimal, times are UTC, days are the company's. Amounts that the
reader may not see are MASKED.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ydh.core.values.errors import YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.words import N_, Masked

if TYPE_CHECKING:
    from ydh.core.shipping.views import CaseView

Amount = Decimal | Masked


@dataclass(frozen=True, slots=True)
class Seen:
    """What the actor saw when he decided: the step and, when known, the revision."""

    step: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A document to act on, as somebody saw it."""

    number: str
    seen: Seen = Seen()


@dataclass(frozen=True, slots=True)
class Done:
    """The act was done; `step` is where the document waits now."""

    number: str
    step: str
    revision: int = 0
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A hold keeps the document where it is."""

    number: str
    error: YdhError


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed, for this reason."""

    number: str
    error: YdhError


Outcome = Done | Held | Refused


@dataclass(frozen=True, slots=True)
class Want:
    """A line as somebody asks for it: sku code (or barcode, or the customer's own code) and quantity.

    `quantity` may be text such as `2箱`; `price` (yuan) and `discount` (0.05 is 5 %) only where they may be given.
    """

    sku: str
    quantity: Decimal | str
    price: Decimal | None = None
    discount: Decimal = Decimal(0)
    note: str = ""


# What an order can carry besides its lines: field and label. flows.REQUIRED says which a channel needs.
DETAIL_NAMES: Mapping[str, str] = {
    "contact": N_("contact"),
    "phone": N_("phone"),
    "address": N_("address"),
    "terms": N_("payment terms"),
    "requested_date": N_("requested date"),
    "promised_date": N_("promised date"),
    "project": N_("project"),
    "contract_number": N_("contract number"),
    "contract_date": N_("contract date"),
    "customer_po": N_("the customer's order number"),
    "when_short": N_("if goods are short"),
}
DATES = frozenset({"requested_date", "promised_date", "contract_date"})
# What the customer says is to be done with what is short (S07.18, S10.11).
SHORT_NAMES: Mapping[str, str] = {
    "parts": N_("send what is there, the rest later"),
    "wait": N_("wait until all is there"),
    "close": N_("send what is there, forget the rest"),
}
TERMS_NAMES: Mapping[str, str] = {
    "prepaid": N_("prepaid"),
    "on_delivery": N_("on delivery"),
    "monthly": N_("monthly account"),
}


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list. `cursor` is what the next page starts after."""

    number: str
    customer_code: str
    customer: str
    step: str
    total: Amount
    business_date: date
    since: datetime
    held: int
    channel: str
    revision: int
    assigned: str
    urgent: bool
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of an order; `closed` was given up, `short` is what is neither reserved nor shipped nor closed.

    `returned` is asked back and not refused, whether it came already or not; `refunded` of it is paid back.
    """

    position: int
    sku: str
    name: str
    attributes: str
    quantity: Decimal
    unit: str
    price: Amount
    discount: Amount
    amount: Amount
    reserved: Decimal
    released: Decimal
    shipped: Decimal
    received: Decimal
    short: Decimal
    note: str
    service: bool
    closed: Decimal = Decimal(0)
    by_lot: bool = False
    returned: Decimal = Decimal(0)
    refunded: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class HoldView:
    """An open hold: its kind, why, since when, and who may lift it."""

    kind: str
    label: str
    reason: str
    opened_by: str
    opened_at: datetime
    lifted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShipmentView:
    """A part of an order on its way."""

    number: str
    step: str
    carrier: str
    tracking: str
    shipped_at: datetime | None
    received_at: datetime | None
    lines: tuple[tuple[int, Decimal, Decimal], ...]
    expected_date: date | None = None
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A remark or a contact record."""

    kind: str
    position: int | None
    text: str
    with_whom: str
    how: str
    result: str
    shared: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a document's history, worded from the journal."""

    at: datetime
    by: str
    action: str
    step: str
    to: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReturnOf:
    """A return of an order: its number, kind, what it waits for, what it comes to."""

    number: str
    kind: str
    step: str
    total: Amount


@dataclass(frozen=True, slots=True)
class OrderView:
    """Everything about one order that the reader may see."""

    row: OrderRow
    details: Mapping[str, Any]
    region: str
    goods: Amount
    freight: Amount
    created_by: str
    submitted_at: datetime | None
    lines: tuple[LineView, ...]
    holds: tuple[HoldView, ...]
    shipments: tuple[ShipmentView, ...]
    notes: tuple[NoteView, ...] = field(default=())
    cases: tuple["CaseView", ...] = field(default=())
    billable: Mapping[int, Decimal] = field(default_factory=dict)  # by position: what may be billed of the lines
    returns: tuple[ReturnOf, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be done to a document now: who may, and what stands in the way of the asker."""

    action: str
    label: str
    step: str
    part: str
    people: tuple[str, ...]
    blocked: YdhError | None


@dataclass(frozen=True, slots=True)
class CartLineView:
    """A line of a cart with what is wrong with it; `waits` is how much is not there and may be ordered all the same."""

    sku: str
    name: str
    quantity: Decimal
    unit: str
    price: Amount
    amount: Amount
    seen_price: Amount
    problems: tuple[YdhError, ...]
    note: str
    attributes: str = ""
    waits: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart as it would be submitted now."""

    customer: str
    version: int
    lines: tuple[CartLineView, ...]
    total: Amount
    last_number: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A cart into which an old order was put again, and why some of its lines were left out."""

    cart: CartView
    left_out: tuple[YdhError, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """A line of pasted text as it was written, and what it asks for, or what is wrong with it."""

    line_number: int
    text: str
    want: Want | None
    problem: YdhError | None


@dataclass(frozen=True, slots=True)
class PasteResult:
    """A cart after pasting: how many lines went in, and the text of those that did not, to be mended.

    `problems` are (line number, text, what is wrong).
    """

    cart: CartView
    added: int
    left: str
    problems: tuple[tuple[int, str, YdhError], ...]
