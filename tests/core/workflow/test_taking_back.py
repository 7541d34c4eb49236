"""An act says how it is taken back or why not; what was taken back stands as if it had never been done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.kit.company import customer, product, staff
from tests.kit.orders import STEPS, Crew, approve, done, leave, make_crew, refused, the_books_are_right, want
from ydh.core.administration import accounts, roles
from ydh.core.administration.settings import change_setting
from ydh.core.cases import cases
from ydh.core.company.actors import Actor
from ydh.core.goods import prices, skus
from ydh.core.orders import cart, notes
from ydh.core.orders.entering import place
from ydh.core.partners import carriers, customers
from ydh.core.rules.permissions import ROLE_NAMES
from ydh.core.shipping import picking, shipments, tracking
from ydh.core.stock import warehouses
from ydh.core.values.errors import Stale
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Done, NoUndo, Outcome, Refused, Seen, Target, Undo
from ydh.core.workflow import assigning, holds, queues, switching
from ydh.core.workflow.acting import act, act_many, take_back

LATE = timedelta(days=15)


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def undo_of(outcome: Outcome) -> Undo:
    """How what was done is taken back."""
    undo = done(outcome).undo
    assert isinstance(undo, Undo), undo
    return undo


def why_not(outcome: Outcome) -> str:
    undo = done(outcome).undo
    assert isinstance(undo, NoUndo)
    return str(undo)


def taken(actor: Actor, *acts: Undo) -> list[str]:
    """What became of taking these back: the step, or why not."""
    found = take_back(actor, acts)
    return [each.step if isinstance(each, Done) else each.error.id for each in found]


def later(crew: Crew, **delta: Any) -> None:
    """The clock goes on."""
    clock = crew.admin.company.store.clock
    now = clock() + timedelta(**delta)
    crew.admin.company.store.clock = lambda: now


def waits(crew: Crew, step: str) -> list[tuple[str, Any, bool]]:
    """Number, since when, whether overdue, of what waits at the step."""
    rows = queues.queue(crew.at(step), "order", step).rows
    return [(row.number, row.since, row.due is not None and row.due < crew.admin.company.store.clock()) for row in rows]


# --- how long it has waited ---


@pytest.mark.parametrize("step", STEPS[:4])
def test_what_is_passed_and_taken_back_has_waited_as_long_as_before(crew: Crew, step: str) -> None:
    crew.at_step(step)
    later(crew, days=15)
    before = waits(crew, step)
    assert before[0][2], "overdue"
    undo = undo_of(approve(crew.at(step), before[0][0], step))
    assert waits(crew, step) == []
    later(crew, minutes=5)
    assert taken(crew.at(step), undo) == [step]
    assert waits(crew, step) == before
    assert the_books_are_right(crew.admin)


def test_an_order_and_its_parts_have_each_waited_as_long_as_before(crew: Crew) -> None:
    number = crew.at_step("release", 10)
    for _ in range(2):
        later(crew, days=1)
        done(approve(crew.outbound_reviewer, number, "release", lines={1: want("T1", 5).quantity}))
    later(crew, days=3)

    def stand() -> Any:
        rows = queues.queue(crew.shipping_clerk, "order", "ship").rows
        return crew.show(number).row.since, [(row.number, row.since) for row in rows]

    before = stand()
    acts = [undo_of(approve(crew.shipping_clerk, part, "ship")) for part, _ in before[1]]
    later(crew, minutes=1)
    assert taken(crew.shipping_clerk, *acts) == ["ship", "ship"]
    assert stand() == before
    assert the_books_are_right(crew.admin)


# --- what it brought about ---


def test_a_shipment_that_did_not_leave_keeps_nothing_of_its_way_and_its_number_is_free_again(crew: Crew) -> None:
    number, other = crew.at_step("ship"), crew.at_step("ship")
    said = {"tracking": "SF1", "parcels": "2", "weight": "3.5", "cod": "1", "remark": "轻放", "agreed_time": "9:00"}
    before = shipments.show(crew.admin, crew.show(number).shipments[0].number)
    boss = staff(crew.admin, "both", "shipping_clerk", "finance_reviewer")
    undo = undo_of(approve(boss, number, "ship", **said))
    assert refused(approve(boss, other, "ship", tracking="SF1")) == "tracking-used"
    assert taken(boss, undo) == ["ship"]
    after = shipments.show(crew.admin, before.row.number)
    assert replace(after.row, revision=before.row.revision) == before.row
    assert after.cod == before.cod
    done(approve(boss, other, "ship", tracking="SF1"))
    assert the_books_are_right(crew.admin)


def new_customer(crew: Crew) -> Actor:
    change_setting(crew.admin, "hold_new_customers", "on")
    return customer(crew.admin, "N1", assessed=False)


def held_orders(crew: Crew, buyer: Actor, count: int) -> list[str]:
    numbers = [place(buyer, [want("T1", 2)]).number for _ in range(count)]
    for number in numbers:
        done(approve(crew.order_reviewer, number, "review"))
    return numbers


def test_a_customer_is_new_again_and_its_order_held_when_its_finance_review_is_taken_back(crew: Crew) -> None:
    # S14.8
    (number,) = held_orders(crew, new_customer(crew), 1)
    before = crew.show(number).holds
    assert [hold.kind for hold in before] == ["new_customer"]
    undo = undo_of(approve(crew.finance_reviewer, number, "finance"))
    assert customers.show(crew.admin, "N1").assessed
    assert taken(crew.finance_reviewer, undo) == ["finance"]
    assert crew.show(number).holds == before
    assert not customers.show(crew.admin, "N1").assessed
    done(approve(crew.finance_reviewer, number, "finance"))
    assert customers.show(crew.admin, "N1").assessed
    done(approve(crew.outbound_reviewer, number, "release"))
    assert the_books_are_right(crew.admin)


def test_a_customer_whom_another_review_assessed_stays_assessed(crew: Crew) -> None:
    first, second = held_orders(crew, new_customer(crew), 2)
    done(approve(crew.finance_reviewer, first, "finance"))
    undo = undo_of(approve(crew.finance_reviewer, second, "finance"))
    assert taken(crew.finance_reviewer, undo) == ["finance"]
    assert customers.show(crew.admin, "N1").assessed
    assert [hold.kind for hold in crew.show(second).holds] == ["new_customer"]
    assert the_books_are_right(crew.admin)


# --- this act, and nothing older ---


SINCE: dict[str, Callable[[Crew, str, str], object]] = {
    "a hold": lambda crew, number, part: holds.hold(crew.order_reviewer, number, "等等"),
    "word from the carrier": lambda crew, number, part: tracking.track(
        staff(crew.admin, "other", "shipping_clerk"), part, "in_transit"
    ),
    "a problem": lambda crew, number, part: cases.open_case(crew.buyer, number, "other", "少了"),
    "the receipt": lambda crew, number, part: approve(crew.buyer, part, "receive"),
}


@pytest.mark.parametrize("what", SINCE)
def test_goods_that_have_left_do_not_come_back_once_anybody_has_acted(crew: Crew, what: str) -> None:
    # S06.14
    number = crew.at_step("ship")
    out = done(approve(crew.shipping_clerk, number, "ship"))
    undo = undo_of(out)
    SINCE[what](crew, number, out.parts[0])
    before = crew.trail(number), crew.stock()
    assert taken(crew.shipping_clerk, undo) == ["acted-since"]
    assert (crew.trail(number), crew.stock()) == before


def test_a_release_is_not_taken_back_under_who_picks_it(crew: Crew) -> None:
    change_setting(crew.admin, "pick", "pick")
    out = approve(crew.outbound_reviewer, crew.at_step("release"), "release")
    picking.start(staff(crew.admin, "picker", "outbound_reviewer"), done(out).parts[0])
    (refusal,) = take_back(crew.outbound_reviewer, [undo_of(out)])
    assert isinstance(refusal, Refused)
    assert (refusal.error.id, refusal.error.data["by"]) == ("acted-since", "picker")
    assert str(refusal.error.data["action"]) == "began to pick"


def test_an_older_act_of_the_same_person_waits_until_the_newer_ones_are_taken_back(crew: Crew) -> None:
    both = staff(crew.admin, "both", "order_reviewer", "finance_reviewer")
    number = crew.place()
    first = undo_of(approve(both, number, "review"))
    second = undo_of(approve(both, number, "finance"))
    assert taken(both, first) == ["acted-since"]
    assert taken(both, second) == ["finance"]
    assert taken(both, second) == ["nothing-to-take-back"]
    assert taken(both, first) == ["review"]
    third = undo_of(approve(both, number, "review"))
    assert taken(both, first) == ["acted-since"]
    assert taken(both, third) == ["review"]
    assert the_books_are_right(crew.admin)


def test_notes_and_assignments_are_no_acts_and_another_does_not_take_it_back(crew: Crew) -> None:
    undo = undo_of(approve(crew.order_reviewer, crew.place(), "review"))
    notes.note(crew.finance_reviewer, undo.number, "看看")
    assigning.assign(crew.business_manager, undo.number, "finance_reviewer")
    assert taken(staff(crew.admin, "second", "order_reviewer"), undo) == ["nothing-to-take-back"]
    assert taken(crew.order_reviewer, undo) == ["review"]


def test_all_parts_of_one_order_that_left_in_one_act_are_taken_back_in_one(crew: Crew) -> None:
    number = crew.at_step("release", 9)
    for much in (2, 3, 4):
        done(approve(crew.outbound_reviewer, number, "release", lines={1: want("T1", much).quantity}))
    parts = [part.number for part in crew.show(number).shipments]
    before = crew.stock(), crew.show(number).lines
    targets = [Target(part, Seen("ship")) for part in parts]
    acts = [undo_of(out) for out in act_many(crew.shipping_clerk, targets, "approve", answers={"carrier": "顺丰"})]
    assert {it.asks for it in acts} == {"{what}: said to have left. Are the goods still here?"}
    assert taken(crew.shipping_clerk, *acts) == ["ship"] * 3
    assert (crew.stock(), crew.show(number).lines) == before
    assert taken(crew.shipping_clerk, *acts) == ["nothing-to-take-back"] * 3
    assert the_books_are_right(crew.admin)


def test_what_waits_elsewhere_than_it_was_seen_is_not_taken_back(crew: Crew) -> None:
    number = crew.at_step("finance")
    assert refused(act(crew.order_reviewer, number, "take_back", seen=Seen("release"))) == "moved-on-by"
    assert done(act(crew.order_reviewer, number, "take_back", seen=Seen("finance"))).step == "review"


# --- no way back, and why ---


def test_every_act_without_a_way_back_says_why(crew: Crew) -> None:
    number = crew.carry(crew.place(), "receive")
    assert "arrived" in why_not(approve(crew.buyer, number, "receive"))
    assert "author" in why_not(leave(crew.order_reviewer, crew.place(), "send_back", "review"))
    assert "ended" in why_not(leave(crew.business_manager, crew.place(), "void"))
    released = crew.at_step("ship")
    assert "earlier step" in why_not(leave(crew.outbound_reviewer, released, "unrelease", "ship"))
    undo = undo_of(approve(crew.order_reviewer, crew.place(), "review"))
    assert "anew" in why_not(take_back(crew.order_reviewer, [undo])[0])


def test_what_the_system_went_on_with_and_what_gave_up_the_rest_have_no_way_back(crew: Crew) -> None:
    product(crew.admin, "S1", stock="3")
    change_setting(crew.admin, "when_short", "wait")
    number = crew.carry(place(crew.buyer, [want("S1", 5)], details={"when_short": "close"}).number, "release")
    assert "given up" in why_not(approve(crew.outbound_reviewer, number, "release", rest="close"))
    switching.disable(crew.admin, "order", "finance")
    assert "system" in why_not(approve(crew.order_reviewer, crew.place(), "review"))


def test_an_answer_that_is_told_again_takes_nothing_back(crew: Crew) -> None:
    target = [Target(crew.place(), Seen("review"))]
    undo_of(act_many(crew.order_reviewer, target, "approve", key="k")[0])
    assert "told again" in why_not(act_many(crew.order_reviewer, target, "approve", key="k")[0])


# --- other things than documents ---


def test_master_data_are_put_back_only_as_they_were_left(crew: Crew) -> None:
    admin = staff(crew.admin, "all", *ROLE_NAMES)
    warehouses.add(admin, "W2", "二库")
    carriers.add(admin, "YT9", "圆九")
    for room, code, other in (
        (accounts, "order_reviewer", lambda: accounts.set_roles(admin, "order_reviewer", ["finance_reviewer"])),
        (skus, "T1", lambda: prices.set_price(admin, "T1", want("T1", 9).quantity)),
        (customers, "C1", lambda: customers.edit(admin, "C1", note="别动")),
        (carriers, "YT9", lambda: carriers.edit(admin, "YT9", phone="1")),
        (warehouses, "W2", lambda: warehouses.edit(admin, "W2", name="三库")),
    ):
        left = room.retire(admin, code)
        assert left
        assert room.retire(admin, code) == 0
        left = room.restore(admin, code, seen=left)
        other()
        with pytest.raises(Stale):
            room.retire(admin, code, seen=left)


def test_a_price_and_a_right_are_put_back_unless_changed_since(crew: Crew) -> None:
    nine, eight = want("T1", 9).quantity, want("T1", 8).quantity
    change = prices.set_price(crew.business_manager, "T1", nine)
    assert prices.set_back(crew.business_manager, change).new == 10
    change = prices.set_price(crew.business_manager, "T1", nine)
    prices.set_price(staff(crew.admin, "second", "business_manager"), "T1", eight)
    with pytest.raises(Stale):
        prices.set_back(crew.business_manager, change)
    assert prices.set_price(crew.business_manager, "T1", eight).version == 0
    roles.add(crew.admin, "night", "夜班", ["order.view"])
    left = roles.grant(crew.admin, "night", ["amount.view"])
    roles.edit(crew.admin, "night", name="晚班")
    with pytest.raises(Stale):
        roles.revoke(crew.admin, "night", ["amount.view"], seen=left)


def test_a_cart_is_put_back_unless_it_changed_since(crew: Crew) -> None:
    left = cart.add(crew.buyer, [want("T1", 3)]).version
    cart.set_quantity(crew.buyer, [want("T1", 0)], seen=left)
    with pytest.raises(Stale):
        cart.set_quantity(crew.buyer, [want("T1", 3)], seen=left)
    assert cart.show(crew.buyer).total == ZERO
