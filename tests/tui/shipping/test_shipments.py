"""Shipping at the screens: a clerk ships and tracks, a customer says what was wrong, staff settle it."""

from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.desk import both, screens
from tests.kit.orders import Crew, approve, done, make_crew, want
from ydh.core.cases import cases
from ydh.core.company.actors import Actor
from ydh.core.partners import carriers
from ydh.core.shipping import shipments
from ydh.tui.cases.cases import Cases
from ydh.tui.front.queue import queue_screen


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def shipped(crew: Crew, *lines: Any, **answers: Any) -> str:
    number = crew.at_step("ship", 4, *lines)
    return done(approve(crew.shipping_clerk, number, "ship", **answers)).parts[0]


@both
async def test_a_clerk_sees_what_goes_where_and_ships_with_carrier_and_number(crew: Crew) -> None:
    # S15.10, S07.9
    number = crew.at_step("ship", 4, want("T2", 6))
    async with screens(crew.shipping_clerk) as desk:
        await desk.open(queue_screen("order", "ship"))
        await desk.press("a")
        text = desk.text()
        assert "13900001111" in text
        assert "龙井路1号" in text
        assert "6  盒" in text
        assert [field.name for field in desk.screen.fields] == ["carrier", "tracking"]
        await desk.answer(carrier="顺风")
        assert "顺丰 (SF)" in desk.text()
        await desk.answer(carrier="SF", tracking="SF1")
    assert crew.step(number) == "receive"
    assert crew.show(number).shipments[0].carrier == "顺丰"


async def test_a_clerk_says_more_and_what_differs_needs_a_word(crew: Crew) -> None:
    number = crew.at_step("ship")
    async with screens(crew.shipping_clerk) as desk:
        await desk.open(queue_screen("order", "ship"))
        await desk.press("M")
        assert "cod" not in [field.name for field in desk.screen.fields]  # a clerk does not see amounts
        await desk.answer(carrier="SF", parcels="3", expected_date="2099-01-01", agreed_place="码头")
        assert "备注" in desk.text()
        await desk.answer(remark="客户电话改的")
    it = shipments.show(crew.admin, crew.show(number).shipments[0].number)
    assert (it.row.parcels, it.agreed_place, it.remark) == (3, "码头", "客户电话改的")


# S15.10
async def test_several_shipments_leave_with_one_carrier(crew: Crew) -> None:
    numbers = [crew.at_step("ship") for _ in range(3)]
    async with screens(crew.shipping_clerk) as desk:
        await desk.open(queue_screen("order", "ship"))
        await desk.press("*", "a")
        assert "13900001111" not in desk.text()  # whose parcels they are is not one address
        await desk.answer(carrier="DB")
    assert {crew.step(number) for number in numbers} == {"receive"}


async def test_a_clerk_says_where_goods_are_and_the_customer_reads_it(crew: Crew) -> None:
    # S01.13
    shipped(crew, tracking="SF1")
    async with screens(crew.shipping_clerk) as desk:
        await desk.open("shipments")
        await desk.press("n")
        await desk.answer(status="delivered", place="前台", temperature="4.5")
        assert "已到" in desk.text()
    async with screens(crew.buyer) as desk:
        await desk.open("my deliveries")
        assert "已送达" in desk.text()
        assert "前台" in desk.text()
    async with screens(crew.buyer) as desk:
        await desk.open("news")
        assert "前台" in desk.text()


async def test_the_list_of_shipments_is_narrowed(crew: Crew) -> None:
    one = shipped(crew)
    two = shipped(crew, carrier="DB")
    async with screens(crew.business_manager) as desk:
        await desk.open("shipments")
        assert desk.rows == [two, one]
        await desk.press("f")
        await desk.answer(carrier="SF")
        assert desk.rows == [one]
        await desk.press("enter")
        assert desk.screen.crumb() == one


async def test_a_customer_says_of_each_line_what_was_wrong(crew: Crew) -> None:
    # S16.13
    part = shipped(crew, want("T2", 6))
    async with screens(crew.buyer) as desk:
        await desk.press("o", "a")
        first, second = (f.name for f in desk.screen.fields if f.name.startswith("DH-S-"))
        await desk.answer(**{first: "两盒好"})
        assert "20 破2 少1" in desk.text()
        await desk.answer(**{first: "1 破2 少1", second: "5"}, kind="expiring", reason="快到期", rating="3")
    found = cases.list_cases(crew.order_reviewer).rows
    assert sorted((it.kind, it.position, it.quantity) for it in found) == [
        ("damaged", 1, D(2)),
        ("expiring", 2, D(1)),
        ("short", 1, D(1)),
    ]
    assert shipments.show(crew.admin, part).rating == 3


async def test_what_is_in_question_already_is_not_received_again(crew: Crew) -> None:
    part = shipped(crew)
    cases.open_case(crew.buyer, part, "damaged", "摔了", position=1, quantity=D(3))
    async with screens(crew.buyer) as desk:
        await desk.press("o", "a", "ctrl+s")
    assert crew.show(crew.show(part).row.number).lines[0].received == 1
    assert len(cases.list_cases(crew.buyer).rows) == 1


@both
async def test_a_problem_is_reported_settled_and_answered(crew: Crew) -> None:
    part = shipped(crew)
    async with screens(crew.buyer) as desk:
        await desk.open("my deliveries")
        await desk.press("H")
        await desk.answer(kind="damaged", position="1", quantity="2", text="摔了两盒")
    async with screens(crew.order_reviewer) as desk:
        await desk.open("cases")
        assert "摔了两盒" in desk.text()
        await desk.press("a")
        await desk.answer(outcome="credited", answer="这两盒不收钱")
        assert desk.rows == []
    async with screens(crew.buyer) as desk:
        await desk.open("my complaints")
        assert "这两盒不收钱" in desk.text()
        await desk.open("news")
        assert "这两盒不收钱" in desk.text()
    assert crew.show(crew.show(part).row.number).billable == {1: D(2)}


async def test_a_problem_is_reported_from_the_order_by_both_sides(crew: Crew) -> None:
    part = shipped(crew)
    number = crew.show(part).row.number
    async with screens(crew.buyer) as desk:
        await desk.press("o", "H")
        await desk.answer(kind="other", text="太慢了")
    async with screens(crew.order_reviewer) as desk:
        from ydh.tui.orders.order import order_screen

        await desk.open(order_screen(number))
        assert "太慢了" in desk.text()
        await desk.press("H")
        await desk.answer(kind="wrong", position="1", text="客户来电")
    assert len(crew.show(number).cases) == 2


async def test_who_may_not_settle_has_no_key_for_it(crew: Crew) -> None:
    part = shipped(crew)
    cases.open_case(crew.buyer, part, "other", "湿了")
    async with screens(crew.shipping_clerk) as desk:
        await desk.open(Cases())
        await desk.press("a")
        assert desk.screen is desk.page
    assert len(cases.list_cases(crew.admin).rows) == 1


async def test_carriers_are_added_changed_retired_and_used_again(crew: Crew) -> None:
    async with screens(crew.shipping_clerk) as desk:
        await desk.open("carriers")
        await desk.press("a")
        await desk.answer(code="WL9", name="四埭物流", kind="freight", contract_until="2020-01-01")
        await desk.press("/")
        await desk.type("WL9")
        await desk.press("enter")
        assert "合同到期" in desk.text()
        await desk.press("E")
        await desk.answer(contract_until="", phone="95338")
        await desk.press("t")
        assert "WL9" not in [it.code for it in carriers.list_carriers(crew.admin)]
        await desk.press("z")
    (it,) = [it for it in carriers.list_carriers(crew.admin) if it.code == "WL9"]
    assert (it.phone, it.contract_until, it.kind) == ("95338", None, "freight")


async def test_a_long_delivery_is_received_to_its_last_line(crew: Crew) -> None:
    shipped(crew, *(want("T2", n, note=str(n)) for n in range(1, 31)))
    async with screens(crew.buyer) as desk:
        await desk.press("o", "a")
        last = [f for f in desk.screen.fields if f.name.startswith("DH-S-")][-1]
        desk.screen.set_focus(desk.screen.box(last))
        # a form rolls to its field once it is laid out
        await desk.until(lambda: desk.screen.box(last).region.bottom < desk.app.size.height)
        assert "Esc" in desk.text()
        await desk.press("ctrl+s")
    assert cases.list_cases(crew.buyer).rows == ()


async def test_who_confirms_a_receipt_is_asked_how_content_he_is_and_the_company_reads_it(crew: Crew) -> None:
    # S04.23, S08.12, S08.13, S07.14
    part, silent = shipped(crew), shipped(crew)
    async with screens(crew.buyer) as desk:
        await desk.open("my orders")
        await desk.press("j", "a")
        assert [field.name for field in desk.screen.fields][-2:] == ["rating", "rating_text"]
        assert "满意程度" in desk.text()
        await desk.answer(rating_text="很快")
        assert "缺少 满意度" in desk.text()
        await desk.answer(rating="5")
        await desk.press("k", "a", "ctrl+s")
    told = {row.number: row.step for row in shipments.list_shipments(crew.business_manager).rows}
    assert told == {part: "done", silent: "done"}
    for number, opinion in ((part, (5, "很快")), (silent, (None, ""))):
        sheet = shipments.show(crew.business_manager, number)
        assert (sheet.rating, sheet.rating_text) == opinion
        assert crew.step(sheet.row.order) == "done"
    async with screens(crew.business_manager, size=(80, 60)) as desk:
        await desk.open("shipments")
        await desk.press("j")
        assert "5/5" in desk.text()
        assert "很快" in desk.text()


async def test_who_carried_the_last_goods_there_stands_in_the_form_and_the_usual_ones_in_the_list(crew: Crew) -> None:
    # S10.16
    async with screens(crew.shipping_clerk, size=(80, 40)) as desk:
        await desk.open("carriers")
        assert [name for name in ("顺丰", "德邦", "客户自提") if name not in desk.text()] == []
    shipped(crew, carrier="DB")
    crew.at_step("ship")
    async with screens(crew.shipping_clerk) as desk:
        await desk.open(queue_screen("order", "ship"))
        await desk.press("a")
        assert "德邦" in desk.text()
        await desk.press("ctrl+s")
    assert {row.carrier for row in shipments.list_shipments(crew.admin).rows} == {"德邦"}
