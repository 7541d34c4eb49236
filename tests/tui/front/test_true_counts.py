"""What the first screen counts is what stands in the list behind it, and what it says can be done can be done."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.kit.company import staff
from tests.kit.desk import screens
from tests.kit.orders import Crew, approve, done
from ydh.core.administration import settings
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.values.errors import NotAllowed
from ydh.core.workflow import holds
from ydh.core.workflow.todo_table import TASK_NAMES
from ydh.practice import founding
from ydh.practice.people import STAFF
from ydh.tui.front.home import Way
from ydh.tui.front.queue import HeldOrders
from ydh.tui.lists.exporting import every_row
from ydh.tui.orders.order import order_screen


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Actor]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('practice') / 'practice.db'}"
    founding.make(url, size=300)
    company = open_company(url)
    settings.change_setting(founding.people(company)[founding.ADMIN], "pick", "pick")
    yield dict(founding.people(company))
    company.close()


async def test_every_count_of_the_first_screen_is_that_of_the_list_behind_it(people: dict[str, Actor]) -> None:
    counted: dict[str, set[str]] = {}
    for login in (person.login for person in STAFF):
        actor = people[login]
        async with screens(actor) as desk:
            home = desk.page.book
            for way in (row for row in desk.page.grid.rows if isinstance(row, Way) and row.count is not None):
                behind = home.enter(desk.app, way)
                rows = list(every_row(actor, behind.book, behind.query_now, desk.app.words))
                assert (login, way.label, len(rows)) == (login, way.label, way.count)
                counted.setdefault(str(way.label), set()).update(map(behind.book.key, rows))
                if isinstance(behind.book, HeldOrders) and behind.query_now.filters:
                    assert all(holds.liftable(actor, row.number) for row in rows)
    assert {*TASK_NAMES.values(), "order review", "held orders"} <= {name for name, rows in counted.items() if rows}


async def test_a_hold_that_is_not_for_me_to_lift_says_so_before_the_form(crew: Crew) -> None:
    number = crew.place()
    done(approve(crew.order_reviewer, number, "review"))
    holds.hold(crew.finance_reviewer, number, "价格不对")
    with pytest.raises(NotAllowed) as refused:
        holds.liftable(crew.finance_reviewer, number)
    assert refused.value.id == "own-hold"
    assert [it.code for it in holds.liftable(crew.business_manager, number)] == ["exception"]
    async with screens(crew.finance_reviewer) as desk:
        await desk.open(order_screen(number))
        await desk.press("l")
        assert desk.screen is desk.page, "no form is asked for"
        assert "本人" in desk.said
    async with screens(crew.system_admin) as desk:  # who has no right on any step
        await desk.open("held orders")
        assert desk.rows == [number]
        assert {"h", "l", "Y", "Q"}.isdisjoint(b.key for b in desk.page.live_keys())


@pytest.mark.parametrize(("lang", "said"), [("en", "approved it a moment ago"), ("zh_CN", "刚刚通过")])
async def test_what_somebody_else_has_just_done_is_said_instead_of_a_missing_right(
    crew: Crew, lang: Any, said: str
) -> None:
    number, other = crew.place(), staff(crew.admin, "zhou", "order_reviewer")
    async with screens(crew.order_reviewer, lang=lang, probe=0.02) as desk:
        await desk.open(order_screen(number))
        done(approve(other, number, "review"))
        await desk.until(lambda: desk.page.row.step == "finance")
        for key in ("a", "w"):  # one of the step's, and one that only the step before had
            await desk.press(key)
            assert said in desk.said, key
            assert "zhou" in desk.said
