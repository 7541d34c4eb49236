"""One past order as rows: what its acts would have left behind, reckoned in whole numbers.

Cents, thousandths of a unit, ten-thousandths of a yuan a unit, microseconds, as the database has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from ydh.core.audit.journal import KEPT, link
from ydh.core.rules.machine import DONE, DRAFT, VOID
from ydh.core.rules.orders import ORDER
from ydh.core.values.series import ORDERS, SHIPMENTS
from ydh.practice.diary import STEPS, ZONE, PastDeed
from ydh.practice.history import details, first_half
from ydh.practice.rows import CustomerRow, PastOrder
from ydh.store.tables.fields import EPOCH, MICROSECOND, canonical

MAIN = 1  # the warehouse that a new company has
UNIT = 1000  # thousandths


class Sku(NamedTuple):
    """What a line needs to know; `prices` by level, 0 for the list's."""

    id: int
    code: str
    service: bool
    prices: Mapping[int, int]


class PastBuyer(NamedTuple):
    """What an order takes over from its customer."""

    id: int
    level: int
    row: CustomerRow


class Books(Protocol):
    """What runs on from order to order."""

    def next_id(self, table: str) -> int: ...
    def next_number(self, series: str, day: date) -> str: ...
    def reserve(self, sku: Sku, quantity: int) -> int: ...
    def assessed(self, customer: int, at: datetime) -> bool: ...
    def assess(self, customer: int, at: datetime) -> None: ...


@dataclass(slots=True, eq=False)
class PastLine:
    """A line of the order."""

    id: int
    position: int
    sku: Sku
    quantity: int
    price: int
    amount: int
    released: int = 0
    shipped: int = 0
    received: int = 0
    reserved: int = 0


@dataclass(slots=True, eq=False)
class PastPart:
    """A shipment."""

    id: int
    number: str
    since: datetime
    created: datetime
    lines: list[tuple[PastLine, int]]
    step: str = "ship"
    carrier: str = ""
    tracking: str = ""
    shipped: datetime | None = None
    received: datetime | None = None


@dataclass(slots=True)
class PastRecord:
    """An order on its way; `entries` and `moves` are rows of the journal and of the stock."""

    books: Books
    id: int
    order: PastOrder
    buyer: PastBuyer
    creator: int
    batch: int | None
    placed: datetime
    number: str | None = None
    ref: str | None = None
    step: str = DRAFT
    since: datetime = EPOCH
    submitted: datetime | None = None
    counts: bool = False
    head: str = ""
    lines: list[PastLine] = field(default_factory=list)
    parts: list[PastPart] = field(default_factory=list)
    holds: list[list[Any]] = field(default_factory=list)
    entries: list[tuple[Any, ...]] = field(default_factory=list)
    moves: list[tuple[Any, ...]] = field(default_factory=list)

    def enter(self, skus: Mapping[str, Sku], via: str) -> None:
        """Write the lines, and submit them unless a draft is all that it came to."""
        for position, (code, units) in enumerate(self.order.lines, 1):
            sku = skus[code]
            price, quantity = sku.prices[self.buyer.level], units * UNIT
            amount = (price * quantity + 50_000) // 100_000  # half up, once
            self.lines.append(PastLine(self.books.next_id("line"), position, sku, quantity, price, amount))
        if self.order.goal == "draft" and self.order.twist != "sent_back":
            self.since = self.placed
            whole = {"lines": self._wanted(), "prices": self._prices(), "total": _places(self.total, 2)}
            kept = self._carried() | whole | {"business_date": self.order.day.isoformat()}
            self.log(self.placed, self.creator, "draft", "", DRAFT, self.placed, {"via": via, KEPT: kept})
            return
        self.number = self.books.next_number(ORDERS, self.order.day)
        self.submit(self.placed, self.creator, via)

    def submit(self, at: datetime, actor: int, via: str) -> None:
        opened = [] if self.books.assessed(self.buyer.id, at) else ["new_customer"]
        for line in self.lines:
            line.reserved = self.books.reserve(line.sku, line.quantity)
        body = {
            "via": via,
            "holds": opened,
            "lines": self._wanted(),
            "amounts": {"total": _places(self.total, 2), "prices": self._prices()},
            KEPT: self._carried() | {"number": self.number},
        }
        self.holds += [[kind, "", actor, at, None, None] for kind in opened]
        self.log(at, actor, "submit", DRAFT, STEPS[0], self.since if self.entries else at, body)
        self.counts, self.submitted = True, at
        self.go(STEPS[0], at)

    def _wanted(self) -> list[list[str]]:
        return [[x.sku.code, str(x.quantity // UNIT)] for x in self.lines]

    def _prices(self) -> list[str]:
        return [_places(x.price, 4) for x in self.lines]

    def _carried(self) -> dict[str, Any]:
        """What an entry keeps of all that the order carries."""
        row, level = self.buyer.row, self.buyer.level
        said = {"region": row.region, "terms": row.terms} | details(self.order)
        told = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
        listed = {
            str(x.position): _places(x.sku.prices[level], 4) for x in self.lines if x.sku.prices[level] != x.price
        }
        kept = {"customer": row.code, "as": 1, "channel": self.order.channel, "details": told, "batch": self.batch}
        kept |= {"ref": self.ref, "freight": _places(self.freight, 2), "listed": listed}
        return {name: value for name, value in kept.items() if value}

    def do(self, deed: PastDeed, actor: int) -> None:
        """Do what the diary says."""
        if deed.action == "submit":
            self.submit(deed.at, actor, "command")
        elif deed.action == "hold":
            self.holds.append(["exception", deed.reason, actor, deed.at, None, None])
            body = {"kind": "exception", "reason": deed.reason, KEPT: {"opened": [["exception", deed.reason, actor]]}}
            self.log(deed.at, actor, "hold", self.step, self.step, deed.at, body)
        elif deed.action in ("send_back", "void"):
            self.leave(deed, actor, DRAFT if deed.action == "send_back" else VOID)
        elif deed.step in ("review", "finance"):
            self.review(deed, actor)
        elif deed.step == "release":
            self.release(deed, actor)
        else:
            self.move_on(deed, actor)

    def leave(self, deed: PastDeed, actor: int, to: str) -> None:
        for line in self.lines:
            self.books.reserve(line.sku, -line.reserved)
            line.reserved = 0
        lifted = self.lift(deed.at, actor)
        self.log(deed.at, actor, deed.action, self.step, to, self.since, {"reason": deed.reason} | lifted)
        self.counts = False
        self.go(to, deed.at)

    def review(self, deed: PastDeed, actor: int) -> None:
        after = STEPS[STEPS.index(deed.step) + 1]
        lifted = {}
        if deed.step == "finance":
            lifted = self.lift(deed.at, actor)
            self.books.assess(self.buyer.id, deed.at)
        self.log(deed.at, actor, "approve", deed.step, after, self.since, lifted)
        self.go(after, deed.at)

    def release(self, deed: PastDeed, actor: int) -> None:
        chosen = first_half(self.order) if deed.action == "part" else None
        wanted = [x for x in self.lines if x.released < x.quantity and (chosen is None or x.position in chosen)]
        day = deed.at.astimezone(ZONE).date()
        number = self.books.next_number(SHIPMENTS, day)
        picked = sorted(wanted, key=lambda line: line.sku.service)  # services travel with the goods
        lines = [(line, line.quantity - line.released) for line in picked]
        part = PastPart(self.books.next_id("shipment"), number, deed.at, deed.at, lines)
        for line, quantity in lines:
            line.released += quantity
        self.parts.append(part)
        since = self.since
        self.settle(deed.at)
        made = {number: [MAIN, [[line.position, str(quantity // UNIT)] for line, quantity in lines]]}
        body = {"parts": [number], KEPT: self._figures("ship") | {"made": made}}
        self.log(deed.at, actor, "approve", "release", "ship", since, body)

    def move_on(self, deed: PastDeed, actor: int) -> None:
        part = next(part for part in self.parts if part.step == deed.step)
        after = "receive" if deed.step == "ship" else DONE
        body: dict[str, Any] = {"parts": [part.number]}
        if deed.step == "ship":
            part.carrier, part.tracking, part.shipped = deed.carrier, deed.tracking, deed.at
            body |= {name: value for name, value in (("carrier", deed.carrier), ("tracking", deed.tracking)) if value}
            self.deduct(part, actor, deed.at)
        else:
            part.received = deed.at
            for line, quantity in part.lines:
                line.received += quantity
        since = part.since
        part.step, part.since = after, deed.at
        self.settle(deed.at)
        self.log(deed.at, actor, "approve", deed.step, after, since, body | {KEPT: self._figures(after)})

    def deduct(self, part: PastPart, actor: int, at: datetime) -> None:
        day = at.astimezone(ZONE).date().isoformat()
        for line, quantity in part.lines:
            line.shipped += quantity
            if not line.sku.service:
                line.reserved -= quantity
                self.moves.append((MAIN, line.sku.id, -quantity, "ship", part.number, "", actor, day, micros(at), None))

    def settle(self, at: datetime) -> None:
        waiting = [part.step for part in self.parts if part.step != DONE]
        if any(line.released < line.quantity for line in self.lines):
            waiting.append("release")
        step = ORDER.earliest(waiting)
        if step != self.step:
            self.go(step, at)

    def go(self, step: str, at: datetime) -> None:
        self.step, self.since = step, at

    def lift(self, at: datetime, actor: int) -> dict[str, Any]:
        """Lift what is open, and give what an entry keeps of that."""
        lifted = [hold for hold in self.holds if hold[5] is None]
        for hold in lifted:
            hold[4:] = [actor, at]
        return {KEPT: {"lifted": [[hold[0], "", actor] for hold in lifted]}} if lifted else {}

    def _figures(self, to: str) -> dict[str, Any]:
        """What an entry keeps of the lines' quantities, and of the order's step where the entry says another one."""
        rows = {x.position: (0, x.released // UNIT, x.shipped // UNIT, x.received // UNIT) for x in self.lines}
        kept: dict[str, Any] = {"ledger": {str(position): " ".join(map(str, row)) for position, row in rows.items()}}
        return kept | ({"step": self.step} if self.step != to else {})

    def log(
        self, at: datetime, actor: int, action: str, step: str, to: str, since: datetime, body: Mapping[str, Any]
    ) -> None:
        now = micros(at)
        facts = (
            "order",
            self.id,
            len(self.entries) + 1,
            now,
            actor,
            action,
            step,
            to,
            now - micros(since),
            canonical(dict(body)),
        )
        self.head = link(self.head, facts)
        self.entries.append((*facts, self.head))

    @property
    def goods(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def freight(self) -> int:
        """Nothing on the website, where customers enter their orders: staff agree on it."""
        return 0 if self.order.channel == "website" else int(self.order.freight * 100)

    @property
    def total(self) -> int:
        return self.goods + self.freight


def micros(at: datetime) -> int:
    """A time as the database has it."""
    return (at - EPOCH) // MICROSECOND


def _places(whole: int, places: int) -> str:
    return f"{whole // 10**places}.{whole % 10**places:0{places}d}"
