"""The count sheet as a file that goes out to be counted with, and what was counted, from the file that comes back."""

from collections.abc import Sequence
from typing import Any

from ydh.core.administration.settings import name_and_zone
from ydh.core.company.actors import Actor
from ydh.core.files.paper_files import read_lines
from ydh.core.stock import paper_looking, stocktake
from ydh.core.stock.stocktake_table import ADJUST, SHEET
from ydh.core.stock.views import PaperHead, PaperSheetLine
from ydh.core.values.days import moment
from ydh.core.values.errors import Invalid
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.exporting import export_book
from ydh.tui.lists.nouns import file_columns
from ydh.tui.lists.typed_path import file_at
from ydh.tui.paint.parts import Column, Say

READ = N_("{number}: {lines} lines are counted")


class BlankSheet(Book):
    """What is to be counted, without what the books say."""

    title, table = N_("count sheet {number}"), False

    def __init__(self, paper: PaperHead) -> None:
        self._paper = paper
        self.name = paper.number  # type: ignore[misc]

    def named(self) -> Any:
        return Say(self.title, {"number": self._paper.number})

    def in_file(self) -> Sequence[Column]:
        return file_columns(SHEET)

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(paper_looking.paper(actor, self._paper.number).lines)

    def key(self, row: PaperSheetLine) -> str:
        return f"{row.sku}@{row.lot}"


def _write(app: Any, row: PaperHead) -> None:
    export_book(app, BlankSheet(row), Query(), row.number, "")


def _enter(actor: Actor, rows: Sequence[PaperHead], answers: Answers) -> Say:
    """Enter what a file says was counted, now or at an earlier moment. Raises what is wrong with it."""
    path, at, number = file_at(answers["path"]), answers["at"].strip(), rows[0].number
    if not path.is_file():
        raise Invalid("import-path", path=str(path), field="path")
    when = moment(at, "at", name_and_zone(actor)[1]) if at else None
    lines = read_lines(path, name=path.name, counted=True)
    stocktake.enter(actor, number, lines, at=when)
    return Say(READ, {"number": number, "lines": len(lines)})


def _closed(row: PaperHead) -> str:
    return "" if row.state.code == "open" else N_("it is posted or void already")


DEEDS = (
    Deed("sheet", "e", N_("sheet as a file"), opens=_write, writes=False),
    Deed(
        "enter",
        "q",
        N_("counts from a file"),
        _enter,
        (
            Field("path", N_("file"), required=True, hint="~/count.csv"),
            Field("at", N_("counted at"), hint=N_("such as 2026-11-29T08:30; empty: now")),
        ),
        needs=ADJUST,
        fits=lambda row: not _closed(row),
        why_not=_closed,
    ),
)
