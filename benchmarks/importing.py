"""A file of orders, four lines each: checked, claimed, written, shown."""

import csv
import multiprocessing
import resource
from pathlib import Path

from benchmarks import floor
from benchmarks.measure import Figure, copied, in_turn, longest_transaction, seconds
from benchmarks.shop import Shop, make
from ydh.core.files.importing import importing


def run(folder, *, quick):
    """Orders a second, the longest transaction, and what a file five times as long takes in memory."""
    n, rounds = (100, 1) if quick else (25_000, 3)
    path, longest = make(folder), []

    def ours():
        file = _written(folder / f"orders-{n}.csv", n)
        shop = Shop(copied(path, "import-ours.db"))
        with longest_transaction(shop.company.store) as took:
            spent = seconds(lambda: _import(shop, file))
        longest.append(max(took) * 1000)
        shop.close()
        return n / spent

    small, large = (_memory(path, _written(folder / f"orders-{count}.csv", count)) for count in (n // 5, n))
    per_s, theirs = in_turn(rounds, ours, lambda: floor.import_orders(folder, n)["orders_per_s"])
    yield Figure(f"import of {n} orders", "orders/s", per_s, theirs, at_least=1 / 6)
    yield Figure("import, longest transaction", "ms", max(longest), at_most=200)
    yield Figure("import, memory (floor: a fifth of the file)", "MB", large, small, at_most=1.2)


def _memory(path, file):
    """Megabytes at the peak of an import in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (copied(path, "import-memory.db"), file))


def _peak(url, file):
    shop = Shop(url)
    _import(shop, file)
    shop.close()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _import(shop, file):
    done = importing.run(shop.staff["manager"], "orders", file, name=file.name)
    assert done.result is not None, done.plan


def _written(path: Path, count) -> Path:
    if not path.exists():
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(("ref", "date", "customer", "sku", "qty"))
            for k in range(count):
                head = (f"R{k}", floor.day(k), f"C{k % floor.CUSTOMERS + 1}")
                rows.writerows((*head, f"S{sku}", quantity) for sku, quantity, _ in floor.lines(k))
    return path
