"""Statements about who: rights, scope, settings."""

from peewee import JOIN

from ydh.store.prepared import Statement, locked, slot
from ydh.store.tables.people import (
    Account,
    AccountRegion,
    AccountRole,
    Counter,
    CustomerOwner,
    RolePermission,
    Setting,
)

# One row for each permission (one with NULL when there is none): the rights as they are now.
RIGHTS = Statement(
    Account.select(
        Account.id,
        Account.login,
        Account.name,
        Account.customer,
        Account.scope,
        Account.active,
        RolePermission.permission,
    )
    .join(AccountRole, JOIN.LEFT_OUTER, on=(AccountRole.account == Account.id))
    .join(RolePermission, JOIN.LEFT_OUTER, on=(RolePermission.role == AccountRole.role))
    .where(Account.id == slot(Account.id))
)
REGIONS = Statement(
    AccountRegion.select(AccountRegion.region).where(AccountRegion.account == slot(AccountRegion.account))
)
OWNED = Statement(
    CustomerOwner.select(CustomerOwner.customer).where(CustomerOwner.account == slot(CustomerOwner.account))
)

# The raw JSON text of every setting: what it means is kept as long as no text changes.
_SETTINGS = Setting.select(Setting.name, Setting.value)
SETTINGS = Statement(_SETTINGS, raw=True)
# A use case reads the switches under a shared lock; changing them takes it exclusively.
SETTINGS_SHARED = Statement(lambda engine: locked(_SETTINGS, engine, "FOR SHARE"), raw=True)

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
