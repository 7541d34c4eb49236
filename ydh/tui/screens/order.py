"""Everything about one order, and everything that can be done to it now."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult

from ydh.core import explaining, looking
from ydh.core.actors import Actor
from ydh.core.documents import Event, OrderView
from ydh.core.words import N_, Label
from ydh.tui.book import Column, Deed, Rows, Say, Tell
from ydh.tui.doing import Doing
from ydh.tui.page import Page
from ydh.tui.pane import Pane
from ydh.tui.screens.order_parts import order_parts

OPTIONS = (
    Column("label", N_("what"), "text", 16, of=lambda o: Label(o.label)),
    Column("part", N_("shipment."), "code", 20),
    Column("people", N_("who"), "text", 24, of=lambda o: tuple(Label(p) for p in o.people)),
    Column("blocked", N_("why I cannot"), of=lambda o: o.blocked or Label(N_("I can"))),
)


class OrderScreen(Doing, Page):
    """One order."""

    DEFAULT_CSS = "OrderScreen Pane { height: 1fr; }"

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.view: OrderView | None = None
        self._deeds: tuple[Deed, ...] = ()
        self._bound: set[str] = set()

    def crumb(self) -> str:
        return self.number

    def body(self) -> ComposeResult:
        self.pane = Pane(self.ydh.words, focusable=True)
        yield self.pane

    def look(self) -> None:
        number = self.number
        self.ydh.ask(
            lambda actor: (looking.show(actor, number), looking.history(actor, number)),
            self._put,
            topic=(id(self), "order"),
            fail=lambda error: self.pane.put((Say("{error}", {"error": error}, "wrong"),)),
        )

    def _put(self, found: tuple[OrderView, tuple[Event, ...]]) -> None:
        self.view, events = found
        self.pane.put(order_parts(self.view, events, number=self.number, heads=True), keep=True)
        self._deeds = deeds_for(self.ydh, self.view)
        for deed in self._deeds:
            if deed.key not in self._bound:
                self._bound.add(deed.key)
                self._bindings.bind(deed.key, f"deed('{deed.name}')", deed.label, deed.main)
        self.refresh_bindings()
        self.show_keys()

    def deeds(self) -> tuple[Deed, ...]:
        return self._deeds

    def chosen(self) -> list[Any]:
        return [_AsRow(self.view)] if self.view is not None else []

    def name_of(self, row: Any) -> str:
        return self.number

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "deed" and all(d.name != parameters[0] for d in self._deeds):
            return False
        return super().check_action(action, parameters)


class _AsRow:
    """The order as a row of a queue, as it was seen."""

    def __init__(self, view: OrderView) -> None:
        row = view.row
        self.number = self.order = row.number
        self.revision, self.step, self.held, self.total = row.revision, row.step, row.held, row.total


def deeds_for(app: Any, view: OrderView) -> tuple[Deed, ...]:
    """What can be done to the order where it stands."""
    from ydh.core.flows import ORDER
    from ydh.tui.screens.care import CARE
    from ydh.tui.screens.passing import step_deeds

    deeds: list[Deed] = [d for d in CARE if app.me.kind == "staff"]
    if view.row.step in ORDER.codes_all():
        named = {d.name for d in deeds}
        deeds[:0] = [
            d for d in step_deeds(ORDER, ORDER.step(view.row.step)) if d.name not in named and _theirs(app, d, view)
        ]
    deeds += [
        Deed("explain", "W", N_("why can't I?"), _explain, writes=False),
        Deed("print", "P", N_("print as text"), _print, writes=False),
    ]
    return tuple({d.key: d for d in deeds}.values())


def _theirs(app: Any, deed: Deed, view: OrderView) -> bool:
    if app.me.kind == "customer":
        return deed.name in ("withdraw",) or (deed.name == "approve" and view.row.step == "receive")
    return True


def _explain(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    options = explaining.explain(actor, rows[0].number)
    return Tell(N_("what could be done now, by whom"), (Rows(OPTIONS, options, empty=N_("nothing any more")),))


def _print(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    view = looking.show(actor, rows[0].number)
    return Tell(N_("print as text"), tuple(order_parts(view, heads=True)))


def order_screen(number: str) -> OrderScreen:
    """The screen of an order, or of the order of a shipment."""
    return OrderScreen(number)
