"""Statements of the audit: the journal page by page, the heads it must agree with, and seals over all of it."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from peewee import JOIN, SQL, Tuple, fn

from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Row, Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.batches import Batch
from ydh.store.tables.goods import Lot, Product, Sku, StockPaper, Warehouse
from ydh.store.tables.log import Journal, Personal, Seal
from ydh.store.tables.orders import Carrier, Case, Order, Shipment
from ydh.store.tables.people import Account, Customer, Level, Role, Setting, Supplier
from ydh.store.tables.returns import Payment, Return

PAGE = 2000

# Kind of subject: its table, its public name. A table without `head` has entries, but no head to agree with.
SUBJECTS: dict[str, tuple[Any, Any]] = {
    "account": (Account, Account.login),
    "batch": (Batch, Batch.name),
    "carrier": (Carrier, Carrier.code),
    "case": (Case, Case.number),
    "customer": (Customer, Customer.code),
    "lot": (Lot, Lot.code),
    "order": (Order, fn.COALESCE(Order.number, Order.ref)),
    "payment": (Payment, Payment.number),
    "price_level": (Level, Level.code),
    "product": (Product, Product.code),
    "return": (Return, fn.COALESCE(Return.number, Return.ref)),
    "role": (Role, Role.code),
    "setting": (Setting, Setting.name),
    "sku": (Sku, Sku.code),
    "stock_paper": (StockPaper, StockPaper.number),
    "supplier": (Supplier, Supplier.code),
    "warehouse": (Warehouse, Warehouse.code),
}
ENTRY = ("kind", "subject", "seq", "at", "actor", "action", "step", "to", "waited", "body", "hash")

_NEXT_KIND = Statement(Journal.select(fn.MIN(Journal.kind)).where(Journal.kind > slot(Journal.kind)))
_CHAINS = Statement(
    Journal.select(*(getattr(Journal, name) for name in (*ENTRY, "id")))
    .where(
        (Journal.kind == slot(Journal.kind))
        & (Tuple(Journal.subject, Journal.seq) > Tuple(slot(Journal.subject), slot(Journal.seq)))
    )
    .order_by(Journal.subject, Journal.seq)
    .limit(slot("limit")),
    raw=True,
)


def kinds(unit: Unit) -> list[str]:
    """Every kind of subject that the journal has entries of."""
    found: list[str] = []
    while kind := _NEXT_KIND.one(unit, kind=found[-1] if found else ""):
        found.append(kind)
    return found


def chains(unit: Unit, kind: str) -> Iterator[list[Row]]:
    """Every entry of a kind as stored (ENTRY and its id), by subject and seq, a page at a time."""
    subject, seq = 0, 0
    while page := _CHAINS.rows(unit, kind=kind, subject=subject, seq=seq, limit=PAGE):
        yield page
        subject, seq = page[-1][1:3]


class HeadRow(NamedRow):
    """The end of a subject's chain, as the subject knows it, and what it is called."""

    id: int
    head: str | None
    entries: int | None
    name: str | None


def _ends(kind: str) -> Any:
    model, name = SUBJECTS[kind]
    head = (model.head, model.entries) if hasattr(model, "head") else (SQL("NULL"), SQL("NULL"))
    return model.select(model.id, *head, name).order_by(model.id)


@lru_cache(maxsize=32)
def _heads(kind: str) -> Statement[HeadRow]:
    model, _ = SUBJECTS[kind]
    return Statement(_ends(kind).where(model.id > slot(model.id)).limit(slot("limit")), HeadRow)


@lru_cache(maxsize=32)
def heads_of(kind: str) -> Members[HeadRow]:
    """The heads of these subjects of a kind, by id."""
    model, _ = SUBJECTS[kind]
    return Members(lambda _engine, members: _ends(kind).where(model.id.in_(members)), model.id, HeadRow)


def heads(unit: Unit, kind: str) -> Iterator[HeadRow]:
    """The head of every subject of a kind, by id."""
    last = 0
    while page := _heads(kind).rows(unit, id=last, limit=PAGE):
        yield from page
        last = page[-1][0]


# --- personal values ---
_PERSONAL = Statement(
    Personal.select(Personal.id, Personal.digest, Personal.salt, Personal.text)
    .where((Personal.id > slot(Personal.id)) & Personal.text.is_null(False))
    .order_by(Personal.id)
    .limit(slot("limit"))
)
TEXTS = Members(
    lambda _engine, members: Personal.select(Personal.digest, Personal.text).where(Personal.digest.in_(members)),
    Personal.digest,
)
ERASE = Statement(
    Personal.update({Personal.text: None, Personal.salt: ""}).where(
        (Personal.digest == slot(Personal.digest)) & Personal.text.is_null(False)
    )
)


class CustomerOfEntries(NamedRow):
    """The customer whose entries are meant."""

    id: int
    code: str
    region: str


CUSTOMER = Statement(
    Customer.select(Customer.id, Customer.code, Customer.region).where(Customer.fold == slot(Customer.fold)),
    CustomerOfEntries,
)
# code, id, region
CUSTOMERS = Members(
    lambda _engine, members: Customer.select(Customer.code, Customer.id, Customer.region).where(
        Customer.code.in_(members)
    ),
    Customer.code,
)
BODIES_OF_CUSTOMER = Statement(
    Journal.select(Journal.body).where(
        ((Journal.kind == "customer") & (Journal.subject == slot(Journal.subject, "customer")))
        | (
            (Journal.kind == "order")
            & Journal.subject.in_(Order.select(Order.id).where(Order.customer == slot(Order.customer)))
        )
    )
)


def personal(unit: Unit) -> Iterator[Row]:
    """id, digest, salt, text of every personal value that was not erased."""
    last = 0
    while page := _PERSONAL.rows(unit, id=last, limit=PAGE):
        yield from page
        last = page[-1][0]


# --- seals ---


class SealedRow(NamedRow):
    """A seal over every entry up to `last`."""

    id: int
    at: datetime
    account: int
    last: int
    covered: int
    digest: str
    previous: str


SEALS = Statement(
    Seal.select(Seal.id, Seal.at, Seal.account, Seal.last, Seal.count, Seal.digest, Seal.previous).order_by(Seal.id),
    SealedRow,
)
# No row when somebody else went on from the same seal.
ADD_SEAL = Statement(
    Seal.insert({f: slot(f) for f in (Seal.at, Seal.account, Seal.last, Seal.count, Seal.digest, Seal.previous)})
    .on_conflict(action="IGNORE")
    .returning(Seal.id)
)
ENTRY_THERE = Statement(Journal.select(Journal.id).where(Journal.id == slot(Journal.id)))
_LAST = Statement(Journal.select(fn.COALESCE(fn.MAX(Journal.id), 0)))
_COVERED = Statement(
    Journal.select(Journal.id, Journal.kind, Journal.subject, Journal.seq, Journal.hash)
    .where((Journal.id > slot(Journal.id, "after")) & (Journal.id <= slot(Journal.id, "last")))
    .order_by(Journal.id)
    .limit(slot("limit"))
)


_TIMES = Statement(
    Journal.select(Journal.id, Journal.kind, Journal.subject, Journal.seq, Journal.action, Journal.at)
    .where(Journal.id > slot(Journal.id, "after"))
    .order_by(Journal.id)
    .limit(slot("limit")),
    raw=True,
)


def times(unit: Unit, after: int) -> Iterator[Row]:
    """id, kind, subject, seq, action, time in microseconds of the entries after an id, as they were written."""
    while page := _TIMES.rows(unit, after=after, limit=PAGE):
        yield from page
        after = page[-1][0]


def last_entry(unit: Unit) -> int:
    """The newest entry's id, when nobody is writing one: every id below it is taken or will never be."""
    if unit.engine == "postgres":
        unit.execute("LOCK TABLE journal IN SHARE MODE", ())
    return int(_LAST.one(unit))


def covered(unit: Unit, after: int, last: int) -> Iterator[list[Row]]:
    """id, kind, subject, seq, hash of the entries after one id up to another, a page at a time."""
    while page := _COVERED.rows(unit, after=after, last=last, limit=PAGE):
        yield page
        after = page[-1][0]


# --- looking ---
ACCOUNT = Statement(Account.select(Account.id).where(Account.login == slot(Account.login)))
LOGINS = Members(
    lambda _engine, members: Account.select(Account.id, Account.login).where(Account.id.in_(members)), Account.id
)
ORDER_OF_SHIPMENT = Statement(Shipment.select(Shipment.order).where(Shipment.number == slot(Shipment.number)))


@lru_cache(maxsize=32)
def by_name(kind: str) -> Statement:
    """The id of the subject of a public name."""
    model, name = SUBJECTS[kind]
    return Statement(model.select(model.id).where(name == slot("name")))


@lru_cache(maxsize=32)
def names(kind: str) -> Members:
    """id, public name, customer and region (None where they do not matter) of subjects of a kind."""
    model, name = SUBJECTS[kind]
    whose = {
        "account": (Account.customer, Customer.region),
        "case": (Order.customer, Order.region),
        "customer": (Customer.id, Customer.region),
        "order": (Order.customer, Order.region),
        "payment": (Payment.customer, Customer.region),
        "return": (Return.customer, Return.region),
    }
    found = model.select(model.id, name, *whose.get(kind, (SQL("NULL"), SQL("NULL"))))
    if kind == "case":
        found = found.join(Order, on=(Order.id == Case.order))
    elif kind in ("account", "payment"):
        found = found.join(Customer, JOIN.LEFT_OUTER, on=(Customer.id == model.customer))
    return Members(lambda _engine, members: found.where(model.id.in_(members)), model.id)


@lru_cache(maxsize=64)
def entries(filters: frozenset[str]) -> Statement:
    """id and ENTRY of the newest entries before an id that pass the filters actor, subject, action, days."""
    conditions = {
        "actor": Journal.actor == slot(Journal.actor),
        "subject": (Journal.kind == slot(Journal.kind)) & (Journal.subject == slot(Journal.subject)),
        "kind": Journal.kind == slot(Journal.kind),
        "action": Journal.action == slot(Journal.action),
        "days": (Journal.at >= slot(Journal.at, "since")) & (Journal.at < slot(Journal.at, "until")),
    }
    query = Journal.select(Journal.id, *(getattr(Journal, name) for name in ENTRY))
    query = query.where(Journal.id < slot(Journal.id, "before"))
    for name in sorted(filters):
        query = query.where(conditions[name])
    return Statement(query.order_by(Journal.id.desc()).limit(slot("limit")))
