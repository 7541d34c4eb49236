"""The columns of an import: their names, what their cells mean, and what would be right when a cell is wrong.

A kind of column is a short constructor: `code("sku", "商品编码")`. The first word is the canonical name, the others are
titles that a header may carry as well. `required`: the column must be in the header. `empty`: the value of an empty
cell; REFUSE makes an empty cell a problem.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypedDict, Unpack

from ydh.core.files.reading.codes import refuse_spoilt
from ydh.core.files.reading.rates import taken_off, taken_off_of_paid
from ydh.core.values import money as numbers
from ydh.core.values.days import moment
from ydh.core.values.errors import Invalid
from ydh.core.values.quantities import Quantity, typed
from ydh.core.values.text import LIMIT, clean, escaped, key

CODE_LIMIT = 64
_PACKS = re.compile(r"-?[0-9.]+\s*[^\W\d_]")  # a number with a word
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/#+-]{0,63}\Z")


class Empty(Enum):
    """How a column takes an empty cell when it has no value for it."""

    REFUSE = "refuse"


REFUSE: Final = Empty.REFUSE


@dataclass(frozen=True)
class FileColumn:
    """One column of an import; `parse` gives the value of a cell that is not empty, or raises Invalid."""

    name: str
    titles: tuple[str, ...]
    parse: Callable[[str], Any]
    required: bool = True
    empty: Any = REFUSE
    hint: str = "hint-text"
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Fills the template of `hint`."""
    is_code: bool = False
    """Its cells are names of things: what a spreadsheet shows counts, digit by digit."""
    zoned: Callable[[str, tzinfo], Any] | None = None
    """The value of a cell that is a time with its zone, by the company's clock."""
    other: "FileColumn | None" = None
    """The same column where a file has it by other titles, by which its cells mean something else."""


class Filling(TypedDict, total=False):
    """What every kind of column takes."""

    required: bool
    empty: Any


def text(name: str, *titles: str, limit: int = LIMIT, **filling: Unpack[Filling]) -> FileColumn:
    """A name or a note: cleaned text."""
    return FileColumn(name, titles, lambda cell: clean(cell, name, limit=limit), **filling, facts={"limit": limit})


def code(name: str, *titles: str, limit: int = CODE_LIMIT, **filling: Unpack[Filling]) -> FileColumn:
    """A code or number by which a thing is known: text, leading zeros kept."""

    def parse(cell: str) -> str:
        # nearly every code is plain ASCII, which needs no cleaning
        found = cell if len(cell) <= limit and _CODE.match(cell) else clean(cell, name, limit=limit)
        refuse_spoilt(found, name)
        return found

    return FileColumn(name, titles, parse, **filling, hint="hint-code", facts={"limit": limit}, is_code=True)


def integer(
    name: str, *titles: str, least: int | None = 0, most: int = 10**9, **filling: Unpack[Filling]
) -> FileColumn:
    """A whole number; 3.0 is 3."""
    low, high = None if least is None else Decimal(least), Decimal(most)

    def parse(cell: str) -> int:
        return int(numbers.number(cell, name, places=0, least=low, most=high))

    facts = {"least": -most if least is None else least, "most": most}
    return FileColumn(name, titles, parse, **filling, hint="hint-whole", facts=facts)


def decimal(
    name: str,
    *titles: str,
    places: int,
    least: Decimal | None = numbers.ZERO,
    most: Decimal = numbers.MOST,
    **filling: Unpack[Filling],
) -> FileColumn:
    """An exact number with at most `places` decimals."""

    def parse(cell: str) -> Decimal:
        return numbers.number(cell, name, places=places, least=low, most=most)

    low = -most if least is None else least
    facts = {"least": low, "most": most, "places": places}
    return FileColumn(name, titles, parse, **filling, hint="hint-number", facts=facts)


def quantity(
    name: str, *titles: str, least: Decimal | None = Decimal("0.001"), **filling: Unpack[Filling]
) -> FileColumn:
    """A quantity in base units, more than zero unless `least` says otherwise."""
    return decimal(name, *titles, places=numbers.QUANTITY_PLACES, least=least, **filling)


def packed(name: str, *titles: str, least: Decimal | None = Decimal("0.001"), **filling: Unpack[Filling]) -> FileColumn:
    """A quantity in base units, or as text one in packs, such as 2箱, which its item has to read."""
    plain = quantity(name, *titles, least=least, **filling)

    def parse(cell: str) -> Quantity:
        try:
            found: Decimal = plain.parse(cell)
        except Invalid as error:
            if error.id != "number-form" or not _PACKS.match(cell.strip()):
                raise
            packs = typed(cell.strip(), name, least=least)
            return clean(packs, name) if isinstance(packs, str) else packs
        return found

    return replace(plain, parse=parse, hint="hint-quantity")


def price(
    name: str,
    *titles: str,
    places: int = numbers.PRICE_PLACES,
    least: Decimal | None = numbers.ZERO,
    **filling: Unpack[Filling],
) -> FileColumn:
    """A unit price in yuan."""
    return decimal(name, *titles, places=places, least=least, **filling)


def money(name: str, *titles: str, least: Decimal | None = numbers.ZERO, **filling: Unpack[Filling]) -> FileColumn:
    """An amount in yuan."""
    return decimal(name, *titles, places=numbers.MONEY_PLACES, least=least, **filling)


def rate(name: str, *titles: str, **filling: Unpack[Filling]) -> FileColumn:
    """A share that is taken off: 0.15 or 15%, from 0 to 1."""
    return FileColumn(name, titles, lambda cell: taken_off(cell, name), **filling, hint="hint-rate")


def paid_rate(name: str, *titles: str, **filling: Unpack[Filling]) -> FileColumn:
    """A share that is taken off, of which is said what is paid instead: 0.85 or 8.5折 take off 0.15."""
    return FileColumn(name, titles, lambda cell: taken_off_of_paid(cell, name), **filling, hint="hint-paid-rate")


def day(name: str, *titles: str, **filling: Unpack[Filling]) -> FileColumn:
    """A calendar day."""

    def parse(cell: str) -> date:
        return numbers.day(cell, name)

    def zoned(cell: str, zone: tzinfo) -> date:
        return moment(cell, name, zone).astimezone(zone).date()

    return FileColumn(name, titles, parse, **filling, hint="hint-day", zoned=zoned)


_ZONED = re.compile(r"[0-9]:[0-9]{2}(?:[.,][0-9]+)? *(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})\Z")


def by_clock(columns: Sequence[FileColumn], zone: tzinfo) -> tuple[FileColumn, ...]:
    """The columns, those of days with times such as 2026-11-24T23:30:00Z as days of the company's clock."""
    return tuple(_by_clock(column, zone) for column in columns)


def _by_clock(column: FileColumn, zone: tzinfo) -> FileColumn:
    if column.zoned is None:
        return column
    plain, zoned = column.parse, column.zoned

    def parse(cell: str) -> Any:
        return zoned(cell, zone) if len(cell) > 10 and _ZONED.search(cell) else plain(cell)

    return replace(column, parse=parse)


def choice(name: str, *titles: str, words: Mapping[str, Any], **filling: Unpack[Filling]) -> FileColumn:
    """One of a few: `words` maps each word that people write, Chinese or English, to its code; the codes count too."""
    known = {key(str(code)): code for code in words.values()} | {key(word): code for word, code in words.items()}
    shown = ", ".join(dict.fromkeys(str(code) for code in words.values()))

    def parse(cell: str) -> Any:
        try:
            return known[key(cell.strip())]
        except KeyError:
            raise Invalid("cell-choice", field=name, value=escaped(cell), choices=shown) from None

    return FileColumn(name, titles, parse, **filling, hint="hint-choice", facts={"choices": shown})


_YES_NO: Final = dict.fromkeys(("yes", "y", "true", "1", "是", "有", "√"), True) | dict.fromkeys(
    ("no", "n", "false", "0", "否", "无", "×"), False
)


def yes_no(name: str, *titles: str, **filling: Unpack[Filling]) -> FileColumn:
    """True or False."""

    def parse(cell: str) -> bool:
        try:
            return _YES_NO[key(cell.strip())]
        except KeyError:
            raise Invalid("cell-choice", field=name, value=escaped(cell), choices="是, 否") from None

    return FileColumn(name, titles, parse, **filling, hint="hint-yes-no")
