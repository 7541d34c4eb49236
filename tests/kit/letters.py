"""Writes ydh/core/values/letters.py (`python -m tests.kit.letters`): the initials of the characters of our texts.

They are looked up in the dictionaries here, so that the palette finds its entries without them.
"""

from collections import defaultdict
from pathlib import Path

from ydh.core.values import pinyin
from ydh.core.values.pinyin import initials
from ydh.core.values.readings import readings

PATH = Path(pinyin.__file__).with_name("letters.py")
_HEAD = '''"""The initials of the characters of GB 2312, which our Chinese texts keep to.

Written by `python -m tests.kit.letters`; a test compares it.
"""

from functools import lru_cache

_TABLE = """
'''
_TAIL = '''"""


@lru_cache(maxsize=1)
def letters() -> dict[str, str]:
    """By character: the first letters of its readings, the usual one first."""
    found: dict[str, str] = {}
    for line in _TABLE.split():
        reading, _, chars = line.partition(":")
        found |= dict.fromkeys(chars, reading)
    return found
'''


def characters() -> list[str]:
    """The 6,763 characters of GB 2312, which our texts keep to."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return [row.decode("gb2312", "ignore") for row in rows if row.decode("gb2312", "ignore")]


def written() -> str:
    """The module as it has to be."""
    lines: dict[str, list[str]] = defaultdict(list)
    for char in sorted(characters()):
        known = readings().get(char) or initials(char)  # alone, a character has not the reading that it has in words
        lines[known].append(char)
    rows = []
    for reading in sorted(lines):
        chars = "".join(lines[reading])
        rows += [f"{reading}:{chars[at : at + 100]}" for at in range(0, len(chars), 100)]
    return _HEAD + "\n".join(rows) + "\n" + _TAIL


def main() -> None:
    PATH.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
