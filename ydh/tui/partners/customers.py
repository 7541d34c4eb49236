"""Customers: who buys, on which terms, with which account and addresses; what belongs to one."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods.own_code_table import OWN_CODES
from ydh.core.orders import looking
from ydh.core.orders.order_table import FACTS
from ydh.core.partners import customers
from ydh.core.partners.address_table import ADDRESSES
from ydh.core.partners.customer_table import CUSTOMERS
from ydh.core.partners.level_table import LEVELS
from ydh.core.partners.views import CustomerView
from ydh.core.rules.nouns import only
from ydh.core.values.words import N_
from ydh.tui.lists.book import Deed, Query
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import NounBook, columns_of, noun_book
from ydh.tui.lists.ways import if_allowed, part
from ydh.tui.paint.parts import Part, Rows, Say

LAST = columns_of(only(FACTS, number=20, step=14, total=14, business_date=10))


def about(actor: Actor, it: CustomerView) -> Sequence[Part]:
    """What a customer's list has of it besides its facts: that it cannot order yet, and its last orders."""
    todo = [] if it.login else [Say(N_("it has no account to order with: U opens one"), {}, "faint")]
    return [*todo, *if_allowed(lambda: _orders(actor, it.code))]


def _orders(actor: Actor, code: str) -> Sequence[Part]:
    found = looking.list_orders(actor, customer=code, limit=5)
    return part(Rows(LAST, found, N_("the last orders"), N_("no order yet")))


def _part(place: str) -> Any:
    return lambda app, row: Go(place, {"customer": row.code, "called": f"{row.code} {row.name}"})


DEEDS = (
    Deed("addresses", "o", N_("addresses"), opens=_part("addresses"), main=True),
    Deed("own_codes", "I", N_("own item codes"), opens=_part("own_codes")),
)


def _enter(book: NounBook, app: Any, row: CustomerView) -> Any:
    return Go("orders", {"customer": row.code})


def _head(book: NounBook, actor: Actor, query: Query) -> Any:
    it = customers.show(actor, book.of)
    return Say(N_("main address: {address}"), {"address": it.address}) if it.address else ""


Customers = noun_book(CUSTOMERS, more=about, deeds=DEEDS, enter=_enter)
Addresses = noun_book(ADDRESSES, title=N_("my addresses"), pane=False, table=False, head=_head)
Levels = noun_book(LEVELS, pane=False)
OwnCodes = noun_book(OWN_CODES, title=N_("my item codes"), pane=False, table=False)
