"""The way of an order in a shopkeeper's words."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ydh.core.orders.views import OrderView
from ydh.core.rules.machine import DRAFT
from ydh.core.rules.orders import STAGES
from ydh.core.values.words import N_, Label
from ydh.core.workflow.views import Event
from ydh.tui.paint.parts import Column

SUBMITTED = N_("submitted")
WAY = ("review", "release", "receive", "done")  # one step of each stage, in order


class Stage(NamedTuple):
    """A stage of an order's way: a sign whether it is behind (x), here (>) or ahead, and when it began."""

    sign: str
    label: str
    at: datetime | None


TIMELINE = (
    Column("sign", "", "text", 1),
    Column("label", N_("stage"), of=lambda stage: Label(stage.label)),
    Column("at", N_("time"), "time", 16),
)


def stage_of(step: str) -> Label:
    """Where an order stands, in a shopkeeper's words."""
    return Label(STAGES.get(step, step), step)


def timeline(view: OrderView, events: Sequence[Event]) -> list[Stage]:
    """The stages of an order, with the time at which each began."""
    step, now = view.row.step, STAGES.get(view.row.step, "")
    if step in (DRAFT, "void"):
        return [Stage(">", now, view.row.since)]
    labels = [STAGES[code] for code in WAY]
    here = labels.index(now)
    stages = [Stage("x", SUBMITTED, view.submitted_at)]
    for at, label in enumerate(labels):
        began = next((e.at for e in reversed(events) if _enters(e, label)), None) if at <= here else None
        sign = "x" if at < here or step == "done" else (">" if at == here else " ")
        stages.append(Stage(sign, label, began if at else view.submitted_at))
    return stages


def _enters(event: Event, label: str) -> bool:
    return bool(event.to) and STAGES.get(event.to) == label and STAGES.get(event.step) != label
