"""Schema changes: peewee's own runner, with a lock around it, a backup before it and a check at start-up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee

from ydh.store.engine import drivers
from ydh.store.engine.database import Store, is_sqlite, path_of, private
from ydh.store.engine.gate import Gate

FOLDER = Path(__file__).parents[1] / "migrations"
# a test keeps this equal to the folder: reading a folder at every start costs more
NAMES = (
    "0001_first", "0002_supplier", "0003_scan_index", "0004_item_code", "0005_waybill", "0006_history", "0007_names",
    "0008_kept_items", "0009_service_accounts",
)  # fmt: skip
APPLICATION_ID = 0x79646801  # "ydh" and 1: what an SQLite file of ours says it is
_LOCK = 7_924_801  # PostgreSQL's advisory lock of a schema change


@dataclass(frozen=True)
class State:
    """`kind`: empty, ours, older, newer, foreign or not-utf8; with the names applied and pending."""

    kind: str
    applied: tuple[str, ...]
    pending: tuple[str, ...]


def state(store: Store) -> State:
    """What is in the database, looked at cheaply enough for every start."""
    database = store.database
    try:
        database.connect(reuse_if_open=True)
    except peewee.DatabaseError as error:
        if "not a database" in str(error):
            return State("foreign", (), NAMES)
        raise
    if store.engine == "sqlite":
        ours = database.execute_sql("PRAGMA application_id").fetchall()[0][0]
        if ours != APPLICATION_ID:
            empty = not database.execute_sql("SELECT name FROM sqlite_master LIMIT 1").fetchall()
            return State("empty" if empty and ours == 0 else "foreign", (), NAMES)
    elif database.connection().info.parameter_status("server_encoding") != "UTF8":
        return State("not-utf8", (), NAMES)
    try:
        rows = database.execute_sql("SELECT name FROM schema_migration ORDER BY name").fetchall()
    except (peewee.OperationalError, peewee.ProgrammingError) as error:
        if drivers.denied(error):
            raise
        rows = []
    applied = tuple(name for (name,) in rows)
    if not applied:
        return State("foreign" if set(database.get_tables()) - {"schema_migration"} else "empty", (), NAMES)
    pending = tuple(name for name in NAMES if name not in applied)
    if set(applied) - set(NAMES):
        return State("newer", applied, pending)
    return State("older" if pending else "ours", applied, pending)


def upgrade(store: Store, backup: Path | None = None) -> tuple[str, ...]:
    """Apply what is pending, one process at a time; gives the names applied. `backup` gets a copy first (SQLite)."""
    from playhouse.migrations import Runner

    with _alone(store):
        before = state(store)
        if before.kind in {"ours", "newer", "foreign", "not-utf8"}:
            return ()
        if backup and before.applied:
            private(backup)
            store.database.execute_sql("VACUUM INTO ?", (str(backup),))
        if store.engine == "sqlite":  # before the tables: a file left half-way must be known for ours
            store.database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        runner: Any = Runner(store.database, str(FOLDER))
        return tuple(runner.up())


def run_file(database: Any, migration: str) -> None:
    """Run the frozen SQL of a migration for the database's engine; statements end with a line of `;`."""
    engine = "sqlite" if isinstance(database, peewee.SqliteDatabase) else "postgres"
    text = Path(migration).with_suffix(f".{engine}.sql").read_text(encoding="utf-8")
    for statement in text.split("\n;\n"):
        if statement.strip():
            database.execute_sql(statement)


def differences(store: Store) -> list[str]:
    """What distinguishes the database's schema from the tables', in words; nothing when they are equal."""
    from playhouse.schema_diff import diff_models

    from ydh.store.tables import all_tables

    models = all_tables()
    with store.database.bind_ctx(models):
        return [str(change) for change in _flat(diff_models(store.database, models))]


def _flat(found: Any) -> Iterator[str]:
    for name in found._fields:
        for item in getattr(found, name):
            if str(item) != "schema_migration":
                yield f"{name}: {item}"


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """Only one process changes the schema; the others wait and then find nothing to do."""
    if is_sqlite(store.url):
        path = path_of(store.url).absolute()
        gate = Gate(path.with_name(path.name + "-upgrade-lock"))
        gate.acquire(time.monotonic() + 600)
        try:
            store.database.connect(reuse_if_open=True)  # the first to connect turns the log on, for which none waits
            yield
        finally:
            gate.release()
            gate.close()
        return
    store.database.connect(reuse_if_open=True)
    store.database.execute_sql("SELECT pg_advisory_lock(%s)", (_LOCK,))
    try:
        yield
    finally:
        store.database.execute_sql("SELECT pg_advisory_unlock(%s)", (_LOCK,))
