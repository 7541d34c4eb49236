"""Steps and statuses as words of the command line."""

from collections.abc import Sequence

from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_, visible

MESSAGES["step-word"] = N_("{value}: there is no such step; choose one of: {steps}")


def known_step(code: str | None, *, also: Sequence[str] = (), workflow: str = "order") -> str | None:
    """A step as given on the command line. Raises Invalid naming those that there are."""
    allowed = (*WORKFLOWS[workflow].codes_all(), *also)
    if code is None or code in allowed:
        return code
    raise Invalid("step-word", value=visible(code), steps=tuple(allowed))
