"""An order as parts of a pane; opened as one of its shipments, first what is in that."""

from collections.abc import Sequence
from dataclasses import replace

from ydh.core.orders.order_sections import LINE
from ydh.core.orders.order_table import ORDERS
from ydh.core.orders.views import OrderView
from ydh.core.rules.nouns import only
from ydh.core.values.words import N_
from ydh.core.workflow.views import Event
from ydh.tui.documents.parts import document_parts
from ydh.tui.lists.nouns import columns_of
from ydh.tui.paint.parts import Part, Rows

IN_SHIPMENT = columns_of(only(LINE, position=4, sku=12, name=0, quantity=9, unit=4))


def order_parts(view: OrderView, events: Sequence[Event] = (), number: str = "", way: Sequence[str] = ()) -> list[Part]:
    """Everything about an order; where `number` is a shipment's, first what is in it: who hands it over needs that."""
    lines = {line.position: line for line in view.lines}
    part = next((it for it in view.shipments if it.number == number), None)
    inside = [replace(lines[position], quantity=quantity) for position, quantity, _ in part.lines] if part else ()
    first = [Rows(IN_SHIPMENT, inside, N_("in this shipment"), heads=True)] if part else []
    return [*first, *document_parts(ORDERS, view, events, way=way)]
