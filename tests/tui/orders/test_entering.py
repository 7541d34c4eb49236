"""Staff enter an order for a customer and change one before its review, on the customer's own screens."""

from decimal import Decimal

import pytest

from tests.kit.company import customer, product, staff
from tests.kit.desk import LARGE, Desk, screens
from tests.kit.orders import Crew
from ydh.core.administration import roles
from ydh.core.goods import catalogue
from ydh.core.orders import cart, edit_preview, editing, looking
from ydh.core.orders.views import Want
from ydh.core.rules.permissions import P
from ydh.core.values.errors import NotFound, WrongStep
from ydh.core.values.outcomes import Seen
from ydh.core.workflow.acting import act
from ydh.tui.orders.entry import edit_order

ENTRY = "orders.entry:entry"
DAY = "2027-01-05"


async def for_customer(desk: Desk, code: str = "C1") -> None:
    await desk.open(ENTRY)
    await desk.press("/", *code.lower(), "enter", "enter")
    assert desk.page.book.name == "shelf"


async def test_staff_choose_the_customer_and_fill_its_cart(crew: Crew) -> None:
    customer(crew.admin, "C2", name="绍兴百货商店")
    async with screens(crew.order_reviewer) as desk:
        await desk.open(ENTRY)
        assert desk.rows == ["C1", "C2"]
        await desk.press("/", *"绍兴", "enter")
        assert desk.rows == ["C2"]
        await desk.press("enter", "+")
        assert "为 绍兴百货商店 下单" in desk.text()
    assert [line.sku for line in cart.show(crew.order_reviewer, "C2").lines] == ["T1"]
    assert cart.show(crew.order_reviewer, "C1").lines == ()


async def test_the_order_carries_what_staff_were_told(crew: Crew) -> None:
    async with screens(crew.order_reviewer, size=LARGE) as desk:
        await for_customer(desk)
        await desk.press("+", "S")
        given = {"channel": "visit", "requested_date": DAY, "contract_number": "HT-9", "customer_po": "PO-7"}
        await desk.answer(**given, contact="李四", phone="13700000000", address="宁波市海曙区1号", note="先电话联系")
        assert desk.page.book.name == "buyers"
        assert "已提交" in desk.text()
    (row,) = looking.list_orders(crew.order_reviewer)
    view = looking.show(crew.order_reviewer, row.number)
    assert (row.channel, row.customer_code) == ("visit", "C1")
    assert {name: str(view.details[name]) for name in given if name != "channel"} == {
        name: value for name, value in given.items() if name != "channel"
    }
    assert (view.details["contact"], view.details["address"]) == ("李四", "宁波市海曙区1号")


# S14.5
async def test_what_the_channel_requires_is_named_in_the_form(crew: Crew) -> None:
    async with screens(crew.order_reviewer, size=LARGE) as desk:
        await for_customer(desk)
        await desk.press("+", "S")
        await desk.answer(channel="fair")
        assert "缺少 要求到货" in desk.text()
        assert "缺少 合同号" in desk.text()
    assert looking.list_orders(crew.order_reviewer) == []


async def test_the_customer_is_asked_for_its_yes(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        await for_customer(desk)
        await desk.press("+", "S")
        await desk.answer(requested_date=DAY, ask_customer="yes")
    (row,) = looking.list_orders(crew.order_reviewer)
    assert [hold.kind for hold in looking.show(crew.order_reviewer, row.number).holds] == ["unconfirmed"]


async def test_only_who_may_order_for_customers_finds_the_place(crew: Crew) -> None:
    async with screens(crew.shipping_clerk) as desk:
        assert all(label != "enter an order" for label, _ in desk.app.places())


async def test_a_missing_variant_is_made_without_leaving_the_order(crew: Crew) -> None:
    product(crew.admin, "T0", attributes={"净重": "100g"})
    async with screens(crew.business_manager, size=LARGE) as desk:
        await for_customer(desk)
        await desk.press("V")
        await desk.answer(code="T0-2", attributes="净重=250g", price="25")
        assert "T0-2" in desk.rows
    assert catalogue.show_sku(crew.business_manager, "T0-2").price == 25


async def test_who_may_not_change_products_is_not_offered_a_new_item(crew: Crew) -> None:
    for person, offered in ((crew.business_manager, True), (crew.order_reviewer, False)):
        async with screens(person) as desk:
            await for_customer(desk)
            assert any(label == "new item" for label, _, _ in desk.page.commands()) == offered


# --- an order that is being changed ---


async def test_the_lines_of_an_order_are_changed_and_saved_at_once(crew: Crew) -> None:
    number = crew.place(2, Want("T2", "3"))
    async with screens(crew.business_manager) as desk:
        await desk.open(edit_order(desk.app, number))
        assert f"修改 {number}" in desk.text()
        assert "50.00" in desk.part("#total")[0]
        await desk.press("+", "j", "d")
        assert [line.quantity for line in crew.show(number).lines] == [2, 3]  # nothing is saved yet
        await desk.press("z")
        assert "60.00" in desk.part("#total")[0]
        await desk.press("d", "S")
        await desk.answer(requested_date=DAY)
        assert "已保存订单" in desk.said or number in desk.said
    view = crew.show(number)
    assert [(line.sku, line.quantity) for line in view.lines] == [("T1", 3)]
    assert str(view.details["requested_date"]) == DAY
    assert crew.stock("T2") == (1000, 0)
    assert crew.stock("T1") == (1000, 3)


async def test_the_lines_of_an_order_are_pasted_and_listed_too(crew: Crew) -> None:
    number = crew.place(2)
    async with screens(crew.business_manager) as desk:
        await desk.open(edit_order(desk.app, number))
        await desk.press("q")
        desk.screen.box.insert("T2 1箱\nNOPE 1\n")
        await desk.press("ctrl+s")
        assert desk.screen.box.text == "NOPE 1"
        await desk.press("escape", "c")
        assert desk.rows == ["T1", "T2"]
        await desk.press("j", "enter")
        await desk.answer(quantity="5")
        await desk.press("S", "ctrl+s")
    assert [(line.sku, line.quantity) for line in crew.show(number).lines] == [("T1", 2), ("T2", 5)]


async def test_what_is_not_saved_is_not_left_by_accident(crew: Crew) -> None:
    number = crew.place(2)
    async with screens(crew.business_manager) as desk:
        await desk.open(edit_order(desk.app, number))
        await desk.press("+", "escape", "escape")
        assert desk.page.book.name == "shelf"
        await desk.press("escape", "enter")
        assert desk.page.book.name == "home"
        await desk.open(edit_order(desk.app, number))
        await desk.press("escape")
        assert desk.page.book.name == "home"
    assert [line.quantity for line in crew.show(number).lines] == [2]


async def test_an_order_that_moved_on_meanwhile_is_not_overwritten(crew: Crew) -> None:
    number = crew.place(2)
    async with screens(crew.business_manager) as desk:
        await desk.open(edit_order(desk.app, number))
        await desk.press("+")
        editing.edit(crew.business_manager, number, wants=[Want("T2", "1")])
        await desk.press("S", "ctrl+s")
        assert number in desk.text()
    assert [line.sku for line in crew.show(number).lines] == ["T2"]


async def test_a_reviewed_order_says_why_it_cannot_be_changed(crew: Crew) -> None:
    number = crew.at_step("finance")
    async with screens(crew.business_manager) as desk:
        await desk.open(edit_order(desk.app, number))
        assert "财务审核" in desk.text()


# --- what the screen reads: an order as a cart ---


def test_an_order_reads_as_a_cart_at_the_prices_of_now(crew: Crew) -> None:
    number = crew.place(2)
    product(crew.admin, "T3", minimum=Decimal(6))
    found = edit_preview.rework(crew.business_manager, number, [Want("T1", "4"), Want("T1", "1箱"), Want("T3", "2")])
    assert [(line.sku, line.quantity) for line in found.view.lines] == [("T1", 16), ("T3", 2)]
    assert [error.id for error in found.view.lines[1].problems] == ["quantity-minimum"]
    assert (found.view.total, found.view.customer) == (180, "C1")
    assert [line.quantity for line in crew.show(number).lines] == [2]


def test_what_the_order_has_reserved_is_there_for_it(crew: Crew) -> None:
    product(crew.admin, "T3", stock="5")
    number = crew.place(1, Want("T3", "5"))
    assert edit_preview.rework(crew.business_manager, number).view.lines[1].problems == ()
    wants = [Want("T3", "6")]
    (line,) = edit_preview.rework(crew.business_manager, number, wants).view.lines
    assert [error.id for error in line.problems] == ["cart-short"]


def test_each_want_that_cannot_be_a_line_has_its_reason(crew: Crew) -> None:
    number = crew.place(2)
    wants = [Want("NOPE", "1"), Want("T1", "many"), Want("T1", "-1"), Want("T1", "0"), Want("T2", "1")]
    found = edit_preview.rework(crew.business_manager, number, wants)
    assert [error.id if error else "" for error in found.wrong] == [
        "sku-unknown",
        "number-form",
        "quantity-zero",
        "",
        "",
    ]
    assert [want.sku for want in found.wants] == ["T2"]


def test_a_price_that_was_agreed_stays_with_its_line(crew: Crew) -> None:
    number = crew.place(2)
    editing.edit(crew.business_manager, number, wants=[Want("T1", "2", price=Decimal("7.50"), note="特价")])
    found = edit_preview.rework(crew.business_manager, number)
    assert found.wants == (Want("T1", Decimal(2), price=Decimal("7.50"), note="特价"),)
    assert found.view.total == 15


def test_only_who_may_edit_an_order_reads_it_as_a_cart(crew: Crew) -> None:
    number = crew.place(2)
    act(crew.order_reviewer, number, "approve", seen=Seen("review"))
    with pytest.raises(WrongStep):
        edit_preview.rework(crew.business_manager, number)
    with pytest.raises(NotFound):
        edit_preview.rework(customer(crew.admin, "C2"), number)


async def test_without_the_right_to_see_amounts_neither_prices_nor_sums_are_shown(crew: Crew) -> None:
    roles.add(crew.system_admin, "helper", "帮手", [P.ORDER_VIEW.value, P.ORDER_CREATE.value])
    helper = staff(crew.admin, "helper", "helper")
    cart.add(helper, [Want("T1", "3")], customer="C1")
    async with screens(helper, size=LARGE) as desk:
        await for_customer(desk)
        assert "3盒" in desk.text()
        assert "30.00" not in desk.text()
        assert "10.00" not in desk.text()


async def test_a_price_agreed_by_hand_the_freight_and_a_draft_are_for_staff_at_the_screens_too(crew: Crew) -> None:
    both = staff(crew.admin, "both", "order_reviewer", "business_manager")
    async with screens(both, size=LARGE) as desk:
        await for_customer(desk)
        await desk.press("+", "c", "%")
        await desk.answer(price="8.5", discount="0.1")
        assert "7.65" in desk.text(), "10 yuan became 8.50, less a tenth"
        await desk.press("S")
        await desk.answer(freight="12", then="draft")
        (row,) = looking.list_orders(both)
        view = looking.show(both, row.number)
        assert (row.step, row.total) == ("draft", Decimal("19.65"))
        assert [(line.price, line.discount) for line in view.lines] == [(Decimal("8.5"), Decimal("0.1"))]
        await desk.open(edit_order(desk.app, row.number))
        await desk.press("c", "%")
        await desk.answer(price="9", discount="0")
        await desk.press("S")
        await desk.press("ctrl+s")
    (line,) = looking.show(both, row.number).lines
    assert (line.price, line.discount, looking.list_orders(both)[0].total) == (Decimal(9), Decimal(0), Decimal(21))
    async with screens(crew.order_reviewer) as desk:  # who may not manage prices
        await for_customer(desk)
        await desk.press("+", "c")
        assert "percent_sign" not in {binding.key for binding in desk.page.live_keys()}
