"""Statements about what of an order's lines could be released now: which items they are, and where these lie."""

from ydh.store.engine.prepared import Members, Statement, slot
from ydh.store.tables.goods import Stock
from ydh.store.tables.orders import OrderLine

# position, sku
ITEMS = Statement(OrderLine.select(OrderLine.position, OrderLine.sku).where(OrderLine.order == slot(OrderLine.order)))
# sku, shelf; that of the older warehouse first
PLACES = Members(
    lambda _engine, skus: (
        Stock.select(Stock.sku, Stock.place).where(Stock.sku.in_(skus) & (Stock.place != "")).order_by(Stock.warehouse)
    ),
    Stock.sku,
)
