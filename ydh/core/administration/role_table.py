"""The noun role: which rights go together. S21.9, S21.33"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from ydh.core.administration import roles
from ydh.core.administration.views import RoleView
from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Act, Noun, Wanted
from ydh.core.rules.permissions import ONLY_ADMIN, PERMISSION_NAMES, READY_MADE, ROLE_NAMES, P
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_, Label

MANAGE = (P.STAFF_MANAGE,)
READY_NAMES = {code: name for code, (name, _) in READY_MADE.items()}


def _page(actor: Actor, wanted: Wanted) -> Page[RoleView]:
    return Page(roles.list_roles(actor))


def permission_names(codes: Sequence[str]) -> tuple[Label, ...]:
    """Permissions as people call them."""
    return tuple(Label(PERMISSION_NAMES[P(code)], code) for code in codes)


def _all_permissions(actor: Actor) -> Sequence[tuple[str, Any]]:
    return [(p.value, Label(PERMISSION_NAMES[p])) for p in P]


def models(actor: Actor) -> Sequence[tuple[str, Any]]:
    """Roles that a new one may begin like: no other one may have what is the administrators' alone."""
    admins = {p.value for p in ONLY_ADMIN}
    like = [(it.code, it.name) for it in roles.list_roles(actor) if not admins & set(it.permissions)]
    return [("", N_("none")), *like]


def create(actor: Actor, code: str, name: str, permissions: Sequence[str] = (), like: str = "") -> dict[str, Any]:
    """Make a role with these rights and those of another. Raises as `roles.add`."""
    given = list(dict.fromkeys([*(roles.show(actor, like).permissions if like else ()), *permissions]))
    roles.add(actor, code, name, given)
    return {"code": code, "permissions": given}


def _grant(actor: Actor, code: str, permissions: Sequence[str]) -> dict[str, Any]:
    roles.grant(actor, code, permissions)
    return {"code": code, "permissions": list(permissions)}


def _revoke(actor: Actor, code: str, permissions: Sequence[str]) -> dict[str, Any]:
    roles.revoke(actor, code, permissions)
    return {"code": code, "permissions": list(permissions)}


def _rename(actor: Actor, code: str, name: str) -> dict[str, Any]:
    roles.edit(actor, code, name=name)
    return {"code": code, "name": name}


def _own(it: RoleView) -> str:
    return N_("it is built in and stays as it is") if it.builtin else ""


CODE = Fact(
    "code",
    N_("code"),
    "code",
    asked="once",
    required=True,
    positional=True,
    option="role",
    help=N_("code of the role"),
    hint=N_("small letters, digits and _"),
    width=18,
    sorts=True,
)
NAME = Fact("name", N_("name"), "label", width=20, sorts=True)
NEW_NAME = Fact("name", N_("name"), asked="always", required=True, positional=True, of=lambda it: str(it.name))
RIGHTS = Fact(
    "permissions",
    N_("permissions"),
    "list",
    asked="once",
    required=True,
    positional=True,
    offers=_all_permissions,
    option="permission",
    help=N_("permissions, as they stand in: ydh role matrix"),
    seen=lambda it: permission_names(it.permissions),
    width=0,
)
SOME_RIGHTS = RIGHTS._replace(required=False)
LIKE = Fact("like", N_("begins with rights of"), "code", asked="once", offers=models)
READY = Fact(
    "code",
    N_("role"),
    "label",
    asked="once",
    required=True,
    positional=True,
    choices=READY_NAMES,
    option="role",
    help=N_("code of the role"),
)
FACTS = (
    CODE,
    NAME,
    Fact("builtin", N_("built in"), "yes", width=8, drop=1),
    Fact("holders", N_("holders"), "integer", width=8, sorts=True),
    RIGHTS,
    Fact("version", N_("version"), "version", listed=False),
)


def _gives(at: int) -> Any:
    given = itemgetter(at)
    return lambda it: "x" if given(it.given) else ""


# a line of the table of permissions by built-in roles
MATRIX: tuple[Fact, ...] = (
    Fact("permission", N_("permission"), "code"),
    Fact("name", N_("name"), "label"),
    *(Fact(code, name, of=_gives(at)) for at, (code, name) in enumerate(ROLE_NAMES.items())),
)

ROLES = Noun(
    "role",
    N_("roles"),
    N_("code of the role"),
    N_("list the roles"),
    N_("one role with its permissions"),
    FACTS,
    _page,
    roles.show,
    acts=(
        Act(
            "create",
            N_("add a role"),
            N_("make a role of the company's own"),
            create,
            on="none",
            key="a",
            needs=MANAGE,
            asks=("code", NEW_NAME, LIKE, SOME_RIGHTS),
            said=N_("the role {code} is made"),
        ),
        Act(
            "add-ready-made",
            N_("add a ready-made role"),
            N_("add a ready-made role: service, after_sales, order_entry or auditor"),
            roles.add_ready_made,
            on="none",
            key="q",
            needs=MANAGE,
            asks=(READY,),
            said=N_("the role {code} is made"),
        ),
        Act(
            "grant",
            N_("give permissions"),
            N_("add permissions to a role; its holders have them at once"),
            _grant,
            key="U",
            needs=MANAGE,
            asks=(RIGHTS,),
            said=N_("{code} gives: {permissions}"),
            why_not=_own,
            by_hand="command",
        ),
        Act(
            "revoke",
            N_("take permissions"),
            N_("take permissions from a role, and so from all its holders at once"),
            _revoke,
            key="u",
            needs=MANAGE,
            asks=(RIGHTS,),
            said=N_("{code} does not give any more: {permissions}"),
            question=N_("All who hold {what} will lose this. Go on?"),
            why_not=_own,
            by_hand="command",
        ),
        Act(
            "rename",
            N_("rename"),
            N_("give a role of the company's own another name"),
            _rename,
            key="E",
            needs=MANAGE,
            asks=(NEW_NAME,),
            said=N_("{code} is called {name}"),
            why_not=_own,
            main=False,
        ),
        Act(
            "remove",
            N_("remove"),
            N_("remove a role of the company's own that nobody holds"),
            roles.remove,
            key="X",
            needs=MANAGE,
            said=N_("the role {code} is removed"),
            question=N_("The role {what} will be removed. Go on?"),
            why_not=lambda it: _own(it) or (N_("somebody holds it") if it.holders else ""),
            main=False,
        ),
    ),
    needs=(P.STAFF_MANAGE, P.AUDIT_VIEW),
    metavar="ROLE",
    called=lambda it: it.name,
    tone=lambda it: "faint" if it.builtin else "plain",
)
