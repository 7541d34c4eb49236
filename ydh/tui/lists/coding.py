"""A code that is typed or scanned on a screen: gathered sign by sign, it leads to its document or its row.

No list has a key that a number begins with, so that its first sign is never taken for one; nothing that is under the
cursor is opened or changed by it.
"""

from collections.abc import Callable
from typing import Any

from textual import events

from ydh.core.values.errors import NotFound
from ydh.core.values.labels import GS
from ydh.core.values.series import NUMBERED
from ydh.core.values.text import escaped
from ydh.tui.lists.going import Go

BEGINS = frozenset("0123456789](" + NUMBERED[0])  # what begins a code or a label wherever it is no key
GS_KEY = "ctrl+right_square_bracket"  # how a terminal names the character GS, which it gives no text
LONGEST = 200  # signs of a label


class Coding:
    """The part of a full screen that takes codes."""

    ydh: Any
    bottom: Any
    focused: Any
    active_bindings: Any
    ask: Callable[..., None]
    coded = True  # whether a code means something here

    @property
    def listens(self) -> bool:
        """Whether letters are keys here, so that a scanned code has to be told from them."""
        return self.coded and not self.bottom.code and not self._typing("0")

    def _typing(self, sign: str) -> bool:
        """Whether the focused widget takes what is typed."""
        return self.focused is not None and bool(self.focused.check_consume_key(sign, sign))

    def takes(self, event: events.Event) -> bool:
        """Take what belongs to a code."""
        if not self.coded:
            return False
        if isinstance(event, events.Paste):
            return not self._typing("0") and self._paste(event.text)
        return isinstance(event, events.Key) and (self._goes_on(event) if self.bottom.code else self._begins(event))

    def _begins(self, event: events.Key) -> bool:
        sign = event.character or ""
        if not sign or not self.begins(sign) or event.key in self.active_bindings or self._typing(sign):
            return False
        self.bottom.spell(sign)
        return True

    def begins(self, sign: str) -> bool:
        """Whether a code may begin with the sign where that is no key."""
        return sign in BEGINS

    def _goes_on(self, event: events.Key) -> bool:
        code: str = self.bottom.code
        if event.key == "enter":
            self.bottom.spell("")
            self.code_came(code)
        elif event.key == "backspace":
            self.bottom.spell(code[:-1])
        elif event.key == GS_KEY or (event.is_printable and event.character):
            self.bottom.spell((code + (GS if event.key == GS_KEY else event.character or ""))[:LONGEST])
        else:
            self.bottom.spell("")
            return event.key == "escape"
        return True

    def _paste(self, text: str) -> bool:
        line, end, _ = text.lstrip("\r\n").replace("\r", "\n").partition("\n")
        self.bottom.spell((self.bottom.code + line)[:LONGEST])
        if end and (code := self.bottom.code):
            self.bottom.spell("")
            self.code_came(code)
        return True

    def code_came(self, code: str) -> None:
        """Go to what the code stands for. Keys behind it wait: they are meant for where it leads."""
        self.ydh.hold_keys()
        self.ask(lambda actor: self.found(actor, code.strip()), self._there, fail=self._nowhere)

    def found(self, actor: Any, code: str) -> Any:
        """What the code stands for here; called in a thread. Raises NotFound."""
        to = self.ydh.named(actor, code)
        if to is None:
            raise NotFound("code-nowhere", code=escaped(code))
        return to

    def _there(self, found: Any) -> None:
        self.lead(found)
        self.ydh.let_keys_go()

    def _nowhere(self, error: Exception) -> None:
        self.ydh.let_keys_go()
        self.ydh.failed(error)

    def lead(self, found: Any) -> None:
        """Go to what was found."""
        if isinstance(found, Go):
            self.ydh.go(found)
