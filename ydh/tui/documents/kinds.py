"""What the screens show of each kind of document and let one do to it: a row for each, written in the kind's room."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.machine import Exit, Step
from ydh.core.rules.permissions import P
from ydh.core.values.words import Label
from ydh.core.workflow.views import News
from ydh.tui.lists.book import Deed
from ydh.tui.paint.parts import Column, Part

ROWS = {"order": "orders.kind:ORDERS", "return": "returns.kind:RETURNS"}  # by workflow, as module:name


@dataclass(frozen=True)
class OnScreen:
    """A kind of document on the screens.

    `parts` are all about one, for staff, `mine` for its customer; `screen` opens it. `deeds` is what can be done to it
    wherever it waits, `at_step` what else at one step (the step, the rights), `exits` what stands for an exit of that
    code, `passing` what stands for passing a step of it, `leaving` what is shown before a step of its parts is passed.
    `stage` is a step in the customer's words, `moved` whether an entry brought it there, `is_news` whether that is new
    to a customer; `tells` whether what is told of it stands above its parts.
    """

    parts: Callable[[Actor, str], Sequence[Part]]
    mine: Callable[[Actor, str], Sequence[Part]]
    screen: Callable[[str], Any]
    deeds: tuple[Deed, ...]
    at_step: Callable[[Step, tuple[P, ...]], tuple[Deed, ...]]
    stage: Callable[[str], Label]
    moved: Callable[[News], bool]
    is_news: Callable[[News], bool]
    tells: bool = False
    leaving: Callable[[Actor, Sequence[Any]], Sequence[Part]] | None = None
    exits: Mapping[str, Callable[[Step, Exit, tuple[P, ...]], tuple[Deed, ...]]] = field(default_factory=dict)
    passing: Mapping[str, Callable[[Step, tuple[P, ...]], Deed]] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()  # of its queues, before the last
    aside: Callable[[Actor, str], Sequence[Part]] = lambda actor, number: ()  # what else is worth a glance


def on_screen(workflow: str) -> OnScreen:
    """The row of a kind."""
    module, _, name = ROWS[workflow].partition(":")
    found: OnScreen = getattr(importlib.import_module(f"ydh.tui.{module}"), name)
    return found
