"""Letters and figures that can be read from a metre: cells with a ground, three by five of them each.

A cell holds `#` in the colour of its own ground, so that a copy, and a terminal without colours, has them too.
"""

from collections.abc import Sequence
from typing import NamedTuple

FIGURES = {  # five rows each; `1` has a ground
    "A": "010 101 111 101 101",
    "B": "110 101 110 101 110",
    "C": "011 100 100 100 011",
    "D": "110 101 101 101 110",
    "E": "111 100 110 100 111",
    "F": "111 100 110 100 100",
    "G": "011 100 101 101 011",
    "H": "101 101 111 101 101",
    "I": "111 010 010 010 111",
    "J": "001 001 001 101 010",
    "K": "101 101 110 101 101",
    "L": "100 100 100 100 111",
    "M": "101 111 111 101 101",
    "N": "110 101 101 101 101",
    "O": "010 101 101 101 010",
    "P": "110 101 110 100 100",
    "Q": "010 101 101 111 011",
    "R": "110 101 110 110 101",
    "S": "011 100 010 001 110",
    "T": "111 010 010 010 010",
    "U": "101 101 101 101 111",
    "V": "101 101 101 101 010",
    "W": "101 101 111 111 101",
    "X": "101 101 010 101 101",
    "Y": "101 101 010 010 010",
    "Z": "111 001 010 100 111",
    "0": "111 101 101 101 111",
    "1": "010 110 010 010 111",
    "2": "111 001 111 100 111",
    "3": "111 001 111 001 111",
    "4": "101 101 111 001 001",
    "5": "111 100 111 001 111",
    "6": "111 100 111 101 111",
    "7": "111 001 001 001 001",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 111",
    "-": "00 00 11 00 00",
    ".": "0 0 0 0 1",
    "/": "001 001 010 100 100",
    " ": "0 0 0 0 0",
}
ROWS = 5
FILLED = "#"


class Size(NamedTuple):
    """How many cells a dot is wide and high."""

    wide: int
    high: int

    @property
    def gap(self) -> int:
        """Cells between two figures."""
        return min(3, self.wide)


def can_be_big(text: str) -> bool:
    """Whether there is a figure for every character."""
    return bool(text) and all(char in FIGURES for char in text.upper())


def width(text: str, size: Size) -> int:
    """Cells that the text takes."""
    dots = sum(len(FIGURES[char].split()[0]) for char in text.upper())
    return dots * size.wide + (len(text) - 1) * size.gap


def size_for(texts: Sequence[str], room: int, sizes: Sequence[Size]) -> Size | None:
    """The first of the sizes in which all texts together have room, None when there is none or no figure for one."""
    if not all(map(can_be_big, texts)):
        return None
    return next((size for size in sizes if sum(width(text, size) for text in texts) <= room), None)


def big(text: str, size: Size) -> list[str]:
    """The text in rows of `#` and blanks, all as wide as `width` says."""
    figures = [FIGURES[char].split() for char in text.upper()]
    rows = []
    for at in range(ROWS):
        parts = ["".join((FILLED if dot == "1" else " ") * size.wide for dot in figure[at]) for figure in figures]
        rows += [(" " * size.gap).join(parts)] * size.high
    return rows
