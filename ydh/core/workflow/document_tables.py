"""What every kind of document has besides its own table: its history, and what could be done to it now."""

from ydh.core.rules.facts import Fact
from ydh.core.rules.machine import Workflow
from ydh.core.rules.workflows import ACTION_NAMES, names_of
from ydh.core.values.words import N_, Label


def events_of(flow: Workflow) -> tuple[Fact, ...]:
    """The facts of a history's entries. `details` are an entry's body, which each front end puts into words."""
    steps = names_of(flow)
    return (
        Fact("at", N_("time"), "time", width=16),
        Fact("by", N_("by"), width=10),
        Fact("action", N_("action"), "label", choices=ACTION_NAMES, width=24),
        Fact("step", N_("from"), "label", of=lambda event: event.step or None, choices=steps),
        Fact("to", N_("to"), "label", of=lambda event: event.to or None, choices=steps, width=12, most=21),
        Fact("details", N_("details"), of=lambda event: event.body, width=0),
    )


def options_of(flow: Workflow) -> tuple[Fact, ...]:
    """The facts of what could be done to a document now. `blocked` is an error, which front ends put into words."""
    return (
        Fact("action", N_("action"), "label", of=lambda it: Label(it.label, it.action), width=16),
        Fact("step", N_("step"), "label", choices=names_of(flow)),
        Fact("part", N_("shipment"), "code", width=20),
        Fact("people", N_("who may"), of=lambda it: tuple(Label(name) for name in it.people), width=24),
        Fact("blocked", N_("what stands in the way"), seen=lambda it: it.blocked or Label(N_("I can")), width=0),
    )
