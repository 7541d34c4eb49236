"""Statements for many goods at once: found by lists of codes, written by `many`, each row compared with its version."""

from typing import Any

from ydh.store.engine.prepared import Members, Statement, locked, slot
from ydh.store.goods.catalogue import KEPT, PRODUCT, SKU, SKU_FIELDS
from ydh.store.goods.keeping import FIELDS as KEEPING_FIELDS
from ydh.store.tables.goods import CustomerPrice, LevelPrice, Product, Sku, Stock
from ydh.store.tables.log import Journal
from ydh.store.tables.people import Customer

PRODUCT_FIELDS = f"name category brand service {KEEPING_FIELDS}"


def _new(model: Any, names: str) -> Statement:
    query = model.insert({model._meta.fields[name]: slot(model._meta.fields[name]) for name in names.split()})
    return Statement(query.on_conflict_ignore())


def _save(model: Any, names: str) -> Statement:
    columns = {f: slot(f) for f in (model._meta.fields[name] for name in names.split())}
    columns |= {model.head: slot(model.head), model.entries: slot(model.entries), model.version: model.version + 1}
    return Statement(model.update(columns).where((model.id == slot(model.id)) & (model.version == slot(model.version))))


def _found(model: Any, *extra: Any) -> Members:
    columns = (model.fold, model.id, model.version, model.head, model.entries, model.code, *extra)
    return Members(
        lambda engine, folds: locked(
            model.select(*columns).where(model.fold.in_(folds)).order_by(model.id), engine, KEPT
        ),
        model.fold,
    )


def _ids(model: Any) -> Members:
    return Members(lambda _engine, folds: model.select(model.fold, model.id).where(model.fold.in_(folds)), model.fold)


ADD_PRODUCTS, ADD_SKUS = _new(Product, PRODUCT), _new(Sku, SKU)
PRODUCT_IDS, SKU_IDS = _ids(Product), _ids(Sku)
SAVE_PRODUCTS, SAVE_SKUS = _save(Product, f"{PRODUCT_FIELDS} initials sort"), _save(Sku, SKU_FIELDS)
LOCK_PRODUCTS = _found(Product, *(Product._meta.fields[name] for name in PRODUCT_FIELDS.split()))
LOCK_SKUS = _found(Sku, Sku.product, *(Sku._meta.fields[name] for name in SKU_FIELDS.split()))
VARIANTS = Members(
    lambda _engine, products: Sku.select(Sku.product, Sku.attributes, Sku.fold).where(Sku.product.in_(products)),
    Sku.product,
)
TAILS = Members(
    lambda _engine, subjects: (
        Journal.select(Journal.subject, Journal.hash, Journal.seq)
        .where((Journal.kind == slot(Journal.kind)) & Journal.subject.in_(subjects))
        .order_by(Journal.seq)
    ),
    Journal.subject,
)
STOCKED = Members(
    lambda _engine, products: (
        Sku.select(Sku.product)
        .join(Stock, on=(Stock.sku == Sku.id))
        .where(Sku.product.in_(products) & (Stock.on_hand > 0))
        .distinct()
    ),
    Sku.product,
)
CUSTOMERS = Members(
    lambda _engine, folds: Customer.select(Customer.fold, Customer.id, Customer.code, Customer.region).where(
        Customer.fold.in_(folds)
    ),
    Customer.fold,
)
LEVEL_PRICES = Members(
    lambda _engine, skus: LevelPrice.select(LevelPrice.sku, LevelPrice.price).where(
        LevelPrice.sku.in_(skus) & (LevelPrice.level == slot(LevelPrice.level, "party"))
    ),
    LevelPrice.sku,
)
CUSTOMER_PRICES = Members(
    lambda _engine, skus: CustomerPrice.select(CustomerPrice.sku, CustomerPrice.price).where(
        CustomerPrice.sku.in_(skus) & (CustomerPrice.customer == slot(CustomerPrice.customer, "party"))
    ),
    CustomerPrice.sku,
)
