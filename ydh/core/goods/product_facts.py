"""What is known of the goods: facts of an item, of how its goods are kept, and of the items of a product."""

from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any

from ydh.core.goods import looking
from ydh.core.goods.keeping import marks
from ydh.core.goods.price_table import full_name
from ydh.core.goods.views import SkuView
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import only
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_, Label


def pack_of(it: SkuView) -> str:
    """The unit and how many of it a pack holds."""
    return f"{plain(it.pack_size):f}{it.unit}/{it.pack_unit}" if it.pack_unit and it.pack_size else it.unit


def attributes_of(it: Any) -> list[str]:
    """Attributes as they are written: colour=red."""
    return [f"{name}={value}" for name, value in it.attributes.items()]


def of_keeping(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A value of how goods are kept; None for who may not see it."""
    return lambda it: None if it.keeping is None else read(it.keeping)


def _backorder(it: Any) -> Label:
    if it.backorder is None:
        return Label(N_("as the company says"), "company")
    return Label(N_("yes"), "true") if it.backorder else Label(N_("no"), "false")


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
    Fact("handling", N_("handling"), seen=lambda it: marks(it.handling)),
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
    it._replace(of=of_keeping(it.of or attrgetter(it.code)), seen=it.seen and of_keeping(it.seen), listed=False)
    for it in KEPT_OF[1:]
)
BOUGHT_BEFORE = (  # of what a customer ordered before
    Fact("code", N_("code"), "code", of=attrgetter("sku.code")),
    Fact("name", N_("name"), of=lambda it: full_name(it.sku)),
    Fact("unit", N_("unit"), of=attrgetter("sku.unit")),
    Fact("price", N_("price"), "price", of=attrgetter("sku.price")),
    Fact("quantity", N_("last"), "quantity", of=attrgetter("last_quantity")),
    Fact("day", N_("last order"), "day", of=attrgetter("last_date")),
)
MARK = (
    Fact("code", N_("code"), "code", of=itemgetter(0)),
    Fact("mark", N_("mark"), "label", of=itemgetter(1)),
)
FACTS = (
    Fact("code", N_("code"), "code", asked="once", required=True, positional=True, width=14),
    Fact("name", N_("name"), seen=full_name, asked="always", required=True, positional=True, width=0, sorts=True),
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
    Fact("product", N_("product"), "code"),
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
    Fact("list_price", N_("list price"), "price"),
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
