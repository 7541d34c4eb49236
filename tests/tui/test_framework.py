"""One list, one form, one pane: what holds for every list, tried at the queue of the review."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.kit.company import staff
from tests.kit.desk import Desk, both, many_like, screens
from tests.kit.orders import Crew, approve, done, leave
from ydh.core.administration import account_looking, accounts
from ydh.core.company.actors import Actor
from ydh.core.partners import customers
from ydh.core.values.outcomes import Seen
from ydh.core.workflow import history, holds
from ydh.store.engine.database import Unit
from ydh.tui import look
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists.form import Form
from ydh.tui.orders.order import order_screen


async def queue(desk: Desk, step: str = "review") -> None:
    await desk.open(queue_screen("order", step))


@contextmanager
def busy(company: Actor) -> Iterator[None]:
    """Somebody else writes all the while."""
    in_, out = threading.Event(), threading.Event()

    def work(unit: Unit) -> None:
        in_.set()
        out.wait(30)

    def write() -> None:
        company.company.write(work)
        company.company.close()

    other = threading.Thread(target=write)
    other.start()
    in_.wait(30)
    try:
        yield
    finally:
        out.set()
        other.join()


# --- moving, marking, finding ---


@pytest.mark.smoke
async def test_the_cursor_moves_and_the_details_follow_it(crew: Crew) -> None:
    # S04.4
    first, second, third = (crew.place(quantity) for quantity in (1, 2, 3))
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        assert desk.rows == [first, second, third]
        assert desk.here == first
        await desk.press("j")
        assert desk.here == second
        assert desk.part("#rule") == [f" {second}"]
        await desk.press("down")
        assert desk.part("#rule") == [f" {third}"]
        await desk.press("j", "k", "up")
        assert desk.here == first
        await desk.press("G")
        assert desk.here == third
        await desk.press("g")
        assert desk.here == first


async def test_one_a_range_and_all_can_be_marked(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(5)]
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("space")
        assert (desk.marked, desk.here) == (numbers[:1], numbers[1])
        await desk.press("k", "space")
        assert desk.marked == []
        await desk.press("v", "j", "j", "v")
        assert desk.marked == numbers[1:4]
        assert "选中 3" in desk.text()
        await desk.press("*")
        assert desk.marked == []
        await desk.press("*")
        assert desk.marked == numbers
        await desk.press("escape")
        assert desk.marked == []


async def test_a_search_shows_what_matches_while_it_is_typed(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("/")
        await desk.type(second[-6:])
        assert desk.rows == [second]
        await desk.press("enter", "escape")
        assert desk.rows == [first, second]


async def test_a_search_that_finds_nothing_says_how_to_go_back(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("/")
        await desk.type("没有")
        assert desk.rows == []
        assert "没有 /没有" in desk.text() or "esc" in desk.text().lower()
        await desk.press("escape")
        assert desk.rows == [number]


async def test_the_order_of_a_list_can_be_changed(crew: Crew) -> None:
    small, large = crew.place(1), crew.place(9)
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        assert desk.rows == [small, large]
        await desk.press("s")
        assert desk.rows == [large, small]
        await desk.press("s", "s")
        assert desk.rows == [small, large]


async def test_a_filter_keeps_what_fits_until_escape(crew: Crew) -> None:
    free, held = crew.place(), crew.place()
    done(holds.hold(crew.order_reviewer, held, "价格有误", seen=Seen()))
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("f")
        await desk.answer(held="yes")
        assert desk.rows == [held]
        assert "只看挂起" in desk.text()
        await desk.press("escape")
        assert desk.rows == [free, held]


async def test_a_filter_that_makes_no_sense_stays_open_with_what_was_typed(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer, lang="en") as desk:
        await queue(desk)
        await desk.press("f")
        await desk.answer(customer="C1", first="某天")
        assert "某天 is no day" in desk.text()
        assert [desk.screen.answers()[name] for name in ("customer", "first")] == ["C1", "某天"]
        assert (desk.rows, desk.page.filtered_by()) == ([number], "")
        for month, rows in (("上月", []), ("yesterday", []), ("本月", [number])):
            await desk.answer(first=month, last=month)
            assert desk.rows == rows
            assert month in desk.page.filtered_by()
            await desk.press("escape", "f")


async def test_every_list_can_be_searched_and_a_second_search_starts_anew(crew: Crew) -> None:
    async with screens(crew.system_admin) as desk:
        await desk.open("settings")
        every = desk.rows
        await desk.press("/", *"mssd")  # 免审上限
        assert len(desk.rows) < len(every)
        await desk.press("enter", "/")
        assert desk.rows == every
        await desk.press(*"timezone")
        assert desk.rows == ["timezone"]
        await desk.press("escape")
        assert (desk.screen, desk.rows) == (desk.page, every)


async def test_thousands_are_paged_through_from_end_to_end(crew: Crew) -> None:
    first = crew.place()
    many_like(crew, first, 3000)
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        assert "3,001" in desk.text()
        await desk.press("G")
        assert desk.here == "DH-O-20270101-003000"
        await desk.press("k", "k")
        assert desk.here == "DH-O-20270101-002998"
        seen = [desk.here]
        for _ in range(30):
            await desk.press("ctrl+u")
            seen.append(desk.here)
        assert seen == sorted(seen, reverse=True)
        assert int(seen[0][-6:]) - int(seen[-1][-6:]) > 250
        assert len(desk.page.grid.rows) <= 601
        await desk.press("g")
        assert desk.here == first
        for _ in range(30):
            await desk.press("ctrl+d")
        assert int(desk.here[-6:]) > 250
        assert len(set(desk.rows)) == len(desk.rows)


async def test_marking_all_marks_what_was_never_on_the_screen(crew: Crew) -> None:
    many_like(crew, crew.place(), 2500)
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("*")
        assert len(desk.marked) == 2501


# --- doing ---


@both
async def test_one_order_is_passed_by_one_key(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("a")
        assert crew.step(first) == "finance"
        assert (desk.rows, desk.here) == ([second], second)
        assert first in desk.said
        assert "财务审核" in desk.said


@both
async def test_many_are_passed_at_once_and_what_is_refused_stays_marked_and_readable(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(4)]
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        done(approve(staff(crew.admin, "zhou", "order_reviewer"), numbers[1], "review"))
        await desk.press("v", "G", "v", "a")
        assert [crew.step(number) for number in numbers] == ["finance"] * 4
        assert desk.marked == [numbers[1]]
        assert "3" in desk.said
        assert "1" in desk.said
        assert f"!  {numbers[1]}" in desk.text()
        assert f"查看之后 {numbers[1]} 有变动" in desk.text()
        assert "zhou" in desk.text()
        await desk.press("j", "k")
        assert f"!  {numbers[1]}" in desk.text()
        assert f"查看之后 {numbers[1]} 有变动" in desk.text()
        await desk.press("escape")
        assert "zhou" not in desk.text()


async def test_sending_back_asks_why_and_says_it_on_the_order(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("r", "ctrl+s")
        assert isinstance(desk.screen, Form)
        assert crew.step(number) == "review"
        await desk.answer(reason="地址不全")
        assert crew.step(number) == "draft"
        assert history.history(crew.admin, number)[-1].body["reason"] == "地址不全"


async def test_what_cannot_be_taken_back_is_asked_again(crew: Crew) -> None:
    number = crew.place()
    async with screens(staff(crew.admin, "zhou", "business_manager", "order_reviewer")) as desk:
        await queue(desk)
        await desk.press("X")
        assert "不能" in desk.text() or "无法" in desk.text()
        await desk.press("escape")
        assert crew.step(number) == "review"
        await desk.press("X")
        await desk.answer(reason="客户不要了")
        assert crew.step(number) == "void"


@pytest.mark.parametrize("where", ["queue", "order"])
async def test_a_double_key_press_does_not_approve_the_next_step(crew: Crew, where: str) -> None:
    number = crew.place()
    async with screens(staff(crew.admin, "zhou", "order_reviewer", "finance_reviewer")) as desk:
        await desk.open(queue_screen("order", "review") if where == "queue" else order_screen(number))
        await desk.tap("a", "a")
        await desk.rest()
        assert crew.step(number) == "finance"


async def test_a_double_key_press_does_not_pass_the_next_order_of_the_queue(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.tap("a", "a")
        await desk.rest()
        assert (crew.step(first), crew.step(second)) == ("finance", "review")


async def test_a_form_that_is_submitted_twice_does_it_once(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("n")
        await desk.fill("text", "催一下")
        await desk.tap("ctrl+s", "ctrl+s")
        await desk.rest()
        assert [n.text for n in crew.show(number).notes] == ["催一下"]


async def test_what_was_done_can_be_taken_back(crew: Crew) -> None:
    numbers = [crew.place(), crew.place()]
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("*", "a")
        assert [crew.step(number) for number in numbers] == ["finance"] * 2
        await desk.press("escape", "z")
        assert [crew.step(number) for number in numbers] == ["review"] * 2
        assert desk.rows == numbers
        await desk.press("z")
        assert [crew.step(number) for number in numbers] == ["review"] * 2


async def test_what_others_went_on_with_is_not_taken_back(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("a")
        done(approve(crew.finance_reviewer, number, "finance"))
        await desk.press("z")
        assert crew.step(number) == "release"
        assert number in desk.said


async def test_an_order_is_held_and_another_person_lifts_the_hold(crew: Crew) -> None:
    # S05.13
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("h")
        await desk.answer(reason="价格有误")
        assert [hold.reason for hold in crew.show(number).holds] == ["价格有误"]
        assert "价格有误" in desk.text()
    async with screens(crew.business_manager) as desk:
        await desk.open("held orders")
        assert desk.rows == [number]
        await desk.press("l")
        assert "异常" in desk.text()
        await desk.answer(answer="已核实")
        assert crew.show(number).holds == ()
        assert desk.rows == []


async def test_a_long_refusal_is_readable_to_its_end(crew: Crew) -> None:
    number = crew.place()
    async with screens(staff(crew.admin, "zhou", "business_manager", "order_reviewer")) as desk:
        await queue(desk)
        await desk.press("A")
        await desk.answer(login="finance_reviewer")
        assert "请分派给有权的人" in desk.text()  # the form stays, with what was typed
        assert crew.show(number).row.assigned == ""


async def test_a_note_and_an_assignment_are_written(crew: Crew) -> None:
    # S03.6
    number = crew.place()
    async with screens(staff(crew.admin, "zhou", "business_manager", "order_reviewer")) as desk:
        await queue(desk)
        await desk.press("n")
        await desk.answer(text="周五前\n到货")
        await desk.press("A")
        await desk.answer(login="order_reviewer")
        shown = crew.show(number)
        assert shown.notes[0].text == "周五前\n到货"
        assert shown.row.assigned == "order_reviewer"
        assert "周五前" in desk.text()


async def test_who_was_faster_is_said(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        done(approve(staff(crew.admin, "zhou", "order_reviewer"), number, "review"))
        await desk.press("a")
        assert number in desk.said
        assert "zhou" in desk.said
        assert crew.step(number) == "finance"


async def test_an_order_that_was_voided_meanwhile_is_refused_with_who_did_it(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        done(leave(crew.business_manager, number, "void"))
        await desk.press("r")
        await desk.answer(reason="错了")
        assert "business_manager" in desk.said
        assert desk.rows == []


async def test_a_form_keeps_what_was_typed_when_it_is_refused(crew: Crew) -> None:
    crew.place()
    async with screens(staff(crew.admin, "zhou", "business_manager", "order_reviewer")) as desk:
        await queue(desk)
        await desk.press("A")
        await desk.answer(login="没有此人", reason="换人")
        form = desk.screen
        if isinstance(form, Form):
            assert form.answers() == {"login": "没有此人", "reason": "换人"}
        assert "没有此人" in desk.text()


async def test_suggestions_help_to_name_a_colleague(crew: Crew) -> None:
    number = crew.place()
    async with screens(staff(crew.admin, "zhou", "business_manager", "order_reviewer")) as desk:
        await queue(desk)
        await desk.press("A")
        await desk.type("order_r")
        assert "order_reviewer" in desk.text()
        await desk.press("enter", "enter")

        assert crew.show(number).row.assigned == "order_reviewer"


async def test_of_several_that_fit_one_is_picked_by_going_down_to_it(crew: Crew) -> None:
    number = crew.place()
    for login in ("reader_a", "reader_b"):
        staff(crew.admin, login, "order_reviewer")
    async with screens(staff(crew.admin, "zhou", "business_manager", "order_reviewer")) as desk:
        await queue(desk)
        await desk.press("A")
        await desk.type("reader")
        assert [row.split()[0] for row in desk.text().split("\n") if "  reader_" in row] == ["reader_a", "reader_b"]
        await desk.press("down", "down")
        assert any("> reader_b" in row for row in desk.grid())
        await desk.press("enter", "enter")
        assert crew.show(number).row.assigned == "reader_b"


async def test_a_code_that_is_typed_whole_stands_though_others_begin_with_it(crew: Crew) -> None:
    for login in ("wang", "wang_b", "wang_c"):
        staff(crew.admin, login, "order_reviewer")
    with_names = {"wang": "王五", "wang_b": "王小二"}
    for login, name in with_names.items():
        accounts.edit(crew.admin, login, name=name)
    async with screens(crew.admin) as desk:
        await desk.open("customers")
        for typed, found in (("wang", ("wang",)), ("wxe", ("wang_b",)), ("王五", ("wang",))):
            await desk.press("A")
            await desk.type(typed)
            await desk.press("enter")
            assert customers.list_owners(crew.admin, "C1") == found
        await desk.press("A", "end", "，", *"wxe", "enter")
        assert customers.list_owners(crew.admin, "C1") == ("wang", "wang_b")


async def test_what_is_wrong_stands_beside_its_field(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("products")
        await desk.press("a")
        await desk.fill("code", "T9")
        await desk.press("ctrl+s")
        row = next(row for row in desk.grid() if row.lstrip().startswith("! 名称 *"))
        assert "缺少名称" in row.replace(" ", "")
        assert desk.screen.focused is desk.screen.box(next(f for f in desk.screen.fields if f.name == "name"))


async def test_read_only_screens_show_everything_and_change_nothing(crew: Crew) -> None:
    number = crew.place()
    before = crew.trail(number)
    async with screens(crew.order_reviewer, read_only=True) as desk:
        await queue(desk)
        assert number in desk.text()
        assert "通过" not in desk.footer
        assert "只读" in desk.grid()[0]
        await desk.press("a")
        assert "只读" in desk.said
        await desk.press("r", "X", "h", "n", "z", "escape")
    assert crew.trail(number) == before


# --- waiting ---


async def test_no_key_freezes_while_the_database_is_busy(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(3)]
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        with busy(crew.admin):
            await desk.tap("a", "j", "j")
            await desk.until(lambda: desk.here == numbers[2])
            await desk.until(lambda: "处理中" in desk.grid()[0])
            await desk.tap("k", "space")
            assert desk.marked == [numbers[1]]
            assert crew.step(numbers[0]) == "review"
        await desk.rest()
        assert "处理中" not in desk.text()
        assert crew.step(numbers[0]) == "finance"
        assert desk.marked == [numbers[1]]


async def test_a_form_waits_with_what_was_typed_while_the_database_is_busy(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("r")
        await desk.fill("reason", "错了")
        with busy(crew.admin):
            await desk.tap("ctrl+s")
            assert isinstance(desk.screen, Form)
            assert "错了" in desk.text()
        await desk.rest()
        assert crew.step(number) == "draft"


async def test_a_form_that_is_left_while_the_database_is_busy_leaves_nothing_broken(crew: Crew) -> None:
    crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("r")
        await desk.fill("reason", "错了")
        with busy(crew.admin):
            await desk.tap("ctrl+s", "escape")
        await desk.rest()
        assert desk.screen is desk.page


# --- going back ---


async def test_escape_undoes_one_thing_at_a_time_and_stays_on_the_first_screen(crew: Crew) -> None:
    numbers = [crew.place() for _ in range(2)]
    async with screens(crew.order_reviewer) as desk:
        home = desk.page
        await desk.press("1")
        screen = desk.page
        await desk.press("/", *numbers[0][-6:], "enter", "space", "r", "escape")
        assert desk.screen is screen
        assert desk.marked == numbers[:1]
        await desk.press("escape")
        assert desk.marked == []
        assert desk.rows == numbers[:1]
        await desk.press("escape")
        assert desk.rows == numbers
        await desk.press("enter")
        assert desk.page is not screen
        await desk.press("escape")
        assert desk.page is screen
        await desk.press("escape")
        assert desk.page is home
        await desk.press("escape")
        assert desk.page is home


# S15.2
async def test_the_keys_sheet_and_the_messages_open_over_every_screen_and_close(crew: Crew) -> None:
    crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        page = desk.page
        await desk.press("a", "!")
        assert "财务审核" in desk.text()
        await desk.press("escape", "?")
        assert {line[0] for line in desk.text().splitlines()[1:-1]} <= {" "}, "the page shows beside the sheet"
        await desk.press("G")
        assert "全选" in desk.text()
        assert "grave_accent" not in desk.text()
        await desk.press("escape")
        assert desk.screen is page


async def test_the_number_is_copied(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("y")
        assert number in desk.said
        assert desk.app.clipboard == number


async def test_chosen_colours_are_there_at_the_next_sign_in(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        desk.app.use_theme("light")
        await desk.rest()
    async with screens(crew.order_reviewer) as desk:
        assert desk.app.theme == look.THEMES["light"][1]
    assert tuple(look.THEMES) == account_looking.THEMES


async def test_after_one_is_approved_in_its_page_the_next_of_the_queue_comes(crew: Crew) -> None:
    first, second, third = (crew.place() for _ in range(3))
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("enter", "]")
        assert desk.page.number == second
        assert second in desk.text()
        await desk.press("[", "[")
        assert (desk.page.number, desk.app.history[-1][2]) == (first, True)
        await desk.press("]", "a")
        assert (desk.page.number, crew.step(second)) == (third, "finance")
        assert f"{second}：已通过" in desk.text() or second in desk.said
        await desk.press("a")
        assert (desk.page.number, crew.step(third)) == (first, "finance")
        await desk.press("z")
        assert crew.step(third) == "review"
        await desk.press("a")
        assert desk.rows == [third]
        assert "通过" in desk.text()
        await desk.press("z")
        assert desk.rows == [first, third]


async def test_two_presses_pass_no_second_document_of_a_queue(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("enter")
        await desk.tap("a", "a")
        await desk.rest()
    assert (crew.step(first), crew.step(second)) == ("finance", "review")


async def test_what_was_said_turns_quiet_with_the_next_key_and_never_moves(crew: Crew) -> None:
    crew.place()
    crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("a")
        said = next(at for at, row in enumerate(desk.grid()) if "已通过" in row)
        assert desk.page.bottom.fresh
        await desk.press("j")
        assert not desk.page.bottom.fresh
        assert "已通过" in desk.grid()[said]
