"""Roles and rights: 27 permissions by the built-in roles, which stay as they are, and the company's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.widgets import Input

from ydh.core.administration import account_looking, role_changes, roles
from ydh.core.administration.role_table import (
    CODE,
    LIKE,
    MANAGE,
    NEW_NAME,
    READY,
    READY_NAMES,
    RIGHTS,
    ROLES,
    create,
    permission_names,
)
from ydh.core.administration.views import Duty, RoleView
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import PERMISSION_NAMES, READY_MADE, P
from ydh.core.values.pinyin import fits
from ydh.core.values.words import N_, Label
from ydh.tui.administration.people import duties_sheet
from ydh.tui.administration.role_matrix import PERMISSIONS, RoleMatrix
from ydh.tui.lists.book import Answers, Deed, Field
from ydh.tui.lists.deeds import Doing
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import field_of
from ydh.tui.lists.page import WIDE, FullScreen
from ydh.tui.lists.searching import SearchLine
from ydh.tui.lists.unfinished import go_on
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Column, Part, Rows, Say
from ydh.tui.paint.sheet import one
from ydh.tui.paint.titles import TitleLine

READY_ROWS = (
    Column("name", READY.title, "text", 20, of=lambda code: Label(READY_MADE[code][0])),
    Column("rights", RIGHTS.title, of=lambda code: permission_names(sorted(READY_MADE[code][1]))),
)
HEAD = N_("{n} roles, {own} of them the company's own")


@dataclass(frozen=True)
class Cell:
    """What the cursor is on."""

    role: RoleView
    permission: P

    @property
    def given(self) -> bool:
        """Whether the role gives the permission."""
        return self.permission.value in self.role.permissions


# --- one cell ---


def _toggle_shows(actor: Actor, rows: Sequence[Cell]) -> Sequence[Part]:
    cell = rows[0]
    found = role_changes.if_toggled(actor, cell.role.code, cell.permission.value)
    text = N_("take `{right}` away from {role}?") if found.given else N_("give `{right}` to {role}?")
    about = {"right": Label(PERMISSION_NAMES[cell.permission]), "role": cell.role.name}
    parts: list[Part] = [Say(text, about, "strong")]
    if found.affected:
        said = N_("{n} would lose it: {who}") if found.given else N_("{n} would gain it: {who}")
        parts.append(Say(said, {"n": len(found.affected), "who": found.affected}))
    if found.anyway:
        parts.append(Say(N_("{n} have it through another role: {who}"), {"n": len(found.anyway), "who": found.anyway}))
    if not (found.affected or found.anyway):
        parts.append(Say(N_("nobody holds the role")))
    return [*parts, Say(N_("it holds at once, in sessions that are open too"), style="faint")]


def _toggle(actor: Actor, rows: Sequence[Cell], answers: Answers) -> tuple[Cell, int]:
    cell = rows[0]
    change = roles.revoke if cell.given else roles.grant
    return cell, change(actor, cell.role.code, [cell.permission.value])


def _toggle_back(toggled: tuple[Cell, int]) -> Callable[[Actor], int] | None:
    cell, version = toggled
    change = roles.grant if cell.given else roles.revoke
    return (lambda actor: change(actor, cell.role.code, [cell.permission.value], seen=version)) if version else None


# --- whole roles ---


def _add_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    return tuple(field_of(fact, actor, None) for fact in (CODE, NEW_NAME, LIKE))


def _add(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    create(actor, **answers)
    return Say(ROLES.act("create").said, {"code": answers["code"]})


def _ready(actor: Actor) -> list[str]:
    there = {it.code for it in roles.list_roles(actor)}
    return [code for code in READY_MADE if code not in there] or list(READY_MADE)


def _ready_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    left = {code: READY_NAMES[code] for code in _ready(actor)}
    return (field_of(READY._replace(choices=left), actor, None),)


def _ready_shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
    return [Rows(READY_ROWS, _ready(actor))]


def _add_ready(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    roles.add_ready_made(actor, answers["code"])
    return Say(ROLES.act("add-ready-made").said, {"code": answers["code"]})


def _name_fields(actor: Actor, rows: Sequence[Cell]) -> tuple[Field, ...]:
    role = role_changes.own_role(actor, rows[0].role.code)
    return (field_of(NEW_NAME, actor, role),)


def _rename(actor: Actor, rows: Sequence[Cell], answers: Answers) -> None:
    roles.edit(actor, rows[0].role.code, name=answers["name"])


def _remove_shows(actor: Actor, rows: Sequence[Cell]) -> Sequence[Part]:
    role = role_changes.own_role(actor, rows[0].role.code)
    return [Say(N_("remove the role {role}? {n} hold it"), {"role": role.name, "n": role.holders}, "strong")]


def _remove(actor: Actor, rows: Sequence[Cell], answers: Answers) -> Say:
    roles.remove(actor, rows[0].role.code)
    return Say(ROLES.act("remove").said, {"code": rows[0].role.code})


def _deed(verb: str, do: Callable[..., Any], **given: Any) -> Deed:
    """An act of the table on the role whose column the cursor is in."""
    act = ROLES.act(verb)
    return Deed(act.verb, act.key, act.label, do, needs=act.needs, **given)


CHANGED = N_("{what} is changed")
DEEDS = (
    Deed(
        "toggle",
        "space",
        N_("give or take"),
        _toggle,
        shows=_toggle_shows,
        undo=_toggle_back,
        needs=MANAGE,
        main=True,
        said=CHANGED,
    ),
    _deed("create", _add, asks=_add_fields, alone=True, main=True, makes=True),
    _deed("add-ready-made", _add_ready, asks=_ready_fields, shows=_ready_shows, alone=True, main=True, makes=True),
    _deed("rename", _rename, asks=_name_fields, said=CHANGED),
    _deed("remove", _remove, shows=_remove_shows),
    Deed("list", "o", N_("roles"), opens=lambda app, _: Go("roles"), alone=True),
    Deed("duties", "W", N_("access review"), duties_sheet, writes=False, alone=True, main=True),
)


class RoleGrid(Doing, FullScreen):
    """Who may do what, as one table."""

    title_text = N_("roles and rights")
    BINDINGS = [Binding("slash", "search", N_("search"), show=True)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    RoleGrid #middle { height: 1fr; layout: vertical; }
    RoleGrid #side { height: 7; }
    RoleGrid.-wide #middle { layout: horizontal; }
    RoleGrid.-wide #side { width: 48; height: 1fr; }
    """

    def __init__(self, app: Any = None) -> None:
        super().__init__()
        self.duties: tuple[Duty, ...] = ()
        self.made = ""  # the role that was just made
        for deed in DEEDS:
            self._bindings.bind(deed.key, f"deed('{deed.name}')", deed.label, deed.main)

    def body(self) -> ComposeResult:
        words = self.ydh.words
        self.title_line, self.search = TitleLine(), SearchLine()
        self.matrix = RoleMatrix(words, id="matrix")
        self.rule = TitleLine(rule=True)
        self.pane = Pane(words, id="pane")
        yield self.title_line
        yield self.search
        with Container(id="middle"):
            yield self.matrix
            with Vertical(id="side"):
                yield self.rule
                yield self.pane

    def on_mount(self) -> None:
        self.matrix.focus()

    # --- a right by its name ---

    def action_search(self) -> None:
        self.search.placeholder = self.words(N_("search"))
        self.search.open()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The cursor goes to the first right that fits."""
        named = ((at, p.value, self.words(PERMISSION_NAMES[p])) for at, p in enumerate(PERMISSIONS))
        found = next((at for at, *names in named if fits(event.value, *names)), None)
        if event.value.strip() and found is not None:
            self.matrix.go(found, self.matrix.column)

    def on_input_submitted(self) -> None:
        self.matrix.focus()

    def action_leave(self) -> None:
        if self.search.can_focus:
            self.search.close()
            self.matrix.focus()
        else:
            super().action_leave()

    def look(self) -> None:
        self.ydh.ask(lambda actor: (roles.list_roles(actor), account_looking.duties(actor)), self._put, topic=id(self))

    def _put(self, found: tuple[tuple[RoleView, ...], tuple[Duty, ...]]) -> None:
        known, self.duties = found
        self.matrix.put(known, self.made)
        self.made = ""
        own = sum(not role.builtin for role in known)
        head = self.words(HEAD).format(n=len(known), own=own)
        self.title_line.put(one(head, "strong"))
        self._show_cell()
        cells = (Cell(role, permission) for role in known for permission in P)
        go_on(self, [(self.key_of(cell), cell) for cell in cells])

    def on_role_matrix_moved(self) -> None:
        self._show_cell()

    def _show_cell(self) -> None:
        role = self.matrix.role
        if role is not None:
            cell = Cell(role, self.matrix.permission)
            self.rule.put(self.name_of(cell))
            self.pane.put(self._parts(cell), keep=True)

    def _parts(self, cell: Cell) -> Sequence[Part]:
        """Who has the right, by which roles; what taking or giving it would do; who could do two steps alone."""
        right = {"right": Label(PERMISSION_NAMES[cell.permission]), "code": cell.permission.value}
        having = [it for it in self.duties if cell.permission.value in it.permissions]
        who = tuple(it.name for it in having) or Label(N_("nobody"))
        kind = N_("built in: it stays as it is") if cell.role.builtin else N_("the company's own: space changes it")
        return [
            Say(N_("{right} ({code})"), right, "strong"),
            Say(N_("{n} may: {who}"), {"n": len(having), "who": who}),
            *self._held(cell),
            *self._both(),
            Say(kind, style="faint"),
        ]

    def _held(self, cell: Cell) -> list[Part]:
        """Who holds the role, and for whom what the cursor is on decides."""
        holding = [it for it in self.duties if cell.role.code in it.roles]
        names = tuple(it.name for it in holding) or Label(N_("nobody"))
        parts: list[Part] = [
            Say(N_("{role} is held by {n}: {who}"), {"role": cell.role.name, "n": len(holding), "who": names})
        ]
        only = tuple(it.name for it in holding if not self._otherwise(it, cell))
        if only and not cell.role.builtin:
            parts.append(
                Say(N_("without it {who} may not") if cell.given else N_("with it {who} may too"), {"who": only})
            )
        return parts

    def _otherwise(self, duty: Duty, cell: Cell) -> bool:
        """Whether he has the right by another role too."""
        others = (role for role in self.matrix.roles if role.code in duty.roles and role.code != cell.role.code)
        return any(cell.permission.value in role.permissions for role in others)

    def _both(self) -> list[Part]:
        """Who enters orders and reviews them too: two eyes where four are meant."""
        both = tuple(it.name for it in self.duties if {P.ORDER_CREATE.value, P.ORDER_REVIEW.value} <= {*it.permissions})
        if not both:
            return [Say(N_("✓ nobody both enters and reviews orders"), style="good")]
        return [Say(N_("{n} both enter and review orders: {who}"), {"n": len(both), "who": both})]

    def deeds(self) -> tuple[Deed, ...]:
        return DEEDS

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        if deed.makes:
            self.made = str(value.data["code"])

    def chosen(self) -> list[Any]:
        role = self.matrix.role
        return [Cell(role, self.matrix.permission)] if role is not None else []

    def key_of(self, row: Cell) -> str:
        return f"{row.role.code} {row.permission.value}"

    def name_of(self, row: Cell) -> str:
        return self.words.pair(self.words(str(row.role.name)), self.words(PERMISSION_NAMES[row.permission]))
