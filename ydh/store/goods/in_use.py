"""Statements that ask what of an item is on hand, and which documents with it are still open."""

from peewee import fn

from ydh.store.engine.prepared import Statement, slot
from ydh.store.tables.goods import Stock, StockPaper, StockPaperLine
from ydh.store.tables.orders import Order, OrderLine
from ydh.store.tables.returns import Return, ReturnLine

ENDED = ("done", "void")
ON_HAND = Statement(Stock.select(fn.SUM(Stock.on_hand)).where(Stock.sku == slot(Stock.sku)))
# the numbers of some orders, returns and stock papers that are open, each kind by a statement of its own
OPEN = (
    Statement(
        OrderLine.select(fn.COALESCE(Order.number, Order.ref))
        .join(Order, on=(Order.id == OrderLine.order))
        .where((OrderLine.sku == slot(OrderLine.sku)) & Order.step.not_in(ENDED))
        .order_by(Order.id)
        .limit(3)
    ),
    Statement(
        ReturnLine.select(fn.COALESCE(Return.number, Return.ref))
        .join(Return, on=(Return.id == ReturnLine.return_doc))
        .where((ReturnLine.sku == slot(ReturnLine.sku)) & Return.step.not_in(ENDED))
        .order_by(Return.id)
        .limit(3)
    ),
    Statement(
        StockPaperLine.select(StockPaper.number)
        .join(StockPaper, on=(StockPaper.id == StockPaperLine.paper))
        .where((StockPaperLine.sku == slot(StockPaperLine.sku)) & StockPaper.state.in_(("open", "waiting")))
        .order_by(StockPaper.id)
        .limit(3)
    ),
)
