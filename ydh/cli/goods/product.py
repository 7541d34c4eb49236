"""ydh product: what the company sells, and the variants in which it can be ordered."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.files.importing import add_import
from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import (
    PAGE,
    AsJson,
    CodeOrStdin,
    Limit,
    Row,
    Version,
    attributes,
    change,
    decimal,
    each_of,
    every,
    listing,
    of_each,
)
from ydh.cli.goods.keeping import Backorder, Guarantee, Handling, KeepDays, Lots, ReturnDays, add_keeping, keeping_given
from ydh.cli.writing.cells import DataColumn
from ydh.core.goods import catalogue, products, skus
from ydh.core.goods.views import SkuView, Variant
from ydh.core.values.errors import NotFound
from ydh.core.values.money import PRICE_PLACES, QUANTITY_PLACES
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
category = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
app.add_typer(category, name="category", help=N_("the catalogue's categories"))

Attr = Annotated[list[str], typer.Option("--attr", metavar="NAME=VALUE", help=N_("an attribute, such as colour=red"))]
Barcode = Annotated[str | None, typer.Option("--barcode", help=N_("barcode"))]
UnitName = Annotated[str | None, typer.Option("--unit", help=N_("the unit that is counted, such as box"))]
PackSize = Annotated[str | None, typer.Option("--pack-size", metavar="NUMBER", help=N_("how many units a pack holds"))]
PackUnit = Annotated[str | None, typer.Option("--pack-unit", help=N_("what a pack is called"))]
Minimum = Annotated[str | None, typer.Option("--minimum", metavar="NUMBER", help=N_("order at least so many"))]
Multiple = Annotated[str | None, typer.Option("--multiple", metavar="NUMBER", help=N_("order in multiples of"))]
Price = Annotated[str | None, typer.Option("--price", metavar="YUAN", help=N_("list price; without one it is a draft"))]
Category = Annotated[str | None, typer.Option("--category", help=N_("category; made when it is new"))]
Brand = Annotated[str | None, typer.Option("--brand", help=N_("brand"))]
Customer = Annotated[str, typer.Option("--customer", help=N_("prices as they hold for this customer"))]

SKUS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("attributes", N_("attributes")),
    DataColumn("category", N_("category")),
    DataColumn("brand", N_("brand")),
    DataColumn("unit", N_("unit")),
    DataColumn("pack_size", N_("pack size"), "quantity"),
    DataColumn("pack_unit", N_("pack unit")),
    DataColumn("price", N_("price"), "price"),
    DataColumn("availability", N_("availability"), "label"),
    DataColumn("available", N_("available"), "quantity"),
    DataColumn("listed", N_("listed"), "yes"),
)
VARIANTS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("product", N_("product"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("attributes", N_("attributes")),
    DataColumn("barcode", N_("barcode"), "code"),
    DataColumn("unit", N_("unit")),
    DataColumn("pack_size", N_("pack size"), "quantity"),
    DataColumn("pack_unit", N_("pack unit")),
    DataColumn("minimum", N_("minimum"), "quantity"),
    DataColumn("multiple", N_("multiple"), "quantity"),
    DataColumn("list_price", N_("list price"), "price"),
    DataColumn("price", N_("price"), "price"),
    DataColumn("available", N_("available"), "quantity"),
    DataColumn("listed", N_("listed"), "yes"),
    DataColumn("version", N_("version"), "ordinal"),
)
NAMES = (DataColumn("name", N_("name")),)


@listing(SKUS, narrowed_by=("text", "category"))
def list_(
    text: Annotated[str, typer.Argument(help=N_("words of name, brand, code, barcode or attributes"))] = "",
    category: Annotated[str, typer.Option("--category", help=N_("of this category only"))] = "",
    customer: Customer = "",
    retired: Annotated[bool, typer.Option("--retired", help=N_("what is not listed"))] = False,
    everything: Annotated[bool, typer.Option("--all", help=N_("listed or not"))] = False,
    limit: Limit = None,
) -> Iterable[Row]:
    """Skus in the order of their codes."""
    actor = session.actor()
    listed = None if everything else not retired
    given: dict[str, Any] = {"category": category, "customer": customer, "listed": listed, "limit": PAGE}
    for sku in every(lambda after: catalogue.search(actor, text, after=after, **given), limit):
        there = sku.availability
        pack = (sku.unit, sku.pack_size, sku.pack_unit)
        about = (sku.code, sku.name, attributes(sku.attributes), sku.category, sku.brand)
        yield *about, *pack, sku.price, there.word, there.quantity, sku.listed


app.command("list", help=N_("list what is sold; with a text, search"))(list_)
app.command("search", help=N_("the same as list"))(list_)


@app.command("show", help=N_("a product with its items, or one item by code, barcode or a customer's own code"))
@listing(VARIANTS)
def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code"))], customer: Customer = ""
) -> Iterable[Row]:
    """The variants of a product, or one."""
    actor = session.actor()
    try:
        return [_variant(sku) for sku in catalogue.show_product(actor, code, customer=customer).skus]
    except NotFound:
        return [_variant(catalogue.show_sku(actor, code, customer=customer))]


def _variant(sku: SkuView) -> Row:
    about = (sku.code, sku.product, sku.name, attributes(sku.attributes), sku.barcode)
    how = (sku.unit, sku.pack_size, sku.pack_unit, sku.minimum, sku.multiple)
    return *about, *how, sku.list_price, sku.price, sku.availability.quantity, sku.listed, str(sku.version)


@app.command("add", help=N_("add a product with its first item"))
@change(N_("{code} is added"))
def add(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the product"))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name"))],
    sku: Annotated[str, typer.Option("--variant", help=N_("code of the item; the product's own unless given"))] = "",
    category: Category = None,
    brand: Brand = None,
    service: Annotated[bool, typer.Option("--service", help=N_("a service: it has no stock"))] = False,
    attr: Attr = [],  # noqa: B006 - typer copies it
    barcode: Barcode = None,
    unit: UnitName = None,
    pack_size: PackSize = None,
    pack_unit: PackUnit = None,
    minimum: Minimum = None,
    multiple: Multiple = None,
    price: Price = None,
    lots: Lots = None,
    backorder: Backorder = None,
    handling: Handling = None,
    keep_days: KeepDays = None,
    return_days: ReturnDays = None,
    guarantee: Guarantee = None,
) -> Mapping[str, Any]:
    """Add a product; without a price it is a draft that is not listed."""
    values = _values(attr, barcode, unit, pack_size, pack_unit, minimum, multiple)
    variant = Variant(code=sku, price=decimal(price, "price", PRICE_PLACES), **_named(values))
    about: dict[str, Any] = {"category": category or "", "brand": brand or "", "service": service}
    about["keeping"] = keeping_given(lots, backorder, handling, keep_days, return_days, guarantee)
    return {"code": products.add(session.actor(), code, name, variant, **about)}


@app.command("add-variant", help=N_("add an item to a product"))
@change(N_("{code} is added to {product}"))
def add_variant(
    product: Annotated[str, typer.Argument(metavar="PRODUCT", help=N_("code of the product"))],
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the item"))],
    attr: Attr = [],  # noqa: B006 - typer copies it
    barcode: Barcode = None,
    unit: UnitName = None,
    pack_size: PackSize = None,
    pack_unit: PackUnit = None,
    minimum: Minimum = None,
    multiple: Multiple = None,
    price: Price = None,
) -> Mapping[str, Any]:
    """Add a variant that differs in its attributes."""
    values = _values(attr, barcode, unit, pack_size, pack_unit, minimum, multiple)
    variant = Variant(code=code, price=decimal(price, "price", PRICE_PLACES), **_named(values))
    return {"code": skus.add(session.actor(), product, variant), "product": product}


@app.command("edit", help=N_("change a product; an empty category or brand takes it away"))
@change(N_("{code} is changed"))
def edit(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the product"))],
    name: Annotated[str | None, typer.Option("--name", help=N_("name"))] = None,
    category: Category = None,
    brand: Brand = None,
    lots: Lots = None,
    backorder: Backorder = None,
    handling: Handling = None,
    keep_days: KeepDays = None,
    return_days: ReturnDays = None,
    guarantee: Guarantee = None,
    seen: Version = None,
) -> Mapping[str, Any]:
    """Change what is given of a product."""
    kept = keeping_given(lots, backorder, handling, keep_days, return_days, guarantee)
    products.edit(session.actor(), code, seen=seen, name=name, category=category, brand=brand, keeping=kept)
    return {"code": code}


@app.command("edit-variant", help=N_("change an item; its price is set with: ydh price set"))
@change(N_("{code} is changed"))
def edit_variant(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the item"))],
    attr: Attr = [],  # noqa: B006 - typer copies it
    barcode: Barcode = None,
    unit: UnitName = None,
    pack_size: PackSize = None,
    pack_unit: PackUnit = None,
    minimum: Minimum = None,
    multiple: Multiple = None,
    seen: Version = None,
) -> Mapping[str, Any]:
    """Change what is given of a variant."""
    values = _values(attr, barcode, unit, pack_size, pack_unit, minimum, multiple)
    skus.edit(session.actor(), code, seen=seen, **values)
    return {"code": code}


@app.command("retire", help=N_("take items off the catalogue; orders that have them go on"))
@answering.deed(N_("{code} is retired"), lambda make: of_each(make, "{code} is retired"))
def retire(codes: CodeOrStdin, yes: options.Yes = False, json: AsJson = False) -> int:
    """Retire skus."""
    actor = session.actor()
    return each_of(codes, lambda code: skus.retire(actor, code), N_("{code} is retired"), yes=yes, json=json)


@app.command("list-again", help=N_("put items on the catalogue"))
@answering.deed(N_("{code} is listed"), lambda make: of_each(make, "{code} is listed"))
def list_again(codes: CodeOrStdin, yes: options.Yes = False, json: AsJson = False) -> int:
    """List skus again."""
    actor = session.actor()
    return each_of(codes, lambda code: skus.restore(actor, code), N_("{code} is listed"), yes=yes, json=json)


@app.command("delete", help=N_("delete items that were never ordered or in stock"))
@answering.deed(N_("{code} is deleted"), lambda make: of_each(make, "{code} is deleted"))
def delete(codes: CodeOrStdin, yes: options.Yes = False, json: AsJson = False) -> int:
    """Delete skus."""
    actor, ask = session.actor(), N_("{codes} will be deleted. Go on?")
    text = N_("{code} is deleted")
    return each_of(codes, lambda code: skus.remove(actor, code), text, ask=ask, yes=yes, json=json)


@category.command("list", help=N_("list the categories"))
@listing(NAMES)
def list_categories() -> Iterable[Row]:
    """The categories by name."""
    return [(name,) for name in catalogue.categories(session.actor())]


def _values(
    attr: list[str],
    barcode: str | None,
    unit: str | None,
    pack_size: str | None,
    pack_unit: str | None,
    minimum: str | None,
    multiple: str | None,
) -> dict[str, Any]:
    """What was given of a variant, as `edit_sku` takes it; None is not given."""
    return {
        "attributes": options.pairs(attr, "--attr") if attr else None,
        "barcode": barcode,
        "unit_name": unit,
        "pack_size": decimal(pack_size, "pack size", QUANTITY_PLACES),
        "pack_unit": pack_unit,
        "minimum": decimal(minimum, "minimum", QUANTITY_PLACES),
        "multiple": decimal(multiple, "multiple", QUANTITY_PLACES),
    }


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same as `Variant` takes it, without what was not given."""
    return {"unit" if k == "unit_name" else k: value for k, value in values.items() if value is not None}


add_keeping(app)
add_import(app, "products")
