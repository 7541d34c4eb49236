"""Everything about one order, and everything that can be done to it now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from textual.app import ComposeResult

from ydh.core.administration.settings import name_and_zone
from ydh.core.company.actors import Actor
from ydh.core.orders import editing, looking
from ydh.core.orders.views import OrderView
from ydh.core.rules.machine import DRAFT, VOID
from ydh.core.rules.orders import AGREED, ORDER
from ydh.core.rules.permissions import P
from ydh.core.values.errors import NotSignedIn, YdhError
from ydh.core.values.outcomes import Seen
from ydh.core.values.words import N_, Label
from ydh.core.workflow import explaining, history
from ydh.core.workflow.views import Event
from ydh.tui.lists.book import Column, Deed, Part, Plain, Rows, Say, Tell
from ydh.tui.lists.deeds import Doing
from ydh.tui.lists.grid import STEADY
from ydh.tui.lists.page import FullScreen
from ydh.tui.orders.notes_and_holds import each
from ydh.tui.orders.order_parts import order_parts
from ydh.tui.paint.pane import Pane

OPTIONS = (
    Column("label", N_("what"), "text", 16, of=lambda o: Label(o.label)),
    Column("part", N_("shipment."), "code", 20),
    Column("people", N_("who"), "text", 24, of=lambda o: tuple(Label(p) for p in o.people)),
    Column("blocked", N_("why I cannot"), of=lambda o: o.blocked or Label(N_("I can"))),
)


class OrderScreen(Doing, FullScreen):
    """One order."""

    DEFAULT_CSS = "OrderScreen Pane { height: 1fr; }"

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.view: Any = None
        self.row: Any = None
        self._deeds: tuple[Deed, ...] = ()
        self._bound: set[str] = set()
        self._moved_at = -STEADY

    def crumb(self) -> str:
        return self.number

    def body(self) -> ComposeResult:
        self.pane = Pane(self.ydh.words, focusable=True)
        yield self.pane

    def look(self) -> None:
        self.ask(self.read, self._put, topic=(id(self), "order"), fail=self._not_shown)

    def read(self, actor: Actor) -> tuple[Any, tuple[Event, ...]]:
        """The document and its history."""
        return looking.show(actor, self.number), history.history(actor, self.number)

    def show_parts(self, view: Any, events: tuple[Event, ...]) -> Sequence[Part]:
        """The document as parts of the pane."""
        if self.ydh.me.kind == "customer":
            from ydh.tui.orders.my_orders import my_parts

            return my_parts(view, events, whole=True)
        return order_parts(view, events, number=self.number, heads=True)

    def seen(self, view: Any) -> Any:
        """The document as a row: what was seen."""
        return as_row(view, self.number)

    def deeds_of(self, view: Any, row: Any) -> tuple[Deed, ...]:
        """What can be done to it where it stands."""
        return deeds_for(self.ydh, view, row)

    def _not_shown(self, error: Exception) -> None:
        if isinstance(error, YdhError) and not isinstance(error, NotSignedIn):
            self.pane.put((Say("{error}", {"error": error}, "wrong"),))
        else:
            self.ydh.failed(error)

    def _put(self, found: tuple[Any, tuple[Event, ...]]) -> None:
        self.view, events = found
        self.pane.put(self.show_parts(self.view, events), keep=True)
        before, self.row = self.row, self.seen(self.view)
        if before is not None and before.step != self.row.step:
            self._moved_at = monotonic()
        self._deeds = self.deeds_of(self.view, self.row)
        for key in self._bound:
            self._bindings.key_to_bindings.pop(key, None)
        for deed in self._deeds:
            self._bindings.bind(deed.key, f"deed('{deed.name}')", deed.label, deed.main)
        self._bound = {deed.key for deed in self._deeds}
        self.refresh_bindings()
        self.show_keys()

    @property
    def steady(self) -> bool:
        """Whether it has stood at its step long enough for a key to mean that step."""
        return monotonic() - self._moved_at >= STEADY

    def not_yet(self, deed: Deed) -> bool:
        return super().not_yet(deed) or (deed.writes and not self.steady)

    def deeds(self) -> tuple[Deed, ...]:
        return self._deeds

    def chosen(self) -> list[Any]:
        return [self.row] if self.row is not None else []

    def name_of(self, row: Any) -> str:
        return self.number

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "deed" and all(d.name != parameters[0] for d in self._deeds):
            return False
        return super().check_action(action, parameters)


@dataclass(frozen=True)
class AsRow:
    """The order, or the shipment that was opened, as a row of a queue: what was seen."""

    number: str
    order: str
    step: str
    revision: int
    held: int
    assigned: str


def as_row(view: OrderView, number: str) -> AsRow:
    """The order under the number by which it was opened."""
    row, parts = view.row, {shipment.number: shipment.step for shipment in view.shipments}
    name = number if number in parts else row.number
    return AsRow(name, row.number, parts.get(number, row.step), row.revision, row.held, row.assigned)


def deeds_for(app: Any, view: OrderView, row: AsRow) -> tuple[Deed, ...]:
    """What can be done to the order where it stands, by this kind of account."""
    from ydh.tui.orders.my_orders import DEEDS

    asked = any(ORDER.hold(hold.kind).fact is AGREED for hold in view.holds)
    own = (d for d in DEEDS if (d.fits is None or d.fits(view.row)) and (asked or d.name != "say_yes"))
    found = own if app.me.kind == "customer" else _by_staff(row)
    return tuple({deed.key: deed for deed in (*LOOKING, *found)}.values())


def _by_staff(row: AsRow) -> Iterator[Deed]:
    from ydh.tui.cases.problem import OPENERS, problem_deed
    from ydh.tui.documents.deeds import step_deeds
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
    if row.step == DRAFT:
        yield Deed("submit", "S", N_("submit"), each(_submit), needs=(P.ORDER_CREATE,), main=True)


def _editor(app: Any, row: AsRow) -> Any:
    from ydh.tui.orders.entry import edit_order

    return edit_order(app, row.order)


def _submit(actor: Actor, row: AsRow, answers: Mapping[str, Any]) -> Any:
    return editing.submit(actor, row.order, seen=Seen(None, row.revision))


def _explain(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    options = explaining.explain(actor, rows[0].number)
    return Tell(N_("what could be done now, by whom"), (Rows(OPTIONS, options, empty=N_("nothing any more")),))


def _print(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    view, company = looking.show(actor, rows[0].number), name_and_zone(actor)[0]
    return Tell(N_("print as text"), (Plain(f"{company}  {view.row.number}", "strong"), *order_parts(view, heads=True)))


LOOKING = (
    Deed("explain", "W", N_("why can't I?"), _explain, writes=False),
    Deed("print", "P", N_("print as text"), _print, writes=False),
)


def order_screen(number: str) -> OrderScreen:
    """The screen of an order, or of the order of a shipment."""
    return OrderScreen(number)
