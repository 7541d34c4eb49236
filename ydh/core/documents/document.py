"""The working copy of a document inside one unit of work: what is common to all of them, their parts and holds.

Loaded by its own room, changed by an act, written in the end.
"""

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from ydh.core.audit.journal import Entry
from ydh.core.rules.machine import Exit, Workflow
from ydh.core.values.errors import NotFound, Stale, YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Seen
from ydh.core.values.text import escaped

if TYPE_CHECKING:
    from ydh.core.company.settings import Settings


@dataclass(slots=True)
class Part:
    """What of a document has a step of its own, such as a shipment. A new one has no id and number until it is
    saved.
    """

    id: int | None
    number: str
    step: str
    since: datetime

    def lacks(self, cfg: "Settings") -> str:
        """What the part lacks before its step may be passed, as a word of the refusal; nothing unless it says so."""
        return ""


@dataclass(slots=True)
class OpenHold:
    """An open hold of a document."""

    id: int
    kind: str
    opened_by: int | None
    reason: str
    opened_at: datetime


@dataclass(slots=True)
class Document:
    """What the working copies of all documents have in common, whatever their workflow."""

    flow: ClassVar[Workflow]
    rows: ClassVar[Any]  # the module of the store with the statements of such documents

    id: int
    number: str
    ref: str
    customer: int
    region: str
    step: str
    since: datetime
    revision: int
    version: int
    head: str
    entries: int
    held: int
    creator: int | None
    assigned: int | None
    kind: str = field(default="", kw_only=True)
    holds: list[OpenHold] = field(default_factory=list, kw_only=True)
    # what is written in the end
    log: list[tuple[Entry, tuple[Part, ...]]] = field(default_factory=list, kw_only=True)
    opened: list[OpenHold] = field(default_factory=list, kw_only=True)
    lifted: list[tuple[OpenHold, int, str]] = field(default_factory=list, kw_only=True)
    held_again: list[OpenHold] = field(default_factory=list, kw_only=True)
    assessed: bool = field(default=False, kw_only=True)  # the customer was, with a hold
    # what was taken in this unit of work: stock or lot, warehouse, sku or lot, quantity
    reserved_more: list[tuple[str, int, int, Decimal]] = field(default_factory=list, kw_only=True)

    @property
    def name(self) -> str:
        """The number, or the reference of a draft that has none yet."""
        return self.number or self.ref

    def live(self) -> Sequence[Part]:
        """The parts that were not taken apart again."""
        return []

    def part(self, number: str) -> Part | None:
        """The part of that number, None when the number is the document's own."""
        return None

    def only_part(self, action: str, step: str | None) -> Part | None:
        """The one part that waits at the step, for what is done to one; several must be named. Raises WrongStep."""
        return None

    def moved(self, seen: Seen) -> Stale | None:
        """The error when the document is no longer what was seen of it."""
        if seen.revision is None or seen.revision == self.revision:
            return None
        return Stale("revision-moved", number=self.name, seen=seen.revision, now=self.revision)

    def reopened(self, seen: str) -> bool:
        """Whether a step can be passed once more although the document waits for another one."""
        return False

    def resists(self, way: Exit, part: Part | None) -> YdhError | None:
        """Why the document is not at the moment for an exit that its table allows."""
        return None


T = TypeVar("T", bound=Document)


def named(docs: Sequence[T], name: str, seen: Seen | None = None, *, unknown: str = "order-unknown") -> T:
    """The document that was found by its name, as it was seen. Raises NotFound when there is none, Stale."""
    if not docs:
        raise NotFound(unknown, number=escaped(name))
    check_seen(docs[0], seen)
    return docs[0]


def check_seen(doc: Document, seen: Seen | None) -> None:
    """Raise Stale when the document is no longer what was seen of it."""
    problem = doc.moved(seen) if seen else None
    if problem:
        raise problem
