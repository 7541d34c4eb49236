"""Roles: six are built in and stay as they are, others stand beside them. S21.9, S21.32, S21.33

Rights are read afresh at every action, so a change of a role changes every holder at once.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from ydh.core.administration.views import MatrixRow, RoleView
from ydh.core.audit.journal import Subject, changes
from ydh.core.audit.master import Fields, Master, check_seen, write_new
from ydh.core.company.actors import Actor, Who, changing, who
from ydh.core.rules.permissions import MONEY, ONLY_ADMIN, PERMISSION_NAMES, READY_MADE, ROLE_NAMES, ROLES, P
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound
from ydh.core.values.lazy import dataclass
from ydh.core.values.text import clean, escaped
from ydh.core.values.words import Label
from ydh.store.administration import accounts as store
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement
from ydh.store.tables.people import Role

ROLE = Subject("role", Role)
_CODE = re.compile(r"[a-z][a-z0-9_]{1,31}\Z")


def matrix() -> tuple[MatrixRow, ...]:
    """The table of 27 permissions by six built-in roles. S21.33"""
    return tuple(
        MatrixRow(p.value, Label(PERMISSION_NAMES[p], p.value), tuple(p in ROLES[role] for role in ROLE_NAMES))
        for p in P
    )


def list_roles(actor: Actor) -> tuple[RoleView, ...]:
    """Every role with its permissions and the number of its holders. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[RoleView, ...]:
        who(unit, actor).need(P.STAFF_MANAGE, P.AUDIT_VIEW)
        given = store.PERMISSIONS.rows(unit)
        return tuple(
            RoleView(code, _label(code, name), builtin, tuple(p for role, p in given if role == id_), holders, version)
            for id_, code, name, builtin, version, holders in store.ROLES.rows(unit)
        )

    return actor.company.read(work)


def show(actor: Actor, code: str) -> RoleView:
    """One role. Raises NotAllowed, NotFound."""
    for role in list_roles(actor):
        if role.code == code:
            return role
    raise NotFound("role-unknown", code=escaped(code))


def add(actor: Actor, code: str, name: str, permissions: Iterable[str]) -> None:
    """Add a role of the company's own. S21.9

    Raises NotAllowed, NotFound for an unknown permission, Invalid for a taken code or rights that do not go together.
    """
    if not _CODE.match(code):
        raise Invalid("role-form", value=escaped(code))
    _add(actor, code, clean(name, "name"), read(permissions))


def add_ready_made(actor: Actor, code: str) -> None:
    """Add one of the ready-made roles: service, after_sales, order_entry, auditor. S21.9

    Raises NotAllowed, NotFound, Invalid when it is there already.
    """
    if code not in READY_MADE:
        raise NotFound("ready-made-unknown", code=escaped(code), codes=tuple(READY_MADE))
    name, permissions = READY_MADE[code]
    _add(actor, code, name, permissions)


def _add(actor: Actor, code: str, name: str, permissions: frozenset[P]) -> None:
    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.STAFF_MANAGE)
        check(permissions)
        told = {"code": code, "name": str(name), "permissions": sorted(permissions)}
        id_ = write_new(unit, me, ROLE, store.ADD_ROLE, told, code=code, name=name, builtin=False)
        if id_ is None:
            raise Invalid("role-taken", code=code)
        _give(unit, id_, permissions)

    actor.company.write(work)


def grant(actor: Actor, code: str, permissions: Iterable[str], *, seen: int | None = None) -> int:
    """Add permissions to a role of the company's own; gives its version then, 0 when nothing changed. S21.9

    Raises NotAllowed, NotFound, Conflict for a built-in role, Invalid for rights that do not go together, Stale when
    `seen` is no longer its version.
    """
    given = read(permissions)
    return _change(actor, code, "grant", lambda before: before | given, seen)


def revoke(actor: Actor, code: str, permissions: Iterable[str], *, seen: int | None = None) -> int:
    """Take permissions from a role of the company's own, and so from all its holders at once; as `grant`. S06.12

    Raises NotAllowed, NotFound, Conflict for a built-in role, Invalid for rights that do not go together, Stale when
    `seen` is no longer its version.
    """
    taken = read(permissions)
    return _change(actor, code, "revoke", lambda before: before - taken, seen)


def _change(
    actor: Actor, code: str, action: str, made: Callable[[frozenset[P]], frozenset[P]], seen: int | None
) -> int:
    def work(unit: Unit) -> int:
        me, it = OWN_ROLES.find(unit, actor, code)
        check_seen(it.version, seen)
        before = frozenset(P(p) for (p,) in store.PERMISSIONS_OF.rows(unit, role=it.id))
        after = made(before)
        if after == before:
            return 0
        check(after)
        store.DROP_PERMISSIONS.run(unit, role=it.id)
        _give(unit, it.id, after)
        old, new = {"permissions": sorted(before)}, {"permissions": sorted(after)}
        return ROLE.entry(unit, me, it.id, action, changes=changes(unit, old, new))

    return actor.company.write(work)


def edit(actor: Actor, code: str, *, name: str) -> None:
    """Give a role of the company's own another name. Raises NotAllowed, NotFound, Conflict for a built-in role."""
    OWN_ROLES.edit(actor, code, {"name": name})


@dataclass(frozen=True, slots=True)
class _FoundRole:
    id: int
    code: str
    name: str
    builtin: bool
    version: int
    active: bool = True  # one that nobody shall hold any more is removed


class _OwnRoles(Master[_FoundRole]):
    subject = ROLE
    edited = "rename"
    write_fields = store.RENAME_ROLE

    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, _FoundRole]:
        return _own(unit, actor, store.LOCK_ROLE, code)

    def fields(self, unit: Unit, it: _FoundRole) -> Fields:
        return {"name": it.name}

    def after(self, unit: Unit, me: Who, it: _FoundRole, before: Fields, values: Fields) -> Fields:
        return {"name": clean(values["name"], "name")}


OWN_ROLES = _OwnRoles()


def remove(actor: Actor, code: str) -> None:
    """Remove a role of the company's own that nobody holds. S21.9

    Raises NotAllowed, NotFound, Conflict for a built-in role and for one in use.
    """

    def work(unit: Unit) -> None:
        me, it = _own(unit, actor, store.LOCK_ROLE_WHOLLY, code)
        held = store.HOLDERS.one(unit, role=it.id)
        if held:
            raise Conflict("role-used", code=code, count=held)
        store.DROP_PERMISSIONS.run(unit, role=it.id)
        ROLE.entry(unit, me, it.id, "remove", code=code)
        store.DELETE_ROLE.run(unit, id=it.id)

    actor.company.write(work)


def _own(unit: Unit, actor: Actor, lock: Statement, code: str) -> tuple[Who, _FoundRole]:
    """Who acts, and the role when it is one that may be changed, locked after the rights that it gives."""
    changing(unit)
    me = who(unit, actor)
    me.need(P.STAFF_MANAGE)
    row = lock.row(unit, code=code)
    if row is None:
        raise NotFound("role-unknown", code=escaped(code))
    it = _FoundRole(*row)
    if it.builtin:
        raise Conflict("role-builtin", code=code)
    return me, it


def _give(unit: Unit, role: int, permissions: Iterable[P]) -> None:
    store.ADD_PERMISSION.many(unit, "role permission", [(role, p.value) for p in sorted(permissions)])


def read(codes: Iterable[str]) -> frozenset[P]:
    """Permissions by their codes. Raises NotFound for one that there is not."""
    known: Sequence[str] = [p.value for p in P]
    wanted = [str(code) for code in codes]
    for code in wanted:
        if code not in known:
            raise NotFound("permission-unknown", code=escaped(code))
    return frozenset(P(code) for code in wanted)


def check(permissions: frozenset[P]) -> None:
    """Refuse what no role but the administrator's may hold, and money rights that could not see money."""
    for p in permissions & ONLY_ADMIN:
        raise NotAllowed("permission-admin-only", code=p.value)
    blind = permissions & MONEY
    if blind and P.AMOUNT_VIEW not in permissions:
        raise Invalid("money-needs-amounts", codes=tuple(sorted(blind)))


def _label(code: str, name: str) -> Label:
    """Names of ours are known to the catalogues and are translated; the company's own come out as they are."""
    return Label(name, code)
