"""Eight processes that write one SQLite file without pause: who starves, and who waits longest."""

import multiprocessing
import time

from benchmarks.measure import Figure
from benchmarks.shop import Shop, make

PROCESSES = 8


def run(folder, *, quick):
    """Orders entered by each, the worst off against the mean, and the longest that anybody waited for one."""
    context = multiprocessing.get_context("spawn")
    url, spent = f"sqlite:///{make(folder)}", 0.5 if quick else 8.0
    barrier = context.Barrier(PROCESSES)
    with context.Pool(PROCESSES, _begin, (barrier,)) as pool:
        told = pool.map(_write, [(url, n, spent) for n in range(PROCESSES)], chunksize=1)
    counts, waits, errors = zip(*told, strict=True)
    mean = sum(counts) / PROCESSES
    yield Figure("8 writers, orders/s together", "/s", sum(counts) / spent)
    yield Figure("8 writers, the worst off", "orders", min(counts), mean, at_least=0.5)
    yield Figure("8 writers, longest wait", "ms", max(waits) * 1000, at_most=250)
    yield Figure("8 writers, errors", "", sum(errors), at_most=0)


_together = None


def _begin(barrier):
    global _together
    _together = barrier


def _write(given):
    url, nth, spent = given
    shop, k, longest, errors = Shop(url), nth * 1000, 0.0, 0
    shop.place(k)
    _together.wait()
    begun = time.perf_counter()
    count = 0
    while (start := time.perf_counter()) - begun < spent:
        k += 1
        try:
            shop.place(k)
            count += 1
        except Exception:  # noqa: BLE001 - whatever it is, it is counted
            errors += 1
        longest = max(longest, time.perf_counter() - start)
    shop.close()
    return count, longest, errors
