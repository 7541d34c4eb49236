"""What a code stands for, in one table. The SQL beside this file is frozen, and so is how codes compared then.

An item keeps its own code; after that the older item keeps what two of them had, and what holds for everyone goes
before a customer's own code. The rest is put aside, for people to settle: `ydh doctor` names it.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from peewee import Table

from ydh.store.engine.migrate import run_file

_ONE = 1000  # quantities are in thousandths
_COLUMNS = ("fold", "customer", "sku_id", "kind", "text", "quantity")
_SAME = ("item", "barcode")
_Row = tuple[str, int, int, str, str, int]


def up(migrator: Any, db: Any) -> None:
    run_file(db, __file__)
    held: dict[str, dict[int, _Row]] = {}
    kept, aside = [], []
    for row in _rows(db):
        mine = held.setdefault(row[0], {})
        here = mine.get(row[1])
        if here and here[2] == row[2] and here[5] == row[5] and (here[3] == row[3] or here[3:4] + row[3:4] == _SAME):
            continue  # written in another way, or an item whose code is its barcode: one code
        if here is None and all(other[2] == row[2] for customer, other in mine.items() if 0 in (customer, row[1])):
            mine[row[1]] = row
            kept.append(row)
        else:
            aside.append(row)
    for table, rows in (("item_code", kept), ("code_conflict", aside)):
        for start in range(0, len(rows), 500):
            Table(table, _COLUMNS).bind(db).insert(rows[start : start + 500], columns=_columns(table)).execute()
    for gone in ("DROP TABLE scan_code", "DROP TABLE customer_sku", "DROP INDEX sku_barcode"):
        db.execute_sql(gone)


def _columns(table: str) -> list[Any]:
    found = Table(table, _COLUMNS)
    return [getattr(found, name) for name in _COLUMNS]


def _rows(db: Any) -> Iterator[_Row]:
    """Every code there is, in the order in which they are kept."""

    def asked(sql: str) -> Any:
        return db.execute_sql(sql).fetchall()

    skus = asked("SELECT id, code, barcode FROM sku ORDER BY id")
    for sku, code, _ in skus:
        yield _fold(code), 0, sku, "item", code, _ONE
    others = [(sku, "barcode", barcode, _ONE) for sku, _, barcode in skus if barcode]
    others += [
        (sku, "further", code, much) for code, sku, much in asked("SELECT code, sku_id, quantity FROM scan_code")
    ]
    for sku, kind, code, much in sorted(others):
        yield _fold(code), 0, sku, kind, code, much
    for customer, code, sku in asked("SELECT customer_id, fold, sku_id FROM customer_sku ORDER BY sku_id, fold"):
        yield _fold(code), customer, sku, "own", code, _ONE


def _fold(text: str) -> str:
    fold = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    digits = fold.replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        return fold
    return digits.zfill(14) if len(digits) in (8, 12, 13, 14) else digits
