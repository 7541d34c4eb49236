"""Who comes in: passwords, sign-ins that last half a day, scripts' tokens, system users bound to an account.

Failed tries make an account wait, longer each time and never for good; every refusal reads the same, so that
nobody learns which names exist. Times UTC.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from ydh.core.administration import passwords
from ydh.core.administration.passwords import login_name
from ydh.core.administration.views import Me, SignIns, TokenView
from ydh.core.audit.journal import KEPT, Subject
from ydh.core.company.actors import SYSTEM_WHO, Actor, Who, changing, who
from ydh.core.company.company import Company
from ydh.core.company.settings import settings
from ydh.core.company.zones import called
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn
from ydh.core.values.money import number
from ydh.core.values.text import clean, escaped
from ydh.store.administration import accounts as store
from ydh.store.administration.accounts import AccountRow
from ydh.store.engine.database import Unit
from ydh.store.partners import customers
from ydh.store.tables.fields import EPOCH, MICROSECOND
from ydh.store.tables.people import Account

T = TypeVar("T")
ACCOUNT = Subject("account", Account)
SIGNED_IN_FOR = timedelta(hours=12)
FREE_TRIES, MOST_TRIES = 2, 10  # the third failure waits one second, the tenth and all after it the longest
LONGEST = timedelta(minutes=15)
MOST_DAYS = Decimal(366)


# --- in and out ---


def login(company: Company, login: str, password: str) -> str:
    """Sign in and give the token that proves it for 12 hours; only its SHA-256 is kept. S06.6, S06.7

    Raises NotAllowed, in the same words and after the same work whatever was wrong.
    """
    try:
        name = login_name(login)
    except Invalid:
        name = ""  # no account has that name, and the answer is the same
    row = company.read(lambda unit: store.ACCOUNT.row(unit, login=name))

    def let_in(unit: Unit, account: AccountRow) -> str:
        return _new_token(unit, _as(account), "sign-in", "", SIGNED_IN_FOR)

    return proven(company, row, password, let_in, error="signin-refused")


def logout(company: Company, token: str) -> None:
    """End the sign-in that the token proves, on screens that are open too; one that is over already is no error."""

    def work(unit: Unit) -> None:
        changing(unit)
        found = store.TOKEN.row(unit, digest=_digest(token), now=unit.now)
        if not found:
            return
        account = store.LOCK_ACCOUNT_BY_ID.row(unit, id=found[0])
        assert account is not None
        if store.REVOKE.run(unit, id=found[1], now=unit.now):
            ACCOUNT.entry(unit, _as(account), found[0], "sign-out", **{KEPT: {"token": _digest(token)}})

    company.write(work)


def actor_of_token(company: Company, token: str, *, via: str = "command") -> Actor:
    """Whom the token stands for. Raises NotSignedIn when it is unknown, over, revoked, or its account retired.

    NotAllowed when a service account comes to the screens, where people sit.
    """
    found = company.read(lambda unit: store.TOKEN.row(unit, digest=_digest(token), now=unit.now))
    if not found:
        raise NotSignedIn("sign-in-first")
    account, session, login, owner = found
    if owner is not None and via == "screen":
        raise NotAllowed("service-no-screen", login=login)
    return Actor(company, account, via, session)


def actor_of_os_user(company: Company, os_user: str, *, via: str = "command") -> Actor:
    """Whose account the system user is bound to. Raises NotSignedIn when there is none."""
    found = company.read(lambda unit: store.OF_OS_USER.row(unit, os_user=os_user))
    if not found or not found[1]:
        raise NotSignedIn("sign-in-first")
    return Actor(company, found[0], via)


def whoami(actor: Actor) -> Me:
    """The actor's account with its rights at this moment. Raises NotSignedIn."""

    def work(unit: Unit) -> Me:
        me = who(unit, actor)
        account = store.ACCOUNT_BY_ID.row(unit, id=me.id)
        clock = called(settings(unit)["timezone"], unit.now)
        if account is None:
            return Me(me.login, me.name, "staff", "", (), (), me.scope, (), "", clock=clock)
        customer = customers.VIEW_BY_ID.row(unit, id=me.customer) if me.is_customer else None
        return Me(
            me.login,
            me.name,
            "customer" if me.is_customer else "service" if me.is_service else "staff",
            customer.code if customer else "",
            tuple(code for _, code, _ in store.ROLES_OF.rows(unit, [me.id])),
            tuple(sorted(me.permissions)),
            me.scope,
            tuple(sorted(me.regions)),
            account.language,
            store.THEME.one(unit, id=me.id) or "",
            clock,
        )

    return actor.company.read(work)


def sign_ins(actor: Actor) -> SignIns:
    """What shows whether somebody else uses the account: to be told after a sign-in by password. S06.6, S06.8"""

    def work(unit: Unit) -> SignIns:
        me = who(unit, actor)
        entries = store.SIGN_INS.rows(unit, account=me.id)
        at = [n for n, (action, _) in enumerate(entries) if action == "sign-in"]  # the newest is this one
        since = entries[: at[1]] if len(at) > 1 else entries
        refused = sum(action != "sign-in" for action, _ in since)
        live = store.ELSEWHERE.one(unit, account=me.id, now=unit.now) or 0
        return SignIns(entries[at[1]][1] if len(at) > 1 else None, refused, max(0, live - 1))

    return actor.company.read(work)


# --- the password ---


def proven(
    company: Company, row: AccountRow | None, password: str, then: Callable[[Unit, AccountRow], T], *, error: str
) -> T:
    """Do `then` in one unit of work for the account `row` if the password is its own. S06.8

    A wrong one is counted and committed. Raises NotAllowed with the id `error`.
    """
    # outside the unit of work: hashing is slow, and nobody else shall wait for it
    right = passwords.matches(row.password if row else None, password)

    def work(unit: Unit) -> tuple[T] | None:
        account = store.LOCK_ACCOUNT_BY_ID.row(unit, id=row.id) if row else None
        if row is None or account is None:
            return None
        if account.password is None:
            return None  # a service account has none to be guessed
        waits = account.locked_until is not None and account.locked_until > unit.now
        if waits or account.password != row.password:
            return None  # not counted: it is no guess, and nobody shall fill the journal by hammering
        if not (right and account.active):
            _count(unit, account)
            return None
        if account.failures:
            store.SET_FAILURES.run(unit, id=account.id, failures=0, locked_until=None)
        return (then(unit, account),)

    done = company.write(work)
    if done is None:
        raise NotAllowed(error)
    return done[0]


def _count(unit: Unit, account: AccountRow) -> None:
    failures = account.failures + 1
    until = waits_until(unit.now, failures)
    store.SET_FAILURES.run(unit, id=account.id, failures=failures, locked_until=until)
    kept = {KEPT: {"until": until and (until - EPOCH) // MICROSECOND}}
    ACCOUNT.entry(unit, SYSTEM_WHO, account.id, "sign-in refused", failures=failures, **kept)


def waits_until(now: datetime, failures: int) -> datetime | None:
    """Until when an account waits after so many failures in a row: 1, 2, 4 ... seconds, then 15 minutes."""
    if failures <= FREE_TRIES:
        return None
    if failures >= MOST_TRIES:
        return now + LONGEST
    seconds: int = 2 ** (failures - FREE_TRIES - 1)
    return now + timedelta(seconds=seconds)


# --- scripts ---


def create_token(actor: Actor, name: str, *, days: int, login: str = "") -> str:
    """Make a named token for a script that acts as the actor, and give it this once; it ends after `days`.

    `login` names the service account that the script acts as: by its owner, or who manages staff. Raises NotSignedIn,
    NotAllowed, NotFound, Conflict for a retired one, Invalid when the name is taken or the days are not between 1 and
    366.
    """

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        if me.is_service:
            raise NotAllowed("service-makes-none", login=me.login)
        account = _whose(unit, me, login, store.LOCK_ACCOUNT.row)
        if account.id != me.id and account.owner is None:
            raise NotAllowed("token-own", login=account.login)
        if not account.active:
            raise Conflict("service-retired", login=account.login)
        label = clean(name, "name")
        lasts = int(number(str(days), "days", places=0, least=Decimal(1), most=MOST_DAYS))
        if any(row[1] == label for row in store.TOKENS.rows(unit, account=account.id, now=unit.now)):
            raise Invalid("token-taken", name=label)
        lifetime = timedelta(days=lasts)
        return _new_token(unit, me, "create token", label, lifetime, account.id, name=label, days=lasts)

    return actor.company.write(work)


def list_tokens(actor: Actor, *, login: str = "") -> tuple[TokenView, ...]:
    """The live tokens of the actor, of a service account of his, or of any for who may manage staff.

    Raises NotAllowed, NotFound.
    """

    def work(unit: Unit) -> tuple[TokenView, ...]:
        account = _whose(unit, who(unit, actor), login, store.ACCOUNT.row)
        rows = store.TOKENS.rows(unit, account=account.id, now=unit.now)
        return tuple(TokenView(account.login, name, created, expires) for _, name, created, expires in rows)

    return actor.company.read(work)


def revoke_token(actor: Actor, name: str, *, login: str = "") -> None:
    """End a script's token at once. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> None:
        changing(unit)
        me = who(unit, actor)
        account = _whose(unit, me, login, store.LOCK_ACCOUNT.row)
        for id_, label, _, _ in store.TOKENS.rows(unit, account=account.id, now=unit.now):
            if label == name:
                store.REVOKE.run(unit, id=id_, now=unit.now)
                kept = {KEPT: {"token": store.DIGEST.one(unit, id=id_)}}
                ACCOUNT.entry(unit, me, account.id, "revoke token", name=label, **kept)
                return
        raise NotFound("token-unknown", name=escaped(name))

    actor.company.write(work)


def _whose(unit: Unit, me: Who, login: str, find: Callable[..., AccountRow | None]) -> AccountRow:
    account = find(unit, login=login or me.login)
    if account is None or account.id not in (me.id, *(() if me.is_service else me.owned)):
        me.need(P.STAFF_MANAGE)
    if account is None:
        raise NotFound("account-unknown", login=escaped(login))
    return account


def _new_token(unit: Unit, me: Who, action: str, label: str, lasts: timedelta, account: int = 0, /, **body: Any) -> str:
    """For the actor's own account unless another one is given."""
    whose = account or me.id
    token, until = secrets.token_urlsafe(32), unit.now + lasts
    digest = _digest(token)
    store.ADD_TOKEN.run(unit, account=whose, digest=digest, name=label, created_at=unit.now, expires_at=until)
    kept = {KEPT: {"token": digest, "until": (until - EPOCH) // MICROSECOND}}
    ACCOUNT.entry(unit, me, whose, action, **body, **kept)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def _as(account: AccountRow) -> Who:
    """The account itself, for the journal of what it does before it has rights."""
    return Who(account.id, account.login, account.name, account.customer, frozenset())
