"""操作日志: the append-only journal, the erasable text of personal values in it, and the answers given to keys."""

from peewee import BigAutoField, BigIntegerField, CompositeKey, ForeignKeyField, IntegerField, TextField

from ydh.store.tables.base import Table
from ydh.store.tables.fields import JsonField, UtcField
from ydh.store.tables.people import Account


class Journal(Table):
    """One entry for each subject that a use case changes, one SHA-256 chain for each subject.

    `actor` is the account's id, 0 the system and -1 the clock; `waited` is how long the subject stood in the step
    that it leaves, in microseconds.
    """

    id = BigAutoField()
    kind = TextField()
    subject = IntegerField()
    seq = IntegerField()
    at = UtcField()
    actor = IntegerField()
    action = TextField()
    step = TextField(default="")
    to = TextField(default="")
    waited = BigIntegerField(default=0)
    body = TextField()
    hash = TextField()

    class Meta:
        indexes = ((("kind", "subject", "seq"), True),)


class Personal(Table):
    """The text behind a salted digest in the journal; erasing it leaves the chain whole."""

    digest = TextField(unique=True)
    salt = TextField()
    text = TextField(null=True)


class Seal(Table):
    """封存: covers the entries after the seal before it, up to the id `last`; `digest` goes on from `previous`."""

    at = UtcField()
    account = IntegerField()
    last = BigIntegerField()
    count = IntegerField()
    digest = TextField()
    previous = TextField(unique=True)


class Idempotency(Table):
    """The answer given to a key, so that what was lost on the way is found again and not repeated."""

    account = ForeignKeyField(Account, index=False)
    key = TextField()
    request = TextField()
    result = JsonField()
    at = UtcField()

    class Meta:
        primary_key = CompositeKey("account", "key")


TABLES = [Journal, Personal, Seal, Idempotency]
