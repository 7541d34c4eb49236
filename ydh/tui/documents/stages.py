"""The way of an order in a shopkeeper's words."""

from collections.abc import Sequence

from ydh.core.orders.views import OrderView
from ydh.core.rules.machine import DONE, DRAFT, VOID
from ydh.core.rules.orders import STAGES
from ydh.core.values.words import N_, Label
from ydh.core.workflow.views import Event
from ydh.tui.look import dots
from ydh.tui.paint.parts import Age, Day, Part, Say, Track

SUBMITTED = N_("submitted")
WAY = ("review", "release", "receive", "done")  # one step of each stage, in order


def stage_of(step: str) -> Label:
    """Where an order stands, in a shopkeeper's words."""
    return Label(STAGES.get(step, step), step)


def way_of(step: str) -> str:
    """The way of an order in a cell for each stage: behind, here, ahead; blanks of a draft or a void one."""
    if step in (DRAFT, VOID):
        return " " * (len(WAY) + 1)
    return dots(len(WAY) + 1, _stage(step))


def _stage(step: str) -> int:
    """How many stages are behind an order at the step."""
    return [STAGES[code] for code in WAY].index(STAGES[step]) + 1 + (step == DONE)


def stages(view: OrderView, events: Sequence[Event]) -> list[Part]:
    """The stages of an order, where it is, the day on which each began; of a draft or a void one what it is."""
    step, now = view.row.step, STAGES.get(view.row.step, "")
    if step in (DRAFT, VOID):
        return [Say(now, {}, "strong")]
    labels = [STAGES[code] for code in WAY]
    here = _stage(step)
    began = [next((e.at for e in reversed(events) if _enters(e, label)), None) for label in labels[1:]]
    days = tuple(
        Day(at) if nth <= here else "" for nth, at in enumerate((view.submitted_at, view.submitted_at, *began))
    )
    note = Age(view.row.since) if step != DONE else ""
    return [Track((Label(SUBMITTED), *map(Label, labels)), here, note, days)]


def _enters(event: Event, label: str) -> bool:
    return bool(event.to) and STAGES.get(event.to) == label and STAGES.get(event.step) != label
