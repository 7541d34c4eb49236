"""A line that breaks takes nothing along: what was being typed is there at the next sign-in, for who typed it alone."""

from pathlib import Path

import pytest

from tests.kit.desk import screens
from tests.kit.orders import Crew
from ydh.core.company import places, unfinished
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists.form import Form
from ydh.tui.orders.order import order_screen


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "state" / "ydh").mkdir(parents=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "ydh" / "unfinished"


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*")) if folder.is_dir() else []


@pytest.mark.parametrize("at", ["document", "queue"])
async def test_a_half_filled_form_is_offered_at_the_next_sign_in_and_gone_on_with(
    crew: Crew, state: Path, at: str
) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        if at == "queue":
            await desk.press("1")
        else:
            await desk.open(order_screen(number))
        await desk.press("n")
        await desk.fill("text", "周五前送")
        desk.app.hang_up(129)
        assert desk.app.return_code == 129
    (file,) = kept(state)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    async with screens(crew.finance_reviewer) as desk:
        assert not isinstance(desk.screen, Form), "it is nobody else's"
    async with screens(crew.order_reviewer) as desk:
        assert {"周五前送", number} <= set(desk.text().replace("\n", " ").split())
        await desk.press("enter")
        assert isinstance(desk.screen, Form)
        assert desk.screen.answers()["text"] == "周五前送"
        await desk.press("ctrl+s")
        assert [note.text for note in crew.show(number).notes] == ["周五前送"]
    assert kept(state) == []


async def test_what_is_given_up_is_gone_and_no_password_is_ever_kept(crew: Crew, state: Path) -> None:
    async with screens(crew.business_manager) as desk:
        await desk.open("customers")
        await desk.press("a")
        await desk.fill("name", "新店")
        desk.app.hang_up(129)
    async with screens(crew.business_manager) as desk:
        assert "新店" in desk.text()
        await desk.press("escape")
        assert not isinstance(desk.screen, Form)
    async with screens(crew.business_manager) as desk:
        assert not isinstance(desk.screen, Form)
        await desk.open("my account")
        await desk.press("enter")  # the row of the password
        await desk.fill("new", "nobody-may-read-this")
        desk.app.hang_up(129)
    assert kept(state) == []


async def test_what_is_not_there_any_more_is_said(crew: Crew, state: Path) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await desk.open(queue_screen("order", "review"))
        desk.page.place = "order.review"
        await desk.press("n")
        await desk.fill("text", "周五前送")
        desk.app.hang_up(129)
    crew.carry(number, "finance")
    async with screens(crew.order_reviewer) as desk:
        await desk.press("enter")
        assert number in desk.said
        assert not isinstance(desk.screen, Form)


def test_a_file_that_nobody_can_read_is_passed_over(state: Path) -> None:
    unfinished.keep("sqlite:///x.db", 1, {"typed": {}})
    (file,) = kept(state)
    file.write_text("{", encoding="utf-8")
    assert unfinished.take("sqlite:///x.db", 1) is None
    assert kept(state) == []
    assert places.state() == state.parent
