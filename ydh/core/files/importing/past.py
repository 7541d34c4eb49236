"""The staged form of a document of the past, and what many of them add up to. See staged.py."""

import hashlib
from decimal import Decimal
from typing import Any, NamedTuple

from ydh.core.files.importing.amounts import yuan
from ydh.core.files.importing.staged import encode

ORDER, RETURN = "order", "return"


class PastLine(NamedTuple):
    """A line. Quantity in thousandths, price and discount in ten-thousandths, amount in cents.

    `origin` is the line of the order that the goods of a return came with, 0 where it is not said.
    """

    sku: int
    quantity: int
    price: int
    discount: int
    amount: int
    origin: int
    note: str


class StagedPast(NamedTuple):
    """A document as it ended. Money in cents, days as text; those of what never left are empty.

    `details` are the values of store.orders.DETAILS as JSON, `rows` those of the file, `origin` the order that a return
    is of. `print` tells whether it is the same as one that came in before.
    """

    fold: str
    ref: str
    kind: str
    customer: int
    channel: str
    day: str
    left: str
    came: str
    state: str
    origin: int
    reason: str
    carrier: str
    tracking: str
    freight: int
    goods: int
    details: str
    print: str
    rows: int
    lines: list[PastLine]


def print_of(*facts: Any) -> str:
    """What two documents have in common when they say the same. No personal values: it is kept for ever."""
    return hashlib.sha256(encode(facts).encode()).hexdigest()[:32]


def past_of(staged: list[Any]) -> StagedPast | None:
    """The document of a staged row; None for the mark of one that is not to be written."""
    if len(staged) == 1:
        return None
    found = StagedPast(*staged)
    return found._replace(lines=[PastLine(*line) for line in found.lines])


class PastTally:
    """What the good documents of a file add up to, orders and returns apart."""

    def __init__(self) -> None:
        self.count = {ORDER: 0, RETURN: 0}
        self.cents = {ORDER: 0, RETURN: 0}

    @property
    def orders(self) -> int:
        """Documents of both kinds."""
        return sum(self.count.values())

    def add(self, it: StagedPast, sign: int = 1) -> None:
        """Count a document in, or out again with `sign` -1; a void one comes to nothing."""
        self.count[it.kind] += sign
        if it.state != "void":
            self.cents[it.kind] += sign * (it.goods + it.freight)

    def total(self, kind: str) -> Decimal:
        """In yuan."""
        return yuan(self.cents[kind])
