"""What front ends get of imports: frozen plans, results and batches. Money in yuan, times UTC."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from ydh.core.files.reading.problems import Problem
from ydh.core.values.outcomes import Amount, Short
from ydh.core.values.words import N_, Label
from ydh.store.tables.batches import STAGED

Progress = Callable[[str, int], None]
"""Told the beat (check, commit, publish, advance, release) and how many rows or orders it has done so far."""

STATES = {
    STAGED: N_("only checked"),
    "claimed": N_("unfinished"),
    "shown": N_("unfinished"),
    "releasing": N_("being taken back"),
    "released": N_("taken back"),
    "done": N_("done"),
}


def state_label(state: str) -> Label:
    """The marked name of a batch's state."""
    return Label(STATES.get(state, state), state)


UNFINISHED = frozenset({"claimed", "shown", "releasing"})
PROBLEMS_SHOWN = 100


class Proof(NamedTuple):
    """What a check relied on, by fingerprint: a commit finds out whether it still holds.

    `needed` is sku and thousandths.
    """

    customers: tuple[str, ...] = ()
    skus: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    print: str = ""
    needed: tuple[tuple[int, int], ...] = ()


SHOWN = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What a checked file would do. Nothing is changed until it is committed; `discard` it if it never will be.

    `rows` are good or bad; the bad ones are left out with `skip_bad`, and without it nothing is imported.
    `added`, `changed`, `unchanged` count rows, of orders the orders. `problems` are the first different
    ones of `problem_count`.
    """

    batch: int
    kind: str
    name: str
    digest: str
    encoding: str
    header: tuple[str, ...]
    ignored: tuple[str, ...]
    sheet: str
    other_sheets: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    rows: int
    good: int
    bad: int
    blank: int
    added: int
    changed: int
    unchanged: int
    problems: tuple[Problem, ...]
    problem_count: int
    skip_bad: bool
    again: bool = False
    total: Amount | None = None
    """Of the orders."""
    returns: int = 0
    """How many of those that are added are returns, and what they come to (`returned`)."""
    returned: Amount | None = None
    emptied: tuple[tuple[str, int], ...] = ()
    """By column of goods, in how many rows a blank cell takes away what there is."""
    check_digits: tuple[tuple[int, str], ...] = ()
    """Lines with barcodes whose check digit is wrong; they are taken as they stand."""
    merged: int = 0
    """Lines that are part of another line of their order (same item, price, discount, note), or say a row once more."""
    needed: tuple[Short, ...] = ()
    """What the orders take of each item, and what is available of it."""
    short: tuple[Short, ...] = ()
    """What there is too little of."""
    proof: Proof = field(default=Proof(), repr=False, compare=False)

    @property
    def more_problems(self) -> int:
        """How many there are besides those that are shown."""
        return self.problem_count - sum(problem.times for problem in self.problems)

    @property
    def wrong_digits(self) -> str:
        """The first of `check_digits` with their lines, and how many more there are, for people."""
        shown = ", ".join(f"{barcode} ({line})" for line, barcode in self.check_digits[:SHOWN])
        return shown + (f", +{more}" if (more := len(self.check_digits) - SHOWN) > 0 else "")

    @property
    def ready(self) -> bool:
        """Whether it can be committed."""
        return self.good > 0 and (self.skip_bad or not self.bad)


@dataclass(frozen=True, slots=True)
class Result:
    """What a commit did. Orders go by `first` to `last` number on each of their days."""

    batch: int
    kind: str
    name: str
    state: Label
    good: int
    bad: int
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    total: Amount | None = None
    returns: int = 0
    returned: Amount | None = None
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What `run` did: the plan, and the result unless nothing was committed (a dry run, or a plan that is not ready).

    There is no plan when the key was answered before: the result is that of the first time.
    """

    plan: Plan | None
    result: Result | None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch in the list; `unfinished` ones wait for `resume` or `release`."""

    number: int
    kind: str
    name: str
    state: Label
    good: int
    bad: int
    at: datetime
    by: str

    @property
    def unfinished(self) -> bool:
        """Whether it was interrupted, or is going on."""
        return self.state.code in UNFINISHED


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """An order of a batch."""

    ref: str
    number: str
    step: str
    customer: str
    total: Amount
    business_date: date
