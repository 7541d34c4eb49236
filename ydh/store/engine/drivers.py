"""The drivers under peewee: psycopg only where PostgreSQL is used, and what their errors mean.

Importing psycopg costs as much as a whole command.

peewee imports every driver that is installed, once, when it is imported itself. So it is imported here first, with
psycopg out of its sight, and is given psycopg later by `use_psycopg`.
"""

import sys
from typing import Any

_NAME = "psycopg"


def _import_peewee() -> Any:
    if "peewee" in sys.modules or _NAME in sys.modules:
        import peewee

        return peewee
    sys.modules[_NAME] = None  # type: ignore[assignment]  # what Python calls "not installed"
    try:
        import peewee
    finally:
        del sys.modules[_NAME]
    return peewee


PEEWEE = _import_peewee()
# sqlite3 looks for an adapter of every value that is not exactly an int, a float or a str, by attribute look-ups that
# fail: as long as half a row takes to insert. Told what to do, it does it at once.
PEEWEE.sqlite3.register_adapter(bool, {True: 1, False: 0}.__getitem__)
PEEWEE.sqlite3.register_adapter(type(None), {}.get)
_RETRY = {"40001", "40P01", "55P03"}
# What means that the database, or the way to it, is gone; another try of the same on this connection cannot help.
_GONE_FILE = ("IOERR", "CANTOPEN", "FULL", "READONLY", "CORRUPT", "NOTADB")
_GONE_SERVER = ("08", "53", "57P", "58", "25P03", "25P04")


def use_psycopg() -> None:
    """Give peewee the driver for PostgreSQL. Raises ImportError when it is not installed."""
    if PEEWEE.psycopg is not None:
        return
    import psycopg
    from psycopg.pq import TransactionStatus
    from psycopg.types.json import Json, Jsonb

    PEEWEE.TransactionStatus, PEEWEE.Json_pg3, PEEWEE.Jsonb_pg3 = TransactionStatus, Json, Jsonb
    adapter = PEEWEE.Psycopg3Adapter
    adapter.txn_idle, adapter.txn_inerror = TransactionStatus.IDLE, TransactionStatus.INERROR
    adapter.txn_unknown = TransactionStatus.UNKNOWN
    PEEWEE.psycopg = psycopg  # the last: another thread may ask for it meanwhile


def errors() -> tuple[type[Exception], ...]:
    """The errors of the drivers that peewee has."""
    return tuple(driver.Error for driver in (PEEWEE.sqlite3, PEEWEE.psycopg) if driver is not None)


def original(error: Exception) -> Any:
    """What the driver itself said."""
    return getattr(error, "orig", None) or error.__cause__ or error


def lost(error: Exception) -> bool:
    """Whether the database, or the way to it, is gone."""
    said = original(error)
    name = str(getattr(said, "sqlite_errorname", None) or "")
    if name:
        return name.removeprefix("SQLITE_").startswith(_GONE_FILE)
    if not isinstance(error, PEEWEE.OperationalError | PEEWEE.InterfaceError):
        return False
    state = getattr(said, "sqlstate", None)
    return _from_server(said) if state is None else state.startswith(_GONE_SERVER)


def denied(error: Exception) -> bool:
    """Whether the database's own rights forbid it."""
    return getattr(original(error), "sqlstate", None) == "42501"


def _from_server(said: Any) -> bool:
    """Whether PostgreSQL's driver says it: without a code it is the connection that has failed."""
    return type(said).__module__.startswith("psycopg")


def retryable(error: Exception) -> bool:
    """Whether the same may succeed a moment later."""
    said = original(error)
    if str(getattr(said, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
        return True
    return getattr(said, "sqlstate", None) in _RETRY
