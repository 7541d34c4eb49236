"""What a shopkeeper writes about a line of a delivery: how many came good, and after that what was wrong.

`20` is twenty good ones; `20 破2 少1`, or `20 damaged 2 short 1`, says what became of the others.
"""

import re
from decimal import Decimal

from ydh.core.values.errors import Invalid
from ydh.core.values.money import QUANTITY_PLACES, number
from ydh.core.values.text import escaped, key, narrow

WORDS = {
    "short": ("short", "missing", "s", "少", "缺", "短"),
    "damaged": ("damaged", "broken", "d", "破", "坏", "损"),
    "wrong": ("wrong", "w", "错"),
    "expiring": ("expiring", "old", "e", "期", "近期", "临期"),
}
_KINDS = {word: kind for kind, words in WORDS.items() for word in words}
_PAIR = re.compile(r"([^0-9.\s]+)\s*([0-9.]+)\s*")
_GOOD = re.compile(r"([0-9.]+)\s*")


def read_line(text: str) -> tuple[Decimal | None, dict[str, Decimal]]:
    """How many came good (None when it is not said), and how many of each kind did not. Raises Invalid."""
    plain = narrow(text).strip()
    head = _GOOD.match(plain)
    good = number(head[1], "quantity", places=QUANTITY_PLACES) if head else None
    at, lost = head.end() if head else 0, dict[str, Decimal]()
    while at < len(plain):
        pair = _PAIR.match(plain, at)
        kind = _KINDS.get(key(pair[1])) if pair else None
        if pair is None or kind is None:
            raise Invalid("receipt-form", value=escaped(text))
        lost[kind] = lost.get(kind, Decimal(0)) + number(pair[2], "quantity", places=QUANTITY_PLACES)
        at = pair.end()
    if not plain:
        raise Invalid("receipt-form", value=escaped(text))
    return good, lost
