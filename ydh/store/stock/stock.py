"""Statements about stock: what is there, what is reserved, and the moves behind it."""

from decimal import Decimal
from typing import Any

from peewee import JOIN, fn

from ydh.store.engine.prepared import Members, Statement, insert, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.goods.shelf import known_by
from ydh.store.stock.leaving import balance, outside, spoilt
from ydh.store.tables.goods import Lot, Product, Sku, Stock, StockMove, Warehouse
from ydh.store.tables.orders import Order, Shipment
from ydh.store.tables.people import Account
from ydh.store.tables.returns import Return

_HERE = (Stock.warehouse == slot(Stock.warehouse)) & (Stock.sku == slot(Stock.sku))
_Q = slot(Stock.on_hand, "quantity")


def _locked_levels(engine: str, skus: Any) -> Any:
    by_lot = fn.EXISTS(Lot.select(Lot.id).where(Lot.sku == Stock.sku))
    levels = Stock.select(Stock.sku, Stock.warehouse, Stock.on_hand, Stock.reserved, Warehouse.main, by_lot)
    levels = levels.join(Warehouse, on=(Warehouse.id == Stock.warehouse)).where(Stock.sku.in_(skus))
    return locked(levels.order_by(Stock.warehouse, Stock.sku), engine, "FOR UPDATE OF t1")


def _codes(engine: str, skus: Any) -> Any:
    return Sku.select(Sku.id, Sku.code).where(Sku.id.in_(skus))


class LevelRow(NamedRow):
    """What of a sku is in a warehouse."""

    sku: int
    warehouse: int
    on_hand: Decimal
    reserved: Decimal
    main: bool
    lots: bool


# the rows locked in the one order, by warehouse and sku
LOCK_LEVELS = Members(_locked_levels, Stock.sku, LevelRow)
LEVELS_OF = Members(
    lambda _engine, skus: Stock.select(Stock.sku, Stock.warehouse).where(Stock.sku.in_(skus)), Stock.sku
)
CODES = Members(_codes, Sku.id)

BACKORDER = Members(
    lambda _engine, skus: (
        Sku.select(Sku.id, Product.backorder).join(Product, on=(Product.id == Sku.product)).where(Sku.id.in_(skus))
    ),
    Sku.id,
)

# Guarded, so that a level that does not suffice is a row less and never a wrong number.
MOVE = "sku warehouse quantity"
RESERVE = Statement(
    Stock.update({Stock.reserved: Stock.reserved + _Q}).where(_HERE & (Stock.on_hand - Stock.reserved >= _Q))
)
# the same of goods kept by lot, of which only counts what may leave on `day`
RESERVE_LOTS = Statement(
    lambda engine: Stock.update({Stock.reserved: Stock.reserved + _Q}).where(_HERE & (balance(engine) >= _Q))
)
UNRESERVE = Statement(Stock.update({Stock.reserved: Stock.reserved - _Q}).where(_HERE & (Stock.reserved >= _Q)))
DEDUCT = Statement(
    Stock.update({Stock.on_hand: Stock.on_hand - _Q, Stock.reserved: Stock.reserved - _Q}).where(
        _HERE & (Stock.reserved >= _Q)
    )
)
PUT_BACK = Statement(
    Stock.update({Stock.on_hand: Stock.on_hand + _Q, Stock.reserved: Stock.reserved + _Q}).where(_HERE)
)
MOVED = "warehouse sku quantity kind document reason account business_date at lot"
ADD_MOVE = insert(StockMove, MOVED)

# --- people's own changes ---


class WarehouseRow(NamedRow):
    """A warehouse by which it is named."""

    id: int
    code: str
    name: str
    main: bool


# the active ones, the main one first
WAREHOUSES = Statement(
    Warehouse.select(Warehouse.id, Warehouse.code, Warehouse.name, Warehouse.main)
    .where(Warehouse.active)
    .order_by(Warehouse.main.desc(), Warehouse.id),
    WarehouseRow,
)
ENSURE = Statement(
    Stock.insert(
        {Stock.warehouse: slot(Stock.warehouse), Stock.sku: slot(Stock.sku), Stock.on_hand: 0, Stock.reserved: 0}
    ).on_conflict_ignore()
)
CHANGE = Statement(
    Stock.update({Stock.on_hand: Stock.on_hand + _Q}).where(_HERE & (Stock.on_hand + _Q >= Stock.reserved))
)

# --- looking ---
_ON_HAND, _RESERVED = fn.COALESCE(Stock.on_hand, 0), fn.COALESCE(Stock.reserved, 0)
_AT = fn.COALESCE(Warehouse.code, "")
_LIMITS = (Stock.lower, Stock.upper, fn.COALESCE(Stock.place, ""), Product.lots)
_GIVEN = (Sku.code, Product.name, Sku.attributes, Sku.unit, _AT, _ON_HAND, _RESERVED, *_LIMITS)
_LEVELS = (
    Sku.select(*_GIVEN)
    .join(Product, on=(Product.id == Sku.product))
    .join(Stock, JOIN.LEFT_OUTER, on=(Stock.sku == Sku.id))
    .join(Warehouse, JOIN.LEFT_OUTER, on=(Warehouse.id == Stock.warehouse))
    .where(Product.service == slot(Product.service))
    .where(Sku.listed | Stock.on_hand.is_null(False))
)


def _free(engine: str) -> Any:
    return _ON_HAND - _RESERVED - spoilt(engine)


LEVELS = Statement(
    lambda engine: (
        _LEVELS.select_extend(_free(engine))
        .where(
            (Sku.fold >= slot(Sku.fold))  # the index; the next line is what decides
            & ((Sku.fold > slot(Sku.fold)) | ((Sku.fold == slot(Sku.fold)) & (slot(Warehouse.code, "warehouse") < _AT)))
            & (slot(Stock.on_hand, "below") > _free(engine))
            & ((slot("anything") == 1) | outside(engine))
        )
        .where(known_by(engine, "word1") & known_by(engine, "word2") & known_by(engine, "word3"))
        .order_by(Sku.fold, _AT)
        .limit(slot("limit"))
    )
)
LEVELS_OF_SKU = Statement(
    lambda engine: _LEVELS.select_extend(_free(engine)).where(Sku.fold == slot(Sku.fold)).order_by(_AT)
)
MOVES = Statement(
    StockMove.select(
        StockMove.id,
        StockMove.at,
        StockMove.business_date,
        Warehouse.code,
        StockMove.quantity,
        StockMove.kind,
        fn.COALESCE(Lot.code, ""),
        StockMove.document,
        StockMove.reason,
        Account.login,
    )
    .join(Warehouse, on=(Warehouse.id == StockMove.warehouse))
    .join(Account, JOIN.LEFT_OUTER, on=(Account.id == StockMove.account))
    .join_from(StockMove, Lot, JOIN.LEFT_OUTER, on=(Lot.id == StockMove.lot))
    .where((StockMove.sku == slot(StockMove.sku)) & (StockMove.id < slot(StockMove.id)))
    .where((slot("anywhere") == 1) | (Warehouse.code == slot(Warehouse.code, "warehouse")))
    .order_by(StockMove.id.desc())
    .limit(slot("limit"))
)
# number, customer and region of the shipments and returns that move stock
WHOSE_SHIPMENTS = Members(
    lambda _engine, members: (
        Shipment.select(Shipment.number, Order.customer, Order.region)
        .join(Order, on=(Order.id == Shipment.order))
        .where(Shipment.number.in_(members))
    ),
    Shipment.number,
)
WHOSE_RETURNS = Members(
    lambda _engine, members: Return.select(Return.number, Return.customer, Return.region).where(
        Return.number.in_(members)
    ),
    Return.number,
)
SUM_BEFORE = Statement(
    StockMove.select(fn.SUM(StockMove.quantity))
    .join(Warehouse, on=(Warehouse.id == StockMove.warehouse))
    .where((StockMove.sku == slot(StockMove.sku)) & (StockMove.id < slot(StockMove.id)))
    .where((slot("anywhere") == 1) | (Warehouse.code == slot(Warehouse.code, "warehouse")))
)
