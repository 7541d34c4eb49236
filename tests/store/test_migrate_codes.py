"""Codes of a company of the version before: each keeps what it may, and what stood for two things is put aside."""

from collections.abc import Iterator
from typing import Any

import pytest
from playhouse.migrations import Runner

from ydh.core.values.codes import code_fold
from ydh.store.engine import database, migrate
from ydh.store.engine.database import Store

GTIN = "6901234567892"
ITEMS = [  # code, barcode
    ("A", GTIN),
    ("B", "0" + GTIN),  # the same barcode as A's
    ("C", "b"),  # B's code
    ("MINE", None),  # what a customer calls A
    (GTIN[:-1] + "x", None),
    ("4006381333931", "4006381333931"),  # one code
    ("04006381333931", None),  # the same number as the one before
    ("D", "７"),
]
FURTHER = [("a-box", 1, 12000), ("A-BOX", 1, 12000), ("7", 1, 1000), ("mine", 2, 1000)]  # code, item, quantity
OWN = [(1, "mine", 1), (1, GTIN, 1), (2, "a-box", 2)]  # customer, code, item


def run(store: Store, statement: str) -> list[tuple[Any, ...]]:
    cursor = store.database.execute_sql(statement)
    return cursor.fetchall() if cursor.description else []


@pytest.fixture
def upgraded(database_url: str) -> Iterator[Store]:
    store = database.connect(database_url)
    store.database.connect()
    if store.engine == "sqlite":
        run(store, f"PRAGMA application_id = {migrate.APPLICATION_ID}")
    runner: Any = Runner(store.database, str(migrate.FOLDER))
    runner.up("0003_scan_index")
    chain = "1, '', 0"
    for id_ in (1, 2):
        run(
            store,
            f"INSERT INTO customer VALUES ({id_}, {chain}, 'K{id_}', 'k{id_}', 'K', '', NULL, '', 'prepaid', '', '',"
            " '', '', TRUE, TRUE, 0)",
        )
    for id_, (code, barcode) in enumerate(ITEMS, 1):
        run(
            store,
            "INSERT INTO product (id, version, head, entries, code, fold, name, brand, initials, service)"
            f" VALUES ({id_}, {chain}, '{code}', '{code.lower()}', 'x', '', '', FALSE)",
        )
        known = f"'{barcode}'" if barcode else "NULL"
        run(
            store,
            f"INSERT INTO sku VALUES ({id_}, {chain}, {id_}, '{code}', '{code.lower()}', '{{}}', {known}, '', 1000, '',"
            " 0, 1000, 0, TRUE, 0)",
        )
    for code, item, much in FURTHER:
        run(store, f"INSERT INTO scan_code VALUES ('{code}', {item}, {much})")
    for customer, code, item in OWN:
        run(store, f"INSERT INTO customer_sku VALUES ({customer}, '{code}', {item})")
    migrate.upgrade(store)
    yield store
    store.close()


def test_what_stood_for_two_things_is_put_aside_and_its_older_holder_keeps_it(upgraded: Store) -> None:
    held = run(upgraded, "SELECT fold, customer, sku_id, kind, quantity FROM item_code")
    aside = run(upgraded, "SELECT fold, customer, sku_id, kind FROM code_conflict")
    own_codes = {(code_fold(code), 0, id_, "item", 1000) for id_, (code, _) in enumerate(ITEMS, 1) if id_ != 7}
    assert set(held) == own_codes | {
        ("0" + GTIN, 0, 1, "barcode", 1000),
        ("0" + GTIN, 1, 1, "own", 1000),
        ("a-box", 0, 1, "further", 12000),
        ("7", 0, 1, "further", 1000),
    }
    assert set(aside) == {
        ("0" + GTIN, 0, 2, "barcode"),
        ("b", 0, 3, "barcode"),
        ("mine", 0, 2, "further"),
        ("mine", 1, 1, "own"),
        ("a-box", 2, 2, "own"),
        ("04006381333931", 0, 7, "item"),
        ("7", 0, 8, "barcode"),
    }
    assert migrate.differences(upgraded) == []


def test_codes_are_folded_as_they_are_now(upgraded: Store) -> None:
    rows = run(upgraded, "SELECT fold, text FROM item_code UNION ALL SELECT fold, text FROM code_conflict")
    assert [(fold, text) for fold, text in rows if fold != code_fold(text)] == []
