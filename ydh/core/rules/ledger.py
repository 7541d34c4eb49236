"""The ledger of a line's quantities, and the equations between them, written once (base units).

A line is ordered; of that some is closed as short and some released into shipments; what was released is shipped;
of that some is received good, asked back, and paid back. What is reserved is what the line holds of the stock.
Each equation is a comparison of the numbers, which may be Decimals or columns of a database alike: `ydh doctor` asks
the database for lines that break one, tests ask the values, and the tables' own constraints say the same again.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ydh.core.values.lazy import dataclass
from ydh.core.values.words import N_


@dataclass(slots=True)
class Ledger:
    """The numbers of one line. The last four are the sums of other rows that must agree with them."""

    quantity: Any
    closed: Any
    released: Any
    shipped: Any
    received: Any
    returned: Any
    refunded: Any
    reserved: Any = Decimal(0)  # in the stock, for this line
    in_parts: Any = Decimal(0)  # in its shipments, but for those that were taken apart
    left: Any = Decimal(0)  # in those of them that have left
    arrived: Any = Decimal(0)  # found good in those that have arrived


Equation = Callable[[Any], Any]

# name: what it says, and how it reads
EQUATIONS: Mapping[str, tuple[str, Equation]] = {
    "released-closed": (
        N_("what is released and what is closed is at most what was ordered"),
        lambda q: q.released + q.closed <= q.quantity,
    ),
    "closed": (N_("nothing is closed below nothing"), lambda q: q.closed >= 0),
    "shipped": (N_("what has left was released"), lambda q: q.shipped <= q.released),
    "received": (N_("what was received has left"), lambda q: q.received <= q.shipped),
    "returned": (N_("what is asked back has left"), lambda q: q.returned <= q.shipped),
    "refunded": (N_("what was paid back was asked back"), lambda q: q.refunded <= q.returned),
    "reserved": (
        N_("a line holds at most what of it is meant and has not left"),
        lambda q: q.reserved <= q.quantity - q.closed - q.shipped,
    ),
    "in-parts": (N_("what is released stands in shipments"), lambda q: q.released == q.in_parts),
    "left": (N_("what has left stands in shipments that have left"), lambda q: q.shipped == q.left),
    "arrived": (N_("what was received stands in shipments that have arrived"), lambda q: q.received == q.arrived),
}
# of goods, not of services: what is released and has not left is held in the stock
OF_GOODS: Mapping[str, tuple[str, Equation]] = {
    "held": (
        N_("what is released and has not left is held in the stock"),
        lambda q: q.reserved >= q.released - q.shipped,
    ),
}


def broken(ledger: Ledger, *, service: bool = False) -> tuple[str, ...]:
    """The names of the equations that the numbers break."""
    rules = EQUATIONS if service else {**EQUATIONS, **OF_GOODS}
    return tuple(name for name, (_, holds) in rules.items() if not holds(ledger))
