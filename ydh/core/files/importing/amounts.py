"""Money of a line in whole numbers: the same as money.line_amount, at a fraction of its cost. A test proves it.

Quantities in thousandths, prices and discounts in ten-thousandths, amounts in cents.
"""

from decimal import Decimal

from ydh.core.values.money import MOST

WHOLE = 10_000  # of a discount
MOST_CENTS, MOST_THOUSANDTHS = int(MOST.scaleb(2)), int(MOST.scaleb(3))
_UNIT = 1_000 * WHOLE * WHOLE // 100  # of price x quantity x (1 - discount) in a cent
_HALF = _UNIT // 2


def line_cents(price: int, quantity: int, discount: int) -> int:
    """price x quantity x (1 - discount), rounded half up once. Nothing here is negative."""
    return (price * quantity * (WHOLE - discount) + _HALF) // _UNIT


def yuan(cents: int) -> Decimal:
    """An amount as core has it."""
    return Decimal(cents).scaleb(-2)


def base_units(thousandths: int) -> Decimal:
    """A quantity as core has it."""
    return Decimal(thousandths).scaleb(-3)


def written(value: int, places: int) -> str:
    """A scaled number in plain digits, with at least as many decimals as it needs: 12500 with 3 places is 12.5."""
    whole, rest = divmod(value, 10**places)
    return f"{whole}.{rest:0{places}d}".rstrip("0") if rest else str(whole)
