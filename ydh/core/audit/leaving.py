"""What leaves as data: who may take a whole table along as a file, and the entry that says that he did. S06.20

Reading what one may see is not an export, in whatever form. A whole table as a file needs data.export. Files, and
whatever passes 1,000 rows, are journaled on the account of who took them, before they are there to be taken.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from ydh.core.audit.journal import Subject
from ydh.core.company.actors import Actor, who
from ydh.core.rules.permissions import P
from ydh.store.engine.database import Unit
from ydh.store.tables.people import Account

READ = 1000  # rows: who asks for more does not read them, but takes them along
_ACCOUNT = Subject("account", Account)

T = TypeVar("T")


def is_whole(narrowed_by: Iterable[Any], limit: int | None = None) -> bool:
    """Whether a listing is the whole table: no filter narrows it, and no limit keeps it to what one reads."""
    return not any(narrowed_by) and (limit is None or limit > READ)


def allow(actor: Actor, *, whole: bool, to_file: bool) -> None:
    """Raise NotAllowed when it is a whole table as a file and the actor lacks data.export; customers have their own."""

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        if not me.is_customer and me.id > 0:
            me.need(P.DATA_EXPORT)

    if whole and to_file:
        actor.company.read(work)


def leave(actor: Actor, what: str, rows: int, *, whole: bool, to_file: bool) -> None:
    """Journal that `rows` of `what` leave: a file always, else what is more than one reads. Raises as `allow`."""
    if rows <= READ and not to_file:
        return
    allow(actor, whole=whole, to_file=to_file)

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        _ACCOUNT.entry(unit, me, me.id, "export", what=what, rows=rows, file=to_file)

    if actor.account > 0:
        actor.company.write(work)


def leaving(actor: Actor, what: str, rows: Iterable[T], *, whole: bool) -> Iterator[T]:
    """The rows of a file as they are written to it; the entry stands before the file does. Raises as `allow`."""
    allow(actor, whole=whole, to_file=True)
    count = 0
    for row in rows:
        count += 1
        yield row
    leave(actor, what, count, whole=whole, to_file=True)


def passing(actor: Actor, what: str, rows: Iterable[T]) -> Iterator[T]:
    """The rows that go to a pipe or a screen after the first 1,000; of how many there are nobody knows yet."""
    left = iter(rows)
    for row in islice(left, 1):
        leave(actor, what, READ + 1, whole=False, to_file=False)
        yield row
    yield from left
