"""How long a command takes to start: against Python itself, and against Python with what it cannot do without."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import ITSELF, NO_WORSE, OTHER, Figure, at_least, at_most, in_turn, seconds
from ydh.practice import founding


def run(folder, *, quick):
    """`--version`, and `order list` on 100,000 orders in two formats."""
    import pwd

    database = f"sqlite:///{folder / 'many.db'}"
    size = 500 if quick else 100_000
    made = seconds(lambda: founding.make(database, size=size, os_user=pwd.getpwuid(os.getuid()).pw_name))
    ydh, listing = [str(Path(sys.executable).with_name("ydh"))], ["order", "list", "--limit", "50", "--format"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "YDH_DATABASE": database, "YDH_LANG": "zh_CN"}
    commands = [
        [*ydh, "--version"],
        [sys.executable, "-c", "pass"],
        [*ydh, *listing, "tsv"],
        [sys.executable, "-c", "import typer, peewee"],
        [*ydh, *listing, "table"],
        [sys.executable, "-c", "import typer, peewee, tabulate"],
    ]
    works = [lambda words=words: _milliseconds(words, environment) for words in commands]
    in_turn(1, *works)
    version, bare, tsv, needs, table, more = in_turn(3 if quick else 15, *works)
    yield Figure("ydh --version", "ms", version, bare, (at_most(1.5), at_most(NO_WORSE, OTHER)))
    yield Figure("ydh order list --limit 50 --format tsv", "ms", tsv, needs, (at_most(1.4), at_most(NO_WORSE, OTHER)))
    yield Figure("ydh order list, a table", "ms", table, more, (at_most(1.4), at_most(NO_WORSE, OTHER)))
    if not quick:
        yield Figure(f"ydh demo --size {size}, orders/s", "/s", size / made, aims=(at_least(2000, ITSELF),))


def _milliseconds(words, environment):
    def work():
        subprocess.run(words, env=environment, stdout=subprocess.PIPE, check=True)

    return seconds(work) * 1000
