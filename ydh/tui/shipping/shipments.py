"""Shipments: where everything is that left, or is about to; for a customer its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.shipping import shipments
from ydh.core.shipping.shipment_table import FACTS, MY_SHIPMENTS, SECTIONS, SHIPMENTS
from ydh.core.shipping.views import ShipmentRow
from ydh.core.values.words import N_
from ydh.tui.cases.problem import OPENERS, problem_deed
from ydh.tui.lists.book import Deed, Tell
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import NounBook, noun_book, parts_of
from ydh.tui.paint.parts import Say


def _paper(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    it = shipments.paper(actor, rows[0].number)
    command = Say(N_("on paper: ydh shipment note {number}"), {"number": rows[0].number}, "faint")
    about = parts_of(SHIPMENTS.facts_of_one(FACTS), SECTIONS, it.sheet)
    return Tell(shipments.TITLES[it.kind], (*about, command))


def _order(book: NounBook, app: Any, row: ShipmentRow) -> Go:
    return Go("order", row.number)


PAPER = Deed("paper", "P", N_("delivery note"), _paper, writes=False, main=True)
Shipments = noun_book(SHIPMENTS, deeds=(problem_deed(OPENERS), PAPER), enter=_order)
MyShipments = noun_book(MY_SHIPMENTS, deeds=(problem_deed(), PAPER), enter=_order)
