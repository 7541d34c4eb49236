"""Ten things that people do all day, by keys alone from the first screen: what they come to, and how many keys.

A key is a press; a text that has to be typed anyway (a reason, a code) counts as one.
"""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.kit.desk import Desk, many_like, screens
from tests.kit.orders import Crew, make_crew, want
from ydh.core.administration import account_looking
from ydh.core.company.actors import Actor
from ydh.core.goods import prices
from ydh.core.orders import looking
from ydh.core.orders.entering import place
from ydh.core.workflow import switching


class Counted:
    """A person whose keys are counted."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.keys = desk, 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        for key in keys:
            await self.desk.until(lambda: getattr(getattr(self.desk.page, "grid", None), "steady", True))
            await self.desk.press(key)

    async def type(self, text: str) -> None:
        self.keys += 1
        await self.desk.type(text)


@pytest.fixture
def shop(company: Actor) -> Crew:
    return make_crew(company)


async def test_one_is_approved_with_two_keys(shop: Crew) -> None:
    number = shop.place()
    async with screens(shop.order_reviewer) as desk:
        me = Counted(desk)
        await me.press("1", "a")
    assert shop.step(number) == "finance"
    assert me.keys == 2


async def test_a_queue_of_twenty_is_approved_with_three_keys(shop: Crew) -> None:
    many_like(shop, shop.place(), 19)
    async with screens(shop.order_reviewer) as desk:
        me = Counted(desk)
        await me.press("1", "*", "a")
    assert len(looking.list_orders(shop.admin, step="finance")) == 20
    assert me.keys == 3


async def test_twenty_of_forty_are_approved_with_seven_keys(shop: Crew) -> None:
    many_like(shop, shop.place(), 40)
    async with screens(shop.order_reviewer) as desk:
        me = Counted(desk)
        await me.press("1", "v", "ctrl+d", "ctrl+d", "j", "v", "a")
        told = len(desk.page.pane.parts[0].rows)
    assert told == len(looking.list_orders(shop.admin, step="finance"))
    assert told == 20
    assert me.keys == 7


async def test_one_is_sent_back_with_four_keys(shop: Crew) -> None:
    number = shop.place()
    async with screens(shop.order_reviewer) as desk:
        me = Counted(desk)
        await me.press("1", "r")
        await me.type("price is wrong")
        await me.press("enter")
    assert shop.step(number) == "draft"
    assert me.keys == 4


async def test_an_order_is_found_by_customer_and_date_with_eight_keys(shop: Crew) -> None:
    number = shop.place()
    async with screens(shop.order_reviewer) as desk:
        me = Counted(desk)
        await me.press("colon")
        await me.type("qbdd")
        await me.press("enter", "f")
        await me.type("C1")
        await me.press("enter")
        await me.type(datetime.now(UTC).astimezone().date().replace(day=1).isoformat())
        await me.press("ctrl+s")
        assert desk.rows == [number]
    assert me.keys == 8


async def test_five_products_are_ordered_with_twentyone_keys(shop: Crew) -> None:
    from tests.kit.company import product

    for n in range(3, 8):
        product(shop.admin, f"T{n}")
    async with screens(shop.buyer) as desk:
        me = Counted(desk)
        for n in range(5):
            await me.press("enter")
            await me.type("2")
            await me.press("enter", *(["j"] if n < 4 else []))
        await me.press("S", "ctrl+s")
    (order,) = looking.list_orders(shop.buyer)
    assert len(looking.show(shop.buyer, order.number).lines) == 5
    assert me.keys == 21


async def test_a_box_each_of_five_products_is_ordered_with_eleven_keys(shop: Crew) -> None:
    from tests.kit.company import product

    for n in range(3, 6):
        product(shop.admin, f"T{n}")
    async with screens(shop.buyer) as desk:
        me = Counted(desk)
        await me.press(*"bjbjbjbjb", "S", "ctrl+s")
    (order,) = looking.list_orders(shop.buyer)
    assert [line.quantity for line in looking.show(shop.buyer, order.number).lines] == [12] * 5
    assert me.keys == 11


async def test_the_last_order_is_repeated_with_one_change_with_eight_keys(shop: Crew) -> None:
    place(shop.buyer, [want("T1", 2), want("T2", 3)])
    async with screens(shop.buyer) as desk:
        me = Counted(desk)
        await me.press("R", "enter", "c", "enter")
        await me.type("9")
        await me.press("enter", "S", "ctrl+s")
    newest = looking.list_orders(shop.buyer)[0].number
    assert sorted(line.quantity for line in looking.show(shop.buyer, newest).lines) in (
        [Decimal(2), Decimal(9)],
        [Decimal(3), Decimal(9)],
    )
    assert me.keys == 8


async def test_somebody_is_hired_with_two_roles_with_twelve_keys(shop: Crew) -> None:
    async with screens(shop.system_admin) as desk:
        me = Counted(desk)
        await me.press("colon")
        await me.type("ygzh")
        await me.press("enter", "a")
        await me.type("newhand")
        await me.press("enter")
        await me.type("New Hand")
        await me.press("enter", "space", "right", "space", "ctrl+s")
        await desk.until(lambda: "newhand" in desk.text())
    assert len(account_looking.show(shop.admin, "newhand").roles) == 2
    assert me.keys == 12


async def test_a_step_is_switched_off_with_six_keys(shop: Crew) -> None:
    async with screens(shop.system_admin) as desk:
        me = Counted(desk)
        await me.press("colon")
        await me.type("lchj")
        await me.press("enter", "j", "t", "enter")
        await desk.until(lambda: not next(s for s in switching.show(shop.admin) if s.code == "finance").on)
    assert me.keys == 6


async def test_who_changed_a_price_is_seen_with_four_keys(shop: Crew) -> None:
    prices.set_price(shop.business_manager, "T1", Decimal(11))
    async with screens(shop.business_manager) as desk:
        me = Counted(desk)
        await me.press("colon")
        await me.type("czrz")
        await me.press("enter", "m")
        assert "business_manager" in desk.text()
        assert "11" in desk.text()
    assert me.keys == 4


async def test_the_sales_of_last_month_are_exported_with_six_keys(
    shop: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with screens(shop.business_manager) as desk:
        me = Counted(desk)
        await me.press("colon")
        await me.type("bb")
        await me.press("enter", "enter", "e", "ctrl+s")
        await desk.until(lambda: "csv" in desk.said)
    (file,) = tmp_path.glob("*.csv")
    assert file.read_text(encoding="utf-8-sig").startswith("月份,")
    assert me.keys == 6
