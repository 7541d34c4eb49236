"""A dry run says what the run will do, wherever either of them is cut: rules hold over the whole call."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kit.company import product
from tests.kit.orders import Crew, approve, make_crew, picture, the_books_are_right, want
from tests.kit.returning import make_counter
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.stock import papers
from ydh.core.values.outcomes import Done, Outcome, Seen, Target
from ydh.core.workflow import holds
from ydh.core.workflow.acting import act_many
from ydh.core.workflow.pace import Pace

CUTS = st.sampled_from([1, 2, 3, 500])  # documents of a transaction
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@pytest.fixture
def crew(company: Actor) -> Crew:
    change_setting(company, "when_short", "wait")
    return make_crew(company)


def told(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str]]:
    """What became of each: done and where it is now, or why not."""
    return [
        (type(o).__name__, o.number, o.step if isinstance(o, Done) else f"{o.error.id} {o.error.data.get('number')}")
        for o in outcomes
    ]


def as_the_dry_run(actor: Actor, targets: Sequence[Target], action: str, cuts: tuple[int, int], **answers: Any) -> None:
    """Do it dry and for real, cut differently: the same becomes of each, and the dry run leaves nothing behind."""
    dry, real = (Pace(documents=cut) for cut in cuts)
    before = picture(actor)
    rehearsed = act_many(actor, targets, action, answers=answers, dry_run=True, pace=dry)
    assert picture(actor) == before
    assert told(act_many(actor, targets, action, answers=answers, pace=real)) == told(rehearsed)


def batch(numbers: Sequence[str], chosen: Sequence[int], step: str | None) -> list[Target]:
    """Some of the numbers, in any order, one more than once, and one that nobody has."""
    known = [*numbers, "DH-O-20200101-000009"]
    return [Target(known[at % len(known)], Seen(step)) for at in chosen]


CHOSEN = st.lists(st.integers(0, 7), min_size=2, max_size=9)


@FEW
@given(
    stock=st.integers(3, 12),
    much=st.lists(st.integers(1, 4), min_size=4, max_size=7),
    chosen=CHOSEN,
    answers=st.sampled_from([{}, {"available": True}, {"rest": "close"}, {"available": True, "rest": "close"}]),
    tracking=st.sampled_from(["", "SF-here", "SF-elsewhere"]),
    first=st.tuples(CUTS, CUTS),
    second=st.tuples(CUTS, CUTS),
)
def test_what_a_dry_run_says_of_a_batch_is_what_becomes_of_it(
    crew: Crew,
    stock: int,
    much: list[int],
    chosen: list[int],
    answers: dict[str, Any],
    tracking: str,
    first: tuple[int, int],
    second: tuple[int, int],
) -> None:
    # S06.14
    goods = f"G{len(picture(crew.admin)['orders'])}"
    product(crew.admin, goods, stock=None)
    elsewhere = crew.at_step("ship")
    approve(crew.shipping_clerk, elsewhere, "ship", tracking="SF-elsewhere", remark="一起走")
    numbers = [place(crew.buyer, [want(goods, q)], details={"when_short": "parts"}).number for q in much]
    as_the_dry_run(crew.order_reviewer, batch(numbers, [*chosen, *range(8)], "review"), "approve", first)
    holds.hold(crew.finance_reviewer, numbers[0], "等等")
    as_the_dry_run(crew.finance_reviewer, batch(numbers, [*chosen, *range(8)], "finance"), "approve", second)
    papers.receive_stock(crew.outbound_reviewer, goods, want(goods, stock).quantity)
    as_the_dry_run(crew.outbound_reviewer, batch(numbers, chosen, "release"), "approve", first, **answers)
    parts = [part.number for number in numbers for part in crew.show(number).shipments]
    said = {"carrier": "顺丰", "tracking": tracking}
    as_the_dry_run(crew.shipping_clerk, batch(parts or numbers, chosen, "ship"), "approve", second, **said)
    as_the_dry_run(crew.shipping_clerk, batch(parts or numbers, chosen[::-1], None), "take_back", first)
    assert the_books_are_right(crew.admin)


def test_what_leaves_in_one_call_travels_under_one_number_and_nothing_else_does(crew: Crew) -> None:
    # S15.10
    numbers = [crew.at_step("ship") for _ in range(5)]
    targets = [Target(number, Seen("ship")) for number in numbers]
    said = {"carrier": "顺丰", "tracking": "SF1"}
    as_the_dry_run(crew.shipping_clerk, targets[:4], "approve", (500, 2), **said)
    assert [crew.step(number) for number in numbers] == ["receive"] * 4 + ["ship"]
    (alone,) = act_many(crew.shipping_clerk, targets[4:], "approve", answers=said)
    assert told([alone])[0][2].startswith("tracking-used")
    again = act_many(crew.shipping_clerk, targets, "approve", answers=said, pace=Pace(documents=2))
    assert [isinstance(each, Done) for each in again] == [False] * 4 + [True]


# S18.7
def test_what_one_gives_up_is_there_for_the_next_in_the_same_call(crew: Crew) -> None:
    product(crew.admin, "S1", stock="6")
    first = place(crew.buyer, [want("S1", 6)]).number
    second = place(crew.buyer, [want("S1", 2)]).number
    for number in (first, second):
        crew.carry(number, "release")
    targets = [Target(number, Seen("release")) for number in (first, second)]
    given = {"lines": {1: want("S1", 2).quantity}, "rest": "close"}
    as_the_dry_run(crew.outbound_reviewer, targets, "approve", (1, 500), **given)
    assert [crew.step(number) for number in (first, second)] == ["ship", "ship"]
    assert the_books_are_right(crew.admin)


def test_two_returns_are_not_taken_back_for_the_same_goods(company: Actor) -> None:
    counter = make_counter(company)
    order = counter.delivered(10)
    numbers = [counter.ask(order, 4) for _ in range(2)]
    for number in numbers:
        counter.carry(number, "review", "dispatch", "receive")
    on_hand, reserved = counter.crew.stock()
    place(counter.buyer, [want("T1", int(on_hand - reserved) - 5)])
    as_the_dry_run(counter.keeper, [Target(number) for number in numbers], "take_back", (1, 500))
    assert sorted(counter.show(number).row.step for number in numbers) == ["receive", "refund"]
