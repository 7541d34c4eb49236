"""A list in which Enter does the first deed."""

from typing import Any

from ydh.tui.lists.book import Deed
from ydh.tui.lists.listing import ListScreen


class EnterDoes(ListScreen):
    """A list in which enter does the first deed instead of opening the row."""

    submits = False  # whether the order is to be sent as soon as what was pressed before is done

    def on_mount(self) -> None:
        self.grid._bindings.key_to_bindings.pop("enter", None)  # so that the screen's own key counts, and is shown

    def on_grid_chosen(self) -> None:
        name = self.book.deeds[0].name
        if self.check_action("deed", (name,)):
            self.action_deed(name)

    def not_yet(self, deed: Deed) -> bool:
        """Keys that change the basket count each time, however fast they come; the order waits for all of them."""
        if deed.name == "submit" and self.in_flight:
            self.submits = True
            return True
        return not (deed.alone or self.grid.steady)

    def _landed(self, deed: Deed, rows: list[Any], result: Any) -> None:
        super()._landed(deed, rows, result)
        if self.submits and not self.in_flight:
            self.submits = False
            self.action_deed("submit")
