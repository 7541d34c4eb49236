"""The examination of the company: whether its books balance, check by check, and a way to each document it finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.audit import doctor
from ydh.core.audit.journal_table import FINDING
from ydh.core.audit.views import Finding
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Book, Deed, Found, Query
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.nouns import columns_of
from ydh.tui.look import share
from ydh.tui.paint.parts import Column, Figure, Part, Say
from ydh.tui.paint.sheet import one

BAR = 20  # cells
TONES = {"error": "late", "warning": "held"}
AT = N_("{n} of {all}: {check}")
ALL_FINE, WRONG = N_("all {n} checks are fine"), N_("{n} to look at")
NO_DOCUMENT = N_("{what} is not a document that could be opened")


@dataclass(frozen=True)
class Row:
    """A finding in the order in which it was found."""

    nth: int
    found: Finding


def sentence(found: Finding) -> Say:
    """What was found, in the reader's language."""
    return Say(found.template, {**found.data, "subject": found.subject})


def _columns() -> tuple[Column, ...]:
    """The columns of what commands print, read from a row."""
    level, check, subject, finding = FINDING
    return columns_of(
        (
            level._replace(of=lambda it: it.found.level, tone=lambda it: TONES.get(it.found.level, "")),
            check._replace(of=lambda it: it.found.check),
            subject._replace(of=lambda it: it.found.subject),
            finding._replace(of=lambda it: str(it.found), seen=lambda it: sentence(it.found)),
        )
    )


class Examination(Book):
    """What the checks found: what is wrong first."""

    name, title, columns = "examination", N_("examination"), _columns()
    needs = (P.SYSTEM_CONFIGURE, P.AUDIT_VIEW)
    searches, table = False, False
    empty = N_("the checks run")
    deeds = (
        Deed("run", "a", N_("check again"), opens=lambda app, _: _again(app, deep=False), alone=True, main=True),
        Deed(
            "deep",
            "C",
            N_("check the whole journal too"),
            opens=lambda app, _: _again(app, deep=True),
            alone=True,
            main=True,
        ),
    )

    def __init__(self) -> None:
        self.rows: Sequence[Row] = ()

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(self.rows)

    def key(self, row: Row) -> str:
        return str(row.nth)

    def called(self, row: Row) -> Any:
        return row.found.subject or Label(row.found.check)

    def detail(self, actor: Actor, row: Row) -> Sequence[Part]:
        return [sentence(row.found)]

    def head(self, actor: Actor, query: Query) -> Any:
        wrong = sum(row.found.level != "ok" for row in self.rows)
        if not self.rows:
            return ""
        return (Figure(Say(WRONG, {"n": wrong}), "late"),) if wrong else Say(ALL_FINE, {"n": len(self.rows)})

    def enter(self, app: Any, row: Row) -> Any:
        """The document that the finding is about."""
        subject = row.found.subject

        def go(to: Any) -> None:
            if to is None:
                app.say(app.words(NO_DOCUMENT).format(what=subject or app.words(row.found.check)), wrong=True)
            else:
                app.go(to)

        app.ask(lambda actor: app.named(actor, subject) if subject else None, go)


class ExaminationScreen(ListScreen):
    """Runs the checks as soon as it is opened; a bar says how far they are."""

    book: Examination

    def on_mount(self) -> None:
        self.examine(deep=False)

    def examine(self, *, deep: bool) -> None:
        """Run the checks in a thread."""
        wanted = [check for check in doctor.CHECKS if deep or not check.deep]
        done = 0

        def progress(check: Label) -> None:
            nonlocal done
            done += 1
            self.app.call_from_thread(self._at, done, len(wanted), check)

        self.ask(
            lambda actor: doctor.examine(actor, deep=deep, progress=progress),
            self._examined,
            topic=(id(self), "examine"),
        )

    def _at(self, n: int, every: int, check: Label) -> None:
        if self.is_attached:
            words = self.ydh.words
            said = self.words(AT).format(n=n, all=every, check=words(check))
            self.head = (*share(n / every, BAR), *one("  " + said, "faint"))
            self.show_title()

    def _examined(self, found: list[Finding]) -> None:
        wrong_first = sorted(enumerate(found), key=lambda it: (it[1].level == "ok", it[0]))
        self.book.rows = [Row(nth, each) for nth, each in wrong_first]
        self.look()


def _again(app: Any, *, deep: bool) -> None:
    screen = app.screen
    if isinstance(screen, ExaminationScreen):
        screen.examine(deep=deep)


def examination(app: Any) -> ExaminationScreen:
    """The place."""
    return ExaminationScreen(Examination())
