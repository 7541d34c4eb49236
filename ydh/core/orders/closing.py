"""Closing short: what will not be delivered is given up, with a reason that the customer reads.

The line and the order come to what is left: the amount is that of the quantity still meant, rounded half up once.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ydh.core.orders.order import Line, Order
from ydh.core.orders.reserving import free_of, give_up, lapse
from ydh.core.orders.typed import Packs
from ydh.core.rules.answers import Closing
from ydh.core.values.errors import Invalid, NotFound, WrongStep
from ydh.core.values.money import ZERO, line_amount, totals
from ydh.core.values.quantities import plain
from ydh.store.engine.database import Unit
from ydh.store.orders import orders


def close_short(unit: Unit, doc: Order, answers: Closing) -> dict[str, Any]:
    """Give up what is open of the lines and say what the journal keeps of it.

    `lines` ({position: quantity}) limits it, `short` closes only what is not reserved. Raises NotFound, Invalid
    for more than is open, WrongStep when nothing would be left of the order.
    """
    if answers.short:
        lapse(unit, doc)
    chosen = _chosen(unit, doc, answers)
    if not chosen:
        raise Invalid("nothing-to-close", number=doc.name)
    left = sum((line.quantity - line.closed for line in doc.lines), ZERO) - sum((q for _, q in chosen), ZERO)
    if left <= ZERO:
        raise WrongStep("void-not-close", number=doc.name)
    for line, quantity in chosen:
        line.closed += quantity
        give_up(doc, line)
    doc.lines_changed = True
    was = doc.total
    reckon(unit, doc)
    return {
        "closed": [[line.position, line.code, f"{plain(q):f}"] for line, q in chosen],
        "amounts": {"was": str(was), "total": str(doc.total)},
    }


def _chosen(unit: Unit, doc: Order, answers: Closing) -> list[tuple[Line, Decimal]]:
    if answers.lines:
        return _named(doc, Packs(unit, doc).all(answers.lines))
    if answers.short:
        found = [(line, short_of(doc, line)) for line in doc.lines]
        return [(line, quantity) for line, quantity in found if quantity > ZERO]
    return [(line, line.open) for line in doc.lines if line.open > ZERO]


def _named(doc: Order, given: Mapping[int, Decimal]) -> list[tuple[Line, Decimal]]:
    lines = {line.position: line for line in doc.lines}
    for position, quantity in given.items():
        if position not in lines:
            raise NotFound("no-line", number=doc.name, position=position)
        if quantity > lines[position].open:
            data = {"position": position, "open": plain(lines[position].open), "quantity": plain(quantity)}
            raise Invalid("close-too-much", number=doc.name, **data)
    return [(lines[position], quantity) for position, quantity in sorted(given.items()) if quantity]


def short_of(doc: Order, line: Line) -> Decimal:
    """What of the line is neither released nor reserved."""
    return ZERO if line.service else max(ZERO, line.open - sum(free_of(doc, line).values(), ZERO))


def reckon(unit: Unit, doc: Order) -> None:
    """What the lines and the order come to now; written with the order."""
    left = {line.id: line.quantity - line.closed for line in doc.lines}
    for line, price, discount in orders.PRICES.rows(unit, order=doc.id):
        doc.amounts[line] = line_amount(price, left[line], discount)
    sums = totals(doc.amounts.values(), orders.FREIGHT.one(unit, id=doc.id))
    doc.goods, doc.total = sums.goods, sums.total
