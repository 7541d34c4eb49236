"""Prices: what is asked to set one, and what is agreed with whom."""

from collections.abc import Callable, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import prices
from ydh.core.goods.views import AgreedPrice, PriceChange
from ydh.core.values.money import PRICE_PLACES
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Answers, Field
from ydh.tui.lists.finds import find_customer
from ydh.tui.lists.ways import decimal, if_allowed, levels, part
from ydh.tui.paint.parts import Column, Part, Rows, Say

AGREED = (
    Column("kind", N_("kind"), "text", 14, of=lambda it: Label(N_("price level") if it.level else N_("customer"))),
    Column("whose", N_("whose"), "code", 20, of=lambda it: it.level or it.customer),
    Column("price", N_("price"), "price", 12),
)
LIST_NOW = N_("list price now: {price}")


def agreed_parts(actor: Actor, sku: str) -> Sequence[Part]:
    """What is agreed with levels and customers; nothing for who may not see prices."""

    def work() -> Sequence[Part]:
        found: tuple[AgreedPrice, ...] = prices.agreed_prices(actor, sku)
        return part(Rows(AGREED, found, N_("agreed prices")))

    return if_allowed(work)


def price_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    """A price, and whose it is."""
    return (
        Field("price", N_("price of one unit"), hint=N_("empty takes an agreed price away")),
        Field("level", N_("of price level"), kind="choice", choices=levels(actor, N_("none: the list price"))),
        Field("customer", N_("or of customer"), find=find_customer, hint=N_("code of the customer")),
    )


def price_shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
    """What holds before it is changed."""
    return [Say(LIST_NOW, {"price": rows[0].list_price}), *agreed_parts(actor, rows[0].code)]


def set_price(actor: Actor, rows: Sequence[Any], answers: Answers) -> PriceChange:
    """Set a list price, or that of a level or a customer."""
    price = decimal(answers, "price", "price", PRICE_PLACES)
    return prices.set_price(actor, rows[0].code, price, level=answers["level"], customer=answers["customer"])


def set_back(change: PriceChange) -> Callable[[Actor], PriceChange] | None:
    """How to let the price be what it was."""
    return (lambda actor: prices.set_back(actor, change)) if change.version else None
