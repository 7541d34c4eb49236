"""ydh setting: what the company chose, and what holds where it did not."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.listing import change
from ydh.cli.frame.nouns import noun_app
from ydh.core.administration import settings
from ydh.core.administration.setting_table import SETTINGS, as_typed
from ydh.core.values.words import N_

app = noun_app(SETTINGS)


@app.command(
    "set",
    help=N_("choose a value; off, where it may be left out"),
    context_settings={"ignore_unknown_options": True},  # -05:00 is no option
)
@change(N_("{name} is {value}"))
def set_(
    name: Annotated[str, typer.Argument(metavar="NAME", help=SETTINGS.one)],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=N_("value"))],
) -> Mapping[str, Any]:
    """Choose a value."""
    now = settings.change_setting(session.actor(), name, value)
    if now.proposed is not None:
        options.say(settings.WAITS, proposed=now.proposed)
    return {"name": now.name, "value": as_typed(now.value)}
