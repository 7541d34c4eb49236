"""Prices, amounts and quantities: no database."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ydh.core.rules.prices import Price, price_that_holds
from ydh.core.values.errors import Invalid
from ydh.core.values.money import line_amount, totals
from ydh.core.values.quantities import check_quantity, plain, read_quantity


def test_the_price_agreed_with_a_customer_goes_before_the_level_and_the_level_before_the_list() -> None:
    assert price_that_holds(D(10), level=D(9), customer=D(8)) == Price(D(8), "customer")
    assert price_that_holds(D(10), level=D(9)) == Price(D(9), "level")
    assert price_that_holds(D(10)) == Price(D(10), "list")


def test_a_price_of_zero_that_was_agreed_holds() -> None:
    assert price_that_holds(D(10), customer=D(0)) == Price(D(0), "customer")


@pytest.mark.parametrize(
    ("price", "quantity", "discount", "amount"),
    [
        ("99.99", "3", "0", "299.97"),
        ("0.005", "1", "0", "0.01"),  # half a cent goes up
        ("1.2345", "10", "0", "12.35"),
        ("2.675", "1", "0", "2.68"),  # 2.67 in binary floating point
        ("14", "12", "0.05", "159.60"),
        ("10.01", "1", "0.5", "5.01"),  # rounded once: not 10.01 - 5.01
        ("0.3333", "0.125", "0.15", "0.04"),
    ],
)
def test_an_amount_is_rounded_half_up_once(price: str, quantity: str, discount: str, amount: str) -> None:
    found = line_amount(D(price), D(quantity), D(discount))
    assert (found, str(found)) == (D(amount), amount)


def test_an_order_comes_to_its_lines_and_the_freight() -> None:
    assert totals([D("1.10"), D("2.20")], D(5)) == (D("3.30"), D("5.00"), D("8.30"))
    assert str(totals([]).total) == "0.00"


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("12", "12"),
        (" 12.5 ", "12.5"),
        ("２箱", "48"),
        ("１２", "12"),
        ("2箱", "48"),
        ("2 箱", "48"),
        ("0.5箱", "12"),
        ("2 boxes", "48"),
        ("2b", "48"),
        ("2B", "48"),
        ("1箱6", "30"),
        ("1箱6盒", "30"),
        ("１箱６盒", "30"),
        ("1b6", "30"),
        ("12盒", "12"),
    ],
)
def test_a_quantity_may_be_written_in_packs(text: str, base: str) -> None:
    # S04.9
    assert read_quantity(text, pack_size=D(24), pack_unit="箱", unit="盒") == D(base)


def test_the_names_of_the_sku_go_before_the_general_ones() -> None:
    assert read_quantity("2 boxes", pack_size=D(10), pack_unit="carton", unit="box") == 2
    assert read_quantity("2 cartons", pack_size=D(10), pack_unit="carton", unit="box") == 20


@pytest.mark.parametrize(
    "text", ["", "箱", "-2箱", "2瓶", "2箱3箱", "6盒1箱", "1..2箱", "2箱-3", "1e3", "nan", "2箱6x", "0x1b"]
)
def test_what_is_doubtful_is_refused_and_not_guessed(text: str) -> None:
    # S04.9
    with pytest.raises(Invalid):
        read_quantity(text, pack_size=D(24), pack_unit="箱", unit="盒")


def test_packs_of_what_is_not_sold_in_packs_are_refused() -> None:
    # S04.9
    with pytest.raises(Invalid, match="not sold in packs"):
        read_quantity("2箱", unit="盒")


def test_a_pack_that_does_not_come_out_in_thousandths_is_refused() -> None:
    with pytest.raises(Invalid):
        read_quantity("0.001箱", pack_size=D("0.5"), pack_unit="箱")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        ("6", "order at least 12, in multiples of 6"),
        ("0", "order at least 12, in multiples of 6"),
        ("20", "order 18 or 24"),
        ("13.5", "order 12 or 18"),
    ],
)
def test_a_wrong_quantity_is_answered_with_a_right_one(quantity: str, words: str) -> None:
    # S04.9
    with pytest.raises(Invalid, match=words):
        check_quantity(D(quantity), code="T1", minimum=D(10), multiple=D(6))


@given(
    quantity=st.decimals("0.001", 10_000, places=3),
    minimum=st.decimals(0, 100, places=3),
    multiple=st.decimals("0.001", 50, places=3),
)
def test_what_is_said_to_be_right_is_right(quantity: D, minimum: D, multiple: D) -> None:
    try:
        check_quantity(quantity, code="T1", minimum=minimum, multiple=multiple)
    except Invalid as error:
        for name in ("least", "below", "above"):
            if name in error.data:
                check_quantity(error.data[name], code="T1", minimum=minimum, multiple=multiple)


@pytest.mark.parametrize(
    ("value", "text"), [("12.500", "12.5"), ("20.000", "20"), ("0", "0"), ("1E+3", "1000"), ("0.001", "0.001")]
)
def test_numbers_are_shown_without_zeros_at_the_end(value: str, text: str) -> None:
    assert f"{plain(D(value)):f}" == text
