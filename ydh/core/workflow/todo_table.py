"""What waits for a member of staff, as rows: his queues, the work beside them, the holds that he can lift."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ydh.core.rules.facts import Fact
from ydh.core.values.words import N_, Label
from ydh.core.workflow.views import MANY, Day

TASK_NAMES: Mapping[str, str] = {
    "picks": N_("picking"),
    "cases": N_("cases"),
    "papers": N_("stock papers"),
    "limits": N_("stock out of limits"),
    "held": N_("holds I can release"),
}


class Todo(NamedTuple):
    """Work that waits; `waiting`, `overdue` and `mine` (assigned to the reader) go up to MANY + 1, `oldest` is UTC.

    `overdue` and `mine` are None for work that has no time limit and is given to nobody.
    """

    code: str
    what: Label
    waiting: int
    oldest: datetime | None
    overdue: int | None = None
    mine: int | None = None


def todo(day: Day) -> tuple[Todo, ...]:
    """The rows of a day, those with nothing in them too: queues are called WORKFLOW.STEP."""
    queues = (
        Todo(f"{it.workflow}.{it.step}", it.label, it.count, it.oldest, it.overdue, it.assigned_to_me)
        for it in day.queues
    )
    tasks = (Todo(it.code, Label(TASK_NAMES[it.code], it.code), it.count, it.oldest) for it in day.tasks)
    held = Todo("held", Label(TASK_NAMES["held"], "held"), day.liftable, None)
    return (*queues, *tasks, held)


def _many(count: int | None) -> str | None:
    """A count as people read it: where counting stopped there is more than that."""
    return None if not count else f"{MANY:,}+" if count > MANY else f"{count:,}"


FACTS = (
    Fact("code", N_("code"), "code"),
    Fact("what", N_("where"), "label", width=0),
    Fact("waiting", N_("waiting."), "integer", seen=lambda it: _many(it.waiting) or "0", width=9),
    Fact("oldest", N_("oldest"), "time", width=16),
    Fact("overdue", N_("overdue"), "integer", seen=lambda it: _many(it.overdue), width=8),
    Fact("mine", N_("mine"), "integer", seen=lambda it: _many(it.mine), width=8, drop=1),
)
