"""Statements about accounts, their tokens and the roles they hold."""

from datetime import datetime
from typing import Any

from peewee import JOIN, fn

from ydh.store.engine.prepared import Members, Statement, insert, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.batches import STAGED, brought
from ydh.store.tables.log import Journal
from ydh.store.tables.orders import Order
from ydh.store.tables.people import (
    Account,
    AccountRegion,
    AccountRole,
    Customer,
    Role,
    RolePermission,
    Setting,
    Token,
)
from ydh.store.tables.returns import Return

Owner = Account.alias("owner")
KEPT = "FOR NO KEY UPDATE"  # rows may go on pointing at what is being changed

ADMINISTRATORS_LEFT = Statement(
    Account.select(fn.COUNT(Account.id.distinct()))
    .join(AccountRole, on=(AccountRole.account == Account.id))
    .join(Role, on=(Role.id == AccountRole.role))
    .where(Account.active & Account.owner.is_null() & (Role.code == slot(Role.code)))  # people, no scripts
)

# --- accounts ---
_ADDED = "login name customer owner password os_user language scope active failures created_at version head entries"
ADD_ACCOUNT = Statement(
    Account.insert({f: slot(f) for f in (Account._meta.fields[name] for name in _ADDED.split())})
    .on_conflict(action="IGNORE")
    .returning(Account.id)
)
_ACCOUNT = Account.select(
    Account.id,
    Account.login,
    Account.name,
    Account.customer,
    Account.password,
    Account.os_user,
    Account.language,
    Account.scope,
    Account.active,
    Account.failures,
    Account.locked_until,
    Account.version,
    Account.owner,
)


class AccountRow(NamedRow):
    """An account with all that a sign-in asks of it."""

    id: int
    login: str
    name: str
    customer: int | None
    password: str | None
    os_user: str | None
    language: str
    scope: str
    active: bool
    failures: int
    locked_until: datetime | None
    version: int
    owner: int | None


ACCOUNT = Statement(_ACCOUNT.where(Account.login == slot(Account.login)), AccountRow)
ACCOUNT_BY_ID = Statement(_ACCOUNT.where(Account.id == slot(Account.id)), AccountRow)
LOCK_ACCOUNT = Statement(
    lambda engine: locked(_ACCOUNT.where(Account.login == slot(Account.login)), engine, KEPT), AccountRow
)
LOCK_ACCOUNT_BY_ID = Statement(
    lambda engine: locked(_ACCOUNT.where(Account.id == slot(Account.id)), engine, KEPT), AccountRow
)
OF_CUSTOMER = Statement(Account.select(Account.login).where(Account.customer == slot(Account.customer)))
OWNED = Statement(  # service accounts that are in use
    Account.select(Account.login).where((Account.owner == slot(Account.owner)) & Account.active).order_by(Account.login)
)
OF_OS_USER = Statement(Account.select(Account.id, Account.active).where(Account.os_user == slot(Account.os_user)))


def _set(*fields: Any) -> Statement:
    return Statement(Account.update({f: slot(f) for f in fields}).where(Account.id == slot(Account.id)))


EDIT_ACCOUNT = _set(Account.name, Account.language, Account.scope, Account.os_user)
SET_THEME = _set(Account.theme)
THEME = Statement(Account.select(Account.theme).where(Account.id == slot(Account.id)))
SET_ACTIVE = _set(Account.active)
SET_PASSWORD = _set(Account.password, Account.failures, Account.locked_until)
SET_FAILURES = _set(Account.failures, Account.locked_until)

ADD_REGION = insert(AccountRegion, "account region")
DROP_REGIONS = Statement(AccountRegion.delete().where(AccountRegion.account == slot(AccountRegion.account)))
REGIONS_OF = Members(
    lambda _engine, accounts: (
        AccountRegion.select(AccountRegion.account, AccountRegion.region)
        .where(AccountRegion.account.in_(accounts))
        .order_by(AccountRegion.region)
    ),
    AccountRegion.account,
)

# --- which roles an account holds ---
ADD_ACCOUNT_ROLE = insert(AccountRole, "account role")
DROP_ACCOUNT_ROLES = Statement(AccountRole.delete().where(AccountRole.account == slot(AccountRole.account)))
ROLES_OF = Members(
    lambda _engine, accounts: (
        AccountRole.select(AccountRole.account, Role.code, Role.name)
        .join(Role, on=(Role.id == AccountRole.role))
        .where(AccountRole.account.in_(accounts))
        .order_by(Role.id)
    ),
    AccountRole.account,
)
# Nobody removes a role while it is being given.
ROLES_TO_GIVE = Members(
    lambda engine, codes: locked(
        Role.select(Role.code, Role.id).where(Role.code.in_(codes)).order_by(Role.id), engine, "FOR KEY SHARE"
    ),
    Role.code,
)
DUTIES = Statement(
    Account.select(Account.id, Account.login, Account.name, Account.scope, Owner.login, RolePermission.permission)
    .join(Owner, JOIN.LEFT_OUTER, on=(Owner.id == Account.owner))
    .join_from(Account, AccountRole, JOIN.LEFT_OUTER, on=(AccountRole.account == Account.id))
    .join(RolePermission, JOIN.LEFT_OUTER, on=(RolePermission.role == AccountRole.role))
    .where(Account.active & Account.customer.is_null())
    .order_by(Account.login, RolePermission.permission)
)

# --- lists ---
_VIEW = (
    Account.select(
        Account.id,
        Account.login,
        Account.name,
        Customer.code,
        Account.scope,
        Account.os_user,
        Account.language,
        Account.active,
        Account.locked_until,
        Account.created_at,
        Account.version,
        Customer.id,
        Customer.region,
        Owner.login,
    )
    .join(Customer, JOIN.LEFT_OUTER, on=(Customer.id == Account.customer))
    .join_from(Account, Owner, JOIN.LEFT_OUTER, on=(Owner.id == Account.owner))
    .order_by(Account.login)
)


class ListedAccount(NamedRow):
    """An account in a list, with whose it is."""

    id: int
    login: str
    name: str
    customer: str | None
    scope: str
    os_user: str | None
    language: str
    active: bool
    locked_until: datetime | None
    created_at: datetime
    version: int
    customer_id: int | None
    customer_region: str | None
    owner: str | None


VIEW = Statement(_VIEW.where(Account.login == slot(Account.login)), ListedAccount)


def _page(engine: str) -> Any:
    text = Account.login.concat(" ").concat(fn.LOWER(Account.name)).concat(" ")
    found = getattr(fn, "INSTR" if engine == "sqlite" else "STRPOS")(
        text.concat(fn.COALESCE(Customer.fold, "")), slot(Account.login, "word")
    )
    return _VIEW.where((Account.login > slot(Account.login, "after")) & (found > 0)).limit(slot("limit"))


PAGES = {
    "": Statement(_page, ListedAccount),
    "staff": Statement(lambda engine: _page(engine).where(Account.customer.is_null()), ListedAccount),
    "service": Statement(lambda engine: _page(engine).where(Account.owner.is_null(False)), ListedAccount),
    "customer": Statement(lambda engine: _page(engine).where(Account.customer.is_null(False)), ListedAccount),
}

# --- tokens: the name of a sign-in is empty ---
ADD_TOKEN = insert(Token, "account digest name created_at expires_at")
TOKEN = Statement(
    Token.select(Token.account, Token.id, Account.login, Account.owner)
    .join(Account, on=(Account.id == Token.account))
    .where(
        (Token.digest == slot(Token.digest))
        & Token.revoked_at.is_null()
        & (Token.expires_at > slot(Token.expires_at, "now"))
        & Account.active
    )
)
_LIVE = (
    (Token.account == slot(Token.account))
    & Token.revoked_at.is_null()
    & (Token.expires_at > slot(Token.expires_at, "now"))
)
TOKENS = Statement(
    Token.select(Token.id, Token.name, Token.created_at, Token.expires_at)
    .where(_LIVE & (Token.name != ""))
    .order_by(Token.name)
)
LAST_SIGN_INS = Members(
    lambda _engine, accounts: (
        Token.select(Token.account, fn.MAX(Token.created_at))
        .where(Token.account.in_(accounts) & (Token.name == ""))
        .group_by(Token.account)
    ),
    Token.account,
)
ELSEWHERE = Statement(Token.select(fn.COUNT(Token.id)).where(_LIVE & (Token.name == "")))
SIGN_INS = Statement(  # newest first
    Journal.select(Journal.action, Journal.at)
    .where((Journal.kind == "account") & (Journal.subject == slot(Journal.subject, "account")))
    .where(Journal.action.in_(("sign-in", "sign-in refused")))
    .order_by(Journal.seq.desc())
    .limit(100)
)
DIGEST = Statement(Token.select(Token.digest).where(Token.id == slot(Token.id)))
_REVOKE = Token.update({Token.revoked_at: slot(Token.revoked_at, "now")})
REVOKE = Statement(_REVOKE.where((Token.id == slot(Token.id)) & Token.revoked_at.is_null()))
REVOKE_ALL = Statement(_REVOKE.where((Token.account == slot(Token.account)) & Token.revoked_at.is_null()))
REVOKE_SIGN_INS = Statement(  # all but one
    _REVOKE.where(
        (Token.account == slot(Token.account))
        & Token.revoked_at.is_null()
        & (Token.name == "")
        & (Token.id != slot(Token.id, "session"))
    )
)

# --- roles ---
ADD_ROLE = Statement(
    Role.insert(
        {
            f: slot(f)
            for f in (Role._meta.fields[name] for name in ("code", "name", "builtin", "version", "head", "entries"))
        }
    )
    .on_conflict(action="IGNORE")
    .returning(Role.id)
)
_HOLDERS = AccountRole.select(fn.COUNT(AccountRole.account)).where(AccountRole.role == Role.id)
_ROLE = Role.select(Role.id, Role.code, Role.name, Role.builtin, Role.version)
ROLES = Statement(_ROLE.select_extend(_HOLDERS.alias("holders")).order_by(Role.id))
LOCK_ROLE = Statement(lambda engine: locked(_ROLE.where(Role.code == slot(Role.code)), engine, KEPT))
LOCK_ROLE_WHOLLY = Statement(lambda engine: locked(_ROLE.where(Role.code == slot(Role.code)), engine))
HOLDERS = Statement(AccountRole.select(fn.COUNT(AccountRole.account)).where(AccountRole.role == slot(AccountRole.role)))
RENAME_ROLE = Statement(Role.update({Role.name: slot(Role.name)}).where(Role.id == slot(Role.id)))
DELETE_ROLE = Statement(Role.delete().where(Role.id == slot(Role.id)))
PERMISSIONS = Statement(
    RolePermission.select(RolePermission.role, RolePermission.permission).order_by(RolePermission.permission)
)
PERMISSIONS_OF = Statement(
    RolePermission.select(RolePermission.permission)
    .where(RolePermission.role == slot(RolePermission.role))
    .order_by(RolePermission.permission)
)
ADD_PERMISSION = insert(RolePermission, "role permission")
DROP_PERMISSIONS = Statement(RolePermission.delete().where(RolePermission.role == slot(RolePermission.role)))

# --- settings: `value` is given as JSON text, for its null is a value too ---
ADD_SETTING = Statement(
    Setting.insert(
        {
            Setting.name: slot(Setting.name),
            Setting.value: slot("value"),
            Setting.version: 1,
            Setting.head: "",
            Setting.entries: 0,
        }
    ).on_conflict_ignore()
)
LOCK_SETTING = Statement(
    lambda engine: locked(
        Setting.select(Setting.id, Setting.value).where(Setting.name == slot(Setting.name)), engine, KEPT
    )
)
SET_SETTING = Statement(Setting.update({Setting.value: slot("value")}).where(Setting.id == slot(Setting.id)))
# the last moments that orders and returns have which were brought in as history
NEWEST_HISTORY = tuple(
    Statement(it.select(fn.MAX(it.step_since)).where(brought(it) & (it.step != STAGED))) for it in (Order, Return)
)
