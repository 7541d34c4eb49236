"""The working copy of a return inside one unit of work: loaded here, changed by steps.py, written in the end."""

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from ydh.core.company.actors import Who
from ydh.core.documents.document import Document, Part
from ydh.core.rules.machine import Exit
from ydh.core.rules.returns import RETURN
from ydh.core.values.errors import WrongStep, YdhError
from ydh.core.values.lazy import dataclass
from ydh.core.values.money import ZERO, line_amount
from ydh.core.values.series import typed
from ydh.store.engine.database import Unit
from ydh.store.returns import returns as store

PREFIX, DRAFT_PREFIX = RETURN.numbers
REFUND_ONLY, EXCHANGE = "refund_only", "exchange"


@dataclass(slots=True)
class Ordered:
    """The order line that goods come back from, as it stands in this unit of work; all zeros for a free return."""

    position: int
    shipped: Decimal
    returned: Decimal
    refunded: Decimal


@dataclass(slots=True)
class BackLine:
    """A line's ledger: asked back, claimed of the order line, allowed, sent, came and where that went, paid back."""

    position: int
    line: int | None
    sku: int
    code: str
    service: bool
    lots: bool
    swap: int | None
    quantity: Decimal
    claimed: Decimal
    allowed: Decimal
    sent: Decimal
    came: Decimal
    restocked: Decimal
    scrapped: Decimal
    repair: Decimal
    refunded: Decimal
    price: Decimal
    discount: Decimal
    amount: Decimal
    lot: int | None
    reason: str
    note: str
    ordered: Ordered
    claimed_before: Decimal = ZERO
    refunded_before: Decimal = ZERO
    taken_out: Decimal = ZERO  # what was restocked and leaves the stock again
    lot_code: str = ""
    lot_expires: date | None = None

    def went(self) -> tuple[Decimal, Decimal, Decimal]:
        """What came, by where it went: into stock, thrown away, put aside for repair."""
        return self.restocked, self.scrapped, self.repair

    def worth(self, quantity: Decimal) -> Decimal:
        """What `quantity` of it comes to, after what was paid back of the order line before.

        All parts that are ever paid back add up to the line's own amount, to the cent.
        """
        paid = self.ordered.refunded
        before = line_amount(self.price, paid, self.discount)
        return line_amount(self.price, paid + quantity, self.discount) - before


@dataclass(slots=True)
class OrderHead:
    """The order behind a return: locked, with the end of its journal."""

    id: int
    number: str
    step: str
    head: str
    entries: int


@dataclass(slots=True)
class Return(Document):
    """The working copy of a return."""

    flow = RETURN
    rows: ClassVar[Any] = store

    kind: str = field(kw_only=False)
    order: int | None
    reason: str
    text: str
    arrival: int
    submitted_at: datetime | None
    day: date
    total: Decimal
    refund: Decimal
    warehouse: int | None
    return_address: str
    carrier: str
    tracking: str
    dispatched_at: datetime | None
    received_at: datetime | None
    closed_at: datetime | None
    replacement: int | None
    lines: list[BackLine] = field(default_factory=list)
    head_of_order: OrderHead | None = None
    # what is written in the end
    moved_in: int = 0  # +1 what is restocked goes into stock, -1 it leaves it again
    paying: tuple[str, str] | None = None  # how the refund is paid, its reference
    replacing: bool = False

    def counting(self, line: BackLine) -> Decimal:
        """How much of the line is to be paid back or replaced, as far as is known now."""
        if self.step in ("draft", "review"):
            return line.quantity
        if self.kind == REFUND_ONLY or self.received_at is None:
            return line.allowed
        return line.came

    def tell(self, name: str, value: str) -> None:
        """Add to the newest entry of the journal what is known only when it is written."""
        entry, parts = self.log[-1]
        self.log[-1] = (entry._replace(body={**entry.body, name: value}), parts)

    def resists(self, way: Exit, part: Part | None) -> YdhError | None:
        """What has come in is paid back or replaced: it cannot be rejected any more."""
        if way.code == "reject" and self.received_at is not None:
            return WrongStep("return-came", number=self.name)
        return None


_LOCKING = (store.BY_ID, store.BY_NUMBER, store.BY_REF)
_LOOKING = (store.LOOK_BY_ID, store.LOOK_BY_NUMBER, store.LOOK_BY_REF)


def find(unit: Unit, me: Who, names: Sequence[str] = (), ids: Sequence[int] = (), deep: bool = True) -> list[Return]:
    """The returns of these names that the actor sees, by id, with their lines.

    A writing unit locks the orders behind them first and then the returns themselves.
    """
    names = [typed(name) for name in names]
    numbers = [n for n in names if n.startswith(PREFIX)]
    refs = [n for n in names if not n.startswith(PREFIX)]
    heads = lock_orders(unit, orders_behind(unit, numbers, refs, ids)) if unit.writing else {}
    by_id, by_number, by_ref = _LOCKING if unit.writing else _LOOKING
    rows = by_id.rows(unit, list(ids)) if ids else []
    rows += by_number.rows(unit, numbers) if numbers else []
    rows += by_ref.rows(unit, refs) if refs else []
    docs = {row.id: Return(*row) for row in rows if me.sees(row.customer, row.region)}
    for doc in docs.values():
        doc.head_of_order = heads.get(doc.order or 0)
    _load_lines(unit, docs)
    return [docs[i] for i in sorted(docs)]


def lines(unit: Unit, names: Sequence[str]) -> dict[str, int]:
    """About how many lines the returns of these names have; names that are nobody's are left out."""
    by_number, by_ref = store.LINES_BEHIND
    rows = by_number.rows(unit, [n for n in names if n.startswith(PREFIX)])
    return dict(rows + by_ref.rows(unit, [n for n in names if not n.startswith(PREFIX)]))


def _load_lines(unit: Unit, docs: dict[int, Return]) -> None:
    ordered: dict[int, Ordered] = {}  # several returns may be of one order line
    for owner, *cells, position, shipped, returned, refunded in store.LINES.rows(unit, list(docs)) if docs else ():
        known = Ordered(position, shipped, returned, refunded)
        line = BackLine(*[*cells, known if cells[1] is None else ordered.setdefault(cells[1], known)])
        line.claimed_before, line.refunded_before = line.claimed, line.refunded
        docs[owner].lines.append(line)


def orders_behind(unit: Unit, numbers: Sequence[str], refs: Sequence[str] = (), ids: Sequence[int] = ()) -> list[int]:
    """The orders that these returns belong to."""
    by = store.ORDERS_OF
    rows = by["number"].rows(unit, numbers) if numbers else []
    rows += by["ref"].rows(unit, refs) if refs else []
    rows += by["id"].rows(unit, list(ids)) if ids else []
    return sorted({order for (order,) in rows})


def lock_orders(unit: Unit, ids: Sequence[int]) -> dict[int, OrderHead]:
    """Lock the orders by id, with the end of their journals."""
    return {row[0]: OrderHead(*row) for row in store.LOCK_ORDERS.rows(unit, list(ids))} if ids else {}
