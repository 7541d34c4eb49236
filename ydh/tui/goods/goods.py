"""Products: what is sold, at which prices, and how much of it is there."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue, keeping, skus
from ydh.core.goods.views import SkuView
from ydh.core.rules.permissions import P
from ydh.core.stock import looking
from ydh.core.values.words import N_
from ydh.locale import values
from ydh.tui.goods.goods_forms import ADD_PRODUCT, add_product, add_variant, edit, edit_fields, variant_fields
from ydh.tui.goods.keeping import keeping_facts, keeping_fields, set_keeping
from ydh.tui.goods.prices import agreed_parts, price_fields, price_shows, set_back, set_price
from ydh.tui.lists.book import Book, Deed, Field, Found, Query
from ydh.tui.lists.ways import attributes, back, each_of, find_category, full_name, state
from ydh.tui.paint.parts import Column, Facts, Part, Rows
from ydh.tui.stock.stock_forms import LEVEL

MANAGE = (P.PRODUCT_MANAGE,)
COLUMNS = (
    Column("code", N_("code"), "code", 14),
    Column("name", N_("name"), of=full_name),
    Column("category", N_("category"), "text", 8, drop=2),
    Column("price", N_("price"), "price", 10),
    Column("pack", N_("packing"), "text", 10, drop=1, of=lambda row: pack_of(row)),
    Column("stock", N_("available"), "quantity", 9, of=lambda row: row.availability.quantity),
    Column("listed", N_("state"), "text", 7, of=lambda row: state(retired=not row.listed)),
)
VARIANTS = (
    Column("code", N_("code"), "code", 20),
    Column("attributes", N_("attributes"), of=lambda row: attributes(row.attributes)),
    Column("price", N_("price"), "price", 12),
    Column("stock", N_("available"), "quantity", 10, of=lambda row: row.availability.quantity),
    Column("listed", N_("state"), "text", 8, of=lambda row: state(retired=not row.listed)),
)
LISTED = {"": True, "retired": False, "both": None}
FILTERS = (
    Field("category", N_("category"), find=find_category),
    Field(
        "listed",
        N_("listed"),
        kind="choice",
        choices=(("", N_("listed")), ("retired", N_("retired.")), ("both", N_("listed and retired"))),
    ),
)
DEEDS = (
    Deed("add", "a", N_("add a product"), add_product, ADD_PRODUCT, needs=MANAGE, alone=True, main=True),
    Deed("edit", "E", N_("edit"), edit, edit_fields, needs=MANAGE, main=True, said=N_("{what} is changed")),
    Deed("care", "w", N_("how it is kept"), set_keeping, keeping_fields, needs=MANAGE, said=N_("{what} is changed")),
    Deed("variant", "V", N_("add an item"), add_variant, variant_fields, needs=MANAGE),
    Deed(
        "price",
        "p",
        N_("set price"),
        set_price,
        price_fields,
        price_shows,
        undo=set_back,
        needs=(P.PRICE_MANAGE,),
        main=True,
        said=N_("{what}: the price is set"),
    ),
    Deed(
        "retire",
        "t",
        N_("retire"),
        each_of(lambda actor, code, _: skus.retire(actor, code), "code"),
        undo=back(skus.restore),
        needs=MANAGE,
        many=True,
        main=True,
        fits=lambda row: bool(row.listed),
    ),
    Deed(
        "list",
        "T",
        N_("list again"),
        each_of(lambda actor, code, _: skus.restore(actor, code), "code"),
        undo=back(skus.retire),
        needs=MANAGE,
        many=True,
        main=True,
        fits=lambda row: not row.listed,
    ),
    Deed(
        "delete",
        "X",
        N_("delete"),
        each_of(lambda actor, code, _: skus.remove(actor, code), "code"),
        needs=MANAGE,
        many=True,
        confirm=N_("{what}: only what was never used can be deleted, and it cannot be taken back"),
    ),
)


def pack_of(row: SkuView) -> str:
    """The unit and how many of it a pack holds."""
    return f"{values.quantity(row.pack_size)}{row.unit}/{row.pack_unit}" if row.pack_unit else row.unit


class Products(Book):
    """Every variant that is sold or was."""

    name, title = "products", N_("products")
    columns, filters, deeds = COLUMNS, FILTERS, DEEDS
    needs = (P.ORDER_VIEW,)
    empty = N_("nothing is sold yet\na adds a product; many at once: imports, or ydh product import")

    def page(self, actor: Actor, query: Query) -> Found:
        found = catalogue.search(
            actor,
            query.text,
            category=query.filters.get("category", ""),
            listed=LISTED[query.filters.get("listed", "")],
            after=query.after,
            limit=query.limit,
        )
        return Found(found.rows, bool(found.next))

    def called(self, row: SkuView) -> str:
        return f"{row.code} {full_name(row)}"

    def style(self, row: SkuView) -> str:
        return "plain" if row.listed else "faint"

    def detail(self, actor: Actor, row: SkuView) -> Sequence[Part]:
        it = catalogue.show_sku(actor, row.code)
        product = catalogue.show_product(actor, it.product)
        others = product.skus if len(product.skus) > 1 else ()
        levels = looking.levels_of(actor, it.code)
        return [
            _facts(it),
            keeping_facts(keeping.keeping_of(actor, it.product)),
            Rows(LEVEL, levels, N_("stock by warehouse")),
            *agreed_parts(actor, it.code),
            Rows(VARIANTS, others, N_("items of the product")),
        ]


def _facts(it: SkuView) -> Facts:
    pairs: tuple[tuple[str, Any], ...] = (
        (N_("product"), it.product),
        (N_("category"), it.category),
        (N_("brand"), it.brand),
        (N_("attributes"), attributes(it.attributes)),
        (N_("barcode"), it.barcode),
        (N_("list price"), it.list_price),
        (N_("packing"), pack_of(it)),
        (N_("minimum"), it.minimum),
        (N_("multiple"), it.multiple),
        (N_("availability"), it.availability.word),
        (N_("state"), state(retired=not it.listed)),
    )
    return Facts(pairs)
