"""Statements about customers, their addresses, owners and price levels.

The price level goes in and out by its code, so that the store's id of it stays here and the journal can be read.
"""

from datetime import datetime
from typing import Any

from peewee import JOIN, fn

from ydh.store.company.scopes import OWN, REGIONS
from ydh.store.engine.paging import ORDERS, in_order
from ydh.store.engine.prepared import Members, Statement, insert, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.people import Account, Address, Customer, CustomerOwner, Level

KEPT = "FOR NO KEY UPDATE"  # orders may go on pointing at a customer that is being changed
FIELDS = "name level region terms contact phone address note"
_CHAIN = "version head entries"


def _slots(names: str) -> dict[Any, Any]:
    fields = {name: Customer._meta.fields[name] for name in names.split()}
    return {f: _level_id() if name == "level" else slot(f) for name, f in fields.items()}


def _level_id() -> Any:
    return Level.select(Level.id).where(Level.code == slot(Level.code, "level"))


def _columns(names: str) -> list[Any]:
    return [fn.COALESCE(Level.code, "") if n == "level" else Customer._meta.fields[n] for n in names.split()]


_JOINED: Any = {"dest": Level, "join_type": JOIN.LEFT_OUTER, "on": (Level.id == Customer.level)}

# --- customers ---
_NEW = Customer.insert(_slots(f"code fold {FIELDS} initials sort assessed active created_at {_CHAIN}"))
ADD = Statement(_NEW.on_conflict(action="IGNORE").returning(Customer.id))
_FOUND = (
    Customer.select(Customer.id, Customer.version, Customer.code, Customer.assessed, Customer.active, *_columns(FIELDS))
    .join(**_JOINED)
    .where(Customer.fold == slot(Customer.fold))
)


class CustomerToChange(NamedRow):
    """A customer as it is kept; the level by its code."""

    id: int
    version: int
    code: str
    assessed: bool
    active: bool
    name: str
    level: str
    region: str
    terms: str
    contact: str
    phone: str
    address: str
    note: str


FIND = Statement(_FOUND, CustomerToChange)
# PostgreSQL does not lock the outer side of a join, so the row is locked first and read after that.
LOCK = Statement(
    lambda engine: locked(Customer.select(Customer.id).where(Customer.fold == slot(Customer.fold)), engine, KEPT)
)
EDIT = Statement(Customer.update(_slots(FIELDS)).where(Customer.id == slot(Customer.id)))


def _set(field: Any) -> Statement:
    return Statement(Customer.update({field: slot(field)}).where(Customer.id == slot(Customer.id)))


SET_ACTIVE, SET_ASSESSED = map(_set, (Customer.active, Customer.assessed))
SET_KEPT = Statement(Customer.update(_slots("initials sort")).where(Customer.id == slot(Customer.id)))

# --- many at once ---
ADD_MANY = Statement(_NEW.on_conflict_ignore())
ADDED = f"code fold {FIELDS} initials sort assessed active created_at {_CHAIN}"
IDS = Members(
    lambda _engine, folds: Customer.select(Customer.fold, Customer.id).where(Customer.fold.in_(folds)), Customer.fold
)
LOCK_MANY = Members(
    lambda engine, folds: locked(
        Customer.select(Customer.id).where(Customer.fold.in_(folds)).order_by(Customer.id), engine, KEPT
    ),
    Customer.fold,
)
FIND_MANY = Members(
    lambda _engine, folds: (
        Customer.select(
            Customer.fold,
            Customer.id,
            Customer.version,
            Customer.head,
            Customer.entries,
            Customer.code,
            *_columns(FIELDS),
        )
        .join(**_JOINED)
        .where(Customer.fold.in_(folds))
    ),
    Customer.fold,
)
SAVE_MANY = Statement(
    Customer.update(
        {
            **_slots(f"{FIELDS} initials sort"),
            Customer.head: slot(Customer.head),
            Customer.entries: slot(Customer.entries),
            Customer.version: Customer.version + 1,
        }
    ).where((Customer.id == slot(Customer.id)) & (Customer.version == slot(Customer.version)))
)

# --- lists, page by page ---
_VIEW = (
    Customer.select(
        Customer.id,
        Customer.code,
        *_columns(FIELDS),
        Customer.assessed,
        Customer.active,
        fn.COALESCE(Account.login, ""),
        Customer.created_at,
        Customer.version,
    )
    .join(**_JOINED)
    .join(Account, JOIN.LEFT_OUTER, on=(Account.customer == Customer.id))
)


class ListedCustomer(NamedRow):
    """A customer in a list; the level by its code."""

    id: int
    code: str
    name: str
    level: str
    region: str
    terms: str
    contact: str
    phone: str
    address: str
    note: str
    assessed: bool
    active: bool
    account: str
    created_at: datetime
    version: int


VIEW = Statement(_VIEW.where(Customer.fold == slot(Customer.fold)), ListedCustomer)
VIEW_BY_ID = Statement(_VIEW.where(Customer.id == slot(Customer.id)), ListedCustomer)


def _has(engine: str, word: str) -> Any:
    text = Customer.fold.concat(" ").concat(fn.LOWER(Customer.name)).concat(" ").concat(Customer.initials)
    return getattr(fn, "INSTR" if engine == "sqlite" else "STRPOS")(text, slot(Customer.fold, word)) > 0


def _page(engine: str, scope: str, by: str) -> Any:
    query = in_order(_VIEW, by, Customer.sort, Customer.fold).where(
        Customer.active.in_([slot(Customer.active, "this"), slot(Customer.active, "or_this")])
        & _has(engine, "word1")
        & _has(engine, "word2")
    )
    if scope == "region":
        query = query.where(Customer.region.in_(REGIONS))
    elif scope == "own":
        query = query.where(Customer.id.in_(OWN))
    return query.limit(slot("limit"))


def _narrowed(query: Any, narrow: tuple[str, ...]) -> Any:
    if "region" in narrow:
        query = query.where(Customer.region == slot(Customer.region))
    if "level" in narrow:
        query = query.where(Level.code == slot(Level.code, "level"))
    return query


def _listing(scope: str, narrow: tuple[str, ...], by: str) -> Statement[ListedCustomer]:
    return Statement(lambda engine: _narrowed(_page(engine, scope, by), narrow), ListedCustomer)


# by scope, by what narrows them, by their order
PAGES: dict[tuple[str, tuple[str, ...], str], Statement[ListedCustomer]] = {
    (scope, narrow, by): _listing(scope, narrow, by)
    for scope in ("all", "region", "own")
    for narrow in ((), ("region",), ("level",), ("region", "level"))
    for by in ORDERS
}
SORT_OF = Statement(Customer.select(Customer.sort).where(Customer.fold == slot(Customer.fold)))

# --- delivery addresses ---
ADD_ADDRESS = insert(Address, "customer label contact phone address")
ADDRESSES = Statement(
    Address.select(Address.id, Address.label, Address.contact, Address.phone, Address.address)
    .where(Address.customer == slot(Address.customer))
    .order_by(Address.id)
)
DELETE_ADDRESS = Statement(Address.delete().where(Address.id == slot(Address.id)))

# --- whose customer it is ---
OWNERS = Statement(
    CustomerOwner.select(Account.login)
    .join(Account, on=(Account.id == CustomerOwner.account))
    .where(CustomerOwner.customer == slot(CustomerOwner.customer))
    .order_by(Account.login)
)
ADD_OWNER = insert(CustomerOwner, "customer account")
DROP_OWNERS = Statement(CustomerOwner.delete().where(CustomerOwner.customer == slot(CustomerOwner.customer)))
STAFF = Members(
    lambda _engine, logins: Account.select(Account.login, Account.id).where(
        Account.login.in_(logins) & Account.active & Account.customer.is_null()
    ),
    Account.login,
)

# --- price levels ---
LEVELS = Statement(Level.select(Level.code, Level.name).order_by(Level.id))
PRIORITIES = Statement(Level.select(Level.code, Level.priority))
LEVEL_PRIORITY = Statement(Level.select(Level.id, Level.priority).where(Level.code == slot(Level.code)))
SET_PRIORITY = Statement(Level.update({Level.priority: slot(Level.priority)}).where(Level.id == slot(Level.id)))
ADD_LEVEL = Statement(
    Level.insert({f: slot(f) for f in (Level._meta.fields[n] for n in ("code", "name", "version", "head", "entries"))})
    .on_conflict(action="IGNORE")
    .returning(Level.id)
)
