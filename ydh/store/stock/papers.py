"""Statements about stock papers, their lines, and what has to be known and locked to post them."""

from decimal import Decimal
from typing import Any

from peewee import JOIN, fn

from ydh.store.company.persons import by_others
from ydh.store.engine.prepared import Members, Statement, insert_returning, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.goods.codes import FOUND, with_doubles
from ydh.store.goods.kept_items import insert_lines
from ydh.store.tables.goods import (
    Category,
    ItemCode,
    Lot,
    LotStock,
    Product,
    Sku,
    Stock,
    StockMove,
    StockPaper,
    StockPaperLine,
)
from ydh.store.tables.goods import Warehouse as House
from ydh.store.tables.orders import Order, OrderLine, Reservation
from ydh.store.tables.people import Account

_To = House.alias("to_house")
_Poster = Account.alias("poster")


class StockedSku(NamedRow):
    """A sku that lines name, found by a code: what the code is (see goods/codes.py) stands before it."""

    fold: str
    customer: int
    kind: str
    each: Decimal
    other_customer: int | None
    other_kind: str | None
    other: str | None
    base_unit: str
    id: int
    code: str
    product: int
    service: bool
    lots: bool
    keep_days: int | None
    unit: str
    pack_size: Decimal
    pack_unit: str


def _goods(engine: str, folds: Any) -> Any:
    names = (Sku.id, Sku.code, Product.id, Product.service, Product.lots, Product.keep_days)
    rows = ItemCode.select(*FOUND, *names, Sku.unit, Sku.pack_size, Sku.pack_unit)
    rows = with_doubles(rows.join(Sku, on=(Sku.id == ItemCode.sku)).join(Product, on=(Product.id == Sku.product)))
    rows = rows.where(ItemCode.fold.in_(folds) & (ItemCode.customer == 0)).order_by(Product.id, Sku.id)
    return rows.for_update("FOR SHARE", of=Product) if engine == "postgres" else rows


def _lot_rows(engine: str, skus: Any) -> Any:
    rows = LotStock.select(LotStock.warehouse, LotStock.lot, LotStock.on_hand, LotStock.allocated)
    rows = rows.join(Lot, on=(Lot.id == LotStock.lot)).where(Lot.sku.in_(skus))
    return locked(rows.order_by(LotStock.warehouse, LotStock.lot), engine, "FOR UPDATE OF t1")


# --- to post; nobody turns a product's lots on or off meanwhile ---
GOODS = Members(_goods, ItemCode.fold, StockedSku)
# warehouse, lot, on_hand, allocated
LOT_ROWS = Members(_lot_rows, Lot.sku)
# id, sku, code, fold, expires, blocked
LOTS = Members(
    lambda _engine, skus: Lot.select(Lot.id, Lot.sku, Lot.code, Lot.fold, Lot.expires, Lot.blocked).where(
        Lot.sku.in_(skus)
    ),
    Lot.sku,
)
# nobody retires a warehouse meanwhile
KEEP_HOUSES = Members(
    lambda engine, ids: locked(House.select(House.id, House.active).where(House.id.in_(ids)), engine, "FOR SHARE"),
    House.id,
)
HOUSE_CODE = Statement(House.select(House.code).where(House.id == slot(House.id)))
# sku, warehouse, on_hand; sku, lot, its folded code, warehouse, on_hand
FIGURES = Members(
    lambda _engine, skus: Stock.select(Stock.sku, Stock.warehouse, Stock.on_hand).where(Stock.sku.in_(skus)), Stock.sku
)
LOT_FIGURES = Members(
    lambda _engine, skus: (
        LotStock.select(Lot.sku, Lot.id, Lot.fold, LotStock.warehouse, LotStock.on_hand)
        .join(Lot, on=(Lot.id == LotStock.lot))
        .where(Lot.sku.in_(skus))
    ),
    Lot.sku,
)
# what has moved since a moment, which the figure of that moment did not have
MOVED_SINCE = Statement(
    StockMove.select(StockMove.sku, StockMove.lot, fn.SUM(StockMove.quantity))
    .where((StockMove.warehouse == slot(StockMove.warehouse)) & (StockMove.at > slot(StockMove.at)))
    .group_by(StockMove.sku, StockMove.lot)
)

# --- papers ---
ADD = insert_returning(
    StockPaper,
    "number kind state warehouse to_warehouse supplier reference reason expected account created_at posted_by "
    "posted_at business_date",
)
_LOCKED = StockPaper.select(
    StockPaper.id,
    StockPaper.version,
    StockPaper.number,
    StockPaper.kind,
    StockPaper.state,
    StockPaper.warehouse,
    StockPaper.to_warehouse,
    StockPaper.reason,
    StockPaper.account,
)
LOCK = Statement(lambda engine: locked(_LOCKED.where(StockPaper.number == slot(StockPaper.number)), engine))
POST = Statement(
    StockPaper.update(
        {
            StockPaper.state: slot(StockPaper.state),
            StockPaper.posted_by: slot(StockPaper.posted_by),
            StockPaper.posted_at: slot(StockPaper.posted_at),
            StockPaper.business_date: slot(StockPaper.business_date),
        }
    ).where(StockPaper.id == slot(StockPaper.id))
)
LINE = "paper position sku lot expires quantity book reason"
ADD_LINE = insert_lines(StockPaperLine, LINE)
DROP_LINES = Statement(StockPaperLine.delete().where(StockPaperLine.paper == slot(StockPaperLine.paper)))
# position, code, lot, expires, quantity, book, reason
LINES = Statement(
    StockPaperLine.select(
        StockPaperLine.position,
        Sku.code,
        StockPaperLine.lot,
        StockPaperLine.expires,
        StockPaperLine.quantity,
        StockPaperLine.book,
        StockPaperLine.reason,
    )
    .join(Sku, on=(Sku.id == StockPaperLine.sku))
    .where(StockPaperLine.paper == slot(StockPaperLine.paper))
    .order_by(StockPaperLine.position)
)

# --- looking ---
_HEAD = (
    StockPaper.select(
        StockPaper.id,
        StockPaper.version,
        StockPaper.number,
        StockPaper.kind,
        StockPaper.state,
        House.code,
        fn.COALESCE(_To.code, ""),
        StockPaper.supplier,
        StockPaper.reference,
        StockPaper.reason,
        StockPaper.expected,
        fn.COALESCE(Account.login, ""),
        StockPaper.created_at,
        fn.COALESCE(_Poster.login, ""),
        StockPaper.posted_at,
        StockPaper.business_date,
        StockPaperLine.select(fn.COUNT(StockPaperLine.position)).where(StockPaperLine.paper == StockPaper.id),
    )
    .join(House, on=(House.id == StockPaper.warehouse))
    .join_from(StockPaper, _To, JOIN.LEFT_OUTER, on=(_To.id == StockPaper.to_warehouse))
    .join_from(StockPaper, Account, JOIN.LEFT_OUTER, on=(Account.id == StockPaper.account))
    .join_from(StockPaper, _Poster, JOIN.LEFT_OUTER, on=(_Poster.id == StockPaper.posted_by))
)
BY_NUMBER = Statement(_HEAD.where(StockPaper.number == slot(StockPaper.number)))
PAGE = Statement(
    _HEAD.where(StockPaper.id < slot(StockPaper.id))
    .where((slot("any_state") == 1) | (StockPaper.state == slot(StockPaper.state)))
    .where((slot("any_kind") == 1) | (StockPaper.kind == slot(StockPaper.kind)))
    .where((slot("anybody") == 1) | by_others(StockPaper.account))
    .order_by(StockPaper.id.desc())
    .limit(slot("limit"))
)
# position, code, name, attributes, unit, place, lot, expires, quantity, book, reason
SHEET = Statement(
    StockPaperLine.select(
        StockPaperLine.position,
        StockPaperLine.code,
        StockPaperLine.name,
        StockPaperLine.attributes,
        StockPaperLine.unit,
        fn.COALESCE(Stock.place, ""),
        StockPaperLine.lot,
        StockPaperLine.expires,
        StockPaperLine.quantity,
        StockPaperLine.book,
        StockPaperLine.reason,
    )
    .join(StockPaper, on=(StockPaper.id == StockPaperLine.paper))
    .join_from(
        StockPaperLine,
        Stock,
        JOIN.LEFT_OUTER,
        on=((Stock.sku == StockPaperLine.sku) & (Stock.warehouse == StockPaper.warehouse)),
    )
    .where(StockPaperLine.paper == slot(StockPaperLine.paper))
    .order_by(StockPaperLine.position)
)
# what a stocktake of a warehouse is about: code, lot, expires, shelf
_TO_COUNT = (
    Stock.select(Sku.code, fn.COALESCE(Lot.code, ""), Lot.expires, Stock.place)
    .join(Sku, on=(Sku.id == Stock.sku))
    .join(Product, on=(Product.id == Sku.product))
    .join(Category, JOIN.LEFT_OUTER, on=(Category.id == Product.category))
    .join_from(Stock, Lot, JOIN.LEFT_OUTER, on=((Lot.sku == Stock.sku) & Product.lots))
    .join_from(
        Lot,
        LotStock,
        JOIN.LEFT_OUTER,
        on=((LotStock.lot == Lot.id) & (LotStock.warehouse == Stock.warehouse)),
    )
    .where(Stock.warehouse == slot(Stock.warehouse))
    .where(Lot.id.is_null() | (LotStock.on_hand > 0))
    .where((slot("any_category") == 1) | (Category.name == slot(Category.name, "category")))
    .order_by(Stock.place, Sku.fold, Lot.expires, Lot.id)
)
TO_COUNT = Statement(_TO_COUNT)
# shelf, how many items lie there
SHELVES = Statement(
    Stock.select(Stock.place, fn.COUNT(Stock.sku)).where(Stock.place != "").group_by(Stock.place).order_by(Stock.place)
)
# number, customer and region of the orders that have an item reserved in a warehouse, the oldest first
HOLDERS = Statement(
    Order.select(Order.number, Order.customer, Order.region)
    .join(OrderLine, on=(OrderLine.order == Order.id))
    .join(Reservation, on=(Reservation.line == OrderLine.id))
    .where((OrderLine.sku == slot(OrderLine.sku)) & (Reservation.warehouse == slot(Reservation.warehouse)))
    .where(Reservation.quantity > 0)
    .group_by(Order.id, Order.number, Order.customer, Order.region, Order.arrival)
    .order_by(Order.arrival)
)
