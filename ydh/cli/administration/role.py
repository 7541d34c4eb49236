"""ydh role: roles and the rights that they give."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, change, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.showing import shape
from ydh.core.administration import role_changes, roles
from ydh.core.administration.role_table import MATRIX, ROLES
from ydh.core.values.words import N_

app = noun_app(ROLES)
COLUMNS, cells_of = shape(MATRIX)
GRANT, REVOKE = ROLES.act("grant"), ROLES.act("revoke")
Role = Annotated[str, typer.Argument(metavar="ROLE", help=N_("code of the role"))]
Permissions = Annotated[
    list[str], typer.Argument(metavar="PERMISSION", help=N_("permissions, as they stand in: ydh role matrix"))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("only say who would gain or lose them"))]


@app.command("matrix", help=N_("which built-in role gives which permission"))
@listing(COLUMNS)
def matrix() -> Iterable[Row]:
    """The table of permissions by built-in roles."""
    return map(cells_of, roles.matrix())


@app.command("grant", help=GRANT.help)
@change(GRANT.said)
def grant(role: Role, permissions: Permissions, dry_run: DryRun = False) -> Mapping[str, Any]:
    """Give permissions to a role, or say what that would do."""
    if dry_run:
        _rehearse(role, permissions, give=True)
    done: Mapping[str, Any] = GRANT.do(session.actor(), role, permissions=permissions)
    return done


@app.command("revoke", help=REVOKE.help)
@change(REVOKE.said)
def revoke(
    role: Role, permissions: Permissions, dry_run: DryRun = False, yes: options.Yes = False
) -> Mapping[str, Any]:
    """Take permissions from a role, or say what that would do."""
    if dry_run:
        _rehearse(role, permissions, give=False)
    options.confirm(REVOKE.question, yes=yes, what=role)
    done: Mapping[str, Any] = REVOKE.do(session.actor(), role, permissions=permissions)
    return done


def _rehearse(role: str, permissions: Iterable[str], *, give: bool) -> None:
    for it in role_changes.if_changed(session.actor(), role, permissions, give=give):
        gains = N_("{permission}: would be gained by {who}; had already through another role: {anyway}")
        loses = N_("{permission}: would be lost by {who}; kept through another role: {anyway}")
        names = {"who": ", ".join(it.affected) or "-", "anyway": ", ".join(it.anyway) or "-"}
        options.say(gains if give else loses, permission=it.permission, **names)
    raise typer.Exit
