"""Exact numbers: yuan, unit prices, quantities and rates as Decimal. One parser for files, commands and screens."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from math import ulp
from typing import NamedTuple

from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped, narrow

ZERO, ONE = Decimal(0), Decimal(1)
CENT = Decimal("0.01")
MONEY_PLACES, PRICE_PLACES, QUANTITY_PLACES, RATE_PLACES = 2, 4, 3, 4
LEAST_QUANTITY = Decimal("0.001")
MOST = Decimal(10) ** 12
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,60})?\Z")
_EXACT = 15  # significant digits that a binary floating point number keeps; what follows them is its noise
_NOISE = 4  # of its steps, as sums of a few such numbers have
# files often write a day with a time of day after it, which is dropped
_TIME = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*(?:日|号)?" + _TIME + r"\Z")
_RUN_ON = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])\Z")


def cents(value: Decimal) -> Decimal:
    """Yuan rounded half up to 2 places."""
    return value.quantize(CENT, ROUND_HALF_UP)


def number(text: str, field: str, *, places: int, least: Decimal | None = ZERO, most: Decimal = MOST) -> Decimal:
    """Read a number as people write it: full-width digits and spaces around it are fine, anything doubtful is not.

    0.30000000000000004, as programs write 0.1 + 0.2, is 0.3. Raises Invalid.
    """
    plain = narrow(text).strip()
    if not _NUMBER.match(plain):
        raise Invalid("number-form", field=field, value=escaped(text))
    value = Decimal(plain)
    if len(plain) > _EXACT:
        value = _without_noise(value)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > places and value != value.quantize(Decimal(1).scaleb(-places)):
        raise Invalid("number-places", field=field, value=escaped(text), places=places)
    if least is not None and value < least:
        raise Invalid("number-low", field=field, value=escaped(text), least=least)
    if value > most:
        raise Invalid("number-high", field=field, value=escaped(text), most=most)
    return value


def _without_noise(value: Decimal) -> Decimal:
    """A fraction of more digits than a floating point number has, as that number was meant."""
    meant = Context(prec=_EXACT).plus(value)
    if meant == value or abs(meant - value) > _NOISE * Decimal(ulp(float(value))):
        return value
    return Decimal(f"{meant:f}".rstrip("0").rstrip("."))


def day(text: str, field: str) -> date:
    """Read a calendar day, 2026-11-23; 2026/11/23, 2026.11.23, 2026年11月23日 and 20261123 are understood."""
    plain = narrow(text).strip()
    found = _DATE.match(plain) or _RUN_ON.match(plain)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise Invalid("date-form", field=field, value=escaped(text))


def line_amount(price: Decimal, quantity: Decimal, discount: Decimal = ZERO) -> Decimal:
    """What a line comes to, in yuan: price x quantity x (1 - discount), rounded half up once. At most MOST, or Invalid.

    Beyond that neither a database's 64 bits nor the digits that are worked with would hold it.
    """
    exact = price * quantity * (ONE - discount) if discount else price * quantity
    if exact > MOST:
        raise Invalid("amount-high", most=MOST)
    return cents(exact)


def rounding(thousandths: int) -> int:
    """By how many cents an amount of the past may differ from quantity times price: the price was rounded to 4 places.

    A cent besides, for there is more than one way to round.
    """
    return 1 + thousandths // 200_000


class Totals(NamedTuple):
    """An order's money in yuan."""

    goods: Decimal
    freight: Decimal
    total: Decimal


def totals(amounts: Iterable[Decimal], freight: Decimal = ZERO) -> Totals:
    """The sum of the lines' amounts, and with freight. Raises Invalid for more than MOST."""
    goods = sum(amounts, cents(ZERO))
    if goods + freight > MOST:
        raise Invalid("total-high", most=MOST)
    return Totals(goods, cents(freight), goods + cents(freight))
