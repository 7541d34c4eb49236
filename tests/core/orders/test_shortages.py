"""Orders that are short: released in parts, closed, waited for, replaced; the customer's answer is honoured."""

from decimal import Decimal as D

import pytest

from tests.kit.company import product
from tests.kit.orders import Crew, approve, done, leave, make_crew, refused, the_books_are_right, want
from tests.kit.trail import sql
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders import shortages
from ydh.core.orders.entering import place
from ydh.core.reports import reports
from ydh.core.stock import papers
from ydh.core.values.errors import Conflict, Invalid, Shortage, WrongStep
from ydh.core.values.outcomes import Seen
from ydh.core.workflow import history, holds, news
from ydh.core.workflow.acting import act


@pytest.fixture
def crew(company: Actor) -> Crew:
    product(company, "FEW", stock="6", price="3.3333")
    made = make_crew(company)
    change_setting(company, "when_short", "wait")
    return made


def short_order(crew: Crew, to: str = "release", quantity: int = 10, **details: str) -> str:
    """An order of 10 (6 there) of FEW at 3.3333 and 2 of T1 at 10."""
    made = place(crew.buyer, [want("FEW", quantity), want("T1", 2)], details=details)
    return crew.carry(made.number, to)


def second_warehouse(crew: Crew) -> None:
    sql(crew.admin, "INSERT INTO warehouse (code, name, version, head, entries) VALUES ('W2', '二号仓', 1, '', 0)")


# S07.5, S10.10
def test_the_reviewer_sees_what_is_short_and_by_how_much(crew: Crew) -> None:
    number = short_order(crew, "review")
    (line,) = shortages.of_order(crew.order_reviewer, number)
    assert (line.sku, line.quantity, line.short, line.free) == ("FEW", 10, 4, 0)


# S07.18
def test_the_shortages_of_all_orders_stand_in_one_list_with_the_oldest_order_first(crew: Crew) -> None:
    numbers = [short_order(crew, "review"), short_order(crew, "release", 3)]
    (row,) = shortages.across(crew.order_reviewer).rows
    assert (row.sku, row.short, row.orders, row.free) == ("FEW", 7, 2, 0)
    waiting = shortages.waiting_for(crew.order_reviewer, "FEW")
    assert [(w.number, w.short) for w in waiting] == [(numbers[0], 4), (numbers[1], 3)]


# S10.11
def test_a_customer_who_takes_parts_gets_what_is_there_and_the_rest_later(crew: Crew) -> None:
    number = short_order(crew, when_short="parts")
    done(approve(crew.outbound_reviewer, number, "release"))
    assert [line.released for line in crew.show(number).lines] == [6, 2]
    assert crew.step(number) == "release"
    papers.receive_stock(crew.outbound_reviewer, "FEW", D(5), reason="到货")
    done(approve(crew.outbound_reviewer, number, "release"))
    assert [line.released for line in crew.show(number).lines] == [10, 2]
    assert the_books_are_right(crew.admin)


# S10.11
def test_a_customer_who_waits_gets_no_part_unless_somebody_says_why(crew: Crew) -> None:
    number = short_order(crew, when_short="wait")
    assert refused(approve(crew.outbound_reviewer, number, "release")) == "short"
    assert refused(approve(crew.outbound_reviewer, number, "release", available=True)) == "customer-waits"
    assert refused(approve(crew.outbound_reviewer, number, "release", lines={2: D(2)})) == "customer-waits"
    assert crew.show(number).lines[0].reserved == 6
    done(approve(crew.outbound_reviewer, number, "release", available=True, reason="电话里改了主意"))


# S10.11
def test_a_customer_who_forgets_the_rest_pays_for_what_came(crew: Crew) -> None:
    number = short_order(crew, when_short="close")
    before = crew.show(number)
    assert (before.lines[0].amount, before.row.total) == (D("33.33"), D("53.33"))
    done(approve(crew.outbound_reviewer, number, "release"))
    view = crew.show(number)
    assert (view.lines[0].closed, view.lines[0].amount, view.row.total) == (4, D("20.00"), D("40.00"))
    assert view.row.step == "ship"
    assert the_books_are_right(crew.admin)


def test_closing_short_frees_the_stock_shrinks_the_sums_and_tells_the_customer(crew: Crew) -> None:
    number = short_order(crew)
    outcome = act(
        crew.outbound_reviewer, number, "close", seen=Seen("release"), answers={"reason": "停产", "lines": {1: D(7)}}
    )
    done(outcome)
    view = crew.show(number)
    assert (view.lines[0].closed, view.lines[0].reserved, view.lines[0].amount) == (7, 3, D("10.00"))
    assert (view.goods, view.row.total) == (D("30.00"), D("30.00"))
    (entry,) = [e for e in history.history(crew.buyer, number) if e.action == "close"]
    assert (entry.body["reason"], entry.body["closed"]) == ("停产", [[1, "FEW", "7"]])
    assert "close" in [it.action for it in news.latest(crew.buyer)]
    assert crew.stock("FEW") == (6, 3)
    table = reports.run(crew.business_manager, "products")
    names = [column.name for column in table.columns]
    assert {row[0]: row[names.index("quantity")] for row in table.rows}["FEW"] == 3
    assert the_books_are_right(crew.admin)


def test_after_the_first_shipment_the_rest_is_closed_and_not_voided(crew: Crew) -> None:
    number = short_order(crew)
    done(approve(crew.outbound_reviewer, number, "release", available=True))
    done(approve(crew.shipping_clerk, crew.show(number).shipments[0].number, "ship"))
    assert refused(leave(crew.order_reviewer, number, "void", "release")) == "already-shipped"
    done(leave(crew.outbound_reviewer, number, "close", "release", reason="没货了"))
    assert crew.step(number) == "receive"
    done(approve(crew.buyer, crew.show(number).shipments[0].number, "receive"))
    assert crew.step(number) == "done"
    assert the_books_are_right(crew.admin)


def test_an_order_of_which_nothing_would_be_left_is_voided_and_not_closed(crew: Crew) -> None:
    number = short_order(crew)
    assert refused(leave(crew.outbound_reviewer, number, "close", "release")) == "void-not-close"


def test_only_what_is_short_is_closed_where_that_is_said(crew: Crew) -> None:
    number = short_order(crew, "review")
    done(act(crew.order_reviewer, number, "close", seen=Seen("review"), answers={"reason": "停产", "short": True}))
    assert [line.closed for line in crew.show(number).lines] == [4, 0]
    assert crew.carry(number, "done")
    assert the_books_are_right(crew.admin)


def test_closing_is_refused_to_who_does_not_pass_the_step_and_when_it_was_seen_otherwise(crew: Crew) -> None:
    number = short_order(crew)
    assert refused(leave(crew.order_reviewer, number, "close", "release")) == "need-permission"
    assert refused(leave(crew.outbound_reviewer, number, "close", "review")) == "moved-on-by"
    given = {"reason": "停产", "lines": {1: D(11)}}
    outcome = act(crew.outbound_reviewer, number, "close", seen=Seen("release"), answers=given)
    assert refused(outcome) == "close-too-much"


def test_what_was_closed_does_not_come_back_when_the_order_is_changed(crew: Crew) -> None:
    from ydh.core.orders import editing

    number = short_order(crew, "review")
    done(act(crew.order_reviewer, number, "close", seen=Seen("review"), answers={"reason": "停产", "short": True}))
    editing.edit(crew.order_reviewer, number, details={"project": "门店"})
    assert [(line.quantity, line.closed) for line in crew.show(number).lines] == [(6, 0), (2, 0)]
    assert the_books_are_right(crew.admin)


# S07.18, S10.11
def test_another_item_takes_the_place_of_what_is_short_once_the_customer_says_yes(crew: Crew) -> None:
    number = short_order(crew)
    shortages.substitute(crew.outbound_reviewer, number, 1, "T2", reason="同款不同包装", quantity=D(5))
    view = crew.show(number)
    assert [(x.sku, x.quantity, x.closed, x.amount) for x in view.lines] == [
        ("FEW", 10, 10, D("0.00")),
        ("T1", 2, 0, D("20.00")),
        ("T2", 5, 0, D("50.00")),
    ]
    assert view.row.total == D("70.00")
    assert [(action, step) for _, action, step, _ in crew.trail(number)][-2:] == [
        ("substitute", "release"),
        ("hold", "release"),
    ]
    with pytest.raises(AssertionError, match="Held"):
        refused(approve(crew.outbound_reviewer, number, "release"))
    holds.confirm(crew.buyer, number)
    done(approve(crew.outbound_reviewer, number, "release"))
    assert the_books_are_right(crew.admin)


def test_the_answer_is_noted_with_whom_it_was_spoken(crew: Crew) -> None:
    number = short_order(crew)
    with pytest.raises(Invalid, match="who said"):
        shortages.answer(crew.outbound_reviewer, number, "parts")
    shortages.answer(crew.outbound_reviewer, number, "parts", with_whom="王掌柜", how="电话")
    assert crew.show(number).details["when_short"] == "parts"
    shortages.answer(crew.buyer, number, "wait")
    assert crew.show(number).details["when_short"] == "wait"
    assert [e.action for e in history.history(crew.admin, number)][-2:] == ["short_answer", "short_answer"]
    with pytest.raises(Invalid):
        shortages.answer(crew.buyer, number, "never")


def test_a_product_may_wait_or_be_refused_whatever_the_company_says(crew: Crew) -> None:
    sql(crew.admin, "UPDATE product SET backorder = FALSE WHERE code = 'FEW'")
    with pytest.raises(Shortage):
        place(crew.buyer, [want("FEW", 7)])
    change_setting(crew.admin, "when_short", "refuse")
    sql(crew.admin, "UPDATE product SET backorder = TRUE WHERE code = 'FEW'")
    assert crew.show(place(crew.buyer, [want("FEW", 7)]).number).lines[0].short == 1
    with pytest.raises(Shortage):
        place(crew.buyer, [want("FEW", 1), want("T1", 2000)])


def test_a_named_warehouse_gives_the_goods_and_the_others_get_theirs_back(crew: Crew) -> None:
    # S10.11
    second_warehouse(crew)
    papers.receive_stock(crew.outbound_reviewer, "FEW", D(8), warehouse="W2", reason="到货")
    number = short_order(crew)  # 6 of the first, 4 of the second
    done(approve(crew.outbound_reviewer, number, "release", warehouse="W2", lines={1: D(8)}))
    (part,) = crew.show(number).shipments
    assert part.lines == ((1, D(8), D(0)),)
    levels = dict(sql(crew.admin, "SELECT warehouse_id, reserved FROM stock WHERE sku_id = 1 ORDER BY 1"))
    assert levels == {1: 2000, 2: 8000}
    assert the_books_are_right(crew.admin)


def test_a_release_from_a_warehouse_that_has_too_little_changes_nothing(crew: Crew) -> None:
    # S10.11
    second_warehouse(crew)
    papers.receive_stock(crew.outbound_reviewer, "FEW", D(2), warehouse="W2", reason="到货")
    number = short_order(crew, quantity=6)
    assert refused(approve(crew.outbound_reviewer, number, "release", warehouse="W2")) == "short"
    assert the_books_are_right(crew.admin)
    assert crew.stock("T1") == (1000, 2)


def test_nothing_waits_for_goods_any_more_once_all_is_released(crew: Crew) -> None:
    number = crew.at_step("ship")
    with pytest.raises(WrongStep):
        shortages.answer(crew.buyer, number, "parts")
    with pytest.raises(Conflict):
        shortages.substitute(crew.outbound_reviewer, number, 1, "T2", reason="缺货")


# S04.16
def test_services_travel_with_the_first_shipment_and_goods_with_that_of_their_warehouse(crew: Crew) -> None:
    second_warehouse(crew)
    papers.receive_stock(crew.outbound_reviewer, "FEW", D(4), warehouse="W2", reason="到货")
    product(crew.admin, "FIT", service=True)
    number = crew.carry(place(crew.buyer, [want("FIT", 1), want("FEW", 10)]).number, "ship")
    assert [part.lines for part in crew.show(number).shipments] == [
        ((1, D(1), D(0)), (2, D(6), D(0))),
        ((2, D(4), D(0)),),
    ]
    alone = crew.carry(place(crew.buyer, [want("FIT", 2)]).number, "done")
    assert [line.received for line in crew.show(alone).lines] == [2]
    assert the_books_are_right(crew.admin)


# S04.16
def test_a_warehouse_of_which_no_lot_is_named_sends_nothing(crew: Crew) -> None:
    second_warehouse(crew)
    sql(crew.admin, "UPDATE product SET lots = TRUE WHERE id = (SELECT product_id FROM sku WHERE code = 'T2')")
    papers.receive_stock(crew.outbound_reviewer, "T2", D(4), warehouse="W2", reason="到货", lot="B")
    number = crew.carry(place(crew.buyer, [want("T2", 1004)]).number, "release")
    done(approve(crew.outbound_reviewer, number, "release", available=True, lots={1: [("B", None)]}))
    assert [part.lines for part in crew.show(number).shipments] == [((1, D(4), D(0)),)]
