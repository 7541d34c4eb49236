"""What becomes of an act, and what rows come in: done, held or refused; a page, what is short. Plain Python.

An amount that the reader may not see is MASKED.
"""

from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from typing import Generic, ParamSpec, TypeVar

from ydh.core.values.errors import NotSignedIn, YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.words import N_, Masked

T = TypeVar("T")
P = ParamSpec("P")
Amount = Decimal | Masked
Put = str | YdhError  # what became of a row of an import: "added", "changed", "unchanged", or why not


@dataclass(frozen=True, slots=True)
class Seen:
    """What the actor saw when he decided: the step and, when known, the revision.

    `entry` is the journal's entry of the act that is taken back, which is still to be the last one.
    """

    step: str | None = None
    revision: int | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A document to act on, as somebody saw it."""

    number: str
    seen: Seen = Seen()


@dataclass(frozen=True, slots=True)
class Undo:
    """How an act on a document, or its part, is taken back: by the entry that it wrote, while nobody acts after it.

    `asks` is a question, marked, that comes first where more than paper has moved.
    """

    number: str
    entry: int
    asks: str = ""


class NoUndo(str):
    """Why an act cannot be taken back, marked."""

    __slots__ = ()


NO_WAY_BACK = NoUndo(N_("there is no way back from it"))


@dataclass(frozen=True, slots=True)
class Done:
    """The act was done; `step` is where the document waits now, `undo` how it is taken back."""

    number: str
    step: str
    revision: int = 0
    parts: tuple[str, ...] = ()
    undo: Undo | NoUndo = field(default=NO_WAY_BACK, compare=False)


@dataclass(frozen=True, slots=True)
class Held:
    """A hold keeps the document where it is."""

    number: str
    error: YdhError

    def __post_init__(self) -> None:
        self.error.kept()


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed, for this reason. That nobody is signed in any more is said of no document: it raises."""

    number: str
    error: YdhError

    def __post_init__(self) -> None:
        self.error.kept()
        if isinstance(self.error, NotSignedIn):
            raise self.error


Outcome = Done | Held | Refused


def tried(work: Callable[P, T], *args: P.args, **given: P.kwargs) -> T | YdhError:
    """What `work` gives, or why not as a value: one row that cannot be must not stop the others. Raises NotSignedIn."""
    try:
        return work(*args, **given)
    except NotSignedIn:
        raise
    except YdhError as error:
        return error.kept()


@dataclass(frozen=True, slots=True, repr=False)
class Short:
    """A sku of which there is too little."""

    code: str
    wanted: Decimal
    available: Decimal

    def __str__(self) -> str:
        return f"{self.code} {self.available:f}/{self.wanted:f}"

    __repr__ = __str__


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list; `next` is what to ask for after them, empty at the end.

    `total` asks how many there are from its first on, those that come after it too; None where only reading them tells.
    """

    rows: tuple[T, ...]
    next: str = ""
    total: Callable[[], int] | None = field(default=None, repr=False, compare=False)
