"""Picking and checking on screens: codes count as fast as they come, a wrong one rings and stands in red."""

from decimal import Decimal as D

import pytest
from textual import events

from tests.core.shipping.test_picking import with_lots
from tests.kit.company import product, staff
from tests.kit.desk import LARGE, SMALL, screens
from tests.kit.orders import Crew, approve, done, make_crew, want
from tests.kit.trail import sql
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.shipping import pick_looking, picking
from ydh.core.workflow import holds
from ydh.tui.front.queue import queue_screen
from ydh.tui.look import PLAIN_THEME, THEMES, voices
from ydh.tui.paint.big import FIGURES, Size, big
from ydh.tui.shipping.pick import PickScreen


@pytest.fixture
def crew(company: Actor) -> Crew:
    made = make_crew(company)
    change_setting(company, "pick", "pick")
    return made


def shipment(crew: Crew, quantity: int = 2, *more: object) -> str:
    number = crew.at_step("ship", quantity, *more)  # type: ignore[arg-type]
    return crew.show(number).shipments[0].number


def counted(crew: Crew, number: str) -> D:
    return pick_looking.show(crew.outbound_reviewer, number).counted


# S13.16
async def test_a_shipment_is_picked_from_the_queue_with_nothing_but_the_scanner_and_looks_it(crew: Crew) -> None:
    number, later = shipment(crew), shipment(crew, 3)
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("picking")
        assert desk.rows == [number, later]
        await desk.press("enter")
        for _ in range(2):
            await desk.type("T1")
            await desk.press("enter")
        assert "已拣 1 / 1 行   2 / 2 件" in desk.text()
        assert "100%" in desk.text()
        assert counted(crew, number) == 2
        await desk.press("ctrl+f")
        assert desk.rows == [later, number]  # what is not touched comes first
        waiting, picked = desk.part("#grid")[1:3]
        assert ("未拣" in waiting, "已点齐" in picked, "2/2" in picked) == (True, True, True)
        await desk.press("j", "a")
        assert desk.said == "拣货或核对：已经点齐，可以发货"


async def test_a_wrong_item_rings_and_fills_the_screen_until_a_key_is_pressed(crew: Crew) -> None:
    number = shipment(crew)
    sql(crew.admin, "UPDATE stock SET place = 'B-11'")
    async with screens(crew.outbound_reviewer, lang="en") as desk:
        await desk.open(PickScreen(number))
        await desk.type("T2")
        await desk.press("enter")
        text = desk.text()
        for what in ("WRONG  T2", "wrong item: T2 商品T2", "wanted just now: B-11  商品T1", "any key goes on"):
            assert what in text
        red = voices(desk.app.theme, "pane")["late-chip"]
        painted = [segment.style for strip in desk.output().strips[5] for segment in strip]
        assert {style.bgcolor for style in painted[1:-1] if style} <= {red.bgcolor, red.color}
        await desk.press("T")
        assert "WRONG" not in desk.text()
        await desk.press("1", "enter")
        assert counted(crew, number) == 1


async def test_a_scanner_at_full_speed_loses_no_code(crew: Crew) -> None:
    number = shipment(crew, 60, want("T2", 40))
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(PickScreen(number))
        codes = ["T1", "T2"] * 40 + ["T1"] * 20
        for code in codes:  # as a terminal without bracketed paste sends them
            await desk.tap(*code, "enter")
        await desk.rest()
        assert counted(crew, number) == 100
        assert "100 / 100" in desk.text()


async def test_a_pasted_block_is_a_code_a_line(crew: Crew) -> None:
    number = shipment(crew, 60)
    async with screens(crew.outbound_reviewer, lang="en") as desk:
        await desk.open(PickScreen(number))
        desk.app.post_message(events.Paste("T1\n" * 25 + "T2\r\n" + "T1\r\n" * 24))
        await desk.rest()
        assert counted(crew, number) == 49
        assert "WRONG  T2" in desk.text()


async def test_shelf_and_what_is_still_to_take_stand_in_figures_that_are_read_from_a_metre(crew: Crew) -> None:
    number = shipment(crew, 24, want("T2", 2))
    name = "明前西湖龙井特级礼盒装铁罐双层礼袋手提款 250 克 x 2 罐"
    sql(crew.admin, "UPDATE stock SET place = 'A-0' || sku_id", f"UPDATE order_line SET name = '{name}'")

    def figures(text: str, size: Size) -> str:
        return big(text, size)[0].rstrip()

    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(PickScreen(number))
        assert desk.screen.table.line.place == "A-01"
        await desk.type("T1*11")
        await desk.press("enter")
        rows = desk.part("PickFace")
        for shown in ("A-01", "13"):
            assert any(figures(shown, Size(2, 1)).strip() in row for row in rows[2:7])
        assert name in desk.text()
        assert "11 / 24" in desk.text()
        await desk.type("T1*13")
        await desk.press("enter")
        assert desk.screen.table.line.place == "A-02"  # counted in full: on to the next shelf
        assert figures("A-02", Size(2, 1)).strip() in desk.part("PickFace")[2]
    async with screens(crew.outbound_reviewer, size=LARGE) as desk:
        await desk.open(PickScreen(number))
        assert desk.part("PickFace")[3].strip().startswith(figures("A-02", Size(4, 2)).strip())
        desk.app.theme = THEMES[PLAIN_THEME][1]
        await desk.rest()
        cells = [segment for strip in desk.output().strips[5] for segment in strip if "####" in segment.text]
        assert cells
        assert all(segment.style and segment.style.reverse for segment in cells)


async def test_by_hand_one_more_one_less_a_box_and_the_last_one_back(crew: Crew) -> None:
    number = shipment(crew, 20)
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(PickScreen(number))
        await desk.press("ctrl+b", "plus", "plus", "minus")
        assert counted(crew, number) == 13
        await desk.press("ctrl+u")
        assert counted(crew, number) == 14
        await desk.press("ctrl+b")
        assert "多" in desk.text()  # too many
        assert counted(crew, number) == 14


async def test_what_another_counts_is_taken_over_or_left_to_him(crew: Crew) -> None:
    number = shipment(crew, 5)
    picking.scan(crew.outbound_reviewer, number, "T1*3")
    other = staff(crew.admin, "second", "outbound_reviewer")
    async with screens(other, lang="en") as desk:
        await desk.open("picking")
        await desk.press("enter")
        assert "outbound_reviewer is counting" in desk.text()
        await desk.press("escape")
        assert desk.rows == [number]
        await desk.press("enter", "enter")
        await desk.type("T1")
        await desk.press("enter")
        assert counted(crew, number) == 4


async def test_what_is_not_found_goes_back_with_a_reason(crew: Crew) -> None:
    number = shipment(crew, 5)
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(PickScreen(number))
        await desk.type("T1*3")
        await desk.press("enter", "ctrl+f")
        await desk.answer(reason="货架上没有")
    order = crew.show(number)
    assert (order.row.step, order.lines[0].released) == ("release", 3)


async def test_another_lot_is_taken_for_a_line(crew: Crew) -> None:
    with_lots(crew, "TEA", ("2610", "2099-10-01", 5), ("2612", "2099-12-01", 5))
    order = crew.carry(place(crew.buyer, [want("TEA", 2)]).number, "ship")
    number = crew.show(order).shipments[0].number
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(PickScreen(number))
        assert "批次 2610   有效期至 2099-10-01" in desk.text()
        await desk.press("ctrl+l")
        await desk.answer(lot="2612")
        assert "批次 2612   有效期至 2099-12-01" in desk.text()


# S16.9, S17.5
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_screen_fits_and_says_what_to_mind(crew: Crew, lang: str, size: tuple[int, int]) -> None:
    number = shipment(crew, 24, want("T2", 2))
    sql(crew.admin, "UPDATE product SET handling = 'cold fragile'", "UPDATE order_line SET note = '放门口, 先打电话'")
    sql(crew.admin, "UPDATE stock SET place = 'A-02-1'")
    async with screens(crew.outbound_reviewer, lang=lang, size=size) as desk:  # type: ignore[arg-type]
        await desk.open(PickScreen(number))
        text = desk.text()
        for what in ("A-02-1", "商品T1", "放门口", "24", "易碎" if lang == "zh_CN" else "fragile"):
            assert what in text


def test_no_two_figures_look_alike() -> None:
    assert len(set(FIGURES.values())) == len(FIGURES)


# --- release in parts ---


async def test_a_part_is_released_from_a_form_and_the_rest_is_closed_there(crew: Crew) -> None:
    number = crew.at_step("release", 10)
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(queue_screen("order", "release"))
        await desk.press("p")
        await desk.fill("1", "4")
        await desk.answer(rest="close")
    view = crew.show(number)
    assert (view.lines[0].released, view.lines[0].closed, view.row.step) == (4, 6, "ship")


async def test_the_form_of_a_part_says_what_is_left_there_and_where_and_takes_no_more_than_is_left(crew: Crew) -> None:
    number = crew.at_step("release", 10)
    done(approve(crew.outbound_reviewer, number, "release", lines={1: D(4)}))
    sql(crew.admin, "UPDATE stock SET place = 'B-07'")
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(queue_screen("order", "release"))
        await desk.press("p")
        (line,) = (row for row in desk.grid() if "B-07" in row)
        assert line.split()[-5:] == ["10", "4", "6", "996", "B-07"]  # ordered, released, left, there, shelf
        assert "<= 6 盒" in desk.text()
        await desk.answer(**{"1": "7"})
        assert "最多还剩 6" in desk.text()
        assert crew.show(number).lines[0].released == 4
        await desk.answer(**{"1": "6"})
    assert crew.show(number).lines[0].released == 10


async def test_what_a_shipment_has_that_waits_is_not_offered_for_release_again(company: Actor, crew: Crew) -> None:
    change_setting(company, "when_short", "wait")
    product(company, "FEW", stock="4")
    number = crew.carry(place(crew.buyer, [want("FEW", 10)]).number, "release")
    done(approve(crew.outbound_reviewer, number, "release", lines={1: D(4)}))
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(queue_screen("order", "release"))
        await desk.press("p")
        assert desk.screen.answers()["1"] == ""


async def test_lots_are_shown_to_choose_from_and_a_refusal_leaves_what_was_typed(crew: Crew) -> None:
    with_lots(crew, "TEA", ("2612", "2099-12-01", 5), ("2610", "2099-10-01", 5))
    number = crew.carry(place(crew.buyer, [want("TEA", 6)]).number, "release")
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(queue_screen("order", "release"))
        await desk.press("p")
        text = desk.text()
        assert text.index("2099-10-01") < text.index("2099-12-01")  # what expires first stands first
        await desk.fill("1", "3")
        await desk.answer(lot1="9999")
        assert "9999" in desk.text()
        assert "ydh" not in desk.text()  # no command on a screen
        await desk.answer(lot1="2612")
    assert crew.show(number).lines[0].released == 3


async def test_what_is_short_is_closed_from_a_form_that_says_how_much_it_is(company: Actor, crew: Crew) -> None:
    change_setting(company, "when_short", "wait")
    product(company, "FEW", stock="6")
    number = crew.carry(place(crew.buyer, [want("FEW", 10)]).number, "release")
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(queue_screen("order", "release"))
        await desk.press("x")
        await desk.answer(reason="停产")
    view = crew.show(number)
    assert (view.lines[0].closed, view.row.step) == (4, "release")


async def test_another_item_is_put_in_the_place_of_what_is_short(company: Actor, crew: Crew) -> None:
    change_setting(company, "when_short", "wait")
    product(company, "FEW", stock="6")
    number = crew.carry(place(crew.buyer, [want("FEW", 10)]).number, "release")
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(queue_screen("order", "release"))
        await desk.press("V")
        await desk.fill("sku", "T2")
        await desk.answer(reason="同款")
    assert [(x.sku, x.quantity - x.closed) for x in crew.show(number).lines] == [("FEW", 0), ("T2", 10)]
    holds.confirm(crew.buyer, number)


async def test_the_list_of_shortages_says_who_waits(company: Actor, crew: Crew) -> None:
    change_setting(company, "when_short", "wait")
    product(company, "FEW", stock="6")
    number = place(crew.buyer, [want("FEW", 10)]).number
    async with screens(crew.order_reviewer) as desk:
        await desk.open("shortages")
        assert desk.rows == ["FEW"]
        assert number in desk.text()


async def test_the_customer_says_what_is_to_be_done_when_goods_are_short(company: Actor, crew: Crew) -> None:
    change_setting(company, "when_short", "wait")
    product(company, "FEW", stock="6")
    number = place(crew.buyer, [want("FEW", 10)]).number
    async with screens(crew.buyer) as desk:
        await desk.open("my orders")
        await desk.press("F")
        await desk.answer(what="close")
    assert crew.show(number).details["when_short"] == "close"


async def test_a_label_of_gs1_is_scanned_with_the_sign_between_its_fields(crew: Crew) -> None:
    product(crew.admin, "HAM", barcode="6901234500011", unit="千克", pack_unit="")
    number = shipment(crew, 1, want("HAM", 9))
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open(PickScreen(number))
        await desk.type("]C1010690123450001121S-1")
        await desk.press("ctrl+right_square_bracket")
        await desk.type("3103001250")
        await desk.press("enter")
        assert counted(crew, number) == D("1.25")
