"""Workflow switches, settings, journal, reports, imports, first steps and export, as a person at the keys has them."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.core.files.importing.desk import Killed, Killer
from tests.kit.company import staff
from tests.kit.desk import SMALL, Desk, screens
from tests.kit.orders import Crew, approve, done
from ydh.core.administration import settings
from ydh.core.audit import entries
from ydh.core.company.actors import Actor
from ydh.core.company.settings import today as today_of
from ydh.core.files.importing import importing
from ydh.core.files.importing.batches import batches
from ydh.core.goods.prices import agreed_prices, set_price
from ydh.core.values.days import month_of
from ydh.core.workflow import switching
from ydh.tui.front.guide import unfinished
from ydh.tui.paint.leaf import Leaf
from ydh.tui.paint.parts import Heading


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where files go that are named without a folder."""
    here = tmp_path / "files"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a csv file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def off(crew: Crew, workflow: str = "order") -> list[str]:
    """The steps that are switched off."""
    return [step.code for step in switching.show(crew.admin, workflow) if not step.on]


async def go_to(desk: Desk, key: str) -> None:
    """Put the cursor on the row."""
    rows = desk.page.grid.rows
    keys = [None if isinstance(row, Heading) else desk.page.book.key(row) for row in rows]
    desk.page.grid.go(keys.index(key))
    await desk.rest()


# --- workflow steps ---


async def test_a_step_is_switched_off_as_the_plan_said_and_on_again(crew: Crew) -> None:
    number = crew.at_step("finance")
    async with screens(crew.admin) as desk:
        await desk.open("workflow steps")
        await go_to(desk, "order finance")
        assert "如果停用" in desk.text()
        assert "finance_reviewer" in desk.text()
        await desk.press("t")
        assert "20.00" in desk.text()
        await desk.press("enter")
        assert off(crew) == ["finance"]
        assert "1 单前移" in desk.said
        assert crew.step(number) == "release"
        await desk.press("t")
        assert desk.screen is desk.page
        await desk.press("T")
        assert off(crew) == []


async def test_a_plan_that_no_longer_fits_is_refused_and_shown_anew(crew: Crew) -> None:
    first, second = crew.at_step("finance"), crew.at_step("finance")
    async with screens(crew.admin) as desk:
        await desk.open("workflow steps")
        await go_to(desk, "order finance")
        await desk.press("t")
        done(approve(crew.finance_reviewer, first, "finance"))
        await desk.press("enter")
        assert off(crew) == []
        assert isinstance(desk.screen, Leaf)
        assert "没有改动任何东西" in desk.text()
        assert "1  20.00" in desk.text()
        await desk.press("escape", "t", "enter")
        assert off(crew) == ["finance"]
        assert crew.step(second) == "release"


# S21.29
async def test_return_steps_are_switched_too(crew: Crew) -> None:
    async with screens(crew.admin) as desk:
        await desk.open("workflow steps")
        await go_to(desk, "return review")
        await desk.press("t", "enter")
        assert off(crew, "return") == ["review"]


async def test_who_may_not_configure_only_looks_at_the_steps(crew: Crew) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.open("workflow steps")
        assert "停用" not in desk.footer
        await desk.press("t")
        assert desk.screen is desk.page
        assert "系统管理员" in desk.text()


# --- settings ---


async def test_a_setting_is_chosen_or_typed_and_what_is_wrong_stays_in_the_form(crew: Crew) -> None:
    async with screens(crew.admin) as desk:
        await desk.open("settings")
        await go_to(desk, "self_approval")
        await desk.press("enter")
        await desk.answer(value="on")
        await go_to(desk, "auto_receive_days")
        await desk.press("E")
        await desk.answer(value="soon")
        assert desk.screen is not desk.page
        await desk.answer(value="9")
        assert desk.screen is desk.page
    now = {it.name: it.value for it in settings.show_settings(crew.admin)}
    assert (now["self_approval"], now["auto_receive_days"]) == (True, 9)


# --- journal ---


async def test_one_key_says_who_changed_a_price(crew: Crew) -> None:
    crew.place()
    set_price(crew.business_manager, "T1", Decimal("12.5"))
    async with screens(crew.admin) as desk:
        await desk.open("journal")
        assert len(desk.rows) > 1
        await desk.press("m")
        assert len(desk.rows) == 1
        assert "操作人  business_manager" in desk.text()
        assert "12.5" in desk.text()
        assert "改价" in desk.text()
        await desk.press("m")
        assert len(desk.rows) > 1


async def test_the_journal_goes_on_while_one_scrolls(crew: Crew) -> None:
    for n in range(90):
        set_price(crew.admin, "T1", Decimal(n + 1))
    async with screens(crew.admin) as desk:
        await desk.open("journal")
        await desk.press("m", "ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d", "G")
        assert len(desk.rows) == len(set(desk.rows)) == 90


async def test_the_journal_is_filtered_and_follows_one_thing(crew: Crew) -> None:
    number = crew.at_step("finance")
    crew.place()
    async with screens(crew.admin) as desk:
        await desk.open("journal")
        await desk.press("f")
        await desk.answer(action="approve")
        assert len(desk.rows) == 1
        assert number in desk.text()
        await desk.press("o")
        assert len(desk.rows) == len(entries.entries(crew.admin, document=number).rows) > 1
        await desk.press("f")
        await desk.answer(first="gestern")
        assert "gestern" in desk.text()


async def test_the_journal_is_proved_and_sealed(company: Actor) -> None:
    async with screens(company) as desk:
        await desk.open("journal")
        await desk.press("C")
        assert isinstance(desk.screen, Leaf)
        assert "操作日志完好" in desk.text()
        await desk.press("escape", "i")
        assert "还没有封存" in desk.text()
        await desk.press("a", "enter")
        assert isinstance(desk.screen, Leaf)
        await desk.press("escape")
        assert len(desk.rows) == 1


# --- reports ---


async def test_a_report_has_totals_bars_and_the_months_before_and_after(crew: Crew) -> None:
    crew.place(2)
    crew.place(6)
    today = today_of(crew.admin)
    async with screens(crew.business_manager) as desk:
        await desk.open("reports")
        await go_to(desk, "customers")
        await desk.press("enter")
        assert "没有数据" in desk.text()
        await desk.press("right_square_bracket")
        month = f"{month_of(today)[0]:%Y-%m}"
        assert month in desk.grid()[1]
        assert "80.00" in desk.text()
        assert "========" in desk.text()
        assert "合计" in desk.text()
        await desk.press("left_square_bracket")
        assert "没有数据" in desk.text()
        await desk.press("escape")
        await go_to(desk, "sales")
        await desk.press("enter")
        assert f"{month_of(today, -1)[0]:%Y-%m}" in desk.grid()[1]  # the days that were chosen last
        await desk.press("f")
        await desk.answer(first="本月", last="this month", top="1")
        assert month in desk.grid()[1]
        await desk.press("f")
        await desk.answer(first="今天", last="", top="1")
        assert f"{today} -" in desk.text()
        assert "80.00" in desk.text()
        assert "⢸" in desk.text()


async def test_a_period_that_cannot_be_is_said(crew: Crew) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("reports")
        await desk.press("enter", "f")
        await desk.answer(first="bald")
        assert "bald" in desk.text()
        assert desk.screen.answers()["first"] == "bald"


async def test_amounts_stay_masked_in_a_report(crew: Crew) -> None:
    crew.place(2)
    looker = staff(crew.admin, "looker", "outbound_reviewer")
    async with screens(looker) as desk:
        await desk.open("reports")
        await go_to(desk, "customers")
        await desk.press("enter", "right_square_bracket")
        assert "客户C1" in desk.text()
        assert "========" in desk.text()
        assert "20.00" not in desk.text()


# --- imports ---


def prices_file(folder: Path, *rows: str) -> Path:
    path = folder / "prices.csv"
    path.write_text("\n".join(("sku,level,customer,price", *rows)) + "\n", encoding="utf-8")
    return path


def checked(crew: Crew) -> int:
    """How many files were checked and stand in the database."""
    (count,) = crew.admin.company.read(lambda unit: unit.execute("SELECT count(*) FROM batch", ()).fetchone())
    return int(count)


async def check(desk: Desk, path: Path) -> None:
    await desk.open("imports")
    await desk.press("a")
    await desk.answer(kind="prices", path=str(path))


async def test_a_file_is_checked_and_then_imported(crew: Crew, folder: Path) -> None:
    async with screens(crew.business_manager) as desk:
        await check(desk, prices_file(folder, "T1,,,12", "T2,,,10"))
        assert "每一行都正确" in desk.text()
        assert "修改 1，不变 1" in desk.text()
        await desk.press("C", "enter")
        assert "修改 1，不变 1" in desk.said
        assert len(desk.rows) == 1
        assert "已完成" in desk.text()


async def test_the_good_rows_alone_are_imported_and_the_others_written_to_a_file(crew: Crew, folder: Path) -> None:
    async with screens(crew.business_manager) as desk:
        await check(desk, prices_file(folder, "T1,,,12", "T9,,,10", "T2,,,abc"))
        assert "T9" in desk.text()
        assert "abc" in desk.text()
        await desk.press("e")
        await desk.answer(path="wrong.csv")
        rows = table(folder / "wrong.csv")
        assert [row["sku"] for row in rows] == ["T9", "T2"]
        assert (folder / "wrong.csv").stat().st_mode & 0o777 == 0o600
        await desk.press("C")
        await desk.answer(skip="")
        assert desk.screen is not desk.page  # nothing was imported
        await desk.answer(skip="yes")
        assert "修改 1" in desk.said
    assert "12" in str(entries.entries(crew.admin, kind="sku", action="price").rows[0].body)


async def test_a_file_of_another_shape_is_read_as_the_form_says(crew: Crew, folder: Path) -> None:
    path = folder / "prices.csv"
    path.write_text("March\nsku,prise,colour\nT1,12,red\nTotal,12,\n", encoding="utf-8")
    async with screens(crew.business_manager) as desk:
        await check(desk, path)
        assert "缺少" in desk.text() or "price" in desk.text()  # the first line is taken for the header
        await desk.press("escape", "a")
        await desk.answer(header_row="2")
        assert "price" in desk.text()
        await desk.press("escape", "a")
        await desk.answer(mapping="price=prise")
        assert "colour" in desk.text()
        assert "--" not in desk.text()
        await desk.press("escape", "a")
        await desk.answer(ignore="colour", skip_last="1", fixed="customer=C1")
        assert "每一行都正确" in desk.text()
        await desk.press("C", "enter")
    (agreed,) = agreed_prices(crew.business_manager, "T1")
    assert (agreed.customer, agreed.price) == ("C1", 12)


async def test_what_was_checked_and_not_wanted_is_forgotten(crew: Crew, folder: Path) -> None:
    async with screens(crew.business_manager) as desk:
        await check(desk, prices_file(folder, "T1,,,12"))
        await desk.press("X")
        assert desk.rows == []
    assert checked(crew) == 0


def orders_file(folder: Path, *rows: str) -> Path:
    path = folder / "orders.csv"
    path.write_text("\n".join(("ref,customer,sku,qty,date", *rows)) + "\n", encoding="utf-8")
    return path


async def test_the_orders_of_a_file_are_listed_and_opened(crew: Crew, folder: Path) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.open("imports")
        await desk.press("a")
        path = orders_file(folder, "A1,C1,T1,2,2026-11-20", "A2,C1,T2,3,2026-11-20")
        await desk.answer(kind="orders", path=str(path))
        assert "合计 50.00" in desk.text()
        await desk.press("C", "enter", "enter")
        assert len(desk.rows) == 2
        number = desk.here
        await desk.press("enter")
        assert desk.page.crumb() == number


async def test_what_is_short_is_named_before_anything_is_imported(crew: Crew, folder: Path) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.open("imports")
        await desk.press("a")
        await desk.answer(kind="orders", path=str(orders_file(folder, "A1,C1,T1,1200,2026-11-20")))
        assert "库存不足的商品" in desk.text()
        assert "1,200" in desk.text()


@pytest.mark.parametrize(("key", "state"), [("C", "done"), ("X", "released")])
async def test_an_import_that_was_interrupted_is_finished_or_taken_back(
    crew: Crew, folder: Path, key: str, state: str
) -> None:
    path = orders_file(folder, "A1,C1,T1,2,2026-11-20")
    with pytest.raises(Killed):
        importing.run(crew.order_reviewer, "orders", path, name=path.name, progress=Killer(0, "commit"))
    async with screens(crew.order_reviewer) as desk:
        await desk.open("imports")
        assert "未完成" in desk.text()
        await desk.press(key, "enter")
        assert batches(crew.order_reviewer).rows[0].state.code == state
        assert key not in desk.footer.split()


async def test_a_check_can_be_left_and_nothing_of_it_stays(crew: Crew, folder: Path) -> None:
    path = prices_file(folder, *(f"X{n},,,1" for n in range(4000)))
    async with screens(crew.business_manager) as desk:
        await desk.open("imports")
        await desk.press("a")
        await desk.fill("kind", "prices")
        await desk.fill("path", str(path))
        await desk.tap("ctrl+s")
        await desk.until(lambda: "正在检查" in desk.text() or "不对" in desk.text())
        await desk.tap("escape")
        await desk.rest()
        assert desk.page.book.name == "imports"
    assert checked(crew) == 0


async def test_a_file_that_is_not_there_leaves_what_was_typed(crew: Crew, folder: Path) -> None:
    async with screens(crew.business_manager) as desk:
        await check(desk, folder / "none.csv")
        assert desk.screen is not desk.page
        assert "不存在" in desk.text()
        await desk.press("escape", "a")
        assert desk.screen.answers()["path"] == str(folder / "none.csv")


async def test_a_file_that_cannot_be_read_says_why(crew: Crew, folder: Path) -> None:
    (folder / "prices.csv").write_text("what,is,this\n1,2,3\n", encoding="utf-8")
    async with screens(crew.business_manager) as desk:
        await check(desk, folder / "prices.csv")
        assert "什么都没有改动" in desk.text()
        await desk.press("C", "e")
        assert desk.screen is desk.page


async def test_the_columns_of_a_file_are_told(crew: Crew) -> None:
    async with screens(crew.outbound_reviewer) as desk:
        await desk.open("imports")
        await desk.press("i", "enter")
        assert "quantity" in desk.text()
        assert "price" not in desk.text()


# --- first steps ---


async def test_the_guide_follows_what_the_company_has(company: Actor) -> None:
    # S02.11
    assert unfinished(company)
    async with screens(company) as desk:
        await desk.open("first steps")
        assert "已完成 1/8" in desk.text()
        await desk.press("a")
        assert "员工账号" in desk.text().splitlines()[0]


async def test_the_guide_is_done_when_the_first_order_is_there(crew: Crew) -> None:
    assert unfinished(crew.admin)
    crew.place()
    assert not unfinished(crew.admin)
    async with screens(crew.admin, size=SMALL) as desk:
        await desk.open("first steps")
        assert "已完成 7/8" in desk.text()
        await desk.press("a")
        assert "齐备" in desk.said


# --- export ---


async def test_every_row_that_matches_becomes_a_file(crew: Crew, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(70):
        set_price(crew.admin, "T1", Decimal(n + 1))
    monkeypatch.setattr("ydh.tui.lists.exporting.PAGE", 20)
    async with screens(crew.business_manager) as desk:
        await desk.open("journal")
        await desk.press("m", "e")
        await desk.answer(path="changes", format="csv")
        rows = table(folder / "changes.csv")
        assert len(rows) == 70
        assert (rows[0]["action"], rows[0]["by"], rows[0]["kind"]) == ("price", "boss", "sku")
        assert "70" in desk.said
        await desk.press("e")
        await desk.answer(path="changes.csv")
        assert "已存在" in desk.text()
        await desk.answer(replace="yes", format="json")
        assert len(json.loads((folder / "changes.json").read_text(encoding="utf-8"))) == 70


async def test_a_whole_table_leaves_only_with_the_right_and_each_file_is_journaled(crew: Crew, folder: Path) -> None:
    async with screens(crew.order_reviewer) as desk:
        await desk.open("customers")
        await desk.press("e", "ctrl+s")
        assert list(folder.iterdir()) == []
        await desk.press("escape", "slash")
        await desk.type("C1")
        await desk.press("enter", "e", "ctrl+s")
        assert len(list(folder.iterdir())) == 1
    (entry,) = entries.entries(crew.admin, action="export").rows
    assert (entry.by, entry.body["rows"], entry.body["file"]) == ("order_reviewer", 1, True)


async def test_a_file_cannot_be_put_where_there_is_no_folder(crew: Crew, folder: Path) -> None:
    async with screens(crew.admin) as desk:
        await desk.open("settings")
        await desk.press("e")
        await desk.answer(path=str(folder / "none" / "a.csv"))
        assert desk.screen is not desk.page
        assert "文件夹" in desk.text()


async def test_a_report_leaves_without_its_sums_and_drawings(crew: Crew, folder: Path) -> None:
    crew.place(2)
    async with screens(crew.business_manager) as desk:
        await desk.open("reports")
        await go_to(desk, "channels")
        await desk.press("enter", "right_square_bracket", "e")
        await desk.answer(path="channels.csv", format="csv")
        rows = table(folder / "channels.csv")
        assert [row["total"] for row in rows] == ["20.00"]
        assert "ratio" not in rows[0]
