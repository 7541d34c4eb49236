"""A database or a terminal that goes away: nothing is half done, the screen says it, and goes on when it is back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from tests.kit import company as company_data
from tests.kit.desk import Desk, both, screens
from tests.kit.orders import Crew, make_crew
from tests.kit.servers import Postgres
from tests.store.test_lost import kill
from tests.tui.test_framework import busy
from ydh.core.company.actors import Actor
from ydh.core.orders import cart
from ydh.core.orders.views import Want
from ydh.core.values.errors import Lost
from ydh.store.engine.database import path_of
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists.form import Form

SOON = 0.02


@contextmanager
def gone(company: Actor) -> Iterator[None]:
    """The database file is somewhere else for a while."""
    path: Path = path_of(company.company.store.url)
    away = path.with_name("away.db")
    os.rename(path, away)
    try:
        yield
    finally:
        os.rename(away, path)


async def queue(desk: Desk) -> None:
    await desk.open(queue_screen("order", "review"))


async def test_a_database_that_goes_away_is_said_and_the_screen_goes_on_when_it_is_back(crew: Crew) -> None:
    first, second = crew.place(), crew.place()
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        with gone(crew.admin):
            await desk.until(lambda: "数据库" in desk.said)
            assert "数据库" in desk.text()
            assert first in desk.text()
            await desk.tap("j", "k", "j")
            assert desk.here == second
            await desk.press("a")
            assert "数据库" in desk.said
        assert crew.step(second) == "review"
        third = crew.place()
        await desk.until(lambda: desk.rows == [first, second, third])
        await desk.press("a")
        assert crew.step(second) == "finance"


async def test_a_form_keeps_what_was_typed_until_the_database_is_back(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        await desk.press("r")
        await desk.fill("reason", "地址不全")
        with gone(crew.admin):
            await desk.press("ctrl+s")
            assert isinstance(desk.screen, Form)
            assert "数据库" in desk.text()
            assert desk.screen.answers() == {"reason": "地址不全"}
        await desk.press("ctrl+s")
        assert crew.step(number) == "draft"


async def test_a_screen_that_is_opened_while_the_database_is_away_fills_when_it_is_back(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        with gone(crew.admin):
            await queue(desk)
            assert "数据库" in desk.text()
        await desk.until(lambda: desk.rows == [number])


async def test_a_server_that_ends_every_connection_is_taken_up_again(postgres: Postgres) -> None:
    boss = company_data.administrator(postgres.fresh(postgres.make_template("company", company_data.fill)))
    crew = make_crew(boss)
    number = crew.place()
    async with screens(crew.order_reviewer, probe=SOON) as desk:
        await queue(desk)
        for _ in range(3):
            kill(boss.company.store)
            await desk.press("ctrl+r")
        await desk.until(lambda: desk.rows == [number])
        for _ in range(5):  # a change may meet the connection that was ended, once
            if crew_step(crew, number) == "review":
                await desk.press("a")
        assert crew_step(crew, number) == "finance"
    boss.company.close()


def crew_step(crew: Crew, number: str) -> str:
    try:
        return crew.step(number)
    except Lost:
        return crew.step(number)


@both
async def test_the_cart_is_there_at_the_next_sign_in(crew: Crew) -> None:
    async with screens(crew.buyer) as desk:
        await desk.press("enter")
        if isinstance(desk.screen, Form):
            await desk.press("ctrl+s")
    before = cart.show(crew.buyer).lines
    assert before
    cart.add(crew.buyer, [Want("T2", Decimal(7))])
    async with screens(crew.buyer) as desk:
        assert "商品T2" in desk.text()
        assert {line.sku for line in cart.show(crew.buyer).lines} == {before[0].sku, "T2"}


async def test_who_leaves_while_something_is_written_leaves_it_whole(crew: Crew) -> None:
    number = crew.place()
    async with screens(crew.order_reviewer) as desk:
        await queue(desk)
        with busy(crew.admin):
            await desk.tap("a")
            await desk.until(lambda: desk.page.in_flight)
            desk.app.exit()
    assert crew.step(number) == "finance"
    assert [action for _, action, _, _ in crew.trail(number)][-1] == "approve"


async def test_a_database_that_is_away_from_the_start_is_said_at_the_sign_in(tmp_path: Path) -> None:
    async with screens(None, url=f"sqlite:///{tmp_path}/nowhere.db") as desk:
        assert "还没有公司" in desk.text() or "没有公司" in desk.text()
        await desk.press("escape", "?", "escape")
        assert desk.app.me is None


@pytest.mark.parametrize("broken", ["folder", "text"])
async def test_a_file_that_is_no_database_is_said_at_the_sign_in(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "x.db"
    if broken == "folder":
        path.mkdir()
    else:
        path.write_text("not a database" * 100)
    async with screens(None, url=f"sqlite:///{path}") as desk:
        assert "数据库" in desk.text()
        assert not isinstance(desk.screen, Form)


async def test_a_list_is_never_put_in_the_place_of_the_database(crew: Crew) -> None:
    path: Path = path_of(crew.admin.company.store.url)
    async with screens(crew.business_manager) as desk:
        await desk.open("journal")
        await desk.press("e")
        await desk.answer(path=str(path), replace="yes")
        assert isinstance(desk.screen, Form)
        assert "绝不覆盖" in desk.text()
    assert crew.place()
