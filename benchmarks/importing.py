"""A file of orders, four lines each: checked, claimed, written, shown."""

import csv
import statistics
from pathlib import Path

from peewee import sqlite3

from benchmarks import floor
from benchmarks.measure import (
    ITSELF,
    Figure,
    at_least,
    at_most,
    copied,
    in_turn,
    longest_transaction,
    peak_memory,
    seconds,
)
from benchmarks.shop import Shop, make
from ydh.core.administration import accounts, settings
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
    plain = statistics.median(floor.one_load(folder) for _ in range(rounds)) * 1000
    per_s, theirs = in_turn(rounds, ours, lambda: floor.import_orders(folder, n)["orders_per_s"])
    yield Figure(f"import of {n} orders", "orders/s", per_s, theirs, (at_least(0.25),))
    past = _written(folder / f"history-{n}.csv", n, priced=True)
    per_s, theirs = in_turn(
        rounds, lambda: n / _bring_in(path, past), lambda: floor.import_orders(folder, n)["orders_per_s"]
    )
    yield Figure(f"import of {n} orders as history", "orders/s", per_s, theirs, (at_least(0.1),))
    yield Figure("import, longest transaction", "ms", max(longest), plain, (at_most(200, ITSELF),))
    yield Figure("import, peak memory (floor: a fifth of the file)", "MB", large, small, (at_most(1.2),))


def filled(path, n):
    """Put `n` orders into the company of that file; gives their numbers. They wait for their review."""
    _import_there(f"sqlite:///{path}", _written(path.with_name(f"orders-{n}.csv"), n))
    database = sqlite3.connect(path)
    numbers = [number for (number,) in database.execute("select number from orders where step = 'review' order by id")]
    database.close()
    return numbers


def _memory(path, file):
    return peak_memory(_import_there, copied(path, "import-memory.db"), file)


def _import_there(url, file):
    shop = Shop(url)
    _import(shop, file)
    shop.close()


def _import(shop, file):
    done = importing.run(shop.staff["manager"], "orders", file, name=file.name)
    assert done.result is not None, done.plan


def _bring_in(path, file):
    """Seconds that the orders take as history: with shipments, all of it received, and no stock."""
    shop = Shop(copied(path, "history-ours.db"))
    accounts.set_roles(shop.admin, "boss", ["system_admin", "business_manager"])
    settings.change_setting(shop.admin, "books_open", "2026-01-01")
    found = []
    spent = seconds(lambda: found.append(importing.run(shop.admin, "history", file, name=file.name)))
    assert found[0].result is not None, found[0].plan
    shop.close()
    return spent


def _written(path: Path, count, *, priced=False) -> Path:
    if not path.exists():
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(("ref", "date", "customer", "sku", "qty", *(["price"] if priced else [])))
            for k in range(count):
                day = floor.day(k).replace("2026", "2025") if priced else floor.day(k)
                head = (f"R{k}", day, f"C{k % floor.CUSTOMERS + 1}")
                lines = [(*head, f"S{sku}", quantity, "9.5") for sku, quantity, _ in floor.lines(k)]
                rows.writerows(lines if priced else [line[:-1] for line in lines])
    return path
