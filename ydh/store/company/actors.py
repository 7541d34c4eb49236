"""Statements about who: rights, scope, settings."""

from typing import Any

from peewee import fn

from ydh.store.company import scopes
from ydh.store.engine.prepared import Statement, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.people import (
    Account,
    AccountRole,
    Counter,
    RolePermission,
    Setting,
    Token,
)

Owned = Account.alias("owned")


def _rights(engine: str) -> Any:
    """One row with the permissions of all roles as one text, its rights now, and whether a sign-in holds."""
    joined = fn.group_concat if engine == "sqlite" else fn.string_agg
    given = (
        RolePermission.select(joined(RolePermission.permission, ","))
        .join(AccountRole, on=(AccountRole.role == RolePermission.role))
        .where(AccountRole.account == Account.id)
    )
    holds = fn.EXISTS(
        Token.select(Token.id).where(
            (Token.id == slot(Token.id, "session"))
            & Token.revoked_at.is_null()
            & (Token.expires_at > slot(Token.expires_at, "now"))
        )
    )
    mine = Owned.select(joined(Owned.id.cast("TEXT"), ",")).where(Owned.owner == fn.COALESCE(Account.owner, Account.id))
    return Account.select(
        *(Account.id, Account.login, Account.name, Account.customer, Account.scope, Account.active),
        *(given, holds, Account.owner, mine),
    ).where(Account.id == slot(Account.id))


class RightsRow(NamedRow):
    """An account and the codes of its permissions, joined by commas; `holds`: the token asked for is not over.

    `owned`: ids of the service accounts of the person whose it is, joined by commas too.
    """

    id: int
    login: str
    name: str
    customer: int | None
    scope: str
    active: bool
    permissions: str | None
    holds: bool
    owner: int | None
    owned: str | None


RIGHTS = Statement(_rights, RightsRow)
REGIONS, OWNED = Statement(scopes.REGIONS), Statement(scopes.OWN)

# The raw JSON text of every setting: what it means is kept as long as no text changes.
_SETTINGS = Setting.select(Setting.name, Setting.value)
SETTINGS = Statement(_SETTINGS, raw=True)
# Rights and settings stand behind one row: who acts by them shares it, who changes them has it alone.
GUARD = "guard.administrators"
_GUARD = Setting.select(Setting.id).where(Setting.name == GUARD)
SHARE = Statement(lambda engine: locked(_GUARD, engine, "FOR SHARE"))
TAKE = Statement(lambda engine: locked(_GUARD, engine))

TAKE_NUMBERS = Statement(
    Counter.insert(
        {
            Counter.series: slot(Counter.series),
            Counter.day: slot(Counter.day),
            Counter.last: slot(Counter.last, "count"),
        }
    )
    .on_conflict(
        conflict_target=[Counter.series, Counter.day],
        update={Counter.last: Counter.last + slot(Counter.last, "count")},
    )
    .returning(Counter.last)
)
