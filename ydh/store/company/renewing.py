"""Statements that work anew what is kept beside names, a part of a table at a time."""

from typing import Any

from ydh.store.engine.prepared import Statement, slot
from ydh.store.tables.goods import Product
from ydh.store.tables.people import Customer


def _named(model: Any) -> tuple[Statement, Statement]:
    """Rows after an id, and what is kept beside the name of one of them."""
    columns = (model.id, model.name, model.initials, model.sort)
    after = model.select(*columns).where(model.id > slot(model.id, "after")).order_by(model.id).limit(slot("limit"))
    put = model.update({model.initials: slot(model.initials), model.sort: slot(model.sort)})
    return Statement(after), Statement(put.where((model.id == slot(model.id)) & (model.name == slot(model.name))))


NAMED = (_named(Customer), _named(Product))
