"""Steps off and on, with the plan; and what the clock does."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.kit.company import customer, product, staff
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.rules.machine import Workflow
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.errors import Conflict, NotAllowed, NotFound
from ydh.core.values.outcomes import Done, Refused, Seen
from ydh.core.workflow import clock, history, holds, switching
from ydh.core.workflow.acting import act


@pytest.fixture
def shop(company: Actor) -> dict[str, Actor]:
    product(company, "T1")
    roles = ("order_reviewer", "finance_reviewer", "outbound_reviewer", "shipping_clerk")
    return {"admin": company, "buyer": customer(company, "C1"), **{r: staff(company, r, r) for r in roles}}


def _at_finance(shop: dict[str, Actor]) -> str:
    number = place(shop["buyer"], [Want("T1", Decimal(2))]).number
    assert isinstance(act(shop["order_reviewer"], number, "approve", seen=Seen("review")), Done)
    return number


def test_a_plan_shows_what_would_move_where_and_whose_work_goes(shop: dict[str, Actor]) -> None:
    _at_finance(shop)  # S21.30
    held = _at_finance(shop)
    holds.hold(shop["finance_reviewer"], held, "金额不对")
    plan = switching.plan(shop["admin"], "order", "finance")
    assert [(r.now, r.then, r.count, r.stays) for r in plan.rows] == [
        ("finance", "release", 1, ""),
        ("finance", "finance", 1, "held"),
    ]
    assert plan.people == ("finance_reviewer",)
    assert all(step.on for step in switching.show(shop["admin"]))


def test_switching_finance_off_moves_what_can_move_and_review_leads_to_release(shop: dict[str, Actor]) -> None:
    free, held = _at_finance(shop), _at_finance(shop)  # S21.22, S21.30
    holds.hold(shop["finance_reviewer"], held, "金额不对")
    plan = switching.plan(shop["admin"], "order", "finance")
    result = switching.disable(shop["admin"], "order", "finance", plan_id=plan.id)
    assert (result.moved, result.stayed) == (1, 1)
    assert looking.show(shop["admin"], free).row.step == "release"
    assert looking.show(shop["admin"], held).row.step == "finance"
    by = [(e.by, e.step) for e in history.history(shop["admin"], free)]
    assert by[-1] == ("system", "finance")
    later = place(shop["buyer"], [Want("T1", Decimal(1))]).number
    outcome = act(shop["order_reviewer"], later, "approve", seen=Seen("review"))
    assert isinstance(outcome, Done)
    assert outcome.step == "release"


def test_switching_off_that_was_broken_off_goes_on_where_it_was(shop: dict[str, Actor]) -> None:
    number = _at_finance(shop)

    def broken_off(_so_far: switching.SwitchResult) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        switching.disable(shop["admin"], "order", "finance", finished=broken_off)
    assert looking.show(shop["admin"], number).row.step == "finance"
    assert switching.disable(shop["admin"], "order", "finance") == switching.SwitchResult("finance", 1, 0)
    assert looking.show(shop["admin"], number).row.step == "release"
    with pytest.raises(Conflict) as refused:
        switching.disable(shop["admin"], "order", "finance")
    assert refused.value.id == "step-off-already"


def test_a_hold_lifted_later_goes_straight_past_the_step_that_is_off(shop: dict[str, Actor]) -> None:
    number = _at_finance(shop)
    holds.hold(shop["finance_reviewer"], number, "金额不对")
    switching.disable(shop["admin"], "order", "finance")
    manager = staff(shop["admin"], "manager", "business_manager")
    assert holds.release_hold(manager, number, "exception").step == "release"


def test_a_plan_that_no_longer_fits_is_refused_and_changes_nothing(shop: dict[str, Actor]) -> None:
    plan = switching.plan(shop["admin"], "order", "finance")
    _at_finance(shop)
    with pytest.raises(Conflict):
        switching.disable(shop["admin"], "order", "finance", plan_id=plan.id)
    assert all(step.on for step in switching.show(shop["admin"]))


def test_switching_on_again_pulls_nothing_back(shop: dict[str, Actor]) -> None:
    number = _at_finance(shop)
    switching.disable(shop["admin"], "order", "finance")
    switching.enable(shop["admin"], "order", "finance")
    assert looking.show(shop["admin"], number).row.step == "release"
    with pytest.raises(Conflict):
        switching.enable(shop["admin"], "order", "finance")


def test_every_step_off_carries_an_order_to_done_with_its_effects(shop: dict[str, Actor]) -> None:
    # S01.10
    for step in ("review", "finance", "release", "ship", "receive"):
        switching.disable(shop["admin"], "order", step)
    done = place(shop["buyer"], [Want("T1", Decimal(3))])
    assert done.step == "done"
    line = looking.show(shop["admin"], done.number).lines[0]
    assert (line.shipped, line.received, line.reserved) == (3, 3, 0)


def test_only_who_configures_the_system_may_switch(shop: dict[str, Actor]) -> None:
    for act_ in (switching.plan, switching.disable, switching.enable):
        with pytest.raises(NotAllowed):
            act_(shop["order_reviewer"], "order", "finance")
    with pytest.raises(NotFound):
        switching.disable(shop["admin"], "order", "nonsense")
    with pytest.raises(NotFound):
        switching.show(shop["admin"], "nonsense")


def test_the_return_workflow_can_be_switched_as_well(shop: dict[str, Actor]) -> None:
    switching.disable(shop["admin"], "return", "refund")  # S21.29
    assert [s.code for s in switching.show(shop["admin"], "return") if not s.on] == ["refund"]


def test_receipt_is_confirmed_by_the_clock_after_the_days_that_were_set(shop: dict[str, Actor]) -> None:
    # S07.14
    switching.disable(shop["admin"], "order", "ship")
    number = _at_finance(shop)
    act(shop["finance_reviewer"], number, "approve", seen=Seen("finance"))
    released = act(shop["outbound_reviewer"], number, "approve", seen=Seen("release"))
    assert isinstance(released, Done)
    assert released.step == "receive"
    assert clock.run(shop["admin"]) == []
    store = shop["admin"].company.store
    now = store.clock()
    store.clock = lambda: now + timedelta(days=8)
    (outcome,) = clock.run(shop["admin"])
    assert isinstance(outcome, Done)
    assert history.history(shop["admin"], number)[-1].by == "clock"
    assert looking.show(shop["admin"], number).row.step == "done"
    with pytest.raises(NotAllowed):
        clock.run(shop["order_reviewer"])


def test_zero_days_leave_the_receipt_to_people(shop: dict[str, Actor]) -> None:
    # S07.14
    change_setting(shop["admin"], "auto_receive_days", "0")
    assert clock.run(shop["admin"]) == []


def test_a_customer_cannot_do_what_the_clock_does_for_others(shop: dict[str, Actor]) -> None:
    number = _at_finance(shop)
    stranger = customer(shop["admin"], "C2")
    assert isinstance(act(stranger, number, "approve", seen=Seen("receive")), Refused)


@pytest.mark.parametrize("flow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_every_step_of_both_workflows_can_be_planned(shop: dict[str, Actor], flow: Workflow) -> None:
    for step in flow.steps:
        assert switching.plan(shop["admin"], flow.name, step.code).step == step.code
