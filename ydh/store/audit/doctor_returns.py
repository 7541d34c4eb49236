"""Statements that look for what does not add up in returns: a row for each thing that is wrong. See doctor.py."""

from typing import Any

from peewee import JOIN, Case, fn

from ydh.store.audit.doctor import _found, _or_0
from ydh.store.tables.goods import Product, Sku, StockMove
from ydh.store.tables.orders import Order, OrderLine
from ydh.store.tables.returns import Payment, Return, ReturnLine

_LEFT = JOIN.LEFT_OUTER
_ORDER = fn.COALESCE(Order.number, Order.ref)
_RETURN = fn.COALESCE(Return.number, Return.ref)


def _line_differs(column: Any, part: Any) -> Any:
    """order, position, found, right: what an order line says, and what its returns make together."""
    sums = ReturnLine.select(ReturnLine.line, fn.SUM(part).alias("total")).where(ReturnLine.line.is_null(False))
    sums = sums.group_by(ReturnLine.line).alias("sums")
    right = _or_0(sums.c.total)
    query = OrderLine.select(_ORDER, OrderLine.position, column, right).join(
        sums, _LEFT, on=(sums.c.line_id == OrderLine.id)
    )
    return _found(query.join_from(OrderLine, Order, on=(Order.id == OrderLine.order)).where(column != right))


RETURNED = _line_differs(OrderLine.returned, ReturnLine.claimed)
REFUNDED = _line_differs(OrderLine.refunded, ReturnLine.refunded)
# return, position, found, right: a line claims what is still asked for at the step where the return stands
_ASKED = Case(
    None,
    (
        (Return.step.in_(("draft", "void")), 0),
        (Return.step == "review", ReturnLine.quantity),
        (Return.received_at.is_null(False), ReturnLine.came),
    ),
    ReturnLine.allowed,
)
CLAIMED = _found(
    ReturnLine.select(_RETURN, ReturnLine.position, ReturnLine.claimed, _ASKED)
    .join(Return, on=(Return.id == ReturnLine.return_doc))
    .where(ReturnLine.claimed != _ASKED)
)
_MOVED = (
    StockMove.select(StockMove.document, StockMove.sku, fn.SUM(StockMove.quantity).alias("total"))
    .where(StockMove.kind == "return")
    .group_by(StockMove.document, StockMove.sku)
    .alias("moved")
)
_IN = (
    ReturnLine.select(Return.number, ReturnLine.sku, fn.SUM(ReturnLine.restocked).alias("total"))
    .join(Return, on=(Return.id == ReturnLine.return_doc))
    .join_from(ReturnLine, Sku, on=(Sku.id == ReturnLine.sku))
    .join(Product, on=(Product.id == Sku.product))
    .where((ReturnLine.restocked > 0) & Return.number.is_null(False) & Return.batch.is_null() & ~Product.service)
    .group_by(Return.number, ReturnLine.sku)
    .alias("taken")
)
# return, sku, found, right: what was restocked is what its stock moves say
RESTOCKED = (
    _found(
        Sku.select(_IN.c.number, Sku.code, _IN.c.total, _or_0(_MOVED.c.total))
        .join(_IN, on=(_IN.c.sku_id == Sku.id))
        .join(_MOVED, _LEFT, on=((_MOVED.c.document == _IN.c.number) & (_MOVED.c.sku_id == _IN.c.sku_id)))
        .where(_IN.c.total != _or_0(_MOVED.c.total))
    ),
    _found(
        Sku.select(_MOVED.c.document, Sku.code, _or_0(_IN.c.total), _MOVED.c.total)
        .join(_MOVED, on=(_MOVED.c.sku_id == Sku.id))
        .join(_IN, _LEFT, on=((_MOVED.c.document == _IN.c.number) & (_MOVED.c.sku_id == _IN.c.sku_id)))
        .where(_IN.c.total.is_null() & (_MOVED.c.total != 0))
    ),
)
_PAID = (
    Payment.select(Payment.return_doc, fn.SUM(Payment.amount).alias("total")).group_by(Payment.return_doc).alias("paid")
)
_AMOUNTS = (
    ReturnLine.select(ReturnLine.return_doc, fn.SUM(ReturnLine.amount).alias("total"))
    .group_by(ReturnLine.return_doc)
    .alias("amounts")
)
# return, refund, of its lines, of its payments: what came in as history was paid before there were books
_DUE = Case(None, ((Return.batch.is_null(), Return.refund),), 0)
PAID = _found(
    Return.select(_RETURN, Return.refund, _or_0(_AMOUNTS.c.total), _or_0(_PAID.c.total))
    .join(_AMOUNTS, _LEFT, on=(_AMOUNTS.c.return_id == Return.id))
    .join_from(Return, _PAID, _LEFT, on=(_PAID.c.return_id == Return.id))
    .where((Return.refund != _or_0(_AMOUNTS.c.total)) | (_or_0(_PAID.c.total) != _DUE))
)
