"""ydh doctor: check that the books balance and the database stands on safe ground."""

from typing import Annotated

import typer

from ydh import locale
from ydh.cli.audit import findings
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.progress import progress
from ydh.core.audit import doctor as core
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)


@app.command()
@answering.prints(lambda make: make.rows(findings.FINDINGS))
def doctor(
    deep: Annotated[bool, typer.Option("--deep", help=N_("every page and the whole journal too"))] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DAY", help=N_("of the journal only what is newer than the last seal before a day")
        ),
    ] = None,
    format: options.Format = "table",
    json: options.Json = False,
    output: options.Output = None,
    force: options.Force = False,
) -> int:
    """Run every check; exit code 1 when an error is found."""
    actor, day = session.actor(), options.days_of(since, option="--since")[0]
    with progress(locale.translate(N_("checks")), len(core.CHECKS)) as advance:
        found = core.examine(actor, deep=deep or since is not None, since=day, progress=lambda _check: advance(1))
    findings.show(found, format=format, json=json, to=output, force=force)
    return findings.exit_code(found)
