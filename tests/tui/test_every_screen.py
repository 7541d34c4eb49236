"""What holds for every screen, found in the table of places: it opens, every key works, every form can be left."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.screen import ModalScreen

from tests import company as data
from tests.tui import furnished
from tests.tui.desk import LARGE, SMALL, Desk, screens
from tests.tui.furnished import PEOPLE, Furnished
from ydh.core import looking
from ydh.core.flows import WORKFLOWS
from ydh.tui.form import Form
from ydh.tui.listing import ListScreen
from ydh.tui.page import Page
from ydh.tui.screens.order import order_screen
from ydh.tui.screens.places import PLACES, places_for, screen_at
from ydh.tui.screens.queue import queue_screen
from ydh.tui.sheet import column_widths, titles

ENDS = {"ctrl+q", "ctrl+z", "ctrl+c"}  # they end or suspend the program: test_terminal.py tries them in a real one
THOROUGH = ("manager", "customer")  # the others press what is done there: keys of every list are the same for all
STEPS = [(flow.name, step.code) for flow in WORKFLOWS.values() for step in flow.steps]


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Furnished]:
    url = f"sqlite:///{tmp_path}/x.db"
    furnished.fill(url, "zh_CN")
    it = furnished.opened(url, "zh_CN")
    yield it
    it.boss.company.close()


async def back_to(desk: Desk, page: Page) -> None:
    """Escape until the page is on top again; open it again when it was left itself."""
    for _ in range(8):
        if desk.screen is page:
            return
        if page not in desk.app.screen_stack:
            desk.app.push_screen(page)
            await desk.rest()
            return
        above = desk.screen
        await desk.press("escape")
        if isinstance(above, ModalScreen):
            assert desk.screen is not above, f"{type(above).__name__} cannot be left by esc\n{desk.text()}"
    assert desk.screen is page, f"esc does not lead back\n{desk.text()}"


async def press_all(desk: Desk, page: Page, tried: set[str], *, deeds_only: bool = False) -> None:
    """Every key that works now and was not tried before."""

    def wanted(binding: Any) -> bool:
        return binding.key not in ENDS and binding.action not in tried and (is_deed(binding) or not deeds_only)

    while fresh := [b for b in page.live_keys() if wanted(b)]:
        binding = fresh[0]
        tried.add(binding.action)
        await press_one(desk, page, binding)


def is_deed(binding: Any) -> bool:
    return str(binding.action).startswith("deed(") or binding.key == "enter"


async def press_one(desk: Desk, page: Page, binding: Any) -> None:
    what = f"{binding.key} ({binding.description}) on {type(page).__name__} {page.crumb()!r}"
    await desk.press(binding.key)
    assert desk.app._exception is None, what
    assert not desk.bugs, f"{what}: {desk.bugs[0]!r}"
    if not desk.app._exit:
        desk.grid()
        if isinstance(desk.screen, Form):
            no_label_is_cut(desk.screen, what)
        await back_to(desk, page)


def no_label_is_cut(form: Form, what: str) -> None:
    for label in form.query(".name"):
        assert "~" not in str(label.render()), f"{what}: {label.render()}"


async def try_every_key(desk: Desk, page: Any, *, rows: int = 8, deeds_only: bool = False) -> None:
    """Every key of the footer and of the sheet of keys, on as many rows as have keys of their own."""
    tried: set[str] = set()
    await press_all(desk, page, tried, deeds_only=deeds_only)
    if not isinstance(page, ListScreen):
        return
    for _ in range(min(rows, len(page.grid.rows) - 1)):
        await desk.press("j")
        await press_all(desk, page, tried, deeds_only=True)


def openings(desk: Desk) -> list[tuple[str, Any]]:
    """(name, how to make the screen) of the places of who sits here."""
    return [(place.where, lambda p=place: screen_at(desk.app, p)) for place in places_for(desk.app)]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("where", [place.where for place in PLACES])
async def test_every_key_of_every_place_works(company: Furnished, who: str, where: str) -> None:
    async with screens(company.person(who)) as desk:
        place = next((p for p in places_for(desk.app) if p.where == where), None)
        if place is None:
            return  # not for this person: test_palette.py sees that it is not offered either
        await desk.open(place)
        page = desk.page
        assert desk.screen is page
        desk.grid()
        await try_every_key(desk, page, deeds_only=who not in THOROUGH)


@pytest.mark.parametrize("who", PEOPLE)
async def test_every_key_of_the_first_screen_works(company: Furnished, who: str) -> None:
    async with screens(company.person(who)) as desk:
        await try_every_key(desk, desk.page)


@pytest.mark.parametrize(("workflow", "step"), STEPS)
async def test_every_key_of_every_queue_works(company: Furnished, workflow: str, step: str) -> None:
    async with screens(company.person("manager")) as desk:
        await desk.open(queue_screen(workflow, step))
        await try_every_key(desk, desk.page, rows=3, deeds_only=step != "review")


@pytest.mark.parametrize("who", PEOPLE)
async def test_every_key_of_an_order_works_wherever_it_stands(company: Furnished, who: str) -> None:
    async with screens(company.person(who)) as desk:
        for number in numbers(company, who):
            await desk.open(order_screen(number))
            page = desk.page
            await press_all(desk, page, set(), deeds_only=True)
            while len(desk.app.screen_stack) > 2:
                desk.app.pop_screen()
            await desk.rest()


def numbers(company: Furnished, who: str) -> list[str]:
    """One order for each step."""
    found = {row.step + "!" * bool(row.held): row.number for row in looking.list_orders(company.person(who))}
    return list(found.values())


@pytest.mark.parametrize("who", ["manager", "customer"])
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_no_heading_of_a_list_is_cut_at_either_size(company: Furnished, who: str, lang: str) -> None:
    cut = []
    for size in (SMALL, LARGE):
        async with screens(company.person(who), size=size, lang=lang) as desk:
            for name, make in [("home", None), *openings(desk)]:
                if make is not None:
                    desk.app.push_screen(make())
                    await desk.rest()
                if isinstance(desk.page, ListScreen):
                    grid = desk.page.grid
                    widths = column_widths(grid.columns, grid.size.width - 3)
                    heads = zip(titles(grid.columns, grid.words), widths, strict=True)
                    cut += [f"{name} {size[0]} {title}: {w}" for title, w in heads if w and cell_len(title) > w]
                if make is not None:
                    desk.app.pop_screen()
    assert cut == []


@pytest.mark.parametrize("who", PEOPLE)
async def test_every_place_opens_on_an_empty_company_and_says_what_to_do(tmp_path: Path, who: str) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    data.fill(url)
    boss = data.administrator(url)
    person = data.customer(boss, "C1") if who == "customer" else data.staff(boss, "li", *PEOPLE[who])
    async with screens(person) as desk:
        for name, make in openings(desk):
            desk.app.push_screen(make())
            await desk.rest()
            assert not desk.bugs, f"{name}: {desk.bugs[0]!r}"
            page = desk.page
            if isinstance(page, ListScreen) and not page.grid.rows:
                assert page.book.empty, f"{name}: an empty list says nothing"
            desk.grid()
            desk.app.pop_screen()
    boss.company.close()
