"""Opens the one database behind a URL and runs units of work on it.

SQLite: WAL, synchronous FULL, a write lock taken at BEGIN, and a lock file before it that queues the writers
fairly. PostgreSQL: READ COMMITTED and guarded updates. Nothing is acknowledged before COMMIT.
"""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import peewee

from ydh.store.engine import drivers, own_files
from ydh.store.engine.gate import Gate

T = TypeVar("T")
DEADLINE = 30.0  # seconds a unit of work keeps trying
PRAGMAS = (  # busy_timeout first: the others may have to wait
    ("busy_timeout", 30000),
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("cache_size", -16000),  # KiB
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("recursive_triggers", 1),
    ("journal_size_limit", 67108864),
)
FEW_PAGES = -2000  # KiB: a counted queue of a large company fills what it is given
_PEEWEE_ERRORS: Any = vars(peewee)["__exception_wrapper__"]  # peewee has no executemany of its own


class StoreBusy(Exception):
    """The database stayed busy past the deadline; nothing was written."""


class StoreDenied(Exception):
    """The database's own rights forbid what was asked; the role that comes in has too few of them."""


class StoreLost(Exception):
    """The database went away, or cannot be written; the unit of work was done wholly or not at all."""


class StorePoisoned(Exception):
    """The engine ended the transaction by itself (disk full, for one); nothing may be written after that."""


def machine_clock() -> datetime:
    """What this machine says that it is, in UTC."""
    return datetime.now(UTC)


class Unit:
    """One transaction in progress: what statements run in. `now` is the same moment for all of it."""

    __slots__ = ("_connection", "_found", "_sqlite", "database", "engine", "now", "writing")

    def __init__(self, store: "Store", writing: bool) -> None:
        self.database, self.engine, self.writing = store.database, store.engine, writing
        self.now = store.clock()
        self._connection = store.database.connection()
        self._sqlite = store.engine == "sqlite"
        self._found: dict[tuple[str, str], Any] = {}

    def once(self, what: tuple[str, str], ask: Callable[[], T]) -> T:
        """What `ask` gives, asked once in this transaction, for what a thousand documents of it have in common."""
        if what not in self._found:
            self._found[what] = ask()
        found: T = self._found[what]
        return found

    def forget(self) -> None:
        """Ask again what `once` has asked: something has been written since."""
        self._found.clear()

    def execute(self, sql: str, params: Sequence[Any]) -> Any:
        # the driver's own call: peewee's wrapping costs as much as a short statement and matters only for errors
        try:
            return self._connection.execute(sql, params)
        except drivers.errors():
            with _PEEWEE_ERRORS:
                raise

    def execute_many(self, sql: str, rows: Any) -> int:
        cursor = self._connection.cursor()
        try:
            cursor.executemany(sql, rows)
            return int(cursor.rowcount)
        except drivers.errors():
            with _PEEWEE_ERRORS:
                raise

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is written inside is undone when it raises, and the transaction goes on."""
        self.execute("SAVEPOINT attempt", ())
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK TO SAVEPOINT attempt", ())
            raise
        finally:
            self.execute("RELEASE SAVEPOINT attempt", ())

    def check_writing(self) -> None:
        """Raise unless a write would belong to this transaction: one that SQLite has ended would commit it alone."""
        if not self.writing:
            raise RuntimeError("a write outside a writing unit of work")
        if self._sqlite and not self._connection.in_transaction:
            raise StorePoisoned("the database ended the transaction by itself")


class Store:
    """An open database. Connections are per thread; a unit of work belongs to the thread that runs it."""

    def __init__(self, database: Any, engine: str, url: str, gate: Gate | None) -> None:
        self.database, self.engine, self.url = database, engine, url
        self._gate = gate
        self._path = path_of(url).absolute() if engine == "sqlite" else None
        self._name = str(self._path)
        self._busy = threading.local()
        self.clock: Callable[[], datetime] = machine_clock
        self.newest: datetime | None = None  # the latest moment that anything is known to have been written at

    def write(self, work: Callable[[Unit], T], *, rollback: bool = False) -> T:
        """Run `work` in one transaction and give its result after COMMIT; `rollback` undoes it instead (a dry run).

        Raises StoreBusy past the deadline and StoreLost; anything that `work` raises undoes the whole.
        """
        deadline = time.monotonic() + DEADLINE
        while True:
            try:
                return self._once(work, rollback, deadline)
            except StoreLost:
                self._drop()
                raise
            except peewee.PeeweeException as error:
                self._check_there(error)
                if not isinstance(error, peewee.DatabaseError) or not drivers.retryable(error):
                    raise
                if time.monotonic() > deadline:
                    raise StoreBusy(str(error)) from error
                time.sleep(random.uniform(0.001, 0.02))

    def _once(self, work: Callable[[Unit], T], rollback: bool, deadline: float) -> T:
        self._enter()
        try:
            self._connect()
            if self._gate:
                self._enter_gate(deadline)
            try:
                return self._transaction(work, rollback)
            finally:
                if self._gate:
                    self._gate.release()
        finally:
            self._busy.on = False

    def _enter_gate(self, deadline: float) -> None:
        assert self._gate
        try:
            self._gate.acquire(deadline)
        except OSError as error:
            raise StoreLost(str(error)) from error

    def _transaction(self, work: Callable[[Unit], T], rollback: bool) -> T:
        unit = Unit(self, writing=True)
        unit.execute("BEGIN IMMEDIATE" if self.engine == "sqlite" else "BEGIN", ())
        try:
            result = work(unit)
            unit.check_writing()
            unit.execute("ROLLBACK" if rollback else "COMMIT", ())
            return result
        except BaseException:
            self._abandon()
            raise
        finally:
            unit.writing = False

    def read(self, work: Callable[[Unit], T]) -> T:
        """Run `work` on one consistent picture of the database; it cannot write. Raises StoreLost."""
        self._enter()
        try:
            with self.watched():
                self._connect()
                sqlite = self.engine == "sqlite"
                self.database.execute_sql("BEGIN" if sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                try:
                    return work(Unit(self, writing=False))
                finally:
                    self._abandon()
        finally:
            self._busy.on = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Raise StoreLost when the database goes away inside, and drop the connection: the next use makes another."""
        try:
            yield
        except StoreLost:
            self._drop()
            raise
        except peewee.PeeweeException as error:
            self._check_there(error)
            raise

    def _check_there(self, error: peewee.PeeweeException) -> None:
        """Drop the connection and raise StoreLost when the error says that the database went away."""
        if drivers.lost(error):
            self._drop()
            raise StoreLost(str(drivers.original(error))) from error
        if drivers.denied(error):
            raise StoreDenied(str(drivers.original(error))) from error

    def _drop(self) -> None:
        with suppress(peewee.PeeweeException):
            self.database.close()
        self._busy.file = None

    def _connect(self) -> None:
        """This thread's connection, made when there is none. Raises StoreLost when its file is not there any more.

        SQLite itself would make an empty file, or go on writing into one that has no name any more.
        """
        if self._path is None:
            self.database.connect(reuse_if_open=True)
            return
        closed = self.database.is_closed()
        before = None if closed else getattr(self._busy, "file", None)
        now = _identity(self._name)
        if before is not None and before != now:
            raise StoreLost(f"{self._path} was replaced by another file")
        if closed:
            self.database.connect(reuse_if_open=True)
        self._busy.file = now

    def _enter(self) -> None:
        if getattr(self._busy, "on", False):
            raise RuntimeError("units of work do not nest")
        self._busy.on = True

    def _abandon(self) -> None:
        """Roll back whatever is left; a connection that cannot is closed."""
        try:
            if self.engine != "sqlite" or self.database.connection().in_transaction:
                self.database.execute_sql("ROLLBACK")
        except peewee.PeeweeException:
            self.database.close()

    def data_version(self) -> int:
        """A number that changes when another connection has committed (SQLite); cheap enough to ask every second."""
        question = "PRAGMA data_version" if self._path else "SELECT coalesce(max(id), 0) FROM journal"
        with self.watched():
            self._connect()
            return int(self.database.execute_sql(question).fetchall()[0][0])

    def keep_little(self) -> None:
        """Let this thread's connection, and those that are made after it, keep few pages in memory."""
        if self.engine == "sqlite":
            with self.watched():
                self._connect()
                self.database.pragma("cache_size", FEW_PAGES, permanent=True)

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.database.is_closed():
            self.database.close()
        if self._gate:
            self._gate.close()


def _identity(path: str) -> tuple[int, int]:
    """Which file the path names. Raises StoreLost when it names none, or one that was emptied."""
    try:
        found = os.stat(path)
    except OSError as error:
        raise StoreLost(str(error)) from error
    if not found.st_size:
        raise StoreLost(f"{path} is empty")
    return found.st_dev, found.st_ino


def is_sqlite(url: str) -> bool:
    """Whether `url` names an SQLite file: `sqlite:///path` or a bare path."""
    return url.startswith("sqlite:") or "://" not in url


def path_of(url: str) -> Path:
    """The file that an SQLite URL names."""
    return Path(url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else url.removeprefix("sqlite:"))


def connect(url: str) -> Store:
    """Open `url` without looking inside. A new SQLite file is made 0600 in a folder made 0700."""
    if is_sqlite(url):
        path = path_of(url).absolute()
        private(path)
        own_files.OPENED.add(str(path))
        database = peewee.SqliteDatabase(str(path), pragmas=PRAGMAS, timeout=30, check_same_thread=True)
        return Store(database, "sqlite", url, Gate(path.with_name(path.name + "-lock")))
    from playhouse.db_url import connect as by_url

    scheme, _, rest = url.partition("://")
    if scheme not in {"postgres", "postgresql", "psycopg3"}:
        raise ValueError(scheme)
    drivers.use_psycopg()
    return Store(by_url("psycopg3://" + rest, autoconnect=True), "postgres", url, None)


def private(path: Path) -> None:
    """Make the file, when it is not there, for its owner alone: SQLite would make it for everybody to read."""
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
