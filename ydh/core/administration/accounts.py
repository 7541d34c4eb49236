"""Accounts: staff with roles, and one ordering account for each customer. S21.8, S21.10, S21.35

Every change of who may do what first takes the guard row, then asks for the actor's rights: of two
administrators who demote each other at the same moment, the second finds that he may not any more.
"""

from collections.abc import Sequence

from ydh.core.administration import passwords, service_accounts, signin
from ydh.core.administration.account_looking import (
    FoundAccount,
    find_account,
    managed,
    opened,
    read_language,
    read_reach,
    read_theme,
)
from ydh.core.administration.passwords import new_login, person_name
from ydh.core.administration.signin import ACCOUNT
from ydh.core.administration.views import NewAccount
from ydh.core.audit.journal import KEPT, changes, print_of
from ydh.core.audit.master import Fields, Master, given, write_new
from ydh.core.company.actors import Actor, Who, who
from ydh.core.rules.permissions import ADMIN, P
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.text import clean, escaped, key
from ydh.store.administration import accounts as store
from ydh.store.administration.accounts import AccountRow
from ydh.store.engine.database import Unit
from ydh.store.partners import customers

OS_USER_LIMIT = 64


# --- new accounts ---


def add_staff(
    actor: Actor,
    login: str,
    name: str,
    roles: Sequence[str] = (),
    *,
    password: str | None = None,
    scope: str = "all",
    regions: Sequence[str] = (),
    os_user: str | None = None,
    language: str = "",
    service: bool = False,
    owner: str = "",
) -> NewAccount:
    """Add a staff account. Without a password one is made up and given this once. S06.10, S21.34, S21.35

    `scope` is all, region (with `regions`) or own customers. A `service` account is a script's, without a password:
    the `owner`'s, or the actor's.
    Raises NotAllowed, NotFound for an unknown role or owner, Invalid for a taken name or a wrong value.
    """
    login = new_login(login)
    chosen, hashed = ("", None) if service else _password(login, password)
    reach, where = read_reach(scope, regions)

    def work(unit: Unit) -> NewAccount:
        me = opened(unit, actor)
        me.need(P.STAFF_MANAGE)
        service_accounts.check_asked(service=service, owner=owner, password=password, os_user=os_user)
        values = {
            "login": login,
            "name": person_name(name),
            "os_user": _os_user(unit, os_user),
            "language": read_language(language),
            "scope": reach,
        }
        given = _roles(unit, roles)
        whose, named = service_accounts.new_owner(unit, me, owner) if service else (None, {})
        told = {**values, "roles": list(given), "regions": where, **named}
        id_ = _add(unit, me, hashed, {"customer": None, "owner": whose, **values}, told)
        store.ADD_ACCOUNT_ROLE.many(unit, "account role", [(id_, role) for role in given.values()])
        store.ADD_REGION.many(unit, "account region", [(id_, region) for region in where])
        return NewAccount(login, "" if password else chosen)

    return actor.company.write(work)


def add_customer_account(
    actor: Actor, customer: str, login: str, *, name: str = "", password: str | None = None, language: str = ""
) -> NewAccount:
    """Open the ordering account of a customer, which has exactly one and no staff rights. S21.8, S21.10

    The name is the customer's own unless given. Raises NotAllowed, NotFound, Conflict when it has one, Invalid.
    """
    login = new_login(login)
    chosen, hashed = _password(login, password)

    def work(unit: Unit) -> NewAccount:
        me = who(unit, actor)
        me.need(P.CUSTOMER_MANAGE)
        customers.LOCK.row(unit, fold=key(customer))
        row = customers.VIEW.row(unit, fold=key(customer))
        if row is None or not me.sees(row.id, row.region):
            raise NotFound("customer-unknown", code=escaped(customer))
        taken = store.OF_CUSTOMER.one(unit, customer=row.id)
        if taken:
            raise Conflict("customer-has-account", code=row.code, login=taken)
        values = {
            "login": login,
            "name": person_name(name or row.name),
            "os_user": None,
            "language": read_language(language),
            "scope": "all",
        }
        whose = {"customer": row.id, "owner": None}
        _add(unit, me, hashed, values | whose, {**values, "customer": row.code})
        return NewAccount(login, "" if password else chosen)

    return actor.company.write(work)


def _password(login: str, password: str | None) -> tuple[str, str]:
    chosen = password or passwords.made_up()
    passwords.check(chosen, login)
    return chosen, passwords.hashed(chosen)


def _add(unit: Unit, me: Who, hashed: str | None, values: Fields, told: Fields) -> int:
    made = {"password": hashed, "active": True, "failures": 0, "created_at": unit.now}
    told = {**told, KEPT: {"password": hashed and print_of(hashed)}}
    id_ = write_new(unit, me, ACCOUNT, store.ADD_ACCOUNT, told, **values, **made)
    if id_ is None:
        raise Invalid("account-taken", field="login", login=values["login"])
    return id_


# --- changes ---


def edit(
    actor: Actor,
    login: str,
    *,
    name: str | None = None,
    language: str | None = None,
    scope: str | None = None,
    regions: Sequence[str] | None = None,
    os_user: str | None = None,
) -> None:
    """Change what is given; an empty `os_user` unbinds it. One's own language needs no right.

    Raises NotAllowed, NotFound, Invalid.
    """
    values = {"name": name, "language": language, "scope": scope, "regions": regions, "os_user": os_user}
    asked = given(values)

    def work(unit: Unit) -> None:
        me = opened(unit, actor)
        own = login == me.login and asked.keys() <= {"language"}
        it = find_account(unit, login) if own else managed(unit, me, login)
        ACCOUNTS.change(unit, me, it, asked)

    actor.company.write(work)


class _Accounts(Master[FoundAccount]):
    subject = ACCOUNT
    write_fields, write_active = store.EDIT_ACCOUNT, store.SET_ACTIVE

    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, FoundAccount]:
        me = opened(unit, actor)
        return me, managed(unit, me, code)

    def fields(self, unit: Unit, it: FoundAccount) -> Fields:
        return it.fields(unit)

    def after(self, unit: Unit, me: Who, it: FoundAccount, before: Fields, values: Fields) -> Fields:
        after = dict(before)
        if "os_user" in values:
            me.need(P.STAFF_MANAGE)
        reach = values.keys() & {"scope", "regions"}
        if reach and it.customer is not None:
            raise Invalid("customer-no-roles", login=it.login)
        if "name" in values:
            after["name"] = person_name(values["name"])
        if "language" in values:
            after["language"] = read_language(values["language"])
        if "os_user" in values:
            service_accounts.check_asked(
                service=it.owner is not None, owner="", password=None, os_user=values["os_user"]
            )
            after["os_user"] = _os_user(unit, values["os_user"], it.id)
        if reach:
            scope = values.get("scope") or before["scope"]
            kept: Sequence[str] = before["regions"] if scope == "region" or "scope" not in values else ()
            after["scope"], after["regions"] = read_reach(scope, values.get("regions", kept))
        return after

    def write(self, unit: Unit, it: FoundAccount, before: Fields, after: Fields) -> None:
        super().write(unit, it, before, after)
        if after["regions"] != before["regions"]:
            store.DROP_REGIONS.run(unit, account=it.id)
            store.ADD_REGION.many(unit, "account region", [(it.id, region) for region in after["regions"]])

    def switch(self, unit: Unit, me: Who, it: FoundAccount, active: bool) -> None:
        if not active and it.id == me.id:
            raise Conflict("retire-self")
        if active:
            service_accounts.check_restored(unit, it)
        super().switch(unit, me, it, active)
        if not active:
            store.REVOKE_ALL.run(unit, account=it.id, now=unit.now)
            service_accounts.end_owned(unit, me, it)
            _keep_an_administrator(unit, it.login)


ACCOUNTS = _Accounts()


def set_theme(actor: Actor, theme: str) -> None:
    """Choose the colours of one's own screens, wherever one sits down. Raises NotSignedIn, Invalid."""

    def work(unit: Unit) -> None:
        me = opened(unit, actor)
        before, after = {"theme": store.THEME.one(unit, id=me.id) or ""}, {"theme": read_theme(theme)}
        if before != after:
            store.SET_THEME.run(unit, id=me.id, theme=theme)
            ACCOUNT.entry(unit, me, me.id, "edit", changes=changes(unit, before, after))

    actor.company.write(work)


def set_roles(actor: Actor, login: str, roles: Sequence[str]) -> None:
    """Give a staff account exactly these roles; its rights are their union, at once. S06.12, S21.34, S18.11

    Raises NotAllowed, NotFound, Conflict for the last administrator, Invalid for a customer's account.
    """

    def work(unit: Unit) -> None:
        me = opened(unit, actor)
        me.need(P.STAFF_MANAGE)
        it = find_account(unit, login)
        if it.customer is not None:
            raise Invalid("customer-no-roles", login=it.login)
        given = _roles(unit, roles)
        before = {"roles": [code for _, code, _ in store.ROLES_OF.rows(unit, [it.id])]}
        if set(before["roles"]) == set(given):
            return
        store.DROP_ACCOUNT_ROLES.run(unit, account=it.id)
        store.ADD_ACCOUNT_ROLE.many(unit, "account role", [(it.id, role) for role in given.values()])
        _keep_an_administrator(unit, it.login)
        ACCOUNT.entry(unit, me, it.id, "set roles", changes=changes(unit, before, {"roles": list(given)}))

    actor.company.write(work)


def retire(actor: Actor, login: str, *, seen: int | None = None) -> int:
    """Take away everything at once: sessions, tokens, the right to sign in, service accounts. S02.8, S06.12

    Raises NotAllowed, NotFound, Conflict for oneself and for the last administrator.
    """
    return ACCOUNTS.retire(actor, login, seen=seen)


def restore(actor: Actor, login: str, *, seen: int | None = None) -> int:
    """Let a retired account in again, with the roles it had, but not its service accounts.

    Raises NotAllowed, NotFound, Conflict for a service account whose owner has left.
    """
    return ACCOUNTS.restore(actor, login, seen=seen)


# --- passwords ---


def set_password(actor: Actor, *, old: str, new: str) -> None:
    """Change one's own password; every other sign-in ends, scripts' tokens go on. S06.7

    Raises NotAllowed when the old one is wrong (counted like a sign-in), Invalid for a weak one.
    """
    me = actor.company.read(lambda unit: who(unit, actor))
    if me.is_service:
        raise Invalid("service-no-password", login=me.login)
    row = actor.company.read(lambda unit: store.ACCOUNT_BY_ID.row(unit, id=me.id))
    passwords.check(new, me.login)
    hashed = passwords.hashed(new)

    def work(unit: Unit, account: AccountRow) -> None:
        store.SET_PASSWORD.run(unit, id=account[0], password=hashed, failures=0, locked_until=None)
        store.REVOKE_SIGN_INS.run(unit, account=account[0], now=unit.now, session=actor.session or 0)
        kept = {"password": print_of(hashed), "stays": store.DIGEST.one(unit, id=actor.session or 0)}
        ACCOUNT.entry(unit, me, account[0], "set password", **{KEPT: kept})

    signin.proven(actor.company, row, old, work, error="old-password-wrong")


def reset_password(actor: Actor, login: str) -> NewAccount:
    """Give an account a new random password, shown this once; its sign-ins and tokens end, and so does its wait.

    Raises NotAllowed, NotFound, Invalid for a service account.
    """
    chosen = passwords.made_up()
    hashed = passwords.hashed(chosen)

    def work(unit: Unit) -> NewAccount:
        me = opened(unit, actor)
        it = managed(unit, me, login)
        service_accounts.refuse_password(it)
        store.SET_PASSWORD.run(unit, id=it.id, password=hashed, failures=0, locked_until=None)
        store.REVOKE_ALL.run(unit, account=it.id, now=unit.now)
        ACCOUNT.entry(unit, me, it.id, "reset password", **{KEPT: {"password": print_of(hashed)}})
        return NewAccount(it.login, chosen)

    return actor.company.write(work)


# --- shared ---


def _keep_an_administrator(unit: Unit, login: str) -> None:
    if not store.ADMINISTRATORS_LEFT.one(unit, code=ADMIN):
        raise Conflict("last-administrator", login=login)


def _roles(unit: Unit, codes: Sequence[str]) -> dict[str, int]:
    wanted = list(dict.fromkeys(codes))
    found: dict[str, int] = dict(store.ROLES_TO_GIVE.rows(unit, wanted))
    for code in wanted:
        if code not in found:
            raise NotFound("role-unknown", code=escaped(code))
    return {code: found[code] for code in wanted}


def _os_user(unit: Unit, name: str | None, mine: int = 0) -> str | None:
    """The system user to bind, which belongs to one account at most; None for none."""
    if not name:
        return None
    name = clean(name, "system user", limit=OS_USER_LIMIT)
    taken = store.OF_OS_USER.row(unit, os_user=name)
    if taken and taken[0] != mine:
        other = store.ACCOUNT_BY_ID.row(unit, id=taken[0])
        raise Invalid("os-user-taken", field="os_user", name=name, login=other[1] if other else "")
    return name
