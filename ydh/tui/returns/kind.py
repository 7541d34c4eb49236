"""Returns as a kind of document on the screens."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.returns import looking
from ydh.core.rules.machine import Step
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import KIND_NAMES
from ydh.core.values.words import N_, Label
from ydh.core.workflow import history
from ydh.tui.documents.assigning import ASSIGN
from ydh.tui.documents.kinds import OnScreen
from ydh.tui.lists.book import Deed
from ydh.tui.paint.parts import Column
from ydh.tui.returns.return_deeds import by_line
from ydh.tui.returns.return_parts import return_parts, stage_of

KIND = Column("channel", N_("kind"), "text", 10, drop=3, of=lambda row: Label(KIND_NAMES.get(row.channel, row.channel)))


def _parts(actor: Actor, number: str) -> Sequence[Any]:
    return return_parts(looking.show(actor, number), history.history(actor, number))


def _screen(number: str) -> Any:
    from ydh.tui.returns.returns import return_screen

    return return_screen(number)


def _at_step(step: Step, needs: tuple[P, ...]) -> tuple[Deed, ...]:
    return (by_line(step),)


RETURNS = OnScreen(
    _parts,
    _parts,
    _screen,
    ASSIGN,
    _at_step,
    stage_of,
    moved=lambda news: news.to != news.step,
    is_news=lambda news: True,
    tells=True,
    columns=(KIND,),
)
