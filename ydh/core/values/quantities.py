"""Quantities: what may be ordered of a sku, and how people write and read how much.

Money in yuan, prices in yuan per base unit, quantities in base units, all Decimal. No database here.
"""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple, Protocol

from ydh.core.values.errors import Invalid
from ydh.core.values.money import ONE, QUANTITY_PLACES, ZERO, number
from ydh.core.values.text import escaped, key, narrow

PACKS = frozenset({"箱", "b", "box", "boxes", "pack", "packs", "case", "cases"})  # "pack", whatever it is called
Quantity = Decimal | str  # base units, or as it was typed, such as 2箱
_QUANTITY = re.compile(r"([0-9.]+)\s*([^0-9.\s]+)\s*(?:([0-9.]+)\s*([^0-9.\s]+)?)?\Z")


def plain(value: Decimal) -> Decimal:
    """The same number without the zeros at its end: 12.500 as 12.5, 20.000 as 20."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def check_quantity(quantity: Decimal, *, code: str, minimum: Decimal, multiple: Decimal) -> None:
    """Raise Invalid, saying what would be right, unless `quantity` can be ordered of the sku `code`. S04.9"""
    if quantity >= minimum and quantity > 0 and not quantity % multiple:
        return
    least = least_of(minimum, multiple)
    shown = {"code": code, "quantity": plain(quantity), "multiple": plain(multiple)}
    if quantity < least:
        raise Invalid("quantity-minimum", least=plain(least), **shown)
    below = (quantity / multiple).to_integral_value(ROUND_FLOOR) * multiple
    raise Invalid("quantity-multiple", below=plain(below), above=plain(below + multiple), **shown)


def least_of(minimum: Decimal, multiple: Decimal) -> Decimal:
    """The smallest quantity that can be ordered: whole multiples, and at least the minimum."""
    return max((minimum / multiple).to_integral_value(ROUND_CEILING), ONE) * multiple


def stepped(quantity: Decimal, steps: int, *, minimum: Decimal, multiple: Decimal) -> Decimal:
    """`steps` multiples more or less than `quantity`, always one that can be ordered; below the least it is 0."""
    least = least_of(minimum, multiple)
    if steps > 0:
        whole = (quantity / multiple).to_integral_value(ROUND_FLOOR) + steps
        return max(whole * multiple, least)
    whole = (quantity / multiple).to_integral_value(ROUND_CEILING) + steps
    return whole * multiple if whole * multiple >= least else Decimal(0)


def read_quantity(
    text: str, *, pack_size: Decimal = ONE, pack_unit: str = "", unit: str = "", each: Decimal = ONE
) -> Decimal:
    """Base units from what a person writes: `12`, `2箱`, `2 boxes`, `2b`, `1箱6`, full-width digits too.

    A number alone counts `each`. Raises Invalid for what is no number, for a unit that the sku does not have, and for
    packs where there are none.
    """
    written = narrow(text).strip().casefold()
    found = _QUANTITY.match(written)
    if found is None:
        return _counted(written, each)
    first, word, rest, rest_word = found.groups()
    in_packs = _is_pack(word, text, pack_unit, unit)
    if not in_packs and rest is None:
        return number(first, "quantity", places=QUANTITY_PLACES)
    if not in_packs or (rest_word and _is_pack(rest_word, text, pack_unit, unit)):
        raise Invalid("number-form", field="quantity", value=escaped(text))
    if pack_size == ONE and not pack_unit:
        raise Invalid("quantity-no-pack", value=escaped(text))
    return _base_units(first, rest, pack_size)


class Packed(Protocol):
    """What is counted in base units of a name, and in packs of so many: an item, or a line that keeps them of it."""

    @property
    def unit(self) -> str: ...
    @property
    def pack_size(self) -> Decimal: ...
    @property
    def pack_unit(self) -> str: ...


class Pack(NamedTuple):
    """The units of a line or an item."""

    unit: str
    pack_size: Decimal
    pack_unit: str


def typed(text: str, field: str = "quantity", *, least: Decimal | None = ZERO) -> Quantity:
    """A quantity as somebody typed it: a number, or words with a unit in them, which the item has to read: `2箱`.

    Raises Invalid for what is neither; `field` is what the message calls it.
    """
    if _QUANTITY.match(narrow(text).strip().removeprefix("-").casefold()):
        return text
    return number(text, field, places=QUANTITY_PLACES, least=least)


def in_base_units(quantity: Quantity, of: Packed, *, least: Decimal | None = ZERO, each: Decimal = ONE) -> Decimal:
    """Base units of a quantity that is typed or reckoned, checked. A number alone that is typed counts `each`.

    `least` None: it may be negative. Raises Invalid.
    """
    if isinstance(quantity, Decimal):
        return number(f"{quantity:f}", "quantity", places=QUANTITY_PLACES, least=least)
    bare = narrow(quantity).strip()
    plus = bare.removeprefix("-")
    found = read_quantity(plus, pack_size=of.pack_size, pack_unit=of.pack_unit, unit=of.unit, each=each)
    return number(f"{-found if bare.startswith('-') else found:f}", "quantity", places=QUANTITY_PLACES, least=least)


def _counted(text: str, each: Decimal) -> Decimal:
    quantity = number(text, "quantity", places=QUANTITY_PLACES)
    return quantity if each == ONE else number(f"{plain(quantity * each):f}", "quantity", places=QUANTITY_PLACES)


def _base_units(packs: str, rest: str | None, pack_size: Decimal) -> Decimal:
    quantity = number(packs, "quantity", places=QUANTITY_PLACES) * pack_size
    if rest is not None:
        quantity += number(rest, "quantity", places=QUANTITY_PLACES)
    return number(f"{plain(quantity):f}", "quantity", places=QUANTITY_PLACES)


def _is_pack(word: str, text: str, pack_unit: str, unit: str) -> bool:
    """Whether the word means packs; the sku's own names go before the general ones."""
    if pack_unit and word in _forms(pack_unit):
        return True
    if unit and word in _forms(unit):
        return False
    if word in PACKS:
        return True
    raise Invalid("quantity-unit", value=escaped(text), word=escaped(word), unit=unit, pack=pack_unit)


def _forms(name: str) -> tuple[str, str, str]:
    plain_name = key(name)
    return plain_name, plain_name + "s", plain_name + "es"
