"""An order as parts of a pane; opened as one of its shipments, first what is in that."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ydh.core.company.actors import Actor
from ydh.core.orders import course
from ydh.core.orders.order_sections import LINE
from ydh.core.orders.order_table import ORDERS
from ydh.core.orders.views import OrderView
from ydh.core.rules.nouns import only
from ydh.core.values.money import CENT
from ydh.core.values.words import N_
from ydh.core.workflow.views import Event
from ydh.tui.documents.parts import document_parts
from ydh.tui.lists.nouns import columns_of
from ydh.tui.paint.parts import Part, Rows, Trend
from ydh.tui.paint.shown import now


def course_parts(actor: Actor, number: str) -> list[Part]:
    """How the customer of an order ordered of late: a glance, for who decides about it."""
    found = course.of_customer(actor, number, now())
    mean = (found.total / found.orders).quantize(CENT) if isinstance(found.total, Decimal) and found.orders else ""
    figures = ((N_("orders"), found.orders), (N_("total"), found.total), (N_("average order"), mean))
    return [Trend(N_("this customer, week by week of the last 13"), tuple(map(float, found.weeks)), figures)]


IN_SHIPMENT = columns_of(only(LINE, position=4, sku=12, name=0, quantity=9, unit=4))


def order_parts(view: OrderView, events: Sequence[Event] = (), number: str = "", way: Sequence[str] = ()) -> list[Part]:
    """Everything about an order; where `number` is a shipment's, first what is in it: who hands it over needs that."""
    lines = {line.position: line for line in view.lines}
    part = next((it for it in view.shipments if it.number == number), None)
    inside = [replace(lines[position], quantity=quantity) for position, quantity, _ in part.lines] if part else ()
    first = [Rows(IN_SHIPMENT, inside, N_("in this shipment"), heads=True)] if part else []
    return [*first, *document_parts(ORDERS, view, events, way=way)]
