"""Names that would steer a terminal: refused where they enter, and harmless where the database has them anyway."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kit import furnished
from tests.kit.desk import LARGE, SMALL, Desk, screens
from tests.kit.furnished import Furnished
from tests.kit.walk import each_screen
from ydh.core.values.text import _FORBIDDEN
from ydh.store.engine.database import Unit
from ydh.tui.lists.form import Form

TITLE = "\x1b]0;owned\x07"  # would set the title of the terminal's window
EVIL = f"[@click=app.exit()]x[/][/nope]{TITLE}\x1b[5i\u202eabc\x9b2J\u200b\u2066\n\tend"
LONG = "很长的名字" * 80 + EVIL
MARKS = "e" + "\u0301\u0489" * 40 + EVIL
SPOILED: dict[str, tuple[str, ...]] = {
    "customer": ("name", "region", "contact", "phone", "address", "note"),
    "account": ("name",),
    "price_level": ("name",),
    "category": ("name",),
    "product": ("name", "brand", "guarantee"),
    "returns": ("text", "return_address", "carrier", "tracking"),
    "return_line": ("note",),
    "sku": ("unit", "pack_unit"),
    "warehouse": ("name", "contact", "phone", "address"),
    "stock": ("place",),
    "lot": ("code", "blocked"),
    "stock_paper": ("supplier", "reference", "reason"),
    "stock_paper_line": ("lot", "reason"),
    "address": ("label", "contact", "phone", "address"),
    "batch": ("name",),
    "orders": ("contact", "phone", "address", "region", "project", "contract_number", "customer_po"),
    "order_line": ("note",),
    "cart_line": ("note",),
    "hold": ("reason", "answer"),
    "shipment": ("carrier", "tracking"),
    "note": ("text", "with_whom", "how", "result"),
    "stock_move": ("document", "reason"),
    "personal": ("text",),
}
SAID = {"reason", "text", "name", "carrier", "answer", "opinion", "label", "tracking"}  # in the bodies of the journal


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Furnished]:
    with furnished.furnished(tmp_path, "zh_CN") as it:
        yield it


def spoil(it: Furnished, text: str) -> None:
    """Put the text where people's words are, past every gate."""

    def work(unit: Unit) -> None:
        unit.execute("DROP TRIGGER IF EXISTS journal_no_update", ())
        unit.execute("DROP TRIGGER IF EXISTS stock_move_no_update", ())
        for table, columns in SPOILED.items():
            unit.execute(
                f"UPDATE {table} SET " + ", ".join(f"{c} = ? || rowid" for c in columns), [text] * len(columns)
            )
        unit.execute("UPDATE role SET name = ? WHERE code = 'taster'", (text,))
        for (id_,) in unit.execute("SELECT id FROM sku", ()).fetchall():
            unit.execute("UPDATE sku SET attributes = ? WHERE id = ?", (json.dumps({text: f"{text}{id_}"}), id_))
        unit.execute("UPDATE setting SET value = ? WHERE name = 'company_name'", (json.dumps(text),))
        for id_, body in unit.execute("SELECT id, body FROM journal", ()).fetchall():
            spoiled = {k: text if k in SAID and isinstance(v, str) else v for k, v in json.loads(body).items()}
            unit.execute("UPDATE journal SET body = ? WHERE id = ?", (json.dumps(spoiled), id_))

    it.boss.company.write(work)


def harmless(desk: Desk) -> list[str]:
    """What of the screen, as it would be sent to a terminal, is more than text, colours and positions."""
    output = desk.output()
    desk.grid(output)  # each row exactly as wide as the terminal
    painted = [segment.text for line in output.strips for strip in line for segment in strip]
    wrong = [text for text in painted if not text.replace("\u3000", " ").isprintable()]
    sent = output.render_segments(desk.app.console)
    rest = re.sub(r"\x1b\[[0-9;]*[mH]", "", sent).replace("\n", "")
    wrong += re.findall(r"[^ -~\u00a0-\uffff]|[\u200b-\u200f\u202a-\u202e\u2060-\u206f]", rest)
    assert not desk.app._exit, "the app was ended"
    assert desk.app._exception is None
    assert not desk.bugs, desk.bugs[0]
    return wrong


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
@pytest.mark.parametrize("who", ["manager", "customer"])
async def test_hostile_names_in_the_database_are_shown_without_effect_everywhere(
    company: Furnished, who: str, size: tuple[int, int]
) -> None:
    for text in (LONG, MARKS) if size == SMALL else (EVIL,):  # EVIL on the small ones: the test below
        spoil(company, text)
        shown = 0
        async with screens(company.person(who), size=size) as desk:
            async for name in each_screen(desk, company):
                assert harmless(desk) == [], name
                shown += text[:2] in "\n".join(desk.grid()[2:])
        assert shown > 10


@pytest.mark.parametrize("who", ["manager", "customer"])
async def test_hostile_names_have_no_effect_on_screens_in_forms_sheets_and_the_palette(
    company: Furnished, who: str
) -> None:
    spoil(company, EVIL)
    shown = 0
    async with screens(company.person(who)) as desk:
        tried: set[tuple[Any, ...]] = set()
        async for name in each_screen(desk, company):
            assert harmless(desk) == [], name
            shown += EVIL[:2] in "\n".join(desk.grid()[2:])
            page = desk.page
            for binding in new_keys(page, tried, "colon", "y"):
                await desk.press(binding.key)
                assert harmless(desk) == [], f"{name} {binding.key}"
                for _ in range(4):
                    if desk.screen is not page and page in desk.app.screen_stack:
                        await desk.press("escape")
                if page not in desk.app.screen_stack:
                    break
    assert shown > 8


def new_keys(page: Any, tried: set[tuple[Any, ...]], *more: str) -> list[Any]:
    """The keys of what is done here, once for each kind of screen, and some more."""
    found = []
    for binding in page.live_keys():
        which = (type(page), type(getattr(page, "book", None)), binding.action)
        if (binding.action.startswith("deed(") or binding.key in more) and which not in tried:
            tried.add(which)
            found.append(binding)
    return found


async def test_a_click_on_a_name_that_looks_like_a_link_does_nothing(company: Furnished) -> None:
    spoil(company, "[@click=app.exit()]xxxxxxxxxxxx[/]")
    async with screens(company.person("manager")) as desk:
        await desk.open("customers")
        for y in range(desk.app.size.height):
            await desk.pilot.click(offset=(12, y))
            await desk.rest()
        assert not desk.app._exit


async def test_hostile_text_that_was_said_is_harmless(company: Furnished) -> None:
    async with screens(company.person("manager")) as desk:
        desk.app.say(EVIL, wrong=True)
        await desk.rest()
        assert harmless(desk) == []
        await desk.press("!")
        assert harmless(desk) == []


# --- where text enters ---

ENTRIES = ("a\x1b[31mb", "a\u202eb", "a\u200bb", "a\x9bb", "a\x00b", "a\u2028b")


@pytest.mark.parametrize("who", ["manager", "customer"])
async def test_no_form_lets_a_hostile_text_into_the_database(company: Furnished, who: str) -> None:
    filled = 0
    async with screens(company.person(who)) as desk:
        tried: set[tuple[Any, ...]] = set()
        async for _ in each_screen(desk, company):
            page = desk.page
            for binding in new_keys(page, tried):
                await desk.press(binding.key)
                if isinstance(desk.screen, Form):
                    await fill_in(desk, desk.screen, ENTRIES[filled % len(ENTRIES)])
                    filled += 1
                for _ in range(4):
                    if desk.screen is not page and page in desk.app.screen_stack:
                        await desk.press("escape")
                if page not in desk.app.screen_stack:
                    break
    assert filled > 10
    assert hostile_rows(company) == []


async def fill_in(desk: Desk, form: Form, text: str) -> None:
    """Type the text into every field of the form, and do it."""
    await desk.answer(**{field.name: text for field in form.fields if field.kind in ("text", "note")})
    assert not desk.bugs, f"{form.title_text}: {desk.bugs[0]!r}"
    desk.grid()


def hostile_rows(it: Furnished) -> list[Any]:
    """Every text in the database with a character that no gate lets in."""

    def bad(value: Any) -> bool:
        return isinstance(value, str) and any(
            unicodedata.category(char) in _FORBIDDEN and char != "\n" for char in value + str_of(value)
        )

    def work(unit: Unit) -> list[Any]:
        names = unit.execute("SELECT name FROM sqlite_master WHERE type = 'table'", ()).fetchall()
        return [
            (name, row)
            for (name,) in names
            for row in unit.execute(f'SELECT * FROM "{name}"', ()).fetchall()
            if any(bad(value) for value in row)
        ]

    return it.boss.company.read(work)


def str_of(value: str) -> str:
    """What a JSON text says."""
    try:
        return str(json.loads(value)) if value[:1] in '{["' else ""
    except ValueError:
        return ""
