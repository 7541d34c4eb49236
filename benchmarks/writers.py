"""Eight processes that write one SQLite file without pause: who starves, and who waits longest."""

import multiprocessing
import time

from benchmarks import floor
from benchmarks.measure import ITSELF, Figure, at_least, at_most
from benchmarks.shop import Shop, make

PROCESSES = 8


def run(folder, *, quick):
    """Orders entered by each, the worst off against the mean, and the longest that anybody waited for one.

    The floor of the wait: eight that write the floor's orders with nothing but SQLite's own patience.
    """
    spent = 0.5 if quick else 8.0
    counts, waits, errors = _together(_ours, f"sqlite:///{make(folder)}", spent)
    floor.fresh(folder, "writers.db").close()
    _, plain, _ = _together(_plain, str(folder / "writers.db"), spent)
    mean = sum(counts) / PROCESSES
    yield Figure("8 writers, orders/s together", "/s", sum(counts) / spent)
    yield Figure("8 writers, the worst off", "orders", min(counts), mean, (at_least(0.5),))
    yield Figure("8 writers, longest wait", "ms", max(waits) * 1000, max(plain) * 1000, (at_most(250, ITSELF),))
    yield Figure("8 writers, errors", "", sum(errors), aims=(at_most(0, ITSELF),))


def _together(opened, where, spent):
    """What each process tells of the orders that it wrote, the longest wait and the errors."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(PROCESSES)
    with context.Pool(PROCESSES, _begin, (barrier,)) as pool:
        told = pool.map(_write, [(opened, where, n * 100_000, spent) for n in range(PROCESSES)], chunksize=1)
    return zip(*told, strict=True)


_barrier = None


def _begin(barrier):
    global _barrier
    _barrier = barrier


def _ours(url):
    shop = Shop(url)
    return shop.place, shop.close


def _plain(path):
    database = floor.opened(path)
    return lambda k: floor.place(database, k), database.close


def _write(given):
    opened, where, k, spent = given
    place, close = opened(where)
    longest, errors = 0.0, 0
    place(k)
    _barrier.wait()
    begun = time.perf_counter()
    count = 0
    while (start := time.perf_counter()) - begun < spent:
        k += 1
        try:
            place(k)
            count += 1
        except Exception:  # noqa: BLE001 - whatever it is, it is counted
            errors += 1
        longest = max(longest, time.perf_counter() - start)
    close()
    return count, longest, errors
