"""The journal's statements."""

from typing import Any

from ydh.store.engine.prepared import Statement, insert, slot
from ydh.store.tables.base import Chained
from ydh.store.tables.log import Journal, Personal

ENTRY = "kind subject seq at actor action step to waited body hash"
ADD = insert(Journal, ENTRY)
ADD_PERSONAL = insert(Personal, "digest salt text")


def heads(model: type[Chained], extra: tuple[Any, ...] = ()) -> Statement:
    """id, version, head, entries (and `extra` columns) of the subjects of one kind, by id."""
    return Statement(
        model.select(model.id, model.version, model.head, model.entries, *extra).where(model.id == slot(model.id))
    )


def advance(model: type[Chained]) -> Statement:
    """Compare-and-set of a subject's chain: version, head and entries move together."""
    return Statement(
        model.update(
            {
                model.version: model.version + 1,
                model.head: slot(model.head, "new_head"),
                model.entries: slot(model.entries, "new_entries"),
            }
        ).where((model.id == slot(model.id)) & (model.version == slot(model.version)))
    )


# SQLite gives the id of a deleted row again: the journal of the new row goes on where the old one's ended.
TAIL = Statement(
    lambda _: (
        Journal.select(Journal.hash, Journal.seq)
        .where((Journal.kind == slot(Journal.kind)) & (Journal.subject == slot(Journal.subject)))
        .order_by(Journal.seq.desc())
        .limit(1)
    )
)


def go_on(model: type[Chained]) -> Statement:
    """Set where a subject's chain stands."""
    return Statement(
        lambda _: model.update({model.head: slot(model.head), model.entries: slot(model.entries)}).where(
            model.id == slot(model.id)
        )
    )


__all__ = ["ADD", "ADD_PERSONAL", "ENTRY", "TAIL", "advance", "go_on", "heads"]
