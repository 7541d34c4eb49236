"""Statements of news: what others did to the orders and returns of a customer, or that an account made or was given."""

from datetime import datetime
from functools import cache, reduce
from operator import or_
from typing import Any

from peewee import JOIN, SQL, Select, fn

from ydh.store.company.scopes import SCOPES
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.batches import STAGED
from ydh.store.tables.log import Journal
from ydh.store.tables.people import Account
from ydh.store.tables.returns import Return, ReturnLine
from ydh.store.workflow.queued import Queued, constant

_ME = slot("account")


def _subjects(of: Queued, customer: bool) -> list[Any]:
    """The newest documents of a customer; or those that an account made, among the newest, and was given."""
    table = of.owner
    if customer:
        own = table.select(table.id).where((table.customer == slot(table.customer)) & (table.step != STAGED))
        return [own.order_by(table.business_date.desc(), table.id.desc()).limit(slot("orders"))]
    lately = table.select(table.id.alias("id"), table.account.alias("account")).order_by(table.id.desc())
    latest = lately.limit(slot("look")).alias("latest")
    created = Select([latest], [latest.c.id]).where(latest.c.account == _ME).limit(slot("orders"))
    given = table.select(table.id).where(table.assigned == _ME).order_by(table.id.desc()).limit(slot("orders"))
    return [created, given]


class NewsRow(NamedRow):
    """An entry of somebody else on a document."""

    entry: int
    at: datetime
    number: str
    action: str
    step: str
    to: str
    actor: int
    actor_name: str | None
    body: str
    id: int
    address: str


def news(unit: Unit, scope: dict[str, Any], *, of: Queued, **values: Any) -> list[NewsRow]:
    """Entries of others on the newest documents of a customer, or that an account was given or made, newest first."""
    return _news(of, frozenset(scope)).rows(unit, **scope, **values)


@cache
def _news(of: Queued, scope: frozenset[str]) -> Statement[NewsRow]:
    table = of.owner
    mine = reduce(or_, [Select([it.alias("mine")], [SQL("id")]) for it in _subjects(of, "customer" in scope)])
    query = (
        Journal.select(
            Journal.id,
            Journal.at,
            fn.COALESCE(table.number, table.ref, ""),
            Journal.action,
            Journal.step,
            Journal.to,
            Journal.actor,
            Account.name,
            Journal.body,
            table.id,
            constant("") if of.address is None else of.address,
        )
        .join(table, on=(table.id == Journal.subject))
        .join_from(Journal, Account, JOIN.LEFT_OUTER, on=(Account.id == Journal.actor))
        .where(
            (Journal.kind == slot(Journal.kind)) & (Journal.actor != slot(Journal.actor)) & Journal.subject.in_(mine)
        )
    )
    for name in sorted(scope & SCOPES.keys()):
        query = query.where(SCOPES[name](table))
    return Statement(query.order_by(Journal.id.desc()).limit(slot("limit")), NewsRow)


NAMES = Members(
    lambda _engine, members: ReturnLine.select(
        ReturnLine.return_doc, ReturnLine.position, ReturnLine.name, ReturnLine.attributes
    ).where(ReturnLine.return_doc.in_(members)),
    Return.id,
)
