"""The working copy of an order inside one unit of work: loaded here, changed by steps.py, written by saving.py."""

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from ydh.core.company.actors import Who
from ydh.core.documents.document import Document, OpenHold, Part
from ydh.core.rules.machine import DRAFT, ENDS, VOID, Exit
from ydh.core.rules.orders import ORDER
from ydh.core.values import series
from ydh.core.values.errors import WrongStep, YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.words import Label
from ydh.store.engine.database import Unit
from ydh.store.orders import holds, orders

if TYPE_CHECKING:
    from ydh.core.company.settings import Settings


@dataclass(slots=True)
class Line:
    """A line's ledger: ordered, released into live shipments, closed as short, shipped, received good, reserved."""

    id: int
    position: int
    sku: int
    code: str
    service: bool
    lots: bool
    keep_days: int | None
    quantity: Decimal
    released: Decimal
    closed: Decimal
    shipped: Decimal
    received: Decimal
    reserved: dict[int, Decimal] = field(default_factory=dict)

    @property
    def open(self) -> Decimal:
        """What is still to be released."""
        return self.quantity - self.closed - self.released


@dataclass(slots=True)
class NewCase:
    """Something that is wrong with what arrived, before it is written as a case."""

    position: int | None
    kind: str
    quantity: Decimal
    text: str
    number: str = ""


@dataclass(slots=True)
class Shipment(Part):
    """A part of the order with a step of its own. A new one has no id and number until it is saved."""

    warehouse: int
    carrier: str = ""
    tracking: str = ""
    shipped_at: datetime | None = None
    received_at: datetime | None = None
    picker: int | None = None
    picked_at: datetime | None = None
    checker: int | None = None
    checked_at: datetime | None = None
    day: date | None = None  # of its release; a new one has none yet
    lots: list[tuple[Line, int, Decimal]] = field(default_factory=list)
    lines: list[tuple[Line, Decimal]] = field(default_factory=list)
    leaving: list[tuple[int, int, Decimal, date]] = field(default_factory=list)  # its lots, once it leaves here
    changed: bool = False
    made: bool = False  # released here
    received: dict[int, Decimal] | None = None  # by line, once it is confirmed here
    sent: dict[str, Any] | None = None  # what was said of its way, once it leaves here
    rating: tuple[int, str] | None = None  # how content the customer is, once it says so here
    cases: list[NewCase] = field(default_factory=list)  # opened here

    def lacks(self, cfg: "Settings") -> str:
        """What a shipment lacks before it may leave: `pick`, `check`, or nothing (S13.16, S16.7)."""
        if self.step != "ship" or cfg["pick"] == "off" or all(line.service for line, _ in self.lines):
            return ""
        if self.picked_at is None:
            return "pick"
        return "check" if cfg["pick"] != "pick" and self.checked_at is None else ""


@dataclass(slots=True)
class Order(Document):
    """The working copy of an order."""

    flow = ORDER
    rows: ClassVar[Any] = orders

    batch: int | None
    arrival: int
    total: Decimal
    day: date
    channel: str
    submitted_at: datetime | None
    when_short: str
    lines: list[Line] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)
    # what save() writes
    deducted: list[tuple[Shipment, int]] = field(default_factory=list)  # +1 out of stock, -1 back into it
    freed: list[tuple[int, int, Decimal]] = field(default_factory=list)
    counts: bool | None = None
    lines_changed: bool = False
    reservations_changed: bool = False
    new_reservations: set[tuple[int, int]] = field(default_factory=set)
    lots_freed: list[tuple[int, int, Decimal]] = field(default_factory=list)  # warehouse, lot, quantity
    amounts: dict[int, Decimal] = field(default_factory=dict)  # by line, where some of it was closed or added
    goods: Decimal = Decimal(0)  # what the amounts add up to
    aim: tuple[str, str, Decimal, date | None, str] | None = None  # shipping.look_up() says of what

    def live(self) -> list[Shipment]:
        """The shipments that were not taken apart again."""
        return [s for s in self.shipments if s.step != VOID]

    def part(self, number: str) -> Shipment | None:
        """The shipment of that number."""
        for part in self.shipments:
            if part.number == number:
                return part
        return None

    def only_part(self, action: str, step: str | None) -> Shipment | None:
        """The one shipment that waits at the step; several must be named. Raises WrongStep."""
        if step not in ("ship", "receive") or action not in ("approve", "unrelease"):
            return None
        waiting = [s for s in self.live() if s.step == step]
        if len(waiting) > 1:
            raise WrongStep("name-the-shipment", number=self.name, shipments=tuple(s.number for s in waiting))
        return waiting[0] if waiting else None

    def reopened(self, seen: str) -> bool:
        """Whether the rest of a partly released order can be released while its parts are further on or behind."""
        return (
            seen == "release"
            and any(line.open for line in self.lines)
            and self.step not in (DRAFT, "review", "finance", *ENDS)
        )

    def resists(self, way: Exit, part: Part | None) -> YdhError | None:
        """What was released or has left goes back no more."""
        if way.to != VOID and way.code not in ("unrelease", "close") and self.live():
            return WrongStep("already-released", number=self.name)
        if way.code == "void" and any(s.shipped_at for s in self.live()):
            return WrongStep("already-shipped", number=self.name)
        if way.code == "unrelease" and part is None:
            at = Label(ORDER.step(self.step).label, self.step)
            return WrongStep("no-such-exit", number=self.name, step=at, action=Label(way.label, way.code))
        return None


_LOCKING = (orders.BY_ID, orders.BY_NUMBER, orders.BY_REF)
_LOOKING = (orders.LOOK_BY_ID, orders.LOOK_BY_NUMBER, orders.LOOK_BY_REF)


def find(unit: Unit, me: Who, names: Sequence[str] = (), ids: Sequence[int] = (), deep: bool = True) -> list[Order]:
    """The orders of these names (numbers or draft references) that the actor sees, by id; a writing unit locks them.

    `deep` loads lines, reservations and shipments too.
    """
    by_id, by_number, by_ref = _LOCKING if unit.writing else _LOOKING
    names = [series.typed(name) for name in names]
    numbers = [n for n in names if n.startswith(series.ORDER)]
    others = [n for n in names if not n.startswith(series.NUMBERED)]
    rows = by_id.rows(unit, list(ids)) if ids else []
    rows += by_number.rows(unit, numbers) if numbers else []
    rows += by_ref.rows(unit, others) if others else []
    docs = {row.id: Order(*row) for row in rows if me.sees(row.customer, row.region)}
    _load_holds(unit, docs)
    if deep:
        _load_parts(unit, docs)
    return [docs[i] for i in sorted(docs)]


def _load_holds(unit: Unit, docs: dict[int, Order]) -> None:
    held = [i for i, doc in docs.items() if doc.held]
    if held:
        for order, *rest in holds.HOLDS.rows(unit, held):
            docs[order].holds.append(OpenHold(*rest))


def _load_parts(unit: Unit, docs: dict[int, Order]) -> None:
    ids = list(docs)
    if not ids:
        return
    lines: dict[int, Line] = {}
    for row in orders.LINES.rows(unit, ids):
        line = lines.get(row[1])
        if line is None:
            line = lines[row[1]] = Line(*row[1:-2])
            docs[row[0]].lines.append(line)
        warehouse, reserved = row[-2:]
        if warehouse is not None:
            line.reserved[warehouse] = reserved
    parts: dict[int, Shipment] = {}
    for row in orders.SHIPMENTS.rows(unit, ids):
        part = parts.get(row[1])
        if part is None:
            part = parts[row[1]] = Shipment(*row[1:-2])
            docs[row[0]].shipments.append(part)
        line_id, quantity = row[-2:]
        part.lines.append((lines[line_id], quantity))
    if any(line.lots for line in lines.values()):
        for part_id, line_id, lot, quantity in orders.SHIPMENT_LOTS.rows(unit, ids):
            parts[part_id].lots.append((lines[line_id], lot, quantity))
