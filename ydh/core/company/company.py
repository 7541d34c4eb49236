"""A company is one database: opening it, and setting it up from nothing."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from ydh.core.company import moments, own_files
from ydh.core.values.errors import Busy, Invalid, Lost, NotFound, WrongSchema, YdhError
from ydh.core.values.text import escaped
from ydh.store.engine import database, migrate
from ydh.store.engine.database import Store, StoreBusy, StoreDenied, StoreLost, Unit
from ydh.store.engine.gate import GateClosed
from ydh.store.engine.prepared import Statement

T = TypeVar("T")
_PASSWORD = re.compile(r"(://[^/:@]*):.*@")


@dataclass(frozen=True)
class Company:
    """An open company. Front ends hold this and hand it to use cases inside an Actor."""

    store: Store

    def write(self, work: Callable[[Unit], T], *, dry_run: bool = False, any_time: bool = False) -> T:
        """Run one use case's change: all of it or nothing. Raises Busy when the database stays locked, Lost.

        Raises Conflict where the clock was set back, unless `any_time` says that this is what the change is about.
        """

        def timed(unit: Unit) -> T:
            if not any_time:
                moments.check(unit, self.store)
            return work(unit)

        try:
            return self.store.write(timed, rollback=dry_run)
        except (StoreBusy, GateClosed) as error:
            raise Busy("database-busy") from error
        except (StoreLost, StoreDenied) as error:
            raise lost(error) from error

    def read(self, work: Callable[[Unit], T]) -> T:
        """Run one look at a consistent picture. Raises Lost when the database has gone away."""
        try:
            return self.store.read(work)
        except (StoreLost, StoreDenied) as error:
            raise lost(error) from error

    def count(self, statement: Statement[Any], given: Mapping[str, Any]) -> int:
        """How many rows a statement finds, its limit aside. Raises Lost."""
        return self.read(lambda unit: statement.count(unit, **given))

    def version(self) -> int:
        """A number that changes after others have committed: a screen asks it every second. Raises Lost."""
        try:
            return self.store.data_version()
        except (StoreLost, StoreDenied) as error:
            raise lost(error) from error

    def keep_little(self) -> None:
        """Take little memory in this thread: a screen is open all day, and beside many others. Raises Lost."""
        try:
            self.store.keep_little()
        except StoreLost as error:
            raise lost(error) from error

    def close(self) -> None:
        """Close this thread's connection."""
        self.store.close()


def lost(error: StoreLost | StoreDenied) -> Lost:
    """What the store says about a database that went away or forbids it, without anything that could not be shown."""
    id_ = "database-denied" if isinstance(error, StoreDenied) else "database-lost"
    return Lost(id_, reason=escaped(public(" ".join(str(error).split())), 160))


def default_url() -> str:
    """Where the database is when nobody says: the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("ydh") / "company.db")


def open_company(url: str) -> Company:
    """Open the company behind `url`. Raises NotFound when there is none, WrongSchema when it does not fit."""
    if database.is_sqlite(url) and not database.path_of(url).exists():
        raise NotFound("no-company", url=public(url))
    store = _connect(url)
    _refuse_wrong_schema(store, url)
    return Company(store)


def connect_unchecked(url: str) -> Company:
    """Open `url` whatever its schema: for `ydh db`, which mends it."""
    return Company(_connect(url))


def _connect(url: str) -> Store:
    if database.is_sqlite(url):
        own_files.check_database(database.path_of(url).absolute())
    try:
        return database.connect(url)
    except ValueError as error:
        raise Invalid("url-unknown", url=public(url)) from error
    except ImportError as error:
        raise YdhError("extra-missing", format="PostgreSQL", extra="postgres") from error


@contextmanager
def reached(store: Store) -> Iterator[None]:
    """What looks at the schema and not at the books. Raises Lost when the database cannot be reached, or forbids it."""
    try:
        with store.watched():
            yield
    except (StoreLost, StoreDenied) as error:
        store.close()
        raise lost(error) from error


def _refuse_wrong_schema(store: Store, url: str) -> None:
    with reached(store):
        found = migrate.state(store)
    if found.kind == "ours":
        return
    store.close()
    if found.kind == "empty":
        raise NotFound("no-company", url=public(url))
    raise WrongSchema(f"schema-{found.kind}", url=public(url))


def make_private(url: str) -> None:
    """Refuse an SQLite file that others may read or write. Raises Invalid."""
    if database.is_sqlite(url):
        path: Path = database.path_of(url)
        if path.exists() and os.stat(path).st_mode & 0o077:
            raise Invalid("file-open-to-others", path=str(path))


# --- the schema: for `ydh db`, which mends what cannot be opened ---


@dataclass(frozen=True, slots=True)
class Schema:
    """The state of a database's schema (empty, ours, older, newer, foreign) and the names of its migrations."""

    url: str
    engine: str
    kind: str
    applied: tuple[str, ...]
    pending: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was applied, where the copy of before is (None where none was made), of how many names the keys differed."""

    applied: tuple[str, ...]
    backup: str | None
    renewed: int = 0


def schema(url: str) -> Schema:
    """The state of the schema behind `url`, whatever it is. Raises NotFound when there is no database."""
    store = _existing(url)
    try:
        with reached(store):
            found = migrate.state(store)
        return Schema(public(url), store.engine, found.kind, found.applied, found.pending)
    finally:
        store.close()


def public(url: str) -> str:
    """`url` as it may be shown: without a password."""
    return _PASSWORD.sub(r"\1:***@", url)


def check_upgradable(found: Schema) -> None:
    """Raise NotFound for an empty database, WrongSchema for a newer or a foreign one."""
    if found.kind == "empty":
        raise NotFound("no-company", url=found.url)
    if found.kind in {"newer", "foreign", "not-utf8"}:
        raise WrongSchema(f"schema-{found.kind}", url=found.url)


def upgrade_schema(url: str, backup: str | None = None) -> Upgraded:
    """Apply what is pending, an SQLite file copied first: to `backup`, or beside it under a name of its own.

    Whatever was pending, names get again by what they are found and put in order, where that differs: an upgrade that
    was broken off is finished so. Raises NotFound, WrongSchema, Invalid when the copy's name is taken.
    """
    from ydh.core.company.renewing import renew

    found = schema(url)
    check_upgradable(found)
    copy = _backup(url, backup) if database.is_sqlite(url) and found.applied and found.pending else None
    if copy and os.path.lexists(copy):
        raise Invalid("backup-exists", path=str(copy))
    if backup:
        own_files.check_output(Path(backup))
    store = _existing(url)
    try:
        with reached(store):
            applied = migrate.upgrade(store, copy)
            return Upgraded(applied, str(copy) if copy else None, renew(store))
    finally:
        store.close()


def schema_differences(url: str) -> list[str]:
    """What distinguishes the schema from what this program expects. Raises NotFound, WrongSchema."""
    company = open_company(url)
    try:
        with reached(company.store):
            return migrate.differences(company.store)
    finally:
        company.close()


def _backup(url: str, given: str | None) -> Path:
    if given:
        return Path(given)
    path: Path = database.path_of(url)
    return path.with_name(f"{path.name}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}.backup")


def _existing(url: str) -> Store:
    """The database behind `url`, never a new file."""
    make_private(url)
    if database.is_sqlite(url) and not database.path_of(url).exists():
        raise NotFound("no-company", url=public(url))
    return _connect(url)
