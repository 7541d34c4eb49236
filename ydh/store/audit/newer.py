"""Entries of the journal by their subjects, of those that have one after a moment: pages by the subjects' ids."""

from collections.abc import Iterator

from ydh.store.audit.audit import ENTRY, HeadRow, heads_of
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Row, Statement, slot
from ydh.store.tables.log import Journal

PAGE = 500
_SUBJECTS = Statement(
    Journal.select(Journal.subject)
    .where((Journal.kind == slot(Journal.kind)) & (Journal.subject > slot(Journal.subject)))
    .where(Journal.id > slot(Journal.id, "since"))
    .group_by(Journal.subject)
    .order_by(Journal.subject)
    .limit(slot("limit"))
)
_ENTRIES = Members(
    lambda _engine, members: (
        Journal.select(*(getattr(Journal, name) for name in (*ENTRY, "id")))
        .where((Journal.kind == slot(Journal.kind)) & Journal.subject.in_(members))
        .order_by(Journal.subject, Journal.seq)
    ),
    Journal.subject,
    raw=True,
)


def subjects(unit: Unit, kind: str, since: int) -> Iterator[list[int]]:
    """The subjects of a kind that have an entry after the id `since`, a page at a time."""
    last = 0
    while page := _SUBJECTS.rows(unit, kind=kind, subject=last, since=since, limit=PAGE):
        yield [subject for (subject,) in page]
        last = page[-1][0]


def entries(unit: Unit, kind: str, ids: list[int]) -> list[Row]:
    """Every entry (ENTRY and its id) of these subjects, as stored, by subject and seq."""
    return _ENTRIES.rows(unit, ids, kind=kind)


def chains(unit: Unit, kind: str, since: int) -> Iterator[list[Row]]:
    """`entries` of the subjects that have one after the id `since`, by subject and seq, a page at a time."""
    for ids in subjects(unit, kind, since):
        yield entries(unit, kind, ids)


def heads(unit: Unit, kind: str, since: int) -> Iterator[HeadRow]:
    """The heads of these subjects, as far as they are there, by id."""
    for ids in subjects(unit, kind, since):
        yield from heads_of(kind).rows(unit, ids)
