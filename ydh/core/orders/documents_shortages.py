"""What is short, as front ends get it. Quantities in base units."""

from decimal import Decimal

from ydh.core.values.lazy import dataclass


@dataclass(frozen=True, slots=True)
class ShortLine:
    """A line of an order of which `short` is not there; `free` is what nobody has reserved of the item now."""

    position: int
    sku: str
    name: str
    quantity: Decimal
    short: Decimal
    free: Decimal


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An item that open orders are short of."""

    sku: str
    name: str
    unit: str
    short: Decimal
    orders: int
    free: Decimal


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
