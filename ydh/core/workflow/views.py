"""What the use cases of queues and of the home screen give: frozen, plain, without any id of the store.

Money in yuan, times UTC, days the company's; an amount that the reader may not see is MASKED.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Any

from ydh.core.values.errors import YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Amount
from ydh.core.values.words import Label

MANY = 10_000  # counts stop here: one more means "more than that"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits at a step: an order, a shipment of the order `order`, or a return of its goods.

    `since` is when it came to the step, `due` when it will have stood there too long (None: no limit), `held` the
    number of its order's open holds, `channel` a return's kind, `cursor` its place in the list that was asked for.
    """

    number: str
    order: str
    customer_code: str
    customer: str
    step: str
    total: Amount
    business_date: date
    since: datetime
    due: datetime | None
    held: int
    urgent: bool
    assigned: str
    revision: int
    channel: str
    cursor: str


@dataclass(frozen=True, slots=True)
class QueueCount:
    """A step that the reader may pass and what waits there; counts go up to MANY + 1.

    `oldest` is the earliest arrival at the step; it and `overdue` are of the first MANY + 1 of the queue,
    `assigned_to_me` of the newest MANY + 1 documents that are assigned to the reader.
    """

    workflow: str
    step: str
    label: Label
    on: bool
    count: int
    oldest: datetime | None
    overdue: int
    assigned_to_me: int


@dataclass(frozen=True, slots=True)
class Task:
    """Work that waits beside the queues: picks, cases, papers or limits; `count` goes up to MANY + 1."""

    code: str
    count: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """What there is to do for a member of staff, and what he did today: action codes with counts, most first.

    `held` counts the held orders that he sees, `liftable` those that he could free of a hold, both up to MANY + 1;
    `overdue` is the sum of the queues'.
    """

    queues: tuple[QueueCount, ...]
    held: int
    liftable: int
    overdue: int
    done_today: tuple[tuple[str, int], ...]
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What somebody else did to an order or a return that concerns the reader.

    `told` is what goes with it: of goods that left or are on their way their carrier, tracking number and arrival; of
    a return how much is allowed and where to send it, or why not, what came (lines by name), what is paid back.
    """

    at: datetime
    number: str
    action: str
    step: str
    to: str
    by: str
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a document's history, worded from the journal."""

    at: datetime
    by: str
    action: str
    step: str
    to: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be done to a document now: who may, and what stands in the way of the asker."""

    action: str
    label: str
    step: str
    part: str
    people: tuple[str, ...]
    blocked: YdhError | None
