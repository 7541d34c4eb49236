"""Writes docs/keys.md from the bindings of the running screens: `python -m tests.kit.key_table`."""

import asyncio
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual.binding import Binding

from tests.kit import furnished
from tests.kit.desk import Desk, screens
from tests.kit.furnished import Furnished
from tests.kit.key_meanings import MEANINGS
from ydh.core.orders import looking
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import WORKFLOWS
from ydh.locale import Words
from ydh.tui.audit.journal import Seals
from ydh.tui.files.chosen import ChosenFile
from ydh.tui.files.import_check import PlanBook
from ydh.tui.front.places import places_for, screen_at, screen_of
from ydh.tui.front.queue import queue_screen
from ydh.tui.lists.going import Go
from ydh.tui.orders.basket import Cart
from ydh.tui.orders.cart import cart_screen
from ydh.tui.orders.catalogue import shop
from ydh.tui.orders.order import order_screen
from ydh.tui.paint.bars import key_name

DOC = Path(__file__).parents[2] / "docs" / "keys.md"
ZH, EN = Words("zh_CN"), Words("en")
HEAD = """# Keys

Made from the program by `python -m tests.kit.key_table`; a test compares it. `?` shows the same on every screen, for
what can be done there at that moment. `^` is Ctrl. A list has the keys of every list besides its own.

A letter means one thing, for staff and for customers: `tests/kit/key_meanings.py` is the table, and a test holds every
list and every document to it. `D` and digits are no keys of lists: with them a code begins that is typed or scanned.
"""


async def table() -> str:
    """The whole page."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/keys.db"
        furnished.fill(url, "en")
        company = furnished.opened(url, "en")
        parts = [HEAD]
        common: set[str] = set()
        async with screens(company.person("manager"), lang="en") as desk:
            await desk.open("all orders")
            here = [b for b in desk.page.live_keys() if not is_deed(b)]
            common = {b.action for b in here}
            parts += [letters(), section("Every list", here)]
            parts += await own_keys(desk, common)
            parts += await queues(desk)
            parts += await orders(desk, company, common)
        async with screens(company.person("customer"), lang="en") as desk:
            parts += await own_keys(desk, common, of="customer")
        company.boss.company.close()
    return "\n".join(part for part in parts if part)


def letters() -> str:
    """What each letter means."""
    rows = [f"| `{letter}` | {it.en} | {it.zh} |" for letter, it in MEANINGS.items()]
    return "\n".join(["## Letters", "", "| letter | what it means | 意思 |", "|---|---|---|", *rows, ""])


async def acts(desk: Desk, company: Furnished, who: str) -> set[tuple[str, str, str]]:
    """(key, marked label, where) of everything that can be done in the lists and documents of the person, ever."""
    app, found = desk.app, set()

    def take(deeds: Iterable[Any], where: str) -> None:
        found.update((deed.key, str(deed.label), where) for deed in deeds)

    for place in places_for(app):
        screen = screen_at(app, place)
        take(screen.deeds(), place.label)
    for place, of in (("roles", {}), ("tokens", {}), ("addresses", {}), ("own_codes", {})):
        take(screen_of(app, Go(place, of)).deeds(), place)
    for flow in WORKFLOWS.values():
        for step in flow.steps:
            if isinstance(step.by, P) == (who == "manager"):
                take(queue_screen(flow.name, step.code).deeds(), f"queue {step.code}")
    take(cart_screen(Cart()).deeds(), "cart")
    take(shop(Cart("C1"), staff=who == "manager").deeds(), "shop")
    take(Seals().deeds, "seals")
    take(PlanBook(ChosenFile("orders", Path("orders.csv"), {})).deeds, "a file that is checked")
    rows = {row.step: row.number for row in looking.list_orders(company.person(who))}
    for number in rows.values():
        await desk.open(order_screen(number))
        take(desk.page.deeds(), number)
        here = [b for b in desk.page.live_keys() if not is_deed(b)]
        found.update((b.key, b.description, "an order") for b in here)
        desk.app.pop_screen()
        await desk.rest()
    return found


async def own_keys(desk: Desk, common: set[str], *, of: str = "staff") -> list[str]:
    """A section for each place of the person."""
    parts = []
    for place in places_for(desk.app):
        if place.kind == "both" and of == "customer":
            continue
        desk.app.push_screen(screen_at(desk.app, place))
        await desk.rest()
        keys: dict[str, Binding] = {}
        for _ in range(6):  # rows differ in what can be done to them
            keys |= {b.key: b for b in desk.page.live_keys() if b.action not in common}
            await desk.press("down")
        name = EN(place.label)
        parts.append(section(f"{name[0].upper()}{name[1:]} {ZH(place.label)}", keys.values()))
        desk.app.pop_screen()
    return parts


async def queues(desk: Desk) -> list[str]:
    """A section for each step, with the keys of whoever may do it."""
    parts = []
    for flow in WORKFLOWS.values():
        for step in flow.steps:
            if not isinstance(step.by, P):
                continue
            screen = queue_screen(flow.name, step.code)
            keys = [Binding(d.key, d.name, d.label) for d in screen.deeds()]
            parts.append(section(f"Queue: {EN(step.label)} {ZH(step.label)}", keys))
    return parts


async def orders(desk: Desk, company: Furnished, common: set[str]) -> list[str]:
    """One section for an order, wherever it stands."""
    keys: dict[str, Binding] = {}
    for number in {row.step: row.number for row in looking.list_orders(company.person("manager"))}.values():
        await desk.open(order_screen(number))
        keys |= {b.key: b for b in desk.page.live_keys() if is_deed(b)}
        desk.app.pop_screen()
        await desk.rest()
    return [section("An order 订单", keys.values())]


def is_deed(binding: Any) -> bool:
    """Whether the key belongs to one list only."""
    return str(binding.action).startswith("deed(")


def section(title: str, keys: Iterable[Binding]) -> str:
    """A heading and a table; nothing when there are no keys."""
    by_action: dict[str, list[Binding]] = {}
    for binding in keys:
        by_action.setdefault(binding.action, []).append(binding)
    rows = [row(group) for group in by_action.values()]
    return "\n".join([f"## {title}", "", "| key | what it does | 作用 |", "|---|---|---|", *rows, ""]) if rows else ""


def row(group: list[Binding]) -> str:
    """A line of a table: the keys that do the same."""
    keys, what = " ".join(code(key_name(b, EN)) for b in group), group[0].description
    return f"| {keys} | {EN(what)} | {ZH(what)} |"


def code(key: str) -> str:
    """A key in Markdown; a backtick needs two around it."""
    return f"`{key}`" if "`" not in key else f"`` {key} ``"


if __name__ == "__main__":
    DOC.write_text(asyncio.run(table()), encoding="utf-8")
