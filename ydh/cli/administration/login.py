"""ydh login: sign in with a password."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, secret, session
from ydh.cli.frame.listing import change
from ydh.core.administration import signin
from ydh.core.administration.views import LAST_SIGN_IN
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)


@app.command()
@change(N_("{login} is signed in"))
def login(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help=N_("sign-in name"))],
    stdin: secret.Stdin = False,
    file: secret.File = None,
) -> Mapping[str, Any]:
    """Sign in, and keep the sign-in for the commands that follow."""
    company = session.company()
    password = secret.read(N_("password"), stdin=stdin, file=file)
    token = signin.login(company, login, password)
    session.store_token(token)
    found = signin.sign_ins(signin.actor_of_token(company, token))
    if found.worth_telling:
        options.say(LAST_SIGN_IN, **asdict(found) | {"before": found.before or "-"})
    return {"login": login}
