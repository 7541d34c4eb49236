"""The doctor's checks of the ground a database stands on: engine, schema, files, file system."""

from collections.abc import Iterator

from ydh.core.audit.views import Finding
from ydh.core.company import moments
from ydh.core.values.words import Label
from ydh.store.engine import machine, migrate
from ydh.store.engine.database import Store, Unit, machine_clock

SQLITE = (3, 51, 3)  # earlier ones can corrupt a WAL file that many processes share
WAL = 256 * 1024 * 1024  # bytes; the log is kept at 64 MB unless something keeps it from being written back


def version(check: Label, unit: Unit, store: Store) -> Iterator[Finding]:
    """SQLite is new enough."""
    if store.engine != "sqlite":
        return
    found = machine.sqlite_version(unit)
    if found < SQLITE:
        names = {"found": ".".join(map(str, found)), "right": ".".join(map(str, SQLITE))}
        yield Finding("warning", check, "SQLite", "doctor-sqlite-old", names)


def schema(check: Label, _: Unit, store: Store) -> Iterator[Finding]:
    """The schema is this program's, with nothing added or taken away."""
    found = migrate.state(store)
    if found.kind != "ours":
        yield Finding("error", check, found.kind, "doctor-schema-state")
        return
    for difference in migrate.differences(store):
        yield Finding("error", check, difference, "doctor-schema")
    for trigger in machine.missing_triggers(store):
        yield Finding("error", check, trigger, "doctor-trigger")


def settings(check: Label, unit: Unit, store: Store) -> Iterator[Finding]:
    """The engine keeps what it acknowledged."""
    if store.engine == "sqlite":
        for name, found, right in machine.wrong_pragmas(unit):
            yield Finding("error", check, name, "doctor-setting", {"found": found, "right": right})
        return
    for name, value in machine.server_settings(unit).items():
        if value != machine.SERVER[name]:
            # a server may be set up otherwise on purpose, for tests for one
            yield Finding("warning", check, name, "doctor-setting", {"found": value, "right": machine.SERVER[name]})


def files(check: Label, _: Unit, store: Store) -> Iterator[Finding]:
    """Nobody else can read the database's files (folder 0700, files 0600)."""
    path = machine.file_of(store)
    for file, mode in machine.open_to_others(path) if path else ():
        yield Finding("error", check, str(file), "doctor-file-mode", {"mode": mode})


def file_system(check: Label, _: Unit, store: Store) -> Iterator[Finding]:
    """The file is on this machine: locks of network file systems do not hold."""
    path = machine.file_of(store)
    kind = machine.file_system(path) if path else ""
    if machine.is_network(kind):
        yield Finding("error", check, str(path), "doctor-network", {"kind": kind})


def wal(check: Label, _: Unit, store: Store) -> Iterator[Finding]:
    """The write-ahead log is written back."""
    path = machine.file_of(store)
    size = machine.wal_size(path) if path else 0
    if size > WAL:
        yield Finding("warning", check, str(path), "doctor-wal", {"size": size // 1_000_000})


def clock(check: Label, unit: Unit, store: Store) -> Iterator[Finding]:
    """The clock is not behind what was written."""
    latest = moments.newest(unit)
    if store.clock is machine_clock and moments.is_back(unit, latest):
        yield Finding("error", check, "", "doctor-clock", {"now": unit.now, "newest": latest})


def pages(check: Label, unit: Unit, store: Store) -> Iterator[Finding]:
    """The file is sound, and no row points at one that is not there."""
    for text in machine.broken_pages(unit) if store.engine == "sqlite" else ():
        yield Finding("error", check, text, "doctor-pages")
