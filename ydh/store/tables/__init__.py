"""The tables, by noun. Import the noun's module; `all_tables()` is for migrations and checks."""

from typing import Any


def all_tables() -> list[Any]:
    """Every table, parents before children."""
    from ydh.store.tables import goods, log, orders, people, returns

    return [*people.TABLES, *goods.TABLES, *orders.TABLES, *returns.TABLES, *log.TABLES]
