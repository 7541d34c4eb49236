"""Orders that leave in parts, passes that are taken back, and steps that the system passes."""

from decimal import Decimal as D
from itertools import chain, combinations

import pytest

from tests.kit.company import customer, product, staff
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
from ydh.core.orders import notes
from ydh.core.orders.entering import place
from ydh.core.stock import papers
from ydh.core.values.outcomes import Outcome, Seen
from ydh.core.workflow import assigning, history, holds, switching
from ydh.core.workflow.acting import act


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def part_of(crew: Crew, number: str, quantity: int) -> str:
    """Release some of the first line and give the new shipment's number."""
    before = {s.number for s in crew.show(number).shipments}
    done(approve(crew.outbound_reviewer, number, "release", lines={1: D(quantity)}))
    (new,) = {s.number for s in crew.show(number).shipments} - before
    return new


def take_back(actor: Actor, number: str, step: str | None = None) -> Outcome:
    return act(actor, number, "take_back", seen=Seen(step))


# --- parts ---


def test_an_order_leaves_in_parts_and_waits_for_the_earliest_that_is_open(crew: Crew) -> None:
    # S18.7
    number = crew.at_step("release", 10, want("T2", 4))
    first = part_of(crew, number, 6)
    assert crew.step(number) == "release"
    since = crew.show(number).row.since
    done(approve(crew.shipping_clerk, first, "ship"))
    assert (crew.step(number), crew.stock("T1")) == ("release", (994, 4))
    assert crew.show(number).row.since == since  # it waits for what it waited for
    done(approve(crew.buyer, first, "receive"))
    assert crew.step(number) == "release"
    rest = done(approve(crew.outbound_reviewer, number, "release"))
    (second,) = rest.parts
    assert (rest.step, crew.step(number)) == ("ship", "ship")
    assert [s.lines for s in crew.show(number).shipments] == [((1, 6, 6),), ((1, 4, 0), (2, 4, 0))]
    done(approve(crew.shipping_clerk, second, "ship"))
    assert done(approve(crew.buyer, number, "receive")).step == "done"
    assert [(x.shipped, x.received) for x in crew.show(number).lines] == [(10, 10), (4, 4)]
    assert the_books_are_right(crew.admin)


def test_what_is_left_of_an_order_does_not_wait_anew_when_a_part_is_released(crew: Crew) -> None:
    # S04.22
    number = crew.at_step("release", 10)
    since = crew.show(number).row.since
    done(approve(crew.outbound_reviewer, number, "release", lines={1: D(4)}))
    assert (crew.step(number), crew.show(number).row.since) == ("release", since)


def test_shipments_have_numbers_of_their_own_and_several_that_wait_must_be_named(crew: Crew) -> None:
    number = crew.at_step("release", 10)
    first, second = part_of(crew, number, 6), part_of(crew, number, 4)
    assert first.startswith("DH-S-")
    assert first != second
    assert refused(approve(crew.shipping_clerk, number, "ship")) == "name-the-shipment"
    assert refused(leave(crew.outbound_reviewer, number, "unrelease", "ship")) == "name-the-shipment"
    done(approve(crew.shipping_clerk, second, "ship"))
    assert [s.step for s in crew.show(number).shipments] == ["ship", "receive"]
    done(approve(crew.shipping_clerk, number, "ship"))
    assert crew.step(number) == "receive"


def test_voiding_an_order_of_several_shipments_needs_no_shipment_named(crew: Crew) -> None:
    number = crew.at_step("release", 10)
    part_of(crew, number, 6)
    part_of(crew, number, 4)
    assert done(leave(crew.business_manager, number, "void", "ship")).step == "void"
    assert crew.stock() == (1000, 0)
    assert the_books_are_right(crew.admin)


@pytest.mark.parametrize("lines", [{1: D(11)}, {1: D(-1)}, {2: D(1)}, {1: D("0.0001")}, {1: D("NaN")}, {1: D(0)}, {}])
@pytest.mark.parametrize("when_short", ["refuse", "wait"])
def test_nothing_is_released_that_was_not_ordered(crew: Crew, lines: dict[int, D], when_short: str) -> None:
    # S07.18
    change_setting(crew.admin, "when_short", when_short)
    for number in (crew.at_step("release", 10), _service(crew)):
        before = picture(crew.admin)
        refused(approve(crew.outbound_reviewer, number, "release", lines=lines))
        assert picture(crew.admin) == before


def _service(crew: Crew) -> str:
    product(crew.admin, "V1", service=True)
    return crew.carry(place(crew.buyer, [want("V1", 10)]).number, "release")


def test_releasing_the_rest_does_not_confirm_the_shipment_that_was_named(crew: Crew) -> None:
    number = crew.at_step("release", 10)  # S02.6
    first = part_of(crew, number, 6)
    approve(crew.outbound_reviewer, first, "release")
    assert all(s.step == "ship" for s in crew.show(number).shipments)
    assert crew.stock() == (1000, 10)
    refused(approve(crew.shipping_clerk, first, "release"))
    assert the_books_are_right(crew.admin)


def test_what_is_short_waits_and_what_is_there_can_go(crew: Crew) -> None:
    # S07.18, S10.11
    change_setting(crew.admin, "when_short", "wait")
    product(crew.admin, "S1", stock="3")
    number = crew.carry(place(crew.buyer, [want("S1", 8)]).number, "release")
    before = picture(crew.admin)
    assert refused(approve(crew.outbound_reviewer, number, "release")) == "short"
    assert picture(crew.admin) == before
    done(approve(crew.outbound_reviewer, number, "release", available=True))
    assert (crew.step(number), [s.lines for s in crew.show(number).shipments]) == ("release", [((1, 3, 0),)])
    assert refused(approve(crew.outbound_reviewer, number, "release", available=True)) == "short"
    papers.receive_stock(crew.outbound_reviewer, "S1", D(5))
    done(approve(crew.outbound_reviewer, number, "release"))
    assert (crew.step(number), crew.stock("S1")) == ("ship", (8, 8))
    assert the_books_are_right(crew.admin)


def test_a_shipment_taken_apart_waits_for_release_again(crew: Crew) -> None:
    number = crew.at_step("release", 10)
    first, second = part_of(crew, number, 6), part_of(crew, number, 4)
    assert done(leave(crew.outbound_reviewer, first, "unrelease", "ship")).step == "release"
    line = crew.show(number).lines[0]
    assert (line.released, line.reserved, crew.stock()) == (4, 10, (1000, 10))
    assert refused(approve(crew.shipping_clerk, first, "ship")).startswith("moved-on")
    assert refused(leave(crew.outbound_reviewer, number, "send_back", "release")) == "already-released"
    done(approve(crew.shipping_clerk, second, "ship"))
    assert refused(leave(crew.business_manager, number, "void")) == "already-shipped"
    assert done(approve(crew.outbound_reviewer, number, "release")).step == "ship"
    assert the_books_are_right(crew.admin)


# --- taking back ---


@pytest.mark.parametrize("step", STEPS[:4])
def test_who_passed_a_step_takes_it_back_with_its_effects(crew: Crew, step: str) -> None:
    # S06.14
    number = crew.at_step(step, 5)
    before = (crew.show(number).lines, crew.stock())
    done(approve(crew.at(step), number, step))
    assert done(take_back(crew.at(step), number)).step == step
    assert (crew.show(number).lines, crew.stock()) == before
    assert crew.trail(number)[-1][:2] == (ROLE_OF[step], "take_back")
    assert refused(take_back(crew.at(step), number)) == "nothing-to-take-back"
    assert the_books_are_right(crew.admin)
    done(approve(crew.at(step), number, step))


def test_a_pass_is_not_taken_back_once_anybody_has_acted_on_it(crew: Crew) -> None:
    # S06.14
    number = crew.at_step("finance")
    done(approve(crew.finance_reviewer, number, "finance"))
    assert refused(take_back(crew.order_reviewer, number)) == "nothing-to-take-back"
    holds.hold(crew.outbound_reviewer, number, "缺货")
    assert refused(take_back(crew.finance_reviewer, number)) == "nothing-to-take-back"
    assert crew.step(number) == "release"


def test_a_note_or_an_assignment_does_not_keep_a_pass_from_being_taken_back(crew: Crew) -> None:
    number = crew.at_step("finance")
    notes.note(crew.finance_reviewer, number, "看看")
    assigning.assign(crew.business_manager, number, "finance_reviewer")
    assert done(take_back(crew.order_reviewer, number)).step == "review"


def test_nobody_takes_back_what_another_did_a_receipt_or_what_is_stale(crew: Crew) -> None:
    # S06.14
    number = crew.at_step("finance")
    second = staff(crew.admin, "second", "order_reviewer", "business_manager")
    assert refused(take_back(second, number)) == "nothing-to-take-back"
    assert refused(act(crew.order_reviewer, number, "take_back", seen=Seen(None, 1))) == "revision-moved-by"
    done(approve(crew.finance_reviewer, number, "finance"))
    done(approve(crew.outbound_reviewer, number, "release"))
    done(approve(crew.shipping_clerk, number, "ship"))
    done(approve(crew.buyer, number, "receive"))
    assert refused(take_back(crew.buyer, number)) == "nothing-to-take-back"
    fresh = crew.place()
    assert refused(take_back(crew.buyer, fresh)) == "nothing-to-take-back"


def test_who_lost_the_right_takes_nothing_back(crew: Crew) -> None:
    number = crew.at_step("finance")
    clerk = "SELECT id FROM role WHERE code = 'shipping_clerk'"
    sql(crew.admin, f"UPDATE account_role SET role_id = ({clerk}) WHERE account_id = {crew.order_reviewer.account}")
    assert refused(take_back(crew.order_reviewer, number)) == "need-permission"
    sql(crew.admin, f"DELETE FROM account_role WHERE account_id = {crew.order_reviewer.account}")
    assert refused(take_back(crew.order_reviewer, number)) == "order-unknown"


def test_what_the_system_passed_on_is_not_taken_back(crew: Crew) -> None:
    # S06.14
    switching.disable(crew.admin, "order", "finance")
    number = crew.place()
    done(approve(crew.order_reviewer, number, "review"))
    assert crew.step(number) == "release"
    assert refused(take_back(crew.order_reviewer, number)) == "nothing-to-take-back"


def test_a_shipment_is_taken_back_by_who_confirmed_it_and_not_by_another(crew: Crew) -> None:
    # S06.14
    number = crew.at_step("release", 10)
    first, second = part_of(crew, number, 6), part_of(crew, number, 4)
    done(approve(crew.shipping_clerk, first, "ship"))
    done(approve(crew.shipping_clerk, second, "ship"))
    assert refused(take_back(crew.shipping_clerk, first)) == "nothing-to-take-back"
    assert done(take_back(crew.shipping_clerk, number, "receive")).step == "ship"
    assert [s.step for s in crew.show(number).shipments] == ["receive", "ship"]
    assert crew.stock() == (994, 4)
    assert the_books_are_right(crew.admin)


# --- steps that are off ---

SUBSETS = list(chain.from_iterable(combinations(STEPS, n) for n in range(len(STEPS) + 1)))


def test_the_system_passes_what_is_off_with_its_effects_and_signs_for_it(crew: Crew) -> None:
    people = {**ROLE_OF, "receive": "c1"}
    for done_before, off in enumerate(SUBSETS):
        for step in off:  # S01.10, S21.22, S21.30
            switching.disable(crew.admin, "order", step)
        number = crew.place(5)
        for step in STEPS:
            if step not in off:
                assert crew.step(number) == step, off
                done(approve(crew.at(step), number, step))
        assert crew.step(number) == "done", off
        passes = [(e.by, e.step) for e in history.history(crew.admin, number) if e.action == "approve"]
        assert passes == [("system" if step in off else people[step], step) for step in STEPS], off
        line = crew.show(number).lines[0]
        assert (line.shipped, line.received, crew.stock()) == (5, 5, (995 - 5 * done_before, 0)), off
        for step in off:
            switching.enable(crew.admin, "order", step)
    assert the_books_are_right(crew.admin)


def test_the_system_stops_at_a_hold(crew: Crew) -> None:
    # S01.10
    for step in ("finance", "release"):
        switching.disable(crew.admin, "order", step)
    newcomer = customer(crew.admin, "C2", assessed=False)
    number = place(newcomer, [want("T1", 5)]).number
    assert done(approve(crew.order_reviewer, number, "review")).step == "release"
    assert [h.kind for h in crew.show(number).holds] == ["new_customer"]
    assert holds.release_hold(crew.finance_reviewer, number, "new_customer").step == "ship"
    assert the_books_are_right(crew.admin)


def test_when_the_system_cannot_pass_on_the_pass_before_is_refused_too(crew: Crew) -> None:
    # S01.10
    change_setting(crew.admin, "when_short", "wait")
    for step in ("finance", "release"):
        switching.disable(crew.admin, "order", step)
    product(crew.admin, "S1", stock="3")
    number = place(crew.buyer, [want("S1", 8), want("T1", 2)]).number
    before = picture(crew.admin)
    assert refused(approve(crew.order_reviewer, number, "review")) == "short"
    assert picture(crew.admin) == before
    papers.receive_stock(crew.outbound_reviewer, "S1", D(5))
    assert done(approve(crew.order_reviewer, number, "review")).step == "ship"
    assert the_books_are_right(crew.admin)
