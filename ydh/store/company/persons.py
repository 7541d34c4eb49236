"""Who is one person where two are needed: a member of staff and the service accounts of his scripts."""

from typing import Any

from peewee import fn

from ydh.store.engine.prepared import slot
from ydh.store.tables.people import Account

_Me, _Own = Account.alias("me"), Account.alias("own")
_PERSON = _Me.select(fn.COALESCE(_Me.owner, _Me.id)).where(_Me.id == slot(Account.id, "account"))
OWN = _Own.select(_Own.id).where(fn.COALESCE(_Own.owner, _Own.id) == _PERSON)  # the accounts of the person of `account`


def by_others(field: Any) -> Any:
    """Whether what a field of accounts says was not done by the person of `account`; the system is somebody else."""
    return fn.COALESCE(field, 0).not_in(OWN)
