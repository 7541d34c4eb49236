"""Acting on many orders at once: each wholly or not at all, outcomes in the order of the input."""

import gc
from collections.abc import Sequence
from decimal import Decimal as D

import pytest

from tests.kit.company import customer, product
from tests.kit.orders import Crew, done, make_crew, picture, the_books_are_right, want
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.documents.document import Document
from ydh.core.orders import looking
from ydh.core.orders.entering import place
from ydh.core.stock import papers
from ydh.core.values.errors import Conflict
from ydh.core.values.outcomes import Done, Held, Outcome, Refused, Seen, Target
from ydh.core.workflow import holds, switching
from ydh.core.workflow.acting import act_many
from ydh.core.workflow.pace import Pace


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def at(step: str, *numbers: str) -> list[Target]:
    return [Target(number, Seen(step)) for number in numbers]


def words(outcomes: list[Outcome]) -> list[str]:
    return [o.step if isinstance(o, Done) else o.error.id for o in outcomes]


# S10.14
def test_outcomes_come_in_the_order_of_the_input_and_one_refusal_undoes_no_other(crew: Crew) -> None:
    # S01.10
    first, second, third = crew.place(), crew.place(), crew.place()
    holds.hold(crew.order_reviewer, second, "地址不清")
    stranger = place(customer(crew.admin, "C2"), [want("T1", 1)]).number
    ahead = crew.at_step("finance")
    targets = at("review", third, "DH-O-19990101-000001", second, ahead, first, "garbage", third, stranger)
    outcomes = act_many(crew.order_reviewer, targets, "approve")
    assert [o.number for o in outcomes] == [t.number for t in targets]
    kinds = [Done, Refused, Held, Refused, Done, Refused, Refused, Done]
    assert [type(o) for o in outcomes] == kinds
    assert words(outcomes) == [
        "finance",
        "order-unknown",
        "held",
        "moved-on-by",
        "finance",
        "order-unknown",
        "moved-on-by",
        "finance",
    ]
    assert [crew.step(n) for n in (first, second, third, ahead)] == ["finance", "review", "finance", "finance"]
    assert the_books_are_right(crew.admin)


def test_what_is_refused_leaves_nothing_behind_but_why(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(6)]
    holds.hold(crew.order_reviewer, numbers[0], "地址不清")
    outcomes = act_many(crew.outbound_reviewer, at("release", *numbers), "approve")
    outcomes += act_many(crew.order_reviewer, at("review", numbers[0]), "approve")
    errors = [o.error for o in outcomes if isinstance(o, Refused | Held)]
    assert [type(o) for o in outcomes] == [Refused] * 6 + [Held]
    assert [e.__traceback__ or e.__context__ or e.__cause__ for e in errors] == [None] * 7
    gc.collect()
    assert [it for it in gc.get_objects() if isinstance(it, Document)] == []


def test_running_it_again_is_safe(crew: Crew) -> None:
    targets = at("review", *(crew.place() for _ in range(4)))
    assert words(act_many(crew.order_reviewer, targets, "approve")) == ["finance"] * 4
    before = picture(crew.admin)
    assert words(act_many(crew.order_reviewer, targets, "approve")) == ["moved-on-by"] * 4
    assert picture(crew.admin) == before


def test_a_duplicate_is_told_that_the_same_run_moved_it(crew: Crew) -> None:
    number = crew.place()
    _, again = act_many(crew.order_reviewer, at("review", number, number), "approve")
    assert isinstance(again, Refused)
    assert again.error.data["by"] == "order_reviewer"
    assert len(crew.trail(number)) == 2


def test_a_duplicate_is_taken_back_voided_or_shipped_once(crew: Crew) -> None:
    number = crew.at_step("ship", 5)
    shipped = act_many(crew.shipping_clerk, at("ship", number, number), "approve", answers={"carrier": "顺丰"})
    assert [type(o) for o in shipped] == [Done, Refused]
    back = act_many(crew.shipping_clerk, [Target(number), Target(number)], "take_back")
    assert [type(o) for o in back] == [Done, Refused]
    assert crew.stock() == (1000, 5)
    void = act_many(crew.business_manager, [Target(number), Target(number)], "void", answers={"reason": "错了"})
    assert [type(o) for o in void] == [Done, Refused]
    assert crew.stock() == (1000, 0)
    assert the_books_are_right(crew.admin)


def test_two_shipments_of_one_order_leave_in_one_run(crew: Crew) -> None:
    number = crew.at_step("release", 10)
    for _ in range(2):
        answers = {"lines": {1: D(5)}}
        (out,) = act_many(crew.outbound_reviewer, at("release", number), "approve", answers=answers)
        done(out)
    parts = [s.number for s in crew.show(number).shipments]
    outcomes = act_many(crew.shipping_clerk, at("ship", *parts), "approve", answers={"carrier": "顺丰"})
    assert [(o.number, type(o)) for o in outcomes] == [(n, Done) for n in parts]
    assert (crew.step(number), crew.stock()) == ("receive", (990, 0))
    assert the_books_are_right(crew.admin)


def test_orders_that_compete_for_the_same_stock_get_it_in_the_order_of_the_input(crew: Crew) -> None:
    change_setting(crew.admin, "when_short", "wait")
    product(crew.admin, "S1", stock=None)
    first, second = (crew.carry(place(crew.buyer, [want("S1", 6)]).number, "release") for _ in range(2))
    papers.receive_stock(crew.outbound_reviewer, "S1", D(10))
    outcomes = act_many(crew.outbound_reviewer, at("release", second, first, second), "approve")
    assert words(outcomes) == ["ship", "short", "moved-on-by"]
    assert crew.stock("S1") == (10, 6)
    assert the_books_are_right(crew.admin)


def test_what_the_system_cannot_pass_on_is_refused_and_the_rest_goes(crew: Crew) -> None:
    change_setting(crew.admin, "when_short", "wait")
    for step in ("finance", "release"):
        switching.disable(crew.admin, "order", step)
    product(crew.admin, "S1", stock="8")
    numbers = [place(crew.buyer, [want("S1", 6), want("T1", 1)]).number for _ in range(2)]
    outcomes = act_many(crew.order_reviewer, at("review", *numbers[::-1], crew.place()), "approve")
    assert words(outcomes) == ["short", "ship", "ship"]
    assert [crew.step(n) for n in numbers] == ["ship", "review"]
    assert [e[1] for e in crew.trail(numbers[1])] == ["submit"]
    assert the_books_are_right(crew.admin)


def test_a_key_gives_the_first_answers_again(crew: Crew) -> None:
    # S01.10
    held, free, gone = crew.place(), crew.place(), "DH-O-19990101-000001"
    holds.hold(crew.order_reviewer, held, "地址不清")
    targets = at("review", held, free, gone)
    first = act_many(crew.order_reviewer, targets, "approve", key="k")
    before = picture(crew.admin)
    again = act_many(crew.order_reviewer, targets, "approve", key="k")
    assert [type(o) for o in again] == [type(o) for o in first] == [Held, Done, Refused]
    assert again[1] == first[1]
    assert [str(o.error) for o in again if not isinstance(o, Done)] == [
        f"answered before: {o.error}" for o in first if not isinstance(o, Done)
    ]
    assert picture(crew.admin) == before
    with pytest.raises(Conflict, match="the key k was used"):
        act_many(crew.order_reviewer, targets[:1], "approve", key="k")
    with pytest.raises(Conflict):
        act_many(crew.order_reviewer, targets, "send_back", answers={"reason": "错"}, key="k")


def test_a_dry_run_says_what_would_happen_and_changes_nothing(crew: Crew) -> None:
    # S01.10
    targets = at("release", crew.at_step("release"), "DH-O-19990101-000001")
    before = picture(crew.admin)
    planned = act_many(crew.outbound_reviewer, targets, "approve", dry_run=True, key="k")
    assert picture(crew.admin) == before
    assert act_many(crew.outbound_reviewer, targets, "approve", key="k")[0] == planned[0]


def test_nothing_named_is_nothing_done(crew: Crew) -> None:
    # S01.10
    assert act_many(crew.order_reviewer, [], "approve") == []


def test_more_than_a_transaction_holds_goes_in_order_with_progress(crew: Crew) -> None:
    # S01.10
    numbers = [crew.place(1) for _ in range(8)]
    seen: list[int] = []
    targets = at("review", *numbers, numbers[0])
    pace = Pace(documents=3)
    outcomes = act_many(
        crew.order_reviewer, targets, "approve", finished=lambda them: seen.append(len(them)), key="k", pace=pace
    )
    assert [o.number for o in outcomes] == [*numbers, numbers[0]]
    assert words(outcomes) == ["finance"] * 8 + ["moved-on-by"]
    assert seen == [3, 3, 3]
    assert words(act_many(crew.order_reviewer, targets, "approve", key="k")) == ["finance"] * 8 + ["answered-before"]
    assert {row.step for row in looking.list_orders(crew.admin)} == {"finance"}


class Broken(Exception):
    """Whatever ends a call in the middle."""


def test_what_is_committed_is_told_at_once_and_the_same_key_goes_on_after_a_break(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(7)]
    told: list[Outcome] = []

    def hear(these: Sequence[Outcome]) -> None:
        assert [crew.step(each.number) for each in these] == ["finance"] * len(these)
        told.extend(these)
        if len(told) >= 4:
            raise Broken

    with pytest.raises(Broken):
        act_many(crew.order_reviewer, at("review", *numbers), "approve", key="k", finished=hear, pace=Pace(documents=2))
    assert [each.number for each in told] == numbers[:4]
    assert [crew.step(number) for number in numbers] == ["finance"] * 4 + ["review"] * 3
    again = act_many(crew.order_reviewer, at("review", *numbers), "approve", key="k", pace=Pace(documents=5))
    assert words(again) == ["finance"] * 7
    assert [len(crew.trail(number)) for number in numbers] == [2] * 7
