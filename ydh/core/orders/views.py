"""What front ends get: frozen values of orders, their parts, carts and cases. Plain Python.

Money in yuan and quantities in base units are Decimal, times are UTC, days are the company's. Amounts that the
reader may not see are MASKED.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ydh.core.values.errors import YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Amount


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


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed for one line: a price in yuan (None: the one that holds), a discount (0.05 is 5 %)."""

    price: Decimal | None = None
    discount: Decimal = Decimal(0)


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

    `returned` is asked back and not refused, whether it came already or not; `refunded` of it is paid back;
    `billable` may be billed.
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
    billable: Decimal | None = None
    pack_size: Decimal = Decimal(1)
    pack_unit: str = ""

    @property
    def left(self) -> Decimal:
        """What is still to be released."""
        return self.quantity - self.closed - self.released

    @property
    def held(self) -> Decimal:
        """What is reserved for that: what shipments have that wait to leave is not."""
        return max(Decimal(0), self.reserved - self.released + self.shipped)


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A line of which something is not released yet.

    `there` is what it could get now: what is reserved for it and what nobody has; None for a service, and for
    customers, who are not told. `place`: the shelves where the item lies.
    """

    line: LineView
    there: Decimal | None
    place: str

    @property
    def lacks(self) -> bool:
        """Whether less is there than is left."""
        return self.there is not None and self.there < self.line.left


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
class ReturnOf:
    """A return of an order: its number, kind, what it waits for, what it comes to."""

    number: str
    kind: str
    step: str
    total: Amount


@dataclass(frozen=True, slots=True)
class OrderView:
    """Everything about one order that the reader may see.

    `kept_from`: where names, units and packs of its lines were found, when the order is older than what it keeps.
    """

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
    kept_from: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class CartLineView:
    """A line of a cart with what is wrong with it; `waits` is how much is not there and may be ordered all the same.

    Quantities in base units; a box, where there is one, holds `pack_size` of them.
    """

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
    pack_size: Decimal = Decimal(1)
    pack_unit: str = ""


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart as it would be submitted now."""

    customer: str
    version: int
    lines: tuple[CartLineView, ...]
    total: Amount
    last_number: str


@dataclass(frozen=True, slots=True, repr=False)
class PriceMove:
    """The unit price in yuan that was seen of an item, and the one that holds now."""

    code: str
    old: Decimal
    new: Decimal

    def __str__(self) -> str:
        return f"{self.code} {_price(self.old)} -> {_price(self.new)}"

    __repr__ = __str__


def _price(value: Decimal) -> str:
    """With its cents, without zeros after them."""
    return f"{value:.2f}" if value == round(value, 2) else f"{value.normalize():f}"


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
class ShortLine:
    """A line of an order of which `short` is not there; `free` is what nobody has reserved of the item now.

    Customers are not told what is free.
    """

    position: int
    sku: str
    name: str
    quantity: Decimal
    short: Decimal
    free: Decimal | None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An item that open orders are short of."""

    sku: str
    name: str
    unit: str
    short: Decimal
    orders: int
    free: Decimal | None


@dataclass(frozen=True, slots=True)
class ShortOrder:
    """An order that waits for an item; `answer` is what the customer wants done, empty when it was not asked."""

    number: str
    customer_code: str
    customer: str
    step: str
    position: int
    answer: str
    short: Decimal
