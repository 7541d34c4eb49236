"""Writes the journal: one entry for each subject that a use case changes, in the change's own transaction.

Each subject has a chain of its own: an entry's hash covers the hash before it, so altering, deleting or
re-ordering any entry shows, and writers of different subjects do not wait for each other.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from ydh.core.company.actors import Who
from ydh.core.values.errors import Stale
from ydh.store.audit import journal
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Statement
from ydh.store.tables.base import Chained
from ydh.store.tables.fields import EPOCH, MICROSECOND, canonical

NEW: Mapping[str, Any] = {"version": 1, "head": "", "entries": 0}  # the columns of a subject without entries
KEPT = "kept"  # in an entry's body: what the books keep of it besides, for the replay and for nobody's eyes
PERSONAL = frozenset({"contact", "phone", "address", "with_whom"})  # erasable on request


class Entry(NamedTuple):
    """What happened to one subject. `head` and `seq` are its chain before; `waited` is in microseconds."""

    kind: str
    subject: int
    head: str
    seq: int
    actor: int
    action: str
    step: str = ""
    to: str = ""
    waited: int = 0
    body: Mapping[str, Any] = MappingProxyType({})


_word = lru_cache(maxsize=512)(canonical)  # kinds, actions and steps are few


def link(head: str, facts: Sequence[Any]) -> str:
    """The hash of an entry after `head`: of the canonical JSON of its facts, from kind to body."""
    kind, subject, seq, at, actor, action, step, to, waited, body = facts
    words = f"{_word(action)},{_word(step)},{_word(to)}"
    text = f"{head}[{_word(kind)},{subject},{seq},{at},{actor},{words},{waited},{canonical(body)}]"
    return hashlib.sha256(text.encode()).hexdigest()


def record(unit: Unit, entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Append the entries; gives each subject's new head and count, for the caller's compare-and-set.

    Entries of the same subject chain on each other when they stand in order.
    """
    at = (unit.now - EPOCH) // MICROSECOND
    rows: list[tuple[Any, ...]] = []
    heads: dict[tuple[str, int], tuple[str, int]] = {}
    for e in entries:
        kind, subject, head, count, *rest, given = e
        head, count = heads.get((kind, subject), (head, count))
        body = canonical(dict(given)) if given else "{}"
        head = link(head, (kind, subject, count + 1, at, *rest, body))
        rows.append((kind, subject, count + 1, unit.now, *rest, body, head))
        heads[kind, subject] = (head, count + 1)
    journal.ADD.many(unit, journal.ENTRY, rows)
    return [heads[e.kind, e.subject] for e in entries]


def changes(unit: Unit, before: dict[str, Any], after: dict[str, Any]) -> list[list[Any]]:
    """[field, old, new] of each field that differs; personal values as salted digests."""
    return [
        [name, _shown(unit, name, before.get(name)), _shown(unit, name, value)]
        for name, value in after.items()
        if before.get(name) != value
    ]


def _shown(unit: Unit, name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | list | dict):
        return value
    if name in PERSONAL and value != "":
        return personal(unit, str(value))
    return str(value)


def personal(unit: Unit, text: str) -> str:
    """Keep `text` beside the journal and give the salted digest that stands for it."""
    return personals(unit, [text])[0]


def personals(unit: Unit, texts: Sequence[str]) -> list[str]:
    """The same for many at once; equal texts get digests of their own, so that each can be erased alone."""
    if not texts:
        return []
    salts = [secrets.token_hex(8) for _ in texts]
    digests = [
        "sha256:" + hashlib.sha256((salt + text).encode()).hexdigest() for salt, text in zip(salts, texts, strict=True)
    ]
    journal.ADD_PERSONAL.many(unit, "digest salt text", list(zip(digests, salts, texts, strict=True)))
    return digests


def print_of(secret: str) -> str:
    """What stands in the journal for a secret that the books keep, such as the hash of a password."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Subject:
    """The chain of one kind of subject other than an order, whose chain is carried with its own row."""

    def __init__(self, kind: str, model: type[Chained]) -> None:
        self.kind = kind
        self._heads: Statement = journal.heads(model)
        self._advance: Statement = journal.advance(model)
        self._go_on: Statement = journal.go_on(model)

    def begin(self, unit: Unit, subject: int) -> None:
        """Let the chain of a new row go on where that of a deleted row of the same id ended."""
        tail = journal.TAIL.row(unit, kind=self.kind, subject=subject)
        if tail:
            self._go_on.run(unit, id=subject, head=tail[0], entries=tail[1])

    def entry(self, unit: Unit, who: Who, subject: int, action: str, /, **body: Any) -> int:
        """Write one entry about the subject and move its chain; gives its version then.

        Raises Stale when another was faster.
        """
        return self.entry_by(unit, who.id, subject, action, **body)

    def entry_by(self, unit: Unit, actor: int, subject: int, action: str, /, **body: Any) -> int:
        """The same for who knows the account only."""
        row = self._heads.row(unit, id=subject)
        assert row is not None
        _, version, head, count = row
        entry = Entry(self.kind, subject, head, count, actor, action, body=body)
        ((new_head, new_count),) = record(unit, [entry])
        done = self._advance.run(unit, id=subject, version=version, new_head=new_head, new_entries=new_count)
        if done != 1:
            raise Stale("changed-meanwhile")
        return int(version) + 1
