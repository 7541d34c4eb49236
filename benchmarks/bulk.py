"""Passing a step on thousands of orders at once."""

import time

from benchmarks import floor
from benchmarks.measure import Figure, copied, in_turn, longest_transaction
from benchmarks.shop import Shop, make
from ydh.core.orders.views import Done, Seen, Target
from ydh.core.workflow.acting import act_many
from ydh.store.practice import rows as store

LIMIT = 200  # milliseconds that a write transaction may take


def run(folder, *, quick):
    """`finance` on 10,000 orders against the floor's review; release and ship as they are."""
    n, rounds = (60, 1) if quick else (10_000, 5)
    path = make(folder)
    shop = Shop(f"sqlite:///{path}")
    store.hurry(shop.company.store)
    numbers = [shop.place(k) for k in range(n)]
    _pass(shop, numbers, "review")
    store.settle(shop.company.store)
    took, rest = [], {}

    def finance():
        url = copied(path, "bulk-ours.db")
        there = Shop(url)
        with longest_transaction(there.company.store) as transactions:
            spent = _pass(there, numbers, "finance")
            took.append(max(transactions) * 1000)
            for step in ("release", "ship"):
                transactions.clear()
                rest.setdefault(step, []).append((_pass(there, numbers, step), max(transactions) * 1000))
        there.close()
        return spent

    ours, theirs = in_turn(rounds, finance, lambda: floor.bulk(folder, n)["seconds"])
    yield Figure(f"bulk: finance, {n} orders", "s", ours, theirs, at_most=6)
    yield Figure("bulk: finance, longest transaction", "ms", max(took), at_most=LIMIT)
    for step, values in rest.items():
        yield Figure(f"bulk: {step}, {n} orders", "s", min(spent for spent, _ in values), theirs)
        yield Figure(f"bulk: {step}, longest transaction", "ms", max(longest for _, longest in values), at_most=LIMIT)


def _pass(shop, numbers, step):
    targets = [Target(number, Seen(step)) for number in numbers]
    start = time.perf_counter()
    outcomes = act_many(shop.staff[step], targets, "approve", answers={"carrier": "顺丰"} if step == "ship" else {})
    spent = time.perf_counter() - start
    assert all(isinstance(outcome, Done) for outcome in outcomes), outcomes[0]
    return spent
