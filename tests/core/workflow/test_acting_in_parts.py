"""A call on many documents takes several transactions, sized by lines and time; its key finds what they did."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.kit.company import product
from tests.kit.orders import Crew, make_crew, picture, the_books_are_right, want
from ydh.core.company import keys
from ydh.core.company.actors import Actor, who
from ydh.core.orders.entering import place
from ydh.core.values.errors import Conflict
from ydh.core.values.outcomes import Done, Outcome, Seen, Target
from ydh.core.workflow.acting import act_many
from ydh.core.workflow.pace import LEAST, MOMENT, MOST, Pace


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def at(step: str, *numbers: str) -> list[Target]:
    return [Target(number, Seen(step)) for number in numbers]


def words(outcomes: list[Outcome]) -> list[str]:
    return [o.step if isinstance(o, Done) else o.error.id for o in outcomes]


def taking(seconds: float) -> Callable[[], float]:
    """A clock on which every transaction takes that long."""
    now = [0.0]

    def clock() -> float:
        now[0] += seconds
        return now[0]

    return clock


def sizes(pace: Pace, lines: int, count: int = 12) -> list[int]:
    """How many documents of so many lines the first transactions take."""
    found = []
    for _ in range(count):
        pace.begin()
        found.append(pace.fitting([lines] * pace.documents))
        pace.end()
    return found


# --- how much goes into one transaction ---


def test_documents_with_hundreds_of_lines_make_small_transactions(crew: Crew) -> None:
    codes = [f"L{n}" for n in range(130)]
    for code in codes:
        product(crew.admin, code, stock="100")
    large = [place(crew.buyer, [want(code, 1) for code in codes]).number for _ in range(4)]
    for step in ("review", "finance"):
        act_many(crew.order_reviewer if step == "review" else crew.finance_reviewer, at(step, *large), "approve")
    seen: list[int] = []
    outcomes = act_many(
        crew.outbound_reviewer,
        at("release", *large),
        "approve",
        finished=lambda them: seen.append(len(them)),
        pace=Pace(taking(MOMENT)),
    )
    assert words(outcomes) == ["ship"] * 4
    assert seen == [3, 1]
    parts = [part for o in outcomes if isinstance(o, Done) for part in o.parts]
    seen.clear()
    pace = Pace(taking(MOMENT), first=200)
    act_many(
        crew.shipping_clerk,
        at("ship", *parts),
        "approve",
        answers={"carrier": "顺丰"},
        finished=lambda them: seen.append(len(them)),
        pace=pace,
    )
    assert seen == [1, 1, 1, 1]  # a shipment has the lines of its order
    assert the_books_are_right(crew.admin)


def test_who_needs_no_lines_is_not_asked_for_them(crew: Crew) -> None:
    numbers = [crew.place(1) for _ in range(4)]
    seen: list[int] = []
    act_many(
        crew.order_reviewer,
        at("review", *numbers),
        "approve",
        finished=lambda them: seen.append(len(them)),
        pace=Pace(first=4),
    )
    act_many(
        crew.finance_reviewer,
        at("finance", *numbers),
        "approve",
        finished=lambda them: seen.append(len(them)),
        pace=Pace(first=4),
    )
    assert seen == [4, 4]
    act_many(
        crew.outbound_reviewer,
        at("release", *numbers),
        "approve",
        finished=lambda them: seen.append(len(them)),
        pace=Pace(first=4),
    )
    assert seen == [4, 4, 2, 2]


def test_a_slow_machine_gets_smaller_transactions_and_a_fast_one_larger() -> None:
    slow, fast, even = (Pace(taking(seconds)) for seconds in (0.5, 0.0, MOMENT))
    assert sizes(slow, 4)[-1] == LEAST // 5
    assert sizes(fast, 4)[-1] == MOST // 5
    assert set(sizes(even, 4)) == {100}
    assert sizes(Pace(taking(0.0)), 0)[-1] == 500  # documents, whatever their lines


def test_a_document_larger_than_any_transaction_goes_alone() -> None:
    assert set(sizes(Pace(taking(0.5)), 10 * MOST)) == {1}


# --- the key of a call that was cut ---


class Killed(Exception):
    pass


def killed_after(parts: int) -> Callable[[object], None]:
    seen: list[object] = []

    def finished(these: object) -> None:
        seen.append(these)
        if len(seen) == parts:
            raise Killed

    return finished


@pytest.mark.parametrize("again", [1, 2, 4, 500])
def test_a_call_that_was_killed_is_carried_on_whatever_the_sizes_are(crew: Crew, again: int) -> None:
    numbers = [crew.place(1) for _ in range(9)]
    targets = at("review", *numbers)
    with pytest.raises(Killed):
        act_many(
            crew.order_reviewer,
            targets,
            "approve",
            key="k",
            finished=killed_after(2),
            pace=Pace(documents=3),
        )
    assert [crew.step(n) for n in numbers] == ["finance"] * 6 + ["review"] * 3
    seen: list[int] = []
    outcomes = act_many(
        crew.order_reviewer,
        targets,
        "approve",
        key="k",
        finished=lambda them: seen.append(len(them)),
        pace=Pace(documents=again),
    )
    assert words(outcomes) == ["finance"] * 9
    assert seen[:2] == [3, 3]  # what was done is answered as it was done
    before = picture(crew.admin)
    assert act_many(crew.order_reviewer, targets, "approve", key="k", pace=Pace(documents=2)) == outcomes
    assert picture(crew.admin) == before


def test_a_list_with_the_same_document_twice_is_answered_as_it_was(crew: Crew) -> None:
    a, b, c = (crew.place(1) for _ in range(3))
    targets = at("review", a, b, a, c, a, b)
    first = act_many(crew.order_reviewer, targets, "approve", key="k", pace=Pace(documents=2))
    assert words(first) == ["finance", "finance", "moved-on-by", "finance", "moved-on-by", "moved-on-by"]
    for documents in (1, 3, 500):
        again = act_many(crew.order_reviewer, targets, "approve", key="k", pace=Pace(documents=documents))
        assert [o.number for o in again] == [a, b, a, c, a, b]
        assert words(again) == [word.replace("moved-on-by", "answered-before") for word in words(first)]


def test_a_key_that_was_used_for_another_list_is_refused_wherever_it_differs(crew: Crew) -> None:
    a, b, c, d = (crew.place(1) for _ in range(4))
    act_many(crew.order_reviewer, at("review", a, b, c), "approve", key="k", pace=Pace(documents=1))
    before = picture(crew.admin)
    for others in ([a], [b], [d], [a, b], [b, a, c], [a, b, d], [a, b, c, d]):
        with pytest.raises(Conflict, match="the key k was used"):
            act_many(crew.order_reviewer, at("review", *others), "approve", key="k")
    with pytest.raises(Conflict):
        act_many(crew.order_reviewer, at("review", a, b, c), "send_back", answers={"reason": "错"}, key="k")
    assert picture(crew.admin) == before


# --- keys of older runs, which cut in blocks of 500 ---


def kept(crew: Crew, key: str, targets: list[Target], result: list[Any]) -> None:
    request = ["approve", {}, [[t.number, t.seen.step, t.seen.revision] for t in targets]]
    crew.admin.company.write(lambda unit: keys.keep(unit, who(unit, crew.order_reviewer), key, request, result))


def as_kept(outcomes: list[Outcome]) -> list[Any]:
    return [
        ["done", o.number, o.step, o.revision, list(o.parts)]
        if isinstance(o, Done)
        else ["refused", o.number, str(o.error)]
        for o in outcomes
    ]


def test_the_key_of_an_older_run_of_one_block_still_matches(crew: Crew) -> None:
    targets = at("review", *(crew.place(1) for _ in range(3)))
    outcomes = act_many(crew.order_reviewer, targets, "approve")
    kept(crew, "k", targets, as_kept(outcomes))
    assert act_many(crew.order_reviewer, targets, "approve", key="k", pace=Pace(documents=1)) == outcomes


def test_the_keys_of_an_older_run_of_many_blocks_still_match_and_the_rest_is_done(crew: Crew) -> None:
    known = [crew.place(1) for _ in range(3)]
    numbers = [known[0], *(f"DH-O-19990101-{n:06}" for n in range(1000)), *known[1:]]
    targets = at("review", *numbers)
    done = act_many(crew.order_reviewer, targets[:1000], "approve")
    for block in (0, 1):
        part = slice(500 * block, 500 * block + 500)
        kept(crew, f"k#{block}", targets[part], as_kept(done[part]))
    seen: list[int] = []
    outcomes = act_many(crew.order_reviewer, targets, "approve", key="k", finished=lambda them: seen.append(len(them)))
    assert seen == [500, 500, 3]
    assert words(outcomes) == ["finance"] + ["answered-before"] * 999 + ["order-unknown", "finance", "finance"]
    with pytest.raises(Conflict):
        act_many(crew.order_reviewer, targets[1:], "approve", key="k")


def test_a_request_is_known_by_the_same_digest_as_ever(crew: Crew) -> None:
    request = ["approve", {"opinion": "好"}, [["DH-O-20261124-000001", "review", None]]]
    text = json.dumps(request, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    targets = [Target("DH-O-20261124-000001", Seen("review"))]
    act_many(crew.order_reviewer, targets, "approve", answers={"opinion": "好"}, key="k")
    connection = crew.admin.company.store.database.connection()
    assert connection.execute("SELECT key, request FROM idempotency").fetchall() == [("k", digest)]
