"""What holds of commands and screens as a whole: what one side has the other has too, or the page says why not."""

import importlib
import re
from collections.abc import Iterator
from typing import Any

from tests.kit.command_table import commands
from tests.test_nouns import PAGE, book_of
from ydh.core.rules.nouns import NOUNS, Noun, noun
from ydh.core.rules.workflows import WORKFLOWS
from ydh.tui.front.places import PLACES
from ydh.tui.front.queue import HeldOrders, QueueBook
from ydh.tui.lists.book import Book
from ydh.tui.lists.nouns import NounBook
from ydh.tui.orders import my_orders, order
from ydh.tui.orders.basket import Cart
from ydh.tui.orders.catalogue import Shelf
from ydh.tui.returns import return_deeds, return_free, returns

SIDES = ("commands", "screens")
EVERY = {name: noun(name) for name in NOUNS}
LOOKS = {"list", "show"}


def words_of(it: Noun) -> str:
    """What a noun's commands begin with."""
    return it.command or it.name.replace("_", "-")


def by_table() -> set[str]:
    """What the tables give to both sides, as commands: not what one side writes by hand."""
    acts = {f"{words_of(it)} {act.verb}" for it in EVERY.values() for act in it.acts if not act.by_hand}
    return acts | {f"{words_of(it)} {look}" for it in EVERY.values() for look in LOOKS}


def all_commands() -> set[str]:
    return {words.removeprefix("ydh ") for words, _ in commands()}


def documents() -> Iterator[tuple[str, Any]]:
    """What can be done to documents: in queues, on their screens, by their customers."""
    for flow in WORKFLOWS.values():
        for step in flow.steps:
            yield from ((flow.name, deed) for deed in QueueBook(flow.name, step.code).deeds)
    yield from (("order", deed) for deed in (*order.LOOKING, *my_orders.DEEDS))
    of_returns = (*returns.LOOKING, *return_deeds.DEEDS, *return_deeds.DRAFTS, return_free.ASK, return_free.EDIT)
    yield from (("return", deed) for deed in of_returns)


def all_deeds() -> set[str]:
    """Every deed of the screens, as a command of its name would be called."""
    found = [(words_of(it), deed) for it in EVERY.values() for deed in book_of(it).deeds]
    found += [*documents(), *(("cart", deed) for deed in Shelf(Cart(), staff=False).deeds)]
    for place in PLACES:
        module, _, name = place.where.partition(":")
        book = getattr(importlib.import_module(f"ydh.tui.{module}"), name)
        if isinstance(book, type) and issubclass(book, Book) and not issubclass(book, NounBook):
            found += [(place.label, deed) for deed in book().deeds]
    return {f"{whose} {deed.name.replace('_', '-')}" for whose, deed in found}


def all_filters() -> set[str]:
    """What only the screens' hand-written lists can be narrowed by: queues, the shelf."""
    found = {
        f"{flow.name} {field.name}"
        for flow in WORKFLOWS.values()
        for step in flow.steps
        for field in QueueBook(flow.name, step.code).filters
        if field.name not in {each.code for each in EVERY[flow.name].filters}
    }
    taken = {each.code for each in EVERY["product"].filters}
    found |= {f"held orders {field.name}" for field in HeldOrders.filters}
    return found | {f"product {field.name}" for field in Shelf.filters if field.name not in taken}


def rows_under(title: str) -> list[list[str]]:
    """The cells of the table under a title of the page."""
    table = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    lines = [line[1:-1] for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def named(cell: str) -> set[str]:
    """What a cell names."""
    return set(re.findall(r"`([^`]+)`", cell))


BOTH = rows_under("On both sides, written by hand")
ONE = rows_under("On one side only")


def one_sided(side: str) -> set[str]:
    return {it for cell, where, _ in ONE if where == side for it in named(cell) if " --" not in it}


def test_every_command_has_its_screen_or_the_page_says_why_not() -> None:
    by_hand = {it for command, _, _ in BOTH for it in named(command)}
    assert by_hand | one_sided("commands") == all_commands() - by_table() - all_deeds()
    assert not by_hand & one_sided("commands")


def test_every_deed_of_the_screens_has_its_command_or_the_page_says_why_not() -> None:
    by_hand = {it for _, _, deed in BOTH for it in named(deed) if not it.startswith("filter ")}
    alone = {it for it in one_sided("screens") if not it.startswith("filter ")}
    assert by_hand | alone == all_deeds() - by_table() - all_commands()
    assert not by_hand & alone


def test_every_filter_of_the_screens_is_an_option_or_the_page_says_why_not() -> None:
    listed = one_sided("screens") | {it for _, _, deed in BOTH for it in named(deed)}
    assert {it.removeprefix("filter ") for it in listed if it.startswith("filter ")} == all_filters()


def test_an_option_that_only_commands_have_is_there_and_one_that_they_lack_is_not() -> None:
    has = {f"{words.removeprefix('ydh ')} {name}" for words, it in commands() for p in it.params for name in p.opts}
    said = [(it, side) for cell, side, _ in ONE for it in named(cell) if " --" in it]
    assert "later" not in PAGE.split("## On one side only")[1], "nothing is put off"
    assert [(it, side) for it, side in said if (it in has) is not (side == "commands")] == []


def test_the_page_says_of_everything_where_it_is_and_why() -> None:
    assert all(where for _, where, _ in BOTH)
    assert all(side in SIDES and len(why) > len("screen: later") for _, side, why in ONE)
