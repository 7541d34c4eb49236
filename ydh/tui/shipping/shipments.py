"""Shipments: where everything is that left, or is about to; for a customer its own."""

from typing import Any

from ydh.core.shipping.shipment_table import MY_SHIPMENTS, SHIPMENTS
from ydh.core.shipping.views import ShipmentRow
from ydh.tui.cases.problem import OPENERS, problem_deed
from ydh.tui.documents.printing import PRINT_SHIPMENT
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import NounBook, noun_book


def _order(book: NounBook, app: Any, row: ShipmentRow) -> Go:
    return Go("order", row.number)


Shipments = noun_book(SHIPMENTS, deeds=(problem_deed(OPENERS), PRINT_SHIPMENT), enter=_order)
MyShipments = noun_book(MY_SHIPMENTS, deeds=(problem_deed(), PRINT_SHIPMENT), enter=_order)
