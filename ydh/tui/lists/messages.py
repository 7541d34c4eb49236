"""`!`: everything that was said in this session, the latest first."""

from typing import Any

from ydh.core.values.words import N_
from ydh.locale.values import local_time
from ydh.tui.paint.leaf import Leaf
from ydh.tui.paint.parts import Plain, Say


class Messages(Leaf):
    """What was said."""

    def __init__(self) -> None:
        super().__init__(N_("messages of this session"), ())

    def compose(self) -> Any:
        app: Any = self.app
        clock = local_time(app.words.zone)
        said = [
            Plain(f"{clock(at)[11:]}  {text}", "wrong" if wrong else "plain")
            for at, text, wrong in reversed(app.history)
        ]
        self.parts = tuple(said) or (Say(N_("nothing was said yet"), {}, "faint"),)
        yield from super().compose()
