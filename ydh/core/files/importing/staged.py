"""The staged form of an order, and what many of them add up to.

Each line is a text of its own: a file has many more lines than different ones, so that reading them back is a look-up.
"""

import json
from typing import Any, NamedTuple

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class StagedLine(NamedTuple):
    """A line. Quantity in thousandths, prices and discount in ten-thousandths, amount in cents."""

    sku: int
    quantity: int
    listed: int
    price: int
    discount: int
    amount: int
    given: bool
    note: str


def line_text(line: StagedLine) -> str:
    """The line as it is staged; the note is last, for it may hold anything."""
    sku, quantity, listed, price, discount, amount, given, note = line
    return f"{sku},{quantity},{listed},{price},{discount},{amount},{given:d},{note}"


def line_of(text: str) -> StagedLine:
    """The line of a staged text."""
    *numbers, given, note = text.split(",", 7)
    sku, quantity, listed, price, discount, amount = map(int, numbers)
    return StagedLine(sku, quantity, listed, price, discount, amount, given == "1", note)


class StagedOrder(NamedTuple):
    """An order. Money in cents; `details` are the values of store.orders.DETAILS as JSON, `rows` those of the file."""

    fold: str
    ref: str
    customer: int
    channel: str
    day: str
    freight: int
    goods: int
    holds: list[str]
    details: str
    rows: int
    lines: list[str]


def order_of(staged: list[Any]) -> StagedOrder | None:
    """The order of a staged row; None for the mark of a refused one, which has its reference only."""
    return StagedOrder(*staged) if len(staged) > 1 else None


class Tally:
    """What the good orders of a file add up to. Money in cents, quantities in thousandths.

    `merged` are the lines that became part of another with the same item, price, discount and note.
    """

    def __init__(self) -> None:
        self.orders = self.rows = self.cents = self.merged = 0
        self.needed: dict[int, int] = {}
        """Of each sku, services left out."""

    def add(self, order: StagedOrder, stocked: list[tuple[int, int]], sign: int = 1) -> None:
        """Count an order in, or out again with `sign` -1; `stocked` are sku and quantity of what comes from stock."""
        self.orders += sign
        self.rows += sign * order.rows
        self.merged += sign * (order.rows - len(order.lines))
        self.cents += sign * (order.goods + order.freight)
        needed = self.needed
        for sku, quantity in stocked:
            needed[sku] = needed.get(sku, 0) + sign * quantity
