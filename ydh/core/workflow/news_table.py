"""The facts of news: what others did lately to the orders and returns that concern the reader."""

from ydh.core.rules.facts import Fact
from ydh.core.rules.workflows import ACTION_NAMES, flow_of, names_of
from ydh.core.values.words import N_, Label, label_of
from ydh.core.workflow.views import News


def came_to(it: News) -> Label | None:
    """The step that the document came to."""
    return label_of(names_of(flow_of(it.number)), it.to) if it.to else None


# `told` is what goes with it, which each front end puts into words
FACTS = (
    Fact("at", N_("time"), "time", width=16),
    Fact("number", N_("number"), "code", width=20),
    Fact("action", N_("action"), "label", choices=ACTION_NAMES, width=12),
    Fact("told", N_("details"), width=0),
    Fact("to", N_("to."), "label", of=came_to, width=12, most=21, drop=1),
    Fact("by", N_("by"), width=10, drop=2),
)
