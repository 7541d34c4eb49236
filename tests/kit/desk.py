"""A person at the screens, for tests: presses keys, waits until the answers are there, reads what is painted.

    async with screens(crew.order_reviewer) as desk:
        await desk.open("held orders")
        await desk.press("j", "a")
        assert "..." in desk.text()

No sleeps: `press` comes back when nothing is being read, written or painted any more; `until` waits for a condition.
Tests of screens run on SQLite; those marked `@both` on PostgreSQL too.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea

from tests.kit.orders import Crew
from ydh.cli.frame.screens import _print_papers, _save_file, _write_file
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.locale import Language, Words
from ydh.store.engine.database import Unit
from ydh.tui.front.app import Terminal, Ydh
from ydh.tui.front.places import PLACES, Place, opener
from ydh.tui.lists import listing
from ydh.tui.lists import threads as threads
from ydh.tui.lists.book import Book
from ydh.tui.lists.choices import Choice, Several
from ydh.tui.lists.form import Form
from ydh.tui.lists.grid import Grid
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.page import LATER, FullScreen
from ydh.tui.paint import scanner

PATIENCE = 15.0  # seconds until a test that waits gives up
NEVER = 3600.0
SMALL, LARGE = (80, 24), (140, 40)
both = pytest.mark.parametrize("databases", ["sqlite", "postgres"], indirect=True)  # see conftest.py


class Desk:
    """What a test does and sees at one terminal."""

    def __init__(self, app: Ydh, pilot: Pilot[int], bugs: list[Exception]) -> None:
        self.app, self.pilot, self.bugs = app, pilot, bugs

    # --- doing ---

    async def press(self, *keys: str) -> None:
        """Press keys (named as Textual names them), each after what the one before brought about."""
        for key in keys:
            await self.tap(key)
            await self.rest()

    async def tap(self, *keys: str) -> None:
        """Press keys one after the other without waiting for what they bring about."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else key_to_character(name)))
            await self.pilot.pause(0)
            await self.pilot.pause(0)  # from the app to the screen, from there to the widget

    async def scan(self, code: str) -> None:
        """Let a scanner read a code: its signs and Enter come at once."""
        for sign in (*code, "enter"):
            name = _character_to_key(sign) if len(sign) == 1 and not sign.isalnum() else sign
            self.app.post_message(events.Key(name, sign if len(sign) == 1 else key_to_character(name)))
        await self.pilot.pause(0)
        await self.rest()

    async def type(self, text: str) -> None:
        """Type a text character by character."""
        await self.press(*text)

    async def fill(self, field: str, text: str) -> None:
        """Put a text into a field of the form that is open, or choose the value."""
        self._put(field, text)
        await self.rest()

    def _put(self, field: str, text: str) -> None:
        form = self.app.screen
        assert isinstance(form, Form), f"no form is open: {form}\n{self.text()}"
        box = next(form.box(each) for each in form.fields if each.name == field)
        form.set_focus(box)
        if isinstance(box, Choice):
            box.at = [value for value, _ in box.choices].index(text)
            box.refresh()
        elif isinstance(box, Several):
            box.taken = set(text.split())
            box.refresh()
        elif isinstance(box, TextArea):
            box.text = text
        else:
            assert isinstance(box, Input)
            box.value = text

    async def answer(self, **answers: str) -> None:
        """Fill the form that is open and do it."""
        for field, text in answers.items():
            self._put(field, text)
        await self.rest()
        await self.press("ctrl+s")

    async def open(self, what: "str | Place | Book | Screen[Any]") -> None:
        """Open a place (its label, its module:name, or itself), a book, or a screen."""
        if isinstance(what, str):
            what = next(place for place in PLACES if what in (place.label, place.where))
        with self.app._context():
            if isinstance(what, Place):
                opener(self.app, what)()
            else:
                self.app.push_screen(ListScreen(what) if isinstance(what, Book) else what)
        await self.rest()

    async def rest(self) -> None:
        """Wait until nothing is read, written or painted any more."""
        end, calm = time.monotonic() + PATIENCE, 0
        while calm < 1:
            while self._busy():
                assert time.monotonic() < end, f"still at work\n{self.text()}"
                await asyncio.sleep(0.001)
                if self.app._exception is not None or self.app._exit:
                    return
            await self.pilot.pause(0)
            if self.app._exception is not None or self.app._exit:
                return
            calm = 0 if self._busy() else calm + 1

    async def until(self, condition: Callable[[], Any]) -> None:
        """Wait for a condition."""
        end = time.monotonic() + PATIENCE

        def met() -> bool:
            try:
                return bool(condition())
            except AssertionError:
                return False  # the picture was taken while it was painted

        while not met():
            assert time.monotonic() < end, f"waited in vain\n{self.text()}"
            await self.pilot.pause(0.005)

    def _busy(self) -> bool:
        if self.app.desk is not None and self.app.desk.open:
            return True
        if any(not worker.is_finished for worker in self.app.workers):
            return True
        if any(node.message_queue_size for node in (self.app, self.screen, *self.screen.walk_children())):
            return True
        if not (getattr(self.screen, "heard", True) and getattr(self.screen, "steady", True)):
            return True
        grid = getattr(self.screen, "grid", None)
        if isinstance(grid, Grid) and not grid.steady:
            return True
        timers = [timer for screen in self.app.screen_stack for timer in screen._timers]
        return any(
            timer._repeat == 0 and timer._interval < LATER and timer._task is not None and not timer._task.done()
            for timer in timers
        )

    # --- seeing ---

    def output(self) -> Any:
        """What the compositor would send to the terminal to paint everything, sheets and what shines through."""
        with self.app._context():  # another desk's app may be the active one
            return self.app.screen._compositor.render_update(full=True, screen_stack=self.app._background_screens)

    def grid(self, output: Any = None) -> list[str]:
        """The rows of the screen as painted, each exactly as wide as the terminal."""
        lines = (output or self.output()).strips
        rows = ["".join(segment.text for strip in line for segment in strip) for line in lines]
        size = self.app.size
        assert len(rows) == size.height
        for row in rows:
            assert cell_len(row) == size.width, f"{cell_len(row)} cells: {row!r}"
        return rows

    def part(self, selector: str) -> list[str]:
        """The rows of one widget as painted, without the blanks at their ends."""
        region = self.page.query_one(selector).region
        lines = self.output().strips[region.y : region.bottom]
        return [Strip.join(line).crop(region.x, region.right).text.rstrip() for line in lines]

    def text(self) -> str:
        """The screen as one text, without the blanks at the ends of rows."""
        return "\n".join(row.rstrip() for row in self.grid())

    @property
    def said(self) -> str:
        """The last sentence that was said."""
        return self.app.history[-1][1] if self.app.history else ""

    @property
    def screen(self) -> Any:
        """What is on top."""
        return self.app.screen

    @property
    def page(self) -> Any:
        """The full screen on top, below forms and sheets."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, FullScreen))

    @property
    def footer(self) -> str:
        """The keys that the bottom line shows."""
        return next(row for row in reversed(self.grid()) if row.strip())

    # --- a list ---

    @property
    def rows(self) -> list[str]:
        """The keys of the rows that the list holds."""
        return [self.page.book.key(row) for row in self.page.grid.rows]

    @property
    def here(self) -> str:
        """The key of the row under the cursor."""
        return str(self.page.book.key(self.page.grid.row))

    @property
    def marked(self) -> list[str]:
        """The keys of the marked rows."""
        return sorted(self.page.grid.marks)


def app_for(
    actor: Actor | None,
    bugs: list[Exception],
    *,
    url: str = "",
    lang: Language = "zh_CN",
    read_only: bool = False,
    remote: bool = False,
    language_given: bool = True,
) -> Ydh:
    """The app as the command line would start it; what it logs as a bug goes into `bugs`."""

    def log_bug(error: Exception) -> str:
        bugs.append(error)
        return f"E-{len(bugs)}"

    return Ydh(
        Terminal(
            url=url or (actor.company.store.url if actor else ""),
            words=Words(lang),
            actor=actor,
            open_company=open_company,
            log_bug=log_bug,
            write_file=_write_file,
            print_papers=_print_papers,
            save_file=_save_file,
            read_only=read_only,
            remote=remote,
            language_given=language_given,
        )
    )


def _leave_unpainted(screen: Screen[Any]) -> None:
    """A terminal that is not there needs no picture of each change: `Desk.output` paints when somebody looks."""
    screen._dirty_widgets.clear()
    screen._compositor._dirty_regions.clear()
    screen.app._update_mouse_over(screen)


_PARSED: dict[tuple[Any, ...], list[RuleSet]] = {}
_parse = Stylesheet._parse_rules


def _parse_once(sheet: Stylesheet, *what: Any, **more: Any) -> list[RuleSet]:
    """What styles a text describes is the same in every app of the same colours."""
    key = (*what, *sorted(more.items()), *sorted(sheet._variables.items()))
    if key not in _PARSED:
        _PARSED[key] = _parse(sheet, *what, **more)
    return _PARSED[key]


@asynccontextmanager
async def screens(
    actor: Actor | None, *, size: tuple[int, int] = SMALL, probe: float = NEVER, **given: Any
) -> AsyncIterator[Desk]:
    """The screens, open; `probe` seconds between two looks at what others did. A bug fails the test."""
    bugs: list[Exception] = []
    app = app_for(actor, bugs, **given)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threads, "PROBE", probe)
        patch.setattr(Screen, "_compositor_refresh", _leave_unpainted)
        patch.setattr(Stylesheet, "_parse_rules", _parse_once)
        patch.setattr(scanner, "GAP", 0.001)  # what a test scans comes at once
        patch.setattr(listing, "SETTLE", 0.001)  # the rest of a hand; a test has none
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot, bugs)
            await desk.rest()
            yield desk
            await desk.rest()
    if bugs:
        raise bugs[0]


def many_like(crew: Crew, number: str, count: int) -> None:
    """Put `count` orders like one that waits behind it, in the database itself: nobody enters thousands in a test."""

    def work(unit: Unit) -> None:
        names = [row[1] for row in unit.execute("SELECT * FROM pragma_table_info('orders')", ()).fetchall()]
        kept = [f'"{name}"' for name in names if name not in ("id", "number", "arrival")]
        unit.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            f" INSERT INTO orders (number, arrival, {', '.join(kept)})"
            f" SELECT 'DH-O-20270101-' || printf('%06d', i), arrival + i, {', '.join(kept)} FROM orders, n"
            f" WHERE orders.number = ?",
            (count, number),
        )

    crew.admin.company.write(work)
