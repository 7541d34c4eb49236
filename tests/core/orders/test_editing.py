"""Drafts, orders sent back, and changes before the review."""

from decimal import Decimal as D

import pytest

from tests.kit.company import customer, product
from tests.kit.orders import Crew, approve, done, leave, make_crew, picture, refused, the_books_are_right, want
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.goods.prices import set_price
from ydh.core.orders import editing
from ydh.core.orders.entering import place
from ydh.core.values.errors import Conflict, Invalid, Many, NotAllowed, NotFound, Shortage, Stale, WrongStep
from ydh.core.values.outcomes import Seen
from ydh.core.workflow import assigning, history, holds

OFFLINE = {"requested_date": "2026-12-31"}


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


# --- drafts ---


def test_a_draft_has_no_number_reserves_nothing_and_may_lack_things(crew: Crew) -> None:
    # S12.6
    made = editing.draft(crew.order_reviewer, [want("T1", 5000)], customer="C1", channel="visit")
    assert (made.step, crew.show(made.number).row.step) == ("draft", "draft")
    assert not made.number.startswith("DH-")
    assert crew.stock() == (1000, 0)
    editing.edit(crew.order_reviewer, made.number, details={"contract_number": "HT", "requested_date": "2026-12-1"})
    with pytest.raises(Shortage):
        editing.submit(crew.order_reviewer, made.number)
    assert crew.stock() == (1000, 0)


def test_submitting_a_draft_names_all_that_is_missing(crew: Crew) -> None:
    made = editing.draft(crew.order_reviewer, [want("T1", 1)], customer="C1", channel="visit")
    with pytest.raises(Many, match="requested date is missing; contract number is missing"):
        editing.submit(crew.order_reviewer, made.number)  # S17.2


def test_a_draft_is_priced_when_it_is_submitted_not_when_it_was_kept(crew: Crew) -> None:
    made = editing.draft(crew.buyer, [want("T1", 2)])
    set_price(crew.business_manager, "T1", D("12"))
    number = editing.submit(crew.buyer, made.number, total=D(24)).number
    assert number == "DH-O-" + number[5:]
    view = crew.show(number)
    assert (view.lines[0].price, view.row.total, view.row.step) == (D("12"), D("24.00"), "review")
    assert crew.stock() == (1000, 2)
    assert the_books_are_right(crew.admin)


def test_a_draft_is_submitted_once(crew: Crew) -> None:
    made = editing.draft(crew.buyer, [want("T1", 2)])
    first = editing.submit(crew.buyer, made.number, key="k")
    assert editing.submit(crew.buyer, made.number, key="k") == first
    with pytest.raises(WrongStep):
        editing.submit(crew.buyer, made.number)
    with pytest.raises(Conflict, match="the key k was used"):
        editing.submit(crew.buyer, first.number, key="k")
    assert crew.stock() == (1000, 2)


def test_a_stranger_does_not_find_a_draft_and_staff_need_the_right_to_change_it(crew: Crew) -> None:
    made = editing.draft(crew.buyer, [want("T1", 2)])
    stranger = customer(crew.admin, "C2")
    for use in (editing.submit, editing.edit, editing.delete_draft):
        with pytest.raises(NotFound):
            use(stranger, made.number)
        with pytest.raises(NotAllowed):
            use(crew.finance_reviewer, made.number)


def test_a_draft_is_deleted_and_an_order_with_a_number_is_not(crew: Crew) -> None:
    # S18.6
    made = editing.draft(crew.buyer, [want("T1", 2)])
    editing.delete_draft(crew.buyer, made.number)
    with pytest.raises(WrongStep):
        editing.delete_draft(crew.buyer, made.number)
    number = crew.place()
    with pytest.raises(WrongStep):
        editing.delete_draft(crew.buyer, number)
    done(leave(crew.buyer, number, "withdraw", "review"))
    with pytest.raises(WrongStep, match="has a number"):
        editing.delete_draft(crew.buyer, number)
    assert the_books_are_right(crew.admin)


def test_a_draft_is_changed_by_its_owner_and_journaled(crew: Crew) -> None:
    made = editing.draft(crew.buyer, [want("T1", 2)])
    changed = editing.edit(
        crew.buyer, made.number, wants=[want("T2", 3)], details={"project": "P1"}, seen=Seen(None, 1)
    )
    assert changed.revision == 2
    view = crew.show(made.number)
    assert [(x.sku, x.quantity) for x in view.lines] == [("T2", 3)]
    assert (view.details["project"], view.row.total) == ("P1", 30)
    with pytest.raises(Stale):
        editing.edit(crew.buyer, made.number, wants=[want("T1", 1)], seen=Seen(None, 1))
    changes = history.history(crew.admin, made.number)[-1].body["changes"]
    assert ["project", "", "P1"] in changes
    assert ["lines", [["T1", "2"]], [["T2", "3"]]] in changes


# --- an order that comes back keeps its number ---


def test_an_order_sent_back_gives_up_its_stock_and_keeps_its_number(crew: Crew) -> None:
    # S07.6
    number = crew.at_step("finance", 5)
    done(leave(crew.finance_reviewer, number, "send_back", "finance"))
    assert (crew.step(number), crew.stock()) == ("draft", (1000, 0))
    again = editing.submit(crew.buyer, number)
    assert (again.number, again.step, crew.stock()) == (number, "review", (1000, 5))
    crew.carry(number, "done")
    assert the_books_are_right(crew.admin)


def test_a_new_submit_reserves_and_prices_afresh(crew: Crew) -> None:
    number = crew.place(5)
    done(leave(crew.order_reviewer, number, "send_back", "review"))
    set_price(crew.business_manager, "T1", D("11"))
    editing.edit(crew.buyer, number, wants=[want("T1", 7)], total=D(77))
    editing.submit(crew.buyer, number)
    assert (crew.show(number).row.total, crew.stock()) == (D("77.00"), (1000, 7))
    assert the_books_are_right(crew.admin)


def test_a_price_given_by_the_company_is_kept_through_sending_back(crew: Crew) -> None:
    special = [want("T1", 2, price=D("9"), discount=D("0.1"))]
    number = place(crew.business_manager, special, customer="C1", details=OFFLINE).number
    done(leave(crew.order_reviewer, number, "send_back", "review"))
    set_price(crew.business_manager, "T1", D("50"))
    editing.submit(crew.buyer, number)
    assert crew.show(number).row.total == D("16.20")


def test_holds_open_again_as_they_apply_and_a_reported_problem_stays(crew: Crew) -> None:
    change_setting(crew.admin, "amount_threshold", "100")
    newcomer = customer(crew.admin, "C2", assessed=False)
    number = place(newcomer, [want("T1", 50)]).number
    holds.hold(crew.order_reviewer, number, "地址不清")
    assert sorted(h.kind for h in crew.show(number).holds) == ["amount", "exception", "new_customer"]
    done(leave(crew.order_reviewer, number, "send_back", "review"))
    assert [h.kind for h in crew.show(number).holds] == ["exception"]
    editing.edit(newcomer, number, wants=[want("T1", 5)])
    assert editing.submit(newcomer, number).number == number
    view = crew.show(number)
    assert sorted(h.kind for h in view.holds) == ["exception", "new_customer"]
    assert view.row.held == 2
    assert the_books_are_right(crew.admin)


def test_a_problem_reported_before_can_be_settled_while_the_order_is_a_draft(crew: Crew) -> None:
    number = crew.place()
    holds.hold(crew.order_reviewer, number, "地址不清")
    done(leave(crew.order_reviewer, number, "send_back", "review"))
    assert holds.release_hold(crew.business_manager, number, "exception").step == "draft"
    with pytest.raises(NotFound):
        holds.release_hold(crew.business_manager, number, "exception")
    assert editing.submit(crew.buyer, number).step == "review"


def test_an_order_taken_apart_and_sent_back_all_the_way_can_be_submitted_again(crew: Crew) -> None:
    number = crew.at_step("ship", 6)
    (part,) = crew.show(number).shipments
    done(leave(crew.outbound_reviewer, part.number, "unrelease", "ship"))
    done(leave(crew.outbound_reviewer, number, "send_back", "release"))
    done(leave(crew.order_reviewer, number, "send_back", "review"))
    editing.edit(crew.buyer, number, wants=[want("T2", 4)])
    editing.submit(crew.buyer, number)
    crew.carry(number, "done")
    assert (crew.stock("T1"), crew.stock("T2")) == ((1000, 0), (996, 0))
    assert the_books_are_right(crew.admin)


# --- changing before the review ---


# S05.6
def test_a_change_before_the_review_reserves_and_prices_afresh_and_says_old_and_new(crew: Crew) -> None:
    number = crew.place(5)
    set_price(crew.business_manager, "T1", D("11"))
    wants, phone = [want("T1", 7), want("T2", 1)], {"phone": "138"}
    editing.edit(crew.order_reviewer, number, wants=wants, details=phone, total=D(87), reason="客户电话")
    view = crew.show(number)
    assert (view.row.step, view.row.total, crew.stock("T1"), crew.stock("T2")) == ("review", 87, (1000, 7), (1000, 1))
    body = history.history(crew.admin, number)[-1].body
    assert ["phone", "13900001111", "138"] in body["changes"]
    assert ["lines", [["T1", "5"]], [["T1", "7"], ["T2", "1"]]] in body["changes"]
    assert body["reason"] == "客户电话"
    assert the_books_are_right(crew.admin)


def test_a_change_that_stock_does_not_allow_changes_nothing(crew: Crew) -> None:
    number = crew.place(5)
    product(crew.admin, "S1", stock="3")
    before = picture(crew.admin)
    with pytest.raises(Shortage):
        editing.edit(crew.order_reviewer, number, wants=[want("T1", 7), want("S1", 4)])
    assert picture(crew.admin) == before


def test_a_change_can_use_what_the_order_itself_had_reserved(crew: Crew) -> None:
    product(crew.admin, "S1", stock="10")
    number = crew.place(1, want("S1", 8))
    editing.edit(crew.order_reviewer, number, wants=[want("S1", 10)])
    assert crew.stock("S1") == (10, 10)
    assert the_books_are_right(crew.admin)


def test_a_change_over_the_threshold_is_held(crew: Crew) -> None:
    change_setting(crew.admin, "amount_threshold", "100")  # S03.12
    number = crew.place(5)
    assert crew.show(number).holds == ()
    editing.edit(crew.order_reviewer, number, wants=[want("T1", 11)])
    assert [h.kind for h in crew.show(number).holds] == ["amount"]
    editing.edit(crew.order_reviewer, number, wants=[want("T1", 12)])
    assert crew.show(number).row.held == 1
    assert the_books_are_right(crew.admin)


def test_what_was_seen_before_a_change_cannot_be_approved_after_it(crew: Crew) -> None:
    # S13.11
    number = crew.place(5)
    editing.edit(crew.order_reviewer, number, wants=[want("T1", 500)])
    assert refused(approve(crew.order_reviewer, number, "review", revision=1)) == "revision-moved-by"
    done(approve(crew.order_reviewer, number, "review", revision=2))


def test_a_customer_withdraws_first_and_then_changes(crew: Crew) -> None:
    number = crew.place(5)
    for use in (editing.edit, editing.delete_draft, editing.submit):
        with pytest.raises(WrongStep):
            use(crew.buyer, number)
    with pytest.raises(WrongStep, match="withdraw it first"):
        editing.edit(crew.buyer, number, wants=[want("T1", 6)])
    done(leave(crew.buyer, number, "withdraw", "review"))
    editing.edit(crew.buyer, number, wants=[want("T1", 6)])
    assert editing.submit(crew.buyer, number).number == number


def test_after_the_review_nobody_changes_the_order(crew: Crew) -> None:
    number = crew.at_step("finance")
    for somebody in (crew.order_reviewer, crew.business_manager, crew.buyer):
        with pytest.raises(WrongStep):
            editing.edit(somebody, number, wants=[want("T1", 1)])


def test_a_customer_cannot_change_terms_or_prices_of_its_draft(crew: Crew) -> None:
    made = editing.draft(crew.buyer, [want("T1", 2)])
    with pytest.raises(NotAllowed):
        editing.edit(crew.buyer, made.number, details={"terms": "monthly"})
    with pytest.raises(NotAllowed):
        editing.edit(crew.buyer, made.number, wants=[want("T1", 2, price=D("1"))])
    with pytest.raises(NotAllowed):
        editing.draft(crew.buyer, [want("T1", 2, discount=D("0.5"))])


def test_what_a_channel_requires_cannot_be_edited_away(crew: Crew) -> None:
    number = place(crew.order_reviewer, [want("T1", 1)], customer="C1", details=OFFLINE).number
    with pytest.raises(Invalid, match="requested date is missing"):
        editing.edit(crew.order_reviewer, number, details={"requested_date": ""})


def test_who_changes_an_order_that_is_assigned_to_another_says_why(crew: Crew) -> None:
    number = crew.place(5)  # S06.16
    assigning.assign(crew.business_manager, number, "order_reviewer")
    with pytest.raises(NotAllowed, match="assigned to somebody else"):
        editing.edit(crew.business_manager, number, wants=[want("T1", 6)])
    editing.edit(crew.business_manager, number, wants=[want("T1", 6)], reason="客户急用")
    assert history.history(crew.order_reviewer, number)[-1].body["reason"] == "客户急用"
    editing.edit(crew.order_reviewer, number, wants=[want("T1", 7)])
