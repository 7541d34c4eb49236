"""Statements about suppliers: whom goods are bought from."""

from ydh.store.engine.prepared import Statement, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.people import Supplier

FIELDS = "name phone terms"
_FIELDS = Supplier._meta.fields
_NEW = f"code fold {FIELDS} active version head entries"
ADD = Statement(
    Supplier.insert({_FIELDS[name]: slot(_FIELDS[name]) for name in _NEW.split()})
    .on_conflict(action="IGNORE")
    .returning(Supplier.id)
)
_KEPT = [_FIELDS[name] for name in f"id version code active {FIELDS}".split()]


class SupplierRow(NamedRow):
    """A supplier with all that is kept of it."""

    id: int
    version: int
    code: str
    active: bool
    name: str
    phone: str
    terms: str


ALL = Statement(Supplier.select(*_KEPT).order_by(Supplier.code), SupplierRow)
LOCK = Statement(
    lambda engine: locked(
        Supplier.select(*_KEPT).where(Supplier.fold == slot(Supplier.fold)), engine, "FOR NO KEY UPDATE"
    ),
    SupplierRow,
)
EDIT = Statement(
    Supplier.update({_FIELDS[name]: slot(_FIELDS[name]) for name in FIELDS.split()}).where(
        Supplier.id == slot(Supplier.id)
    )
)
SET_ACTIVE = Statement(
    Supplier.update({Supplier.active: slot(Supplier.active)}).where(Supplier.id == slot(Supplier.id))
)
