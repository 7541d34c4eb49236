"""What the use cases of stock papers, lots and limits take and give: frozen, plain, without any id of the store.

Quantities in base units, times UTC.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from ydh.core.values.lazy import dataclass
from ydh.core.values.quantities import Quantity
from ydh.core.values.words import Label


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line to be written: a sku, its quantity, the lot where the product is kept by lot.

    `quantity` may be as somebody typed it, such as `2箱`, until it is checked. In a count `book` is what stood in the
    books when it was counted; None is what stands there when it is posted.
    """

    sku: str
    quantity: Any
    lot: str = ""
    expires: date | None = None
    reason: str = ""
    book: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PaperHead:
    """A stock paper in a list. `lines` is how many it has."""

    number: str
    kind: Label
    state: Label
    warehouse: str
    to: str
    supplier: str
    reference: str
    reason: str
    expected: date | None
    by: str
    created_at: datetime
    posted_by: str
    posted_at: datetime | None
    business_date: date
    lines: int
    version: int
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class PaperSheetLine:
    """A line of a stock paper as people read it; `difference` is that of a count."""

    position: int
    sku: str
    name: str
    attributes: Mapping[str, str]
    unit: str
    place: str
    lot: str
    expires: date | None
    quantity: Decimal | None
    book: Decimal | None
    difference: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class StockPaper:
    """A stock paper with its lines."""

    head: PaperHead
    lines: tuple[PaperSheetLine, ...]


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot of goods, and what of it is in a warehouse; `allocated` stands in shipments that wait to leave.

    `blocked` is the reason why it may not leave, `days` how many days it still keeps.
    """

    lot: str
    sku: str
    name: str
    unit: str
    expires: date | None
    days: int | None
    blocked: str
    warehouse: str
    on_hand: Decimal
    allocated: Decimal
    cursor: str = ""

    @property
    def place(self) -> str:
        """What tells it from every other row."""
        return f"{self.sku}@{self.lot}@{self.warehouse}"


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A quantity of a lot that went to a customer. `shipped_at` is empty while it waits to leave."""

    lot: str
    sku: str
    customer: str
    name: str
    contact: str
    phone: str
    order: str
    shipment: str
    step: str
    shipped_at: datetime | None
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a lot came from, where it went, where the rest is; `days` is how many days it still keeps."""

    lot: str
    sku: str
    name: str
    expires: date | None
    days: int | None
    blocked: str
    came: tuple["LotMove", ...]
    went: tuple[TraceRow, ...]
    here: tuple[LotRow, ...]

    @property
    def warehouse(self) -> str:
        """Where it is, by the codes of warehouses."""
        return ", ".join(row.warehouse for row in self.here if row.warehouse)

    @property
    def on_hand(self) -> Decimal:
        """What is there of it in all warehouses."""
        return sum((row.on_hand for row in self.here), Decimal(0))

    @property
    def allocated(self) -> Decimal:
        """What stands of it in shipments that wait to leave."""
        return sum((row.allocated for row in self.here), Decimal(0))


@dataclass(frozen=True, slots=True)
class LotMove:
    """A move of a lot by hand: received, lost, moved, counted, come back."""

    at: datetime
    warehouse: str
    quantity: Decimal
    kind: str
    document: str
    party: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Limits:
    """When a warning is due about a sku in a warehouse, and on which shelf it lies."""

    sku: str
    warehouse: str
    lower: Decimal | None
    upper: Decimal | None
    place: str


@dataclass(frozen=True, slots=True)
class Warning:
    """A level outside its limits. `missing` is what lacks to the lower one, `over` what is beyond the upper one."""

    sku: str
    name: str
    unit: str
    warehouse: str
    available: Decimal
    on_hand: Decimal
    lower: Decimal | None
    upper: Decimal | None
    missing: Decimal
    over: Decimal


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What should be bought of a sku: orders that wait want `wanted` more than is there, `coming` is on its way."""

    sku: str
    name: str
    unit: str
    available: Decimal
    wanted: Decimal
    lower: Decimal
    coming: Decimal
    expected: date | None
    buy: Decimal
    packs: Decimal | None
    pack_unit: str


@dataclass(frozen=True, slots=True)
class WarehouseView:
    """A warehouse; goods come back to its address."""

    code: str
    name: str
    main: bool = False
    active: bool = True
    contact: str = ""
    phone: str = ""
    address: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class StockLevel:
    """What is there of a sku in a warehouse; `lower` and `upper` are its limits.

    `unfit` lies in lots that may not leave today and is not packed. `available` is what nobody has of the rest; below
    zero, more is promised than may leave.
    """

    sku: str
    name: str
    attributes: Mapping[str, str]
    unit: str
    warehouse: str
    on_hand: Decimal
    reserved: Decimal
    available: Decimal
    lower: Decimal | None
    upper: Decimal | None
    place: str
    lots: bool
    unfit: Decimal

    @property
    def cursor(self) -> str:
        """What tells it from every other row, and where a page after it begins."""
        return f"{self.sku}@{self.warehouse}"

    @property
    def outside(self) -> bool:
        """Whether a warning is due."""
        too_few = self.lower is not None and self.available < self.lower
        return too_few or (self.upper is not None and self.on_hand > self.upper)


@dataclass(frozen=True, slots=True)
class StockChange:
    """What a line of a stock paper did to a figure; nothing while the paper waits for its confirmation."""

    sku: str
    warehouse: str
    old: Decimal
    new: Decimal
    reserved: Decimal
    document: str
    state: Label


@dataclass(frozen=True, slots=True)
class MoveView:
    """A move behind a figure; `on_hand` is the figure after it, `cursor` where a page after it begins."""

    at: datetime
    business_date: date
    warehouse: str
    quantity: Decimal
    on_hand: Decimal
    kind: str
    lot: str
    document: str
    reason: str
    by: str
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class ItemStock:
    """Stock of one item: the sum of its levels, with the warehouses where it is; limits and shelf of a single level."""

    sku: str
    name: str
    attributes: Mapping[str, str]
    unit: str
    warehouse: str
    on_hand: Decimal
    reserved: Decimal
    available: Decimal
    unfit: Decimal
    lower: Decimal | None
    upper: Decimal | None
    place: str
    levels: tuple[StockLevel, ...]
    lots: tuple[LotRow, ...]
    moves: tuple[MoveView, ...]


class PutStock(NamedTuple):
    """A row of an import of stock: a line of a stock paper of that kind (`receipt`, `adjust`, `count` and others)."""

    sku: str
    quantity: Quantity
    warehouse: str = ""
    reason: str = ""
    kind: str = "receipt"
    lot: str = ""
    expires: date | None = None
