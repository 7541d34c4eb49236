"""ydh whoami: who is signed in, and what he may do."""

import typer

from ydh.cli.frame import answering, options, session
from ydh.cli.frame.showing import put_one, shape
from ydh.core.administration import signin
from ydh.core.administration.account_table import ME

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)


@app.command()
@answering.prints(lambda make: make.one(shape(ME)[0]))
def whoami(
    format: options.Format = "table",
    json: options.Json = False,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """The account that is at the terminal, with its rights at this moment."""
    it = signin.whoami(session.actor())
    session.mark_practice()
    put_one(ME, (), it, format=format, json=json, output=output, force=force)
