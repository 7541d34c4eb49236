"""Where a dry run stages its rows: beside the company's database, which stays as it is, byte for byte."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.store.files.aside import open_aside


@contextmanager
def aside(actor: Actor) -> Iterator[Actor]:
    """The actor on a connection of his own whose batches and staged rows are temporary; all of it ends with it."""
    company = open_company(actor.company.store.url)
    company.store.clock = actor.company.store.clock
    try:
        company.write(open_aside)
        yield replace(actor, company=company)
    finally:
        company.close()
