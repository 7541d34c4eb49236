"""Statements about what codes stand for, for the doctor: items by id, and the codes that are written of them."""

from typing import Any

from peewee import JOIN, SQL

from ydh.store.engine.prepared import Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.goods import CodeConflict, ItemCode, Sku
from ydh.store.tables.people import Customer

PAGE = 5000
# id, code, barcode
ITEMS = Statement(
    Sku.select(Sku.id, Sku.code, Sku.barcode).where(Sku.id > slot(Sku.id)).order_by(Sku.id).limit(slot("limit"))
)


class WrittenCode(NamedRow):
    """A code as it is written, in thousandths; `known` is the id of the customer whose own it is."""

    sku: int
    fold: str
    customer: int
    kind: str
    text: str
    quantity: int
    known: int | None


def _written(model: Any) -> Any:
    here = (model.sku > slot(model.sku, "first")) & (model.sku <= slot(model.sku, "last"))
    columns = (model.sku, model.fold, model.customer, model.kind, model.text, model.quantity, Customer.id)
    return model.select(*columns).join(Customer, JOIN.LEFT_OUTER, on=(Customer.id == model.customer)).where(here)


WRITTEN = Statement(
    _written(ItemCode).union_all(_written(CodeConflict)).order_by(SQL("1"), SQL("2"), SQL("3")), WrittenCode, raw=True
)


class DoubleCode(NamedRow):
    """A code that stands for something else already."""

    text: str
    kind: str
    sku: str
    customer: str | None
    other: str


_OTHER = Sku.alias("other")
DOUBLES = Statement(
    CodeConflict.select(CodeConflict.text, CodeConflict.kind, Sku.code, Customer.code, _OTHER.code)
    .join(Sku, on=(Sku.id == CodeConflict.sku))
    .join_from(CodeConflict, Customer, JOIN.LEFT_OUTER, on=(Customer.id == CodeConflict.customer))
    .join_from(
        CodeConflict,
        ItemCode,
        JOIN.LEFT_OUTER,
        on=((ItemCode.fold == CodeConflict.fold) & ItemCode.customer.in_([0, CodeConflict.customer])),
    )
    .join(_OTHER, JOIN.LEFT_OUTER, on=(_OTHER.id == ItemCode.sku))
    .order_by(CodeConflict.fold, CodeConflict.customer, CodeConflict.sku, CodeConflict.kind, CodeConflict.text)
    .limit(slot("limit")),
    DoubleCode,
)
