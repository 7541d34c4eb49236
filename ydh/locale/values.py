"""How one value is written for people and for machines: the command line and the screens agree.

Money has 2 places, a price up to 4, a quantity up to 3; a ratio is shown as a percentage; times are UTC inside and
the clock on the wall outside.
"""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


def money(value: Any) -> str:
    """Yuan with 2 places."""
    text = str(value)
    return text if text[-3:-2] == "." else fixed(value, Decimal("0.01"))


def price(value: Any) -> str:
    """A unit price with 2 to 4 places."""
    text = str(value)
    if text[-5:-4] != ".":
        text = fixed(value, Decimal("0.0001"))
    return text[:-2] + text[-2:].rstrip("0")


def quantity(value: Any) -> str:
    """A quantity with up to 3 places."""
    text = str(value)
    if text.isdigit():
        return text
    if text[-4:-3] != ".":
        text = fixed(value, Decimal("0.001"))
    return text.rstrip("0").rstrip(".")


def ratio(value: Any) -> str:
    """A ratio with up to 4 places."""
    return fixed(value, Decimal("0.0001")).rstrip("0").rstrip(".")


def number(value: Any) -> str:
    """Any number in digits."""
    return format(Decimal(value), "f")


def percent(value: Any) -> str:
    """A ratio as a percentage with 1 or 2 places."""
    text = fixed(Decimal(value) * 100, Decimal("0.01"))
    return text.removesuffix("0") + "%"


def day(value: Any) -> str:
    """A day as 2026-11-23."""
    text: str = value.isoformat()
    return text[:10]


def utc_time(value: datetime) -> str:
    """A time as 2026-11-23T08:30:00Z."""
    return (value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)).isoformat() + "Z"


def code(value: Any) -> str:
    """What stands for a label in every language."""
    return str(getattr(value, "code", value))


def local_time(zone: tzinfo | None) -> Callable[[datetime], str]:
    """Writes UTC times as the clock on the wall shows them, to the minute; None is this machine's zone."""

    def one(value: datetime) -> str:
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(zone).isoformat(" ", "minutes")[:16]

    return one


def offset(zone: tzinfo | None, when: datetime) -> str:
    """How far a zone is from UTC at that time (UTC): +08:00."""
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(zone).isoformat()[-6:]


def fixed(value: Any, unit: Decimal) -> str:
    return format(Decimal(value).quantize(unit, ROUND_HALF_UP), "f")


def grouped(one: Callable[[Any], str]) -> Callable[[Any], str]:
    def group(value: Any) -> str:
        text = one(value)
        whole, point, rest = text.partition(".")
        return text if len(whole) < 4 else f"{int(whole):,}{point}{rest}"

    return group
