"""What the author of an order saw of its prices is what it may cost: another price, or another total, is refused.

One function for every way in: the cart, a new order, a draft, a change; from commands and from screens.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ydh.core.company.actors import Who
from ydh.core.orders.lines import PricedLine
from ydh.core.orders.views import PriceMove
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict
from ydh.core.values.money import ZERO, totals
from ydh.store.engine.database import Unit
from ydh.store.orders import orders


def agree(
    me: Who,
    lines: Sequence[PricedLine],
    seen: Mapping[int, Decimal],
    *,
    total: Decimal | None = None,
    freight: Decimal = ZERO,
) -> None:
    """Raise Conflict when a line has another price, higher or lower, than its author last saw (S15.7).

    `seen` are prices in yuan by sku; what is not in it, and what was agreed by hand, moves nothing. `total` in yuan,
    freight included, says yes to exactly that total, and to no other one. Who sees no amounts has seen no prices.
    """
    if not me.sees_amounts():
        if total is not None:
            me.need(P.AMOUNT_VIEW)
        return
    now = totals((line.amount for line in lines), freight).total
    if total == now:
        return
    moves = {
        line.good.code: PriceMove(line.good.code, seen[line.good.id], line.price)
        for line in lines
        if not line.given and seen.get(line.good.id, line.price) != line.price
    }
    if moves:
        raise Conflict("prices-moved", moves=tuple(moves.values()), total=now)
    if total is not None:
        raise Conflict("total-differs", said=total, total=now)


def prices_of(unit: Unit, order: int) -> dict[int, Decimal]:
    """The prices that stand on a stored order, by sku: whoever looked at it saw these. Agreed ones are left out."""
    return {sku: price for sku, _, price, _, given, _ in orders.wants(unit, order) if not given}
