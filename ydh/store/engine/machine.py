"""Facts about the machine and the engine under the database, for the doctor."""

import os
import re
import stat
from pathlib import Path
from typing import Any

from ydh.store.engine.database import FEW_PAGES, PRAGMAS, Store, Unit, is_sqlite, path_of
from ydh.store.engine.schema import triggers

MOUNTS = Path("/proc/self/mountinfo")
# WAL needs memory shared by all processes and locks that hold: no network file system gives both
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs", "ncpfs", "davfs"}
SERVER = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "server_encoding": "UTF8"}


def file_of(store: Store) -> Path | None:
    """The database's file, None for a server."""
    return path_of(store.url).absolute() if is_sqlite(store.url) else None


def sqlite_version(unit: Unit) -> tuple[int, ...]:
    """The version of the SQLite library in use."""
    text = str(unit.execute("SELECT sqlite_version()", ()).fetchall()[0][0])
    return tuple(int(part) for part in text.split("."))


def wrong_pragmas(unit: Unit) -> list[tuple[str, Any, Any]]:
    """Pragmas that differ from what every connection sets: name, value, what it should be."""
    named = {"full": 2, "wal": "wal"}
    wrong = []
    for name, value in PRAGMAS:
        right = named.get(str(value), value)
        rows = unit.execute(f"PRAGMA {name}", ()).fetchall()
        if name == "cache_size" and rows and rows[0][0] == FEW_PAGES:
            continue  # that of a screen, which keeps little on purpose
        if not rows or rows[0][0] != right:
            wrong.append((name, rows[0][0] if rows else None, right))
    return wrong


def missing_triggers(store: Store) -> list[str]:
    """The triggers that keep what is written once, those that are not there or switched off."""
    if store.engine == "sqlite":
        rows = store.database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    else:
        rows = store.database.execute_sql("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')").fetchall()
    there = {name for (name,) in rows}
    wanted = (re.search(r"CREATE TRIGGER (\w+)", text) for text in triggers(store.engine))
    return [found[1] for found in wanted if found and found[1] not in there]


def server_settings(unit: Unit) -> dict[str, str]:
    """The settings of the PostgreSQL server that durability and text depend on."""
    return {name: str(unit.execute(f"SHOW {name}", ()).fetchall()[0][0]) for name in SERVER}


def broken_pages(unit: Unit) -> list[str]:
    """What SQLite's own check finds in the file, and rows that point at nothing; at most 100 of each."""
    found = [str(row[0]) for row in unit.execute("PRAGMA integrity_check(100)", ()).fetchall() if row[0] != "ok"]
    orphans = unit.execute("PRAGMA foreign_key_check", ()).fetchmany(100)
    return found + [f"{table} {row} -> {parent}" for table, row, parent, _ in orphans]


def open_to_others(path: Path) -> list[tuple[Path, str]]:
    """The folder and the files of the database that others can read or write, with their modes."""
    files = [path.parent, *(path.with_name(path.name + tail) for tail in ("", "-wal", "-shm", "-lock"))]
    modes = [(file, stat.S_IMODE(os.stat(file).st_mode)) for file in files if file.exists()]
    return [(file, f"{mode:04o}") for file, mode in modes if mode & 0o077]


def wal_size(path: Path) -> int:
    """Bytes in the write-ahead log."""
    wal = path.with_name(path.name + "-wal")
    return wal.stat().st_size if wal.exists() else 0


def file_system(path: Path, mounts: str | None = None) -> str:
    """The type of the file system that holds `path`; empty when this system does not tell.

    `mounts` is in the form of Linux's mountinfo: fields, a dash, the type.
    """
    if mounts is None:
        if not MOUNTS.exists():
            return ""
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace")
    best, kind = "", ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        words = fields.split()
        if len(words) < 5 or not rest:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), words[4])  # a space is \040
        if path.resolve().is_relative_to(point) and len(point) >= len(best):
            best, kind = point, rest.split()[0]
    return kind


def is_network(kind: str) -> bool:
    """Whether a file system of that type is reached over a network."""
    return kind in NETWORK or kind in {"fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs"}
