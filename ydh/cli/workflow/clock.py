"""`ydh clock`: do what is due by the calendar. For cron."""

import typer

from ydh.cli.frame import answering, options, session
from ydh.cli.frame.options import DryRun, Force, Format, Json, Output
from ydh.core.values.outcomes import Done
from ydh.core.values.words import N_

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(help=N_("confirm the receipt of what left long enough ago (setting auto_receive_days)"))
@answering.results(options.OUTCOME)
def clock(
    dry_run: DryRun = False, format: Format = "table", json: Json = False, to: Output = None, force: Force = False
) -> int:
    from ydh.core.workflow import clock as calendar

    outcomes = calendar.run(session.actor(), dry_run=dry_run)
    if outcomes or json or format != "table":
        options.show(options.OUTCOME, options.outcome_rows(outcomes), format=format, json=json, to=to, force=force)
    options.say(N_("receipts confirmed by the clock: {count}"), count=sum(isinstance(o, Done) for o in outcomes))
    return options.exit_code(outcomes)
