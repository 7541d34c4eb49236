"""What can go wrong in the trade: one root, few classes, each with an id and data, never a finished sentence.

`messages/all.py` has one template for each id. Front ends word an error in the reader's language with
`locale.render(error.template, error.data)`; `str(error)` is English, for logs.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from ydh.core.values.messages.all import MESSAGES


class YdhError(Exception):
    """The root. `id` names an entry of `messages.MESSAGES`; `data` fills its template."""

    exit_code: ClassVar[int] = 1
    reason: ClassVar[str] = "failed"  # for programs: the same in every language, and for every id of a class

    def __init__(self, id: str, **data: Any) -> None:
        super().__init__(id)
        self.id = id
        self.data = data

    @property
    def template(self) -> str:
        """The English sentence with {names}, the key of the translation catalogues."""
        return MESSAGES[self.id]

    def __str__(self) -> str:
        said = {name: ", ".join(map(str, it)) if isinstance(it, tuple) else it for name, it in self.data.items()}
        return self.template.format(**said)

    def kept(self) -> Self:
        """The error as a value, which outlives where it was raised: without the frames and all that they hold on to."""
        self.__traceback__ = self.__context__ = self.__cause__ = None
        return self


def reasons() -> list[str]:
    """The reasons that errors have, each once."""
    found: dict[str, None] = {}
    classes: list[type[YdhError]] = [YdhError]
    while classes:
        each = classes.pop(0)
        found[each.reason] = None
        classes += each.__subclasses__()
    return list(found)


class Invalid(YdhError):
    """What was given cannot be right: a usage error."""

    exit_code = 2
    reason = "invalid"


class NotAllowed(YdhError):
    """The actor lacks the right."""

    exit_code = 4
    reason = "denied"


class NotSignedIn(NotAllowed):
    """Nobody is known to be at the terminal."""

    reason = "signed-out"


class NotFound(YdhError):
    """No such thing, or not the actor's to see: both answer the same."""

    exit_code = 6
    reason = "unknown"


class Conflict(YdhError):
    """The moment has passed or has not come."""

    exit_code = 5
    reason = "conflict"


class WrongStep(Conflict):
    """The document does not wait for that."""

    reason = "moved"


class Stale(Conflict):
    """The document changed after the actor saw it."""

    reason = "stale"


class Shortage(Conflict):
    """Stock does not suffice; `data["short"]` lists every short line."""

    reason = "short"


class OnHold(Conflict):
    """A hold blocks the step; `data["kind"]` names it."""

    reason = "held"


class Busy(YdhError):
    """The database stayed busy past the deadline; nothing was written."""

    reason = "busy"


class Lost(YdhError):
    """The database went away; what was being done was done wholly or not at all."""

    reason = "lost"


class WrongSchema(YdhError):
    """The database is older or newer than this program, or is not one of ours."""

    reason = "schema"


class Many(YdhError):
    """Several errors at once, so that all that is missing is named in one answer."""

    exit_code = 2
    reason = "invalid"

    def __init__(self, errors: Sequence[YdhError]) -> None:
        super().__init__("many", count=len(errors), all="; ".join(str(e) for e in errors))
        self.errors = tuple(error.kept() for error in errors)
