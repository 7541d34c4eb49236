"""The grid of permissions by roles: draws what is in view, and has a cursor in two dimensions."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ydh.core.administration.views import RoleView
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.look import Line, Run, voices
from ydh.tui.paint.sheet import fitted, one, painted
from ydh.tui.paint.shown import fit, plain

PERMISSIONS = tuple(P)
GROUPS = {  # what rights are about, each said over the first of them
    P.ORDER_VIEW: N_("see and enter"),
    P.ORDER_REVIEW: N_("steps"),
    P.RETURN_CREATE: N_("goods that come back"),
    P.PRODUCT_MANAGE: N_("goods and customers"),
    P.CREDIT_OVERRIDE: N_("stock and money"),
    P.REPORT_VIEW: N_("data"),
    P.STAFF_MANAGE: N_("administration"),
}
LINES: tuple[P | str, ...] = tuple(each for p in PERMISSIONS for each in ((GROUPS[p], p) if p in GROUPS else (p,)))
AT = {line: at for at, line in enumerate(LINES)}  # where each stands
HEADS = 3  # lines: a role's name takes two, how many hold it is below
LEAST_SIDE = 24  # cells of the names of the permissions at least
COLUMN = 7  # cells of a role's column at least, one of them free
SHORT = {"system_admin": N_("system admin")}  # whose name has a word that would take the room of two roles
HAS, HAS_NOT = "✓", "-"


def in_two(name: str) -> tuple[str, str]:
    """A name in two lines, the second under a column's foot: broken at the best blank, Chinese before its last part."""
    if " " in name:
        words = name.split(" ")
        halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        return min(halves, key=lambda pair: max(map(cell_len, pair)))
    if name.isascii() or len(name) < 4:
        return "", name
    at = len(name) // 2
    return name[:at], name[at:]


class RoleMatrix(Widget, can_focus=True):
    """Permissions down, in groups; roles across, by whole names; a tick where the role gives the permission."""

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

    def put(self, roles: Sequence[RoleView], here: str = "") -> None:
        """Show these roles; the cursor goes to the one of the code `here`, or stays on the role that it was on."""
        if tuple(roles) == self.roles:
            return
        here = here or (self.role.code if self.role else "")
        self.roles = tuple(roles)
        codes = [role.code for role in self.roles]
        self.column = codes.index(here) if here in codes else min(self.column, len(codes) - 1)
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def side(self) -> int:
        """Cells of the names of the permissions: all that they need, or what the roles leave."""
        longest = max(cell_len(self.words(PERMISSION_NAMES[p])) for p in PERMISSIONS) + 5
        roles = sum(self._width(at) for at, role in enumerate(self.roles) if role.builtin)
        return min(longest, max(LEAST_SIDE, self.size.width - roles - 1))

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
        at, line = self.side, self.top + event.y - HEADS
        for column in self._in_view():
            at += self._width(column)
            if event.x < at and event.y >= HEADS and line < len(LINES) and isinstance(here := LINES[line], P):
                self.go(PERMISSIONS.index(here), column)
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
        """How many lines fit under the heads."""
        return max(1, self.size.height - HEADS)

    def _width(self, column: int) -> int:
        return max(COLUMN, max(map(cell_len, in_two(self._called(column)))) + 1)

    def _called(self, column: int) -> str:
        role = self.roles[column]
        return self.words(SHORT[role.code]) if role.code in SHORT else plain(role.name, self.words)

    def _keep_in_view(self) -> None:
        line = AT[self.permission]
        first = line - (self.permission in GROUPS)  # with its group
        self.top = max(min(self.top, first), line - self.room + 1)
        self.top = max(0, min(self.top, len(LINES) - self.room))
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
        width, at = self.size.width, self.top + y - HEADS
        if y < HEADS:
            line = self._head(y)
        elif at >= len(LINES):
            line = ()
        else:
            given = LINES[at]
            line = self._row(given) if isinstance(given, P) else one(" " + self.words(given), "head")
        looks = voices(self.app.theme)
        return painted(fitted(line, width), looks, width)

    def _head(self, y: int) -> Line:
        """The names of the roles in two lines, and how many hold each; the one under the cursor stands out."""
        more = len(self.roles) > self.first + len(list(self._in_view()))
        side = self.words(N_("held by")) if y == HEADS - 1 else ""
        runs: list[Run] = [(fit(("< " if self.first and not y else "  ") + side, self.side), "faint")]
        for column in self._in_view():
            text = str(self.roles[column].holders) if y == HEADS - 1 else in_two(self._called(column))[y]
            runs.append((fit(text, self._width(column)), "key" if column == self.column else "head"))
        return (*runs, (">", "faint")) if more and not y else tuple(runs)

    def _row(self, permission: P) -> Line:
        here = permission == self.permission
        base = "strong" if here else "plain"
        name = ("> " if here else "   ") + self.words(PERMISSION_NAMES[permission])
        runs: list[Run] = [(fit(name, self.side - 1) + " ", base)]
        for column in self._in_view():
            has = permission.value in self.roles[column].permissions
            sign, size = HAS if has else HAS_NOT, self._width(column)
            if here and column == self.column:
                runs += [(f"[{sign}]", "cursor" if self.has_focus else base), (" " * (size - 3), base)]
            else:
                runs.append((fit(f" {sign}", size), self._voice(column, base, has=has)))
        return tuple(runs)

    def _voice(self, column: int, base: str, *, has: bool) -> str:
        """Rights that are there are seen; those of the company's own roles, which can be changed, in their colour."""
        if not has:
            return "faint"
        return base if self.roles[column].builtin else "key"
