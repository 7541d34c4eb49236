"""Statements of what orders are made of: whose they are, and the items that lines ask for."""

from decimal import Decimal
from typing import Any

from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.goods import CustomerPrice, CustomerSku, LevelPrice, Product, Sku
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
    Sku.fold,
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
    Sku.barcode,
    Sku.unit,
    Product.backorder,
)


class SkuRow(NamedRow):
    """What a line needs to know of its sku, with the prices that hold for a customer."""

    id: int
    fold: str
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
    barcode: str | None
    unit: str
    backorder: bool | None


def _skus(field: Any, *, keep: bool = False) -> Members[SkuRow]:
    """Everything a line needs to know of its sku, with the prices that hold for a customer.

    `keep` holds the skus against deletion until the unit that is about to point at them ends.
    """

    def query(engine: str, members: Any) -> Any:
        found = _select_skus(field.in_(members))
        return found.for_update("FOR KEY SHARE", of=Sku) if keep and engine == "postgres" else found

    return Members(query, field, SkuRow)


def _select_skus(which: Any) -> Any:
    return (
        Sku.select(*_SKU)
        .join(Product, on=(Product.id == Sku.product))
        .join_from(
            Sku,
            LevelPrice,
            "LEFT OUTER JOIN",
            on=((LevelPrice.sku == Sku.id) & (LevelPrice.level == slot(LevelPrice.level))),
        )
        .join_from(
            Sku,
            CustomerPrice,
            "LEFT OUTER JOIN",
            on=((CustomerPrice.sku == Sku.id) & (CustomerPrice.customer == slot(CustomerPrice.customer))),
        )
        .where(which)
    )


SKUS_BY_FOLD, KEEP_SKUS_BY_FOLD = _skus(Sku.fold), _skus(Sku.fold, keep=True)

SKUS_BY_ID, KEEP_SKUS_BY_ID = _skus(Sku.id), _skus(Sku.id, keep=True)

SKUS_BY_BARCODE, KEEP_SKUS_BY_BARCODE = _skus(Sku.barcode), _skus(Sku.barcode, keep=True)

OWN_CODES = Members(
    lambda _engine, members: CustomerSku.select(CustomerSku.fold, CustomerSku.sku).where(
        CustomerSku.fold.in_(members) & (CustomerSku.customer == slot(CustomerSku.customer))
    ),
    CustomerSku.fold,
)
