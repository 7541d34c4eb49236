"""Numbers as people and programs write them, at every door where one is typed."""

from datetime import date
from decimal import Decimal as D
from typing import NamedTuple

import pytest

from ydh.core.orders.pasting import read as pasted
from ydh.core.shipping.receipt_text import read_line
from ydh.core.values.errors import Invalid
from ydh.core.values.money import MOST, day, line_amount, number, totals
from ydh.core.values.quantities import in_base_units, read_quantity
from ydh.core.values.text import narrow


class Boxed(NamedTuple):
    """What is counted in boxes of 12."""

    unit: str = "盒"
    pack_size: D = D(12)
    pack_unit: str = "箱"


def received(text: str) -> D:
    """What a line of a receipt says came good."""
    good, _ = read_line(text)
    return in_base_units(good or D(0), Boxed())


def money(text: str) -> D:
    return number(text, "amount", places=2)


@pytest.mark.parametrize("text", ["12", " 12 ", "１２", "12.0", "１２．００", "\u00a012"])
def test_digits_are_those_of_ascii_and_the_full_width_ones(text: str) -> None:
    assert money(text) == 12


@pytest.mark.parametrize("text", ["1²", "①②", "⑫", "₁₂", "١٢", "१२", "Ⅻ", "½", "１²", "𝟏𝟐", "12⁰", "𝟙2", "🄂"])
def test_other_digits_are_refused_wherever_a_number_is_typed(text: str) -> None:
    """Superscripts and circled digits become digits by NFKC: 1² would be 12."""
    for reading in (money, read_quantity, received, lambda it: day(f"2026-{it}-01", "day")):
        with pytest.raises(Invalid):
            reading(text)
    (line,) = pasted(f"A001 {text}", alone="")
    assert line.want is None or line.want.quantity == narrow(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0.30000000000000004", "0.3"),
        ("2.9999999999999996", "3"),
        ("1.1500000000000001", "1.15"),
        ("-0.30000000000000004", "-0.3"),
        ("1234567.8900000001", "1234567.89"),
        ("0.1000000000000000055511151231257827", "0.1"),
    ],
)
def test_the_noise_of_binary_fractions_is_no_part_of_a_number(text: str, meant: str) -> None:
    found = number(text, "amount", places=2, least=None)
    assert (found, str(found)) == (D(meant), meant)


@pytest.mark.parametrize(
    "text", ["0.305", "100000000000.12345", "0.3000000000004", "1.0049999999999", "0.12345678901234567"]
)
def test_digits_that_are_no_noise_are_not_rounded_away(text: str) -> None:
    with pytest.raises(Invalid) as error:
        money(text)
    assert error.value.id == "number-places"


def test_what_no_database_could_hold_is_refused_as_an_amount_and_as_a_total() -> None:
    with pytest.raises(Invalid) as error:
        line_amount(MOST, MOST)
    assert error.value.id == "amount-high"
    assert line_amount(MOST, D(1)) == MOST
    with pytest.raises(Invalid) as error:
        totals([MOST, D("0.01")])
    assert error.value.id == "total-high"
    with pytest.raises(Invalid):  # freight counts too
        totals([MOST], D("0.01"))


def test_a_day_is_written_with_full_width_digits_too() -> None:
    assert day("２０２６-11-23", "day") == date(2026, 11, 23)
