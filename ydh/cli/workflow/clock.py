"""`ydh clock`: do what is due by the calendar. For cron."""

from typing import Annotated

import typer

from ydh.cli.frame import answering, options, session
from ydh.cli.frame.options import DryRun, Force, Format, Json, Output
from ydh.core.values.outcomes import Done
from ydh.core.values.words import N_

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    help=N_(
        "confirm the receipt of what left long enough ago (setting auto_receive_days), and give up what may not leave"
    )
)
@answering.results(options.OUTCOME)
def clock(
    dry_run: DryRun = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
    accept: Annotated[
        str | None, typer.Option("--accept", metavar="REASON", help=N_("the clock was ahead and is right now: go on"))
    ] = None,
) -> int:
    from ydh.core.workflow import clock as calendar

    if accept is not None:
        from ydh.core.administration import clock as machine

        latest = machine.accept(session.actor(), accept)
        options.say(N_("everybody goes on by the clock as it is; the last entry was of {newest}"), newest=latest)
        return 0

    lapsed = calendar.lapse(session.actor(), dry_run=dry_run)
    outcomes = calendar.run(session.actor(), dry_run=dry_run)
    if outcomes or json or format != "table":
        options.show(options.OUTCOME, options.outcome_rows(outcomes), format=format, json=json, to=to, force=force)
    if lapsed:
        options.say(N_("orders that gave up what may not leave any more: {numbers}"), numbers=" ".join(lapsed))
    options.say(N_("receipts confirmed by the clock: {count}"), count=sum(isinstance(o, Done) for o in outcomes))
    return options.exit_code(outcomes)
