"""Service accounts: for scripts and cron, which act under a name and with roles of their own.

No person sits there: no password, no system user, no screens, only tokens. Each is some member of staff's, whose leave
ends it, and where two persons are needed both are one (`Who.is_same`). Whose it is never changes: what it entered would
otherwise become another person's. Rights come by roles alone, and who manages staff gives those.
"""

from ydh.core.administration.account_looking import FoundAccount, find_account
from ydh.core.administration.signin import ACCOUNT
from ydh.core.company.actors import Who
from ydh.core.values.errors import Conflict, Invalid
from ydh.store.administration import accounts as store
from ydh.store.administration.accounts import AccountRow
from ydh.store.engine.database import Unit


def new_owner(unit: Unit, me: Who, owner: str) -> tuple[int, dict[str, str]]:
    """Whose a new service account is, by id, and how its entry says so: who makes it unless another is named.

    Raises NotFound, Invalid for an account that is no active member of staff's.
    """
    if not owner and not me.is_service:
        return me.id, {"owner": me.login}
    it = find_account(unit, owner or me.login)
    if it.customer is not None or it.owner is not None or not it.active:
        raise Invalid("owner-no-staff", login=it.login)
    return it.id, {"owner": it.login}


def check_asked(*, service: bool, owner: str, password: str | None, os_user: str | None) -> None:
    """Raise Invalid for what only the one kind of account has."""
    if service and (password or os_user):
        raise Invalid("service-tokens-only")
    if owner and not service:
        raise Invalid("owner-of-service", owner=owner)


def end_owned(unit: Unit, me: Who, it: FoundAccount) -> None:
    """Retire the service accounts of whoever leaves, with an entry of each that says whose it was."""
    for (login,) in store.OWNED.rows(unit, owner=it.id):
        row = find_account(unit, login)
        store.SET_ACTIVE.run(unit, id=row.id, active=False)
        store.REVOKE_ALL.run(unit, account=row.id, now=unit.now)
        ACCOUNT.entry(unit, me, row.id, "retire", owner=it.login)


def check_restored(unit: Unit, it: FoundAccount) -> None:
    """Raise Conflict when the owner of a service account has left."""
    row: AccountRow | None = None if it.owner is None else store.ACCOUNT_BY_ID.row(unit, id=it.owner)
    if row is not None and not row.active:
        raise Conflict("owner-left", login=it.login, owner=row.login)


def refuse_password(it: FoundAccount) -> None:
    """Raise Invalid: a service account never gets a password."""
    if it.owner is not None:
        raise Invalid("service-no-password", login=it.login)
