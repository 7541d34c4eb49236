"""Customers: who buys, on which terms, with which account and addresses; and a customer's own addresses."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.partners import addresses, customers, levels
from ydh.core.partners.views import CustomerView
from ydh.core.rules.orders import TERMS_NAMES
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Book, Deed, Field, Found, Query
from ydh.tui.lists.going import Go
from ydh.tui.lists.ways import if_allowed, part
from ydh.tui.lists.words import step_name
from ydh.tui.paint.parts import Column, Facts, Part, Rows
from ydh.tui.partners.addresses import ADDRESSES
from ydh.tui.partners.customer_deeds import DEEDS

COLUMNS = (
    Column("code", N_("code"), "code", 10),
    Column("name", N_("name")),
    Column("region", N_("region"), "text", 8, drop=1),
    Column("level", N_("price level"), "code", 11, drop=2),
    Column("contact", N_("contact"), "text", 10, drop=4),
    Column("phone", N_("phone"), "code", 12, drop=3),
    Column("login", N_("account"), "code", 9, drop=1),
    Column("state", N_("state"), "text", 9, of=lambda row: state_of(row)),
)
FILTERS = (
    Field("region", N_("region")),
    Field("level", N_("price level"), find=lambda actor, text: find_level(actor, text)),
    Field(
        "active",
        N_("state"),
        kind="choice",
        choices=(("", N_("active")), ("retired", N_("retired.")), ("both", N_("active or retired"))),
    ),
)
ACTIVE = {"": True, "retired": False, "both": None}
ORDERS = (
    Column("number", N_("number"), "code", 20),
    Column("step", N_("waits for"), "text", 14, most=21, of=lambda row: step_name(row.step)),
    Column("total", N_("amount"), "money", 14),
    Column("business_date", N_("day"), "day", 10),
)


def state_of(row: CustomerView) -> Label | str:
    """What is unusual about a customer, as a word."""
    if not row.active:
        return Label(N_("retired."), "retired")
    return "" if row.assessed else Label(N_("new."), "new")


def find_level(actor: Actor, text: str) -> Sequence[tuple[str, str]]:
    """Price levels that match what was typed."""
    return [(it.code, it.name) for it in levels.list_levels(actor) if text in it.code or text in it.name]


class Customers(Book):
    """Every customer within my scope."""

    name, title = "customers", N_("customers")
    columns = COLUMNS
    filters: tuple[Field, ...] = FILTERS
    deeds: tuple[Deed, ...] = DEEDS
    needs = (P.ORDER_VIEW,)
    empty = N_("there are no customers yet\na adds one; many at once: imports, or ydh customer import")

    def page(self, actor: Actor, query: Query) -> Found:
        found = customers.list_customers(
            actor,
            query.text,
            region=query.filters.get("region", ""),
            level=query.filters.get("level", ""),
            active=ACTIVE[query.filters.get("active", "")],
            after=query.after,
            limit=query.limit,
        )
        return Found(found.rows, bool(found.next))

    def called(self, row: CustomerView) -> str:
        return f"{row.code} {row.name}"

    def style(self, row: CustomerView) -> str:
        return "plain" if row.active else "faint"

    def detail(self, actor: Actor, row: CustomerView) -> Sequence[Part]:
        it = customers.show(actor, row.code)
        owners = customers.list_owners(actor, row.code)
        return [
            _facts(it, owners),
            *if_allowed(lambda: self._orders(actor, row.code)),
            Rows(ADDRESSES, addresses.list_addresses(actor, customer=row.code), N_("further addresses")),
        ]

    def _orders(self, actor: Actor, code: str) -> Sequence[Part]:
        found = looking.list_orders(actor, customer=code, limit=5)
        return part(Rows(ORDERS, found, N_("the last orders"), N_("no order yet")))

    def enter(self, app: Any, row: CustomerView) -> Any:
        return Go("orders", {"customer": row.code})


def _facts(it: CustomerView, owners: tuple[str, ...]) -> Facts:
    assessed = Label(N_("yes")) if it.assessed else Label(N_("no, its orders wait for a senior"))
    return Facts(
        (
            (N_("contact"), it.contact),
            (N_("phone"), it.phone),
            (N_("address"), it.address),
            (N_("payment terms"), Label(TERMS_NAMES.get(it.terms, it.terms), it.terms)),
            (N_("price level"), it.level),
            (N_("region"), it.region),
            (N_("account"), it.login or Label(N_("none: open one with o"))),
            (N_("whose customer"), owners),
            (N_("assessed"), assessed),
            (N_("note"), it.note),
            (N_("made at"), it.created_at),
            (N_("state"), state_of(it)),
        )
    )
