"""Stock, papers, stocktakes, lots and warehouses, as a person at the keys has them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.kit.desk import SMALL, Desk, screens
from tests.kit.orders import Crew, want
from ydh.core.administration.settings import change_setting
from ydh.core.goods import keeping, products
from ydh.core.goods.views import Variant
from ydh.core.orders.entering import place
from ydh.core.stock import looking, lot_looking, paper_looking, papers, warehouses


@pytest.fixture
def milk(crew: Crew) -> Crew:
    """Two lots of an item that is kept by lot."""
    products.add(crew.business_manager, "MILK", "鲜牛奶", Variant(price=Decimal(9), unit="瓶"), keeping={"lots": True})
    for lot, expires in (("N-1", date(2099, 1, 12)), ("N-2", date(2099, 6, 30))):
        papers.receive_stock(crew.outbound_reviewer, "MILK", Decimal(20), lot=lot, expires=expires, supplier="牧场")
    return crew


async def go_to(desk: Desk, key: str) -> None:
    """Put the cursor on the row."""
    desk.page.grid.go([desk.page.book.key(row) for row in desk.page.grid.rows].index(key))
    await desk.rest()


def on_hand(crew: Crew, code: str) -> dict[str, Decimal]:
    return {row.warehouse: row.on_hand for row in looking.levels_of(crew.admin, code) if row.warehouse}


async def test_goods_are_received_carried_over_and_written_off_from_their_row(crew: Crew) -> None:
    warehouses.add(crew.outbound_reviewer, "WEST", "西仓")
    async with screens(crew.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("stock")
        await go_to(desk, "T1@MAIN")
        for key, given in (
            ("a", {"quantity": "5", "supplier": "茶厂"}),
            (">", {"quantity": "10"}),
            ("x", {"quantity": "1", "reason": "破损"}),
            ("+", {"quantity": "2", "reason": "退料"}),
            ("-", {"quantity": "3", "reason": "样品"}),
            ("E", {"quantity": "-1", "reason": "点错"}),
        ):
            await desk.press(key)
            await desk.answer(**given)
        assert "DH-W-" in desk.said
    assert on_hand(crew, "T1") == {"MAIN": 992, "WEST": 10}
    kinds = [paper.kind.code for paper in paper_looking.papers(crew.admin).rows]
    assert kinds == ["adjust", "other_out", "other_in", "loss", "transfer", "receipt"]


async def test_limits_are_set_and_what_is_outside_them_can_be_listed_alone(crew: Crew) -> None:
    async with screens(crew.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("stock")
        await go_to(desk, "T2@MAIN")
        await desk.press("L")
        await desk.answer(lower="2000", upper="3000", place="A-01")
        await desk.press("f")
        await desk.answer(short="limits")
        assert [row.sku for row in desk.page.grid.rows] == ["T2"]
        await desk.open("what to buy")
        assert [(row.sku, row.buy) for row in desk.page.grid.rows] == [("T2", 2004)]  # whole packs
        await desk.press("a")
        await desk.answer(supplier="茶厂", expected="2099-12-05")
        assert "DH-W-" in desk.said
    (paper,) = paper_looking.papers(crew.admin, state="open").rows
    assert (paper.kind.code, paper.expected, paper.lines) == ("receipt", date(2099, 12, 5), 1)


async def test_a_paper_of_many_lines_is_typed_kept_open_changed_and_confirmed(milk: Crew) -> None:
    async with screens(milk.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("stock papers")
        await desk.press("a")
        await desk.answer(lines="T1 5\nMILK，6，N-3，2099-12-31", supplier="茶厂", when="later")
        number = paper_looking.papers(milk.admin, state="open").rows[0].number
        assert on_hand(milk, "T1") == {"MAIN": 1000}
        await go_to(desk, number)
        await desk.press("E")
        await desk.answer(lines="T1 4\nMILK 6 N-3 2099-12-31")
        await desk.press("C", "enter")
        assert "2" in desk.said
    assert (on_hand(milk, "T1"), on_hand(milk, "MILK")) == ({"MAIN": 1004}, {"MAIN": 46})


async def test_a_paper_that_is_posted_at_once_says_first_what_it_does(crew: Crew) -> None:
    async with screens(crew.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("stock papers")
        await desk.press("a")
        await desk.answer(lines="T1 5", supplier="茶厂")
        (line,) = (row for row in desk.grid() if "T1" in row)
        assert line.split() == ["T1", "MAIN", "1,000", "1,005"]
        assert on_hand(crew, "T1") == {"MAIN": 1000}
        await desk.press("enter")
    assert on_hand(crew, "T1") == {"MAIN": 1005}


async def test_a_purchase_that_needs_a_second_person_waits_and_its_writer_is_refused(crew: Crew) -> None:
    # S11.11
    change_setting(crew.admin, "confirm_receipts", "on")
    number = papers.receive_stock(crew.outbound_reviewer, "T1", Decimal(5)).document
    async with screens(crew.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("stock papers")
        await desk.press("C", "enter")
        assert "somebody else" in desk.text()
    assert paper_looking.paper(crew.admin, number).head.state.code == "waiting"


async def test_a_stocktake_is_begun_counted_by_digits_and_scans_and_posted(milk: Crew) -> None:
    keeping.add_code(milk.business_manager, "MILK", "06901234567892")
    async with screens(milk.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("stocktakes")
        await desk.press("a")
        await desk.answer()
        assert "gets 4 lines" in desk.text()  # asked once more, with what it means
        assert not desk.rows
        await desk.press("enter", "enter")
        assert "counted 0 / 4 lines" in desk.text()
        await go_to(desk, "MILK@N-1")
        await desk.type("19")
        assert "Enter counts the row" in desk.text()
        await desk.press("enter")  # counts the row, and goes on to the next
        assert (desk.here, desk.said) == ("MILK@N-2", "MILK: 19 counted")
        assert "counted 1 / 4 lines" in desk.text()
        await desk.scan("T2")
        assert desk.here == "T2@"
        await desk.type("2箱")
        await desk.press("enter")
        await desk.type("(01)06901234567892(10)N-2")
        await desk.press("enter")
        assert desk.here == "MILK@N-2"
        await desk.type("6900000000000")
        await desk.press("enter")
        assert "6900000000000" in desk.said
        await desk.press("a")
        await desk.answer(code="MILK", quantity="1", lot="N-9")
        await desk.press("f")
        await desk.answer(which="differs")
        assert [(row.sku, row.lot, row.difference) for row in desk.page.grid.rows] == [
            ("MILK", "N-1", -1),
            ("T2", "", -976),
            ("MILK", "N-9", 1),
        ]
        await desk.press("escape", "C")
        assert "2 lines were not counted" in desk.text()
        await desk.press("enter")
        assert "posted, 3 lines; 2 were not counted" in desk.said
    assert {row.lot: row.on_hand for row in lot_looking.lots(milk.admin).rows} == {"N-1": 19, "N-2": 20, "N-9": 1}


async def test_a_line_that_orders_hold_is_named_with_them_and_the_others_are_posted(crew: Crew) -> None:
    order = place(crew.buyer, [want("T1", 990)]).number
    async with screens(crew.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("stocktakes")
        await desk.press("a", "ctrl+s", "enter", "enter")
        await desk.tap(*"900", "enter", *"998", "enter")  # faster than it is written
        await desk.rest()
        assert [row.quantity for row in desk.page.grid.rows] == [900, 998]
        await desk.press("C", "enter")
        text = desk.text()
        for what in (order, "posted, 1 lines; 1 would take what orders hold"):
            assert what in text.replace("\n", " ")
    assert (on_hand(crew, "T1"), on_hand(crew, "T2")) == ({"MAIN": 1000}, {"MAIN": 998})


async def test_a_lot_is_blocked_unblocked_and_traced(milk: Crew) -> None:
    async with screens(milk.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("lots")
        assert [row.lot for row in desk.page.grid.rows] == ["N-1", "N-2"]
        await desk.press("h")
        await desk.answer(reason="供应商召回")
        assert lot_looking.trace(milk.admin, "N-1").blocked == "供应商召回"
        await desk.press("l")
        await desk.answer(reason="复检合格")
        await desk.press("E")
        await desk.answer(expires="2098-12-31", reason="录错")
        assert lot_looking.trace(milk.admin, "N-1").expires == date(2098, 12, 31)
        await desk.press("enter")
        assert "nobody got any of it" in desk.text()


async def test_warehouses_are_added_edited_made_main_and_retired(crew: Crew) -> None:
    async with screens(crew.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("warehouses")
        await desk.press("a")
        await desk.answer(code="WEST", name="西仓", phone="0571-1")
        await go_to(desk, "WEST")
        await desk.press("E")
        await desk.answer(contact="老李")
        await desk.press("O")
        assert [it.code for it in warehouses.list_warehouses(crew.admin)] == ["WEST", "MAIN"]
        await go_to(desk, "MAIN")
        await desk.press("O")
        await go_to(desk, "WEST")
        await desk.press("t")
        assert [it.code for it in warehouses.list_warehouses(crew.admin)] == ["MAIN"]
        await desk.press("z")
        west = warehouses.list_warehouses(crew.admin)[1]
        assert (west.code, west.contact, west.phone) == ("WEST", "老李", "0571-1")


async def test_a_product_says_how_it_is_kept_and_which_codes_stand_for_it(crew: Crew) -> None:
    async with screens(crew.business_manager, size=SMALL, lang="en") as desk:
        await desk.open("products")
        await go_to(desk, "T1")
        await desk.press("L")
        await desk.answer(keep_days="30", backorder="on", guarantee="包换")
        for scan, quantity in (("1690001", "12"), ("P-1", "")):
            await desk.press("I")
            await desk.answer(scan=scan, quantity=quantity)
        it = keeping.keeping_of(crew.admin, "T1")
        assert (it.keep_days, it.backorder, it.guarantee) == (30, True, "包换")
        assert [(x.code, x.quantity) for x in it.codes] == [("1690001", 12), ("P-1", 12)]
        await desk.press("u")
        await desk.answer(scan="1690001")
        assert [(x.code, x.quantity) for x in keeping.keeping_of(crew.admin, "T1").codes] == [("P-1", 12)]


async def test_a_label_in_a_stock_paper_says_lot_and_expiry(milk: Crew) -> None:
    keeping.add_code(milk.business_manager, "MILK", "06901234567892")
    async with screens(milk.outbound_reviewer, size=SMALL, lang="en") as desk:
        await desk.open("stock papers")
        await desk.press("a")
        form = desk.screen
        await desk.answer(supplier="牧场")  # the lines are missing: the form stays
        form.set_focus(form.box(next(field for field in form.fields if field.name == "lines")))
        await desk.type("010690123456789210N-5")
        await desk.press("ctrl+right_square_bracket")
        await desk.type("17490331 2")
        await desk.press("ctrl+s", "enter")
        assert "posted" in desk.said
    found = {row.lot: (row.on_hand, row.expires) for row in lot_looking.lots(milk.admin).rows}
    assert found["N-5"] == (2, date(2049, 3, 31))
