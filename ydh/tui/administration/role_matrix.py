"""The grid of permissions by roles: draws what is in view, and has a cursor in two dimensions."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.administration.views import RoleView
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.look import voices
from ydh.tui.paint.shown import fit, plain

PERMISSIONS = tuple(P)
SHORT = {
    "system_admin": N_("SA"),
    "business_manager": N_("BM"),
    "order_reviewer": N_("OR"),
    "finance_reviewer": N_("FR"),
    "outbound_reviewer": N_("WR"),
    "shipping_clerk": N_("SC"),
}
BUILTIN, OWN = 6, 10  # cells of a built-in role's column, and of another's
HAS, HAS_NOT = "✓", "-"


class RoleMatrix(Widget, can_focus=True):
    """Permissions down, roles across, x where the role gives the permission."""

    BINDINGS = [
        Binding("down,j", "move(1, 0)", N_("down"), show=False),
        Binding("up,k", "move(-1, 0)", N_("up"), show=False),
        Binding("right", "move(0, 1)", N_("right"), show=False),
        Binding("left", "move(0, -1)", N_("left"), show=False),
        Binding("pagedown,ctrl+d", "turn(1)", N_("a page down"), show=False),
        Binding("pageup,ctrl+u", "turn(-1)", N_("a page up"), show=False),
        Binding("home,g", "move(-100, 0)", N_("first row"), show=False),
        Binding("end,G", "move(100, 0)", N_("last row"), show=False),
    ]
    DEFAULT_CSS = "RoleMatrix { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """The cursor is on another cell."""

    def __init__(self, words: Words, **given: Any) -> None:
        super().__init__(**given)
        self.words = words
        self.names = [words(PERMISSION_NAMES[p]) for p in PERMISSIONS]
        self.side = max(map(cell_len, self.names)) + 4  # cells of the column of names
        self.roles: tuple[RoleView, ...] = ()
        self.row = self.column = self.top = self.first = 0

    @property
    def role(self) -> RoleView | None:
        """The role under the cursor."""
        return self.roles[self.column] if self.column < len(self.roles) else None

    @property
    def permission(self) -> P:
        """The permission under the cursor."""
        return PERMISSIONS[self.row]

    def put(self, roles: Sequence[RoleView]) -> None:
        """Show these roles; the cursor stays on the role that it was on."""
        if tuple(roles) == self.roles:
            return
        here = self.role.code if self.role else ""
        self.roles = tuple(roles)
        codes = [role.code for role in self.roles]
        self.column = codes.index(here) if here in codes else min(self.column, len(codes) - 1)
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved())

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        before = (self.row, self.column)
        self.row = max(0, min(row, len(PERMISSIONS) - 1))
        self.column = max(0, min(column, len(self.roles) - 1))
        if before != (self.row, self.column):
            self._keep_in_view()
            self.refresh()
            self.post_message(self.Moved())

    def action_move(self, down: int, right: int) -> None:
        self.go(self.row + down, self.column + right)

    def action_turn(self, pages: int) -> None:
        self.go(self.row + pages * max(1, self.room - 1), self.column)

    def on_click(self, event: events.Click) -> None:
        at = self.side
        for column in self._in_view():
            at += self._width(column)
            if event.x < at:
                self.go(self.top + event.y - 1, column)
                return

    def on_mouse_scroll_down(self) -> None:
        self.go(self.row + 3, self.column)

    def on_mouse_scroll_up(self) -> None:
        self.go(self.row - 3, self.column)

    def on_resize(self) -> None:
        self._keep_in_view()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # --- drawing ---

    @property
    def room(self) -> int:
        """How many permissions fit."""
        return max(1, self.size.height - 1)

    def _width(self, column: int) -> int:
        return BUILTIN if self.roles[column].builtin else OWN

    def _keep_in_view(self) -> None:
        self.top = max(min(self.top, self.row), self.row - self.room + 1)
        self.top = max(0, min(self.top, len(PERMISSIONS) - self.room))
        self.first = min(self.first, self.column)
        while self.first < self.column and self._last_cell() > self.size.width:
            self.first += 1

    def _in_view(self) -> Iterator[int]:
        """The columns that fit."""
        at = self.side
        for column in range(self.first, len(self.roles)):
            at += self._width(column)
            if at <= self.size.width:
                yield column

    def _last_cell(self) -> int:
        return self.side + sum(self._width(at) for at in range(self.first, self.column + 1))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        at = self.top + y - 1
        if y == 0:
            return Strip([Segment(fit(self._head(), width - 1) + self._more(), self._style("head"))], width)
        if at >= len(PERMISSIONS):
            return Strip([Segment(" " * width, self._style("plain"))], width)
        return Strip(self._row(at)).adjust_cell_length(width, self._style("strong" if at == self.row else "plain"))

    def _more(self) -> str:
        """A sign that other columns lie to the right."""
        return ">" if len(self.roles) > self.first + len(list(self._in_view())) else " "

    def _head(self) -> str:
        left = "< " if self.first else "  "
        heads = [left + fit(self.words(N_("permission")), self.side - 2)]
        for column in self._in_view():
            role = self.roles[column]
            name = self.words(SHORT[role.code]) if role.code in SHORT else plain(role.name, self.words)
            size = self._width(column)
            heads.append(fit(fit(name, size - 2) + "  ", size))
        return "".join(heads).rstrip()

    def _row(self, at: int) -> list[Segment]:
        here = at == self.row
        base = self._style("strong" if here else "plain")
        name = ("> " if here else "  ") + self.names[at]
        segments = [Segment(fit(name, self.side), base)]
        for column in self._in_view():
            segments += self._cell(at, column, self._width(column), base)
        return segments

    def _cell(self, at: int, column: int, size: int, base: Any) -> list[Segment]:
        role = self.roles[column]
        sign = HAS if PERMISSIONS[at].value in role.permissions else HAS_NOT
        if at == self.row and column == self.column:
            text, style = f"[{sign}]", self._style("cursor") if self.has_focus else base
        else:
            text, style = f" {sign} ", base if role.builtin or at == self.row else self._style("key")
        return [Segment(text, style), Segment(" " * (size - 3), base)]

    def _style(self, name: str) -> Any:
        return voices(self.app.theme)[name]
