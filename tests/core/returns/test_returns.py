"""Returns from the asking to the end: quantities, money, stock, and what the journal says of all that."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import customer, product, staff
from tests.kit.orders import the_books_are_right, want
from tests.kit.returning import SENT, Counter, back, make_counter, refusal
from tests.kit.trail import sql
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.returns import asking
from ydh.core.returns import looking as return_looking
from ydh.core.values.errors import Conflict, Invalid, Many, NotAllowed, NotFound, WrongStep, YdhError
from ydh.core.values.outcomes import Done, Seen, Target
from ydh.core.values.words import MASKED
from ydh.core.workflow import clock, history, queues, switching
from ydh.core.workflow.acting import act, act_many
from ydh.core.workflow.pace import Pace


@pytest.fixture
def counter(company: Actor) -> Counter:
    return make_counter(company)


# S07.15
@pytest.mark.smoke
def test_a_return_goes_its_whole_way(counter: Counter) -> None:
    # S01.14, S07.16, S13.20, S19.15
    order = counter.delivered(10)
    number = counter.ask(order, 4, text="两盒压坏了")
    assert number.startswith("DH-R-")
    assert counter.line(order) == (10, 4, 0)
    counter.carry(number, "review", lines={1: D(3)}, return_address="杭州市余杭区仓前路8号")
    assert counter.line(order) == (10, 3, 0)  # what was not allowed can be asked for again
    assert counter.show(number).return_address == "杭州市余杭区仓前路8号"
    counter.carry(number, "dispatch")
    counter.carry(number, "receive", came={1: {"restock": D(2), "scrap": D(1)}})
    assert counter.crew.stock() == (992, 0)
    done = counter.carry(number, "refund", method="银行转账")
    view = counter.show(number)
    line = view.lines[0]
    assert done.step == "done"
    assert view.closed_at is not None
    assert (line.quantity, line.allowed, line.sent, line.came) == (4, 3, 3, 3)
    assert (line.restocked, line.scrapped, line.repair, line.refunded) == (2, 1, 0, 3)
    assert (view.row.refund, line.amount) == (D(30), D(30))
    assert view.payment.startswith("DH-P-")
    assert counter.line(order) == (10, 3, 3)
    steps = [(e.action, e.step, e.to) for e in history.history(counter.reviewer, number)]
    assert steps == [
        ("draft", "", "draft"),
        ("submit", "draft", "review"),
        ("approve", "review", "dispatch"),
        ("approve", "dispatch", "receive"),
        ("approve", "receive", "refund"),
        ("approve", "refund", "done"),
    ]
    told = [e.body for e in history.history(counter.reviewer, order) if e.action == "return"]
    assert [body.get("returned") for body in told] == [[[1, "T1", "+4"]], [[1, "T1", "-1"]], None]
    assert told[-1]["refunded"] == [[1, "T1", "+3"]]
    assert the_books_are_right(counter.crew.admin)


def test_an_order_shows_what_comes_back_of_its_lines_and_its_returns(counter: Counter) -> None:
    # S07.16, S13.20
    order = counter.delivered(10, want("T2", 4))
    first, second = counter.ask(order, 4), counter.ask(order, 2, kind="refund_only")
    counter.carry(first, "review", lines={1: D(3)})
    counter.carry(second, "review", "refund", method="现金")
    asking.draft(counter.buyer, [back("2", 1)], order=order, reason="wrong")
    for reader in (counter.buyer, counter.reviewer):
        view = looking.show(reader, order)
        assert [(line.returned, line.refunded) for line in view.lines] == [(5, 2), (0, 0)]
        assert [(it.number, it.kind, it.step, it.total) for it in view.returns] == [
            (first, "return_and_refund", "dispatch", D(30)),
            (second, "refund_only", "done", D(20)),
        ]
    assert {it.total for it in looking.show(counter.crew.shipping_clerk, order).returns} == {MASKED}


def test_what_the_customer_never_sends_is_overdue_until_staff_ends_it(counter: Counter) -> None:
    # S03.8, S13.20
    order = counter.delivered(10)
    number = counter.ask(order, 10)
    counter.carry(number, "review")
    assert return_looking.list_returns(counter.reviewer, overdue=True) == []
    store = counter.crew.admin.company.store
    store.clock = lambda: datetime.now(UTC) + timedelta(hours=241)
    assert clock.run(counter.crew.admin) == []  # nothing ends by itself
    (waits,) = [it for it in queues.day(counter.reviewer).queues if it.step == "dispatch"]
    assert (waits.count, waits.overdue) == (1, 1)
    assert [it.number for it in return_looking.list_returns(counter.reviewer, overdue=True)] == [number]
    (row,) = queues.queue(counter.reviewer, "return", "dispatch", overdue=True).rows
    assert row.number == number
    answers = {"reason": "一直没寄"}
    assert refusal(act(counter.keeper, number, "reject", seen=Seen("dispatch"), answers=answers)) == "need-permission"
    assert isinstance(act(counter.reviewer, number, "reject", seen=Seen("dispatch"), answers=answers), Done)
    assert counter.show(number).row.step == "void"
    assert counter.line(order) == (10, 0, 0)  # all of it can be asked for again
    assert queues.queue(counter.reviewer, "return", "dispatch").rows == ()


def test_no_more_comes_back_than_was_shipped_and_does_not_come_back_already(counter: Counter) -> None:
    order = counter.delivered(10)
    counter.ask(order, 7)
    with pytest.raises(Conflict) as caught:
        counter.ask(order, 4)
    assert caught.value.id == "return-too-much"
    assert counter.ask(order, 3)
    with pytest.raises(Conflict):
        counter.ask(order, None)
    waiting = counter.crew.at_step("ship", 5)
    with pytest.raises(Conflict):
        counter.ask(waiting, 1)  # it has not left


def test_a_rejected_withdrawn_or_voided_return_gives_up_what_it_claimed(counter: Counter) -> None:
    order = counter.delivered(10)
    number = counter.ask(order, 10)
    assert isinstance(act(counter.buyer, number, "withdraw", seen=Seen("review")), Done)
    assert counter.line(order) == (10, 0, 0)
    asking.submit(counter.buyer, number)
    assert counter.line(order) == (10, 10, 0)
    outcome = act(counter.reviewer, number, "reject", seen=Seen("review"), answers={"reason": "超过保质期"})
    assert isinstance(outcome, Done)
    assert outcome.step == "void"
    assert counter.line(order) == (10, 0, 0)
    other = counter.ask(order, 6)
    act(counter.reviewer, other, "send_back", seen=Seen("review"), answers={"reason": "请附照片"})
    assert counter.line(order) == (10, 0, 0)
    assert isinstance(act(counter.buyer, other, "void", seen=Seen("draft"), answers={"reason": "算了"}), Done)
    assert counter.show(other).row.step == "void"


def test_what_does_not_come_is_closed_for_what_did_come(counter: Counter) -> None:
    order = counter.delivered(10)
    number = counter.ask(order, 5)
    counter.carry(number, "review", "dispatch")
    short = act(counter.keeper, number, "approve", seen=Seen("receive"), answers={"came": {1: {"restock": D(2)}}})
    assert refusal(short) == "return-less-came"
    counter.carry(number, "receive", came={1: {"restock": D(2)}}, reason="少三盒")
    assert counter.line(order) == (10, 2, 0)
    late = act(counter.cashier, number, "reject", seen=Seen("refund"), answers={"reason": "x"})
    assert refusal(late) == "return-came"
    counter.carry(number, "refund")
    assert counter.show(number).row.refund == D(20)
    never = counter.ask(order, 5)
    counter.carry(never, "review", "dispatch")
    nothing = act(
        counter.keeper, never, "approve", seen=Seen("receive"), answers={"came": {1: {"scrap": D(0)}}, "reason": "x"}
    )
    assert refusal(nothing) == "return-nothing-came"
    back_to = act(counter.keeper, never, "send_back", seen=Seen("receive"), answers={"reason": "没有收到"})
    assert isinstance(back_to, Done)
    assert back_to.step == "dispatch"
    gone = act(counter.reviewer, never, "reject", seen=Seen("dispatch"), answers={"reason": "客户一直没寄"})
    assert isinstance(gone, Done)
    assert counter.line(order) == (10, 2, 2)


def test_parts_that_are_paid_back_add_up_to_the_line_to_the_cent(counter: Counter) -> None:
    # S15.9
    product(counter.crew.admin, "T3", price="3.3333")
    order = counter.delivered(1, want("T3", 3))
    paid = []
    for _ in range(3):
        number = asking.ask(counter.buyer, [back("T3", 1)], order=order, kind="refund_only", reason="quality").number
        counter.carry(number, "review", "refund")
        paid.append(counter.show(number).row.refund)
    assert paid == [D("3.33"), D("3.34"), D("3.33")]
    assert sum(paid) == D("10.00")


# S15.9
def test_less_is_paid_back_for_a_reason_and_never_more(counter: Counter) -> None:
    order = counter.delivered(10)
    number = counter.ask(order, 2, kind="refund_only")
    counter.carry(number, "review")
    for amounts, id_ in (({1: D(21)}, "return-refund-much"), ({1: D(15)}, "return-refund-less")):
        outcome = act(counter.cashier, number, "approve", seen=Seen("refund"), answers={"amounts": amounts})
        assert refusal(outcome) == id_
    counter.carry(number, "refund", amounts={1: D(15)}, reason="包装费")
    assert counter.show(number).row.refund == D(15)


# S01.14
def test_an_exchange_makes_an_order_at_the_old_price_and_ends(counter: Counter) -> None:
    # S04.6
    order = counter.delivered(10)
    product(counter.crew.admin, "T9", price="99")
    wants = [back("1", 3, swap="T9")]
    number = asking.ask(counter.buyer, wants, order=order, kind="exchange", reason="wrong").number
    counter.carry(number, "review", "dispatch", "receive")
    view = counter.show(number)
    assert view.row.step == "done"
    made = looking.show(counter.reviewer, view.replacement)
    assert made.row.step == "review"
    assert [(x.sku, x.quantity, x.price) for x in made.lines] == [("T9", 3, D(10))]
    first = history.history(counter.reviewer, view.replacement)[0]
    assert first.body["exchange"] == number
    assert "exchange" not in history.history(counter.reviewer, order)[0].body
    assert counter.line(order) == (10, 3, 0)


def test_an_exchange_that_is_short_waits_as_a_draft(counter: Counter) -> None:
    order = counter.delivered(10)
    product(counter.crew.admin, "T8", price="5", stock="1")
    number = asking.ask(counter.buyer, [back("1", 3, swap="T8")], order=order, kind="exchange", reason="wrong").number
    counter.carry(number, "review", "dispatch", "receive")
    view = counter.show(number)
    assert view.row.step == "done"
    assert looking.show(counter.reviewer, view.replacement).row.step == "draft"
    assert counter.crew.stock("T8") == (1, 0)


def test_the_window_closes_for_the_customer_and_opens_for_who_gives_a_reason(counter: Counter) -> None:
    # S03.17, S10.21, S19.15
    order = counter.delivered(10)
    store = counter.crew.admin.company.store
    clock = store.clock
    store.clock = lambda: clock() + timedelta(days=8)
    with pytest.raises(NotAllowed) as caught:
        counter.ask(order, 1)
    assert caught.value.id == "return-window"
    clerk = staff(counter.crew.admin, "clerk", "order_reviewer")
    wants = [back("1", 1)]
    with pytest.raises(Invalid):
        asking.ask(clerk, wants, order=order, reason="damaged")
    done = asking.ask(clerk, wants, order=order, reason="damaged", why="老客户")
    event = history.history(clerk, done.number)[1]
    assert (event.body["outside"], event.body["reason"]) == (["T1"], "老客户")
    can = return_looking.returnable(counter.buyer, order).lines[0]
    assert can.late
    assert can.days == 7
    change_setting(counter.crew.admin, "return_days", "30")
    assert counter.ask(order, 1)


# S19.15
def test_without_an_order_only_who_reviews_takes_goods_back(counter: Counter) -> None:
    # S10.21
    wants = [back("T1", 2, price=D("8.5"))]
    with pytest.raises(NotAllowed):
        asking.ask(counter.buyer, wants, customer="C1", reason="other")
    with pytest.raises(Invalid):
        asking.ask(counter.reviewer, [back("T1", 2)], customer="C1", reason="other")
    number = asking.ask(counter.reviewer, wants, customer="C1", reason="other").number
    own = act(counter.reviewer, number, "approve", seen=Seen("review"))
    assert refusal(own) == "own-order"
    other = staff(counter.crew.admin, "second", "business_manager")
    assert isinstance(act(other, number, "approve", seen=Seen("review")), Done)
    counter.carry(number, "dispatch", "receive", "refund")
    assert counter.show(number).row.refund == D(17)


def test_a_stranger_neither_sees_nor_touches_a_return(counter: Counter) -> None:
    # S03.17
    order = counter.delivered(10)
    number = counter.ask(order, 2)
    stranger = customer(counter.crew.admin, "C7")
    assert refusal(act(stranger, number, "withdraw", seen=Seen("review"))) == "return-unknown"
    with pytest.raises(NotFound):
        return_looking.show(stranger, number)
    with pytest.raises(NotFound):
        return_looking.returnable(stranger, order)
    with pytest.raises(NotFound):
        asking.ask(stranger, [back("1", 1)], order=order, reason="damaged")
    assert return_looking.list_returns(stranger) == []
    assert [r.number for r in return_looking.list_returns(counter.buyer)] == [number]


def test_steps_that_are_off_are_passed_by_the_system_with_their_effects(counter: Counter) -> None:
    # S21.22, S21.29
    order = counter.delivered(10)
    for step in ("review", "dispatch", "receive", "refund"):
        switch_off(counter, step)
    number = counter.ask(order, 4)
    view = counter.show(number)
    assert view.row.step == "done"
    assert (view.lines[0].restocked, view.row.refund) == (4, D(40))
    assert counter.crew.stock() == (994, 0)
    assert counter.line(order) == (10, 4, 4)


def switch_off(counter: Counter, step: str) -> switching.SwitchResult:
    plan = switching.plan(counter.crew.admin, "return", step)
    return switching.disable(counter.crew.admin, "return", step, plan_id=plan.id)


def test_switching_a_step_off_shows_and_moves_what_waits_there(counter: Counter) -> None:
    order = counter.delivered(10)
    first, second = counter.ask(order, 2), counter.ask(order, 3, kind="refund_only")
    plan = switching.plan(counter.crew.admin, "return", "review")
    assert [(row.now, row.then, row.count, row.amount) for row in plan.rows] == [
        ("review", "refund", 1, D(30)),
        ("review", "dispatch", 1, D(20)),
    ]
    assert plan.people == ("after-sales", "business_manager", "order_reviewer")
    assert switch_off(counter, "review").moved == 2
    assert [counter.show(n).row.step for n in (first, second)] == ["dispatch", "refund"]
    views = {view.code: (view.on, view.waiting) for view in switching.show(counter.crew.admin, "return")}
    assert views == {"review": (False, 0), "dispatch": (True, 1), "receive": (True, 0), "refund": (True, 1)}


def test_a_pass_is_taken_back_with_its_effects(counter: Counter) -> None:
    order = counter.delivered(10)
    number = counter.ask(order, 4)
    counter.carry(number, "review", lines={1: D(2)})
    taken = act(counter.reviewer, number, "take_back", seen=Seen())
    assert isinstance(taken, Done)
    assert taken.step == "review"
    assert counter.line(order) == (10, 4, 0)
    counter.carry(number, "review", lines={1: D(2)})
    other = counter.ask(order, 8)
    assert refusal(act(counter.reviewer, number, "take_back", seen=Seen())) == "return-too-much"
    counter.carry(number, "dispatch", "receive")
    assert counter.crew.stock() == (992, 0)
    back_out = act(counter.keeper, number, "take_back", seen=Seen())
    assert isinstance(back_out, Done)
    assert back_out.step == "receive"
    assert counter.crew.stock() == (990, 0)
    counter.carry(number, "receive", "refund")
    assert refusal(act(counter.cashier, number, "take_back", seen=Seen())) == "nothing-to-take-back"
    assert counter.line(order) == (10, 10, 2)
    assert other


def test_orders_and_returns_are_acted_on_in_one_list(counter: Counter) -> None:
    order = counter.delivered(10)
    first, second = counter.crew.place(1), counter.ask(order, 2)
    boss = staff(counter.crew.admin, "both", "order_reviewer")
    targets = [Target(second, Seen("review")), Target("DH-R-0", Seen("review")), Target(first, Seen("review"))]
    outcomes = act_many(boss, targets, "approve")
    assert [type(o).__name__ for o in outcomes] == ["Done", "Refused", "Done"]
    assert [o.number for o in outcomes] == [second, "DH-R-0", first]
    assert [getattr(o, "step", None) for o in outcomes] == ["dispatch", None, "finance"]


def test_every_wrong_line_is_named(counter: Counter) -> None:
    # S01.14
    order = counter.delivered(10, want("T2", 5))
    wants = [back("1", 11), back("9", 1), back("T2", 1, reason="bad"), back("2", 0)]
    with pytest.raises(Many) as caught:
        asking.ask(counter.buyer, wants, order=order, reason="damaged")
    ids = [error.id for error in caught.value.errors]
    assert ids == ["return-too-much", "return-no-line", "return-reason", "quantity-zero"]
    with pytest.raises(Invalid) as twice:
        asking.ask(counter.buyer, [back("1", 1), back("T1", 1)], order=order, reason="damaged")
    assert twice.value.id == "return-line-twice"
    for given, id_ in (({"kind": "gift"}, "return-kind"), ({"reason": "mood"}, "return-reason")):
        with pytest.raises(YdhError) as wrong:
            counter.ask(order, 1, **given)
        assert wrong.value.id == id_


def test_a_draft_is_changed_and_deleted_a_submitted_one_is_not(counter: Counter) -> None:
    # S01.14
    order = counter.delivered(10)
    name = asking.draft(counter.buyer, [back("1", 1)], order=order, reason="damaged").number
    assert name.startswith("DR-")
    assert counter.line(order) == (10, 0, 0)
    asking.edit(counter.buyer, name, wants=[back("1", 3)], kind="refund_only", text="改一下")
    view = counter.show(name)
    assert (view.lines[0].quantity, view.row.kind, view.text, view.row.total) == (3, "refund_only", "改一下", D(30))
    number = asking.submit(counter.buyer, name, key="k").number
    assert asking.submit(counter.buyer, name, key="k").number == number
    with pytest.raises(WrongStep):
        asking.edit(counter.buyer, number, text="再改")
    other = asking.draft(counter.buyer, [back("1", 1)], order=order, reason="damaged").number
    asking.delete_draft(counter.buyer, other)
    assert [r.number for r in return_looking.list_returns(counter.buyer)] == [number]


def test_a_lost_answer_is_found_again(counter: Counter) -> None:
    order = counter.delivered(10)
    first = counter.ask(order, 2, key="k1")
    assert counter.ask(order, 2, key="k1") == first
    assert counter.line(order) == (10, 2, 0)


def test_explaining_names_the_people_of_each_way(counter: Counter) -> None:
    from ydh.core.workflow.explaining import explain

    order = counter.delivered(10)
    number = counter.ask(order, 2)
    found = {o.action: o for o in explain(counter.reviewer, number)}
    assert set(found) == {"approve", "send_back", "withdraw", "reject"}
    assert found["approve"].blocked is None
    assert "after-sales" in found["approve"].people


def _answers(step: str) -> dict[str, Any]:
    return SENT if step == "dispatch" else {}


def test_more_returns_than_a_chunk_holds_go_their_way_in_bulk(counter: Counter) -> None:
    order = counter.delivered(100)
    numbers = [counter.ask(order, 1) for _ in range(40)]
    people = {
        "review": counter.reviewer,
        "dispatch": counter.buyer,
        "receive": counter.keeper,
        "refund": counter.cashier,
    }
    for step, by in people.items():
        told, targets = list[Any](), [Target(n, Seen(step)) for n in numbers]
        answers, pace = _answers(step), Pace(documents=15)
        outcomes = act_many(by, targets, "approve", answers=answers, finished=told.append, pace=pace)
        assert all(isinstance(o, Done) for o in outcomes)
        assert [len(these) for these in told] == [15, 15, 10]
    assert counter.line(order) == (100, len(numbers), len(numbers))
    assert counter.crew.stock()[0] == 900 + len(numbers)


def test_returns_wait_in_queues_of_their_own_with_a_time_limit(counter: Counter) -> None:
    # S19.15
    order = counter.delivered(10)
    first, second = counter.ask(order, 2), counter.ask(order, 5)
    for sort, numbers in (("age", [first, second]), ("amount", [second, first]), ("customer", [first, second])):
        page = queues.queue(counter.reviewer, "return", "review", sort=sort, limit=1)
        rest = queues.queue(counter.reviewer, "return", "review", sort=sort, limit=1, after=page.next)
        assert [row.number for row in (*page.rows, *rest.rows)] == numbers
        assert queues.queue(counter.reviewer, "return", "review", sort=sort, backwards=True).rows[0].number
    (row, _) = queues.queue(counter.reviewer, "return", "review").rows
    assert (row.order, row.channel, row.total, row.customer_code) == (order, "return_and_refund", D(20), "C1")
    assert row.due is not None
    assert row.due - row.since == timedelta(hours=24)
    assert queues.queue(counter.reviewer, "return", "review", text=second[-4:]).rows[0].number == second
    assert queues.queue(counter.reviewer, "return", "review", held=True).rows == ()
    (mine,) = [q for q in queues.day(counter.reviewer).queues if (q.workflow, q.step) == ("return", "review")]
    assert (mine.count, mine.overdue) == (2, 0)
    store = counter.crew.admin.company.store
    clock = store.clock
    store.clock = lambda: clock() + timedelta(hours=25)
    assert len(queues.queue(counter.reviewer, "return", "review", overdue=True).rows) == 2
    (mine,) = [q for q in queues.day(counter.reviewer).queues if (q.workflow, q.step) == ("return", "review")]
    assert (mine.count, mine.overdue) == (2, 2)


@pytest.mark.parametrize("evil", ["\x1b[2J", "a\u202eb", "a\u200bb", "a\x07"])
def test_hostile_text_is_refused_where_it_enters(counter: Counter, evil: str) -> None:
    order = counter.delivered(10)
    for given in ({"text": evil}, {"why": evil}):
        with pytest.raises(Invalid):
            counter.ask(order, 1, **given)
    with pytest.raises(Invalid):
        asking.ask(counter.buyer, [back("1", 1, note=evil)], order=order, reason="damaged")
    for wrong in ({"reason": evil}, {"kind": evil}):
        with pytest.raises(Invalid) as caught:
            counter.ask(order, 1, **wrong)
        assert evil not in str(caught.value)
    with pytest.raises(NotFound) as unknown:
        asking.ask(counter.buyer, [back(evil, 1)], order=order, reason="damaged")
    assert evil not in str(unknown.value)
    number = counter.ask(order, 1)
    for answers in ({"return_address": evil}, {"opinion": evil}, {"warehouse": evil}):
        with pytest.raises(Invalid):
            act(counter.reviewer, number, "approve", seen=Seen("review"), answers=answers)


def test_goods_that_are_kept_by_lot_come_back_into_their_lot(counter: Counter) -> None:

    order = counter.delivered(10)
    sql(counter.crew.admin, "UPDATE product SET lots = TRUE")
    number = counter.ask(order, 4)
    counter.carry(number, "review", "dispatch")
    assert refusal(act(counter.keeper, number, "approve", seen=Seen("receive"))) == "return-lot-needed"
    came = {1: {"lot": "L0315", "expires": date(2027, 3, 15)}}
    counter.carry(number, "receive", came=came)
    kept = "SELECT l.code, s.on_hand FROM lot_stock s JOIN lot l ON l.id = s.lot_id"
    assert [tuple(row) for row in sql(counter.crew.admin, kept)] == [("L0315", 4000)]
    assert counter.show(number).lines[0].lot == "L0315"
    assert isinstance(act(counter.keeper, number, "take_back", seen=Seen()), Done)
    assert [tuple(row) for row in sql(counter.crew.admin, kept)] == [("L0315", 0)]
    counter.carry(number, "receive", came={1: {"restock": D(1), "scrap": D(3), "lot": "L0315"}})
    assert [tuple(row) for row in sql(counter.crew.admin, kept)] == [("L0315", 1000)]


def test_the_system_puts_aside_what_only_a_person_can_put_into_its_lot(counter: Counter) -> None:
    order = counter.delivered(10)
    sql(counter.crew.admin, "UPDATE product SET lots = TRUE")
    switch_off(counter, "receive")
    number = counter.ask(order, 4)
    counter.carry(number, "review", "dispatch")
    line = counter.show(number).lines[0]
    assert (line.came, line.repair, line.restocked) == (4, 4, 0)
