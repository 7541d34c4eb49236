"""Steps, acts, outcomes and quantities as words, for every list that shows them."""

from collections.abc import Callable, Sequence
from typing import Any

from ydh.core.rules.machine import Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.workflows import ACTION_NAMES, STATUS_NAMES
from ydh.core.values.words import Label
from ydh.core.workflow.views import Event
from ydh.locale import Words

NAMED = 3
WHY = (
    *("reason", "opinion", "text", "answer", "carrier", "tracking", "to", "how", "with_whom", "evidence"),
    *("place", "expected_date", "remark"),
)


def step_name(code: str, flow: Workflow = ORDER) -> Label:
    """A step or a status as a word."""
    name = STATUS_NAMES.get(code) or (flow.step(code).label if code in flow.codes_all() else code)
    return Label(name, code)


def action_name(code: str) -> Label:
    """What was done, as a word."""
    return Label(ACTION_NAMES.get(code, code), code)


def some_of(rows: Sequence[Any], words: Words, name: Callable[[Any], str] = str) -> str:
    """Several documents, the first of them by `name`; of more, how many there are."""
    return words.listed(map(name, rows[:NAMED])) + (f" ... ({len(rows)})" if len(rows) > NAMED else "")


def why(event: Event) -> str:
    """What was said with an act."""
    return "  ".join(str(event.body[name]) for name in WHY if event.body.get(name))
