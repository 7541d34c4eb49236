"""Lets peewee find psycopg only where a PostgreSQL server is used: importing it costs as much as a whole command.

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
