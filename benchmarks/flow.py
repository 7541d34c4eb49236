"""The whole way of an order, each act durable by itself; and one act alone."""

import itertools
import time

from benchmarks import floor
from benchmarks.measure import OTHER, Figure, at_least, in_turn
from benchmarks.shop import Shop, make
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow.acting import act

STEPS = ("review", "finance", "release", "ship", "receive")


def run(folder, *, quick):
    """`flow`: place and five acts, all checks. `transition`: one review."""
    n, rounds = (20, 2) if quick else (300, 5)
    shop = Shop(f"sqlite:///{make(folder)}")
    orders = itertools.count()
    _flow(shop, orders, 5)  # statements are compiled at their first use
    ours, theirs = in_turn(rounds, lambda: _flow(shop, orders, n), lambda: floor.flow(folder, n)["orders_per_s"])
    yield Figure("flow, 6 commits", "orders/s", ours, theirs, (at_least(0.5), at_least(1.3, OTHER)))
    ours, theirs = in_turn(rounds, lambda: _review(shop, orders, n), lambda: floor.transition(folder, n)["per_s"])
    yield Figure("one transition", "acts/s", ours, theirs)
    shop.close()


def _flow(shop, orders, n):
    start = time.perf_counter()
    for k in itertools.islice(orders, n):
        number = shop.place(k)
        for step in STEPS:
            person = shop.staff.get(step) or shop.customers[k % len(shop.customers)]
            answers = {"carrier": "顺丰"} if step == "ship" else {}
            done = act(person, number, "approve", seen=Seen(step), answers=answers)
            assert isinstance(done, Done), done
    return n / (time.perf_counter() - start)


def _review(shop, orders, n):
    numbers = [shop.place(k) for k in itertools.islice(orders, n)]
    start = time.perf_counter()
    for number in numbers:
        assert isinstance(act(shop.staff["review"], number, "approve", seen=Seen("review")), Done)
    return n / (time.perf_counter() - start)
