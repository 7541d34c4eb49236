"""Statements about codes: what one stands for, who has it, and how it is given and taken away."""

from decimal import Decimal
from typing import Any

from peewee import JOIN, Select, Value, fn

from ydh.store.engine.prepared import Members, Statement, insert, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.goods import CODES_ALONE, CodeConflict, ItemCode, Product, Sku
from ydh.store.tables.people import Customer

OTHER = Sku.alias("other")

# Who changes codes waits for who is about it already: PostgreSQL is told so, SQLite's write lock covers it.
ALONE = Statement(
    lambda engine: Select(columns=[fn.pg_advisory_xact_lock(CODES_ALONE) if engine == "postgres" else Value(1)])
)


class FoundCode(NamedRow):
    """What a code stands for. Of a double: whose it is too (0 everyone's), as which code, and of which item."""

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


FOUND = (
    ItemCode.fold,
    ItemCode.customer,
    ItemCode.kind,
    ItemCode.quantity,
    CodeConflict.customer,
    CodeConflict.kind,
    OTHER.code,
    Sku.unit,
)


def with_doubles(query: Any) -> Any:
    """The query, joined with the codes, with what else they stand for."""
    return query.join_from(ItemCode, CodeConflict, JOIN.LEFT_OUTER, on=(CodeConflict.fold == ItemCode.fold)).join_from(
        CodeConflict, OTHER, JOIN.LEFT_OUTER, on=(OTHER.id == CodeConflict.sku)
    )


def for_customer(folds: Any) -> Any:
    """The codes that hold for everyone or for one customer."""
    return ItemCode.fold.in_(folds) & ItemCode.customer.in_([0, slot(ItemCode.customer)])


_FOUND = with_doubles(ItemCode.select(*FOUND, Sku.id, Sku.code).join(Sku, on=(Sku.id == ItemCode.sku)))
FIND = Members(lambda _engine, folds: _FOUND.where(for_customer(folds)), ItemCode.fold, FoundCode)
FIND_OF_ALL = Members(lambda _engine, folds: _FOUND.where(ItemCode.fold.in_(folds)), ItemCode.fold, FoundCode)

# --- who has a code ---


class HeldCode(NamedRow):
    """A code that an item has: for everyone (customer 0) or as what a customer calls it."""

    fold: str
    customer: int
    kind: str
    text: str
    quantity: Decimal
    sku: str
    customer_code: str | None


def _held(model: Any) -> Any:
    return (
        model.select(model.fold, model.customer, model.kind, model.text, model.quantity, Sku.code, Customer.code)
        .join(Sku, on=(Sku.id == model.sku))
        .join_from(model, Customer, JOIN.LEFT_OUTER, on=(Customer.id == model.customer))
    )


HELD = Members(lambda _engine, folds: _held(ItemCode).where(ItemCode.fold.in_(folds)), ItemCode.fold, HeldCode)
ASIDE = Members(
    lambda _engine, folds: (
        _held(CodeConflict)
        .where(CodeConflict.fold.in_(folds))
        .order_by(CodeConflict.customer, CodeConflict.sku, CodeConflict.kind, CodeConflict.text)
    ),
    CodeConflict.fold,
    HeldCode,
)
SKU_ID = Statement(Sku.select(Sku.id).where(Sku.code == slot(Sku.code)))
FOLDS = Statement(ItemCode.select(ItemCode.fold).where(ItemCode.sku == slot(ItemCode.sku)))

# --- given and taken away ---
CODE = "fold customer sku kind text quantity"
GIVE = insert(ItemCode, CODE)
TAKE = Statement(
    ItemCode.delete().where(
        (ItemCode.fold == slot(ItemCode.fold))
        & (ItemCode.customer == slot(ItemCode.customer))
        & (ItemCode.sku == slot(ItemCode.sku))
    )
)
SETTLE = Statement(
    CodeConflict.delete().where(
        (CodeConflict.fold == slot(CodeConflict.fold))
        & (CodeConflict.customer == slot(CodeConflict.customer))
        & (CodeConflict.sku == slot(CodeConflict.sku))
        & (CodeConflict.kind == slot(CodeConflict.kind))
    )
)

# --- the codes of an item, and of a customer ---
FURTHER = Statement(
    ItemCode.select(Sku.code, ItemCode.text, ItemCode.quantity)
    .join(Sku, on=(Sku.id == ItemCode.sku))
    .where((Sku.product == slot(Sku.product)) & (ItemCode.kind == "further"))
    .union_all(
        CodeConflict.select(Sku.code, CodeConflict.text, CodeConflict.quantity)
        .join(Sku, on=(Sku.id == CodeConflict.sku))
        .where((Sku.product == slot(Sku.product)) & (CodeConflict.kind == "further"))
    )
)
OWN = Statement(
    ItemCode.select(ItemCode.text, Sku.code, Product.name)
    .join(Sku, on=(Sku.id == ItemCode.sku))
    .join(Product, on=(Product.id == Sku.product))
    .where((ItemCode.customer == slot(ItemCode.customer)) & (ItemCode.customer != 0))
    .union_all(
        CodeConflict.select(CodeConflict.text, Sku.code, Product.name)
        .join(Sku, on=(Sku.id == CodeConflict.sku))
        .join(Product, on=(Product.id == Sku.product))
        .where((CodeConflict.customer == slot(CodeConflict.customer)) & (CodeConflict.customer != 0))
    )
)
