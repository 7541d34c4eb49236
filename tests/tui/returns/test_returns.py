"""Returns at the screens: a shopkeeper asks and sends, the office allows, the warehouse takes in, the cashier pays."""

from decimal import Decimal as D

import pytest

from tests.core.shipping.test_picking import with_lots
from tests.kit.company import staff
from tests.kit.desk import LARGE, screens
from tests.kit.orders import Crew, want
from tests.kit.returning import Counter
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.returns import looking
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow.acting import act
from ydh.tui.front.queue import queue_screen
from ydh.tui.orders.order import order_screen
from ydh.tui.returns.returns import AllReturns, ReturnScreen, return_screen


@pytest.fixture
def counter(crew: Crew, company: Actor) -> Counter:
    manager = staff(company, "after-sales", "business_manager")
    return Counter(crew, crew.buyer, manager, crew.outbound_reviewer, crew.finance_reviewer)


async def test_a_shopkeeper_gives_goods_back_from_its_order(counter: Counter) -> None:
    # S07.16
    change_setting(counter.crew.admin, "return_policy", "七天包退")
    order = counter.delivered(10, want("T2", 4))
    async with screens(counter.buyer) as desk:
        await desk.open("my orders")
        await desk.press("B")
        assert "七天包退" in desk.text()
        assert "<= 10 盒" in desk.text()
        await desk.answer(q1="3", reason="quality", text="受潮")
        assert "退单审核" in desk.said
    (row,) = looking.list_returns(counter.buyer)
    view = counter.show(row.number)
    assert (row.order, row.reason, view.text, view.lines[0].quantity) == (order, "quality", "受潮", 3)
    assert len(view.lines) == 1


async def test_an_order_shows_its_returns_to_both_sides(counter: Counter) -> None:
    number = counter.ask(counter.delivered(10), 4)
    async with screens(counter.buyer) as desk:
        await desk.open("my orders")
        await desk.press("enter")
        assert number in desk.text()
    async with screens(counter.reviewer) as desk:
        await desk.open("all orders")
        await desk.press("enter")
        assert number in desk.text()
        assert "退单审核" in desk.text()


async def test_a_refusal_keeps_what_was_typed(counter: Counter) -> None:
    counter.delivered(10)
    async with screens(counter.buyer) as desk:
        await desk.open("my orders")
        await desk.press("B")
        await desk.answer(q1="11")
        assert "只剩 10 可退" in desk.text()
        await desk.answer(q1="10")
    assert len(looking.list_returns(counter.buyer)) == 1


async def test_a_return_goes_its_way_by_single_keys(counter: Counter) -> None:
    number = counter.ask(counter.delivered(10), 4)
    async with screens(counter.reviewer) as desk:
        await desk.open(queue_screen("return", "review"))
        assert desk.rows == [number]
        await desk.press("a")
        assert "退货发货" in desk.said
    async with screens(counter.buyer) as desk:
        await desk.open("my returns")
        assert "请寄回" in desk.text()
        await desk.press("a")
        await desk.answer(carrier="顺丰", tracking="SF9")
        assert "退货途中" in desk.text()
    async with screens(counter.keeper) as desk:
        await desk.open(queue_screen("return", "receive"))
        await desk.press("a")
        assert counter.show(number).row.step == "receive"  # no key alone says in which condition they came
        await desk.press("ctrl+s")
        assert "完好" in desk.text()
        await desk.answer(restock1="3", scrap1="1")
        assert "退款确认" in desk.said
    async with screens(counter.cashier) as desk:
        await desk.open(queue_screen("return", "refund"))
        await desk.press("a")
        await desk.answer(method="银行转账", reference="7")
        assert desk.rows == []
    line = counter.show(number).lines[0]
    assert (line.restocked, line.scrapped, line.amount) == (3, 1, D(40))


async def test_the_lot_that_left_is_proposed_when_the_goods_come_back(counter: Counter) -> None:
    with_lots(counter.crew, "TEA", ("2610", "2099-10-01", 5), ("2612", "2099-12-01", 5))
    order = counter.crew.carry(place(counter.buyer, [want("TEA", 7)]).number, "done")
    number = counter.ask(order, 2)
    counter.carry(number, "review")
    counter.carry(number, "dispatch")
    async with screens(counter.keeper) as desk:
        await desk.open(queue_screen("return", "receive"))
        await desk.press("a")
        assert "2610 5  2612 2" in desk.text()
        assert desk.screen.answers()["lot1"] == "2610@2099-10-01"
        await desk.answer(restock1="1", repair1="1")
    assert counter.show(number).lines[0].lot == "2610"


async def test_a_part_is_allowed_and_less_is_paid(counter: Counter) -> None:
    number = counter.ask(counter.delivered(10), 4, kind="refund_only")
    async with screens(counter.reviewer) as desk:
        await desk.open(queue_screen("return", "review"))
        await desk.press("p")
        await desk.answer(q1="2", return_address="后门")
        assert "退款确认" in desk.said
    async with screens(counter.cashier) as desk:
        await desk.open(queue_screen("return", "refund"))
        await desk.press("p")
        await desk.answer(a1="15.00")
        assert "请写原因" in desk.text()
        await desk.answer(reason="已补货")
    assert counter.show(number).row.refund == D(15)


async def test_a_pass_is_undone_with_z(counter: Counter) -> None:
    number = counter.ask(counter.delivered(10), 4)
    async with screens(counter.reviewer) as desk:
        await desk.open(queue_screen("return", "review"))
        await desk.press("a", "z")
        assert desk.rows == [number]
    assert counter.show(number).row.step == "review"


async def test_a_draft_is_changed_sent_and_given_up(counter: Counter) -> None:
    number = counter.ask(counter.delivered(10), 4)
    async with screens(counter.buyer) as desk:
        await desk.open("my returns")
        await desk.press("w")
        assert counter.show(number).row.step == "draft"
        await desk.press("E")
        await desk.answer(q1="2", kind="refund_only")
        await desk.press("S")
        assert counter.show(number).row.step == "draft"  # asked once, with what it means
        await desk.press("enter")
        assert counter.show(number).row.step == "review"
        await desk.press("w")
        await desk.press("X")
        await desk.answer(reason="算了")
    view = counter.show(number)
    assert (view.row.step, view.row.kind) == ("void", "refund_only")


async def test_staff_enter_a_return_from_the_orders_screen_and_see_it_whole(counter: Counter) -> None:
    from ydh.tui.orders.order import order_screen

    order = counter.delivered(10)
    async with screens(counter.reviewer, size=LARGE) as desk:
        await desk.open(order_screen(order))
        await desk.press("B")
        await desk.answer(q1="1", kind="exchange", swap="T2", reason="wrong")
        (row,) = looking.list_returns(counter.reviewer)
        await desk.open(return_screen(row.number))
        assert "换货" in desk.text()
        assert "T2" in desk.text()
        await desk.press("W")
        assert "通过" in desk.text() or "退单审核" in desk.text()
        await desk.press("escape")
        await desk.open("all returns")
        assert desk.rows == [row.number]


async def test_a_customer_sees_no_button_that_is_the_staffs(counter: Counter) -> None:
    number = counter.ask(counter.delivered(10), 1)
    async with screens(counter.buyer) as desk:
        await desk.open(return_screen(number))
        keys = {binding.key for binding in desk.page.live_keys()}
        assert not keys & {"a", "r", "x", "p"}
        assert "w" in keys


async def test_a_return_is_given_to_a_colleague_and_another_says_why(counter: Counter) -> None:
    # S06.16
    number = counter.ask(counter.delivered(10), 4)
    async with screens(counter.reviewer) as desk:
        await desk.open(queue_screen("return", "review"))
        await desk.press("A")
        await desk.answer(login="business_manager")
        assert counter.show(number).row.assigned == "business_manager"
        await desk.press("a")
        await desk.answer(reason="他休假")
        assert "退货发货" in desk.said
        await desk.open(return_screen(number))
        await desk.press("p")
        await desk.answer(carrier="顺丰", tracking="SF9", reason="客户电话")
    assert counter.show(number).row.step == "receive"


async def test_a_shopkeeper_reads_what_became_of_its_return_in_the_news(counter: Counter) -> None:
    order = counter.delivered(10)
    number, other = counter.ask(order, 4), counter.ask(order, 1)
    counter.carry(number, "review", lines={1: D(3)}, return_address="后门")
    outcome = act(counter.reviewer, other, "reject", seen=Seen("review"), answers={"reason": "已开封"})
    assert isinstance(outcome, Done)
    async with screens(counter.buyer, size=LARGE) as desk:
        await desk.open("news")
        text = desk.text()
        assert "未受理" in text
        assert "已开封" in text
        await desk.press("down")
        text = desk.text()
        assert "同意 3（申请 4）" in text
        assert "请寄到：后门" in text
        await desk.press("enter")
        assert isinstance(desk.app.screen, ReturnScreen)


async def test_an_order_shows_what_comes_back_of_it_to_both_sides(counter: Counter) -> None:
    order = counter.delivered(10)
    for reader, stage in ((counter.buyer, "请寄回"), (counter.reviewer, "退货发货")):
        async with screens(reader, size=LARGE) as desk:
            await desk.open(order_screen(order))
            assert "退回情况" not in desk.text()
        number = counter.ask(order, 4)
        counter.carry(number, "review")
        async with screens(reader, size=LARGE) as desk:
            await desk.open(order_screen(order))
            text = desk.text()
            assert "退回情况" in text
            assert number in text
            assert stage in text
        act(counter.reviewer, number, "reject", seen=Seen("dispatch"), answers={"reason": "没寄"})


async def test_goods_without_an_order_are_taken_back_from_all_returns(counter: Counter) -> None:
    async with screens(counter.keeper) as desk:
        await desk.open(AllReturns())
        await desk.press("a")
        assert looking.list_returns(counter.reviewer) == []  # only who reviews returns
    async with screens(counter.reviewer) as desk:
        await desk.open(AllReturns())
        await desk.press("a")
        await desk.answer(customer="C1", lines="T1 3", reason="other", text="展会样品")
        assert "T1 3" in desk.text()  # the price is missing: what was typed stays
        await desk.answer(lines="T1 3 9.50\nT2, 1, 20")
        assert "退单审核" in desk.said
        (number,) = desk.rows
    view = counter.show(number)
    assert (view.row.order, view.row.total, view.text) == ("", D("48.50"), "展会样品")
    outcome = act(counter.keeper, number, "approve", seen=Seen("review"))
    assert not isinstance(outcome, Done)
    outcome = act(counter.buyer, number, "withdraw", seen=Seen("review"))
    assert isinstance(outcome, Done)
    async with screens(counter.reviewer) as desk:
        await desk.open(return_screen(number))
        await desk.press("E")
        assert "T1 3" in desk.text()
        await desk.answer(lines="T1 2 9.5")
        await desk.press("S", "enter")
    view = counter.show(number)
    assert (view.row.step, view.row.total) == ("review", D("19.00"))
