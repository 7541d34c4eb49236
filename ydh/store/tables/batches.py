"""Imported files: batches, and their checked rows that wait to be committed."""

from typing import Any

from peewee import (
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from ydh.store.tables.base import Chained, Table
from ydh.store.tables.fields import JsonField, UtcField
from ydh.store.tables.people import Account

HISTORY = "history"  # the kind of a batch whose documents are older than the books: see brought
STAGED = "staged"  # the state of a batch, and the step of its orders, until it is taken in


class Batch(Chained):
    """批次: an imported file, or another act upon many. `digest` guards against the same file twice."""

    kind = TextField()
    name = TextField(default="")
    digest = TextField(default="", index=True)
    state = TextField(default=STAGED)
    good = IntegerField(default=0)
    bad = IntegerField(default=0)
    account = ForeignKeyField(Account, null=True, index=False)
    at = UtcField()


class Staged(Table):
    """A checked row of an import that waits for its commit; emptied by it."""

    batch = ForeignKeyField(Batch, index=False)
    line = IntegerField()
    row = JsonField()

    class Meta:
        primary_key = CompositeKey("batch", "line")


def brought(model: Any) -> Any:
    """That a document came in as history; `model` has a batch."""
    return model.batch.in_(Batch.select(Batch.id).where(Batch.kind == HISTORY))
