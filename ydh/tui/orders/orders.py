"""All orders that I may see, the newest first."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.orders.order_table import ORDERS
from ydh.core.orders.views import OrderRow
from ydh.core.workflow import history
from ydh.tui.documents.printing import PRINT_ORDER
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import noun_book
from ydh.tui.orders.notes_and_holds import LIFT
from ydh.tui.orders.order_parts import course_parts, order_parts
from ydh.tui.paint.parts import Part


class AllOrders(noun_book(ORDERS, deeds=(LIFT, PRINT_ORDER))):  # type: ignore[misc]
    """Every order, whatever it waits for."""

    def detail(self, actor: Actor, row: OrderRow) -> Sequence[Part]:
        return order_parts(looking.show(actor, row.number), history.history(actor, row.number))

    def aside(self, actor: Actor, row: OrderRow) -> Sequence[Part]:
        return course_parts(actor, row.number)

    def enter(self, app: Any, row: OrderRow) -> Any:
        return Go("order", row.number)
