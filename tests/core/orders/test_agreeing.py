"""What an order may cost is what its author saw: by cart, by a new order, by a draft, by a change."""

from decimal import Decimal as D

import pytest

from tests.kit.company import staff
from tests.kit.orders import Crew, make_crew, picture, want
from ydh.core.administration import roles
from ydh.core.company.actors import Actor
from ydh.core.goods.prices import set_price
from ydh.core.orders import cart, edit_preview, editing, looking
from ydh.core.orders.entering import place
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, NotAllowed


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def moves(error: pytest.ExceptionInfo[Conflict]) -> tuple[list[str], D]:
    """What moved from what to what, and the total that it comes to now."""
    assert error.value.id == "prices-moved"
    return [str(move) for move in error.value.data["moves"]], error.value.data["total"]


@pytest.mark.parametrize(("price", "told", "total"), [("12.5", "12.50", "34"), ("0.1234", "0.1234", "9.25")])
def test_a_cart_is_not_submitted_at_another_price_than_was_seen(crew: Crew, price: str, told: str, total: str) -> None:
    # S15.7: higher or lower, old and new and the new total are named, and nothing is done
    cart.add(crew.buyer, [want("T1", 2), want("T2", 1)])
    set_price(crew.business_manager, "T1", D(price))
    set_price(crew.business_manager, "T2", D(9))
    before = picture(crew.admin)
    with pytest.raises(Conflict) as error:
        cart.submit(crew.buyer)
    assert moves(error) == ([f"T1 10.00 -> {told}", "T2 10.00 -> 9.00"], D(total))
    assert error.value.exit_code == 5
    assert picture(crew.admin) == before
    assert len(cart.show(crew.buyer).lines) == 2


# S15.7
def test_a_yes_is_to_exactly_one_total(crew: Crew) -> None:
    seen = cart.add(crew.buyer, [want("T1", 2)])
    set_price(crew.business_manager, "T1", D("12.5"))
    for wrong in (D(20), D("24.99"), D("25.01")):
        with pytest.raises(Conflict, match=r"25\.00 now"):
            cart.submit(crew.buyer, version=seen.version, total=wrong)
    number = cart.submit(crew.buyer, version=seen.version, total=D(25)).number
    assert crew.show(number).row.total == D(25)


# S15.7
def test_a_total_is_held_against_the_order_even_where_no_price_moved(crew: Crew) -> None:
    cart.add(crew.buyer, [want("T1", 2)])
    with pytest.raises(Conflict) as error:
        cart.submit(crew.buyer, total=D(10))
    assert (error.value.id, error.value.data) == ("total-differs", {"said": D(10), "total": D(20)})


# S15.7
def test_adding_more_is_no_yes_to_another_price_and_setting_the_quantity_is(crew: Crew) -> None:
    cart.add(crew.buyer, [want("T1", 2)])
    set_price(crew.business_manager, "T1", D(11))
    cart.add(crew.buyer, [want("T1", 1)])
    cart.step(crew.buyer, "T1", 1)
    with pytest.raises(Conflict, match=r"T1 10\.00 -> 11\.00"):
        cart.submit(crew.buyer)
    assert cart.set_quantity(crew.buyer, [want("T1", 4)]).lines[0].seen_price == D(11)
    assert cart.submit(crew.buyer).number


# S15.7
def test_what_is_repeated_is_seen_at_the_prices_of_now(crew: Crew) -> None:
    number = crew.place(2)
    set_price(crew.business_manager, "T1", D(11))
    assert cart.repeat(crew.buyer, number).cart.lines[0].seen_price == D(11)
    set_price(crew.business_manager, "T1", D(12))
    with pytest.raises(Conflict, match=r"T1 11\.00 -> 12\.00"):
        cart.submit(crew.buyer)


# S15.7
def test_staff_who_saw_a_price_for_a_customer_are_asked_too(crew: Crew) -> None:
    cart.add(crew.order_reviewer, [want("T1", 2)], customer="C1")
    set_price(crew.business_manager, "T1", D(11))
    with pytest.raises(Conflict, match=r"T1 10\.00 -> 11\.00"):
        cart.submit(crew.order_reviewer, customer="C1", channel="email", details={"requested_date": "2026-12-01"})


# S15.7
def test_an_order_in_one_act_comes_to_the_total_that_is_said(crew: Crew) -> None:
    given = {"customer": "C1", "freight": D(5), "channel": "email", "details": {"requested_date": "2026-12-01"}}
    with pytest.raises(Conflict, match=r"25\.00 now, not 20\.00"):
        place(crew.order_reviewer, [want("T1", 2)], total=D("20.00"), **given)
    assert looking.list_orders(crew.admin) == []
    assert place(crew.order_reviewer, [want("T1", 2)], total=D(25), **given).number


# S15.7
def test_a_draft_is_submitted_at_its_own_prices_or_at_a_total_that_is_said(crew: Crew) -> None:
    draft = editing.draft(crew.buyer, [want("T1", 2)]).number
    set_price(crew.business_manager, "T1", D(9))
    with pytest.raises(Conflict) as error:
        editing.submit(crew.buyer, draft)
    assert moves(error) == (["T1 10.00 -> 9.00"], D(18))
    assert crew.show(editing.submit(crew.buyer, draft, total=D(18)).number).row.total == D(18)


# S15.7
def test_a_change_of_an_address_does_not_change_prices_unseen(crew: Crew) -> None:
    number = crew.place(2)
    set_price(crew.business_manager, "T1", D(11))
    line = edit_preview.rework(crew.order_reviewer, number).view.lines[0]
    assert [(e.id, e.data["old"], e.data["new"]) for e in line.problems] == [("price-changed", D(10), D(11))]
    with pytest.raises(Conflict, match=r"T1 10\.00 -> 11\.00"):
        editing.edit(crew.order_reviewer, number, details={"address": "新街1号"})
    assert crew.show(number).row.total == D(20)
    editing.edit(crew.order_reviewer, number, details={"address": "新街1号"}, total=D(22))
    assert crew.show(number).row.total == D(22)


# S15.7
def test_a_price_agreed_for_the_order_moves_with_no_list(crew: Crew) -> None:
    agreed = [want("T1", 2, price=D("8.8"))]
    number = place(
        crew.business_manager, agreed, customer="C1", channel="email", details={"requested_date": "2026-12-01"}
    ).number
    set_price(crew.business_manager, "T1", D(11))
    editing.edit(crew.order_reviewer, number, details={"address": "新街1号"})
    assert crew.show(number).row.total == D("17.60")


# S15.7
def test_who_sees_no_amounts_says_yes_to_none(crew: Crew) -> None:
    roles.add(crew.system_admin, "helper", "帮手", [P.ORDER_VIEW.value, P.ORDER_CREATE.value])
    helper = staff(crew.admin, "helper", "helper")
    cart.add(helper, [want("T1", 2)], customer="C1")
    set_price(crew.business_manager, "T1", D(11))
    with pytest.raises(NotAllowed):
        cart.submit(helper, customer="C1", channel="email", details={"requested_date": "2026-12-01"}, total=D(1))
    assert cart.submit(helper, customer="C1", channel="email", details={"requested_date": "2026-12-01"}).number
