"""What holds for every screen, found in the table of places: it opens, every key works, every form can be left."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.screen import ModalScreen

from tests.kit import company as data
from tests.kit import furnished
from tests.kit.desk import LARGE, SMALL, Desk, screens
from tests.kit.furnished import PEOPLE, Furnished
from tests.kit.walk import complaints, each_screen
from ydh.core.orders import looking
from ydh.core.rules.permissions import ROLES
from ydh.core.rules.workflows import WORKFLOWS
from ydh.tui.front.places import PLACES, Place
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.page import FullScreen
from ydh.tui.orders.order import order_screen

ENDS = {"ctrl+q", "ctrl+z", "ctrl+c"}  # they end or suspend the program
OF_EVERY_PAGE = {"palette", "messages"}  # FullScreen has them, whatever it shows: pressed on the first screen
STEPS = [(flow.name, step.code) for flow in WORKFLOWS.values() for step in flow.steps]
ALL = [("manager", "zh_CN"), ("customer", "zh_CN")]  # who presses every key; the others press what is done there
LOOKS = [*ALL, ("manager", "en"), ("customer", "en"), ("reviewer", "zh_CN"), ("clerk", "zh_CN")]


def may_open(who: str, place: Place) -> bool:
    rights = frozenset().union(*(ROLES[role] for role in PEOPLE[who]))
    mine = ("customer" if who == "customer" else "staff", "both")
    return place.kind in mine and (not place.needs or bool(rights & set(place.needs)))


@pytest.fixture
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Furnished]:
    called = getattr(request.node, "callspec", None)
    lang = called.params.get("lang", "zh_CN") if called else "zh_CN"
    with furnished.furnished(tmp_path, lang) as it:
        yield it


class Visit:
    """Presses the keys of one screen and notes what is wrong with what they show."""

    def __init__(self, desk: Desk, lang: str, *, thorough: bool, first: bool) -> None:
        self.desk, self.lang, self.thorough, self.first = desk, lang, thorough, first
        self.page: FullScreen = desk.page
        self.tried: set[str] = set()
        self.wrong = complaints(desk, lang)

    def _wanted(self, binding: Any) -> bool:
        done_here = binding.action.startswith("deed(") or binding.key in ("enter", "question_mark")
        known = binding.action in self.tried or (binding.action in OF_EVERY_PAGE and not self.first)
        return binding.key not in ENDS and not known and (done_here or self.thorough)

    async def press_all(self) -> None:
        """Every key that works now and was not pressed before."""
        while fresh := [b for b in self.page.live_keys() if self._wanted(b)]:
            self.tried.add(fresh[0].action)
            await self._press(fresh[0])

    async def _press(self, binding: Any) -> None:
        desk, page = self.desk, self.page
        what = f"{binding.key} ({binding.description}) on {type(page).__name__} {page.crumb()!r}"
        await desk.press(binding.key)
        assert desk.app._exception is None, what
        assert not desk.bugs, f"{what}: {desk.bugs[0]!r}"
        if not desk.app._exit:
            self.wrong += [f"{what}: {each}" for each in complaints(desk, self.lang)]
            await self._back(what)

    async def _back(self, what: str) -> None:
        """Escape until the page is on top again; open it again when it was left itself."""
        desk, page = self.desk, self.page
        for _ in range(8):
            if desk.screen is page:
                return
            if page not in desk.app.screen_stack:
                desk.app.push_screen(page)
                await desk.rest()
                return
            above = desk.screen
            await desk.press("escape")
            still_there = desk.screen is above and isinstance(above, ModalScreen)
            assert not still_there, f"{what}: {type(above).__name__} cannot be left by esc\n{desk.text()}"
        raise AssertionError(f"{what}: esc does not lead back\n{desk.text()}")


async def visit(desk: Desk, lang: str, *, thorough: bool = False, rows: int = 8, first: bool = False) -> list[str]:
    """Press every key of the screen, on as many rows as have keys of their own; what is wrong with what they show."""
    it = Visit(desk, lang, thorough=thorough, first=first)
    await it.press_all()
    if isinstance(it.page, ListScreen):
        it.thorough = False
        for _ in range(min(rows, len(it.page.grid.rows) - 1)):
            await desk.press("j")
            await it.press_all()
    return it.wrong


@pytest.mark.parametrize(("who", "lang"), LOOKS)
async def test_every_key_of_every_place_works(company: Furnished, who: str, lang: str) -> None:
    wrong = []
    async with screens(company.person(who), lang=lang) as desk:
        for place in PLACES:
            if may_open(who, place):
                await desk.open(place)
                wrong += await visit(desk, lang, thorough=(who, lang) in ALL)
                while len(desk.app.screen_stack) > 2:
                    desk.app.pop_screen()
                await desk.rest()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("who", "lang"), LOOKS)
async def test_every_key_of_the_first_screen_works(company: Furnished, who: str, lang: str) -> None:
    async with screens(company.person(who), lang=lang) as desk:
        wrong = await visit(desk, lang, thorough=(who, lang) in ALL, first=True)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("workflow", "step"), STEPS)
async def test_every_key_of_every_queue_works(company: Furnished, workflow: str, step: str) -> None:
    async with screens(company.person("manager")) as desk:
        await desk.open(queue_screen(workflow, step))
        wrong = await visit(desk, "zh_CN", rows=3, thorough=step == "review")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["manager", "reviewer", "customer"])
async def test_every_key_of_an_order_works_wherever_it_stands(company: Furnished, who: str) -> None:
    person, wrong = company.person(who), []
    latest = {(row.step, bool(row.held)): row.number for row in looking.list_orders(person)}
    async with screens(person) as desk:
        for number in latest.values():
            await desk.open(order_screen(number))
            wrong += await visit(desk, "zh_CN")
            while len(desk.app.screen_stack) > 2:
                desk.app.pop_screen()
            await desk.rest()
    assert not wrong, "\n".join(wrong)


async def test_who_may_not_see_amounts_sees_none_on_any_screen(company: Furnished) -> None:
    amounts = {f"{row.total:,.2f}" for row in looking.list_orders(company.person("manager"))}
    assert len(amounts) > 5
    seen = []
    async with screens(company.person("clerk"), size=LARGE) as desk:
        async for name in each_screen(desk, company):
            seen += [f"{name}: {amount}" for amount in amounts if amount in desk.text()]
    assert seen == []


@pytest.mark.parametrize("who", ["manager", "customer"])
async def test_every_screen_of_an_empty_company_says_what_to_do(tmp_path: Path, who: str) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    data.fill(url)
    boss = data.administrator(url)
    person = data.customer(boss, "C1") if who == "customer" else data.staff(boss, "li", *PEOPLE[who])
    silent = []
    async with screens(person) as desk:
        async for name in each_screen(desk, furnished.Furnished(boss, "zh_CN", furnished.Clock(furnished.NOW))):
            page = desk.page
            if isinstance(page, ListScreen) and not page.grid.rows and not (page.book.empty or page.grid.empty):
                silent.append(name)
    boss.company.close()
    assert silent == []


@pytest.mark.parametrize("who", ["manager", "customer"])
async def test_a_screen_is_the_same_after_the_terminal_was_smaller_for_a_while(company: Furnished, who: str) -> None:
    wrong = []
    async with screens(company.person(who), size=LARGE) as desk:
        async for name in each_screen(desk, company):
            before = desk.text()
            for size in (SMALL, LARGE):
                await desk.pilot.resize_terminal(*size)
                await desk.rest()
            if desk.text() != before:
                wrong.append(f"{name}\n{before}\n{desk.text()}")
    assert not wrong, "\n".join(wrong)
