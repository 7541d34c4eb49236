"""The cart by command: filled, pasted into, emptied, and made one order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


def held(ydh: ShopFloor, *words: str, by: str = "c1", stdin: str | None = None) -> dict[str, str]:
    """What the cart holds after a command."""
    (cart,) = ydh("cart", *words, "--json", by=by, stdin=stdin).rows
    return {line["sku"]: line["quantity"] for line in cart["lines"]}


def test_a_cart_is_filled_changed_and_emptied(ydh: ShopFloor) -> None:
    assert held(ydh, "add", "T1", "2箱") == {"T1": "24.000"}
    assert held(ydh, "add", "T1=2", "T2=3") == {"T1": "26.000", "T2": "3.000"}
    assert held(ydh, "set", "T1=5", "T2=0") == {"T1": "5.000"}
    assert held(ydh, "add", "T2=1") == {"T1": "5.000", "T2": "1.000"}
    assert held(ydh, "remove", "T1") == {"T2": "1.000"}
    assert held(ydh, "show") == {"T2": "1.000"}
    assert held(ydh, "clear") == {}


def test_a_cart_is_shown_with_its_total_and_what_is_wrong(ydh: ShopFloor) -> None:
    shown = ydh("cart", "add", "T1=2000", by="c1").out
    assert "total: 20,000.00" in shown
    assert "T1: 2000" in shown
    (cart,) = ydh("cart", "show", "--json", by="c1").rows
    assert list(cart) == ["customer", "version", "lines", "total", "last_number"]
    (problem,) = cart["lines"][0]["problems"]
    assert (problem["id"], problem["reason"], "1000" in problem["message"]) == ("cart-short", "conflict", True)
    lines = ydh("cart", "show", "--format", "csv", by="c1").out.splitlines()
    assert lines[0] == "sku,name,quantity,unit,price,amount,problems,note"
    ydh("cart", "clear", by="c1")
    assert "the cart is empty" in ydh("cart", "show", by="c1").out


def test_what_cannot_go_into_the_cart_is_refused(ydh: ShopFloor) -> None:
    assert ydh("cart", "add", "T9=1", by="c1").code == 6
    assert ydh("cart", "add", "T1=many", by="c1").code == 2
    assert ydh("cart", "add", "T1", by="c1").code == 2
    assert ydh("cart", "remove", "T1", by="c1").code == 6
    assert ydh("cart", "show", "--json", "--format", "csv", by="c1").code == 2
    assert held(ydh, "show") == {}


def test_pasted_lines_go_in_all_or_none(ydh: ShopFloor) -> None:
    wrong = ydh("cart", "paste", by="c1", stdin="T1 2\nT9 1\nT8 1\n")
    assert wrong.code == 2
    assert "T9" in wrong.err
    assert "T8" in wrong.err
    assert held(ydh, "show") == {}
    assert held(ydh, "paste", stdin="T1 2\nT2\t1箱\n") == {"T1": "2.000", "T2": "12.000"}
    assert ydh("cart", "paste", by="c1", stdin="T9 1\n").code == 6


def test_good_lines_go_in_and_the_others_are_listed_when_that_is_asked_for(ydh: ShopFloor) -> None:
    pasted = ydh("cart", "paste", "--skip-bad", "--json", by="c1", stdin="T1 2\nT9 1\nT2 two\n")
    assert pasted.code == 0
    assert [line["sku"] for line in pasted.rows[0]["lines"]] == ["T1"]
    assert pasted.err.count("left out") == 2
    assert "T9" in pasted.err


def test_a_cart_becomes_one_order_even_when_submitted_twice(ydh: ShopFloor) -> None:
    # S07.4
    (cart,) = ydh("cart", "add", "T1=2", "--json", by="c1").rows
    words = ["cart", "submit", "--set", "project=Lake", "--seen", str(cart["version"])]
    first = ydh(*words, "-q", by="c1")
    assert first.out.startswith("DH-O-")
    assert ydh(*words, "-q", by="c1").out == first.out
    assert ydh.waits(first.out.strip()) == "review"
    assert held(ydh, "show") == {}
    assert ydh("cart", "submit", by="c1").code == 5
    assert ydh("cart", "submit", by="c2").code == 2


def test_another_price_than_was_seen_is_taken_only_with_its_total(ydh: ShopFloor) -> None:
    ydh("cart", "add", "T1=2", by="c1")
    ydh("price", "set", "T1", "12.5")
    refused = ydh("cart", "submit", by="c1")
    assert (refused.code, "T1 10.00 -> 12.50" in refused.err, "--total 25.00" in refused.err) == (5, True, True)
    assert ydh("cart", "submit", "--total", "24.99", by="c1").code == 5
    assert ydh("cart", "submit", "--total", "25", by="c1").code == 0
    draft = ydh("order", "create", "--line", "T1=2", "--draft", "-q", by="c1").out.strip()
    assert ydh("order", "create", "--line", "T1=2", "--total", "1", by="c1").code == 5
    ydh("price", "set", "T1", "13")
    assert ydh("order", "edit", draft, "--set", "project=Lake", by="c1").code == 5
    assert ydh("order", "edit", draft, "--set", "project=Lake", "--total", "26", by="c1").code == 0
    ydh("price", "set", "T1", "9")
    assert ydh("order", "submit", draft, by="c1").code == 5
    assert ydh("order", "submit", draft, "--total", "18", by="c1").code == 0


def test_staff_fill_a_cart_for_a_customer_whom_they_name(ydh: ShopFloor) -> None:
    assert ydh("cart", "add", "T1=2", by="reviewer").code == 2
    assert held(ydh, "add", "T1=2", "--customer", "C1", by="reviewer") == {"T1": "2.000"}
    assert held(ydh, "show") == {}
    words = ["--customer", "C1", "--channel", "email", "--set", "requested_date=2026-12-01"]
    (placed,) = ydh("cart", "submit", *words, "--ask-customer", "--json", by="reviewer").rows
    (shown,) = ydh("order", "show", placed["number"], "--json").rows
    assert (shown["channel"], shown["held"]) == ("email", 1)
    assert ydh("cart", "show", "--customer", "C1", by="clerk").code == 4


def test_an_old_order_is_put_into_the_cart_again(ydh: ShopFloor) -> None:
    number = ydh.place("T1=2", "T2=1箱")
    assert held(ydh, "add", "T1=1") == {"T1": "1.000"}
    for _ in range(2):  # it sets, so that twice is no more than once
        assert held(ydh, "repeat", number) == {"T1": "2.000", "T2": "12.000"}
    assert held(ydh, "repeat", number, "--add") == {"T1": "4.000", "T2": "24.000"}
    assert held(ydh, "repeat", number, by="reviewer") == {"T1": "2.000", "T2": "12.000"}
    assert ydh("cart", "repeat", number, by="c2").code == 6
    assert ydh("cart", "repeat", number, by="clerk").code == 4


def test_what_is_no_longer_sold_is_left_out_and_named(ydh: ShopFloor) -> None:
    number = ydh.place("T1=2", "T2=1")
    assert ydh("product", "retire", "T2", by="manager").code == 0
    again = ydh("cart", "repeat", number, "--json", by="c1")
    assert again.code == 0
    assert [line["sku"] for line in again.rows[0]["lines"]] == ["T1"]
    assert "left out" in again.err
    assert "T2" in again.err


def test_pasted_lines_are_read_as_people_write_them(ydh: ShopFloor) -> None:
    assert held(ydh, "paste", stdin="\ufeffT1 x 2\n\nT2，１２\n") == {"T1": "2.000", "T2": "12.000"}
    alone = ydh("cart", "paste", by="c1", stdin="T1 2\nT2\n")
    assert alone.code == 2
    assert "line 2" in alone.err
    assert held(ydh, "show") == {"T1": "2.000", "T2": "12.000"}
