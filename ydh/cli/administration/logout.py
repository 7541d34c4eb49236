"""ydh logout: sign out."""

import typer

from ydh.cli.frame import options, session
from ydh.core.administration import signin
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)


@app.command()
def logout() -> None:
    """End the sign-in and forget it."""
    token = session.forget_token()
    if token:
        signin.logout(session.company(), token)
    options.say(N_("signed out") if token else N_("nobody was signed in"))
