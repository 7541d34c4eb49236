"""Everything about one order, and everything that can be done to it now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import editing, looking
from ydh.core.orders.views import OrderView
from ydh.core.rules.holds import AGREED
from ydh.core.rules.machine import DRAFT, VOID
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Seen
from ydh.core.values.words import N_
from ydh.core.workflow import history
from ydh.core.workflow.views import Event
from ydh.tui.documents.page import EXPLAIN, AsRow, DocumentScreen
from ydh.tui.documents.printing import PRINT_ORDER
from ydh.tui.lists.book import Deed
from ydh.tui.lists.going import Go
from ydh.tui.lists.ways import each_row
from ydh.tui.orders.order_parts import course_parts, order_parts
from ydh.tui.paint.parts import Part, Plain


class OrderScreen(DocumentScreen):
    """One order."""

    def read(self, actor: Actor) -> tuple[OrderView, tuple[Event, ...]]:
        return looking.show(actor, self.number), history.history(actor, self.number)

    def show_parts(self, view: OrderView, events: tuple[Event, ...], way: tuple[str, ...]) -> Sequence[Part]:
        if self.ydh.me.kind == "customer":
            from ydh.tui.orders.my_orders import my_parts

            return my_parts(view, events, whole=True)
        return order_parts(view, events, self.number, way)

    def beside(self, actor: Actor) -> Sequence[Part]:
        return (*super().beside(actor), Plain(""), *course_parts(actor, self.number))

    def seen(self, view: OrderView) -> AsRow:
        return as_row(view, self.number)

    def deeds_of(self, view: OrderView, row: AsRow) -> tuple[Deed, ...]:
        return deeds_for(self.ydh, view, row)


def as_row(view: OrderView, number: str) -> AsRow:
    """The order under the number by which it was opened."""
    row, parts = view.row, {shipment.number: shipment.step for shipment in view.shipments}
    name = number if number in parts else row.number
    return AsRow(name, row.number, parts.get(number, row.step), row.revision, row.assigned, row.held)


def deeds_for(app: Any, view: OrderView, row: AsRow) -> tuple[Deed, ...]:
    """What can be done to the order where it stands, by this kind of account."""
    from ydh.tui.orders.my_orders import DEEDS

    asked = any(ORDER.hold(hold.kind).fact is AGREED for hold in view.holds)
    own = (d for d in DEEDS if (d.fits is None or d.fits(view.row)) and (asked or d.name != "say_yes"))
    found = own if app.me.kind == "customer" else _by_staff(row)
    return tuple({deed.key: deed for deed in (*LOOKING, *found)}.values())


def _by_staff(row: AsRow) -> Iterator[Deed]:
    from ydh.tui.cases.problem import OPENERS, problem_deed
    from ydh.tui.documents.deeds import SUBMITS, step_deeds
    from ydh.tui.orders.my_orders import DELETE
    from ydh.tui.orders.notes_and_holds import NOTES_AND_HOLDS
    from ydh.tui.returns.return_deeds import SHIPPED, return_deed
    from ydh.tui.shipping.receive import STEP, receive_deed

    yield from NOTES_AND_HOLDS
    if row.step in SHIPPED:
        yield return_deed()
    if row.step not in (DRAFT, VOID):
        yield problem_deed(OPENERS, main=False)
    if row.step == STEP.code:
        yield receive_deed()
    elif row.step in ORDER.codes_all():
        yield from step_deeds(ORDER, ORDER.step(row.step))
    if row.step in (DRAFT, ORDER.first()):
        yield Deed("edit", "E", N_("change"), opens=_editor, needs=(P.ORDER_EDIT, P.ORDER_CREATE))
    if DELETE.fits is not None and DELETE.fits(row):
        yield replace(DELETE, needs=(P.ORDER_EDIT, P.ORDER_CREATE))
    if row.step == DRAFT:
        yield Deed("submit", "S", N_("submit"), each_row(_submit), needs=(P.ORDER_CREATE,), main=True, confirm=SUBMITS)


def _editor(app: Any, row: AsRow) -> Go:
    return Go("edit_order", row.order)


def _submit(actor: Actor, row: AsRow, answers: Mapping[str, Any]) -> Any:
    return editing.submit(actor, row.order, seen=Seen(None, row.revision))


LOOKING = (EXPLAIN, PRINT_ORDER)


def order_screen(number: str) -> OrderScreen:
    """The screen of an order, or of the order of a shipment."""
    return OrderScreen(number)
