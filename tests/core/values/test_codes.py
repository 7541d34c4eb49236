"""Codes compare by what they say, not by how they were typed, printed or scanned."""

import pytest

from ydh.core.values import series
from ydh.core.values.codes import code_fold, is_measured, mark, mark_fold, package_of, wrong_check_digit

GTIN = "06901234567892"


@pytest.mark.parametrize(
    ("text", "fold"),
    [
        ("6901234567892", GTIN),
        ("06901234567892", GTIN),
        ("６９０１２３４５６７８９２", GTIN),
        ("6 901234 567892", GTIN),
        ("\u3000690 1234\u00a05678 92 ", GTIN),
        ("12345670", "00000012345670"),
        ("036000291452", "00036000291452"),
        ("1234567", "1234567"),
        ("12 34", "1234"),
        ("123456789012345", "123456789012345"),
        ("Tea-01", "tea-01"),
        ("ＴＥＡ－01", "tea-01"),
        ("tea  big", "tea big"),
        ("tea big", "tea big"),
        ("²1", "21"),
    ],
)
def test_a_code_is_the_same_in_any_case_and_width_and_digits_without_blanks(text: str, fold: str) -> None:
    assert code_fold(text) == fold
    assert code_fold(fold) == fold


@pytest.mark.parametrize(
    ("text", "right"),
    [("6901234567892", ""), ("6901234567893", "2"), ("96385074", ""), ("96385075", "4"), ("1234567", ""), ("TEA", "")],
)
def test_a_wrong_check_digit_is_told_with_the_right_one(text: str, right: str) -> None:
    assert wrong_check_digit(text) == right


def test_a_package_says_what_it_holds() -> None:
    assert package_of("16901234567899") == GTIN
    assert package_of("96901234567895") == GTIN
    assert is_measured("96901234567895")
    assert not is_measured("16901234567899")
    for none in (GTIN, "16901234567898", "1690123456789", "tea", ""):
        assert package_of(none) == ""


def test_waybills_and_numbers_have_no_blanks_and_no_case() -> None:
    assert mark("SF 100 200\u3000３００") == "SF100200300"
    assert mark_fold("sf100200300") == mark_fold("SF 100 200 300")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dh-o-20261124-000001", "DH-O-20261124-000001"),
        (" DH-S-20261124-000001 ", "DH-S-20261124-000001"),
        ("ｄｈ－r－20261124－000001", "DH-R-20261124-000001"),
        ("d-7k2mnpqr", "D-7K2MNPQR"),
        ("dr-7k2mnpqr", "DR-7K2MNPQR"),
        ("d-7", "d-7"),
        ("po-dh-1", "po-dh-1"),
        ("", ""),
    ],
)
def test_a_number_is_what_it_is_however_it_is_typed(text: str, number: str) -> None:
    assert series.typed(text) == number
