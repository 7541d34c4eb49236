"""Accounts as they are found and shown, and the access review."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from ydh.core.administration.views import AccountView, Duty
from ydh.core.company.actors import Actor, Who, changing, who
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.text import clean, escaped, key
from ydh.core.values.words import LANGUAGES, Label
from ydh.store.administration import accounts as store
from ydh.store.administration.accounts import ListedAccount
from ydh.store.engine.database import Unit
from ydh.store.partners import customers

SCOPES = ("all", "region", "own")
MOST = 500
T = TypeVar("T")


THEMES = ("dark", "light", "contrast", "ansi")


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account whose row is locked."""

    id: int
    login: str
    name: str
    customer: int | None
    os_user: str | None
    language: str
    scope: str
    active: bool
    version: int
    owner: int | None = None

    def fields(self, unit: Unit) -> dict[str, Any]:
        """What can be edited."""
        return {
            "name": self.name,
            "language": self.language,
            "scope": self.scope,
            "os_user": self.os_user,
            "regions": [region for _, region in store.REGIONS_OF.rows(unit, [self.id])],
        }


def find_account(unit: Unit, login: str) -> FoundAccount:
    """The account with its row locked. Raises NotFound."""
    row = store.LOCK_ACCOUNT.row(unit, login=login)
    if row is None:
        raise NotFound("account-unknown", login=escaped(login))
    own = row.id, row.login, row.name, row.customer, row.os_user, row.language, row.scope, row.active
    return FoundAccount(*own, row.version, row.owner)


def read_language(text: str) -> str:
    """A language of ydh, or empty for that of the terminal. Raises Invalid."""
    if text not in LANGUAGES:
        raise Invalid("language-unknown", value=escaped(text), languages=tuple(filter(None, LANGUAGES)))
    return text


def read_theme(text: str) -> str:
    """Colours of the screens, or empty for the usual ones. Raises Invalid."""
    if text and text not in THEMES:
        raise Invalid("theme-unknown", value=escaped(text), themes=tuple(THEMES))
    return text


def read_reach(scope: str, regions: Sequence[str]) -> tuple[str, list[str]]:
    """The scope and its regions, sorted. Raises Invalid."""
    if scope not in SCOPES:
        raise Invalid("scope-unknown", value=escaped(scope))
    if (scope == "region") != bool(regions):
        raise Invalid("regions-needed")
    return scope, sorted({clean(region, "region") for region in regions})


def opened(unit: Unit, actor: Actor) -> Who:
    """Who acts, when rights are to be changed: one after the other, and nobody acts by them. Raises NotSignedIn."""
    changing(unit)
    return who(unit, actor)


def managed(unit: Unit, me: Who, login: str) -> FoundAccount:
    """The account with its row locked, for who manages it: company accounts are the system administrator's, customers'
    theirs who manage those customers.

    Nobody learns here which names there are: who manages none is not allowed, whatever he names, and what one does not
    see is not found. Raises NotAllowed, NotFound.
    """
    me.need(P.STAFF_MANAGE, P.CUSTOMER_MANAGE)
    it = find_account(unit, login)
    if it.customer is None and _sees_staff(me):
        me.need(P.STAFF_MANAGE)
        return it
    row = customers.VIEW_BY_ID.row(unit, id=it.customer) if it.customer is not None else None
    if row is None or not me.sees(row.id, row.region):
        raise NotFound("account-unknown", login=escaped(login))
    me.need(P.CUSTOMER_MANAGE)
    return it


# --- lists ---


def list_accounts(
    actor: Actor, text: str = "", *, kind: str = "", after: str = "", limit: int = 50
) -> Page[AccountView]:
    """Accounts by sign-in name, a page at a time; `kind` staff (with service), service or customer narrows it. S06.10

    `text` stands in the sign-in name, the name or the customer's code.
    Who manages customers, but not staff, sees the accounts of his customers. Raises NotAllowed.
    """

    def work(unit: Unit) -> Page[AccountView]:
        me = who(unit, actor)
        me.need(P.STAFF_MANAGE, P.AUDIT_VIEW, P.CUSTOMER_MANAGE)
        size = max(1, min(limit, MOST))
        page = "customer" if not _sees_staff(me) else kind if kind in store.PAGES else ""
        given = {"after": after, "word": key(text.strip())}
        rows = store.PAGES[page].rows(unit, **given, limit=size + 1)
        shown = [row for row in rows[:size] if _visible(me, row)]
        total = partial(actor.company.count, store.PAGES[page], given) if me.may(P.STAFF_MANAGE) else None
        return Page(_views(unit, shown), rows[size - 1].login if len(rows) > size else "", total)

    return actor.company.read(work)


def show(actor: Actor, login: str = "") -> AccountView:
    """One account: one's own, or another's that one may see. Raises NotFound."""

    def work(unit: Unit) -> AccountView:
        me = who(unit, actor)
        row = store.VIEW.row(unit, login=login or me.login)
        if row is None or not (row.id == me.id or _visible(me, row)):
            raise NotFound("account-unknown", login=escaped(login))
        return _views(unit, [row])[0]

    return actor.company.read(work)


def own_services(actor: Actor) -> tuple[str, ...]:
    """The sign-in names of the actor's service accounts that are in use. Raises NotSignedIn."""

    def work(unit: Unit) -> tuple[str, ...]:
        me = who(unit, actor)
        return () if me.is_service else tuple(login for (login,) in store.OWNED.rows(unit, owner=me.id))

    return actor.company.read(work)


def duties(actor: Actor) -> tuple[Duty, ...]:
    """Who holds which rights: every active staff account with its roles and their union. S02.8, S06.12

    Raises NotAllowed.
    """

    def work(unit: Unit) -> tuple[Duty, ...]:
        who(unit, actor).need(P.STAFF_MANAGE, P.AUDIT_VIEW)
        rows = store.DUTIES.rows(unit)
        ids = sorted({row[0] for row in rows})
        held, regions = _held(unit, ids), _regions(unit, ids)
        found = []
        last: dict[int, datetime] = dict(store.LAST_SIGN_INS.rows(unit, ids))
        for (id_, login, name, scope, owner), group in groupby(rows, key=lambda row: row[:5]):
            rights = tuple(dict.fromkeys(permission for *_, permission in group if permission))
            names = held.get(id_, ())
            codes = tuple(role.code for role in names)
            about = (scope, regions.get(id_, ()), last.get(id_), names, owner or "")
            found.append(Duty(login, name, codes, rights, *about))
        return tuple(found)

    return actor.company.read(work)


def _sees_staff(me: Who) -> bool:
    return me.may(P.STAFF_MANAGE) or me.may(P.AUDIT_VIEW)


def _visible(me: Who, row: ListedAccount) -> bool:
    if row.customer_id is None or row.customer_region is None:
        return _sees_staff(me)
    return me.may(P.STAFF_MANAGE) or (me.may(P.CUSTOMER_MANAGE) and me.sees(row.customer_id, row.customer_region))


def _views(unit: Unit, rows: Sequence[ListedAccount]) -> tuple[AccountView, ...]:
    ids = [row.id for row in rows]
    held, regions = _held(unit, ids), _regions(unit, ids)
    last: dict[int, datetime] = dict(store.LAST_SIGN_INS.rows(unit, ids))
    return tuple(
        AccountView(
            login,
            name,
            "customer" if customer else "service" if owner else "staff",
            customer or "",
            tuple(role.code for role in held.get(id_, ())),
            scope,
            regions.get(id_, ()),
            os_user or "",
            language,
            active,
            locked_until if locked_until and locked_until > unit.now else None,
            created_at,
            version,
            last.get(id_),
            held.get(id_, ()),
            owner or "",
        )
        for (
            id_,
            login,
            name,
            customer,
            scope,
            os_user,
            language,
            active,
            locked_until,
            created_at,
            version,
            _,
            _,
            owner,
        ) in rows
    )


def _held(unit: Unit, accounts: Sequence[int]) -> dict[int, tuple[Label, ...]]:
    """The roles of accounts, by name and code."""
    rows = store.ROLES_OF.rows(unit, accounts)
    return _by_account((account, Label(name, code)) for account, code, name in rows)


def _regions(unit: Unit, accounts: Sequence[int]) -> dict[int, tuple[str, ...]]:
    return _by_account(store.REGIONS_OF.rows(unit, accounts))


def _by_account(rows: Iterable[Any]) -> dict[int, tuple[T, ...]]:
    found: dict[int, tuple[T, ...]] = {}
    for account, value in rows:
        found[account] = (*found.get(account, ()), value)
    return found
