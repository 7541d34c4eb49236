"""Files on the screens: their columns are matched with ours in a table; what a history lacks is written for it."""

import csv
from pathlib import Path

from tests.kit.desk import LARGE, screens
from tests.kit.orders import Crew
from ydh.core.goods import catalogue
from ydh.tui.files.import_check import CheckScreen


async def test_the_columns_of_a_file_are_matched_in_a_table(crew: Crew, tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("货号,描述,单位,标价,备用\nX1,桂花糕,盒,12.5,无\n", encoding="utf-8")
    async with screens(crew.business_manager, size=LARGE) as desk:
        await desk.open("imports")
        await desk.press("a")
        await desk.answer(kind="products", path=str(path))
        page = desk.page
        assert isinstance(page, CheckScreen)
        assert page.book.plan is None, "the header does not say what is what"
        await desk.press("E")
        assert desk.rows == ["货号", "描述", "单位", "标价", "备用"]
        assert "桂花糕" in desk.text(), "each column with a value"
        for title, column in (("货号", "code"), ("描述", "name"), ("标价", "price"), ("备用", "")):
            desk.page.grid.go(desk.rows.index(title))
            await desk.press("enter")
            await desk.answer(column=column)
        await desk.press("C")
        assert isinstance(desk.page, CheckScreen)
        assert desk.page.book.plan is not None
        assert (desk.page.book.plan.good, desk.page.book.plan.bad) == (1, 0)
        await desk.press("C")
        await desk.press("enter")
    assert catalogue.show_product(crew.admin, "X1").name == "桂花糕"


async def test_what_a_file_of_history_names_and_is_not_here_is_written_for_the_import_before(
    crew: Crew, tmp_path: Path
) -> None:
    path, to = tmp_path / "old.csv", tmp_path / "missing.csv"
    heads = ("number", "date", "customer", "sku", "name", "unit", "quantity", "price")
    row = ("A1", "2024-03-01", "C9", "Z9", "老茶", "罐", "3", "20")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, row])
    async with screens(crew.system_admin, size=LARGE) as desk:
        await desk.open("imports")
        await desk.press("o")
        await desk.answer(path=str(path), what="customers", to=str(to))
        assert to.exists(), desk.text()
    assert to.read_text(encoding="utf-8").splitlines()[0] == "code,name"
    assert "C9" in to.read_text(encoding="utf-8")
