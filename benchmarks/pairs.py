"""Two builds in turn, A B A B, so that a busy machine is busy for both; of each figure the medians."""

import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.builds import Build, Failed
from benchmarks.measure import Figure


def in_pairs(benchmark: str, ours: Build, other: Build, pairs: int, options: Sequence[str] = ()) -> list[Figure]:
    """The figures of `ours` in one benchmark with those of `other` beside. Raises Failed when `ours` does not run.

    What the other build lacks, or cannot run, stays empty.
    """
    found: tuple[list[list[Figure]], list[list[Figure]]] = ([], [])
    for nth in range(pairs):
        for build, runs in zip((ours, other), found, strict=True):
            print(f"{benchmark}, {build.name}, {nth + 1} of {pairs} ...", file=sys.stderr, flush=True)
            runs.append(_run(build, benchmark, options, must=build is ours))
    return paired(*found)


def _run(build: Build, benchmark: str, options: Sequence[str], *, must: bool) -> list[Figure]:
    try:
        figures = build.figures(benchmark, options)
    except Failed as error:
        if must:
            raise
        print(error, file=sys.stderr)
        return []
    load = os.getloadavg()[0]  # a build that does not tell it was measured until just now
    return [figure if figure.load is not None else replace(figure, load=load) for figure in figures]


def paired(ours: Sequence[Sequence[Figure]], other: Sequence[Sequence[Figure]]) -> list[Figure]:
    """Medians of the runs of two builds, matched by name, in the order of ours; the load is that of all runs."""
    here, there = _by_name(ours), _by_name(other)
    return [_pair(figures, there.get(name, [])) for name, figures in here.items()]


def _by_name(runs: Sequence[Sequence[Figure]]) -> dict[str, list[Figure]]:
    named: dict[str, list[Figure]] = {}
    for run in runs:
        for figure in run:
            named.setdefault(figure.name, []).append(figure)
    return named


def _pair(ours: list[Figure], other: list[Figure]) -> Figure:
    return replace(
        ours[0],
        ours=statistics.median(it.ours for it in ours),
        floor=_median(it.floor for it in ours),
        other=_median(it.ours for it in other),
        load=_median(it.load for it in [*ours, *other]),
    )


def _median(values) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None
