"""Shares that are taken off a price, and the Chinese way to say what is paid: 9.5折 is 95 % of it."""

import re
from decimal import Decimal

from ydh.core.values.errors import Invalid
from ydh.core.values.money import ONE, RATE_PLACES, ZERO, number
from ydh.core.values.text import escaped, narrow

HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_TENTHS = re.compile(r"([0-9]+(?:\.[0-9]+)?)折\Z")
_WORDS = {char: str(digit) for digit, char in enumerate("零一二三四五六七八九")} | {"两": "2", "〇": "0"}
_WORDED = re.compile(rf"([{''.join(_WORDS)}])点?([{''.join(_WORDS)}]?)折\Z")
_AS_WORDS = {"对折": HALF, "半价": HALF, "全价": ONE, "原价": ONE}


def taken_off(text: str, field: str) -> Decimal:
    """What is taken off: 0.15, 15%, or as 8.5折, which says what is paid. From 0 to 1; raises Invalid."""
    plain = narrow(text).strip()
    said = _said(plain, text, field)
    if said is not None:
        return ONE - said
    if plain[-1:] == "%":
        return number(plain[:-1], field, places=RATE_PLACES - 2, most=_HUNDRED).scaleb(-2)
    return number(plain, field, places=RATE_PLACES, most=ONE)


def taken_off_of_paid(text: str, field: str) -> Decimal:
    """What is taken off where it is said what is paid: 0.95, 95%, 9.5折, 九五折 take off 0.05. Raises Invalid.

    Less than half, or a number without its sign, such as 0.05, 5% or 5, is refused: there are people who write what is
    taken off under that title too.
    """
    plain = narrow(text).strip()
    said = _said(plain, text, field)
    if said is not None:
        return ONE - said
    if plain[-1:] == "%":
        share = number(plain[:-1], field, places=RATE_PLACES - 2, most=_HUNDRED).scaleb(-2)
    else:
        share = number(plain, field, places=RATE_PLACES)
    if HALF <= share <= ONE:
        return ONE - share
    raise _two_ways(text, field, share)


def _said(plain: str, text: str, field: str) -> Decimal | None:
    """What is paid, where that is said in so many words; None for a bare number. Raises Invalid."""
    if plain in _AS_WORDS:
        return _AS_WORDS[plain]
    if plain[-1:] != "折":
        return None
    if found := _WORDED.match(plain):
        return Decimal(f"0.{_WORDS[found[1]]}{_WORDS[found[2]] if found[2] else ''}")
    if found := _TENTHS.match(plain):
        tenths = number(found[1], field, places=RATE_PLACES - 1, most=_HUNDRED)
        paid = tenths.scaleb(-1) if tenths <= 10 else tenths.scaleb(-2)  # 95折 is 9.5折
        if paid > ZERO and (tenths <= 10 or "." not in found[1]):
            return paid
    raise Invalid("rate-tenths", field=field, value=escaped(text))


def _two_ways(text: str, field: str, share: Decimal) -> Invalid:
    """The refusal of a number that can be read in two ways: what is paid in percent, by each."""
    if share <= ONE:
        first, second = share * 100, (ONE - share) * 100
    elif share <= 10:
        first, second = share * 10, 100 - share
    else:
        first, second = share, 100 - share
    if second < 0:
        return Invalid("rate-tenths", field=field, value=escaped(text))
    shown = [f"{it.normalize():f}" for it in (first, second)]
    return Invalid("rate-two-ways", field=field, value=escaped(text), first=shown[0], second=shown[1])
