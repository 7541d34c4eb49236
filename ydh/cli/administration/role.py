"""ydh role: roles and the rights that they give."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, change, listing, record
from ydh.cli.writing.cells import DataColumn
from ydh.core.administration import roles
from ydh.core.administration.views import RoleView
from ydh.core.rules.permissions import ROLE_NAMES
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Code = Annotated[str, typer.Argument(metavar="ROLE", help=N_("code of the role"))]
Permissions = Annotated[
    list[str], typer.Argument(metavar="PERMISSION", help=N_("permissions, as they stand in: ydh role matrix"))
]

ROLES = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name"), "label"),
    DataColumn("builtin", N_("built in"), "yes"),
    DataColumn("holders", N_("holders"), "integer"),
    DataColumn("permissions", N_("permissions"), "list"),
)
ROLE = (*ROLES, DataColumn("version", N_("version"), "ordinal"))
MATRIX = (
    DataColumn("permission", N_("permission"), "code"),
    DataColumn("name", N_("name"), "label"),
    *(DataColumn(code, name) for code, name in ROLE_NAMES.items()),
)


@app.command("list", help=N_("list the roles"))
@listing(ROLES, limited=True)
def list_() -> Iterable[Row]:
    """Every role."""
    return [_row(it) for it in roles.list_roles(session.actor())]


@app.command("show", help=N_("one role with its permissions"))
@record(ROLE)
def show(code: Code) -> Row:
    """One role."""
    it = roles.show(session.actor(), code)
    return *_row(it), str(it.version)


def _row(it: RoleView) -> Row:
    return it.code, it.name, it.builtin, it.holders, it.permissions


@app.command("matrix", help=N_("which built-in role gives which permission"))
@listing(MATRIX)
def matrix() -> Iterable[Row]:
    """The table of permissions by built-in roles."""
    return [(it.permission, it.name, *("x" if given else "" for given in it.given)) for it in roles.matrix()]


@app.command("create", help=N_("make a role of the company's own"))
@change(N_("the role {code} is made"))
def create(
    code: Code,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name"))],
    permissions: Permissions,
) -> Mapping[str, Any]:
    """Make a role."""
    roles.add(session.actor(), code, name, permissions)
    return {"code": code, "permissions": permissions}


@app.command("add-ready-made", help=N_("add a ready-made role: service, after_sales, order_entry or auditor"))
@change(N_("the role {code} is made"))
def add_ready_made(code: Code) -> Mapping[str, Any]:
    """Add a ready-made role."""
    roles.add_ready_made(session.actor(), code)
    return {"code": code}


@app.command("grant", help=N_("add permissions to a role; its holders have them at once"))
@change(N_("{code} gives: {permissions}"))
def grant(code: Code, permissions: Permissions) -> Mapping[str, Any]:
    """Add permissions."""
    roles.grant(session.actor(), code, permissions)
    return {"code": code, "permissions": permissions}


@app.command("revoke", help=N_("take permissions from a role, and so from all its holders at once"))
@change(N_("{code} does not give any more: {permissions}"))
def revoke(code: Code, permissions: Permissions, yes: options.Yes = False) -> Mapping[str, Any]:
    """Take permissions away."""
    options.confirm(N_("All who hold {code} will lose this. Go on?"), yes=yes, code=code)
    roles.revoke(session.actor(), code, permissions)
    return {"code": code, "permissions": permissions}


@app.command("rename", help=N_("give a role of the company's own another name"))
@change(N_("{code} is called {name}"))
def rename(code: Code, name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name"))]) -> Mapping[str, Any]:
    """Rename a role."""
    roles.edit(session.actor(), code, name=name)
    return {"code": code, "name": name}


@app.command("remove", help=N_("remove a role of the company's own that nobody holds"))
@change(N_("the role {code} is removed"))
def remove(code: Code, yes: options.Yes = False) -> Mapping[str, Any]:
    """Remove a role."""
    options.confirm(N_("The role {code} will be removed. Go on?"), yes=yes, code=code)
    roles.remove(session.actor(), code)
    return {"code": code}
