"""A file of orders, four lines each: checked, claimed, written, shown."""

import csv
import resource
from pathlib import Path

from benchmarks import floor
from benchmarks.measure import Figure, copied, in_turn, longest_transaction, seconds
from benchmarks.shop import Shop, make
from ydh.core.imports import importing


def run(folder, *, quick):
    """Orders a second, the longest transaction, and what a file five times as long takes in memory."""
    n, rounds = (100, 1) if quick else (25_000, 3)
    path, longest = make(folder), []

    def ours(count=n):
        file = _written(folder / f"orders-{count}.csv", count)
        shop = Shop(copied(path, "import-ours.db"))
        with longest_transaction(shop.company.store) as took:
            spent = seconds(lambda: _import(shop, file))
        longest.append(max(took) * 1000)
        shop.close()
        return count / spent

    ours(n // 5)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours(n)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    per_s, theirs = in_turn(rounds, ours, lambda: floor.import_orders(folder, n)["orders_per_s"])
    yield Figure(f"import of {n} orders", "orders/s", per_s, theirs, at_least=1 / 6)
    yield Figure("import, longest transaction", "ms", max(longest), at_most=200)
    yield Figure("import, memory for 5 times the file", "MB", grown)


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
