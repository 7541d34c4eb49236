"""Which files are a database, or belong to one: no other file may take their place, and nothing else opens them.

A database that this process has opened is known by device and inode and is never opened to look: closing any
descriptor of it would give up SQLite's locks. Any other is known by how its file begins.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OPENED: set[str] = set()  # paths of the SQLite files that this process has opened
TAILS = ("-wal", "-shm", "-journal", "-lock", "-upgrade-lock")
_TAIL = re.compile(f"(?:{'|'.join(TAILS)})\\Z")
MAGIC = b"SQLite format 3\0"


def is_database(path: Path) -> bool:
    """Whether an SQLite database is at `path`, opened by this process or not."""
    found = _identity(path)
    if found is None:
        return False
    return found in set(_opened()) or (path.is_file() and _begins_like_one(path))


def beside(path: Path) -> Path | None:
    """The database to which a file of that name belongs (log, lock), whether the file is there or not."""
    for name in (path, path.resolve()) if path.is_symlink() else (path,):
        base = name.with_name(_TAIL.sub("", name.name) or name.name)
        if base != name and is_database(base):
            return base
    return None


def belongs(path: Path) -> bool:
    """Whether `path` is a database, or a file that belongs to one, under this name or another."""
    return is_database(path) or beside(path) is not None or _identity(path) in set(_families())


def opened(path: Path) -> bool:
    """Whether `path` is a database that this process has opened, or one of its files: opening it again is harm."""
    found = _identity(path)
    return found is not None and found in {*_opened(), *_families()}


def _opened() -> Iterator[tuple[int, int]]:
    for name in tuple(OPENED):
        found = _identity(Path(name))
        if found:
            yield found


def _families() -> Iterator[tuple[int, int]]:
    """What lies beside the opened databases, both where they were named and where a link leads."""
    for name in tuple(OPENED):
        for base in {Path(name), Path(name).resolve()}:
            for tail in TAILS:
                found = _identity(base.with_name(base.name + tail))
                if found:
                    yield found


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begins_like_one(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:  # what cannot be read is nobody's database here
        return file.read(len(MAGIC)) == MAGIC
    return False
