"""Statements of history: documents of the past, written as they ended, and what they are checked against.

See imports.py, which has the batches, their staged rows and the ids to insert with. Money in cents, quantities in
thousandths, times in microseconds, as the database has them.
"""

from typing import Any

from peewee import SQL, Case, fn

from ydh.store.engine.prepared import Members, Statement, insert, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.files.imports import element, next_ids
from ydh.store.goods.kept_items import insert_lines, insert_named
from ydh.store.orders.orders import DETAILS
from ydh.store.tables.batches import STAGED, Staged, brought
from ydh.store.tables.log import Journal
from ydh.store.tables.orders import Order, OrderLine, Shipment, ShipmentLine
from ydh.store.tables.people import Customer
from ydh.store.tables.returns import Return, ReturnLine


class KnownRow(NamedRow):
    """What goes by a reference already. `came_in`: as history; `body` is its first entry."""

    ref: str
    number: str
    step: str
    came_in: bool
    body: str


def _known(model: Any, kind: str) -> Members[KnownRow]:
    return Members(
        lambda _engine, refs: (
            model.select(
                model.ref,
                fn.COALESCE(model.number, model.ref),
                model.step,
                Case(None, ((brought(model), 1),), 0),
                Journal.body,
            )
            .join(Journal, on=((Journal.subject == model.id) & (Journal.kind == kind) & (Journal.seq == 1)))
            .where(model.ref.in_(refs))
        ),
        model.ref,
        KnownRow,
        raw=True,
    )


KNOWN = {"order": _known(Order, "order"), "return": _known(Return, "return")}


class OriginRow(NamedRow):
    """A line of an order that came in as history, with what of it can still come back."""

    ref: str
    order: int
    number: str
    customer: int
    line: int
    position: int
    sku: int
    left: int


ORIGINS = Members(
    lambda _engine, refs: (
        Order.select(
            Order.ref,
            Order.id,
            Order.number,
            Order.customer,
            OrderLine.id,
            OrderLine.position,
            OrderLine.sku,
            OrderLine.shipped - OrderLine.returned,
        )
        .join(OrderLine, on=(OrderLine.order == Order.id))
        .where(Order.ref.in_(refs) & brought(Order) & (Order.step == "done"))
        .order_by(Order.id, OrderLine.position)
    ),
    Order.ref,
    OriginRow,
    raw=True,
)


def _taken(model: Any, kind: str) -> Statement:
    """Line of a staged document of the kind whose reference is one already."""

    def query(engine: str) -> Any:
        ref, which = element(engine, Staged.row, 1), element(engine, Staged.row, 2)
        here = (Staged.batch == slot(Staged.batch)) & (Staged.line > 0) & (which == kind)
        return Staged.select(Staged.line).join(model, on=(model.ref == ref)).where(here).limit(1)

    return Statement(query)


TAKEN = (_taken(Order, "order"), _taken(Return, "return"))

# --- documents, as staged rows become them ---
ORDER = (
    "id version head entries number customer step step_since revision arrival urgent held channel account assigned"
    f" batch ref created_at submitted_at business_date counts goods freight total {DETAILS}"
)
ADD_ORDERS = insert_named(Order, ORDER)
LINE = (
    "id order position sku quantity list_price price discount amount released shipped received given note"
    " business_date counts"
)
ADD_LINES = insert_lines(OrderLine, LINE)
SHIPMENT = "id order number step step_since warehouse carrier tracking created_at shipped_at received_at business_date"
ADD_SHIPMENTS = insert(Shipment, SHIPMENT)
ADD_SHIPMENT_LINES = insert(ShipmentLine, "shipment line quantity received")
RETURN = (
    "id version head entries number ref customer order kind step step_since revision arrival urgent account region"
    " reason text created_at submitted_at business_date total refund return_address carrier tracking dispatched_at"
    " received_at closed_at batch"
)
ADD_RETURNS = insert_named(Return, RETURN)
RETURN_LINE = (
    "return_doc position line sku quantity claimed allowed sent came restocked scrapped repair refunded price discount"
    " amount reason note"
)
ADD_RETURN_LINES = insert_lines(ReturnLine, RETURN_LINE, OrderLine)
SHIPMENT_IDS = Statement(lambda engine: next_ids(Shipment, engine))
RETURN_IDS = Statement(
    lambda engine: next_ids(Return, engine, Journal.select(fn.MAX(Journal.subject)).where(Journal.kind == "return"))
)
# Guarded: never more comes back than was shipped.
_MORE = slot("more")
CLAIM = Statement(
    OrderLine.update({OrderLine.returned: OrderLine.returned + _MORE, OrderLine.refunded: OrderLine.refunded + _MORE})
    .where(OrderLine.id == slot(OrderLine.id))
    .where((OrderLine.returned + _MORE >= 0) & (OrderLine.returned + _MORE <= OrderLine.shipped))
)

_MINE, _MY_RETURN = Order.batch == slot(Order.batch), Return.batch == slot(Return.batch)
_COUNT = fn.COUNT(SQL("*"))
WRITTEN = tuple(Statement(it.select(_COUNT).where(mine)) for it, mine in ((Order, _MINE), (Return, _MY_RETURN)))
POSITIONS = Members(
    lambda _engine, ids: OrderLine.select(OrderLine.id, OrderLine.position).where(OrderLine.id.in_(ids)), OrderLine.id
)

# --- making them visible: what left is done, what never did is void ---
_PAGE = _MINE & (Order.id > slot(Order.id, "after")) & (Order.id <= slot(Order.id))
_PAGE_LEFT = Order.select(Order.id).where(
    _PAGE & fn.EXISTS(Shipment.select(SQL("1")).where(Shipment.order == Order.id))
)
COUNT_LINES = Statement(OrderLine.update({OrderLine.counts: True}).where(OrderLine.order.in_(_PAGE_LEFT)))
COUNT_ORDERS = Statement(Order.update({Order.counts: True}).where(Order.id.in_(_PAGE_LEFT) & (Order.step == STAGED)))
_ENDED = Case(None, ((Order.counts == True, "done"),), "void")  # noqa: E712
SHOW = Statement(Order.update({Order.step: _ENDED}).where(_MINE & (Order.step == STAGED)))
_ENDED_RETURN = Case(None, ((Return.received_at.is_null(), "void"),), "done")
SHOW_RETURNS = Statement(Return.update({Return.step: _ENDED_RETURN}).where(_MY_RETURN & (Return.step == STAGED)))
RETURN_SUMS = Statement(Return.select(_COUNT, fn.SUM(Return.total)).where(_MY_RETURN & (Return.step != STAGED)))
BATCH_RETURNS = Statement(
    Return.select(
        Return.id,
        Return.ref,
        Return.number,
        Return.step,
        Customer.code,
        Return.total,
        Return.business_date,
        Return.customer,
        Return.region,
    )
    .join(Customer, on=(Customer.id == Return.customer))
    .where(_MY_RETURN & (Return.id > slot(Return.id)) & (Return.step != STAGED))
    .order_by(Return.id)
    .limit(slot("limit"))
)

# --- taking them back ---
# the number of a document with which something was done since: it has more than its first entry
USED = tuple(
    Statement(it.select(it.number).where(mine & (it.entries > 1)).limit(1))
    for it, mine in ((Order, _MINE), (Return, _MY_RETURN))
)
HIDE = tuple(Statement(it.update({it.step: STAGED}).where(mine)) for it, mine in ((Order, _MINE), (Return, _MY_RETURN)))
_MY_RETURNS = Return.select(Return.id).where(_MY_RETURN)
# quantity, order line: what the returns claim
CLAIMED = Statement(
    ReturnLine.select(fn.SUM(ReturnLine.claimed), ReturnLine.line)
    .where(ReturnLine.return_doc.in_(_MY_RETURNS) & ReturnLine.line.is_null(False))
    .group_by(ReturnLine.line),
    raw=True,
)
EMPTY_RETURNS = (
    Statement(ReturnLine.delete().where(ReturnLine.return_doc.in_(_MY_RETURNS))),
    Statement(
        Return.update({Return.ref: None, Return.order: None, Return.total: 0, Return.refund: 0}).where(_MY_RETURN)
    ),
)
_PARTS_OF_PAGE = Shipment.select(Shipment.id).where(Shipment.order.in_(Order.select(Order.id).where(_PAGE)))
# before the lines of the orders go; the numbers of shipments are given once and stay
EMPTY_SHIPMENTS = (
    Statement(ShipmentLine.delete().where(ShipmentLine.shipment.in_(_PARTS_OF_PAGE))),
    Statement(Shipment.update({Shipment.step: "void"}).where(Shipment.id.in_(_PARTS_OF_PAGE))),
)
