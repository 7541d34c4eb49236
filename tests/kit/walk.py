"""Every screen of a person, one after the other, and what holds for the text of each of them."""

import re
from collections.abc import AsyncIterator
from typing import Any

from rich.cells import cell_len

from tests.kit.desk import Desk
from tests.kit.furnished import Furnished, data_words
from ydh.core.company.settings import SETTINGS
from ydh.core.orders import looking
from ydh.core.rules.permissions import ROLE_NAMES, P
from ydh.core.rules.workflows import WORKFLOWS
from ydh.tui.front.places import Place, places_for, screen_at
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists.form import Form
from ydh.tui.lists.listing import ListScreen
from ydh.tui.orders.order import order_screen
from ydh.tui.paint.sheet import column_widths, titles

MADE = re.compile(r"DR?-[0-9A-Z]{8}")  # the reference of a draft is drawn by lot
NUMBER = re.compile(r"DH-[A-Z]-[-0-9]+")
FILE, COMMAND = re.compile(r"[a-z-]+-\d{8}\.csv|~/\w+\.csv"), re.compile(r"ydh(\s+[a-z-]+)+")  # suggested, named
CUT = re.compile(r"[A-Za-z]+~")
HAN, LATIN = re.compile(r"[\u3400-\u9fff]+"), re.compile(r"[A-Za-z][A-Za-z'_-]*[A-Za-z]")
KEYS = {"Enter", "Esc", "Tab", "PgUp", "PgDn", "Home", "End", "Space", "shift", "ctrl"}
# what is Latin in Chinese too: the program and its commands, formats, what the other language calls itself, codes
LATIN_WORDS = KEYS | {
    "ydh",
    "demo",
    "doctor",
    "explain",
    "zhangsan",
    "csv",
    "pdf",
    "xlsx",
    "Excel",
    "English",
    "ddsh",
    "DH-O",
    "DH-S",
    "UTC",
    "off",
}
CODES = " ".join(
    (*(p.value for p in P), *SETTINGS, *ROLE_NAMES, *(c for f in WORKFLOWS.values() for c in f.codes_all()))
)
HAN_WORDS = {"中文"}


def name_of(place: Place) -> str:
    """What the grids of a place are called: without its room."""
    return place.where.rpartition(".")[2].replace(":", "-")


def ways(desk: Desk, it: Furnished) -> list[tuple[str, Any]]:
    """(name, how to make the screen; None for the first one) of everything that who sits here can open."""
    app = desk.app
    actor = app.desk.actor if app.desk else it.boss
    found: list[tuple[str, Any]] = [("home", None)]
    found += [(name_of(place), lambda p=place: screen_at(app, p)) for place in places_for(app)]
    found += [
        (f"queue-{flow.name}-{step.code}", lambda f=flow.name, s=step.code: queue_screen(f, s))
        for flow in WORKFLOWS.values()
        for step in flow.steps
        if isinstance(step.by, P) and app.may((step.by,))
    ]
    latest = {row.step + "-held" * bool(row.held): row.number for row in looking.list_orders(actor)}
    found += [(f"order-{step}", lambda n=number: order_screen(n)) for step, number in sorted(latest.items())]
    return found


async def each_screen(desk: Desk, it: Furnished) -> AsyncIterator[str]:
    """Open one screen after the other; gives its name while it is open."""
    for name, make in ways(desk, it):
        below = list(desk.app.screen_stack)
        if make is not None and (screen := make()) is not None:
            desk.app.push_screen(screen)
            await desk.rest()
        assert not desk.bugs, f"{name}: {desk.bugs[0]!r}"
        yield name
        while len(desk.app.screen_stack) > len(below):
            desk.app.pop_screen()
        await desk.rest()


def foreign(text: str, lang: str) -> set[str]:
    """The words of a screen that are not in its language, and no data of the company."""
    for data in (NUMBER, MADE, FILE, COMMAND, CUT):
        text = data.sub("", text)
    if lang == "en":
        return {word for word in HAN.findall(text) if word not in HAN_WORDS}
    known = {word.casefold() for word in (*LATIN.findall(f"{data_words(lang)} {CODES}"), *LATIN_WORDS)}
    return {word for word in LATIN.findall(text) if word.casefold() not in known}


def cut(screen: Any) -> list[str]:
    """Headings and names of fields that do not fit into their room."""
    if isinstance(screen, Form):
        names = [str(label.render()) for label in screen.query(".name")]
        return [name for name in names if "~" in name]
    if not isinstance(screen, ListScreen):
        return []
    grid = screen.grid
    widths = column_widths(grid.columns, grid.size.width - 3)
    heads = zip(titles(grid.columns, grid.words), widths, strict=True)
    return [f"{title}: {width}" for title, width in heads if width and cell_len(title) > width]


def complaints(desk: Desk, lang: str) -> list[str]:
    """What is wrong with the text of the screen on top."""
    found = sorted(foreign(desk.text(), lang))
    return [*(f"in another language: {word}" for word in found), *(f"cut off: {each}" for each in cut(desk.screen))]
