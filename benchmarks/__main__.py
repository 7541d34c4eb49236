"""Runs the benchmarks: each figure beside its floor, measured in turn in the same run. See README."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks import builds, report
from benchmarks.measure import Figure
from benchmarks.pairs import in_pairs

NAMES = ("start_up", "flow", "bulk", "refusing", "importing", "reports", "writers", "picking", "proving", "screens")


def main(argv=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="one of them; may be repeated")
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that they run, not how fast")
    parser.add_argument("--against", metavar="REV", help="the same of a revision, in turn with this build's")
    parser.add_argument("--pairs", type=int, default=3, help="how often each build has its turn (3)")
    parser.add_argument("--dir", help="where the databases go: on the disk that matters, not in memory")
    parser.add_argument("--json", metavar="FILE", help="write the figures here too")
    given = parser.parse_args(argv)
    names = given.only or NAMES
    try:
        figures = list(_compared(given, names) if given.against else _measured(given, names))
    except builds.Failed as error:
        print(error, file=sys.stderr)
        return 1
    if given.quick:
        figures = [replace(figure, aims=()) for figure in figures]
    if given.json:
        told = [figure.as_dict() for figure in figures]
        Path(given.json).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(report.table(figures, given.against))
    print("\n" + report.markdown(figures, given.against))
    return 0


def _measured(given, names) -> Iterator[Figure]:
    for name in names:
        with tempfile.TemporaryDirectory(prefix="ydh-bench-", dir=given.dir) as folder:
            print(f"{name} ...", file=sys.stderr, flush=True)
            for figure in import_module(f"benchmarks.{name}").run(Path(folder), quick=given.quick):
                yield replace(figure, load=os.getloadavg()[0])


def _compared(given, names) -> Iterator[Figure]:
    ours, other = builds.this(), builds.at(given.against)
    print(f"{other.name} is kept in {other.tree} until make clean", file=sys.stderr)
    options = [*(["--quick"] if given.quick else []), *(["--dir", given.dir] if given.dir else [])]
    for name in names:
        yield from in_pairs(name, ours, other, given.pairs, options)


if __name__ == "__main__":
    sys.exit(main())
