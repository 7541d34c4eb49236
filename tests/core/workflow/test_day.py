"""What one has before him: the day of a member of staff, held orders, what others did lately, the hours of a step."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.core.workflow.test_queues import count, later
from tests.kit.company import customer, product, staff
from tests.kit.orders import Crew, approve, done, leave, make_crew, want
from ydh.core.administration.settings import change_setting, show_settings
from ydh.core.cases import cases
from ydh.core.company.actors import COMPANY, Actor
from ydh.core.company.settings import STEP_HOURS
from ydh.core.orders import notes
from ydh.core.orders.editing import draft
from ydh.core.orders.entering import place
from ydh.core.stock import limits, papers
from ydh.core.values.errors import NotAllowed, YdhError
from ydh.core.workflow import assigning, holds, news, queues, switching
from ydh.core.workflow.views import MANY
from ydh.store.workflow import queued
from ydh.store.workflow import queues as store


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


# --- the day ---


def test_the_day_shows_the_queues_of_the_steps_that_one_may_pass(crew: Crew) -> None:
    crew.place()
    crew.at_step("finance")
    by_role = {
        "order_reviewer": [("order", "review"), ("return", "review"), ("return", "dispatch")],
        "finance_reviewer": [("order", "finance"), ("return", "refund")],
        "outbound_reviewer": [("order", "release"), ("return", "receive")],
        "shipping_clerk": [("order", "ship")],
        "business_manager": [("return", "review"), ("return", "dispatch")],
        "system_admin": [],
    }
    for role, expected in by_role.items():
        assert [(it.workflow, it.step) for it in queues.day(getattr(crew, role)).queues] == expected
    assert queues.day(crew.buyer).queues == ()
    assert queues.day(staff(crew.admin, "nobody")).queues == ()


def test_a_queue_is_counted_with_its_oldest_and_what_is_mine(crew: Crew) -> None:
    assert (count(crew.order_reviewer, "review").count, count(crew.order_reviewer, "review").oldest) == (0, None)
    first, second = crew.place(), crew.place()
    assigning.assign(crew.business_manager, second, "order_reviewer")
    found = count(crew.order_reviewer, "review")
    assert (found.count, found.oldest, found.assigned_to_me) == (2, crew.show(first).row.since, 1)
    assert (found.on, found.overdue, found.label.code) == (True, 0, "review")
    switching.disable(crew.admin, "order", "review")
    assert count(crew.order_reviewer, "review").on is False


def test_shipments_are_counted_where_shipments_wait(crew: Crew) -> None:
    number = crew.at_step("release", 4)
    done(approve(crew.outbound_reviewer, number, "release", lines={1: Decimal(1)}))
    done(approve(crew.outbound_reviewer, number, "release"))
    assigning.assign(crew.business_manager, number, "shipping_clerk")
    found, first = count(crew.shipping_clerk, "ship"), queues.queue(crew.shipping_clerk, "order", "ship").rows[0]
    assert (found.count, found.assigned_to_me, found.oldest) == (2, 2, first.since)


def test_counts_stop_where_nobody_counts_any_more(company: Actor) -> None:
    assert MANY == 10_000
    late = datetime(2000, 1, 1, tzinfo=UTC)
    make_crew(company).place()
    for of in (queued.ORDERS, queued.SHIPMENTS, queued.RETURNS):
        row = company.company.read(lambda unit, of=of: store.waiting(unit, "review", {}, late, 0, of=of))
        assert row == (0, None, 0)


def test_held_counts_the_holds_that_one_could_lift(crew: Crew) -> None:
    # the rule is that of releasing a hold: the right, and neither one's own order nor one's own hold
    number = crew.place()
    holds.hold(crew.order_reviewer, number, "地址不对")
    colleague = staff(crew.admin, "colleague", "order_reviewer")
    held = {name: queues.day(actor).liftable for name, actor in _people(crew).items()}
    assert {queues.day(actor).held for actor in _people(crew).values()} == {1}, "what is in the list is counted"
    assert held == {"order_reviewer": 0, "finance_reviewer": 0, "shipping_clerk": 0, "business_manager": 1}
    assert queues.day(colleague).liftable == 1
    holds.release_hold(colleague, number, "exception")
    day = queues.day(crew.business_manager)
    assert (day.held, day.liftable) == (0, 0)


def _people(crew: Crew) -> dict[str, Actor]:
    names = ("order_reviewer", "finance_reviewer", "shipping_clerk", "business_manager")
    return {name: getattr(crew, name) for name in names}


def test_done_today_is_what_the_actor_did_since_midnight(crew: Crew) -> None:
    assert queues.day(crew.order_reviewer).done_today == ()
    first, second, third = crew.place(), crew.place(), crew.place()
    for number in (first, second):
        done(approve(crew.order_reviewer, number, "review"))
    done(leave(crew.order_reviewer, third, "send_back"))
    assert queues.day(crew.order_reviewer).done_today == (("approve", 2), ("send_back", 1))
    assert queues.day(crew.finance_reviewer).done_today == ()
    assert queues.day(crew.buyer).done_today == (("submit", 3),)
    later(crew.admin, days=1)
    assert queues.day(crew.order_reviewer).done_today == ()
    done(approve(crew.order_reviewer, crew.place(), "review"))
    assert queues.day(crew.order_reviewer).done_today == (("approve", 1),)


# --- held orders ---


def test_held_orders_are_listed_wherever_they_are_oldest_first(crew: Crew) -> None:
    # S05.13
    first, second, third = crew.place(), crew.at_step("finance"), crew.at_step("ship")
    unsent = draft(crew.buyer, [want("T1", 1)]).number
    for number, who_holds in ((third, crew.shipping_clerk), (first, crew.order_reviewer)):
        holds.hold(who_holds, number, "等等")
    page = queues.held_orders(crew.admin)
    assert [(row.number, row.step, row.held) for row in page.rows] == [(first, "review", 1), (third, "ship", 1)]
    assert crew.show(first).holds[0].lifted_by == ("assign and overtake",)
    assert {second, unsent} & {row.number for row in page.rows} == set()
    last = queues.held_orders(crew.admin, limit=1, backwards=True)
    assert [row.number for row in last.rows] == [third]
    assert [row.number for row in queues.held_orders(crew.admin, after=last.next, backwards=True).rows] == [first]
    holds.release_hold(crew.business_manager, first, "exception")
    assert [row.number for row in queues.held_orders(crew.admin).rows] == [third]
    other = customer(crew.admin, "C2")
    assert queues.held_orders(other).rows == ()


# --- news ---


def told(actor: Actor, **given: Any) -> list[tuple[str, str, str, str, str]]:
    return [(it.number, it.action, it.step, it.to, it.by) for it in news.latest(actor, **given)]


def test_a_customer_hears_what_others_did_to_its_orders(crew: Crew) -> None:
    other = customer(crew.admin, "C2")
    number = crew.place()
    place(other, [want("T1", 1)])
    assigning.assign(crew.business_manager, number, "order_reviewer")
    notes.note(crew.order_reviewer, number, "内部")
    notes.note(crew.order_reviewer, number, "已电话确认", shared=True)
    done(approve(crew.order_reviewer, number, "review"))
    done(leave(crew.finance_reviewer, number, "send_back", "finance"))
    assert told(crew.buyer) == [
        (number, "send_back", "finance", "draft", COMPANY),
        (number, "approve", "review", "finance", COMPANY),
        (number, "note", "review", "review", COMPANY),
    ]
    assert told(crew.buyer, limit=1) == told(crew.buyer)[:1]
    assert told(other) == []


def test_the_system_and_the_clock_are_named_in_the_news(crew: Crew) -> None:
    switching.disable(crew.admin, "order", "review")
    number = crew.place()
    assert told(crew.buyer) == [(number, "approve", "review", "finance", "system")]


def test_staff_hear_of_the_orders_that_they_were_given_or_entered(crew: Crew) -> None:
    given, entered, neither = crew.place(), _enter(crew), crew.place()
    assigning.assign(crew.business_manager, given, "order_reviewer")
    done(approve(staff(crew.admin, "colleague", "order_reviewer"), entered, "review"))
    heard = told(crew.order_reviewer)
    assert heard == [
        (entered, "approve", "review", "finance", "colleague"),
        (given, "assign", "review", "review", "business_manager"),
        (given, "submit", "draft", "review", "c1"),
    ]
    assert neither not in {number for number, *_ in heard}
    assert told(crew.finance_reviewer) == []
    with pytest.raises(NotAllowed):
        news.latest(staff(crew.admin, "nobody"))


def _enter(crew: Crew) -> str:
    details = {"requested_date": "2026-12-24"}
    return place(crew.order_reviewer, [want("T2", 1)], customer="C1", channel="phone", details=details).number


@pytest.mark.parametrize("look", [queues.held_orders, queues.day, news.latest])
def test_what_is_empty_is_given_empty(company: Actor, look: Callable[[Actor], Any]) -> None:
    product(company, "T9")
    found = look(company)
    assert found in (
        (),
        queues.Page(()),
        queues.Day((), 0, 0, 0, (), found.tasks if isinstance(found, queues.Day) else ()),
    )


# --- the hours of the steps ---


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("review=4 finance=8 release=8 ship=24 receive=240", "review=4 finance=8 release=8 ship=24 receive=240"),
        ("Ship = 24, review=１", "review=1 ship=24"),
        ("return.refund=72", "return.refund=72"),
        ("off", "off"),
        ("", "off"),
    ],
)
def test_hours_are_shown_as_they_can_be_typed_again(company: Actor, text: str, shown: str) -> None:
    change_setting(company, "lead_days", "4")
    assert str(change_setting(company, "step_hours", text).value) == shown
    kept = next(it for it in show_settings(company) if it.name == "step_hours")
    assert (str(kept.value), str(kept.default)) == (shown, str(STEP_HOURS))
    assert change_setting(company, "step_hours", str(kept.value)).value == kept.value


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("review", "hours-form"),
        ("4", "hours-form"),
        ("review=4 review=5", "hours-form"),
        ("dance=4", "step-unknown"),
        ("refund=4", "step-unknown"),
        ("=4", "step-unknown"),
        ("review=", "number-form"),
        ("review=soon", "number-form"),
        ("review=0", "number-low"),
        ("review=1.5", "number-places"),
        ("review=9999", "number-high"),
    ],
)
def test_hours_that_cannot_be_are_refused(company: Actor, text: str, id: str) -> None:
    with pytest.raises(YdhError) as caught:
        change_setting(company, "step_hours", text)
    assert caught.value.id == id
    assert str(caught.value)


# --- beside the queues ---


def tasks(actor: Actor) -> dict[str, int]:
    return {it.code: it.count for it in queues.day(actor).tasks}


def test_the_day_counts_what_waits_beside_the_queues(crew: Crew) -> None:
    assert tasks(crew.outbound_reviewer) == {"papers": 0, "limits": 0}
    assert tasks(crew.shipping_clerk) == {}
    change_setting(crew.admin, "pick", "other")
    change_setting(crew.admin, "confirm_receipts", "on")
    other = staff(crew.admin, "second", "outbound_reviewer")
    crew.at_step("ship")
    papers.receive_stock(crew.outbound_reviewer, "T1", Decimal(5))
    limits.set_limits(crew.outbound_reviewer, "T1", lower=Decimal(9999))
    assert tasks(other) == {"picks": 1, "papers": 1, "limits": 1}
    assert tasks(crew.outbound_reviewer) == {"picks": 1, "papers": 0, "limits": 1}  # nobody confirms his own
    assert tasks(crew.shipping_clerk) == {"picks": 1}
    (pick,) = queues.day(crew.shipping_clerk).tasks
    assert pick.oldest is not None


def test_open_cases_are_counted_for_who_settles_them(crew: Crew) -> None:
    number = crew.at_step("receive")
    assert tasks(crew.order_reviewer) == {"cases": 0}
    cases.open_case(crew.buyer, number, "other", text="箱子湿了")
    assert tasks(crew.order_reviewer) == {"cases": 1}
    assert tasks(crew.buyer) == {}
