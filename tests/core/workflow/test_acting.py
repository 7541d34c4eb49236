"""Passing steps and leaving them: who may, when it is the moment, and what the journal says."""

from datetime import timedelta
from typing import Any

import pytest

from tests.kit.company import customer, staff
from tests.kit.orders import (
    ROLE_OF,
    STEPS,
    Crew,
    approve,
    done,
    leave,
    make_crew,
    picture,
    refused,
    the_books_are_right,
    want,
)
from tests.kit.trail import sql
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.rules.permissions import ROLE_NAMES
from ydh.core.values.outcomes import Refused, Seen
from ydh.core.workflow import assigning, history, holds
from ydh.core.workflow.acting import act

REASON = {"reason": "错了"}


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


# S03.5, S19.8
@pytest.mark.smoke
def test_an_order_goes_its_whole_way_step_by_step(crew: Crew) -> None:
    # S21.23, S21.24, S21.25, S21.26, S21.27, S21.28
    # S01.9, S04.13, S04.18, S04.19, S04.22, S07.14, S14.9, S16.6, S16.16
    number = crew.place(2)
    assert crew.step(number) == "review"
    for step, then in zip(STEPS, (*STEPS[1:], "done"), strict=True):
        assert done(approve(crew.at(step), number, step)).step == then
        assert crew.step(number) == then
    line = crew.show(number).lines[0]
    assert (line.reserved, line.released, line.shipped, line.received, line.short) == (0, 2, 2, 2, 0)
    assert crew.stock() == (998, 0)
    assert crew.trail(number) == [
        ("c1", "submit", "draft", "review"),
        ("order_reviewer", "approve", "review", "finance"),
        ("finance_reviewer", "approve", "finance", "release"),
        ("outbound_reviewer", "approve", "release", "ship"),
        ("shipping_clerk", "approve", "ship", "receive"),
        ("c1", "approve", "receive", "done"),
    ]
    assert the_books_are_right(crew.admin)


# S03.13, S20.19
def test_each_role_passes_its_own_step_and_no_other(crew: Crew) -> None:
    # S02.5, S02.6, S03.11, S03.19, S04.15, S07.23, S11.15, S19.6
    number = crew.place()
    for step in STEPS:
        may = {role for role in ROLE_NAMES if ROLE_OF.get(step) == role}
        if step == "receive":  # on the customer's behalf
            may = {"order_reviewer", "business_manager"}
        for role in ROLE_NAMES:
            if role not in may:
                before = picture(crew.admin)
                assert refused(approve(getattr(crew, role), number, step)) == "need-permission"
                assert picture(crew.admin) == before
        if step != "receive":
            assert refused(approve(crew.buyer, number, step)) == "need-permission"
        done(approve(crew.at(step), number, step))
    assert crew.step(number) == "done"


@pytest.mark.parametrize("role", ["order_reviewer", "business_manager"])
def test_staff_confirm_a_receipt_on_the_customers_behalf_in_their_own_name(crew: Crew, role: str) -> None:
    # S06.13
    number = crew.at_step("receive")
    done(approve(getattr(crew, role), number, "receive"))
    assert crew.trail(number)[-1] == (role, "approve", "receive", "done")


def test_nobody_skips_a_step_even_with_every_right(crew: Crew) -> None:
    both = staff(crew.admin, "both", *ROLE_NAMES)  # S02.6
    number = crew.place()
    for at, step in enumerate(STEPS):
        before = picture(crew.admin)
        for other in (*STEPS[:at], *STEPS[at + 1 :], "done", "draft", "void", "nonsense"):
            assert refused(approve(both, number, other)).startswith("moved-on")
        assert picture(crew.admin) == before
        done(approve(both, number, step))
    assert refused(approve(both, number, "receive")) == "moved-on-by"
    assert refused(approve(both, number, "done")) == "nothing-to-pass"


def test_choosing_lines_does_not_turn_one_pass_into_another(crew: Crew) -> None:
    number = crew.place(2)  # S02.6
    done(approve(crew.order_reviewer, number, "review", lines={1: want("T1", 1).quantity}))
    assert crew.step(number) == "finance"
    assert crew.show(number).shipments == ()


def test_a_pass_says_what_it_saw(crew: Crew) -> None:
    # S02.5
    number = crew.place()
    assert refused(act(crew.order_reviewer, number, "approve", seen=Seen())) == "say-at"
    assert refused(act(crew.order_reviewer, number, "approve", seen=Seen(None, 1))) == "say-at"
    assert crew.step(number) == "review"


# S10.14
def test_a_key_pressed_twice_does_not_pass_the_next_step(crew: Crew) -> None:
    # S06.14
    both = staff(crew.admin, "both", "order_reviewer", "finance_reviewer")
    number = crew.place()
    done(approve(both, number, "review"))
    assert refused(approve(both, number, "review")) == "moved-on-by"
    assert crew.step(number) == "finance"


def test_who_is_too_late_is_told_who_moved_it_and_when(crew: Crew) -> None:
    # S06.14
    number = crew.place()
    done(approve(crew.order_reviewer, number, "review"))
    late = approve(crew.order_reviewer, number, "review")
    assert isinstance(late, Refused)
    at = history.history(crew.admin, number)[-1].at
    assert (late.error.data["by"], late.error.data["when"]) == ("order_reviewer", at)
    assert "it waits for finance review: order_reviewer moved it" in str(late.error)


def test_what_changed_since_it_was_seen_is_stale(crew: Crew) -> None:
    # S06.14
    number = crew.place()
    holds.hold(crew.order_reviewer, number, "地址不清")
    late = approve(crew.order_reviewer, number, "review", revision=1)
    assert refused(late) == "revision-moved-by"
    assert isinstance(late, Refused)
    assert (late.error.data["seen"], late.error.data["now"], late.error.data["by"]) == (1, 2, "order_reviewer")
    holds.release_hold(crew.business_manager, number, "exception")
    assert done(approve(crew.order_reviewer, number, "review", revision=3)).revision == 4


@pytest.mark.parametrize("action", ["approve", "send_back", "withdraw", "void", "take_back", "unrelease"])
def test_a_strangers_order_is_not_found_whatever_is_tried(crew: Crew, action: str) -> None:
    # S07.21
    number = crew.at_step("ship")
    (part,) = crew.show(number).shipments
    stranger, before = customer(crew.admin, "C2"), picture(crew.admin)
    for name in (number, part.number, "DH-O-20200101-000001", "DH-S-20200101-000001", "", "'; --"):
        for step in (None, "ship"):
            assert refused(act(stranger, name, action, seen=Seen(step), answers=REASON)) == "order-unknown"
    del before["customer"]
    assert {k: v for k, v in picture(crew.admin).items() if k in before} == before


def test_staff_of_another_region_do_not_find_an_order(crew: Crew) -> None:
    # S06.11
    number = crew.place()
    sql(crew.admin, f"UPDATE account SET scope = 'region' WHERE id = {crew.order_reviewer.account}")
    assert refused(approve(crew.order_reviewer, number, "review")) == "order-unknown"


def test_who_entered_an_order_does_not_review_it(crew: Crew) -> None:
    # S13.11
    given: dict[str, Any] = {"customer": "C1", "details": {"requested_date": "2026-12-1"}}
    number = place(crew.order_reviewer, [want("T1", 1)], **given).number
    assert refused(approve(crew.order_reviewer, number, "review")) == "own-order"
    second = staff(crew.admin, "second", "order_reviewer")
    done(approve(second, number, "review"))
    change_setting(crew.admin, "self_approval", "on")
    own = place(crew.order_reviewer, [want("T1", 1)], **given).number
    done(approve(crew.order_reviewer, own, "review"))


# --- what an act asks ---


def test_an_opinion_is_kept_and_can_be_required_for_each_step(crew: Crew) -> None:
    change_setting(crew.admin, "opinion_required", "review release")  # S13.13
    number = crew.place()
    for step in ("review", "release"):
        for nothing in ("", "  "):
            assert refused(approve(crew.at(step), number, step, opinion=nothing)) == "answer-missing"
        done(approve(crew.at(step), number, step, opinion=f"同意{step}"))
        if step == "review":
            done(approve(crew.finance_reviewer, number, "finance", opinion=""))
    bodies = {e.step: e.body for e in history.history(crew.order_reviewer, number) if e.action == "approve"}
    assert {step: body.get("opinion") for step, body in bodies.items()} == {
        "review": "同意review",
        "finance": None,
        "release": "同意release",
    }


def test_a_shipment_leaves_with_its_carrier_and_tracking_number(crew: Crew) -> None:
    # S07.9, S07.13, S19.10
    number = crew.at_step("ship")
    assert refused(approve(crew.shipping_clerk, number, "ship", carrier="")) == "answer-missing"
    done(approve(crew.shipping_clerk, number, "ship", carrier="德邦", tracking="DB123"))
    (part,) = crew.show(number).shipments
    assert (part.carrier, part.tracking, part.step) == ("德邦", "DB123", "receive")
    assert part.shipped_at is not None
    assert part.received_at is None


@pytest.mark.parametrize(
    ("action", "step", "by"),
    [
        ("send_back", "review", "order_reviewer"),
        ("send_back", "finance", "finance_reviewer"),
        ("send_back", "release", "outbound_reviewer"),
        ("unrelease", "ship", "outbound_reviewer"),
        ("void", "review", "order_reviewer"),
        ("void", "ship", "business_manager"),
    ],
)
def test_an_exit_asks_for_a_reason_and_keeps_it(crew: Crew, action: str, step: str, by: str) -> None:
    # S05.7
    number = crew.at_step(step)
    for nothing in ({}, {"reason": ""}, {"reason": " \n "}):
        assert refused(act(getattr(crew, by), number, action, seen=Seen(step), answers=nothing)) == "answer-missing"
    done(leave(getattr(crew, by), number, action, step, reason="数量不对"))
    event = history.history(crew.buyer, number)[-1]
    assert (event.action, event.step, event.body["reason"]) == (action, step, "数量不对")
    assert the_books_are_right(crew.admin)


EXITS = {
    "send_back": {"review": {"order_reviewer"}, "finance": {"finance_reviewer"}, "release": {"outbound_reviewer"}},
    "withdraw": {"review": {"buyer", "order_reviewer", "business_manager"}},
    "void": {step: {"order_reviewer", "business_manager"} for step in STEPS[:4]},
    "unrelease": {"ship": {"outbound_reviewer"}},
}


@pytest.mark.parametrize("step", STEPS)
def test_an_exit_is_taken_only_where_it_is_and_by_whom_it_belongs_to(crew: Crew, step: str) -> None:
    # S02.5, S03.11, S07.23
    number = crew.at_step(step)
    before = picture(crew.admin)
    for action, places in EXITS.items():
        for role in ("buyer", *ROLE_NAMES):
            if role not in places.get(step, ()):
                expected = "need-permission" if step in places else "no-such-exit"
                assert refused(leave(getattr(crew, role), number, action, step)) == expected
    assert picture(crew.admin) == before
    assert refused(leave(crew.business_manager, number, "set_status", step)) == "no-such-exit"


# S18.7
@pytest.mark.parametrize("step", STEPS[:4])
def test_voiding_gives_the_stock_back_and_ends_the_order(crew: Crew, step: str) -> None:
    number = crew.at_step(step, 5)  # S07.19
    assert crew.stock() == (1000, 5)
    assert done(leave(crew.business_manager, number, "void", step)).step == "void"
    assert crew.stock() == (1000, 0)
    assert refused(approve(crew.at(step), number, step)) == "moved-on-by"
    assert refused(leave(crew.business_manager, number, "void")) == "no-such-exit"
    assert the_books_are_right(crew.admin)


def test_withdrawing_gives_the_stock_back(crew: Crew) -> None:
    number = crew.place(5)
    assert done(act(crew.buyer, number, "withdraw", seen=Seen("review"))).step == "draft"
    assert crew.stock() == (1000, 0)


def test_after_shipping_an_order_is_neither_voided_nor_taken_apart(crew: Crew) -> None:
    number = crew.at_step("receive", 5)
    (part,) = crew.show(number).shipments
    for name in (number, part.number):
        for action in ("void", "unrelease", "send_back", "withdraw"):
            assert refused(leave(crew.business_manager, name, action)) == "no-such-exit"
    assert crew.stock() == (995, 0)


def test_sent_back_from_release_it_waits_for_review_again_with_its_stock(crew: Crew) -> None:
    number = crew.at_step("release", 5)
    assert done(leave(crew.outbound_reviewer, number, "send_back", "release")).step == "review"
    assert crew.stock() == (1000, 5)
    assert crew.carry(number, "done")
    assert the_books_are_right(crew.admin)


def test_who_acts_on_what_is_assigned_to_another_gives_a_reason_that_both_see(crew: Crew) -> None:
    second = staff(crew.admin, "second", "order_reviewer")  # S06.16
    number = crew.place()
    assigning.assign(crew.business_manager, number, "order_reviewer")
    assert refused(approve(second, number, "review")) == "assigned-to-other"
    done(approve(second, number, "review", reason="他休假"))
    for both in (second, crew.order_reviewer):
        assert history.history(both, number)[-1].body["reason"] == "他休假"
    assigning.assign(crew.business_manager, number, None)
    done(approve(crew.finance_reviewer, number, "finance"))


def test_the_journal_says_how_long_each_step_took(crew: Crew) -> None:
    start = crew.admin.company.store.clock()
    crew.admin.company.store.clock = lambda: start
    number = crew.place()
    crew.admin.company.store.clock = lambda: start + timedelta(hours=3)
    done(approve(crew.order_reviewer, number, "review"))
    rows = sql(crew.admin, "SELECT waited FROM journal WHERE kind = 'order' AND action = 'approve'")
    assert rows == [(3 * 3600 * 1_000_000,)]
