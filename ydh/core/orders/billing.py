"""What stands against an order: its cases, and what may be billed of its lines while they do. S16.14, S17.15

What may be billed is worked out here and nowhere else. Who only reads an order imports this, and not how cases are
opened and settled.
"""

from collections.abc import Mapping
from decimal import Decimal

from ydh.core.orders.views import CaseView
from ydh.core.values.money import ZERO
from ydh.core.values.quantities import plain
from ydh.store.cases import cases as store
from ydh.store.cases.rows import CaseRow
from ydh.store.engine.database import Unit
from ydh.store.orders import billing


def billable(shipped: Decimal, disputed: Decimal) -> Decimal:
    """What may be billed of a line: what was shipped without what open and credited cases dispute.

    Goods that are sent again are billed once, here; goods that go back are paid back by their return.
    """
    return max(ZERO, shipped - disputed)


def billable_of(unit: Unit, order: int, shipped: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What may be billed of each line, by position, of what was shipped of it."""
    disputed: dict[int, Decimal] = dict(billing.DISPUTED.rows(unit, order=order))
    return {position: plain(billable(much, disputed.get(position, ZERO))) for position, much in shipped.items()}


def view(row: CaseRow) -> CaseView:
    """A row of the store as front ends get it."""
    return CaseView(*(*row[:8], plain(row.quantity), *row[9:17], str(row.id)))


def of_order(unit: Unit, order: int) -> tuple[CaseView, ...]:
    """Every case of an order, the oldest first."""
    return tuple(map(view, store.CASES_OF_ORDER.rows(unit, order=order)))
