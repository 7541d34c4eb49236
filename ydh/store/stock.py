"""Statements about stock: what is there, what is reserved, and the moves behind it."""

from typing import Any

from ydh.store.prepared import Members, Statement, insert, locked, slot
from ydh.store.tables.goods import Sku, Stock, StockMove

_HERE = (Stock.warehouse == slot(Stock.warehouse)) & (Stock.sku == slot(Stock.sku))
_Q = slot(Stock.on_hand, "quantity")


def _locked_levels(engine: str, skus: Any) -> Any:
    levels = Stock.select(Stock.sku, Stock.warehouse, Stock.on_hand, Stock.reserved)
    return locked(levels.where(Stock.sku.in_(skus)).order_by(Stock.warehouse, Stock.sku), engine)


def _codes(engine: str, skus: Any) -> Any:
    return Sku.select(Sku.id, Sku.code).where(Sku.id.in_(skus))


# sku, warehouse, on_hand, reserved of the skus: the rows locked in the one order, by warehouse and sku.
LOCK_LEVELS = Members(_locked_levels, Stock.sku)
CODES = Members(_codes, Sku.id)

# Guarded, so that a level that does not suffice is a row less and never a wrong number.
MOVE = "sku warehouse quantity"
RESERVE = Statement(
    Stock.update({Stock.reserved: Stock.reserved + _Q}).where(_HERE & (Stock.on_hand - Stock.reserved >= _Q))
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
MOVED = "warehouse sku quantity kind document reason account business_date at"
ADD_MOVE = insert(StockMove, MOVED)
