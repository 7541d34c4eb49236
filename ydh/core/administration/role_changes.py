"""What a change of rights would do, seen before it is made: who would gain or lose what. S06.12"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ydh.core.administration import account_looking, roles
from ydh.core.administration.views import RoleView
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, NotFound
from ydh.core.values.text import escaped


@dataclass(frozen=True, slots=True)
class RoleChange:
    """What giving a role a permission, or taking it away, does to those who hold the role.

    `given` is how it stands now; `affected` are the names of those who would gain or lose the permission, `anyway`
    of those who have it through another role as well.
    """

    role: RoleView
    permission: str
    given: bool
    affected: tuple[str, ...]
    anyway: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RightsChange:
    """The permissions that an account would gain and lose."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


def own_role(actor: Actor, code: str) -> RoleView:
    """A role that may be changed. Raises NotAllowed, NotFound, Conflict for a built-in one."""
    role = roles.show(actor, code)
    if role.builtin:
        raise Conflict("role-builtin", code=role.name)  # as people call it
    return role


def if_toggled(actor: Actor, code: str, permission: str) -> RoleChange:
    """What it would do to give the role the permission, or to take it away when it has it.

    Raises NotAllowed, NotFound, Conflict for a built-in role, Invalid for rights that do not go together.
    """
    role = own_role(actor, code)
    roles.check(frozenset(P(p) for p in role.permissions) ^ {P(permission)})
    return _change(actor, role, permission)


def if_changed(actor: Actor, code: str, permissions: Iterable[str], *, give: bool) -> tuple[RoleChange, ...]:
    """What it would do to give the role these permissions, or to take them away, for each that it would change.

    Raises as `roles.grant` does.
    """
    role, asked = own_role(actor, code), roles.read(permissions)
    before = frozenset(P(p) for p in role.permissions)
    after = before | asked if give else before - asked
    roles.check(after)
    return tuple(_change(actor, role, p.value) for p in P if p in before ^ after)


def _change(actor: Actor, role: RoleView, permission: str) -> RoleChange:
    code = role.code
    known = {it.code: it for it in roles.list_roles(actor)}
    holders = [it for it in account_looking.duties(actor) if code in it.roles]
    others = {c for c, it in known.items() if permission in it.permissions and c != code}
    anyway = tuple(it.name for it in holders if others & set(it.roles))
    affected = tuple(it.name for it in holders if not others & set(it.roles))
    return RoleChange(role, permission, permission in role.permissions, affected, anyway)


def if_given(actor: Actor, login: str, codes: Sequence[str]) -> RightsChange:
    """What an account would gain and lose if it had exactly these roles. Raises NotAllowed, NotFound."""
    known = {role.code: frozenset(role.permissions) for role in roles.list_roles(actor)}
    before = _union(known, account_looking.show(actor, login).roles)
    after = _union(known, codes)
    return RightsChange(_in_order(after - before), _in_order(before - after))


def _union(known: dict[str, frozenset[str]], codes: Iterable[str]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for code in codes:
        if code not in known:
            raise NotFound("role-unknown", code=escaped(code))
        found |= known[code]
    return found


def _in_order(permissions: frozenset[str]) -> tuple[str, ...]:
    return tuple(p.value for p in P if p.value in permissions)
