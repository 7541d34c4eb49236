"""Counts what SQLite is asked: the statements of a use case, one for each row that is written."""

from collections.abc import Iterator
from contextlib import contextmanager

from ydh.core.company.company import Company


@contextmanager
def asked(company: Company) -> Iterator[list[str]]:
    """The statements that this thread's connection runs inside, BEGIN and COMMIT included, those of triggers not."""
    connection, found = company.store.database.connection(), list[str]()
    connection.set_trace_callback(lambda sql: None if sql.startswith("--") else found.append(sql))
    try:
        yield found
    finally:
        connection.set_trace_callback(None)
