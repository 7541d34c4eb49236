"""Statements that look at the catalogue: pages of it, single skus, and what a customer has bought of it."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import JOIN, fn

from ydh.store.engine.paging import ORDERS, in_order
from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.goods.catalogue import SKU_FIELDS
from ydh.store.tables.goods import Category, CustomerPrice, ItemCode, LevelPrice, Product, Sku
from ydh.store.tables.orders import Order, OrderLine

_VIEW = (
    Sku.id,
    Sku.code,
    Product.code,
    Product.name,
    Category.name,
    Product.brand,
    Product.service,
    *(getattr(Sku, name) for name in SKU_FIELDS.split()[:-2]),
    Sku.listed,
    Sku.version,
    Sku.price,
    LevelPrice.price,
    CustomerPrice.price,
    Product.version,
)


class SkuView(NamedRow):
    """A sku as a catalogue shows it, with the prices that hold for a level and a customer."""

    id: int
    code: str
    product: str
    name: str
    category: str | None
    brand: str
    service: bool
    attributes: dict[str, str]
    barcode: str | None
    unit: str
    pack_size: Decimal
    pack_unit: str
    minimum: Decimal
    multiple: Decimal
    listed: bool
    version: int
    price: Decimal
    level_price: Decimal | None
    customer_price: Decimal | None
    product_version: int


def _view() -> Any:
    level = (LevelPrice.sku == Sku.id) & (LevelPrice.level == slot(LevelPrice.level))
    customer = (CustomerPrice.sku == Sku.id) & (CustomerPrice.customer == slot(CustomerPrice.customer))
    return (
        Sku.select(*_VIEW)
        .join(Product, on=(Product.id == Sku.product))
        .join(Category, JOIN.LEFT_OUTER, on=(Category.id == Product.category))
        .join(LevelPrice, JOIN.LEFT_OUTER, on=level)
        .join(CustomerPrice, JOIN.LEFT_OUTER, on=customer)
        .order_by(Sku.fold)
    )


def _stands_in(engine: str, text: Any, word: str) -> Any:
    return getattr(fn, "INSTR" if engine == "sqlite" else "STRPOS")(text, slot(Sku.fold, word)) > 0


def known_by(engine: str, word: str) -> Any:
    """The word stands in what the sku (joined with its product) is known by.

    Attributes are JSON: in them the word stands as JSON has it, which the slot `word` with `_json` after it gives.
    """
    text = (
        Sku.fold.concat(" ")
        .concat(fn.LOWER(Product.name))
        .concat(" ")
        .concat(Product.initials)
        .concat(" ")
        .concat(fn.LOWER(Product.brand))
        .concat(" ")
        .concat(Product.fold)
        .concat(" ")
        .concat(fn.LOWER(fn.COALESCE(Sku.barcode, "")))
    )
    return _stands_in(engine, text, word) | _stands_in(engine, fn.LOWER(Sku.attributes), f"{word}_json")


def _has(engine: str, word: str) -> Any:
    """The word stands in what the sku is known by, or in the customer's own code for it."""
    own = ItemCode.select(ItemCode.sku).where(
        (ItemCode.customer == slot(ItemCode.customer))
        & (ItemCode.customer != 0)
        & _stands_in(engine, ItemCode.fold, word)
    )
    return known_by(engine, word) | Sku.id.in_(own)


def _has_words(engine: str) -> Any:
    return _has(engine, "word1") & _has(engine, "word2") & _has(engine, "word3")


def _page(engine: str, by: str, category: bool) -> Any:
    query = in_order(_view(), by, Product.sort, Sku.fold).where(
        Sku.listed.in_([slot(Sku.listed, "this"), slot(Sku.listed, "or_this")]) & _has_words(engine)
    )
    if category:
        query = query.where(Category.name == slot(Category.name, "category"))
    return query.limit(slot("limit"))


# by whether they are of one category, by their order
PAGES = {
    (category, by): Statement(partial(_page, by=by, category=category), SkuView)
    for category in (False, True)
    for by in ORDERS
}
SORT_OF = Statement(
    Product.select(Product.sort).join(Sku, on=(Sku.product == Product.id)).where(Sku.fold == slot(Sku.fold))
)
VIEWS_OF_PRODUCT = Statement(_view().where(Sku.product == slot(Sku.product)), SkuView)
VIEWS_BY_ID = Members(lambda _engine, ids: _view().where(Sku.id.in_(ids)), Sku.id, SkuView)

# --- in a customer's own order: what it bought, what is new, the rest ---
# sku, day, order, position, quantity (in thousandths)
BOUGHT = Statement(
    Order.select(OrderLine.sku, Order.business_date, Order.id, OrderLine.position, OrderLine.quantity)
    .join(OrderLine, on=(OrderLine.order == Order.id))
    .where((Order.customer == slot(Order.customer)) & Order.counts),
    raw=True,
)


def _listed(engine: str, narrow: tuple[str, ...]) -> Any:
    query = Sku.select(Sku.id, Sku.fold, Sku.created_at).join(Product, on=(Product.id == Sku.product)).where(Sku.listed)
    if "words" in narrow:
        query = query.where(_has_words(engine))
    if "category" in narrow:
        named = Category.select(Category.id).where(Category.name == slot(Category.name, "category"))
        query = query.where((Product.category + 0).in_(named))  # not by its index: a page is found in its own order
    return query


def _newest(engine: str, narrow: tuple[str, ...]) -> Any:
    at, fold = slot(Sku.created_at, "at"), slot(Sku.fold)
    return (
        _listed(engine, narrow)
        .where((Sku.created_at >= slot(Sku.created_at, "since")) & (Sku.created_at <= at))
        .where((Sku.created_at < at) | (Sku.fold > fold))
        .order_by(Sku.created_at.desc(), Sku.fold)
        .limit(slot("limit"))
    )


def _rest(engine: str, narrow: tuple[str, ...]) -> Any:
    return (
        _listed(engine, narrow)
        .where((Sku.created_at < slot(Sku.created_at, "since")) & (Sku.fold > slot(Sku.fold)))
        .order_by(Sku.fold)
        .limit(slot("limit"))
    )


_NARROWED: tuple[tuple[str, ...], ...] = ((), ("words",), ("category",), ("words", "category"))


def _each(query: Callable[..., Any]) -> dict[tuple[str, ...], Statement]:
    return {narrow: Statement(partial(query, narrow=narrow)) for narrow in _NARROWED}


def _of_these(engine: str, ids: Any, narrow: tuple[str, ...]) -> Any:
    return _listed(engine, narrow).where(Sku.id.in_(ids))


# each by what narrows it; id, fold, time of making
NEWEST, REST = _each(_newest), _each(_rest)
OF_THESE = {narrow: Members(partial(_of_these, narrow=narrow), Sku.id) for narrow in _NARROWED}
