"""Statements of who did what to a document last."""

from datetime import datetime
from typing import Any

from ydh.store.engine.prepared import Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.log import Journal
from ydh.store.tables.people import Account


class LastRow(NamedRow):
    """Who did something last to a document, and when."""

    actor: int
    name: str | None
    at: datetime


def _last(condition: Any) -> Statement[LastRow]:
    return Statement(
        Journal.select(Journal.actor, Account.name, Journal.at)
        .join(Account, "LEFT OUTER JOIN", on=(Account.id == Journal.actor))
        .where((Journal.kind == slot(Journal.kind)) & (Journal.subject == slot(Journal.subject)) & condition)
        .order_by(Journal.seq.desc())
        .limit(1),
        LastRow,
    )


def last_change(beside: tuple[str, ...]) -> Statement[LastRow]:
    """The newest entry that changed the document; `beside` are the actions that leave it as it is."""
    return _last(Journal.action.not_in(beside))


LAST_MOVE = _last(Journal.step != Journal.to)  # the newest entry after which it waited for something else


class PassRow(NamedRow):
    """An act that may be a pass to take back; its body is JSON, `waited` in microseconds, `name` that of who did it."""

    seq: int
    at: datetime
    actor: int
    action: str
    step: str
    waited: int
    body: str
    name: str | None


# Entries of a document, the newest first, but notes, which do not count as acting on it.
_ACTS = (
    Journal.select(
        *(Journal.seq, Journal.at, Journal.actor, Journal.action, Journal.step, Journal.waited, Journal.body),
        Account.name,
    )
    .join(Account, "LEFT OUTER JOIN", on=(Account.id == Journal.actor))
    .where(
        (Journal.kind == slot(Journal.kind))
        & (Journal.subject == slot(Journal.subject))
        & Journal.action.not_in(("note", "assign"))
    )
    .order_by(Journal.seq.desc())
)
LAST_PASS = Statement(_ACTS.limit(1), PassRow)
SINCE = Statement(_ACTS.where(Journal.seq >= slot(Journal.seq)), PassRow)
