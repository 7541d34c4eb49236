"""Statements about lots of goods: where they are, and how much of each stands in shipments that wait to leave."""

from datetime import date
from decimal import Decimal
from typing import Any

from peewee import fn

from ydh.store.engine.prepared import Members, Statement, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.goods import Lot, LotStock, Product, Sku

_HERE = (LotStock.warehouse == slot(LotStock.warehouse)) & (LotStock.lot == slot(LotStock.lot))
_Q = slot(LotStock.on_hand, "quantity")


def _locked_here(engine: str) -> Any:
    rows = LotStock.select(LotStock.lot, LotStock.on_hand, LotStock.allocated, Lot.expires, Lot.blocked)
    rows = rows.join(Lot, on=(Lot.id == LotStock.lot)).where(LotStock.warehouse == slot(LotStock.warehouse))
    rows = rows.where((Lot.sku == slot(Lot.sku)) & (LotStock.on_hand > LotStock.allocated)).order_by(LotStock.lot)
    return locked(rows, engine, "FOR UPDATE OF t1")


def _locked_rows(engine: str, skus: Any) -> Any:
    rows = LotStock.select(LotStock.warehouse, LotStock.lot).join(Lot, on=(Lot.id == LotStock.lot))
    rows = rows.where(Lot.sku.in_(skus)).order_by(LotStock.warehouse, LotStock.lot)
    return locked(rows, engine, "FOR UPDATE OF t1")


def _shared(engine: str, lots: Any) -> Any:
    rows = Lot.select(Lot.id, Lot.code, Lot.expires, Lot.blocked, Product.keep_days)
    rows = rows.join(Sku, on=(Sku.id == Lot.sku)).join(Product, on=(Product.id == Sku.product))
    return locked(rows.where(Lot.id.in_(lots)).order_by(Lot.id), engine, "FOR SHARE OF t1")


class LotHere(NamedRow):
    """A lot in a warehouse."""

    lot: int
    on_hand: Decimal
    allocated: Decimal
    expires: date | None
    blocked: str


class LotRow(NamedRow):
    """A lot: when it expires, and why it may not leave."""

    id: int
    code: str
    expires: date | None
    blocked: str


class LotToLeave(NamedRow):
    """A lot that leaves, and how many days of it must be left then."""

    id: int
    code: str
    expires: date | None
    blocked: str
    keep_days: int | None


ITEM = Statement(Sku.select(Sku.code).where(Sku.id == slot(Sku.id)))
# a sku's lots in a warehouse with something free: locked in their order.
LOCK_HERE = Statement(_locked_here, LotHere)
LOCK = Members(_locked_rows, Lot.sku)
# where something of a lot is free: warehouse, how much
PLACES = Statement(
    LotStock.select(LotStock.warehouse, LotStock.on_hand - LotStock.allocated)
    .where((LotStock.lot == slot(LotStock.lot)) & (LotStock.on_hand > LotStock.allocated))
    .order_by(LotStock.warehouse)
)
# nobody blocks a lot while it leaves
SHARED = Members(_shared, Lot.id, LotToLeave)

# Guarded, so that a lot that does not suffice is a row less and never a wrong number.
TAKE = "warehouse lot quantity"
# What goes out must still be good on the day `last`, and not be blocked: in the same statement.
LEAVES = f"{TAKE} last"
_FIT = fn.EXISTS(
    Lot.select(Lot.id).where(
        (Lot.id == LotStock.lot)
        & (Lot.blocked == "")
        & (Lot.expires.is_null() | (Lot.expires >= slot(Lot.expires, "last")))
    )
)
ALLOCATE = Statement(
    LotStock.update({LotStock.allocated: LotStock.allocated + _Q}).where(
        _HERE & (LotStock.on_hand - LotStock.allocated >= _Q) & _FIT
    )
)
FREE = Statement(
    LotStock.update({LotStock.allocated: LotStock.allocated - _Q}).where(_HERE & (LotStock.allocated >= _Q))
)
LEAVE = Statement(
    LotStock.update({LotStock.on_hand: LotStock.on_hand - _Q, LotStock.allocated: LotStock.allocated - _Q}).where(
        _HERE & (LotStock.allocated >= _Q) & _FIT
    )
)
COME_BACK = Statement(
    LotStock.update({LotStock.on_hand: LotStock.on_hand + _Q, LotStock.allocated: LotStock.allocated + _Q}).where(_HERE)
)
# a change by hand: of what no shipment has been promised
CHANGE = Statement(
    LotStock.update({LotStock.on_hand: LotStock.on_hand + _Q}).where(
        _HERE & (LotStock.on_hand + _Q >= LotStock.allocated)
    )
)
ENSURE = Statement(
    LotStock.insert(
        {
            LotStock.warehouse: slot(LotStock.warehouse),
            LotStock.lot: slot(LotStock.lot),
            LotStock.on_hand: 0,
            LotStock.allocated: 0,
        }
    ).on_conflict_ignore()
)

# --- the lots themselves ---
_NEW = "sku code fold expires blocked created_at version head entries"
ADD = Statement(
    Lot.insert({field: slot(field) for field in map(Lot._meta.fields.__getitem__, _NEW.split())}).on_conflict_ignore()
)
OF_SKU = Statement(
    Lot.select(Lot.id, Lot.code, Lot.expires, Lot.blocked).where(
        (Lot.sku == slot(Lot.sku)) & (Lot.fold == slot(Lot.fold))
    ),
    LotRow,
)
