"""The forms of products and variants: what is asked, and how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue, products, skus
from ydh.core.goods.found import attributes_in
from ydh.core.goods.views import SkuView, Variant
from ydh.core.values.money import PRICE_PLACES, QUANTITY_PLACES
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Field
from ydh.tui.lists.ways import ADDED, attributes, decimal, find_category
from ydh.tui.paint.parts import Say

PRODUCT = (
    Field("name", N_("name"), required=True),
    Field("category", N_("category"), find=find_category, hint=N_("made when it is new")),
    Field("brand", N_("brand")),
)
VARIANT = (
    Field("attributes", N_("attributes"), hint=N_("such as: colour=red; size=L")),
    Field("barcode", N_("barcode")),
    Field("unit", N_("unit"), hint=N_("what is counted, such as box")),
    Field("pack_unit", N_("pack unit"), hint=N_("what a pack is called, such as carton")),
    Field("pack_size", N_("pack size"), hint=N_("how many units a pack holds; 1 unless given")),
    Field("minimum", N_("minimum"), hint=N_("order at least so many; 0 unless given")),
    Field("multiple", N_("multiple"), hint=N_("order in multiples of; 1 unless given")),
)
PRICE = Field("price", N_("list price"), hint=N_("of one unit; without one it is a draft"))
SERVICE = Field(
    "service", N_("kind"), kind="choice", choices=(("", N_("goods with stock")), ("yes", N_("a service, no stock")))
)
ADD_PRODUCT = (Field("code", N_("code"), required=True), *PRODUCT, SERVICE, *VARIANT, PRICE)
NUMBERS = {"pack_size": Decimal(1), "minimum": Decimal(0), "multiple": Decimal(1)}


def filled(fields: Sequence[Field], values: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields with what holds now in them."""
    return tuple(replace(f, value=str(values[f.name])) if f.name in values else f for f in fields)


def values_of(answers: Answers) -> dict[str, Any]:
    """The columns of a variant as they were typed; an emptied number is what it is unless given. Raises Invalid."""
    read: dict[str, Any] = {name: answers[name] for name in ("barcode", "unit", "pack_unit")}
    for name, unless_given in NUMBERS.items():
        found = decimal(answers, name, name.replace("_", " "), QUANTITY_PLACES)
        read[name] = unless_given if found is None else found
    return read | {"attributes": attributes_in(answers["attributes"])}


def variant_of(answers: Answers, code: str = "") -> Variant:
    """A variant to be made. Raises Invalid."""
    return Variant(code=code, price=decimal(answers, "price", "price", PRICE_PLACES), **values_of(answers))


def add_product(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    """Add a product with its first variant."""
    about: dict[str, Any] = {"category": answers["category"], "brand": answers["brand"]}
    code = products.add(
        actor, answers["code"], answers["name"], variant_of(answers), service=answers["service"] == "yes", **about
    )
    return Say(ADDED, {"code": code})


def variant_fields(actor: Actor, rows: Sequence[SkuView]) -> tuple[Field, ...]:
    """What is asked for another variant of the row's product; how it is counted and packed is as with the row."""
    row = rows[0]
    like = {name: value for name, value in _shown(row).items() if name not in ("attributes", "barcode")}
    return (
        Field("product", "", value=row.product, kind="hidden"),
        Field("code", N_("code of the item"), required=True),
        *filled(VARIANT, like),
        PRICE,
    )


def add_variant(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    """Add a variant to a product."""
    code = skus.add(actor, answers["product"], variant_of(answers, answers["code"]))
    return Say(ADDED, {"code": code})


def edit_fields(actor: Actor, rows: Sequence[SkuView]) -> tuple[Field, ...]:
    """What can be changed of a row, as it is now, with the versions that were seen."""
    it = catalogue.show_sku(actor, rows[0].code)
    product = catalogue.show_product(actor, it.product)
    seen = {"seen": it.version, "product_seen": product.version}
    hidden = (Field(name, "", value=str(value), kind="hidden") for name, value in seen.items())
    return (*hidden, *filled((*PRODUCT, *VARIANT), _shown(it)))


def _shown(it: SkuView) -> dict[str, Any]:
    names = ("name", "category", "brand", "barcode", "unit", "pack_unit")
    values: dict[str, Any] = {name: getattr(it, name) for name in names}
    values |= {name: f"{getattr(it, name):f}" for name in NUMBERS}
    return values | {"attributes": attributes(it.attributes)}


def edit(actor: Actor, rows: Sequence[SkuView], answers: Answers) -> None:
    """Change a variant and its product."""
    product = {name: answers[name] for name in ("name", "category", "brand")}
    seen = {name: int(answers[name]) for name in ("seen", "product_seen")}
    products.edit_with_sku(actor, rows[0].code, values_of(answers), product, **seen)
