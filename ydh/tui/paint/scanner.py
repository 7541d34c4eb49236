"""A scanner types like a person, only faster: what it reads is told from keys before a key of it does anything.

Letters of a list are keys. So a letter waits for a moment: when others follow at once, up to Enter, and a digit is
among them, it was a code. Whatever else comes goes on as the keys that it is, in its order.
"""

from itertools import takewhile
from typing import Any

from textual import events

from ydh.tui.paint.keyboard import OneByOne

GAP = 0.02  # seconds between two characters of one scan, at most
LEAST = 2  # characters of a code
MOVING = "jk"  # keys that are held down, and do nothing to anything


class Scanned(OneByOne):
    """An app that hands a scanned code to its screen, as a whole."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._keys = 0  # how many of those at hand are known to be keys
        self._came = 0

    async def on_event(self, event: events.Event) -> None:
        self._came += isinstance(event, events.Key) and not event.is_forwarded
        await super().on_event(event)

    def gathers(self) -> bool:
        """Whether the keys at hand may be the beginning of a code that is still coming."""
        self._keys = min(self._keys, len(self._ahead))  # a form that never opened has dropped some
        if self._keys:
            self._keys -= 1
            return False
        run = list(takewhile(_is_sign, self._ahead))
        if not run or run[0].character in MOVING or not run[0].character.isalpha() or not self._listens():  # type: ignore[attr-defined]
            return False
        if len(run) == len(self._ahead):
            came = self._came
            self.screen.set_timer(GAP, lambda: self._nothing_followed(came))
            return True
        code = "".join(event.character for event in run)  # type: ignore[attr-defined]
        last = self._ahead[len(run)]
        if not (isinstance(last, events.Key) and last.key == "enter" and _is_code(code)):
            self._keys = len(run) - 1
            return False
        for _ in range(len(run) + 1):
            self._ahead.popleft()
        self.key_comes()
        self.screen.code_came(code)  # type: ignore[attr-defined]
        return not self._ahead or self.gathers()

    def _listens(self) -> bool:
        """Whether letters are keys here, and a code means something."""
        return bool(getattr(self.screen, "listens", False))

    def _nothing_followed(self, came: int) -> None:
        if self.message_queue_size:
            self.screen.set_timer(GAP, lambda: self._nothing_followed(came))
        elif came == self._came:
            self._keys = len(self._ahead)
            self.call_next(self._go_on)


def _is_sign(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.is_printable and event.character != " "


def _is_code(text: str) -> bool:
    return len(text) >= LEAST and any(sign.isdigit() for sign in text)
