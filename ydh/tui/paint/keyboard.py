"""One key after the other: what is typed ahead, or arrives in one packet of a slow line, goes where it belongs.

Textual hands a key to the widget that has the focus when the key arrives, although the key before it may be about to
open a form or to move the focus: a password that follows a name and Enter at once would end in the field of the name.
So a key waits until the one before it has done its work, unless that one was text in a field.
"""

from collections import deque
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode

ROUNDS = 2  # the key itself goes up to the app, then what its binding has sent does
PATIENCE = 0.5  # seconds that keys wait for a widget that does not answer
LONGEST = 2.0  # seconds that keys wait for the questions of a form; what was typed ahead is then dropped


class OneByOne(App[Any]):
    """An app whose keys wait for each other."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._ahead: deque[events.Event] = deque()
        self._waits_for = 0  # which key has not done its work yet; 0 is none
        self._count = 0
        self._held = 0  # which hold keeps the keys; 0 is none

    def hold_keys(self) -> None:
        """Keep keys back: they are meant for a form that is about to open, not for the list."""
        self._count += 1
        self._held = held = self._count
        self.set_timer(LONGEST, lambda: self._give_up(held))

    def let_keys_go(self) -> None:
        """The form is on its way: keys go on as soon as it has opened."""
        if self._held:
            self._held, self._count = 0, self._count + 1
            self._waits_for = self._count
            self._climb(self._waits_for, ROUNDS)

    def _give_up(self, held: int) -> None:
        if self._held == held:
            self._ahead.clear()
            self.let_keys_go()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._ahead.append(event)
            if key := self._waits_for:
                self.set_timer(PATIENCE, lambda: self._done(key))
            await self._go_on()
        else:
            await super().on_event(event)

    async def _go_on(self) -> None:
        while self._ahead and not self._waits_for and not self._held and not self.gathers():
            event = self._ahead.popleft()
            self.key_comes()
            if self.takes(event):
                continue
            text = self._is_text(event)
            await super().on_event(event)
            if not text:
                self._count += 1
                self._waits_for = self._count
                self._climb(self._waits_for, ROUNDS)

    def key_comes(self) -> None:
        """A key is about to be handed on."""

    def gathers(self) -> bool:
        """Whether the keys at hand have to wait for those behind them."""
        return False

    def takes(self, event: events.Event) -> bool:
        """Whether a key is no key here, and goes nowhere else."""
        return False

    def _is_text(self, event: events.Event) -> bool:
        """Whether the focused field takes it as text, and nothing else comes of it."""
        if self.focused is None or not isinstance(event, events.Key):
            return isinstance(event, events.Paste)
        return event.is_printable and self.focused.check_consume_key(event.key, event.character)

    def _climb(self, key: int, rounds: int) -> None:
        """Follow the key through the queues of the widgets up to the app, as often as `rounds` says."""
        node: Any = self.focused or self.screen
        way = [each for each in node.ancestors_with_self if isinstance(each, DOMNode) and each is not self]

        def top() -> None:
            if rounds > 1:
                self._climb(key, rounds - 1)
            else:
                self._done(key)

        _hop(way, lambda: self.call_later(top))

    def _done(self, key: int) -> None:
        if self._waits_for == key:
            self._waits_for = 0
            self.call_next(self._go_on)


def _hop(way: list[Any], then: Callable[[], Any]) -> None:
    """Call `then` when each of the widgets has worked off what is in its queue now, one after the other."""
    for at, node in enumerate(way):
        if node.call_later(_hop, way[at + 1 :], then):
            return
    then()
