"""A further kind of document costs a row of the rules, a subclass and a row of handling: a toy of one shows it."""

from collections.abc import Iterator

import pytest

from tests.kit.deposits import DEPOSIT, deposits, pay_in
from tests.kit.orders import Crew, approve, done, leave, make_crew, refused
from ydh.core.company.actors import Actor
from ydh.core.rules.orders import ORDER
from ydh.core.rules.workflows import WORKFLOWS, flow_of
from ydh.core.values.errors import NotAllowed
from ydh.core.values.outcomes import Held, Seen, Target
from ydh.core.workflow import assigning, explaining, history, holds, queues
from ydh.core.workflow.acting import act, act_many


@pytest.fixture
def crew(company: Actor) -> Iterator[Crew]:
    crew = make_crew(company)
    with deposits(company):
        yield crew


def test_what_a_number_is_of_is_told_by_the_row_of_its_kind(crew: Crew) -> None:
    assert flow_of(pay_in(crew.business_manager, "C1", 10)) is DEPOSIT
    assert flow_of("DD-ABC") is DEPOSIT
    assert flow_of("anything else") is ORDER
    assert list(WORKFLOWS) == ["order", "return", "deposit"]


def test_it_is_passed_by_its_right_and_by_nobody_else(crew: Crew) -> None:
    number = pay_in(crew.business_manager, "C1", 10)
    assert refused(approve(crew.order_reviewer, number, "check")) == "need-permission"
    own = pay_in(crew.finance_reviewer, "C1", 10)
    assert refused(approve(crew.finance_reviewer, own, "check")) == "own-order"
    assert refused(approve(crew.finance_reviewer, number, "review")) == "moved-on-by"
    assert done(approve(crew.finance_reviewer, number, "check")).step == "done"
    assert refused(approve(crew.finance_reviewer, number, "check")) == "moved-on-by"
    assert refused(approve(crew.finance_reviewer, "DH-D-20200101-000009", "check")) == "order-unknown"


def test_it_is_voided_and_a_pass_is_taken_back(crew: Crew) -> None:
    number = pay_in(crew.business_manager, "C1", 10)
    done(approve(crew.finance_reviewer, number, "check"))
    assert done(act(crew.finance_reviewer, number, "take_back", seen=Seen())).step == "check"
    assert done(leave(crew.order_reviewer, number, "void", "check")).step == "void"


def test_many_of_several_kinds_are_acted_on_at_once(crew: Crew) -> None:
    order, deposit = crew.at_step("finance"), pay_in(crew.business_manager, "C1", 10)
    targets = [Target(deposit, Seen("check")), Target(order, Seen("finance")), Target(deposit, Seen("check"))]
    first, second, third = act_many(crew.finance_reviewer, targets, "approve", key="a")
    assert (done(first).step, done(second).step) == ("done", "release")
    assert refused(third) == "moved-on-by"
    again = act_many(crew.finance_reviewer, targets, "approve", key="a")
    assert [done(it).step for it in again[:2]] == ["done", "release"]


def test_its_history_tells_who_did_what(crew: Crew) -> None:
    number = pay_in(crew.business_manager, "C1", 10)
    done(approve(crew.finance_reviewer, number, "check", opinion="eingegangen"))
    told = [(e.action, e.step, e.to, e.body) for e in history.history(crew.business_manager, number)]
    assert told == [("submit", "draft", "check", {}), ("approve", "check", "done", {"opinion": "eingegangen"})]


def test_it_waits_in_a_queue_and_is_counted(crew: Crew) -> None:
    numbers = [pay_in(crew.business_manager, "C1", amount) for amount in (10, 20, 3000)]
    found = queues.queue(crew.finance_reviewer, "deposit", "check", limit=2)
    assert [(row.number, row.customer_code) for row in found.rows] == [(number, "C1") for number in numbers[:2]]
    rest = queues.queue(crew.finance_reviewer, "deposit", "check", after=found.next)
    assert [(row.number, row.held) for row in rest.rows] == [(numbers[2], 1)]
    held = queues.queue(crew.finance_reviewer, "deposit", "check", held=True)
    assert [row.number for row in held.rows] == numbers[2:]
    greatest = queues.queue(crew.finance_reviewer, "deposit", "check", sort="amount")
    assert [row.number for row in greatest.rows] == numbers[::-1]
    assigning.assign(crew.business_manager, numbers[0], "finance_reviewer")
    (mine,) = [it for it in queues.day(crew.finance_reviewer).queues if it.workflow == "deposit"]
    assert (mine.step, mine.count, mine.assigned_to_me) == ("check", 3, 1)


def test_what_holds_it_is_opened_by_its_rule_or_by_hand_and_released(crew: Crew) -> None:
    large, small = pay_in(crew.business_manager, "C1", 3000), pay_in(crew.order_reviewer, "C1", 10)
    assert isinstance(approve(crew.finance_reviewer, large, "check"), Held)
    holds.hold(crew.finance_reviewer, small, "whose is it?")
    assert isinstance(approve(crew.finance_reviewer, small, "check"), Held)
    with pytest.raises(NotAllowed, match="somebody else must lift it"):
        holds.release_hold(crew.finance_reviewer, small, "exception")
    assert holds.release_hold(crew.business_manager, small, "exception", answer="C1's").step == "check"
    done(approve(crew.finance_reviewer, small, "check"))
    with pytest.raises(NotAllowed):
        holds.release_hold(crew.finance_reviewer, large, "large")
    said = [(e.action, e.body.get("kind")) for e in history.history(crew.business_manager, small)]
    assert said[1:3] == [("hold", "exception"), ("release_hold", "exception")]


def test_who_may_do_what_is_explained(crew: Crew) -> None:
    number = pay_in(crew.business_manager, "C1", 3000)
    found = {it.action: it for it in explaining.explain(crew.finance_reviewer, number)}
    assert list(found) == ["approve", "void", "release_hold large"]
    assert found["approve"].blocked is not None
    assert found["approve"].blocked.id == "held"
    assert found["release_hold large"].people == ("business_manager",)
