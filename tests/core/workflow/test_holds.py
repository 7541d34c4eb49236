"""Holds: what opens them, what they block, who lifts them."""

import pytest

from tests.kit.company import customer, staff
from tests.kit.orders import Crew, approve, done, leave, make_crew, picture, refused, the_books_are_right, want
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders import editing
from ydh.core.orders.entering import place
from ydh.core.partners import customers
from ydh.core.rules.permissions import ROLE_NAMES
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, Stale, WrongStep
from ydh.core.values.outcomes import Held, Outcome, Seen
from ydh.core.workflow import history, holds


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def kinds(crew: Crew, number: str) -> list[str]:
    return [h.kind for h in crew.show(number).holds]


def held(outcome: Outcome) -> str:
    assert isinstance(outcome, Held), outcome
    return outcome.error.data["kind"].code


# --- a reported problem ---


# S05.6, S11.14
@pytest.mark.parametrize("step", ["review", "finance", "release", "ship"])
def test_a_problem_blocks_the_step_where_it_was_found_until_it_is_lifted_there(crew: Crew, step: str) -> None:
    number = crew.at_step(step)  # S05.12, S04.24, S04.25
    holds.hold(crew.at(step), number, "地址不清")
    assert held(approve(crew.at(step), number, step)) == "exception"
    assert crew.step(number) == step
    assert holds.release_hold(crew.business_manager, number, "exception", answer="已核实").step == step
    event = history.history(crew.admin, number)[-1]
    assert (event.by, event.action, event.body["answer"]) == ("business_manager", "release_hold", "已核实")
    done(approve(crew.at(step), number, step))
    assert the_books_are_right(crew.admin)


def test_no_hold_keeps_delivered_goods_from_being_received(crew: Crew) -> None:
    number = crew.at_step("receive")
    holds.hold(crew.buyer, number, "少了一盒")
    assert done(approve(crew.buyer, number, "receive")).step == "done"


@pytest.mark.parametrize("step", ["review", "finance", "release", "ship"])
def test_who_has_a_right_on_the_step_or_assigns_may_hold_and_nobody_else(crew: Crew, step: str) -> None:
    # S04.24, S05.12
    number, allowed = crew.at_step(step), {crew.at(step), crew.business_manager}
    for role in ("buyer", *ROLE_NAMES):
        person = getattr(crew, role)
        if person not in allowed:
            with pytest.raises(NotAllowed):
                holds.hold(person, number, "地址不清")
    with pytest.raises(NotFound):
        holds.hold(customer(crew.admin, "C2"), number, "地址不清")
    holds.hold(crew.business_manager, number, "地址不清")


# S05.12
def test_a_hold_needs_a_reason_a_moment_and_happens_once(crew: Crew) -> None:
    number = crew.place()
    with pytest.raises(Invalid):
        holds.hold(crew.order_reviewer, number, " ")
    with pytest.raises(Stale):
        holds.hold(crew.order_reviewer, number, "问题", seen=Seen("review", 7))
    holds.hold(crew.order_reviewer, number, "问题")
    with pytest.raises(Conflict, match="held already"):
        holds.hold(crew.business_manager, number, "又一个")
    draft = editing.draft(crew.buyer, [want("T1", 1)]).number
    for ended in (draft, crew.at_step("done")):
        with pytest.raises(WrongStep):
            holds.hold(crew.business_manager, ended, "问题")


# S04.25
def test_nobody_lifts_a_hold_of_his_own_or_on_an_order_that_he_made(crew: Crew) -> None:
    number = crew.place()
    holds.hold(crew.business_manager, number, "问题")
    with pytest.raises(NotAllowed, match="made the order or the hold"):
        holds.release_hold(crew.business_manager, number, "exception")
    holds.release_hold(crew.order_reviewer, number, "exception")
    given = {"customer": "C1", "details": {"requested_date": "2026-12-1"}}
    own = place(crew.business_manager, [want("T1", 1)], **given).number
    holds.hold(crew.order_reviewer, own, "问题")
    with pytest.raises(NotAllowed, match="made the order or the hold"):
        holds.release_hold(crew.business_manager, own, "exception")
    for wrong in (crew.finance_reviewer, crew.shipping_clerk, crew.buyer):
        with pytest.raises(NotAllowed):
            holds.release_hold(wrong, own, "exception")
    with pytest.raises(NotFound, match="no open hold large amount"):
        holds.release_hold(crew.business_manager, own, "amount")


# --- a large amount ---


def test_a_large_order_waits_for_a_senior_after_its_review(crew: Crew) -> None:
    change_setting(crew.admin, "amount_threshold", "100")  # S03.12
    number = crew.place(11)
    done(approve(crew.order_reviewer, number, "review"))
    assert held(approve(crew.finance_reviewer, number, "finance")) == "amount"
    for role in ROLE_NAMES:
        if role != "business_manager":
            with pytest.raises(NotAllowed):
                holds.release_hold(getattr(crew, role), number, "amount")
    holds.release_hold(crew.business_manager, number, "amount")
    done(approve(crew.finance_reviewer, number, "finance"))


def test_a_senior_does_not_release_a_large_order_that_he_entered_or_made_large(crew: Crew) -> None:
    change_setting(crew.admin, "amount_threshold", "100")
    given = {"customer": "C1", "details": {"requested_date": "2026-12-1"}}
    own = place(crew.business_manager, [want("T1", 11)], **given).number
    number = crew.place(2)
    editing.edit(crew.business_manager, number, wants=[want("T1", 11)])
    second = staff(crew.admin, "second", "business_manager")
    for each in (own, number):
        with pytest.raises(NotAllowed, match="made the order or the hold"):
            holds.release_hold(crew.business_manager, each, "amount")
        holds.release_hold(second, each, "amount")


# --- a new customer ---


def test_the_finance_pass_assesses_a_new_customer_and_lifts_the_hold(crew: Crew) -> None:
    newcomer = customer(crew.admin, "C2", assessed=False)  # S14.8
    first, second = (place(newcomer, [want("T1", 1)]).number for _ in range(2))
    done(approve(crew.order_reviewer, first, "review"))
    assert kinds(crew, first) == ["new_customer"]
    done(approve(crew.finance_reviewer, first, "finance"))
    assert kinds(crew, first) == []
    assert customers.show(crew.admin, "C2").assessed
    assert kinds(crew, place(newcomer, [want("T1", 1)]).number) == []
    assert kinds(crew, second) == ["new_customer"]  # each order's finance pass lifts its own
    crew.carry(second, "release")
    assert kinds(crew, second) == []
    assert the_books_are_right(crew.admin)


# --- cancellation ---


@pytest.mark.parametrize("step", ["finance", "release", "ship"])
def test_the_customer_asks_to_cancel_and_staff_void_or_refuse(crew: Crew, step: str) -> None:
    refused_one, voided = crew.at_step(step, 5), crew.at_step(step, 5)  # S07.19
    for number in (refused_one, voided):
        holds.ask_cancellation(crew.buyer, number, "不要了")
        assert held(approve(crew.at(step), number, step)) == "cancellation"
        with pytest.raises(NotAllowed):
            holds.release_hold(crew.buyer, number, "cancellation")
    holds.release_hold(crew.order_reviewer, refused_one, "cancellation", answer="已备货")
    done(approve(crew.at(step), refused_one, step))
    done(leave(crew.order_reviewer, voided, "void", step))
    assert kinds(crew, voided) == []
    assert crew.show(voided).row.held == 0
    assert the_books_are_right(crew.admin)


@pytest.mark.parametrize("step", ["review", "receive", "done"])
def test_before_the_review_one_withdraws_and_after_shipping_one_returns(crew: Crew, step: str) -> None:
    # S07.19
    number = crew.at_step(step)
    before = picture(crew.admin)
    with pytest.raises(WrongStep, match="withdraw it before its review"):
        holds.ask_cancellation(crew.buyer, number, "不要了")
    assert picture(crew.admin) == before


def test_only_the_customer_or_who_orders_for_it_asks_to_cancel(crew: Crew) -> None:
    # S07.19
    number = crew.at_step("finance")
    with pytest.raises(NotAllowed):
        holds.ask_cancellation(crew.finance_reviewer, number, "不要了")
    with pytest.raises(NotFound):
        holds.ask_cancellation(customer(crew.admin, "C2"), number, "不要了")
    holds.ask_cancellation(crew.order_reviewer, number, "客户电话说不要了")
    with pytest.raises(NotAllowed, match="made the order or the hold"):
        holds.release_hold(crew.order_reviewer, number, "cancellation")


# --- the customer's yes ---


def unconfirmed(crew: Crew) -> str:
    details = {"requested_date": "2026-12-1"}
    return place(crew.order_reviewer, [want("T1", 1)], customer="C1", details=details, ask_customer=True).number


def test_the_customer_says_yes_on_screen(crew: Crew) -> None:
    # S04.11, S10.8, S12.7
    number, second = unconfirmed(crew), staff(crew.admin, "second", "order_reviewer")
    assert held(approve(second, number, "review")) == "unconfirmed"
    with pytest.raises(NotFound):
        holds.confirm(customer(crew.admin, "C2"), number)
    holds.confirm(crew.buyer, number)
    assert crew.trail(number)[-1][:2] == ("c1", "confirm")
    done(approve(second, number, "review"))


def test_a_yes_is_recorded_with_who_said_it_how_and_what_shows_it(crew: Crew) -> None:
    number = unconfirmed(crew)  # S08.5, S10.8, S17.6, S17.10
    for half in ({"how": "电话"}, {"who_said": "王掌柜"}, {}):
        with pytest.raises(Invalid):
            holds.confirm(crew.order_reviewer, number, **half)
    with pytest.raises(NotAllowed):
        holds.confirm(crew.finance_reviewer, number, how="电话", who_said="王掌柜")
    holds.confirm(crew.order_reviewer, number, how="传真", who_said="王掌柜", evidence="合同 HT-7 第 2 页")
    body = history.history(crew.admin, number)[-1].body
    assert (body["how"], body["with_whom"], body["evidence"]) == ("传真", "王掌柜", "合同 HT-7 第 2 页")
    with pytest.raises(NotFound):
        holds.confirm(crew.buyer, number)


def test_nobody_lifts_what_only_the_customers_yes_lifts(crew: Crew) -> None:
    number = unconfirmed(crew)
    for role in ROLE_NAMES:
        with pytest.raises(NotAllowed, match="the customer said yes"):
            holds.release_hold(getattr(crew, role), number, "unconfirmed")


def test_a_hold_refused_changes_nothing_and_a_blocked_order_can_still_be_voided(crew: Crew) -> None:
    number = unconfirmed(crew)
    before = picture(crew.admin)
    held(approve(staff(crew.admin, "second", "order_reviewer"), number, "review"))
    assert refused(approve(crew.order_reviewer, number, "review")) == "own-order"
    assert picture(crew.admin) == before
    assert done(leave(crew.business_manager, number, "void", "review")).step == "void"
