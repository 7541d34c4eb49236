"""Runs the benchmarks: each figure beside its floor, measured in turn in the same run. See README."""

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from tabulate import tabulate

NAMES = ("start_up", "flow", "bulk", "importing", "reports", "writers", "picking", "screens")
HEAD = ("figure", "ours", "floor", "unit", "ratio", "target", "reached")


def main(argv=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="one of them; may be repeated")
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that they run, not how fast")
    parser.add_argument("--dir", help="where the databases go: on the disk that matters, not in memory")
    parser.add_argument("--json", metavar="FILE", help="write the figures here too")
    given = parser.parse_args(argv)
    figures = []
    for name in given.only or NAMES:
        with tempfile.TemporaryDirectory(prefix="ydh-bench-", dir=given.dir) as folder:
            print(f"{name} ...", file=sys.stderr, flush=True)
            figures += import_module(f"benchmarks.{name}").run(Path(folder), quick=given.quick)
    if given.quick:
        figures = [replace(figure, at_least=None, at_most=None) for figure in figures]
    found = [figure.as_dict() for figure in figures]
    if given.json:
        Path(given.json).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(tabulate(map(_row, figures), HEAD, disable_numparse=True, colalign=_ALIGN))
    print("\n" + json.dumps(found))
    return 0


_ALIGN = ("left", "right", "right", "left", "right", "left", "left")


def _row(figure):
    floor = "" if figure.floor is None else f"{figure.floor:,.4g}"
    ratio = "" if figure.floor is None else f"{figure.ratio:.2f}"
    reached = {None: "", True: "yes", False: "NO"}[figure.reached]
    return figure.name, f"{figure.ours:,.5g}", floor, figure.unit, ratio, figure.target, reached


if __name__ == "__main__":
    sys.exit(main())
