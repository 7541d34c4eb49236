"""Steps and statuses as words of the command line."""

from collections.abc import Sequence

from ydh.core.rules.workflows import STATUS_NAMES, WORKFLOWS
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, Label, visible

MESSAGES["step-word"] = N_("{value}: there is no such step; choose one of: {steps}")


def step_name(code: str, workflow: str = "order") -> Label:
    """The name of a step or a status; a code that is none stands for itself."""
    flow = WORKFLOWS[workflow]
    name = STATUS_NAMES.get(code) or (flow.step(code).label if code in flow.codes_all() else code)
    return Label(name, code)


def known_step(code: str | None, *, also: Sequence[str] = (), workflow: str = "order") -> str | None:
    """A step as given on the command line. Raises Invalid naming those that there are."""
    allowed = (*WORKFLOWS[workflow].codes_all(), *also)
    if code is None or code in allowed:
        return code
    raise Invalid("step-word", value=visible(code), steps=", ".join(allowed))
