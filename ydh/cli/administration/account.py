"""ydh account: who may come in, with which roles; passwords and scripts' tokens."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh import locale
from ydh.cli.frame import options, secret, session
from ydh.cli.frame.listing import Row, change, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.showing import shape
from ydh.core.administration import account_looking, accounts, role_changes
from ydh.core.administration.account_table import ACCOUNTS, DUTIES
from ydh.core.administration.token_table import TOKENS
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.values.words import N_

app = noun_app(ACCOUNTS)
app.add_typer(noun_app(TOKENS), name="token", help=N_("tokens by which scripts sign in"))
COLUMNS, cells_of = shape(DUTIES)


@app.command("duties", help=N_("who holds which rights, through which roles: for the access review"))
@listing(COLUMNS, limited=True)
def duties() -> Iterable[Row]:
    """Every active staff account with its rights."""
    return map(cells_of, account_looking.duties(session.actor()))


@app.command("roles", help=N_("give a staff account exactly these roles; without any, none"))
@change(N_("{login} has the roles: {roles}"))
def roles(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help=N_("sign-in name"))],
    roles: Annotated[list[str], typer.Argument(metavar="ROLE", help=N_("codes of roles"))] = [],  # noqa: B006
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("only say what would be gained and lost"))] = False,
    yes: options.Yes = False,
) -> Mapping[str, Any]:
    """Set the roles of an account."""
    actor = session.actor()
    if dry_run:
        found = role_changes.if_given(actor, login, roles)
        options.say(N_("gains: {rights}"), rights=_named(found.gained))
        options.say(N_("loses: {rights}"), rights=_named(found.lost))
        raise typer.Exit
    if not roles:
        options.confirm(N_("All roles of {login} will be taken away. Go on?"), yes=yes, login=login)
    accounts.set_roles(actor, login, roles)
    return {"login": login, "roles": roles}


def _named(permissions: Iterable[str]) -> str:
    words = locale.current()
    return words.listed(f"{words(PERMISSION_NAMES[P(code)])} ({code})" for code in permissions) or "-"


@app.command("password", help=N_("change one's own password; from stdin, the old one and the new one on a line each"))
@change(N_("the password is changed; sign in again with: ydh login {login}"))
def password(stdin: secret.Stdin = False) -> Mapping[str, Any]:
    """Change one's own password; every sign-in of this account ends."""
    actor = session.actor()
    old = secret.read(N_("old password"), stdin=stdin, file=None)
    new = secret.read(N_("new password"), stdin=stdin, file=None, twice=True)
    login = account_looking.show(actor).login
    accounts.set_password(actor, old=old, new=new)
    session.forget_token()
    return {"login": login}
