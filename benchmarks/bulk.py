"""Passing a step on thousands of orders at once."""

import statistics
import time

from benchmarks import floor, floor_steps
from benchmarks.measure import ITSELF, Figure, at_most, copied, in_turn, longest_transaction
from benchmarks.shop import Shop, make
from ydh.core.values.outcomes import Done, Seen, Target
from ydh.core.workflow.acting import act_many
from ydh.store.practice import rows as store

LONGEST = 60  # milliseconds that a write transaction may take
TIMES = {"finance": 2.5, "release": 6.5, "ship": 9}  # of the time of the floor's review, which writes two rows an order


def run(folder, *, quick):
    """Three steps on 10,000 orders against the floor's review, release and ship against their own rows besides."""
    n, rounds = (60, 1) if quick else (10_000, 5)
    path = make(folder)
    shop = Shop(f"sqlite:///{path}")
    store.hurry(shop.company.store)
    numbers = [shop.place(k) for k in range(n)]
    _pass(shop, numbers, "review")
    store.settle(shop.company.store)
    told: dict[str, list] = {step: [] for step in TIMES}
    floors: dict[str, list] = {step: [] for step in TIMES}

    def ours():
        there = Shop(copied(path, "bulk-ours.db"))
        with longest_transaction(there.company.store) as transactions:
            for step in TIMES:
                transactions.clear()
                told[step].append((_pass(there, numbers, step), max(transactions) * 1000))
        there.close()
        return told["finance"][-1][0]

    def theirs():
        review, steps = floor.bulk(folder, n), floor_steps.passed(folder, n)
        floors["finance"].append((review["seconds"], review["longest_transaction_s"] * 1000))
        for step, found in steps.items():
            floors[step].append((found["seconds"], found["longest_s"] * 1000))
        return review["seconds"]

    _, review = in_turn(rounds, ours, theirs)
    for step, bound in TIMES.items():
        (spent, longest), (same_rows, same_longest) = _told(told[step]), _told(floors[step])
        yield Figure(f"bulk: {step}, {n} orders", "s", spent, review, (at_most(bound),))
        if step != "finance":
            yield Figure(f"bulk: {step}, the same rows", "s", spent, same_rows)
        aims = (at_most(LONGEST, ITSELF),)
        yield Figure(f"bulk: {step}, longest transaction", "ms", longest, same_longest, aims)


def _told(values):
    """The median time and the longest transaction of all rounds."""
    return statistics.median(spent for spent, _ in values), max(longest for _, longest in values)


def _pass(shop, numbers, step):
    targets = [Target(number, Seen(step)) for number in numbers]
    start = time.perf_counter()
    outcomes = act_many(shop.staff[step], targets, "approve", answers={"carrier": "顺丰"} if step == "ship" else {})
    spent = time.perf_counter() - start
    assert all(isinstance(outcome, Done) for outcome in outcomes), outcomes[0]
    return spent
