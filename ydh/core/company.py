"""A company is one database: opening it, and setting it up from nothing."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ydh.core.errors import Busy, Invalid, NotFound, WrongSchema
from ydh.store import database, migrate
from ydh.store.database import Store, StoreBusy, Unit
from ydh.store.gate import GateClosed

T = TypeVar("T")


@dataclass(frozen=True)
class Company:
    """An open company. Front ends hold this and hand it to use cases inside an Actor."""

    store: Store

    def write(self, work: Callable[[Unit], T], *, dry_run: bool = False) -> T:
        """Run one use case's change: all of it or nothing. Raises Busy when the database stays locked."""
        try:
            return self.store.write(work, rollback=dry_run)
        except (StoreBusy, GateClosed) as error:
            raise Busy("database-busy") from error

    def read(self, work: Callable[[Unit], T]) -> T:
        """Run one look at a consistent picture."""
        return self.store.read(work)

    def version(self) -> int:
        """A number that changes after others have committed: a screen asks it every second."""
        return self.store.data_version()

    def close(self) -> None:
        """Close this thread's connection."""
        self.store.close()


def default_url() -> str:
    """Where the database is when nobody says: the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("ydh") / "company.db")


def open_company(url: str) -> Company:
    """Open the company behind `url`. Raises NotFound when there is none, WrongSchema when it does not fit."""
    if database.is_sqlite(url) and not database.path_of(url).exists():
        raise NotFound("no-company", url=url)
    store = _connect(url)
    _refuse_wrong_schema(store, url)
    return Company(store)


def connect_unchecked(url: str) -> Company:
    """Open `url` whatever its schema: for `ydh db`, which mends it."""
    return Company(_connect(url))


def _connect(url: str) -> Store:
    try:
        return database.connect(url)
    except ValueError as error:
        raise Invalid("url-unknown", url=url) from error


def _refuse_wrong_schema(store: Store, url: str) -> None:
    found = migrate.state(store)
    if found.kind == "ours":
        return
    store.close()
    if found.kind == "empty":
        raise NotFound("no-company", url=url)
    raise WrongSchema(f"schema-{found.kind}", url=url)


def make_private(url: str) -> None:
    """Refuse an SQLite file that others may read or write. Raises Invalid."""
    if database.is_sqlite(url):
        path: Path = database.path_of(url)
        if path.exists() and os.stat(path).st_mode & 0o077:
            raise Invalid("file-open-to-others", path=str(path))
