"""Everything about one document as parts of a pane: its table's facts and sections, and what happened to it."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.machine import Workflow
from ydh.core.rules.nouns import Noun
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.words import N_
from ydh.core.workflow.document_tables import events_of
from ydh.core.workflow.views import Event
from ydh.tui.lists.nouns import columns_of, parts_of
from ydh.tui.lists.words import why
from ydh.tui.paint.parts import Column, Part, Rows


def document_parts(noun: Noun, view: Any, events: Sequence[Event] = (), actor: Actor | None = None) -> list[Part]:
    """What the table of the kind says of one document, and its history."""
    facts = [fact for fact in noun.facts_of_one(noun.facts_for(lambda: actor)) if fact.code != noun.key]
    return [*parts_of(facts, noun.sections, view), *history_parts(WORKFLOWS[noun.name], events)]


def history_parts(flow: Workflow, events: Sequence[Event]) -> list[Part]:
    """What happened to a document, the latest first."""
    title = N_("what happened, the latest first")
    return [Rows(events_columns(flow), tuple(reversed(events)), title)] if events else []


def events_columns(flow: Workflow) -> tuple[Column, ...]:
    """The columns of a history."""
    return columns_of(fact._replace(of=why) if fact.code == "details" else fact for fact in events_of(flow))
