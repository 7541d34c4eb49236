"""Looking at orders: lists, one order, its history, and what can be done to it."""

from decimal import Decimal
from typing import Any

import pytest

from tests.kit.company import customer, product, staff
from tests.kit.orders import leave, make_crew
from ydh.core.company.actors import Actor
from ydh.core.orders import editing, looking, notes
from ydh.core.orders.entering import place
from ydh.core.orders.views import OrderRow, Want
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, WrongStep
from ydh.core.values.outcomes import Done, Seen
from ydh.core.values.words import MASKED
from ydh.core.workflow import history, holds
from ydh.core.workflow.acting import act
from ydh.core.workflow.explaining import explain


@pytest.fixture
def trade(company: Actor) -> dict[str, Actor]:
    """A customer with one order, another customer, and one of each role."""
    product(company, "T1", price="12.5")
    people = {role: staff(company, role, role) for role in ("order_reviewer", "finance_reviewer", "shipping_clerk")}
    return {"admin": company, "c1": customer(company, "C1"), "c2": customer(company, "C2"), **people}


def test_a_customer_sees_its_own_orders_and_nobody_elses(trade: dict[str, Actor]) -> None:
    # S07.21
    number = place(trade["c1"], [Want("T1", "2箱")]).number
    assert [row.number for row in looking.list_orders(trade["c1"])] == [number]
    assert looking.list_orders(trade["c2"]) == []
    with pytest.raises(NotFound):
        looking.show(trade["c2"], number)
    with pytest.raises(NotFound):
        history.history(trade["c2"], number)


def test_a_queue_stands_in_the_order_of_arrival_and_pages_without_a_gap(trade: dict[str, Actor]) -> None:
    numbers = [place(trade["c1"], [Want("T1", Decimal(n))]).number for n in range(1, 8)]  # S10.9
    found, after = [], ""
    while page := looking.list_orders(trade["order_reviewer"], step="review", limit=3, after=after):
        found += [row.number for row in page]
        after = page[-1].cursor
    assert found == numbers


def test_without_a_step_the_newest_stands_first(trade: dict[str, Actor]) -> None:
    numbers = [place(trade["c1"], [Want("T1", Decimal(n))]).number for n in range(1, 6)]
    first = looking.list_orders(trade["admin"], limit=3)
    rest = looking.list_orders(trade["admin"], limit=3, after=first[-1].cursor)
    assert [row.number for row in [*first, *rest]] == numbers[::-1]


@pytest.mark.parametrize("step", [None, "review"])
@pytest.mark.parametrize("by", ["total", "customer", "business_date", "since"])
def test_a_list_comes_in_the_order_of_a_column_both_ways_and_pages_without_a_gap(
    trade: dict[str, Actor], by: str, step: str | None
) -> None:
    for many, who in ((3, "c1"), (1, "c2"), (3, "c2"), (2, "c1"), (5, "c1")):
        place(trade[who], [Want("T1", Decimal(many))])

    def paged(sort: str) -> list[OrderRow]:
        found, after = [], ""
        while page := looking.list_orders(trade["admin"], step=step, sort=sort, limit=2, after=after):
            found += page
            after = page[-1].cursor
        return found

    def value(row: OrderRow) -> Any:
        return row.customer_code if by == "customer" else getattr(row, by)

    rising, falling = paged(by), paged(f"-{by}")
    assert len({row.number for row in rising}) == 5
    assert [row.number for row in falling] == [row.number for row in rising][::-1]
    assert [value(row) for row in rising] == sorted(value(row) for row in rising)


def test_an_order_by_what_is_no_column_or_may_not_be_seen_is_refused(trade: dict[str, Actor]) -> None:
    with pytest.raises(Invalid, match="colour is not one of"):
        looking.list_orders(trade["admin"], sort="colour")
    with pytest.raises(NotAllowed):
        looking.list_orders(trade["shipping_clerk"], sort="-total")
    for cursor in ("1:2:much", "1:x:5", "nothing"):
        with pytest.raises(Invalid, match="no place in this list"):
            looking.list_orders(trade["admin"], sort="total", after=cursor)


def test_filters_by_amount_and_words_find_what_they_say(trade: dict[str, Actor]) -> None:
    # S04.14
    small = place(trade["c1"], [Want("T1", Decimal(1))]).number
    large = place(trade["c2"], [Want("T1", Decimal(100))]).number
    admin = trade["admin"]
    assert [r.number for r in looking.list_orders(admin, under=Decimal(100))] == [small]
    assert [r.number for r in looking.list_orders(admin, over=Decimal(100))] == [large]
    assert [r.number for r in looking.list_orders(admin, text="客户c2")] == [large]
    assert [r.number for r in looking.list_orders(admin, customer="c1")] == [small]
    assert looking.list_orders(admin, text="%") == []


def test_amounts_are_masked_and_cannot_be_asked_about_without_the_right(trade: dict[str, Actor]) -> None:
    number = place(trade["c1"], [Want("T1", Decimal(4))]).number  # S09.15, S07.21
    clerk = trade["shipping_clerk"]
    assert looking.list_orders(clerk)[0].total is MASKED
    view = looking.show(clerk, number)
    assert view.goods is MASKED
    assert view.lines[0].price is MASKED
    assert all("amounts" not in event.body for event in history.history(clerk, number))
    with pytest.raises(NotAllowed):
        looking.list_orders(clerk, under=Decimal(100))


def test_one_order_shows_its_lines_details_and_notes(trade: dict[str, Actor]) -> None:
    number = place(trade["c1"], [Want("T1", "1箱6")], details={"customer_po": "PO-7"}).number
    notes.note(trade["order_reviewer"], number, "内部")
    notes.note(trade["order_reviewer"], number, "请看", shared=True)
    view = looking.show(trade["c1"], number)
    assert (view.lines[0].quantity, view.lines[0].amount, view.lines[0].short) == (18, Decimal("225.00"), 0)
    assert view.details["customer_po"] == "PO-7"
    assert [n.text for n in view.notes] == ["请看"]  # S04.21: internal notes stay with the staff
    assert [n.text for n in looking.show(trade["order_reviewer"], number).notes] == ["内部", "请看"]


# S15.3
def test_history_tells_who_did_what_and_shows_personal_values_to_those_who_may(trade: dict[str, Actor]) -> None:
    number = place(trade["c1"], [Want("T1", Decimal(4))]).number  # S03.7, S08.21, S20.16
    editing.edit(trade["order_reviewer"], number, details={"contact": "李掌柜"})
    act(trade["order_reviewer"], number, "approve", seen=Seen("review"), answers={"opinion": "同意"})
    events = history.history(trade["order_reviewer"], number)
    assert [e.action for e in events] == ["submit", "edit", "approve"]
    assert events[1].body["changes"] == [["contact", "王掌柜", "李掌柜"]]
    assert events[2].body["opinion"] == "同意"
    assert [e.by for e in events] == ["c1", "order_reviewer", "order_reviewer"]
    notes.note(trade["order_reviewer"], number, "内部")
    notes.note(trade["order_reviewer"], number, "给客户看的", shared=True)
    assert [e.action for e in history.history(trade["order_reviewer"], number)][3:] == ["note", "note"]
    seen = history.history(trade["c1"], number)
    assert [e.action for e in seen] == ["submit", "edit", "approve", "note"]
    assert {str(e.by) for e in seen[1:]} == {"the company"}
    with pytest.raises(NotFound):
        history.history(trade["c2"], number)


def test_explain_says_who_can_pass_and_what_stands_in_the_way(trade: dict[str, Actor]) -> None:
    number = place(trade["c1"], [Want("T1", Decimal(4))]).number
    options = {o.action: o for o in explain(trade["order_reviewer"], number)}
    assert options["approve"].people == ("order_reviewer",)
    assert options["approve"].blocked is None
    holds.hold(trade["order_reviewer"], number, "地址不清")
    blocked = {o.action: o.blocked for o in explain(trade["order_reviewer"], number)}
    assert blocked["approve"] is not None
    assert blocked["approve"].id == "held"
    as_clerk = {o.action: o.blocked for o in explain(trade["admin"], number, account="shipping_clerk")}
    assert isinstance(as_clerk["approve"], NotAllowed)
    with pytest.raises(NotAllowed):
        explain(trade["order_reviewer"], number, account="shipping_clerk")


def test_a_deleted_draft_is_gone_from_lists_and_its_reference_stays_dead(trade: dict[str, Actor]) -> None:
    draft = editing.draft(trade["c1"], [Want("T1", Decimal(4))])
    editing.delete_draft(trade["c1"], draft.number)
    assert looking.list_orders(trade["c1"]) == []
    with pytest.raises(WrongStep):
        editing.submit(trade["c1"], draft.number)
    assert isinstance(place(trade["c1"], [Want("T1", Decimal(1))]), Done)


def test_only_open_orders_are_listed_when_that_is_asked(company: Actor) -> None:
    crew = make_crew(company)
    done, new, void = crew.carry(crew.place(), "done"), crew.place(), crew.place()
    leave(crew.order_reviewer, void, "void", "review")
    assert {row.number for row in looking.list_orders(crew.admin)} == {done, new, void}
    assert [row.number for row in looking.list_orders(crew.admin, only_open=True)] == [new]
