"""ydh price: the list price of an item, and what is agreed with levels and customers."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.files.importing import add_import
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import PAGE, AsJson, Limit, Row, change, decimal, did, every, listing
from ydh.cli.writing.cells import DataColumn
from ydh.cli.writing.members import AS_PRICES
from ydh.core.goods import catalogue, prices
from ydh.core.goods.views import PriceChange
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.money import PRICE_PLACES
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_, Label

MESSAGES["price-of-whom"] = N_("say whose price is removed, with --level or --customer")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the item"))]
Level = Annotated[str, typer.Option("--level", help=N_("of this price level"))]
Customer = Annotated[str, typer.Option("--customer", help=N_("of this customer"))]
SOURCES = {
    "list": Label(N_("list price"), "list"),
    "level": Label(N_("price level"), "level"),
    "customer": Label(N_("customer"), "customer"),
}

PRICES = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("unit", N_("unit")),
    DataColumn("list_price", N_("list price"), "price"),
    DataColumn("price", N_("price"), "price"),
    DataColumn("source", N_("source"), "label"),
)
AGREED = (
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("whose", N_("whose"), "code"),
    DataColumn("price", N_("price"), "price"),
)


@app.command("list", help=N_("list prices, as they hold for a customer when one is named"))
@listing(PRICES, narrowed_by=("text",))
def list_(
    text: Annotated[str, typer.Argument(help=N_("words of name, brand, code, barcode or attributes"))] = "",
    customer: Annotated[str, typer.Option("--customer", help=N_("prices as they hold for this customer"))] = "",
    limit: Limit = None,
) -> Iterable[Row]:
    """Prices in the order of codes."""
    actor = session.actor()
    given: dict[str, Any] = {"customer": customer, "limit": PAGE}
    for sku in every(lambda after: catalogue.search(actor, text, after=after, **given), limit):
        source = SOURCES.get(sku.source, sku.source)
        yield sku.code, sku.name, sku.unit, sku.list_price, sku.price, source


@app.command("show", help=N_("what is agreed for an item, with levels and with customers"))
@listing(AGREED, quiet=False)
def show(code: Code) -> Iterable[Row]:
    """The agreed prices of a sku."""
    for agreed in prices.agreed_prices(session.actor(), code):
        kind = "level" if agreed.level else "customer"
        yield SOURCES[kind], agreed.level or agreed.customer, agreed.price


@app.command("set", help=N_("set the list price, or that of a level or a customer"))
@answering.deed("{code} {level} {customer} {old} {new}", kinds=AS_PRICES)
def set_(
    code: Code,
    price: Annotated[str, typer.Argument(metavar="YUAN", help=N_("price of one unit"))],
    level: Level = "",
    customer: Customer = "",
    json: AsJson = False,
) -> None:
    """Set a price."""
    new = decimal(price, "price", PRICE_PLACES)
    data = _changed(prices.set_price(session.actor(), code, new, level=level, customer=customer))
    text = (
        N_("{code}: the price is {new}") if data["old"] is None else N_("{code}: the price was {old}, now it is {new}")
    )
    did(text, data, json=json, kinds=AS_PRICES)


@app.command("remove", help=N_("take away the price of a level or a customer"))
@change(N_("{code}: the agreed price {old} is removed"), AS_PRICES)
def remove(code: Code, level: Level = "", customer: Customer = "", yes: options.Yes = False) -> Mapping[str, Any]:
    """Remove an agreed price."""
    if not level and not customer:
        raise Invalid("price-of-whom")
    options.confirm(N_("The agreed price of {code} will be removed. Go on?"), yes=yes, code=code)
    return _changed(prices.set_price(session.actor(), code, None, level=level, customer=customer))


def _changed(it: PriceChange) -> Mapping[str, Any]:
    figures = {"old": None if it.old is None else plain(it.old), "new": it.new}
    return {"code": it.sku, "level": it.level, "customer": it.customer, **figures}


add_import(app, "prices")
