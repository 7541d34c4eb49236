"""Statements that look for stock moves that are not what their documents say. See doctor.py.

document, sku or lot, what moved, what should have: what leaves with a shipment is what stands in it, and what a paper
moved is what stands on it.
"""

from collections.abc import Mapping
from typing import Any

from peewee import JOIN, SQL, Case, fn

from ydh.store.audit.doctor import _found, _or_0
from ydh.store.engine.prepared import Statement
from ydh.store.tables.batches import brought
from ydh.store.tables.goods import Lot, LotStock, Product, Sku, StockMove, StockPaper, StockPaperLine, Warehouse
from ydh.store.tables.orders import Order, OrderLine, Shipment, ShipmentLine, ShipmentLot

_LEFT = JOIN.LEFT_OUTER


def _differ(moves: Any, documents: Any) -> Statement:
    """Of rows (document, what, moved, right), those whose sums differ."""
    both = moves.union_all(documents).alias("both_sides")
    moved, right = fn.SUM(both.c.moved), fn.SUM(both.c.due)
    rows = both.select_from(both.c.document, both.c.what, moved, right)
    return _found(rows.group_by(both.c.document, both.c.what).having(moved != right))


_ZERO = SQL("0")
_GONE = Shipment.shipped_at.is_null(False) & (Shipment.step != "void")
_SHIPPED = StockMove.select(
    StockMove.document.alias("document"), Sku.code.alias("what"), StockMove.quantity.alias("moved"), _ZERO.alias("due")
)
_SHIPPED = _SHIPPED.join(Sku, on=(Sku.id == StockMove.sku)).where(StockMove.kind == "ship")
_IN_SHIPMENTS = (
    ShipmentLine.select(Shipment.number, Sku.code, _ZERO, _ZERO - ShipmentLine.quantity)
    .join(Shipment, on=(Shipment.id == ShipmentLine.shipment))
    .join_from(ShipmentLine, OrderLine, on=(OrderLine.id == ShipmentLine.line))
    .join(Sku, on=(Sku.id == OrderLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .join_from(Shipment, Order, on=(Order.id == Shipment.order))
    .where(_GONE & (Product.service == False) & (Order.batch.is_null() | ~brought(Order)))  # noqa: E712
)
_LOT_OF = Lot.code.concat(" ").concat(Sku.code)
_LOTS_MOVED = StockMove.select(
    StockMove.document.alias("document"), _LOT_OF.alias("what"), StockMove.quantity.alias("moved"), _ZERO.alias("due")
)
_LOTS_MOVED = _LOTS_MOVED.join(Lot, on=(Lot.id == StockMove.lot)).where(StockMove.kind == "ship")
_LOTS_MOVED = _LOTS_MOVED.join_from(StockMove, Sku, on=(Sku.id == StockMove.sku))
_LOTS_IN_SHIPMENTS = (
    ShipmentLot.select(Shipment.number, _LOT_OF, _ZERO, _ZERO - ShipmentLot.quantity)
    .join(Shipment, on=(Shipment.id == ShipmentLot.shipment))
    .join_from(ShipmentLot, Lot, on=(Lot.id == ShipmentLot.lot))
    .join_from(ShipmentLot, OrderLine, on=(OrderLine.id == ShipmentLot.line))
    .join(Sku, on=(Sku.id == OrderLine.sku))
    .where(_GONE)
)
SHIPPED = (_differ(_SHIPPED, _IN_SHIPMENTS), _differ(_LOTS_MOVED, _LOTS_IN_SHIPMENTS))


def posted(signs: Mapping[str, int]) -> Statement:
    """What papers moved; `signs` are those of their kinds, 0 where a line has its own or counts what is there."""
    out = [kind for kind, sign in signs.items() if sign < 0]
    counted = StockPaperLine.quantity - _or_0(StockPaperLine.book)
    gone = _ZERO - StockPaperLine.quantity
    due = Case(None, ((StockPaper.kind == "count", counted), (StockPaper.kind.in_(out), gone)), StockPaperLine.quantity)
    moves = StockMove.select(
        StockMove.document.alias("document"),
        Sku.code.concat(" ").concat(Warehouse.code).alias("what"),
        StockMove.quantity.alias("moved"),
        _ZERO.alias("due"),
    )
    moves = moves.join(Sku, on=(Sku.id == StockMove.sku)).where(StockMove.kind.in_(tuple(signs)))
    moves = moves.join_from(StockMove, Warehouse, on=(Warehouse.id == StockMove.warehouse))
    moves = moves.where(StockMove.document != "")
    return _differ(
        moves, _on_papers(due, StockPaper.warehouse).union_all(_on_papers(_ZERO - due, StockPaper.to_warehouse))
    )


def _on_papers(due: Any, house: Any) -> Any:
    lines = StockPaperLine.select(StockPaper.number, Sku.code.concat(" ").concat(Warehouse.code), _ZERO, due)
    lines = lines.join(StockPaper, on=(StockPaper.id == StockPaperLine.paper))
    lines = lines.join_from(StockPaperLine, Sku, on=(Sku.id == StockPaperLine.sku))
    lines = lines.join_from(StockPaper, Warehouse, on=(Warehouse.id == house))
    return lines.where((StockPaper.state == "posted") & StockPaperLine.quantity.is_null(False))


# lot, warehouse, found, right: what of a lot is in a warehouse is the sum of its moves
_MOVED = (
    StockMove.select(StockMove.warehouse, StockMove.lot, fn.SUM(StockMove.quantity).alias("total"))
    .where(StockMove.lot.is_null(False))
    .group_by(StockMove.warehouse, StockMove.lot)
    .alias("lot_moves")
)
_SAME = (_MOVED.c.lot_id == LotStock.lot) & (_MOVED.c.warehouse_id == LotStock.warehouse)
LOTS = _found(
    LotStock.select(Lot.code, Warehouse.code, LotStock.on_hand, _or_0(_MOVED.c.total))
    .join(Lot, on=(Lot.id == LotStock.lot))
    .join_from(LotStock, Warehouse, on=(Warehouse.id == LotStock.warehouse))
    .join_from(LotStock, _MOVED, _LEFT, on=_SAME)
    .where(LotStock.on_hand != _or_0(_MOVED.c.total))
)
