"""`?`: every key that works here, made from the bindings themselves."""

from collections.abc import Sequence
from typing import Any

from textual.binding import Binding

from ydh.core.values.words import N_
from ydh.tui.paint.bars import key_name
from ydh.tui.paint.leaf import Leaf
from ydh.tui.paint.parts import Column, Plain, Rows


class KeySheet(Leaf):
    """The keys of a screen."""

    def __init__(self, bindings: Sequence[Binding]) -> None:
        super().__init__(N_("keys that work here"), ())
        self.bindings_here = bindings

    def compose(self) -> Any:
        words: Any = self.app.words  # type: ignore[attr-defined]
        by_action: dict[str, list[Binding]] = {}
        # what is done here comes before how one moves
        for binding in sorted(self.bindings_here, key=lambda b: not b.action.startswith("deed(")):
            by_action.setdefault(binding.action, []).append(binding)
        rows = [(" ".join(key_name(b, words) for b in group), group[0].description) for group in by_action.values()]
        columns = (
            Column("key", N_("key"), "text", 14, of=lambda r: r[0]),
            Column("what", N_("what it does"), of=lambda r: words(r[1])),
        )
        self.parts = (Rows(columns, rows), Plain(""))
        yield from super().compose()
