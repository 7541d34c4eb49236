"""What stands against an order: its cases, and what may be billed of its lines while they do. S16.14, S17.15

What may be billed is worked out here and nowhere else. Who only reads an order imports this, and not how cases are
opened and settled.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from ydh.core.company.actors import Who
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


def view(me: Who, row: CaseRow) -> CaseView:
    """A row of the store as the reader gets it."""
    it = CaseView(*(*row[:8], plain(row.quantity), *row[9:17], str(row.id)))
    return replace(it, opened_by=me.told(it.opened_by), closed_by=me.told(it.closed_by)) if me.is_customer else it


def of_order(unit: Unit, me: Who, order: int) -> tuple[CaseView, ...]:
    """Every case of an order, the oldest first."""
    return tuple(view(me, row) for row in store.CASES_OF_ORDER.rows(unit, order=order))
