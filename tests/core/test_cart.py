"""The cart: what is in it, what is wrong with it, and that it becomes one order."""

from decimal import Decimal as D

import pytest

from tests.company import customer, product
from tests.core.trail import sql
from tests.orders import Crew, make_crew, picture, the_books_are_right, want
from ydh.core import cart, looking
from ydh.core.actors import Actor
from ydh.core.documents import CartView, Want
from ydh.core.errors import Conflict, Invalid, NotAllowed, NotFound, Shortage, Stale, YdhError
from ydh.core.prices import set_price


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
    assert contents(cart.show(crew.buyer)) == contents(cart.show(crew.buyer, "C2")) == {"T1": 3}
    made = cart.submit(
        clerk, customer="C2", channel="email", details={"requested_date": "2026-12-1"}, ask_customer=True
    )
    view = crew.show(made.number)
    assert (view.row.customer_code, view.row.channel, [h.kind for h in view.holds]) == ("C2", "email", ["unconfirmed"])
    assert contents(cart.show(clerk, "C1")) == {"T1": 1}
    for use in (cart.show, cart.clear):
        with pytest.raises(NotAllowed):
            use(crew.finance_reviewer, customer="C1")
