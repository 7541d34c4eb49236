"""The screen of one document: everything about it, and everything that can be done to it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container

from ydh.core.company.actors import Actor
from ydh.core.rules.nouns import only
from ydh.core.rules.workflows import flow_of, step_label
from ydh.core.values.errors import NotSignedIn, YdhError
from ydh.core.values.outcomes import Done
from ydh.core.values.words import N_, visible
from ydh.core.workflow import explaining
from ydh.core.workflow.document_tables import options_of
from ydh.core.workflow.views import Event
from ydh.tui.documents.parts import history_parts
from ydh.tui.lists.book import Deed, Tell
from ydh.tui.lists.deeds import Doing
from ydh.tui.lists.going import Go
from ydh.tui.lists.grid import STEADY
from ydh.tui.lists.nouns import columns_of
from ydh.tui.lists.page import WIDE, FullScreen
from ydh.tui.lists.unfinished import go_on
from ydh.tui.lists.words import action_name
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Part, Plain, Rows, Say, Track
from ydh.tui.paint.shown import age, now
from ydh.tui.paint.titles import TitleLine

MOMENT = timedelta(minutes=1)
APPROVED = N_("{by} approved it {when}; it waits for {step} now")
ACTED = N_("{by} {when}: {action}; now {step}")

FIRST, LAST = N_("there is none before it in the list"), N_("there is none after it in the list")


Found = tuple[Any, tuple[Event, ...], tuple[str, ...], Sequence[Part] | None]  # of one: view, history, way, beside it
NOW = N_("what could be done now, by whom")


@dataclass(frozen=True)
class AsRow:
    """The document, or the part that was opened, as a row of a queue: what was seen. `order` is the order's number."""

    number: str
    order: str
    step: str
    revision: int
    assigned: str
    held: int = 0


class DocumentScreen(Doing, FullScreen):
    """One document. Its room says how it is read, shown, and what can be done to it."""

    BINDINGS = [
        Binding("left_square_bracket", "beside(-1)", N_("the one before"), show=False),
        Binding("right_square_bracket", "beside(1)", N_("the next one"), show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    DocumentScreen #middle { height: 1fr; layout: horizontal; }
    DocumentScreen #document { width: 1fr; height: 1fr; background: $ground; }
    DocumentScreen #way { height: 0; background: $ground; }
    DocumentScreen #apart, DocumentScreen #aside { display: none; }
    DocumentScreen.-wide.-aside #apart { display: block; width: 1; height: 1fr; }
    DocumentScreen.-wide.-aside #aside { display: block; width: 58; height: 1fr; }
    """

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.view: Any = None
        self.row: Any = None
        self._deeds: tuple[Deed, ...] = ()
        self._bound: set[str] = set()
        self._gone: set[str] = set()  # keys that worked until somebody else acted
        self._others: Event | None = None  # what somebody else did since one looks
        self._moved_at = -STEADY
        self._shown = number  # whose parts the pane has
        self.was_wide = False

    def crumb(self) -> str:
        return self.number

    def body(self) -> ComposeResult:
        self.pane, self.aside = Pane(self.ydh.words, focusable=True, id="document"), Pane(self.ydh.words, id="aside")
        self.way = Pane(self.ydh.words, id="way")
        self.pane.on = self.way.on = "ground"
        yield self.way
        with Container(id="middle"):
            yield self.pane
            yield TitleLine(id="apart")
            yield self.aside

    def on_mount(self) -> None:
        self.set_class(self.ydh.me.kind == "staff", "-aside")

    def on_resize(self) -> None:
        if self.seen_before and self.wide is not self.was_wide:
            self.look()

    @property
    def wide(self) -> bool:
        """Whether there is room beside the document."""
        return bool(self.ydh.me and self.ydh.me.kind == "staff" and self.app.size.width >= WIDE)

    def look(self) -> None:
        flow, wide = flow_of(self.number), self.wide
        self.was_wide = wide

        def work(actor: Actor) -> Found:
            view, events = self.read(actor)
            beside = (*history_parts(flow, events), *self.beside(actor)) if wide else None
            return view, events, explaining.way(actor, flow.name), beside

        self.ask(work, self._put, topic=(id(self), "document"), fail=self._not_shown)

    def read(self, actor: Actor) -> tuple[Any, tuple[Event, ...]]:
        """The document and its history."""
        raise NotImplementedError

    def show_parts(self, view: Any, events: tuple[Event, ...], way: tuple[str, ...]) -> Sequence[Part]:
        """The document as parts of the pane; `way` are the steps that there are."""
        raise NotImplementedError

    def beside(self, actor: Actor) -> Sequence[Part]:
        """What stands under its history where there is room beside it: who can do what now."""
        options = explaining.explain(actor, self.number)
        return (Plain(""), Rows(columns_of(only(options_of(flow_of(self.number)), action=16, blocked=0)), options, NOW))

    def seen(self, view: Any) -> AsRow:
        """The document as a row: what was seen."""
        raise NotImplementedError

    def deeds_of(self, view: Any, row: Any) -> tuple[Deed, ...]:
        """What can be done to it where it stands."""
        raise NotImplementedError

    def _not_shown(self, error: Exception) -> None:
        if isinstance(error, YdhError) and not isinstance(error, NotSignedIn):
            self.pane.put((Say("{error}", {"error": error}, "wrong"),))
        else:
            self.ydh.failed(error)

    def _put(self, found: Found) -> None:
        self.view, events, way, beside = found
        same = self._shown == self.number
        parts = self.show_parts(self.view, events if beside is None else (), way)
        above = [part for part in parts if isinstance(part, Track)] if beside is not None else []
        self.way.styles.height = len(above)  # over both, where there is room for every step
        self.way.put(above)
        self.pane.put([part for part in parts if part not in above], keep=same)
        self.aside.put(beside or (), keep=same)
        before, self.row = self.row, self.seen(self.view)
        if self._shown != self.number:
            self._shown, self._moved_at = self.number, monotonic()
        elif before is not None and before.step != self.row.step:
            self._moved_at = monotonic()
            moved = next((each for each in reversed(events) if each.step != each.to), None)
            self._others = moved if moved and moved.by != self.ydh.me.name else None
            self._gone = set(self._bound) if self._others else set()
        self._deeds = self.deeds_of(self.view, self.row)
        for key in self._bound:
            self._bindings.key_to_bindings.pop(key, None)
        for deed in self._deeds:
            self._bindings.bind(deed.key, f"deed('{deed.name}')", deed.label, deed.main)
        self._bound = {deed.key for deed in self._deeds}
        self.refresh_bindings()
        self.show_keys()
        go_on(self, [(self.number, self.row)])

    # --- the ones before and after it ---

    def lead(self, found: Any) -> None:
        """Go to what a code stands for; where it is this document, one is there."""
        if not (isinstance(found, Go) and found.of == self.number):
            super().lead(found)

    def action_beside(self, step: int) -> None:
        there = self.among.next_to(self.number, step)
        if there:
            self.turn_to(there)
        else:
            self.ydh.say(self.words(LAST if step > 0 else FIRST), wrong=True)

    def turn_to(self, number: str) -> None:
        """Show another document of the same kind in its place; no key acts on it before it can be seen."""
        self.number, self.view, self.row, self._deeds = number, None, None, ()
        self._gone, self._others = set(), None
        self.refresh_bindings()
        self.top.refresh()
        self.look()

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        """What was passed on has left its queue: there the next one waits."""
        last = value[-1] if isinstance(value, list) and value else None
        if self.among is None or not self.among.book.passes or not isinstance(last, Done):
            return
        if last.step in ("", rows[0].step):
            return  # it waits where it waited
        there = self.among.pass_on(self.number)
        if there:
            self.turn_to(there)
        else:
            self.leave_saying()

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

    def no_right(self) -> str:
        return self._by_others() or super().no_right()

    def on_key(self, event: Any) -> None:
        """A key that worked a moment ago: say what somebody else did meanwhile."""
        if event.key in self._gone - self._bound:
            self.ydh.say(self._by_others(), wrong=True)

    def _by_others(self) -> str:
        """What somebody else has just done to the document, as a sentence; empty when nobody did."""
        if self._others is None:
            return ""
        it, words, flow = self._others, self.ydh.words, flow_of(self.number)
        passed = words(age(it.at, now(), words))
        when = words(N_("{age} ago")).format(age=passed) if now() - it.at >= MOMENT else words(N_("a moment ago"))
        given = {"by": words(it.by), "when": when, "step": words(step_label(self.row.step, flow))}
        if it.action == "approve":
            return visible(words(APPROVED).format(**given))
        return visible(words(ACTED).format(action=words(action_name(it.action)), **given))

    def key_of(self, row: Any) -> str:
        return self.number

    def name_of(self, row: Any) -> str:
        return self.number

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "beside":
            return self.among is not None
        if action == "deed" and all(d.name != parameters[0] for d in self._deeds):
            return False
        return super().check_action(action, parameters)


def _explain(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> Tell:
    options, flow = explaining.explain(actor, rows[0].number), flow_of(rows[0].number)
    table = Rows(columns_of(options_of(flow)), options, empty=N_("nothing any more"))
    return Tell(NOW, (table,))


EXPLAIN = Deed("explain", "W", N_("why can't I?"), _explain, writes=False)
