"""Migrations: what they make is what the tables declare, on both engines, and nobody is left half-way."""

import re
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee
import pytest

from ydh.store.engine import database, migrate, schema
from ydh.store.engine.database import Store

# What PostgreSQL knows of a schema; names of sequences and constraints included.
CATALOGUE = """
SELECT 'column', table_name, column_name, data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
  || ' ' || coalesce(collation_name, '')
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', '', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
ORDER BY 1, 2, 3, 4
"""
MADE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'schema_migration%' ORDER BY name"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    made = database.connect(database_url)
    yield made
    made.close()


@pytest.fixture
def migrated(store: Store) -> Store:
    assert migrate.upgrade(store) == migrate.NAMES
    return store


def sql(store: Store, statement: str) -> list[tuple[Any, ...]]:
    store.database.connect(reuse_if_open=True)
    cursor = store.database.execute_sql(statement)
    return cursor.fetchall() if cursor.description else []


def by_the_tables(store: Store) -> Store:
    """Make the schema as the tables declare it, without migrations."""
    store.database.connect(reuse_if_open=True)
    for statement in schema.ddl(store):
        store.database.execute_sql(statement)
    return store


def parts(statement: str) -> list[str]:
    """A CREATE TABLE as its columns and constraints, in no order: a column that came later stands after those that are
    older, and says itself what it refers to. Any other statement as it is."""
    if not statement.startswith("CREATE TABLE"):
        return [statement]
    head, _, rest = statement.partition(" (")
    body, _, tail = rest.rpartition(")")
    found, keys = [], {}
    for part in re.split(r", (?![^(]*\))", body):
        key = re.match(r'FOREIGN KEY \(("[a-z_]+")\) (REFERENCES .*)', part)
        if key:
            keys[key[1]] = key[2]
        else:
            found.append(part)
    named = ((part, part.split(" ", 1)[0]) for part in found)
    return [head, *sorted(f"{part} {keys[name]}" if name in keys else part for part, name in named), tail]


def test_the_names_are_the_files_of_the_folder() -> None:
    assert tuple(sorted(path.stem for path in migrate.FOLDER.glob("[0-9]*.py"))) == migrate.NAMES
    for name in migrate.NAMES:
        for engine in ("sqlite", "postgres"):
            assert (migrate.FOLDER / f"{name}.{engine}.sql").exists()


def test_the_migrated_schema_equals_the_tables(migrated: Store) -> None:
    assert migrate.differences(migrated) == []


def test_a_difference_is_named(migrated: Store) -> None:
    sql(migrated, "ALTER TABLE product ADD COLUMN odd INTEGER")
    assert any("odd" in line for line in migrate.differences(migrated))


def test_the_migrated_file_is_the_tables_to_the_letter(tmp_path: Path) -> None:
    migrated, declared = (database.connect(f"sqlite:///{tmp_path}/{name}.db") for name in ("migrated", "declared"))
    migrate.upgrade(migrated)
    by_the_tables(declared)
    assert [parts(line) for (line,) in sql(migrated, MADE)] == [parts(line) for (line,) in sql(declared, MADE)]
    assert sorted(parts(line) for (line,) in sql(migrated, MADE)) == sorted(map(parts, schema.ddl(migrated)))
    migrated.close()
    declared.close()


def test_the_migrated_postgres_schema_is_the_tables_to_the_letter(postgres: Any) -> None:
    migrated, declared = (database.connect(postgres.fresh()) for _ in range(2))
    migrate.upgrade(migrated)
    by_the_tables(declared)
    found = [row for row in sql(migrated, CATALOGUE) if "schema_migration" not in f"{row[1]}{row[2]}"]
    assert found == sql(declared, CATALOGUE)
    migrated.close()
    declared.close()


def test_every_table_is_strict_on_sqlite(tmp_path: Path) -> None:
    store = database.connect(f"sqlite:///{tmp_path}/x.db")
    migrate.upgrade(store)
    loose = [row[1] for row in sql(store, "PRAGMA table_list") if row[2] == "table" and not row[5]]
    assert [name for name in loose if not name.startswith(("sqlite_", "schema_migration"))] == []
    store.close()


@pytest.mark.parametrize("table", schema.APPEND_ONLY)
def test_what_is_written_once_can_be_neither_changed_nor_deleted(migrated: Store, table: str) -> None:
    if migrated.engine == "sqlite":
        sql(migrated, "PRAGMA foreign_keys = 0")
    else:
        sql(migrated, "SET session_replication_role = replica")  # no foreign keys, and no triggers
    sql(migrated, ROWS[table])
    if migrated.engine == "postgres":
        sql(migrated, "SET session_replication_role = origin")
    before = sql(migrated, f"SELECT * FROM {table}")
    assert len(before) == 1
    attempts = [f"UPDATE {table} SET at = 1", f"DELETE FROM {table}", f"DELETE FROM {table} WHERE id = 1"]
    if migrated.engine == "sqlite":
        attempts.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    else:
        attempts.append(f"TRUNCATE {table}")
    for attempt in attempts:
        with pytest.raises(peewee.DatabaseError, match="append-only"):
            sql(migrated, attempt)
    assert sql(migrated, f"SELECT * FROM {table}") == before


ROWS = {
    "journal": """INSERT INTO journal (id, kind, subject, seq, at, actor, action, step, "to", waited, body, hash)
        VALUES (1, 'sku', 1, 1, 0, 1, 'create', '', '', 0, '{"a":1}', 'x')""",
    "stock_move": """INSERT INTO stock_move
        (id, warehouse_id, sku_id, quantity, kind, document, reason, business_date, at)
        VALUES (1, 1, 1, 1000, 'receipt', '', '', '2026-11-23', 0)""",
    "seal": "INSERT INTO seal (id, at, account, last, count, digest, previous) VALUES (1, 0, 1, 1, 1, 'x', '')",
    "scan": """INSERT INTO scan (id, shipment_id, position, phase, quantity, code, at)
        VALUES (1, 1, 1, 'pick', 1, '', 0)""",
}


# --- what is in a database ---


def test_an_empty_database_is_empty(store: Store) -> None:
    assert migrate.state(store) == migrate.State("empty", (), migrate.NAMES)


def test_a_migrated_database_is_ours(migrated: Store) -> None:
    assert migrate.state(migrated) == migrate.State("ours", migrate.NAMES, ())
    assert migrate.upgrade(migrated) == ()


def test_somebody_elses_database_is_foreign_and_left_alone(store: Store) -> None:
    sql(store, "CREATE TABLE theirs (id INTEGER)")
    assert migrate.state(store).kind == "foreign"
    assert migrate.upgrade(store) == ()
    assert store.database.get_tables() == ["theirs"]


def test_somebody_elses_migrations_are_foreign(store: Store) -> None:
    sql(store, "CREATE TABLE schema_migration (name TEXT)")
    sql(store, "INSERT INTO schema_migration VALUES ('0001_theirs')")
    assert migrate.state(store).kind in {"foreign", "newer"}
    assert migrate.upgrade(store) == ()


def test_a_file_with_another_application_id_is_foreign(tmp_path: Path) -> None:
    store = database.connect(f"sqlite:///{tmp_path}/x.db")
    sql(store, "PRAGMA application_id = 12345")
    assert migrate.state(store).kind == "foreign"
    store.close()


def test_a_database_of_a_newer_program_is_newer_and_left_alone(migrated: Store) -> None:
    columns = [column.name for column in migrated.database.get_columns("schema_migration")]
    row = ", ".join("'9999_future'" if name == "name" else name for name in columns if name != "id")
    names = ", ".join(name for name in columns if name != "id")
    sql(migrated, f"INSERT INTO schema_migration ({names}) SELECT {row} FROM schema_migration LIMIT 1")
    found = migrate.state(migrated)
    assert (found.kind, found.pending) == ("newer", ())
    assert "9999_future" in found.applied
    assert migrate.upgrade(migrated) == ()


def test_a_database_of_an_older_program_is_older(migrated: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "NAMES", (*migrate.NAMES, "9999_next"))
    found = migrate.state(migrated)
    assert (found.kind, found.pending) == ("older", ("9999_next",))


# --- upgrading ---


def test_two_who_upgrade_at_once_do_it_once_and_quietly(database_url: str) -> None:
    done: list[tuple[str, ...] | BaseException] = []
    barrier = threading.Barrier(4)

    def upgrade() -> None:
        store = database.connect(database_url)
        try:
            barrier.wait(30)
            done.append(migrate.upgrade(store))
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test shows it
            done.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=upgrade) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, done)) == sorted(map(str, [(), (), (), migrate.NAMES]))


def test_an_upgrade_that_died_half_way_can_be_done_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(database: Any, migration: str) -> None:
        run_file(database, migration)
        raise KeyboardInterrupt

    run_file = migrate.run_file
    monkeypatch.setattr(migrate, "run_file", dies)
    with pytest.raises(KeyboardInterrupt):
        migrate.upgrade(store)
    store.close()
    monkeypatch.undo()
    assert migrate.upgrade(store) == migrate.NAMES
    assert migrate.differences(store) == []


def test_an_upgrade_makes_a_backup_first(migrated: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if migrated.engine == "postgres":
        return  # pg_dump is the operator's
    sql(migrated, "INSERT INTO category (name) VALUES ('茶')")
    monkeypatch.setattr(migrate, "NAMES", (*migrate.NAMES, "9999_next"))
    migrate.upgrade(migrated, tmp_path / "before.db")
    assert stat.S_IMODE((tmp_path / "before.db").stat().st_mode) == 0o600
    copy = database.connect(f"sqlite:///{tmp_path}/before.db")
    assert sql(copy, "SELECT name FROM category") == [("茶",)]
    copy.close()


def test_a_file_that_is_no_database_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("a list of things to buy\n" * 200, encoding="utf-8")
    store = database.connect(f"sqlite:///{path}")
    assert migrate.state(store).kind == "foreign"
    store.close()


def test_a_return_of_the_version_before_is_there_after_the_upgrade(store: Store) -> None:
    from playhouse.migrations import Runner

    store.database.connect()
    if store.engine == "sqlite":
        sql(store, f"PRAGMA application_id = {migrate.APPLICATION_ID}")
    runner: Any = Runner(store.database, str(migrate.FOLDER))
    runner.up("0005_waybill")
    customer = "1, 1, '', 0, 'K', 'k', 'K', '', NULL, '', 'prepaid', '', '', '', '', TRUE, TRUE, 0"
    sql(store, f"INSERT INTO customer VALUES ({customer})")
    names = "id, version, head, entries, number, customer_id, kind, step, step_since, revision, arrival, urgent, region"
    times = "reason, text, created_at, business_date, total, refund, return_address, carrier, tracking"
    row = "1, 1, '', 0, 'R', 1, 'exchange', 'done', 0, 1, 0, FALSE, '', '', '', 0, '2026-01-01', 5, 0, '', '', ''"
    sql(store, f"INSERT INTO returns ({names}, {times}) VALUES ({row})")
    assert migrate.upgrade(store) == migrate.NAMES[5:]
    assert sql(store, "SELECT number, total, batch_id FROM returns") == [("R", 5, None)]
    assert migrate.differences(store) == []
