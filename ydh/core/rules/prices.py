"""Which price holds. Yuan per base unit. S14.7"""

from decimal import Decimal
from typing import NamedTuple

from ydh.core.values.words import N_

SOURCES = {"customer": N_("customer's price"), "level": N_("level price"), "list": N_("list price")}


class Price(NamedTuple):
    """The price that holds and where it comes from, one of SOURCES."""

    value: Decimal
    source: str


def price_that_holds(listed: Decimal, *, level: Decimal | None = None, customer: Decimal | None = None) -> Price:
    """The price agreed with the customer, else his level's, else the list price. Yuan per base unit. S14.7"""
    if customer is not None:
        return Price(customer, "customer")
    if level is not None:
        return Price(level, "level")
    return Price(listed, "list")
