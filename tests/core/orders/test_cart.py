"""The cart: what is in it, what is wrong with it, and that it becomes one order."""

from decimal import Decimal as D

import pytest

from tests.kit.company import customer, product, staff
from tests.kit.orders import Crew, leave, make_crew, picture, the_books_are_right, want
from tests.kit.trail import sql
from ydh.core.administration import roles
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.goods.own_codes import set_own_code
from ydh.core.goods.prices import set_price
from ydh.core.orders import cart, looking, pasting
from ydh.core.orders.views import CartView, Want
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, Shortage, Stale, YdhError
from ydh.core.values.words import MASKED


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def contents(view: CartView) -> dict[str, D]:
    return {line.sku: line.quantity for line in view.lines}


def problems(view: CartView) -> dict[str, list[str]]:
    return {line.sku: [e.id for e in line.problems] for line in view.lines}


def test_adding_adds_setting_sets_and_zero_takes_out(crew: Crew) -> None:
    cart.add(crew.buyer, [want("T1", 2), want("T2", "1箱")])
    assert contents(cart.add(crew.buyer, [want("T1", 3), want("T1", "1箱")])) == {"T1": 17, "T2": 12}
    assert contents(cart.set_quantity(crew.buyer, [want("T1", 4)])) == {"T1": 4, "T2": 12}
    assert contents(cart.set_quantity(crew.buyer, [want("T2", 0)])) == {"T1": 4}
    view = cart.show(crew.buyer)
    assert (view.customer, contents(view), view.total) == ("C1", {"T1": 4}, D("40.00"))


def test_removing_and_clearing(crew: Crew) -> None:
    cart.add(crew.buyer, [want("T1", 2), want("T2", 3)])
    assert contents(cart.remove(crew.buyer, ["T1"])) == {"T2": 3}
    with pytest.raises(NotFound, match="T1 is not in the cart"):
        cart.remove(crew.buyer, ["T2", "T1"])
    assert contents(cart.show(crew.buyer)) == {"T2": 3}
    assert contents(cart.clear(crew.buyer)) == {}


def test_a_cart_that_was_never_used_is_empty(crew: Crew) -> None:
    assert cart.show(crew.buyer) == CartView("C1", 0, (), D(0), "")
    with pytest.raises(Invalid, match="the cart is empty"):
        cart.submit(crew.buyer)


@pytest.mark.parametrize(
    "wrong",
    [
        want("NONE", 1),
        want("OLD", 1),
        want("T1", -1),
        want("T1", "三"),
        Want("T1", D("NaN")),
        Want("T1", D("0.0001")),
    ],
)
def test_what_cannot_be_ordered_does_not_enter_the_cart(crew: Crew, wrong: Want) -> None:
    product(crew.admin, "OLD", listed=False)
    cart.add(crew.buyer, [want("T2", 1)])
    before = picture(crew.admin)
    for change in (cart.add, cart.set_quantity):
        with pytest.raises(YdhError):
            change(crew.buyer, [want("T2", 1), wrong])
    assert picture(crew.admin) == before


def test_the_cart_shows_what_is_wrong_with_each_line(crew: Crew) -> None:
    product(crew.admin, "M1", minimum=D(10), multiple=D(5))
    product(crew.admin, "S1", stock="3")
    product(crew.admin, "V1", service=True)
    cart.add(crew.buyer, [want("T1", 1), want("M1", 6), want("S1", 4), want("T2", 1), want("V1", 99)])
    sql(crew.admin, "UPDATE sku SET listed = FALSE WHERE code = 'T2'")
    expected = {"T1": [], "M1": ["quantity-minimum"], "S1": ["cart-short"], "T2": ["sku-retired"], "V1": []}
    assert problems(cart.show(crew.buyer)) == expected
    cart.set_quantity(crew.buyer, [want("M1", 12)])
    assert problems(cart.show(crew.buyer))["M1"] == ["quantity-multiple"]


def test_what_may_wait_is_no_problem_and_is_counted(crew: Crew) -> None:
    product(crew.admin, "S1", stock="3")
    cart.add(crew.buyer, [want("S1", 4)])
    change_setting(crew.admin, "when_short", "wait")
    (line,) = cart.show(crew.buyer).lines
    assert (line.problems, line.waits) == ((), 1)


def test_a_price_that_changed_is_shown_old_and_new_and_the_new_one_counts(crew: Crew) -> None:
    cart.add(crew.buyer, [want("T1", 2)])  # S15.7
    set_price(crew.business_manager, "T1", D("12.5"))
    (line,) = cart.show(crew.buyer).lines
    assert [(e.id, e.data["old"], e.data["new"]) for e in line.problems] == [("price-changed", D(10), D("12.5"))]
    assert (line.price, line.amount) == (D("12.5"), D("25.00"))
    (line,) = cart.set_quantity(crew.buyer, [want("T1", 2)]).lines
    assert line.problems == ()
    assert crew.show(cart.submit(crew.buyer).number).row.total == D("25.00")


def test_a_cart_becomes_one_order_even_when_it_is_submitted_twice(crew: Crew) -> None:
    # S07.4
    seen = cart.add(crew.buyer, [want("T1", 2, note="要新茶"), want("T2", 1)])
    first = cart.submit(crew.buyer, version=seen.version)
    second = cart.submit(crew.buyer, version=seen.version)
    assert first.number == second.number
    assert [row.number for row in looking.list_orders(crew.admin)] == [first.number]
    assert [(x.sku, x.quantity, x.note) for x in crew.show(first.number).lines] == [("T1", 2, "要新茶"), ("T2", 1, "")]
    after = cart.show(crew.buyer)
    assert (after.lines, after.last_number) == ((), first.number)
    with pytest.raises(Conflict, match=first.number):
        cart.submit(crew.buyer)
    assert the_books_are_right(crew.admin)


def test_a_cart_that_changed_since_it_was_seen_is_not_submitted(crew: Crew) -> None:
    # S07.4
    seen = cart.add(crew.buyer, [want("T1", 2)])
    cart.add(crew.buyer, [want("T1", 2)])
    with pytest.raises(Stale):
        cart.submit(crew.buyer, version=seen.version)
    first = cart.submit(crew.buyer, version=seen.version + 1)
    cart.add(crew.buyer, [want("T1", 2)])
    with pytest.raises(Stale):
        cart.submit(crew.buyer, version=seen.version + 1)
    assert cart.submit(crew.buyer).number != first.number


def test_a_cart_that_cannot_be_an_order_stays_as_it_is(crew: Crew) -> None:
    # S07.4
    product(crew.admin, "S1", stock="3")
    cart.add(crew.buyer, [want("T1", 1), want("S1", 4)])
    before = picture(crew.admin)
    with pytest.raises(Shortage):
        cart.submit(crew.buyer)
    with pytest.raises(NotAllowed):
        cart.submit(crew.buyer, details={"terms": "monthly"})
    assert picture(crew.admin) == before


def test_staff_keep_a_cart_for_each_customer_apart_from_the_customers_own(crew: Crew) -> None:
    # S01.5, S14.4
    customer(crew.admin, "C2")
    clerk = crew.order_reviewer
    cart.add(clerk, [want("T1", 1)], customer="C1")
    cart.add(clerk, [want("T1", 2)], customer="C2")
    cart.add(crew.buyer, [want("T1", 3)])
    assert [contents(cart.show(clerk, c)) for c in ("C1", "C2")] == [{"T1": 1}, {"T1": 2}]
    assert contents(cart.show(crew.buyer)) == contents(cart.show(crew.buyer, "C1")) == {"T1": 3}
    with pytest.raises(NotFound):
        cart.show(crew.buyer, "C2")
    made = cart.submit(
        clerk, customer="C2", channel="email", details={"requested_date": "2026-12-1"}, ask_customer=True
    )
    view = crew.show(made.number)
    assert (view.row.customer_code, view.row.channel, [h.kind for h in view.holds]) == ("C2", "email", ["unconfirmed"])
    assert contents(cart.show(clerk, "C1")) == {"T1": 1}
    for use in (cart.show, cart.clear):
        with pytest.raises(NotAllowed):
            use(crew.finance_reviewer, customer="C1")


# --- old orders again ---


def test_an_old_order_goes_into_the_cart_as_it_was_however_often_it_is_repeated(crew: Crew) -> None:
    number = crew.place(2, want("T2", "1箱", note="要新茶"), want("T1", 3, note="另包"))
    cart.add(crew.buyer, [want("T1", 1)])
    again = cart.repeat(crew.buyer, number)
    assert again.left_out == ()
    assert [(x.sku, x.quantity, x.note) for x in again.cart.lines] == [("T1", 5, "另包"), ("T2", 12, "要新茶")]
    assert contents(cart.repeat(crew.buyer, number).cart) == {"T1": 5, "T2": 12}
    assert contents(cart.repeat(crew.buyer, number, on_top=True).cart) == {"T1": 10, "T2": 24}
    again = cart.repeat(crew.buyer, number)
    assert contents(again.cart) == {"T1": 5, "T2": 12}
    assert again.cart == cart.show(crew.buyer)
    assert cart.submit(crew.buyer, version=again.cart.version).number != number


def test_what_is_no_longer_sold_is_left_out_and_named(crew: Crew) -> None:
    number = crew.place(2, want("T2", 4), want("T2", 5, note="另包"))
    leave(crew.business_manager, number, "void", "review")
    sql(crew.admin, "UPDATE sku SET listed = FALSE WHERE code = 'T2'")
    again = cart.repeat(crew.buyer, number)
    assert contents(again.cart) == {"T1": 2}
    assert [(e.id, e.data["code"]) for e in again.left_out] == [("sku-retired", "T2")]
    sql(crew.admin, "UPDATE sku SET listed = FALSE")
    nothing = cart.repeat(crew.buyer, number)
    assert (contents(nothing.cart), len(nothing.left_out)) == ({"T1": 2}, 2)
    assert nothing.cart.version == again.cart.version


def test_the_prices_are_those_of_today(crew: Crew) -> None:
    number = crew.place(2)
    set_price(crew.business_manager, "T1", D(12))
    (line,) = cart.repeat(crew.buyer, number).cart.lines
    assert (line.price, line.problems) == (D(12), ())


def test_only_an_order_that_one_sees_is_repeated_and_in_its_customers_cart(crew: Crew) -> None:
    other = customer(crew.admin, "C2")
    number, clerk = crew.place(2), crew.order_reviewer
    with pytest.raises(NotFound):
        cart.repeat(other, number)
    with pytest.raises(NotFound):
        cart.repeat(clerk, number, customer="C2")
    with pytest.raises(NotFound):
        cart.repeat(crew.buyer, "DH-O-20000101-000001")
    with pytest.raises(NotAllowed):
        cart.repeat(crew.finance_reviewer, number)
    assert cart.repeat(clerk, number).cart.customer == "C1"
    assert contents(cart.repeat(clerk, number, customer="c1").cart) == {"T1": 2}
    assert contents(cart.show(crew.buyer)) == contents(cart.show(other)) == {}


def test_adding_more_keeps_the_note_of_a_line(crew: Crew) -> None:
    cart.add(crew.buyer, [want("T1", 1, note="要新茶")])
    (line,) = cart.add(crew.buyer, [want("T1", 1)]).lines
    assert (line.quantity, line.note) == (2, "要新茶")


# --- pasted lines ---


@pytest.mark.parametrize(
    ("line", "code", "quantity"),
    [
        ("T1 2", "T1", "2"),
        ("  T1\t24 ", "T1", "24"),
        ("my code\t24", "my code", "24"),
        ("T1,24", "T1", "24"),
        ("T1, 24", "T1", "24"),
        ("T1，２４", "T1", "24"),
        ("T1；24；", "T1", "24"),
        ("T1　２箱", "T1", "2箱"),
        ("T1 1箱 6", "T1", "1箱 6"),
        ("T1 x 3", "T1", "3"),
        ("T1 X3", "T1", "3"),
        ("T1 × 3箱", "T1", "3箱"),
        ("T1*3", "T1", "3"),
        ("T1＊3", "T1", "3"),
        ("T1* 3", "T1", "3"),
        ("T1×3", "T1", "3"),
        ("T1=3", "T1", "3"),
        ("T1：3", "T1", "3"),
        ("M8*30 100", "M8*30", "100"),
        ("M8*30*100", "M8*30", "100"),
        ("BOX12", "BOX12", "1"),
        ("\ufeffT1", "T1", "1"),
        ("T1 1,000", "T1", "1,000"),
        ("24 T1", "24", "T1"),
    ],
)
def test_a_pasted_line_is_a_code_and_a_quantity(line: str, code: str, quantity: str) -> None:
    (read,) = pasting.read(f"\n \t\n{line}\r\n,,\n")
    assert (read.line_number, read.text, read.want, read.problem) == (3, line, Want(code, quantity), None)


def test_a_line_that_cannot_be_read_says_so(crew: Crew) -> None:
    alone, long = pasting.read("T1\n" + "x" * 301 + " 1", alone="")
    assert [line.problem.id if line.problem else "" for line in (alone, long)] == ["line-form", "line-form"]
    assert (alone.want, alone.text, alone.line_number, long.line_number) == (None, "T1", 1, 2)


def test_lines_that_can_go_in_go_in_and_the_text_of_the_others_comes_back(crew: Crew) -> None:
    product(crew.admin, "OLD", listed=False)
    product(crew.admin, "B1", barcode="6901234567892")
    set_own_code(crew.buyer, "MY-1", "T2")
    before = cart.add(crew.buyer, [want("T1", 1)])
    text = "T1 2\n\nT9 1\nmy-1\t1箱\n6901234567892 x 3\nT1 3\n OLD  4\nT2 two\nT2 0\n3 T1\nB1"
    result = pasting.put(crew.buyer, text)
    assert result.cart == cart.show(crew.buyer)
    assert contents(result.cart) == {"T1": 6, "T2": 12, "B1": 4}
    assert result.cart.version == before.version + 1
    assert result.added == 5
    assert result.left == "T9 1\n OLD  4\nT2 two\nT2 0\n3 T1"
    assert [(at, error.id) for at, _, error in result.problems] == [
        (3, "sku-unknown"),
        (7, "sku-retired"),
        (8, "number-form"),
        (9, "quantity-zero"),
        (10, "sku-unknown"),
    ]


def test_pasted_lines_come_on_top_or_in_place_of_what_is_there(crew: Crew) -> None:
    cart.add(crew.buyer, [want("T1", 48), want("T2", 5)])
    assert contents(pasting.put(crew.buyer, "T1 2\nT1 1", on_top=False).cart) == {"T1": 3, "T2": 5}
    assert contents(pasting.put(crew.buyer, "T1 2\nT1 1").cart) == {"T1": 6, "T2": 5}


def test_a_label_keeps_its_fields_in_a_pasted_block(crew: Crew) -> None:
    product(crew.admin, "GS", barcode="6901234567892")
    text = "]C1010690123456789210L-1\x1d3012\n]C1010690123456789210L-2"
    result = pasting.put(crew.buyer, text)
    assert (contents(result.cart), result.left) == ({"GS": 13}, "")


def test_text_without_a_good_line_leaves_the_cart_as_it_is(crew: Crew) -> None:
    before = cart.add(crew.buyer, [want("T1", 1)])
    result = pasting.put(crew.buyer, "T9\nT8 1")
    assert (result.cart, result.added, result.left) == (before, 0, "T9\nT8 1")
    assert pasting.put(crew.buyer, " \n") == type(result)(before, 0, "", ())
    with pytest.raises(Invalid, match="too many lines"):
        pasting.put(crew.buyer, "T1\n" * 2001)
    with pytest.raises(NotAllowed):
        pasting.put(crew.finance_reviewer, "T1", customer="C1")


def test_staff_paste_for_a_customer(crew: Crew) -> None:
    set_own_code(crew.buyer, "MY-1", "T2")
    assert contents(pasting.put(crew.order_reviewer, "MY-1 2", customer="C1").cart) == {"T2": 2}
    assert contents(cart.show(crew.buyer)) == {}


def test_without_the_right_to_see_amounts_a_cart_has_none(crew: Crew) -> None:
    roles.add(crew.system_admin, "helper", "帮手", [P.ORDER_VIEW.value, P.ORDER_CREATE.value])
    helper = staff(crew.admin, "helper", "helper")
    cart.add(helper, [want("T1", 3)], customer="C1")
    set_price(crew.business_manager, "T1", D("12.50"))
    view = cart.show(helper, "C1")
    assert view.total is MASKED
    assert {view.lines[0].price, view.lines[0].amount, view.lines[0].seen_price} == {MASKED}
    assert view.lines[0].problems == ()  # who saw no price is asked about none
    with pytest.raises(NotAllowed):
        cart.submit(helper, customer="C1", channel="email", details={"requested_date": "2026-12-01"}, total=D("37.50"))
    done = cart.submit(helper, customer="C1", channel="email", details={"requested_date": "2026-12-01"})
    assert crew.show(done.number).row.total == D("37.50")
    assert pasting.put(helper, "T1 1", customer="C1").cart.total is MASKED


def test_one_step_more_or_less_is_always_a_quantity_that_can_be_ordered(crew: Crew) -> None:
    product(crew.admin, "T3", minimum=D(5), multiple=D(2))
    there = []
    for steps in (1, 1, -1, -1, -1):
        view = cart.step(crew.buyer, "T3", steps)
        there.append([line.quantity for line in view.lines])
    assert there == [[6], [8], [6], [], []]
    cart.set_quantity(crew.buyer, [want("T3", 9)])
    assert [line.quantity for line in cart.step(crew.buyer, "T3", 1).lines] == [10]
    cart.set_quantity(crew.buyer, [want("T3", 9)])
    assert [line.quantity for line in cart.step(crew.buyer, "T3", -1).lines] == [8]
