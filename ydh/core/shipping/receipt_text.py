"""What a shopkeeper writes about a line of a delivery: how many came good, and after that what was wrong.

`20` is twenty good ones, `2箱` two boxes; `20 破2 少1`, or `20 damaged 2 short 1`, says what became of the others.
"""

import re
from collections.abc import Sequence

from ydh.core.values.errors import Invalid
from ydh.core.values.quantities import Quantity, typed
from ydh.core.values.text import escaped, key, narrow

WORDS = {
    "short": ("short", "missing", "s", "少", "缺", "短"),
    "damaged": ("damaged", "broken", "d", "破", "坏", "损"),
    "wrong": ("wrong", "w", "错"),
    "expiring": ("expiring", "old", "e", "期", "近期", "临期"),
}
_KINDS = {word: kind for kind, words in WORDS.items() for word in words}
_TOKENS = re.compile(r"[0-9.]+|[^0-9.\s]+")


def read_line(text: str) -> tuple[Quantity | None, dict[str, Quantity]]:
    """How many came good (None when it is not said), and how many of each kind did not. Raises Invalid."""
    tokens: list[str] = _TOKENS.findall(narrow(text))
    if not tokens:
        raise Invalid("receipt-form", value=escaped(text))
    good, at, lost = None, 0, dict[str, Quantity]()
    if _is_number(tokens, 0):
        good, at = _quantity(tokens, 0)
    while at < len(tokens):
        kind = _KINDS.get(key(tokens[at]))
        if kind is None or kind in lost or not _is_number(tokens, at + 1):
            raise Invalid("receipt-form", value=escaped(text))
        lost[kind], at = _quantity(tokens, at + 1)
    return good, lost


def _quantity(tokens: Sequence[str], at: int) -> tuple[Quantity, int]:
    """The quantity that begins there, `20`, `2箱` or `1箱6`, and where it ends: a word that says what was wrong."""
    end = at + 1
    while end < len(tokens) and (_is_number(tokens, end) or key(tokens[end]) not in _KINDS):
        end += 1
    return typed("".join(tokens[at:end])), end


def _is_number(tokens: Sequence[str], at: int) -> bool:
    return at < len(tokens) and tokens[at][0] in "0123456789."
