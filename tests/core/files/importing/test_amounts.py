"""Whole numbers give the money that Decimals give."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from ydh.core.files.importing.amounts import base_units, line_cents, written, yuan
from ydh.core.values.money import line_amount


@given(st.integers(0, 10**12), st.integers(0, 10**9), st.integers(0, 10**4))
def test_a_line_comes_to_the_same_in_whole_numbers(price: int, quantity: int, discount: int) -> None:
    exact = line_amount(D(price).scaleb(-4), base_units(quantity), D(discount).scaleb(-4))
    assert yuan(line_cents(price, quantity, discount)) == exact


@given(st.integers(0, 10**15), st.integers(2, 4))
def test_a_scaled_number_is_written_exactly(value: int, places: int) -> None:
    text = written(value, places)
    assert D(text) == D(value).scaleb(-places)
    assert not (("." in text) and text.endswith("0"))
