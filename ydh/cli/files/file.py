"""`ydh file`: what lies in one's own tray, fetched from this machine or over SSH."""

from typing import Annotated

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.nouns import noun_app
from ydh.cli.writing import output
from ydh.core.files.tray_table import FILES
from ydh.core.values.words import N_

app = noun_app(FILES)


@app.command("get", help=N_("write a file of your tray to stdout, or to a file; it stays in the tray"))
def get(
    name: Annotated[str, typer.Argument(metavar="NAME", help=FILES.one)],
    to: options.Output = None,
    force: options.Force = False,
) -> int:
    from ydh.core.files import tray

    output.put(tray.get(session.actor(), name), to or "-", format=name, option="--output", overwrite=force)
    return 0
