"""Stocktakes: begun, counted on a sheet, their differences looked at, then posted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.stock import stocktake
from ydh.core.stock.stocktake_table import STOCKTAKES
from ydh.core.stock.views import PaperHead
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Deed
from ydh.tui.lists.nouns import noun_book
from ydh.tui.paint.parts import Part, Say
from ydh.tui.stock.count_files import DEEDS
from ydh.tui.stock.count_sheet import CountScreen, CountSheet
from ydh.tui.stock.posting import post, posting_parts

BEGINS = N_(
    "The sheet gets {n} lines. What is counted on it is compared with the books of that moment; "
    "nothing changes before it is posted."
)


def _sheet(book: Any, app: Any, row: PaperHead) -> Any:
    return CountScreen(CountSheet(row))


def _begins(actor: Actor, rows: Sequence[Any], answers: Answers) -> Sequence[Part]:
    about = {name: answers.get(name, "").strip() for name in ("warehouse", "category", "shelf")}
    return [Say(BEGINS, {"n": stocktake.how_many(actor, **about)}, "strong")]


def _post(actor: Actor, rows: Sequence[PaperHead], answers: Answers) -> Any:
    return post(actor, rows[0].number, int(answers["seen"]))


def _shows(actor: Actor, rows: Sequence[PaperHead]) -> Sequence[Part]:
    return posting_parts(actor, rows[0].number)


class Stocktakes(noun_book(STOCKTAKES, enter=_sheet, deeds=DEEDS)):  # type: ignore[misc]
    """The stocktakes. To begin one and to post it say first what that means."""

    deeds: tuple[Deed, ...]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        more: dict[str, dict[str, Any]] = {"begin": {"plan": _begins}, "confirm": {"do": _post, "shows": _shows}}
        self.deeds = tuple(replace(deed, **more.get(deed.name, {})) for deed in self.deeds)
