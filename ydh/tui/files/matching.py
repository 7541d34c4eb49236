"""Matching the columns of a file with ours, as a table: each of the file's with a value, and what it is read as."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.files.importing import matching
from ydh.core.files.importing.matching import Match, OurColumn
from ydh.core.values.words import N_
from ydh.tui.files.chosen import ChosenFile
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.enter_does import EnterDoes
from ydh.tui.paint.parts import Column, Figure, Say

MISSING = N_("missing: {columns}")


def called(it: OurColumn) -> str:
    """One of our columns, in both languages as files have it."""
    return it.code if it.chinese == it.code else f"{it.chinese} {it.code}"


class Matching(Book):
    """The columns of a file; Enter says what one is read as."""

    name, title = "matching", N_("columns of the file")
    searches, pane, table = False, False, False
    needs = ()

    def __init__(self, source: ChosenFile, check: Callable[[ChosenFile], Any]) -> None:
        self.source, self._then = source, check
        self._ours = {it.code: it for it in matching.our_columns(source.kind)}
        self.columns = (
            Column("title", N_("column of the file"), "text", 24, most=40),
            Column("sample", N_("first value"), "text", 20, most=30),
            Column("column", N_("read as"), of=self._read_as),
        )
        self.deeds = (
            Deed(
                "match",
                "enter",
                N_("read as"),
                self._match,
                self._fields,
                undo=self._undo,
                writes=False,
                main=True,
                said=N_("{what}: done"),
            ),
            Deed("check", "C", N_("check the file"), opens=self._check, alone=True, main=True),
        )

    def _read_as(self, row: Match) -> str:
        return called(self._ours[row.column]) if row.column else ""

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(self._matches())

    def _matches(self) -> tuple[Match, ...]:
        how = {name: value for name, value in self.source.how.items() if name in READING}
        return matching.matching(self.source.kind, self.source.path, name=self.source.path.name, **how)

    def key(self, row: Match) -> str:
        return row.title

    def style(self, row: Match) -> str:
        return "plain" if row.column else "faint"

    def head(self, actor: Actor, query: Query) -> Any:
        there = {row.column for row in self._matches()} | set(self.source.how["fixed"])
        missing = [called(it) for it in self._ours.values() if it.required and it.code not in there]
        return (Figure(Say(MISSING, {"columns": tuple(missing)}), "late"),) if missing else ""

    def _fields(self, actor: Actor, rows: Sequence[Match]) -> tuple[Field, ...]:
        ours = tuple((it.code, called(it)) for it in self._ours.values())
        choices = (("", N_("it is not read")), *ours)
        return (Field("column", N_("read as"), kind="choice", choices=choices, value=rows[0].column),)

    def _match(self, actor: Actor, rows: Sequence[Match], answers: Answers) -> Mapping[str, Any]:
        before, title, column = self.source, rows[0].title, answers["column"]
        mapping = {code: at for code, at in before.how["mapping"].items() if at != title and code != column}
        ignored = [each for each in before.how["ignore"] if each != title]
        if column:
            mapping[column] = title
        else:
            ignored.append(title)
        how = {**before.how, "mapping": mapping, "ignore": tuple(ignored)}
        self.source = replace(before, how=how)
        return before.how

    def _undo(self, before: Any) -> Any:
        def back(actor: Actor) -> None:
            self.source = replace(self.source, how=before)

        return back

    def _check(self, app: Any, _: Any) -> None:
        """Check the file with what was matched; what nobody reads is said by the check."""
        app.pop_screen()
        app.pop_screen()
        app.push_screen(self._then(self.source))


READING = frozenset(("mapping", "ignore", "encoding", "delimiter", "sheet", "fixed", "header_row", "skip_last"))


def match_columns(source: ChosenFile, check: Callable[[ChosenFile], Any]) -> EnterDoes:
    """The screen above that of the check, which `check` opens anew."""
    return EnterDoes(Matching(source, check))
