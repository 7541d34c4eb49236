"""One file on its way in: checked in a thread with its progress shown, then its plan, its problems, the decision."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ydh.core.company import own_files
from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.files.importing.batch_table import kind_label
from ydh.core.files.importing.plans import Plan
from ydh.core.files.reading.problems import Problem
from ydh.core.values.errors import Invalid, NotSignedIn, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.files.chosen import ChosenFile
from ydh.tui.files.results import result_said
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.typed_path import file_at
from ydh.tui.paint.parts import Column, Facts, Part, Rows, Say
from ydh.tui.paint.sheet import one
from ydh.tui.paint.shown import plain

MESSAGES["refused-place"] = N_("{path} cannot be written ({reason}); choose another name")
MESSAGES["import-whole"] = N_("nothing was imported: mend the {bad} wrong rows in the file, or leave them out")
CHECKING = N_("checking: {n} rows so far; esc leaves it, nothing is changed")
WORKING = N_("importing: {n} so far")
HEAD = N_("{rows} rows, {good} good, {bad} bad")
LOOK = 0.5  # seconds between two looks at how far it is
SHORT = (
    Column("code", N_("item"), "code", 14),
    Column("wanted", N_("wanted"), "quantity", 12),
    Column("available", N_("available"), "quantity", 12),
)


class Left(Exception):
    """Nobody waits for the check any more."""


class PlanBook(Book):
    """What is wrong with a file, row by row; beside it what importing it would do."""

    name, title = "import", N_("import a file")
    columns = (
        Column("line", N_("line"), "code", 7),
        Column("times", N_("times"), "code", 5, of=lambda p: str(p.times) if p.times > 1 else "", drop=2),
        Column("column", N_("column"), "text", 12, of=lambda p: p.title or p.column),
        Column("value", N_("value"), "text", 14),
        Column("wrong", N_("what is wrong"), of=lambda p: Say(p.template, p.data)),
        Column("right", N_("what would be right"), "text", 34, of=lambda p: Say(p.hint_template, p.data), drop=1),
    )
    searches, table = False, False

    def __init__(self, source: ChosenFile) -> None:
        self.source = source
        self.plan: Plan | None = None
        self.words = Words("zh_CN")
        self.done, self.left = 0, False
        self.deeds = (
            Deed(
                "commit", "C", N_("import it"), self._commit, asks=self._asks, shows=self._shows, alone=True, main=True
            ),
            Deed("columns", "E", N_("match the columns"), opens=_columns, alone=True, main=True),
            Deed("refused", "e", N_("write the refused rows"), self._write, asks=self._file, alone=True, main=True),
            Deed(
                "discard", "X", N_("forget it"), opens=lambda app, _: app.screen.action_leave(), alone=True, main=True
            ),
        )

    def named(self) -> Any:
        return Say(N_("{label}: {value}"), {"label": kind_label(self.source.kind), "value": self.source.path.name})

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(self.plan.problems if self.plan else ())

    def key(self, row: Problem) -> str:
        return f"{row.line} {row.column} {row.id}"

    def called(self, row: Problem) -> Any:
        return Say(N_("line {line}"), {"line": row.line})

    def detail(self, actor: Actor, row: Problem) -> Sequence[Part]:
        named = Facts(((N_("line"), row.line), (N_("column"), row.title or row.column), (N_("value"), row.value)))
        wrong, right = Say(row.template, row.data, "wrong"), Say(row.hint_template, row.data, "strong")
        return (named, wrong, right, *(plan_parts(self.plan) if self.plan else ()))

    def head(self, actor: Actor, query: Query) -> Any:
        it = self.plan
        return Say(HEAD, {"rows": it.rows, "good": it.good, "bad": it.bad}) if it else ""

    # --- what is asked ---

    def _asks(self, actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        plan = self.plan
        if plan is None or not plan.bad or not plan.good:
            return ()
        choices = (("yes", N_("leave them out")), ("", N_("then import nothing")))
        return (Field("skip", N_("rows that are wrong"), kind="choice", choices=choices, value="yes"),)

    def _shows(self, actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
        return plan_parts(self.plan) if self.plan else ()

    def _file(self, actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
        return (Field("path", N_("file"), required=True, value=f"{self.source.path.stem}-refused.csv"),)

    def _write(self, actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
        path = file_at(answers["path"]).absolute()
        write_refused(actor, self.source, path, self.words)
        return Say(N_("the refused rows are in {path}; mend them there and import that file"), {"path": str(path)})

    def _commit(self, actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
        plan = self.plan
        assert plan is not None
        if plan.bad and answers.get("skip") != "yes":
            raise Invalid("import-whole", bad=plan.bad)
        plan = replace(plan, skip_bad=answers.get("skip") == "yes")
        return result_said(importing.commit(replace(actor, via="import"), plan, progress=self.note))

    def note(self, beat: str, done: int) -> None:
        """Remember how far it is; in the thread that does it. Raises Left when nobody waits for a check any more."""
        self.done = done
        if self.left and beat == "check":
            raise Left


def _columns(app: Any, _: Any) -> Any:
    """The table of the file's columns and ours."""
    from ydh.tui.files.matching import match_columns

    screen = app.screen
    return match_columns(screen.book.source, CheckScreen) if isinstance(screen, CheckScreen) else None


def plan_parts(plan: Plan) -> list[Part]:
    """What importing the file would do."""
    parts: list[Part] = [
        Say(N_("{name}: {rows} rows, {good} good, {bad} bad ({encoding})"), _facts(plan), "strong"),
        Say(N_("it would add {added}, change {changed}, leave {unchanged} as they are"), _facts(plan)),
    ]
    if plan.total is not None:
        orders = {"orders": plan.added - plan.returns, "total": plan.total}
        parts.append(Say(N_("orders: {orders}, total {total}"), orders))
    if plan.returns:
        parts.append(Say(N_("returns: {returns}, total {total}"), {"returns": plan.returns, "total": plan.returned}))
    if plan.emptied:
        shown = [f"{column} ({rows})" for column, rows in plan.emptied]
        parts.append(Say(N_("blank cells take away what there is: {columns}"), {"columns": shown}, "strong"))
    if plan.check_digits:
        wrong = {"barcodes": plan.wrong_digits}
        parts.append(Say(N_("the last digit of these barcodes is wrong (line): {barcodes}"), wrong, "strong"))
    if plan.merged:
        parts.append(Say(N_("equal lines that count as one: {merged}"), {"merged": plan.merged}))
    if plan.other_sheets:
        sheets = {"sheet": plan.sheet, "others": plan.other_sheets}
        parts.append(Say(N_("read was the sheet {sheet}; the file has others: {others}"), sheets))
    if plan.ignored:
        parts.append(Say(N_("columns that are not read: {columns}"), {"columns": plan.ignored}))
    if plan.more_problems:
        parts.append(Say(N_("and {more} problems more"), {"more": plan.more_problems}))
    if plan.short:
        parts.append(Rows(SHORT, plan.short, N_("there is too little of")))
    if not plan.good:
        parts.append(Say(N_("there is no row that could be imported"), {}, "wrong"))
    return parts


def _facts(plan: Plan) -> dict[str, Any]:
    names = ("name", "rows", "good", "bad", "encoding", "added", "changed", "unchanged")
    return {name: getattr(plan, name) for name in names}


def write_refused(actor: Actor, source: ChosenFile, path: Path, words: Words) -> None:
    """Write the refused rows with their reasons: the file is checked once more for that. Raises Invalid."""

    def word(problem: Problem) -> str:
        return plain(Say(problem.template, problem.data), words)

    own_files.check_output(path)
    try:
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    except OSError as error:
        raise Invalid("refused-place", path=str(path), reason=error.strerror, field="path") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            plan = source.check(actor, refused=stream, word=word)
        importing.discard(actor, plan)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


class CheckScreen(ListScreen):
    """A file that is checked, then its plan."""

    book: PlanBook

    def __init__(self, source: ChosenFile) -> None:
        super().__init__(PlanBook(source))
        self.committed = self.over = False

    def on_mount(self) -> None:
        self.book.words = self.ydh.words
        self.set_interval(LOOK, self._show_progress)
        source, note = self.book.source, self.book.note
        self.ydh.ask(lambda actor: source.check(actor, progress=note), self._planned, fail=self._not_checked)
        self._show_progress()

    def on_unmount(self) -> None:
        self.book.left = True

    def _show_progress(self) -> None:
        if not self.over:
            self._say_empty(self.words(CHECKING).format(n=f"{self.book.done:,}"))
        elif self.in_flight or self.book.plan is None:
            self._say_empty(self.words(WORKING).format(n=f"{self.book.done:,}") if self.in_flight else self.book.empty)

    def _say_empty(self, text: str) -> None:
        if self.book.empty != text:
            self.book.empty = text
            self.grid.empty = [one(line, "faint") for line in text.split("\n")]
            self.grid.refresh()

    def _planned(self, plan: Plan) -> None:
        self.over, self.book.plan = True, plan
        if self.book.left:
            self._discard()
            return
        self._say_empty(self.words(N_("every row is right\nC imports it, X forgets it")))
        self.look()
        self.show_keys()

    def _not_checked(self, error: Exception) -> None:
        self.over = True
        if isinstance(error, Left):
            return
        if isinstance(error, YdhError) and not isinstance(error, NotSignedIn) and not self.book.left:
            self._say_empty(
                plain(error, self.ydh.words)
                + "\n"
                + self.words(N_("nothing was changed; E matches the columns, esc goes back"))
            )
        else:
            self.ydh.failed(error)

    def refresh_pane(self) -> None:
        if self.grid.row is None and self.book.plan is not None and not self.pinned:
            self.show_parts(plan_parts(self.book.plan), self.words(N_("what it would do")))
        else:
            super().refresh_pane()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        plan = self.book.plan
        if action == "deed" and parameters[0] == "commit" and (plan is None or not plan.good):
            return False
        if action == "deed" and parameters[0] == "refused" and (plan is None or not plan.bad):
            return False
        return super().check_action(action, parameters)

    def came_back(self, deed: Deed, rows: list[Any], result: Any) -> None:
        if deed.name == "commit" and result is not None:
            self.committed = True
            self.ydh.leave()
        super().came_back(deed, rows, result)

    def leaves(self) -> bool:
        return self.book.plan is None or self.committed

    def action_leave(self) -> None:
        before = len(self.ydh.screen_stack)
        super().action_leave()
        if len(self.ydh.screen_stack) < before:
            self.book.left = True
            self._discard()

    def _discard(self) -> None:
        """Forget what was checked and will not be imported."""
        plan = self.book.plan
        if plan is not None and not self.committed:
            self.ydh.do(lambda actor: importing.discard(actor, plan), lambda _: None)
