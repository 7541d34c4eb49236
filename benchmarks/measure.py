"""Measuring ours and the floor in turn, and what a figure is."""

import multiprocessing
import re
import shutil
import statistics
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

FLOOR, OTHER, ITSELF = "of the floor", "of the other build", ""
NO_WORSE = 1.05  # of the other build: what two runs of the same build differ


@dataclass(frozen=True)
class Aim:
    """A bound of a figure: of its ratio to the floor, of its ratio to another build, or of the figure itself."""

    bound: float
    least: bool
    of: str = FLOOR

    def met(self, value: float) -> bool:
        return value >= self.bound if self.least else value <= self.bound

    def words(self, unit: str) -> str:
        return f"{'>=' if self.least else '<='} {self.bound:,.3g} {self.of or unit}".rstrip()


def at_least(bound: float, of: str = FLOOR) -> Aim:
    """The more the better, and no less than that."""
    return Aim(bound, True, of)


def at_most(bound: float, of: str = FLOOR) -> Aim:
    """The less the better, and no more than that."""
    return Aim(bound, False, of)


@dataclass(frozen=True)
class Figure:
    """One figure of this build beside its floor and, where there is one, another build's; `load` is the machine's.

    Builds are compared by the name, so a figure keeps its name only as long as it means the same.
    """

    name: str
    unit: str
    ours: float
    floor: float | None = None
    aims: tuple[Aim, ...] = ()
    other: float | None = None
    load: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of the floor."""
        return self.ours / self.floor if self.floor else None

    @property
    def beside(self) -> float | None:
        """Ours as a multiple of the other build's."""
        return self.ours / self.other if self.other else None

    @property
    def target(self) -> str:
        return ", ".join(aim.words(self.unit) for aim in self.aims)

    @property
    def reached(self) -> bool | None:
        """Whether every aim that can be judged is met; None where none can."""
        values = {FLOOR: self.ratio, OTHER: self.beside, ITSELF: self.ours}
        judged = [aim.met(value) for aim in self.aims if (value := values[aim.of]) is not None]
        return all(judged) if judged else None

    def as_dict(self) -> dict:
        words = {name: getattr(self, name) for name in ("ratio", "beside", "target", "reached")}
        return asdict(self) | words

    @classmethod
    def from_dict(cls, told: dict) -> "Figure":
        """A figure as any revision wrote it: name, unit, ours and floor, the rest where it knew of it."""
        aims = tuple(Aim(**aim) for aim in told.get("aims", ()))
        return cls(told["name"], told["unit"], told["ours"], told["floor"], aims, load=told.get("load"))


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


def peak_memory(work: Callable, *args) -> float:
    """Megabytes at the peak of `work` in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (work, args))


def _peak(work, args):
    work(*args)
    # not ru_maxrss: that of a new process begins with what the one that started it had at its own peak
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.M)[1]) / 1024


def copied(database: Path, name: str) -> str:
    """A copy of a closed database, to be used up."""
    target = database.with_name(name)
    for tail in ("-wal", "-shm", "-lock"):
        target.with_name(target.name + tail).unlink(missing_ok=True)
    shutil.copy(database, target)
    target.chmod(0o600)
    return f"sqlite:///{target}"
