"""What a practice company consists of: plain frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Terms = Literal["prepaid", "on_delivery", "monthly"]
Channel = Literal["website", "phone", "email", "fax", "visit", "fair", "batch"]
Goal = Literal["draft", "review", "finance", "release", "ship", "receive", "done", "void"]
Twist = Literal["", "held", "sent_back", "partly"]


@dataclass(frozen=True)
class Category:
    """A group of products."""

    name: str


@dataclass(frozen=True)
class ProductRow:
    """One SKU; the SKUs of a product share `code` and `name`. `price` is in yuan a unit, `pack_size` in units a box."""

    code: str
    name: str
    category: str
    brand: str
    unit: str
    sku: str
    attributes: Mapping[str, str]
    barcode: str  # EAN-13; empty for a service
    pack_size: int
    pack_unit: str
    minimum: int
    multiple: int
    price: Decimal
    service: bool


@dataclass(frozen=True)
class CustomerRow:
    """A shop that orders; `salesperson` is the login of a StaffRow."""

    code: str
    name: str
    level: str
    region: str
    terms: Terms
    contact: str
    phone: str
    address: str
    salesperson: str


@dataclass(frozen=True)
class StaffRow:
    """A person of the company and the codes of the built-in roles that he holds."""

    login: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class StockRow:
    """What lies in the warehouse on the first day, in units; `short` marks the few that do not suffice on purpose."""

    sku: str
    warehouse: str
    quantity: int
    short: bool


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order to be brought in and walked up to `goal`: the step it waits for, or draft, done, void.

    `twist` is what happened on the way: held (a hold is still open), sent_back (once sent back; a draft stays
    there), partly (one part left before the rest, which is where `goal` says). `lines` are (sku, quantity in units).
    `carrier` is empty until something has left; `freight` is in yuan.
    """

    ref: str
    day: date
    customer: str
    channel: Channel
    lines: tuple[tuple[str, int], ...]
    goal: Goal
    twist: Twist
    carrier: str
    freight: Decimal
