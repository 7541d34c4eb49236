"""The app: one person at one terminal. It holds the desk (threads to the database), words, rights, what was said."""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from textual import on
from textual.binding import Binding
from textual.events import Event
from textual.filter import LineFilter

from ydh.core.administration.views import Me
from ydh.core.company.actors import Actor
from ydh.core.values.errors import NotSignedIn, YdhError
from ydh.core.values.words import N_, visible
from ydh.locale import Words
from ydh.tui.front.session import Sitting, Whereabouts, who_and_where
from ydh.tui.lists.going import Go
from ydh.tui.lists.page import LATER, FullScreen
from ydh.tui.lists.threads import Answered, Changed, Desk, Job, Then, Work
from ydh.tui.lists.undoing import LastAct
from ydh.tui.lists.unfinished import Unfinished
from ydh.tui.look import DEFAULTS, OWN, PLAIN_THEME, THEMES
from ydh.tui.paint.painter import Sparing
from ydh.tui.paint.safe import Printable
from ydh.tui.paint.scanner import Scanned
from ydh.tui.paint.wording import worded

BUG = N_("something went wrong that should not; please report {name} (see errors.log)")
ENDS = {signal.SIGHUP: 129, signal.SIGTERM: 143}  # signals that end it, with the exit code of each
KEPT = 200  # sentences kept to read again


@dataclass(frozen=True)
class Terminal:
    """What the command line hands over: who, where, how, and what only it can do."""

    url: str
    words: Words
    actor: Actor | None
    open_company: Callable[[str], Any]
    log_bug: Callable[[Exception], str]
    write_file: Callable[..., int]
    print_papers: Callable[..., Any]
    save_file: Callable[[bytes, str], None]
    read_only: bool = False
    mouse: bool = True
    remote: bool = False  # whether files of this machine are out of the person's reach
    theme: str = ""
    language_given: bool = False


class Ydh(Sparing, Sitting, Scanned, inherit_bindings=False):
    """The screens of ydh."""

    ENABLE_COMMAND_PALETTE = False
    NOTIFICATION_TIMEOUT = 0
    BINDINGS = [
        Binding("ctrl+q", "quit", N_("quit"), show=False, priority=True),
        Binding("ctrl+r", "paint_anew", N_("paint again"), show=False),
        Binding("ctrl+z", "suspend_process", N_("suspend"), show=False),
        Binding("ctrl+c", "how_to_quit", N_("how to quit"), show=False),
    ]
    CSS = """
    FullScreen { background: $ground; color: $ink; }
    """

    def __init__(self, terminal: Terminal) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._filters.append(Printable())
        self.terminal, self.words = terminal, terminal.words
        self.read_only = terminal.read_only
        self.me: Me | None = None
        self.company_name = ""
        self.desk: Desk | None = None
        self.history: list[tuple[datetime, str, bool]] = []
        self.last: LastAct | None = None
        self.first_screens = 1
        self.going_on: Unfinished | None = None
        self._token = ""
        self._greeting: Any = None

    def get_default_screen(self) -> Any:
        from ydh.tui.front.first_screen import Start

        return Start()

    def on_load(self) -> None:
        for theme in OWN:
            self.register_theme(theme)
        wanted = PLAIN_THEME if self.no_color else self.terminal.theme
        self.theme = THEMES.get(wanted, THEMES["dark"])[1]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS

    def on_ready(self) -> None:
        if not self.is_headless:
            for number, code in ENDS.items():
                asyncio.get_running_loop().add_signal_handler(number, self.hang_up, code)

    def hang_up(self, code: int) -> None:
        """Leave because the line is gone or somebody ends the program. What is half filled is kept."""
        from ydh.tui.front.unfinished import keep

        keep(self)
        self.exit(return_code=code)

    def on_unmount(self) -> None:
        self.stand_up()

    def crumbs(self) -> list[str]:
        """Where I am: the company and the screens on top of each other."""
        pages = [screen for screen in self.screen_stack if isinstance(screen, FullScreen)]
        return [visible(self.company_name or self.words(N_("ydh"))), *(c for page in pages if (c := page.crumb()))]

    # --- the database, in threads ---

    def ask(
        self, work: Work, then: Then, *, topic: Any = None, fail: Callable[[Exception], None] | None = None
    ) -> None:
        """Read something in a thread and go on with it here."""
        if self.desk is not None:
            self._show_working(self.desk.ask(work, then, topic=topic, fail=fail))

    def do(self, work: Work, then: Then, *, fail: Callable[[Exception], None] | None = None) -> None:
        """Change something in a thread and go on here."""
        if self.desk is not None:
            self._show_working(self.desk.do(work, then, fail=fail))

    def _show_working(self, job: Job) -> None:
        desk = self.desk

        def look() -> None:
            if desk is not None and desk is self.desk and desk.open and isinstance(self.screen, FullScreen):
                self.screen.top.say_working(True)

        if desk is not None and desk.open == 1:
            self.set_timer(LATER, look)

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        job, desk = message.job, self.desk
        if desk is None or job.actor is not desk.actor:
            return  # who asked has left
        desk.open -= 1
        desk.writing -= job.writes
        if not desk.open:
            for screen in self.screen_stack:
                if isinstance(screen, FullScreen):
                    screen.top.say_working(False)
        if not desk.wanted(job):
            return
        if job.error is not None:
            (job.fail or self.failed)(job.error)
        else:
            job.then(job.result)
        if job.writes:
            self._look_again()

    @on(Changed)
    def _look_again(self) -> None:
        if self.desk is None:
            return
        self.ask(who_and_where, self._rights_now, topic="me")
        page = next((s for s in reversed(self.screen_stack) if isinstance(s, FullScreen)), None)
        if page is not None and page.is_attached:
            page.look()

    def _rights_now(self, found: Whereabouts) -> None:
        if found != (self.me, (self.company_name, self.words.zone)):
            self._take(found)
            for screen in self.screen_stack:
                if isinstance(screen, FullScreen):
                    screen.speak(self.words)
                    screen.top.refresh()
                    screen.show_keys()

    # --- what was said ---

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say a sentence (worded already); it can be read again."""
        self.history.append((datetime.now(UTC), text, wrong))
        del self.history[:-KEPT]
        page = next((s for s in reversed(self.screen_stack) if isinstance(s, FullScreen)), None)
        if page is not None:
            page.bottom.say(visible(text), wrong=wrong)
        if wrong:
            self.bell()

    def key_comes(self) -> None:
        """What was said before has been read."""
        if isinstance(self.screen, FullScreen):
            self.screen.bottom.fade()

    def takes(self, event: Event) -> bool:
        return isinstance(self.screen, FullScreen) and self.screen.takes(event)

    def failed(self, error: Exception) -> None:
        """Say what went wrong; a bug goes to the log with an id, and only the id is shown."""
        if isinstance(error, NotSignedIn):
            self.stand_up()
            while len(self.screen_stack) > 1:
                self.pop_screen()
            self.screen.sign_in(worded(error, self.words))
        elif isinstance(error, YdhError):
            self.say(worded(error, self.words), wrong=True)
        else:
            self.say(self.words(BUG).format(name=self.terminal.log_bug(error)), wrong=True)

    # --- where one can go ---

    def places(self) -> list[tuple[str, Callable[[], Any]]]:
        """(marked label, how to open it) of everything that this person can open, for the palette."""
        from ydh.tui.front.places import places_of

        return places_of(self)

    def synonyms(self, label: str) -> tuple[str, ...]:
        """What else people call a place or a deed."""
        from ydh.tui.front.synonyms import words_for

        return words_for(label)

    def find(self, actor: Actor, text: str) -> Sequence[Any]:
        """Documents, customers and goods that a text finds, for the palette. Called in a thread."""
        from ydh.tui.front.finding import find

        return find(actor, text, mine=self.me is not None and self.me.kind == "customer")

    def figures(self, actor: Actor) -> Mapping[str, tuple[str, int]]:
        """What waits behind a place, and how much of it too long. Called in a thread."""
        from ydh.tui.front.finding import figures

        return figures(actor)

    def named(self, actor: Actor, code: str) -> Go | None:
        """Where a document's number leads, None for what is no number. Raises NotFound. Called in a thread."""
        from ydh.tui.front.naming import named

        return named(actor, code, mine=self.me is not None and self.me.kind == "customer")

    def go(self, to: Any, *, among: Any = None) -> None:
        """Open a screen, or the one that a `Go` stands for, from a row `among` others; nothing when there is none."""
        from ydh.tui.front.places import screen_of

        screen = screen_of(self, to) if isinstance(to, Go) else to
        if isinstance(screen, FullScreen):
            screen.among = among
        if screen is not None:
            self.push_screen(screen)

    def hand_over(self, screen: Any, to: Any) -> None:
        """Let what was done last on a screen be taken back on another one, where its author has come to."""
        if self.last is not None and self.last.screen is screen:
            self.last = replace(self.last, screen=to)

    def go_home(self) -> None:
        """Go to the first screen."""
        from ydh.tui.front.moving import go_home

        if self.me is not None:
            go_home(self)

    def leave(self) -> None:
        """Close the screen on top; the first one stays."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        elif self.me is not None:
            self.say(self.words(N_("this is the first screen; ^q ends ydh")))

    def action_how_to_quit(self) -> None:
        self.say(self.words(N_("^q ends ydh")))

    # --- the edge ---

    def _fatal_error(self) -> None:
        """A crash shows an id, never local variables: they may hold a password."""
        error = self._exception
        name = self.terminal.log_bug(error) if isinstance(error, Exception) else "E-?"
        self.bell()
        self._exit_renderables.append(visible(self.words(BUG).format(name=name)))
        self._close_messages_no_wait()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [each for each in self._filters if each.enabled]
