"""The workflow tables: what may not load, and that every status has a way to an end whatever is switched off."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

import pytest

from ydh.core.rules.holds import AGREED, ASSESSED, NOTHING_LEFT, Submitted
from ydh.core.rules.machine import (
    CARRIER,
    DONE,
    DRAFT,
    ENDS,
    VOID,
    BadTable,
    Called,
    Exit,
    HoldKind,
    Milestone,
    On,
    Party,
    Step,
    Workflow,
)
from ydh.core.rules.orders import CHANNEL_NAMES, DETAIL_NAMES, ORDER, REQUIRED
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import RETURN
from ydh.core.rules.workflows import STATUS_NAMES, WORKFLOWS

A, B = Step("a", "a", P.ORDER_REVIEW), Step("b", "b", P.ORDER_SHIP)
BACK = Exit("send_back", "send back", DRAFT, ("a",), Party.STEPS_OWN)
PAID = Milestone("paid", "it is paid")
HOLD = HoldKind("h", "h", ("a",), (P.ORDER_ASSIGN,), opened_by=(Party.STEPS_OWN,), opened_at=("a",))


def table(**changed: Any) -> Workflow:
    """A small table that works, with something changed."""
    given: dict[str, Any] = {"steps": (A, B), "exits": (BACK,), "holds": (HOLD,)} | changed
    return Workflow("small", Called("small", "", "", ""), **given)


def subsets(steps: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(steps, n) for n in range(len(steps) + 1))


def test_a_table_that_works_loads() -> None:
    flow = table()
    assert flow.ways(DRAFT) == ("a",)
    assert flow.ways("a") == ("b", DRAFT)
    assert flow.ways("b") == (DONE,)
    assert flow.ways(DONE) == flow.ways(VOID) == ()


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"exits": (replace(BACK, to="nowhere"),)}, "unknown step nowhere"),
        ({"exits": (replace(BACK, at=("a", "nowhere")),)}, "unknown step nowhere"),
        ({"holds": (replace(HOLD, blocks=("nowhere",)),)}, "unknown step nowhere"),
        ({"holds": (replace(HOLD, lifted_by=()),)}, "nothing lifts the hold h"),
        ({"holds": (replace(HOLD, opened_at=("nowhere",)),)}, "unknown step nowhere"),
        ({"holds": (replace(HOLD, opened_by=()),)}, "nothing opens the hold h"),
        ({"holds": (replace(HOLD, opened_at=()),)}, "nothing opens the hold h"),
        ({"steps": (A, B, A)}, "named twice"),
        ({"steps": (replace(A, asks=(CARRIER,)), B)}, "a asks for carrier, which is none of its answers"),
        ({"exits": (replace(BACK, asks=(CARRIER,)),)}, "send_back asks for carrier, which is none of its answers"),
        ({"steps": (A, B, Step("c", "c", P.ORDER_SHIP, kinds=("rare",)))}, "the step c is never reached"),
        ({"kinds": ("one",), "steps": (replace(A, kinds=("two",)),)}, "has no step"),
        ({"steps": ()}, "unknown step a"),
        ({"steps": (), "exits": (), "holds": ()}, "has no step"),
        (
            {"kinds": ("one", "two"), "steps": (A, replace(B, kinds=("one",))), "exits": (replace(BACK, to="b"),)},
            "b strands a document of kind 'two'",
        ),
    ],
)
def test_a_table_that_cannot_work_does_not_load(changed: dict[str, Any], complaint: str) -> None:
    with pytest.raises(BadTable, match=complaint):
        table(**changed)


def test_a_hold_that_a_fact_lifts_needs_nobody() -> None:
    assert table(holds=(replace(HOLD, lifted_by=(), fact=PAID),)).hold("h").fact is PAID


def test_holds_open_by_facts_and_those_of_a_change_again() -> None:
    by_facts = replace(HOLD, opened_by=(), opens=lambda facts: facts > 1)
    flow = table(holds=(HOLD, replace(by_facts, code="once"), replace(by_facts, code="always", again=True)))
    assert [flow.opening(1), flow.opening(2), flow.opening(2, again=True)] == [[], ["once", "always"], ["always"]]


USUAL = Submitted(Decimal(100), Decimal(100), assessed=True, by_customer=False, replaces=False, asks=False)


@pytest.mark.parametrize(
    ("changed", "opens", "again"),
    [
        ({}, [], []),
        ({"total": Decimal("100.01")}, ["amount"], ["amount"]),  # S03.12
        ({"total": Decimal("100.01"), "threshold": None}, [], []),
        ({"assessed": False}, ["new_customer"], []),  # S14.8
        ({"asks": True}, ["unconfirmed"], []),  # S10.8
        ({"asks": True, "by_customer": True}, [], []),
        ({"asks": True, "replaces": True}, [], []),
        (
            {"total": Decimal(101), "assessed": False, "asks": True},
            ["amount", "new_customer", "unconfirmed"],
            ["amount"],
        ),
    ],
)
def test_the_holds_of_an_order_open_by_what_it_is(changed: dict[str, Any], opens: list[str], again: list[str]) -> None:
    facts = replace(USUAL, **changed)
    assert (ORDER.opening(facts), ORDER.opening(facts, again=True)) == (opens, again)


def test_each_fact_that_lifts_a_hold_of_an_order_comes_true_somewhere() -> None:
    assert {hold.fact for hold in ORDER.holds if hold.fact} == {ASSESSED, AGREED, NOTHING_LEFT}
    assert [step.code for step in ORDER.steps if step.makes is ASSESSED] == ["finance"]


def test_the_statuses_of_an_order_follow_each_other_as_the_trade_says() -> None:
    # S21.23, S21.24, S21.25, S21.26, S21.27, S21.28
    way = [ORDER.first()]
    while way[-1] != DONE:
        way.append(ORDER.after(way[-1]))
    assert way == ["review", "finance", "release", "ship", "receive", DONE]
    assert [step.by for step in ORDER.steps] == [
        P.ORDER_REVIEW,
        P.ORDER_FINANCE_REVIEW,
        P.ORDER_OUTBOUND_REVIEW,
        P.ORDER_SHIP,
        Party.CUSTOMER,
    ]
    assert [step.on for step in ORDER.steps] == [
        On.DOCUMENT,
        On.DOCUMENT,
        On.UNRELEASED,
        On.SHIPMENT,
        On.SHIPMENT,
    ]


def test_without_finance_review_the_order_review_leads_straight_to_outbound_review() -> None:
    assert ORDER.arrives(ORDER.after("review"), {"finance"}) == "release"  # S21.30
    assert ORDER.arrives(ORDER.after("review"), ()) == "finance"


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("refund_only", ("review", "refund")),
        ("return_and_refund", ("review", "dispatch", "receive", "refund")),
        ("exchange", ("review", "dispatch", "receive")),
    ],
)
def test_a_return_goes_a_like_way_by_its_kind(kind: str, steps: tuple[str, ...]) -> None:
    assert RETURN.codes(kind) == steps  # S21.29
    assert RETURN.after(steps[-1], kind) == DONE


@pytest.mark.parametrize("flow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_every_status_has_a_way_to_an_end_whatever_is_switched_off(flow: Workflow) -> None:
    for off in subsets(flow.codes_all()):  # S21.22
        for kind in flow.kinds:
            for status in (DRAFT, *flow.codes(kind)):
                rest = flow.arrives(status, off, kind)
                assert rest not in off
                seen = set()
                while rest not in ENDS:
                    assert rest not in seen
                    seen.add(rest)
                    onward = flow.first(kind) if rest == DRAFT else flow.after(rest, kind)
                    rest = flow.arrives(onward, off, kind)
                for way in flow.exits_at(status):
                    assert flow.arrives(way.to, off, kind) in (DRAFT, *flow.codes(kind), *ENDS)


@pytest.mark.parametrize("flow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_a_pass_leads_past_steps_that_are_off_and_past_no_other(flow: Workflow) -> None:
    for off in subsets(flow.codes_all()):  # S02.6, S04.19, S07.23
        for kind in flow.kinds:
            for step in flow.codes(kind):
                codes = (*flow.codes(kind), DONE)
                between = codes[codes.index(step) + 1 : codes.index(flow.arrives(flow.after(step, kind), off, kind))]
                assert set(between) <= set(off)


def test_no_hold_blocks_the_receipt_of_goods_that_were_delivered() -> None:
    assert ORDER.holds
    assert all("receive" not in kind.blocks for kind in ORDER.holds)


def test_nothing_is_voided_or_sent_back_once_it_waits_for_receipt() -> None:
    assert ORDER.exits_at("receive") == ()
    assert ORDER.exit("void", "ship") is not None
    assert ORDER.exit("void", "nonsense") is None


def test_the_earliest_of_several_steps_is_the_one_that_comes_first() -> None:
    assert ORDER.earliest(["receive", "release", "ship"]) == "release"
    assert ORDER.earliest([DONE, VOID]) == ORDER.earliest([]) == DONE


def test_unknown_steps_and_holds_are_no_silent_nothing() -> None:
    for look in (ORDER.step, ORDER.hold):
        with pytest.raises(KeyError):
            look("nonsense")


def test_every_channel_says_what_it_requires_and_requires_what_orders_carry() -> None:
    assert set(REQUIRED) == set(CHANNEL_NAMES)  # S12.5
    assert {"website", "phone", "email", "fax", "visit", "fair"} < set(CHANNEL_NAMES)
    assert all(name in DETAIL_NAMES for names in REQUIRED.values() for name in names)
    assert set(STATUS_NAMES) == {DRAFT, DONE, VOID}
