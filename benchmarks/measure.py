"""Measuring ours and the floor in turn, and what a figure is."""

import shutil
import statistics
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One figure beside its floor. `at_least` and `at_most` are bounds of ours / floor; None is reported only."""

    name: str
    unit: str
    ours: float
    floor: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def ratio(self):
        """Ours as a multiple of the floor; the figure itself where there is no floor."""
        return self.ours if self.floor is None else self.ours / self.floor

    @property
    def target(self):
        if self.at_least is not None:
            return f">= {self.at_least:.3g}"
        return "" if self.at_most is None else f"<= {self.at_most:.3g}"

    @property
    def reached(self):
        if self.at_least is not None:
            return self.ratio >= self.at_least
        return None if self.at_most is None else self.ratio <= self.at_most

    def as_dict(self):
        names = ("name", "unit", "ours", "floor", "ratio", "target", "reached")
        return {name: getattr(self, name) for name in names}


def in_turn(rounds, *works):
    """Run each of `works` once a round, so that a busy machine is busy for all; gives the median of each."""
    found = [[] for _ in works]
    for _ in range(rounds):
        for work, values in zip(works, found, strict=True):
            values.append(work())
    return [statistics.median(values) for values in found]


def seconds(work):
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def longest_transaction(store):
    """Notes how long the write transactions of a store take, from BEGIN to COMMIT; gives a list of them."""
    took: list[float] = []
    inner: Callable = store._transaction

    def timed(*args):
        start = time.perf_counter()
        try:
            return inner(*args)
        finally:
            took.append(time.perf_counter() - start)

    store._transaction = timed
    try:
        yield took
    finally:
        del store._transaction


def copied(database: Path, name: str) -> str:
    """A copy of a closed database, to be used up."""
    target = database.with_name(name)
    for tail in ("-wal", "-shm", "-lock"):
        target.with_name(target.name + tail).unlink(missing_ok=True)
    shutil.copy(database, target)
    target.chmod(0o600)
    return f"sqlite:///{target}"
