"""The noun product: what the company sells, and the items in which it can be ordered."""

from collections.abc import Callable, Mapping
from operator import attrgetter, itemgetter
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue, keeping, looking, products, skus
from ydh.core.goods.price_table import AGREED_PRICES, FOR_CUSTOMER, WORDS, full_name
from ydh.core.goods.views import SkuView, Variant
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Section, Wanted, only
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_, Label

MANAGE = (P.PRODUCT_MANAGE,)
LISTED = {"": True, "retired": False, "all": None}
BACKORDER = {"company": None, "on": True, "off": False}
UNLESS_GIVEN = {"pack_size": 1, "minimum": 0, "multiple": 1}
KEPT = tuple(keeping.PLAIN)


def _page(actor: Actor, wanted: Wanted) -> Page[SkuView]:
    given = dict(wanted.filters)
    listed = LISTED[given.pop("state", "")]
    return catalogue.search(actor, wanted.text, listed=listed, **given, after=wanted.after, limit=wanted.limit)


def pack_of(it: SkuView) -> str:
    """The unit and how many of it a pack holds."""
    return f"{plain(it.pack_size):f}{it.unit}/{it.pack_unit}" if it.pack_unit and it.pack_size else it.unit


def attributes_of(it: Any) -> list[str]:
    """Attributes as they are written: colour=red."""
    return [f"{name}={value}" for name, value in it.attributes.items()]


def _kept(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A value of how goods are kept; None for who may not see it."""
    return lambda it: None if it.keeping is None else read(it.keeping)


def _backorder(it: Any) -> Label:
    if it.backorder is None:
        return Label(N_("as the company says"), "company")
    return Label(N_("yes"), "true") if it.backorder else Label(N_("no"), "false")


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


KEPT_OF = (  # of how the goods of a product are kept
    Fact("product", N_("product"), "code"),
    Fact("lots", N_("kept by lot"), "yes", asked="always", help=N_("kept by lot and expiry, or not")),
    Fact(
        "backorder",
        N_("may be ordered beyond stock"),
        "label",
        of=_backorder,
        seen=lambda it: "" if it.backorder is None else _backorder(it),
    ),
    Fact("handling", N_("handling")),
    Fact(
        "keep_days",
        N_("days left when it leaves"),
        "integer",
        asked="always",
        off="off",
        help=N_("shelf life left when it leaves; off for none"),
        hint=N_("empty for no limit"),
    ),
    Fact(
        "return_days",
        N_("days to return it"),
        "integer",
        asked="always",
        off="company",
        help=N_("days to return it; company for the company's"),
        hint=N_("empty: as the company says"),
    ),
    Fact("guarantee", N_("guarantee"), asked="always", help=N_("what is guaranteed")),
    Fact(
        "codes",
        N_("further codes"),
        of=lambda it: ", ".join(f"{x.code} ({x.sku} x{x.quantity:f})" for x in it.codes),
    ),
)
KEEPING = tuple(
    it._replace(of=_kept(it.of or attrgetter(it.code)), seen=it.seen and _kept(it.seen), listed=False)
    for it in KEPT_OF[1:]
)
MARK = (
    Fact("code", N_("code"), "code", of=itemgetter(0)),
    Fact("mark", N_("mark"), "label", of=itemgetter(1)),
)
FACTS = (
    Fact("code", N_("code"), "code", asked="once", required=True, positional=True, width=14),
    Fact("name", N_("name"), seen=full_name, asked="always", required=True, positional=True, width=0),
    Fact(
        "attributes",
        N_("attributes"),
        "pairs",
        of=attributes_of,
        asked="always",
        option="attr",
        help=N_("an attribute, such as colour=red"),
        hint=N_("such as: colour=red; size=L"),
    ),
    Fact(
        "category",
        N_("category"),
        asked="always",
        find=looking.find_category,
        help=N_("category; made when it is new"),
        hint=N_("made when it is new"),
        width=8,
        drop=2,
    ),
    Fact("brand", N_("brand"), asked="always"),
    Fact(
        "unit",
        N_("unit"),
        seen=pack_of,
        asked="always",
        help=N_("the unit that is counted, such as box"),
        hint=N_("what is counted, such as box"),
        width=10,
        drop=1,
    ),
    Fact(
        "pack_size",
        N_("pack size"),
        "quantity",
        asked="always",
        help=N_("how many units a pack holds"),
        hint=N_("how many units a pack holds; 1 unless given"),
    ),
    Fact(
        "pack_unit",
        N_("pack unit"),
        asked="always",
        help=N_("what a pack is called"),
        hint=N_("what a pack is called, such as carton"),
    ),
    Fact("price", N_("price"), "price", width=10),
    Fact("availability", N_("availability"), "label", of=attrgetter("availability.word")),
    Fact("available", N_("available"), "quantity", of=attrgetter("availability.quantity"), width=9),
    Fact("listed", N_("listed"), "yes", width=7),
    Fact("product", N_("product"), "code", of=attrgetter("sku.product"), listed=False),
    Fact("barcode", N_("barcode"), "code", of=attrgetter("sku.barcode"), listed=False, asked="always"),
    Fact(
        "minimum",
        N_("minimum"),
        "quantity",
        of=attrgetter("sku.minimum"),
        listed=False,
        asked="always",
        help=N_("order at least so many"),
        hint=N_("order at least so many; 0 unless given"),
    ),
    Fact(
        "multiple",
        N_("multiple"),
        "quantity",
        of=attrgetter("sku.multiple"),
        listed=False,
        asked="always",
        help=N_("order in multiples of"),
        hint=N_("order in multiples of; 1 unless given"),
    ),
    Fact("list_price", N_("list price"), "price", of=attrgetter("sku.list_price"), listed=False),
    *KEEPING,
    Fact("version", N_("version"), "version", of=attrgetter("sku.version"), listed=False),
)
ITEMS = (
    *only(FACTS, code=20),
    Fact("product", N_("product"), "code"),
    Fact("name", N_("name")),
    Fact("attributes", N_("attributes"), "pairs", of=attributes_of, width=0),
    Fact("barcode", N_("barcode"), "code"),
    Fact("unit", N_("unit")),
    *only(FACTS, pack_size=None, pack_unit=None),
    Fact("minimum", N_("minimum"), "quantity"),
    Fact("multiple", N_("multiple"), "quantity"),
    Fact("list_price", N_("list price"), "price"),
    *only(FACTS, price=12, available=10, listed=8),
    Fact("version", N_("version"), "version"),
)
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
    of=_kept(lambda it: next(word for word, value in BACKORDER.items() if value == it.backorder)),
    choices={"company": N_("as the company says"), "on": N_("yes"), "off": N_("no")},
    default="company",
    help=N_("on, off or company: ordered beyond what is there"),
)
MARKS = Fact(
    "handling",
    N_("handling"),
    "list",
    of=_kept(lambda it: it.handling.split()),
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
            key="w",
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
            key="b",
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
            key="B",
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
            question=N_("{codes} will be deleted. Go on?"),
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
