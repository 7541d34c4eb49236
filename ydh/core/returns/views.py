"""What front ends get and give about returns. Money in yuan, quantities in base units, times UTC; plain values."""

from dataclasses import field
from datetime import date, datetime
from decimal import Decimal

from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Amount


@dataclass(frozen=True, slots=True)
class WantBack:
    """A line of a return as somebody asks for it.

    `line` is the order line's position, or the sku's code. `reason` empty: the return's own. `swap` is the sku that is
    wanted in its place in an exchange; `price` is what was agreed for a return without an order.
    """

    line: str
    quantity: Decimal | str | None = None  # None: all that can come back
    reason: str = ""
    note: str = ""
    swap: str = ""
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CanReturn:
    """A line of an order: what of it can come back until when, and what was promised. `until` None: not at all.

    `shipped` is without what cases credited: that is not paid, and does not come back.
    """

    position: int
    sku: str
    name: str
    attributes: str
    unit: str
    price: Amount
    shipped: Decimal
    returned: Decimal
    left: Decimal
    days: int
    until: date | None
    late: bool
    guarantee: str


@dataclass(frozen=True, slots=True)
class Returnable:
    """What can come back of an order, and the company's policy; `overrules`: the reader may go beyond the window."""

    order: str
    customer_code: str
    customer: str
    policy: str
    overrules: bool
    lines: tuple[CanReturn, ...]


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A return in a list. `cursor` is what the next page starts after."""

    number: str
    order: str
    customer_code: str
    customer: str
    kind: str
    step: str
    reason: str
    total: Amount
    refund: Amount
    business_date: date
    since: datetime
    revision: int
    assigned: str
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class ReturnLineView:
    """A line of a return: asked, allowed, sent, came and where it went, paid back."""

    position: int
    order_line: int
    sku: str
    name: str
    attributes: str
    unit: str
    quantity: Decimal
    allowed: Decimal
    sent: Decimal
    came: Decimal
    restocked: Decimal
    scrapped: Decimal
    repair: Decimal
    refunded: Decimal
    price: Amount
    discount: Amount
    worth: Amount
    amount: Amount
    reason: str
    note: str
    swap: str
    lot: str
    lots: bool
    service: bool
    guarantee: str
    pack_size: Decimal = Decimal(1)
    pack_unit: str = ""


@dataclass(frozen=True, slots=True)
class ReturnView:
    """Everything about one return that the reader may see."""

    row: ReturnRow
    text: str
    created_by: str
    submitted_at: datetime | None
    return_address: str
    carrier: str
    tracking: str
    dispatched_at: datetime | None
    received_at: datetime | None
    closed_at: datetime | None
    replacement: str
    payment: str
    policy: str
    lines: tuple[ReturnLineView, ...] = field(default=())
    ref: str = ""
