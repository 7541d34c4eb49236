"""Statements of what orders are made of: whose they are, and the items that lines ask for."""

from decimal import Decimal
from functools import partial
from typing import Any

from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.goods.codes import FOUND, for_customer, with_doubles
from ydh.store.tables.goods import CustomerPrice, ItemCode, LevelPrice, Product, Sku
from ydh.store.tables.people import Customer, Level


class CustomerRow(NamedRow):
    """Whose order it is, with what the order takes over."""

    id: int
    code: str
    name: str
    level: int | None
    region: str
    terms: str
    contact: str
    phone: str
    address: str
    assessed: bool
    active: bool
    fold: str
    priority: int | None
    entries: int


def customers(which: Any) -> Any:
    """The customers as rows of CustomerRow."""
    columns = (
        Customer.id,
        Customer.code,
        Customer.name,
        Customer.level,
        Customer.region,
        Customer.terms,
        Customer.contact,
        Customer.phone,
        Customer.address,
        Customer.assessed,
        Customer.active,
        Customer.fold,
        Level.priority,
        Customer.entries,
    )
    return Customer.select(*columns).join(Level, "LEFT OUTER JOIN", on=(Level.id == Customer.level)).where(which)


CUSTOMER = Statement(customers(Customer.id == slot(Customer.id)), CustomerRow)
CUSTOMER_BY_CODE = Statement(Customer.select(Customer.id).where(Customer.fold == slot(Customer.fold)))

_SKU = (
    Sku.id,
    Sku.code,
    Product.service,
    Sku.listed,
    Sku.pack_size,
    Sku.pack_unit,
    Sku.minimum,
    Sku.multiple,
    Sku.price,
    LevelPrice.price,
    CustomerPrice.price,
    Sku.unit,
    Product.backorder,
)


class SkuRow(NamedRow):
    """What a line needs to know of its sku, with the prices that hold for a customer."""

    id: int
    code: str
    service: bool
    listed: bool
    pack_size: Decimal
    pack_unit: str
    minimum: Decimal
    multiple: Decimal
    price: Decimal
    level_price: Decimal | None
    customer_price: Decimal | None
    unit: str
    backorder: bool | None


class CodedSku(NamedRow):
    """The same, found by a code: what the code is (see goods/codes.py) stands before it."""

    fold: str
    customer: int
    kind: str
    each: Decimal
    other_customer: int | None
    other_kind: str | None
    other: str | None
    base_unit: str
    id: int
    code: str
    service: bool
    listed: bool
    pack_size: Decimal
    pack_unit: str
    minimum: Decimal
    multiple: Decimal
    price: Decimal
    level_price: Decimal | None
    customer_price: Decimal | None
    unit: str
    backorder: bool | None


def _priced(query: Any) -> Any:
    """The query of skus, joined with their products and the prices that hold for a customer."""
    level = (LevelPrice.sku == Sku.id) & (LevelPrice.level == slot(LevelPrice.level))
    customer = (CustomerPrice.sku == Sku.id) & (CustomerPrice.customer == slot(CustomerPrice.customer))
    return (
        query.join_from(Sku, Product, on=(Product.id == Sku.product))
        .join_from(Sku, LevelPrice, "LEFT OUTER JOIN", on=level)
        .join_from(Sku, CustomerPrice, "LEFT OUTER JOIN", on=customer)
    )


def _kept(query: Any, engine: str, keep: bool) -> Any:
    """`keep` holds the skus against deletion until the unit that is about to point at them ends."""
    return query.for_update("FOR KEY SHARE", of=Sku) if keep and engine == "postgres" else query


def _by_id(engine: str, ids: Any, *, keep: bool) -> Any:
    return _kept(_priced(Sku.select(*_SKU)).where(Sku.id.in_(ids)), engine, keep)


def _by_code(engine: str, folds: Any, *, keep: bool) -> Any:
    found = ItemCode.select(*FOUND, *_SKU).join(Sku, on=(Sku.id == ItemCode.sku))
    return _kept(with_doubles(_priced(found)).where(for_customer(folds)), engine, keep)


SKUS_BY_ID, KEEP_SKUS_BY_ID = (Members(partial(_by_id, keep=keep), Sku.id, SkuRow) for keep in (False, True))
SKUS_BY_CODE, KEEP_SKUS_BY_CODE = (
    Members(partial(_by_code, keep=keep), ItemCode.fold, CodedSku) for keep in (False, True)
)
