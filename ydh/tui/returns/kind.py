"""Returns as a kind of document on the screens."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.returns import looking
from ydh.core.returns.return_table import RETURNS as TABLE
from ydh.core.rules.facts import Fact
from ydh.core.rules.machine import Step
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import KIND_NAMES, STAGES
from ydh.core.values.words import N_, Label, label_of
from ydh.core.workflow import explaining, history
from ydh.tui.documents.kinds import OnScreen
from ydh.tui.documents.parts import document_parts
from ydh.tui.documents.printing import PRINT_RETURN
from ydh.tui.lists.book import Deed
from ydh.tui.lists.nouns import columns_of
from ydh.tui.returns.receiving import receive_deed
from ydh.tui.returns.return_deeds import DEEDS, by_line

(KIND,) = columns_of([Fact("channel", N_("kind"), "label", choices=KIND_NAMES, width=10, drop=3)])


def _parts(actor: Actor, number: str) -> Sequence[Any]:
    way = explaining.way(actor, TABLE.name)
    return document_parts(TABLE, looking.show(actor, number), history.history(actor, number), way=way)


def _stage(step: str) -> Label:
    return label_of(STAGES, step)


def _screen(number: str) -> Any:
    from ydh.tui.returns.returns import return_screen

    return return_screen(number)


def _at_step(step: Step, needs: tuple[P, ...]) -> tuple[Deed, ...]:
    return () if step.code in PASSING else (by_line(step),)


PASSING = {"receive": receive_deed}  # a key alone does not say in which condition the goods came


RETURNS = OnScreen(
    _parts,
    _parts,
    _screen,
    (*DEEDS, PRINT_RETURN),
    _at_step,
    _stage,
    moved=lambda news: news.to != news.step,
    is_news=lambda news: True,
    tells=True,
    passing=PASSING,
    columns=(KIND,),
)
