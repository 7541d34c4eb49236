"""Twelve more things that people do, from the first screen after signing in: what they come to, and how many keys.

Enter counts, and so does each letter of a search; a scan, a file's name and what is written into a field count as one.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.kit.company import customer
from tests.kit.desk import screens
from tests.kit.orders import Crew, make_crew, want
from tests.kit.trail import sql
from tests.tui.test_ten_tasks import Counted
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.orders.entering import place
from ydh.core.returns import asking
from ydh.core.returns import looking as return_looking
from ydh.core.returns.views import WantBack
from ydh.core.values.pinyin import beside


class Hands(Counted):
    """A person whose keys are counted, with a scanner."""

    async def scan(self, code: str) -> None:
        self.keys += 1
        await self.desk.scan(code)

    async def letters(self, text: str) -> None:
        self.keys += len(text)
        await self.desk.type(text)


@pytest.fixture
def shop(company: Actor) -> Crew:
    return make_crew(company)


async def test_goods_are_picked_and_shipped_with_four_scans_and_six_keys(shop: Crew) -> None:
    change_setting(shop.admin, "pick", "pick")
    number = shop.at_step("ship")
    shipment = shop.show(number).shipments[0].number
    async with screens(shop.shipping_clerk) as desk:
        me = Hands(desk)
        await me.press("2")
        for code in (shipment, "T1", "T1"):
            await me.scan(code)
        await me.press("ctrl+f")
        await me.scan(shipment)
        await me.press("a")
        await me.type("SF")
        await me.press("enter", "enter")
    assert shop.step(number) == "receive"
    assert me.keys == 10


async def test_a_shelf_of_two_items_is_counted_with_fifteen_keys(shop: Crew) -> None:
    sql(shop.admin, "UPDATE stock SET place = 'A-01'")
    async with screens(shop.outbound_reviewer) as desk:
        me = Hands(desk)
        await me.press("colon")
        await me.letters("pd")
        await me.press("enter", "a")
        await me.type("A-01")
        await me.press("ctrl+s", "enter", "enter")
        assert "已盘 0 / 2 行" in desk.text()
        for figure in ("999", "1000"):
            await me.type(figure)
            await me.press("enter")
        await me.press("C", "enter")
    assert shop.stock("T1")[0] == 999
    assert me.keys == 15


async def test_an_order_of_a_customer_in_october_is_found_with_nine_keys(shop: Crew) -> None:
    known = beside("武汉便利店")
    wuhan = customer(shop.admin, "C7", name="武汉便利店")
    sql(shop.admin, f"UPDATE customer SET initials = '{known['initials']}' WHERE code = 'C7'")
    october, later = (place(wuhan, [want("T1", 2)]).number for _ in range(2))
    shop.place()
    sql(shop.admin, f"UPDATE orders SET business_date = '{date.today().year}-10-09' WHERE number = '{october}'")
    async with screens(shop.order_reviewer) as desk:
        me = Hands(desk)
        await me.press("0", "f")
        await me.letters("wh")
        await me.press("enter")
        await me.letters("10月")
        await me.press("ctrl+s")
        assert desk.rows == [later, october]
    assert me.keys == 9


async def test_all_pick_lists_of_today_are_printed_with_four_keys(shop: Crew) -> None:
    change_setting(shop.admin, "pick", "pick")
    made = [shop.show(shop.at_step("ship")).shipments[0].number for _ in range(2)]
    async with screens(shop.shipping_clerk) as desk:
        me = Hands(desk)
        await me.press("2", "*", "P", "ctrl+s")
        await desk.until(lambda: len(list(Path.cwd().glob("pick-*.pdf"))) == 1)
        assert desk.marked == made
    assert me.keys == 4


async def test_a_part_is_released_with_four_keys(shop: Crew) -> None:
    number = shop.at_step("release", 5)
    async with screens(shop.outbound_reviewer) as desk:
        me = Hands(desk)
        await me.press("1", "p")
        await me.type("3")
        await me.press("ctrl+s")
    assert shop.show(number).lines[0].released == 3
    assert me.keys == 4


async def test_a_return_is_agreed_with_three_keys(shop: Crew) -> None:
    number = shop.at_step("done")
    asked = asking.ask(shop.buyer, [WantBack("1", "1")], order=number, reason="damaged").number
    async with screens(shop.order_reviewer) as desk:
        me = Hands(desk)
        await me.press("2", "a", "ctrl+s")
    assert return_looking.show(shop.admin, asked).row.step != "review"
    assert me.keys == 3


async def test_a_wrong_approval_is_put_right_with_one_key(shop: Crew) -> None:
    number, other = shop.place(), shop.place()
    async with screens(shop.order_reviewer) as desk:
        me = Hands(desk)
        await desk.press("1", "a")
        assert (shop.step(number), desk.here) == ("finance", other)
        await me.press("z")
        assert desk.here == number  # what is pressed now is not for the other one
    assert shop.step(number) == "review"
    assert me.keys == 1


async def test_a_product_with_two_codes_is_added_with_ten_keys_and_three_words(shop: Crew) -> None:
    async with screens(shop.business_manager) as desk:
        me = Hands(desk)
        await me.press("colon")
        await me.letters("sp")
        await me.press("enter", "a")
        for word in ("NEW1", "新茶"):
            await me.type(word)
            await me.press("enter")
        await me.press("ctrl+s")
        await me.press("I")
        await me.type("6901234567892")
        await me.press("ctrl+s")
    assert catalogue.show_sku(shop.admin, "6901234567892").code == "NEW1"
    assert me.keys == 13


async def test_a_price_for_one_customer_is_set_with_eleven_keys(shop: Crew) -> None:
    async with screens(shop.business_manager) as desk:
        me = Hands(desk)
        await me.press("colon")
        await me.letters("jg")
        await me.press("enter", "m")
        await me.type("9.5")
        await me.press("enter", "enter")
        await me.letters("c1")
        await me.press("enter")
    assert catalogue.show_sku(shop.admin, "T1", customer="C1").price == Decimal("9.5")
    assert me.keys == 11


async def test_why_an_order_waits_is_seen_with_one_scan(shop: Crew) -> None:
    change_setting(shop.admin, "when_short", "wait")
    number = shop.carry(shop.place(2000), "release")
    async with screens(shop.order_reviewer) as desk:
        me = Hands(desk)
        await me.scan(number)
        for said in ("[3 出库审核 刚刚]", "1,000"):
            assert said in desk.text()
    assert me.keys == 1


async def test_a_file_with_three_mistakes_is_imported_without_them_with_ten_keys(shop: Crew, tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("code,name,unit,price\nA1,茶,盒,x\nA2,酒,,5\nA3,,袋,5\nA4,油,桶,-1\n", encoding="utf-8")
    async with screens(shop.business_manager) as desk:
        me = Hands(desk)
        await me.press("colon")
        await me.letters("dr")
        await me.press("enter", "a", "enter")
        await me.type(str(file))
        await me.press("ctrl+s")
        for said in ("正确 1，不对 3", "x 不是数字", "单元格为空", "-1 小于 0"):
            assert said in desk.text()
        await me.press("C", "enter")
        await desk.until(lambda: "添加 1" in desk.said)
    assert catalogue.show_sku(shop.admin, "A2").code == "A2"
    assert me.keys == 10


async def test_a_day_is_signed_off_with_eleven_keys(shop: Crew) -> None:
    """Home says what waits, the report of the day what it came to."""
    shop.at_step("done")
    async with screens(shop.business_manager) as desk:
        me = Hands(desk)
        assert "没有等您办理的单据" in desk.text()
        await me.press("colon")
        await me.letters("bb")
        await me.press("enter", "f")
        await me.letters("今天")
        await me.press("enter")
        await me.letters("今天")
        await me.press("ctrl+s")
        assert "20.00" in desk.text()
    assert me.keys == 11
