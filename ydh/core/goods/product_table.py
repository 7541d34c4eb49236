"""The noun product: what the company sells, and the items in which it can be ordered."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue, keeping, looking, products, skus
from ydh.core.goods.price_table import AGREED_PRICES, FOR_CUSTOMER, WORDS, full_name
from ydh.core.goods.product_facts import FACTS, ITEMS, of_keeping
from ydh.core.goods.views import SkuView, Variant
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Section, Wanted
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_

MANAGE = (P.PRODUCT_MANAGE,)
LISTED = {"": True, "retired": False, "all": None}
BACKORDER = {"company": None, "on": True, "off": False}
UNLESS_GIVEN = {"pack_size": 1, "minimum": 0, "multiple": 1}
KEPT = tuple(keeping.PLAIN)


def _page(actor: Actor, wanted: Wanted) -> Page[SkuView]:
    given = dict(wanted.filters)
    listed = LISTED[given.pop("state", "")]
    return catalogue.search(
        actor, wanted.text, listed=listed, **given, sort=wanted.sort, after=wanted.after, limit=wanted.limit
    )


# --- what its acts are given ---


def _keeping_given(given: dict[str, Any]) -> dict[str, Any]:
    """How goods are kept, taken out of what was given."""
    found = {name: given.pop(name) for name in KEPT if name in given}
    if "backorder" in found:
        found["backorder"] = BACKORDER[found["backorder"] or "company"]
    if "handling" in found:
        found["handling"] = " ".join(found["handling"])
    return found


def _variant_given(given: dict[str, Any]) -> dict[str, Any]:
    """The columns of an item; an emptied number is what it is unless given."""
    found = {name: value for name, value in given.items() if name not in ("seen", "product_seen")}
    return {
        name: UNLESS_GIVEN.get(name, {}) if value == "" and name in NOT_TEXT else value for name, value in found.items()
    }


NOT_TEXT = (*UNLESS_GIVEN, "attributes")


def _add(actor: Actor, code: str, name: str, *, variant: str = "", **given: Any) -> str:
    about = {each: given.pop(each) for each in ("category", "brand", "service") if each in given}
    kept = _keeping_given(given)
    return products.add(actor, code, name, Variant(code=variant, **_variant_given(given)), keeping=kept, **about)


def add_item(actor: Actor, product: str, *, code: str, **given: Any) -> dict[str, str]:
    """Add an item to a product. Raises as `skus.add` does."""
    return {"code": skus.add(actor, product, Variant(code=code, **_variant_given(given))), "product": product}


def _edit(actor: Actor, code: str, *, seen: int | None = None, **given: Any) -> None:
    products.edit(actor, code, keeping=_keeping_given(given), seen=seen, **given)


def _edit_item(
    actor: Actor, code: str, *, seen: int | None = None, product_seen: int | None = None, **given: Any
) -> None:
    its: dict[str, Any] = {name: given.pop(name) for name in ("name", "category", "brand") if name in given}
    products.edit_with_sku(actor, code, _variant_given(given), its, seen=seen, product_seen=product_seen)


def _add_code(actor: Actor, code: str, *, scan: str, **given: Any) -> Mapping[str, Any]:
    made = keeping.add_code(actor, code, scan, **given)
    return {"code": made.sku, "scan": made.code, "quantity": made.quantity}


def _drop_code(actor: Actor, code: str, *, scan: str) -> Mapping[str, Any]:
    keeping.drop_code(actor, code, scan)
    return {"code": code, "scan": scan}


PACKED = ("attributes", "barcode", "unit", "pack_unit", "pack_size", "minimum", "multiple")
FIRST_PRICE = Fact(
    "price",
    N_("list price"),
    "price",
    help=N_("list price; without one it is a draft"),
    hint=N_("of one unit; without one it is a draft"),
)
SERVICE = Fact("service", N_("a service, no stock"), "yes", help=N_("a service: it has no stock"))
ITEM = Fact("variant", N_("code of the item"), help=N_("code of the item; the product's own unless given"))
MAY_BE_SHORT = Fact(
    "backorder",
    N_("may be ordered beyond stock"),
    "label",
    of=of_keeping(lambda it: next(word for word, value in BACKORDER.items() if value == it.backorder)),
    choices={"company": N_("as the company says"), "on": N_("yes"), "off": N_("no")},
    default="company",
    help=N_("on, off or company: ordered beyond what is there"),
)
MARKS = Fact(
    "handling",
    N_("handling"),
    "list",
    of=of_keeping(lambda it: it.handling.split()),
    offers=lambda _: tuple(keeping.HANDLING.items()),
    help=N_("marks such as cold,fragile; the others: ydh product marks"),
)
HOW_KEPT = ("lots", MAY_BE_SHORT, MARKS, "keep_days", "return_days", "guarantee")
SCAN = Fact("scan", N_("code"), required=True, positional=True, help=N_("what the scanner reads"))

PRODUCTS = Noun(
    "product",
    N_("products"),
    N_("code of the item"),
    N_("list what is sold; with a text, search"),
    N_("a product with its items, or one item by code, barcode or a customer's own code"),
    FACTS,
    _page,
    show=looking.show_goods,
    show_asks=(
        FOR_CUSTOMER.fact()._replace(help=FOR_CUSTOMER.help),
        Fact(
            "item", N_("item"), "yes", of=lambda _: True, asked="row", help=N_("the item, not the product of that code")
        ),
    ),
    row="sku",
    sections=(
        Section("items", N_("items of the product"), ITEMS, attrgetter("items"), least=2),
        AGREED_PRICES,
    ),
    filters=(
        Filter("category", N_("category"), find=looking.find_category, help=N_("of this category only")),
        FOR_CUSTOMER,
        Filter(
            "state",
            N_("listed"),
            "label",
            choices={"": N_("listed"), "retired": N_("retired."), "all": N_("listed and retired")},
            flags={"--retired": ("retired", N_("what is not listed")), "--all": ("all", N_("listed or not"))},
            narrows=False,
        ),
    ),
    acts=(
        Act(
            "add",
            N_("add a product"),
            N_("add a product with its first item"),
            _add,
            on="none",
            key="a",
            needs=MANAGE,
            asks=("code", "name", ITEM, "category", "brand", SERVICE, *PACKED, FIRST_PRICE, *HOW_KEPT),
            said=N_("{code} is added"),
        ),
        Act(
            "add-variant",
            N_("add an item"),
            N_("add an item to a product"),
            add_item,
            needs=MANAGE,
            of="product",
            one=N_("code of the product"),
            asks=(
                Fact(
                    "code", N_("code of the item"), "code", required=True, positional=True, help=N_("code of the item")
                ),
                *PACKED,
                FIRST_PRICE,
            ),
            key="V",
            said=N_("{code} is added to {product}"),
            by_hand="screen",
        ),
        Act(
            "edit-variant",
            N_("edit"),
            N_("change an item and its product; its price is set with: ydh price set"),
            _edit_item,
            key="E",
            needs=MANAGE,
            asks=(
                "name",
                "category",
                "brand",
                *PACKED,
                Fact("product_seen", N_("version"), "version", of=attrgetter("sku.product_version"), asked="row"),
            ),
            edits=True,
            versioned=True,
            version="sku.version",
            said=N_("{code} is changed"),
        ),
        Act(
            "edit",
            N_("how it is kept"),
            N_("change a product; an empty category or brand takes it away"),
            _edit,
            key="L",
            needs=MANAGE,
            of="product",
            one=N_("code of the product"),
            asks=("name", "category", "brand", *HOW_KEPT),
            edits=True,
            versioned=True,
            version="sku.product_version",
            said=N_("{code} is changed"),
            main=False,
        ),
        Act(
            "add-code",
            N_("add a further code"),
            N_("let a further code stand for an item; a scan of it counts a pack"),
            _add_code,
            key="I",
            needs=MANAGE,
            asks=(SCAN, Fact("quantity", N_("quantity"), "quantity", help=N_("units that one scan counts"))),
            said=N_("{scan} stands for {code}, {quantity} at once"),
            main=False,
        ),
        Act(
            "drop-code",
            N_("take a further code away"),
            N_("take a further code away"),
            _drop_code,
            key="u",
            needs=MANAGE,
            asks=(SCAN,),
            said=N_("{scan} stands for nothing any more"),
            main=False,
        ),
        Act(
            "retire",
            N_("retire"),
            N_("take items off the catalogue; orders that have them go on"),
            skus.retire,
            on="many",
            key="t",
            needs=MANAGE,
            said=N_("{code} is retired"),
            back="list-again",
            why_not=lambda it: "" if it.listed else N_("it is retired already"),
        ),
        Act(
            "list-again",
            N_("list again"),
            N_("put items on the catalogue"),
            skus.restore,
            on="many",
            key="T",
            needs=MANAGE,
            said=N_("{code} is listed"),
            back="retire",
            why_not=lambda it: N_("it is listed") if it.listed else "",
        ),
        Act(
            "delete",
            N_("delete"),
            N_("delete items that were never ordered or in stock"),
            skus.remove,
            on="many",
            key="X",
            needs=MANAGE,
            question=N_("{what} will be deleted. Go on?"),
            said=N_("{code} is deleted"),
            main=False,
        ),
    ),
    needs=(P.ORDER_VIEW,),
    token="code",
    called=lambda it: f"{it.code} {full_name(it)}",
    tone=lambda it: "plain" if it.listed else "faint",
    text=WORDS,
    whole=True,
    empty=N_("nothing is sold yet\na adds a product; many at once: imports, or ydh product import"),
)
