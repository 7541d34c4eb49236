"""What an order takes of the stock and of its lots inside a unit of work, and how that is given back.

Taken at once, so that the next order of the same unit of work sees what is left; what is given up by intention is
written with the order. Quantities in base units.
"""

from collections.abc import Sequence
from decimal import Decimal

from ydh.core.company.settings import settings
from ydh.core.documents.document import Document
from ydh.core.orders.order import Line, Order
from ydh.core.stock import levels, lots
from ydh.core.values.money import ZERO
from ydh.core.values.quantities import plain
from ydh.store.engine.database import Unit
from ydh.store.stock import leaving

Lapsed = list[str | int]  # position, code, quantity as text


class TakenBefore:
    """What an order had taken at some moment."""

    def __init__(self, doc: Order) -> None:
        self.count = len(doc.reserved_more)
        self.freed = len(doc.freed)
        self.new = set(doc.new_reservations)
        self.lines = [(dict(line.reserved), line.released, line.closed) for line in doc.lines]
        self.changed = doc.lines_changed, doc.reservations_changed


def take_back(unit: Unit, doc: Order, before: TakenBefore) -> None:
    """Make the order as it was before: what it has taken since is given back."""
    give_back(unit, doc, before.count)
    del doc.freed[before.freed :]
    doc.new_reservations = before.new
    doc.lines_changed, doc.reservations_changed = before.changed
    for line, (reserved, released, closed) in zip(doc.lines, before.lines, strict=True):
        line.reserved, line.released, line.closed = reserved, released, closed


def give_back(unit: Unit, doc: Document, kept: int) -> None:
    """Give back what the document has taken in this unit of work beyond the first `kept`."""
    more, doc.reserved_more = doc.reserved_more[kept:], doc.reserved_more[:kept]
    held = [(sku, warehouse, q) for kind, warehouse, sku, q in more if kind == "stock"]
    takes = [(warehouse, lot, q) for kind, warehouse, lot, q in more if kind == "lot"]
    if takes:
        lots.free(unit, takes)
    if held:
        levels.unreserve(unit, held)


def free_of(doc: Order, line: Line) -> dict[int, Decimal]:
    """What the line has reserved in each warehouse beyond the shipments that wait to leave."""
    free = dict(line.reserved)
    for part in doc.shipments:
        if part.step == "ship":
            for other, quantity in part.lines:
                if other is line:
                    free[part.warehouse] = free.get(part.warehouse, ZERO) - quantity
    return free


def lacks(doc: Order, line: Line) -> bool:
    """Whether the line is short: what is to be released is not all reserved."""
    if line.service:
        return False
    much = line.open
    return much > ZERO and sum(free_of(doc, line).values(), ZERO) < much


def reserve(unit: Unit, doc: Order, line: Line, quantity: Decimal, warehouse: int | None = None) -> Decimal:
    """Reserve as much of `quantity` for the line as is there, anywhere or in one warehouse; gives what it got."""
    total = ZERO
    for _, where, got in levels.reserve(unit, {line.sku: quantity}, partial={line.sku}, warehouse=warehouse):
        hold(doc, line, where, got)
        total += got
    return total


def hold(doc: Order, line: Line, warehouse: int, quantity: Decimal) -> None:
    """Note what was reserved for the line."""
    if warehouse not in line.reserved:
        doc.new_reservations.add((line.id, warehouse))
    line.reserved[warehouse] = line.reserved.get(warehouse, ZERO) + quantity
    doc.reserved_more.append(("stock", warehouse, line.sku, quantity))
    doc.reservations_changed = True


def give_up(doc: Order, line: Line) -> None:
    """Give up what the line has reserved beyond what is still to be released."""
    much = sum(free_of(doc, line).values(), ZERO) - line.open
    for warehouse, have in reversed(free_of(doc, line).items()):
        back = min(have, much)
        if back > ZERO and not line.service:
            line.reserved[warehouse] -= back
            doc.freed.append((line.sku, warehouse, back))
            doc.reservations_changed = True
            much -= back


def lapse(unit: Unit, doc: Order) -> list[Lapsed]:
    """Give up what the order has reserved in vain, because a lot has died; gives what the journal keeps of it."""
    mine = {line.id: line for line in doc.lines if line.lots and any(free_of(doc, line).values())}
    if not mine:
        return []
    skus = {line.sku for line in mine.values()}
    levels.lock(unit, skus)
    gone = [it for it in leaving.died(unit, settings(unit).today, skus) if it.line in mine]
    for it in gone:
        mine[it.line].reserved[it.warehouse] -= it.quantity
        doc.freed.append((it.sku, it.warehouse, it.quantity))
        doc.reservations_changed = True
    return [[mine[it.line].position, mine[it.line].code, f"{plain(it.quantity):f}"] for it in gone]


def hold_lots(unit: Unit, doc: Order, takes: Sequence[lots.Leaving]) -> None:
    """Promise lots to the order's next shipment."""
    if takes:
        lots.allocate(unit, takes)
        doc.reserved_more += [("lot", warehouse, lot, q) for warehouse, lot, q, _ in takes]
