"""All orders that I may see, the newest first."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.orders.views import OrderRow
from ydh.core.rules.machine import DRAFT
from ydh.core.rules.orders import CHANNEL_NAMES, ORDER
from ydh.core.rules.workflows import STATUS_NAMES
from ydh.core.values.money import MONEY_PLACES, day, number
from ydh.core.values.words import N_, Label
from ydh.core.workflow import history
from ydh.tui.lists.book import DAY_HINT, Book, Deed, Field, Found, Query
from ydh.tui.lists.finds import find_customer
from ydh.tui.lists.going import Go
from ydh.tui.lists.words import step_name
from ydh.tui.orders.notes_and_holds import NOTES_AND_HOLDS
from ydh.tui.orders.order_parts import order_parts
from ydh.tui.paint.parts import Column, Part

STEPS = tuple((code, Label(name)) for code, name in STATUS_NAMES.items())
CHOICES = (("", N_("all")), *((s.code, s.label) for s in ORDER.steps), *STEPS)
FILTERS = (
    Field("customer", N_("customer code"), find=find_customer),
    Field("first", N_("from day"), hint=DAY_HINT),
    Field("last", N_("to day"), hint=DAY_HINT),
    Field("step", N_("waits for"), kind="choice", choices=CHOICES),
    Field("channel", N_("channel"), kind="choice", choices=(("", N_("all")), *CHANNEL_NAMES.items())),
    Field("over", N_("amount over")),
    Field("under", N_("amount under")),
    Field("assigned", N_("for"), kind="choice", choices=(("", N_("everybody")), ("me", N_("me")))),
)


def wanted(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters of the form as `list_orders` takes them. Raises Invalid for what cannot be read."""
    given: dict[str, Any] = {n: filters[n] for n in ("customer", "step", "channel", "assigned") if filters.get(n)}
    given |= {n: day(filters[n], n) for n in ("first", "last") if filters.get(n)}
    return given | {n: _amount(filters[n]) for n in ("over", "under") if filters.get(n)}


def _amount(text: str) -> Decimal:
    return number(text, "amount", places=MONEY_PLACES)


class AllOrders(Book):
    """Every order, whatever it waits for."""

    name, title = "orders", N_("all orders")
    columns = (
        Column("number", N_("number"), "code", 20),
        Column("customer", N_("customer")),
        Column("step", N_("waits for"), "text", 14, most=21, of=lambda row: step_name(row.step)),
        Column("total", N_("amount"), "money", 12),
        Column("business_date", N_("day"), "day", 10, drop=1),
        Column("held", N_("held"), "text", 6, drop=2, of=lambda row: Label(N_("held.")) if row.held else ""),
    )
    filters = FILTERS
    empty = N_("no order yet\na customer's cart or `enter an order` makes one")
    deeds: tuple[Deed, ...] = tuple(d for d in NOTES_AND_HOLDS if d.name == "note")

    def page(self, actor: Actor, query: Query) -> Found:
        given = wanted(query.filters)
        rows = looking.list_orders(actor, text=query.text, limit=query.limit + 1, after=query.after, **given)
        return Found(rows[: query.limit], len(rows) > query.limit)

    def token(self, row: OrderRow) -> str:
        return row.cursor

    def key(self, row: OrderRow) -> str:
        return row.number

    def detail(self, actor: Actor, row: OrderRow) -> Sequence[Part]:
        return order_parts(looking.show(actor, row.number), history.history(actor, row.number))

    def enter(self, app: Any, row: OrderRow) -> Any:
        return Go("order", row.number)

    def style(self, row: OrderRow) -> str:
        return "faint" if row.step in (DRAFT, "void", "done") else "plain"
