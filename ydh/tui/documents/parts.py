"""Everything about one document as parts of a pane: its table's facts and sections, and what happened to it."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.machine import DONE, Workflow
from ydh.core.rules.nouns import Noun
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.words import N_, Label
from ydh.core.workflow.document_tables import events_of
from ydh.core.workflow.views import Event
from ydh.tui.lists.nouns import columns_of, parts_of
from ydh.tui.lists.words import why
from ydh.tui.paint.parts import Age, Column, Part, Rows, Track

IN_TRACK = ("step", "since")  # facts that its way says already


def document_parts(
    noun: Noun, view: Any, events: Sequence[Event] = (), actor: Actor | None = None, way: Sequence[str] = ()
) -> list[Part]:
    """What the table of the kind says of one document, and its history; first its `way`, the steps that there are."""
    first = way_parts(WORKFLOWS[noun.name], way, view.row)
    but = (noun.key, *(IN_TRACK if first else ()))
    facts = [fact for fact in noun.facts_of_one(noun.facts_for(lambda: actor)) if fact.code not in but]
    return [*first, *parts_of(facts, noun.sections, view), *history_parts(WORKFLOWS[noun.name], events)]


def way_parts(flow: Workflow, way: Sequence[str], row: Any) -> list[Part]:
    """Where a document is in its way, and how long; nothing of a draft or of what is void."""
    steps = [step for step in flow.steps if way and (step.code in way or step.code == row.step)]
    codes = [step.code for step in steps]
    if row.step not in (*codes, DONE):
        return []
    here = codes.index(row.step) if row.step in codes else len(codes)
    return [Track(tuple(Label(step.label, step.code) for step in steps), here, Age(row.since))]


def history_parts(flow: Workflow, events: Sequence[Event]) -> list[Part]:
    """What happened to a document, the latest first."""
    title = N_("what happened, the latest first")
    return [Rows(events_columns(flow), tuple(reversed(events)), title)] if events else []


def events_columns(flow: Workflow) -> tuple[Column, ...]:
    """The columns of a history."""
    return columns_of(fact._replace(of=why) if fact.code == "details" else fact for fact in events_of(flow))
