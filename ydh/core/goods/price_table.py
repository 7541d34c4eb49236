"""The noun price: the list price of an item, and what is agreed with levels and customers."""

from collections.abc import Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue, looking, prices
from ydh.core.goods.views import AgreedPrice, Goods, PriceChange, SkuView
from ydh.core.rules.facts import Fact, Filter, Pairs
from ydh.core.rules.nouns import Act, Noun, Section, Wanted, late
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_, Label

MANAGE = (P.PRICE_MANAGE,)
SOURCES = {"list": N_("list price"), "level": N_("price level"), "customer": N_("customer")}
WORDS = N_("words of name, brand, code, barcode or attributes")


def full_name(it: Any) -> str:
    """Name and what tells the variant from the others."""
    return " ".join([it.name, *it.attributes.values()])


def find_customer(actor: Actor, text: str) -> Pairs:
    """(code, name) of customers that match what was typed."""
    found = late("partners.customers:list_customers")(actor, text, limit=5).rows
    return [(it.code, it.name) for it in found]


def _levels(actor: Actor) -> Pairs:
    return [(it.code, it.name) for it in late("partners.levels:list_levels")(actor)]


def _page(actor: Actor, wanted: Wanted) -> Page[SkuView]:
    return catalogue.search(actor, wanted.text, **wanted.filters, after=wanted.after, limit=wanted.limit)


def _show(actor: Actor, code: str) -> Goods:
    prices.agreed_prices(actor, code)  # who may not see amounts is told so
    return looking.show_goods(actor, code, item=True)


def _set(actor: Actor, code: str, price: Decimal, *, level: str = "", customer: str = "") -> dict[str, Any]:
    return _told(prices.set_price(actor, code, price, level=level, customer=customer))


def _remove(actor: Actor, code: str, *, level: str = "", customer: str = "") -> dict[str, Any]:
    if not level and not customer:
        raise Invalid("price-of-whom")
    return _told(prices.set_price(actor, code, None, level=level, customer=customer))


def _told(it: PriceChange) -> dict[str, Any]:
    old = None if it.old is None else plain(it.old)
    return {"code": it.sku, "level": it.level, "customer": it.customer, "old": old, "new": it.new}


def _said(it: Mapping[str, Any]) -> str:
    """What became of the price, and for whom: a form takes the customer that fits what was typed."""
    new = it["old"] is None
    if it["customer"]:
        set_to = N_("{code}, for the customer {customer}: the price is {new}")
        return set_to if new else N_("{code}, for the customer {customer}: the price was {old}, now it is {new}")
    if it["level"]:
        set_to = N_("{code}, for the level {level}: the price is {new}")
        return set_to if new else N_("{code}, for the level {level}: the price was {old}, now it is {new}")
    return N_("{code}: the price is {new}") if new else N_("{code}: the price was {old}, now it is {new}")


def _set_back(actor: Actor, it: Mapping[str, Any]) -> PriceChange:
    return prices.set_price(actor, it["code"], it["old"], level=it["level"], customer=it["customer"])


def _kind(it: AgreedPrice) -> Label:
    kind = "level" if it.level else "customer"
    return Label(SOURCES[kind], kind)


FACTS = (
    Fact("code", N_("code"), "code", width=14),
    Fact("name", N_("name"), seen=full_name, width=0),
    Fact("unit", N_("unit"), width=6, drop=2),
    Fact("list_price", N_("list price"), "price", width=12),
    Fact("price", N_("price"), "price", width=12),
    Fact("source", N_("source"), "label", choices=SOURCES, width=12, drop=1),
)
AGREED = (
    Fact("kind", N_("kind"), "label", of=_kind, width=14),
    Fact("whose", N_("whose"), "code", of=lambda it: it.level or it.customer, width=20),
    Fact("price", N_("price"), "price", width=12),
)
YUAN = Fact(
    "price",
    N_("price of one unit"),
    "price",
    required=True,
    positional=True,
    option="yuan",
    help=N_("price of one unit"),
)
LEVEL = Fact("level", N_("of price level"), offers=_levels, help=N_("of this price level"))
CUSTOMER = Fact("customer", N_("or of customer"), find=find_customer, help=N_("of this customer"))
FOR_CUSTOMER = Filter(
    "customer", N_("customer"), find=find_customer, help=N_("prices as they hold for this customer"), narrows=False
)
AGREED_PRICES = Section("agreed", N_("agreed prices"), AGREED, attrgetter("agreed"))

PRICES = Noun(
    "price",
    N_("prices"),
    N_("code of the item"),
    N_("list prices, as they hold for a customer when one is named"),
    N_("what is agreed for an item, with levels and with customers"),
    FACTS,
    _page,
    show=_show,
    row="sku",
    sections=(AGREED_PRICES,),
    filters=(FOR_CUSTOMER,),
    acts=(
        Act(
            "set",
            N_("set price"),
            N_("set the list price, or that of a level or a customer"),
            _set,
            key="m",
            needs=MANAGE,
            asks=(YUAN, LEVEL, CUSTOMER),
            shows=("agreed",),
            says=_said,
            takes_back=_set_back,
        ),
        Act(
            "remove",
            N_("take an agreed price away"),
            N_("take away the price of a level or a customer"),
            _remove,
            key="d",
            needs=MANAGE,
            asks=(LEVEL, CUSTOMER),
            question=N_("The agreed price of {what} will be removed. Go on?"),
            shows=("agreed",),
            said=N_("{code}: the agreed price {old} is removed"),
            takes_back=_set_back,
            main=False,
        ),
    ),
    needs=(P.ORDER_VIEW,),
    token="code",
    called=lambda it: f"{it.code} {full_name(it)}",
    tone=lambda it: "plain" if it.listed else "faint",
    text=WORDS,
    whole=True,
    empty=N_("nothing is sold yet\nadd products first"),
)
