"""The keys that a screen shows without being asked, what a key says that can do nothing, and what is never cut off."""

from tests.kit.desk import LARGE, screens
from tests.kit.orders import Crew
from ydh.core.orders import notes
from ydh.core.values.outcomes import Seen
from ydh.core.values.words import N_
from ydh.core.workflow import holds
from ydh.locale import Words
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists.listing import ListScreen
from ydh.tui.orders.order import order_screen
from ydh.tui.paint.bars import FILLS, Bottom, Hint
from ydh.tui.paint.parts import Column, Rows
from ydh.tui.paint.sheet import column_widths, lay_out, text_of
from ydh.tui.partners.customers import Customers

EN = Words("en")
LONG = "the driver rings before he comes, the door on the left, and nobody is there on Thursdays " * 3


async def test_a_queue_shows_the_keys_that_matter_and_those_that_lead_on(crew: Crew) -> None:
    crew.place()
    async with screens(crew.order_reviewer, lang="en") as desk:
        await desk.open(queue_screen("order", "review"))
        shown = desk.footer.split()
        assert shown[:2] == ["a", "approve"]
        assert shown[-4:] == ["?", "keys", ":", "commands"]
        assert [key for key in shown if key in ("a", "r", "h", "space", "X", "/")] == ["a", "r", "h", "space", "/"]
    async with screens(crew.order_reviewer, lang="en", size=LARGE) as desk:
        await desk.open(queue_screen("order", "review"))
        assert {"X", "n", "Enter"} <= set(desk.footer.split())  # to the end of the line


async def test_the_first_screen_names_the_queue_behind_each_number(crew: Crew) -> None:
    crew.place()
    async with screens(crew.order_reviewer) as desk:
        assert "1 订单审核  2 退单审核  3 退货发货" in desk.footer
        await desk.press("1")
        assert "待订单审核" in desk.grid()[0]
    async with screens(crew.buyer) as desk:
        await desk.press("escape")
        assert "3 我的订单" in desk.footer
        await desk.press("3")
        assert "我的订单" in desk.grid()[0]


def test_what_matters_least_gives_way_when_room_is_short() -> None:
    line = Bottom()
    first, palette = Hint("a", "pass", 0), Hint(":", "commands", 0)
    last, more = Hint("n", "note" * 5, FILLS), Hint("h", "hold", FILLS + 1)
    line.keys([first, last, more, palette], 1)
    assert line._that_fit(60) == [first, last, palette]
    assert line._that_fit(30) == [first, more, palette]
    assert line._that_fit(20) == [first, palette]


async def test_enter_is_not_promised_where_it_opens_nothing(crew: Crew) -> None:
    async with screens(crew.system_admin) as desk:
        await desk.open("workflow steps")
        assert "Enter" not in desk.footer
        await desk.open("all orders")
        assert "Enter" in desk.footer


async def test_a_key_that_can_do_nothing_says_why(crew: Crew) -> None:
    crew.place()
    async with screens(crew.order_reviewer) as desk:
        await desk.open(queue_screen("order", "review"))
        await desk.press("l")  # nothing holds it
        assert desk.said == "放行：没有挂起"
        await desk.press("A")
        assert desk.said == "分派：您没有这项权限"


async def test_how_many_are_marked_is_seen_while_a_range_grows(crew: Crew) -> None:
    for _ in range(3):
        crew.place()
    async with screens(crew.order_reviewer, lang="en") as desk:
        await desk.open(queue_screen("order", "review"))
        await desk.press("v", "j", "j")
        assert "3 marked" in desk.grid()[1]


async def test_a_long_note_can_be_read_to_its_end(crew: Crew) -> None:
    number = crew.place()
    notes.note(crew.order_reviewer, number, LONG.strip())
    async with screens(crew.order_reviewer, size=LARGE) as desk:
        await desk.open(queue_screen("order", "review"))
        assert " ".join(LONG.split()[-3:]) in " ".join(desk.text().split())


async def test_a_hold_says_what_lifts_it(crew: Crew) -> None:
    number = crew.place()
    holds.hold(crew.order_reviewer, number, "wrong price", seen=Seen())
    async with screens(crew.order_reviewer) as desk:
        await desk.open(queue_screen("order", "review"))
        shown = desk.text()
        assert "谁可放行" in shown
        assert "分派与插队" in shown
        await desk.press("a")
        assert "ydh" not in desk.said


def test_a_column_grows_where_there_is_room() -> None:
    columns = (Column("number", N_("number"), "code", 20), Column("who", ""), Column("step", "", "text", 12, most=21))
    assert column_widths(columns, 60) == [20, 20, 16]
    assert column_widths(columns, 100) == [20, 55, 21]


def test_a_text_without_room_follows_on_lines_of_its_own() -> None:
    columns = (Column("a", "", "text", 30, of=lambda row: row[0]), Column("b", "", of=lambda row: row[1]))
    rows = Rows(columns, [("x" * 30, "first second third"), ("y", "short")])
    assert [text_of(line).rstrip() for line in lay_out([rows], 40, EN)] == [
        "x" * 30,
        "    first second third",
        "y" + " " * 31 + "short",
    ]


async def test_what_is_typed_while_a_list_opens_does_not_land_in_its_search(crew: Crew) -> None:
    async with screens(crew.system_admin) as desk:
        desk.app.push_screen(ListScreen(Customers()))
        await desk.tap("t", "t")
        await desk.rest()
        assert desk.page.search.value == ""
        await desk.press("tab")
        assert desk.app.focused is desk.page.grid


async def test_an_open_search_says_how_to_leave_it_and_down_goes_to_the_list(crew: Crew) -> None:
    crew.place()
    async with screens(crew.order_reviewer) as desk:
        await desk.open(queue_screen("order", "review"))
        await desk.press("/", "D", "H")
        assert "Enter 回到列表" in desk.footer
        await desk.press("down")
        assert desk.app.focused is desk.page.grid
        assert desk.page.query_now.text == "DH"


async def test_a_sheet_is_copied_whole(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await desk.open(order_screen(number))
        await desk.press("W", "y")
        copied = desk.app.clipboard
        assert "缺货结案" in copied
        assert "撤回" in copied
        assert "已复制" in desk.text()


async def test_the_language_is_changed_while_one_signs_in(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        desk.app.sign_out()
        await desk.rest()
        await desk.type("order")
        assert "^l English / 中文" in desk.footer
        await desk.press("ctrl+l")
        assert "account *             order" in desk.text()
        await desk.press("ctrl+l")
        assert "账号 *                order" in desk.text()
