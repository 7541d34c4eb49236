"""Receiving a shipment line by line: what came, what did not, and why."""

from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import product
from tests.kit.orders import Crew, approve, done, make_crew, picture, refused, the_books_are_right, want
from ydh.core.company.actors import Actor
from ydh.core.orders import cart
from ydh.core.values.errors import Conflict
from ydh.core.values.outcomes import Done, Seen, Target
from ydh.core.workflow import history
from ydh.core.workflow.acting import act, act_many


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def received(crew: Crew, number: str) -> list[tuple[D, D]]:
    """Shipped and received of each line."""
    return [(line.shipped, line.received) for line in crew.show(number).lines]


def test_without_a_word_everything_is_received(crew: Crew) -> None:
    number = crew.at_step("receive", 2, want("T2", 5))
    done(approve(crew.buyer, number, "receive"))
    assert received(crew, number) == [(2, 2), (5, 5)]
    assert "received" not in history.history(crew.buyer, number)[-1].body
    assert the_books_are_right(crew.admin)


def test_what_is_named_is_received_so_and_the_rest_whole(crew: Crew) -> None:  # S16.13
    number = crew.at_step("receive", 2, want("T2", 5), want("T1", 3, note="另包"))
    outcome = approve(crew.buyer, number, "receive", received={2: D("3.5"), 3: D(0)}, reason="少了")
    assert done(outcome).step == "done"
    assert received(crew, number) == [(2, 2), (5, D("3.5")), (3, 0)]
    assert crew.show(number).shipments[0].lines == ((1, 2, 2), (2, 5, D("3.5")), (3, 3, 0))
    event = history.history(crew.buyer, number)[-1]
    assert event.body["reason"] == "少了"
    assert event.body["received"] == [[2, "T2", "5", "3.5"], [3, "T1", "3", "0"]]
    assert the_books_are_right(crew.admin)


def test_what_is_said_to_be_whole_needs_no_reason(crew: Crew) -> None:
    number = crew.at_step("receive", 2)
    done(approve(crew.buyer, number, "receive", received={1: D("2.000")}))
    assert received(crew, number) == [(2, 2)]


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"received": {1: D(1)}}, "less-received"),
        ({"received": {1: D(1)}, "reason": " "}, "less-received"),
        ({"received": {1: D(3)}, "reason": "多了"}, "more-received"),
        ({"received": {1: D(-1)}, "reason": "少了"}, "number-low"),
        ({"received": {1: D("0.0001")}, "reason": "少了"}, "number-places"),
        ({"received": {1: D("NaN")}, "reason": "少了"}, "number-form"),
        ({"received": {3: D(1)}, "reason": "少了"}, "no-line"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(crew: Crew, answers: dict[str, Any], error: str) -> None:
    number = crew.at_step("receive", 2, want("T2", 5))
    before = picture(crew.admin)
    assert refused(approve(crew.buyer, number, "receive", **answers)) == error
    assert picture(crew.admin) == before


def test_the_refusal_names_what_is_short(crew: Crew) -> None:
    number = crew.at_step("receive", 2, want("T2", 5))
    outcome = approve(crew.buyer, number, "receive", received={2: D(4)})
    assert "T2 4/5" in str(outcome.error)  # type: ignore[union-attr]


def test_each_shipment_has_lines_of_its_own(crew: Crew) -> None:
    number = crew.at_step("release", 6, want("T2", 5))
    first = done(approve(crew.outbound_reviewer, number, "release", lines={1: D(4)})).parts[0]
    second = done(approve(crew.outbound_reviewer, number, "release")).parts[-1]
    for part in (first, second):
        done(approve(crew.shipping_clerk, part, "ship"))
    assert refused(approve(crew.buyer, first, "receive", received={2: D(1)}, reason="少了")) == "no-line"
    assert refused(approve(crew.buyer, second, "receive", received={1: D(3)}, reason="少了")) == "more-received"
    done(approve(crew.buyer, first, "receive", received={1: D(3)}, reason="少了"))
    done(approve(crew.buyer, second, "receive"))
    assert received(crew, number) == [(6, 5), (5, 5)]
    assert crew.step(number) == "done"
    assert the_books_are_right(crew.admin)


def test_the_same_key_answers_the_same_receipt_and_refuses_another(crew: Crew) -> None:
    number = crew.at_step("receive", 2, want("T2", 5))
    targets = [Target(number, Seen("receive"))]
    answers = {"received": {2: D(4), 1: D(2)}, "reason": "少了"}
    first = act_many(crew.buyer, targets, "approve", answers=answers, key="k1")
    same = {"reason": "少了", "received": {1: D("2.0"), 2: D("4.000")}}
    assert act_many(crew.buyer, targets, "approve", answers=same, key="k1") == first
    assert isinstance(first[0], Done)
    with pytest.raises(Conflict):
        act_many(crew.buyer, targets, "approve", answers=answers | {"received": {2: D(3)}}, key="k1")
    assert received(crew, number) == [(2, 2), (5, 4)]


def test_services_are_received_too(crew: Crew) -> None:
    product(crew.admin, "V1", service=True)
    cart.add(crew.buyer, [want("T1", 1), want("V1", 2)])
    number = crew.carry(cart.submit(crew.buyer).number, "receive")
    seen = Seen("receive", crew.show(number).row.revision)
    part = crew.show(number).shipments[0].number
    done(act(crew.buyer, part, "approve", seen=seen, answers={"received": {2: D(1)}, "reason": "只来了一次"}))
    assert received(crew, number) == [(1, 1), (2, 1)]
