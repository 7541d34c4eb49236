"""Statements about products, their variants and prices."""

from typing import Any

from peewee import JOIN, fn

from ydh.store.engine.prepared import Statement, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.goods.keeping import FIELDS as KEEPING_FIELDS
from ydh.store.tables.carts import CartLine
from ydh.store.tables.goods import (
    Category,
    CodeConflict,
    CustomerPrice,
    ItemCode,
    LevelPrice,
    Lot,
    Product,
    Sku,
    Stock,
    StockMove,
    StockPaperLine,
)
from ydh.store.tables.orders import OrderLine
from ydh.store.tables.people import Customer, Level

KEPT = "FOR NO KEY UPDATE"  # rows of orders may go on pointing at what is being changed


def _fresh(model: Any, names: str, target: Any) -> Statement:
    """An INSERT that gives the new id, or no row when a unique value is taken."""
    fields = [model._meta.fields[name] for name in names.split()]
    query = model.insert({f: slot(f) for f in fields})
    return Statement(query.on_conflict(action="IGNORE").returning(target))


# --- categories ---
ADD_CATEGORY = _fresh(Category, "name", Category.id)
CATEGORY = Statement(Category.select(Category.id).where(Category.name == slot(Category.name)))
CATEGORY_NAME = Statement(Category.select(Category.name).where(Category.id == slot(Category.id)))
CATEGORIES = Statement(Category.select(Category.name, Category.id))
BRANDS = Statement(Product.select(Product.brand).where(Product.brand != "").distinct())

# --- products ---
PRODUCT = f"code fold name category brand initials sort service {KEEPING_FIELDS} version head entries"
ADD_PRODUCT = _fresh(Product, PRODUCT, Product.id)
_KEEPING = [getattr(Product, name) for name in KEEPING_FIELDS.split()]
_PRODUCT = Product.select(
    Product.id, Product.version, Product.code, Product.name, Product.category, Product.brand, Product.service, *_KEEPING
)
LOCK_PRODUCT = Statement(lambda engine: locked(_PRODUCT.where(Product.fold == slot(Product.fold)), engine, KEPT))
LOCK_PRODUCT_BY_ID = Statement(lambda engine: locked(_PRODUCT.where(Product.id == slot(Product.id)), engine, KEPT))
EDIT_PRODUCT = Statement(
    Product.update(
        {f: slot(f) for f in (Product.name, Product.category, Product.brand, Product.service, *_KEEPING)}
    ).where(Product.id == slot(Product.id))
)
SET_KEPT = Statement(
    Product.update({f: slot(f) for f in (Product.initials, Product.sort)}).where(Product.id == slot(Product.id))
)


class ProductRow(NamedRow):
    """A product as it is shown."""

    id: int
    code: str
    name: str
    category: str | None
    brand: str
    service: bool
    version: int


PRODUCT_VIEW = Statement(
    Product.select(
        Product.id, Product.code, Product.name, Category.name, Product.brand, Product.service, Product.version
    )
    .join(Category, JOIN.LEFT_OUTER, on=(Category.id == Product.category))
    .where(Product.fold == slot(Product.fold)),
    ProductRow,
)

# --- skus ---
SKU_FIELDS = "attributes barcode unit pack_size pack_unit minimum multiple price listed"
SKU = f"product created_at code fold {SKU_FIELDS} version head entries"
ADD_SKU = _fresh(Sku, SKU, Sku.id)
_EDITED = [getattr(Sku, name) for name in SKU_FIELDS.split()]
LOCK_SKU = Statement(
    lambda engine: locked(
        Sku.select(Sku.id, Sku.version, Sku.product, Sku.code, *_EDITED).where(Sku.fold == slot(Sku.fold)), engine, KEPT
    )
)
LOCK_SKU_WHOLLY = Statement(lambda engine: locked(Sku.select(Sku.id).where(Sku.id == slot(Sku.id)), engine))
EDIT_SKU = Statement(Sku.update({f: slot(f) for f in _EDITED}).where(Sku.id == slot(Sku.id)))
SET_LISTED = Statement(Sku.update({Sku.listed: slot(Sku.listed, "active")}).where(Sku.id == slot(Sku.id)))


class SkuOfProduct(NamedRow):
    """A sku, and of which product it is."""

    id: int
    code: str
    product: int


SKU_BY_FOLD = Statement(Sku.select(Sku.id, Sku.code, Sku.product).where(Sku.fold == slot(Sku.fold)), SkuOfProduct)
VARIANT = Statement(
    Sku.select(Sku.id, Sku.code).where((Sku.product == slot(Sku.product)) & (Sku.attributes == slot(Sku.attributes)))
)
SKUS_LEFT = Statement(Sku.select(fn.COUNT(Sku.id)).where(Sku.product == slot(Sku.product)))

# --- never used, so that it may be deleted; the database's own keys refuse what these would miss ---
USES = tuple(
    Statement(model.select(model.sku).where(model.sku == slot(Sku.id, "sku")).limit(1))
    for model in (OrderLine, CartLine, StockMove, StockPaperLine, Lot)
)
FORGET = tuple(
    Statement(model.delete().where(model.sku == slot(Sku.id, "sku")))
    for model in (LevelPrice, CustomerPrice, ItemCode, CodeConflict, Stock)
)
DELETE_SKU = Statement(Sku.delete().where(Sku.id == slot(Sku.id)))
DELETE_PRODUCT = Statement(Product.delete().where(Product.id == slot(Product.id)))

# --- prices ---
LEVELS = Statement(Level.select(Level.id, Level.code, Level.name))


class PricedFor(NamedRow):
    """The customer whose prices are looked at."""

    id: int
    code: str
    region: str
    level: int | None


_PRICED_FOR = Customer.select(Customer.id, Customer.code, Customer.region, Customer.level)
CUSTOMER = Statement(_PRICED_FOR.where(Customer.fold == slot(Customer.fold)), PricedFor)
CUSTOMER_BY_ID = Statement(_PRICED_FOR.where(Customer.id == slot(Customer.id)), PricedFor)


def _agreed(model: Any, party: Any) -> tuple[Statement, Statement, Statement]:
    here = (party == slot(party, "party")) & (model.sku == slot(model.sku))
    put = model.insert({party: slot(party, "party"), model.sku: slot(model.sku), model.price: slot(model.price)})
    return (
        Statement(model.select(model.price).where(here)),
        Statement(put.on_conflict(conflict_target=[party, model.sku], preserve=[model.price])),
        Statement(model.delete().where(here)),
    )


LEVEL_PRICE, PUT_LEVEL_PRICE, DROP_LEVEL_PRICE = _agreed(LevelPrice, LevelPrice.level)
CUSTOMER_PRICE, PUT_CUSTOMER_PRICE, DROP_CUSTOMER_PRICE = _agreed(CustomerPrice, CustomerPrice.customer)
SET_LIST_PRICE = Statement(Sku.update({Sku.price: slot(Sku.price)}).where(Sku.id == slot(Sku.id)))
LEVEL_PRICES = Statement(
    LevelPrice.select(Level.code, LevelPrice.price)
    .join(Level, on=(Level.id == LevelPrice.level))
    .where(LevelPrice.sku == slot(LevelPrice.sku))
    .order_by(Level.code)
)
CUSTOMER_PRICES = Statement(
    CustomerPrice.select(Customer.id, Customer.region, Customer.code, CustomerPrice.price)
    .join(Customer, on=(Customer.id == CustomerPrice.customer))
    .where(CustomerPrice.sku == slot(CustomerPrice.sku))
    .order_by(Customer.fold)
)
