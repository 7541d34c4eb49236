"""ydh whoami: who is signed in, and what he may do."""

import typer

from ydh.cli.administration.account import KINDS, SCOPES
from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, record
from ydh.cli.writing.cells import DataColumn
from ydh.core.administration import signin
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

ME = (
    DataColumn("login", N_("sign-in name"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("customer", N_("customer"), "code"),
    DataColumn("roles", N_("roles"), "list"),
    DataColumn("scope", N_("scope"), "label"),
    DataColumn("regions", N_("regions"), "list"),
    DataColumn("language", N_("language"), "code"),
    DataColumn("permissions", N_("permissions"), "list"),
)


@app.command()
@record(ME)
def whoami() -> Row:
    """The account that is at the terminal, with its rights at this moment."""
    it = signin.whoami(session.actor())
    session.mark_practice()
    about = (it.login, it.name, KINDS[it.kind], it.customer, it.roles)
    return *about, SCOPES[it.scope], it.regions, it.language, it.permissions
