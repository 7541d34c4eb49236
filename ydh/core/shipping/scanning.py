"""What a scanned code means to a shipment, and how a count is shared among lots. Quantities in base units."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ydh.core.company.actors import Who
from ydh.core.company.settings import Settings
from ydh.core.goods.codes import look_up, unknown
from ydh.core.goods.keeping import marks
from ydh.core.shipping.views import PICK, PickLine, PickSheet, Scanned
from ydh.core.stock import lots
from ydh.core.values.codes import is_digits
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.labels import GoodsLabel
from ydh.core.values.money import LEAST_QUANTITY, QUANTITY_PLACES, ZERO, number
from ydh.core.values.quantities import plain
from ydh.core.values.text import by_value, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.shipping import picking as store

# what stands for a code where nothing was scanned; a count of several lots goes on in the next row
BY_HAND, TAKEN_BACK, GOES_ON = "+", "-", "&"
_TIMES = re.compile(r"(.+?)\s*[*×]\s*([0-9.]+)\Z")
_LONGEST = 200


class Counting(NamedTuple):
    """A shipment that is being counted, its row locked."""

    id: int
    order: int
    number: str
    step: str
    warehouse: int
    picker: int | None
    picked_at: Any
    checker: int | None
    checked_at: Any
    customer: int
    region: str

    @property
    def holder(self) -> int | None:
        """Who has the count that is due."""
        return self.picker if self.picked_at is None else self.checker


class Read(NamedTuple):
    """What was read: an item, how many base units one of its codes stands for, how many in all, which lot."""

    sku: int
    code: str
    each: Decimal
    quantity: Decimal
    lot: str


def lines_of(unit: Unit, part: Counting, phase: str, sku: int | None = None) -> list[PickLine]:
    """What is due, maybe of one item only, with what is counted; in the order of the shelves."""
    of_part, of_phase = (
        {"shipment": part.id, "warehouse": part.warehouse},
        {"shipment": part.id, "phase": phase or PICK},
    )
    if sku is None:
        rows, sums = store.LINES.rows(unit, **of_part), store.COUNTED.rows(unit, **of_phase)
    else:
        rows = store.LINES_OF_SKU.rows(unit, **of_part, sku=sku)
        sums = store.COUNTED_AT.rows(unit, sorted({row.position for row in rows}), **of_phase)
    counted = {(position, lot): quantity for position, lot, quantity in sums}
    lines = [_line(row, counted.get((row.position, row.lot_id), ZERO)) for row in rows]
    return sorted(lines, key=lambda line: (line.place == "", by_value(line.place), line.position))


def _line(row: store.DueRow, counted: Decimal) -> PickLine:
    return PickLine(
        row.position,
        row.code,
        row.barcode or "",
        row.product,
        " ".join(str(value) for value in row.attributes.values()),
        row.unit,
        row.pack_size,
        row.pack_unit,
        row.place,
        marks(row.handling),
        row.note,
        row.lot_code or "",
        row.expires,
        row.blocked or "",
        plain(row.quantity if row.lot_quantity is None else row.lot_quantity),
        plain(counted),
        row.sku_id,
        row.lot_id,
    )


def sheet(unit: Unit, me: Who, part: Counting, phase: str) -> PickSheet:
    """The shipment as it is being counted."""
    whose = store.WHOSE.row(unit, id=part.order)
    assert whose is not None
    holder = part.checker if phase == "check" else part.picker
    return PickSheet(
        part.number,
        whose.number,
        whose.name,
        store.WAREHOUSE.one(unit, id=part.warehouse),
        phase,
        _name(unit, holder),
        holder == me.id,
        _name(unit, part.picker),
        whose.held,
        tuple(lines_of(unit, part, phase)),
    )


def _name(unit: Unit, account: int | None) -> str:
    return "" if account is None else store.NAME.one(unit, id=account) or ""


# --- what a code says ---


def read_code(unit: Unit, text: str, customer: int, lines: Callable[[int], Sequence[PickLine]]) -> Read:
    """The whole text as a code, else `CODE*12`, `CODE LOT`, `CODE LOT*12`. Raises NotFound, Invalid, Conflict.

    Only a number after a `*` is a quantity: a lot may be called 3. `lines` gives what is due of an item.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        raise Invalid("scan-empty" if not text else "scan-long")
    found = _item(unit, text, customer, lines)
    if found:
        return found
    times = _TIMES.match(text)
    if times:
        much = number(times[2], "quantity", places=QUANTITY_PLACES, least=LEAST_QUANTITY)
        inner = read_code(unit, times[1], customer, lines)
        return inner._replace(quantity=inner.each * much)
    code, _, lot = text.rpartition(" ")
    found = _item(unit, code, customer, lines) if code else None
    if found is None:
        error = unknown(text)
        raise NotFound("scan-strange", code=escaped(text)) if error.id == "sku-unknown" else error
    if key(lot) not in {key(line.lot) for line in lines(found.sku) if line.lot}:
        raise Conflict("scan-number" if is_digits(lot) else "scan-lot", code=found.code, lot=escaped(lot))
    return found._replace(lot=lot)


def _item(unit: Unit, code: str, customer: int, lines: Callable[[int], Sequence[PickLine]]) -> Read | None:
    """The item of a code or a label, with how many base units one scan counts. Raises Invalid, Conflict."""
    found = look_up(unit, [code], customer=customer, scanned=True).get(code)
    if found is None:
        return None
    if found.problem:
        raise found.problem
    lot = _lot_of(found.label, found.row.code, lines(found.row.id)) if found.label else ""
    return Read(found.row.id, found.row.code, found.each, found.each, lot)


def _lot_of(label: GoodsLabel, code: str, lines: Sequence[PickLine]) -> str:
    """The lot that a label names. Raises Conflict when lot or last day are not the shipment's."""
    kept = [line for line in lines if line.lot]
    if not kept:
        return ""
    mine = [line for line in kept if not label.lot or key(line.lot) == key(label.lot)]
    if not mine:
        raise Conflict("scan-lot", code=code, lot=escaped(label.lot))
    fits = [line for line in mine if label.until is None or line.expires in (None, label.until)]
    if not fits:
        known = ", ".join(str(line.expires) for line in mine)
        raise Conflict("label-expiry", code=code, given=label.until, known=known)
    return fits[0].lot if label.lot or label.until else ""


def distribute(
    unit: Unit, cfg: Settings, shipment: str, lines: Sequence[PickLine], read: Read, quantity: Decimal
) -> list[tuple[PickLine, Decimal]]:
    """Which lines (or lots of one) the quantity counts for, what expires first before the rest.

    Raises Conflict for an item that is not in the shipment, for more than is due, for a lot that must not leave.
    """
    number(f"{quantity:f}", "quantity", places=QUANTITY_PLACES)
    mine = [line for line in lines if line.sku_id == read.sku and (not read.lot or key(line.lot) == key(read.lot))]
    if not mine:
        row = store.SKU_NAME.row(unit, id=read.sku)
        assert row is not None
        raise Conflict("scan-wrong", number=shipment, code=row[0], name=row[1])
    refuse_too_many(shipment, read.code, quantity, *_sums(mine))
    rows = []
    for line in mine:
        much = min(quantity, line.left)
        if much > ZERO:
            refuse_unfit(cfg, line)
            rows.append((line, much))
            quantity -= much
    return rows


def _sums(lines: Sequence[PickLine]) -> tuple[Decimal, Decimal]:
    return sum((line.left for line in lines), ZERO), sum((line.due for line in lines), ZERO)


def refuse_too_many(shipment: str, code: str, quantity: Decimal, left: Decimal, due: Decimal) -> None:
    """Raise Conflict when more would be counted than is due."""
    if quantity > left:
        data = {"quantity": plain(quantity), "due": plain(due), "counted": plain(due - left)}
        raise Conflict("scan-too-many", number=shipment, code=code, **data)


def refuse_unfit(cfg: Settings, line: PickLine) -> None:
    """Raise Conflict for a lot that was blocked or has expired since it was chosen."""
    if line.lot_id is not None:
        lots.refuse_unfit(line.lot, line.expires, line.blocked, cfg.today)


# --- what was counted ---


def last_count(rows: Sequence[Row]) -> list[tuple[int, int | None, Decimal]]:
    """What the newest count that still stands counted: (position, lot, quantity), in several lots perhaps."""
    standing: list[list[tuple[int, int | None, Decimal]]] = []
    undone = False
    for position, lot, quantity, code, _ in rows:
        if code == GOES_ON:
            if not undone:
                standing[-1].append((position, lot, quantity))
            continue
        undone = code == TAKEN_BACK
        if undone:
            standing.pop()
        else:
            standing.append([(position, lot, quantity)])
    return standing[-1] if standing else []


def line_at(lines: Sequence[PickLine], position: int, lot: int | None) -> PickLine:
    """The line of that position and lot."""
    return next(line for line in lines if (line.position, line.lot_id) == (position, lot))


def line_named(shipment: str, lines: Sequence[PickLine], position: int, lot: str) -> PickLine:
    """The line of that position; its first lot that is not counted in full unless one is named. Raises NotFound."""
    mine = [line for line in lines if line.position == position and (not lot or key(line.lot) == key(lot))]
    if not mine:
        raise NotFound("no-line", number=shipment, position=position)
    return next((line for line in mine if line.left), mine[-1])


def scanned(code: str, sku: int, lines: Sequence[PickLine], rows: Sequence[tuple[PickLine, Decimal]]) -> Scanned:
    """What a count did, and how its item stands now."""
    mine = [line for line in lines if line.sku_id == sku]
    more = sum((quantity for _, quantity in rows), ZERO)
    counted = sum((line.counted for line in mine), ZERO) + more
    first = rows[0][0]
    due = sum((line.due for line in mine), ZERO)
    return Scanned(code, first.position, first.sku, first.name, plain(more), plain(counted), plain(due))
