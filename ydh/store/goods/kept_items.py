"""Documents are written with what they keep of items and customers: the database copies it, no writer can miss it."""

from typing import Any

from peewee import JOIN, Value, fn

from ydh.store.engine.prepared import Statement, slot
from ydh.store.tables.goods import Product, Sku
from ydh.store.tables.items import KEPT
from ydh.store.tables.people import Customer

_OF_ITEM = dict.fromkeys(KEPT, Sku) | {"name": Product}


def of_item(name: str) -> Any:
    """The column of the catalogue that a line keeps under this name."""
    return getattr(_OF_ITEM[name], name)


def insert_lines(model: Any, names: str, sold: Any = None, *, raw: bool = False) -> Statement:
    """An INSERT of the named columns, one slot each, and of what the line keeps of the item of its `sku`.

    `sold` is a table of lines: where the new line's `line` names one, it keeps what that one does. `raw` cells come
    as the database has them.
    """

    def cell(field: Any) -> Any:
        return slot(field.name) if raw else slot(field)

    fields = [model._meta.fields[name] for name in names.split()]
    found = [of_item(name) for name in KEPT]
    if sold is not None:
        found = [fn.COALESCE(getattr(sold, name), it) for name, it in zip(KEPT, found, strict=True)]
    others = [it for it in model._meta.sorted_fields if it.default is not None and it.name not in names.split()]
    constants = [Value(it.db_value(it.default), converter=False) for it in others]
    query = Sku.select(*map(cell, fields), *constants, *found).join(Product, on=(Product.id == Sku.product))
    if sold is not None:
        query = query.join_from(Sku, sold, JOIN.LEFT_OUTER, on=(sold.id == cell(model.line)))
    kept = [model._meta.fields[name] for name in KEPT]
    return Statement(model.insert_from(query.where(Sku.id == cell(model.sku)), [*fields, *others, *kept]))


def insert_named(model: Any, names: str, *, returning: bool = False, raw: bool = False) -> Statement:
    """An INSERT of a document's named columns, one slot each, and of its customer's name as it is; `raw` as above."""
    fields = [model._meta.fields[name] for name in names.split()]
    cells = {field: slot(field.name) if raw else slot(field) for field in fields}
    name = Customer.select(Customer.name).where(Customer.id == slot(model.customer.name))
    query = model.insert(cells | {model.customer_name: name})
    return Statement(query.returning(model.id) if returning else query)
