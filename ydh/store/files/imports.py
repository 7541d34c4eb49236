"""Statements of imports: batches, their staged rows, and the orders that are made of them.

A staged row is JSON text whose first element is the row's key. Line 0 is what the claim took, see
core/files/importing/claiming.py. Money, prices, quantities and times of orders are as the database has them.
"""

from decimal import Decimal
from typing import Any

from peewee import JOIN, SQL, Select, Value, fn

from ydh.store.engine.prepared import Members, Statement, insert, insert_returning, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.goods.kept_items import insert_lines, insert_named
from ydh.store.orders.holds import HOLD
from ydh.store.orders.lines import CustomerRow, customers
from ydh.store.orders.orders import DETAILS
from ydh.store.tables.batches import HISTORY, STAGED, Batch, Staged
from ydh.store.tables.goods import CustomerPrice, LevelPrice, Product, Sku
from ydh.store.tables.log import Journal
from ydh.store.tables.orders import Hold, Order, OrderLine, Reservation
from ydh.store.tables.people import Account, Customer

_ALONE, _ALL = 0x796468696D70, 2**31 - 1
_ID, _HERE = Batch.id == slot(Batch.id), Staged.batch == slot(Staged.batch)

# Claims come one after another: PostgreSQL is told so, SQLite's write lock covers it already.
ALONE = Statement(
    lambda engine: Select(columns=[fn.pg_advisory_xact_lock(_ALONE) if engine == "postgres" else Value(1)])
)

# --- batches ---
BATCH = "kind name digest state good bad account at version head entries"
ADD_BATCH = insert_returning(Batch, BATCH)
_BATCH = (
    Batch.id,
    Batch.kind,
    Batch.name,
    Batch.digest,
    Batch.state,
    Batch.good,
    Batch.bad,
    Batch.account,
    Batch.at,
    Batch.version,
)
FIND_BATCH = Statement(Batch.select(*_BATCH).where(_ID))
LOCK_BATCH = Statement(lambda engine: locked(Batch.select(*_BATCH).where(_ID), engine))
# The batches of the same file that were claimed, newest first.
SAME_FILE = Statement(
    Batch.select(Batch.id, Batch.name, Batch.state)
    .where((Batch.kind == slot(Batch.kind)) & (Batch.digest == slot(Batch.digest)) & (Batch.state != STAGED))
    .order_by(Batch.id.desc())
)
# The version moves with every chunk, so that two who carry on the same batch notice each other.
MOVE_BATCH = Statement(
    Batch.update(
        {
            Batch.state: slot(Batch.state, "to"),
            Batch.good: slot(Batch.good),
            Batch.bad: slot(Batch.bad),
            Batch.at: slot(Batch.at),
            Batch.version: Batch.version + 1,
        }
    ).where(_ID & (Batch.state == slot(Batch.state)) & (Batch.version == slot(Batch.version)))
)
TICK = Statement(
    Batch.update({Batch.version: Batch.version + 1, Batch.state: slot(Batch.state, "to")}).where(
        _ID & (Batch.state == slot(Batch.state)) & (Batch.version == slot(Batch.version))
    )
)
DROP_BATCH = Statement(Batch.delete().where(_ID & (Batch.state == STAGED)))
FORGOTTEN = Statement(Batch.select(Batch.id).where((Batch.state == STAGED) & (Batch.at < slot(Batch.at))))
_LISTED = Batch.select(*_BATCH[:-1], Account.login).join(Account, JOIN.LEFT_OUTER, on=(Account.id == Batch.account))
MOST_KINDS = 16  # that one may import: slots k0 to k15, the last kind again in those that are left
BATCHES = Statement(
    _LISTED.where((Batch.id < slot(Batch.id)) & Batch.kind.in_([slot(Batch.kind, f"k{i}") for i in range(MOST_KINDS)]))
    .where((slot(Batch.account, "mine") == 0) | (Batch.account == slot(Batch.account, "mine")))
    .order_by(Batch.id.desc())
    .limit(slot("limit"))
)
BATCH_ORDERS = Statement(
    Order.select(
        Order.id,
        Order.ref,
        Order.number,
        Order.step,
        Customer.code,
        Order.total,
        Order.business_date,
        Order.customer,
        Order.region,
    )
    .join(Customer, on=(Customer.id == Order.customer))
    .where((Order.batch == slot(Order.batch)) & (Order.id > slot(Order.id)) & (Order.step != STAGED))
    .order_by(Order.id)
    .limit(slot("limit"))
)
SUMS = Statement(
    Order.select(fn.COUNT(SQL("*")), fn.SUM(Order.total), fn.MIN(Order.number), fn.MAX(Order.number)).where(
        (Order.batch == slot(Order.batch)) & (Order.step != STAGED)
    )
)
# --- staged rows ---
STAGED_ROW = "batch line row"
ADD_STAGED = insert(Staged, STAGED_ROW)
STAGED_ROWS = Statement(
    Staged.select(Staged.line, Staged.row)
    .where(_HERE & (Staged.line > slot(Staged.line)))
    .order_by(Staged.line)
    .limit(slot("limit")),
    raw=True,
)
_LINES = Staged.select(Staged.line).where(_HERE & (Staged.line >= slot(Staged.line))).order_by(Staged.line)
STAGED_PAGE = Statement((lambda page: page.select_from(fn.MAX(page.c.line)))(_LINES.limit(slot("limit"))))
CONTROL = Statement(Staged.select(Staged.row).where(_HERE & (Staged.line == 0)))
DROP_STAGED = Statement(
    Staged.delete().where(_HERE & (Staged.line >= slot(Staged.line, "first")) & (Staged.line <= slot(Staged.line)))
)
DROP_STAGED_LINE = Statement(Staged.delete().where(_HERE & (Staged.line == slot(Staged.line))))


def element(engine: str, row: Any, at: int) -> Any:
    """What stands at a place of a staged row."""
    if engine == "sqlite":
        return fn.json_extract(row, f"$[{at}]")
    return fn.jsonb_extract_path_text(row.cast("jsonb"), str(at))


def _twice(engine: str) -> Any:
    key = element(engine, Staged.row, 0)
    # the limit keeps SQLite from taking the two queries for one, whose sorting would hold all rows instead of keys
    keys = Staged.select(key.alias("key")).where(_HERE & (Staged.line > 0)).limit(_ALL)
    more = keys.select_from(keys.c.key).group_by(keys.c.key).having(fn.COUNT(SQL("*")) > 1)
    return (
        Staged.select(Staged.line, key, Staged.row)
        .where(_HERE & (Staged.line > slot(Staged.line)) & key.in_(more))
        .order_by(Staged.line)
        .limit(slot("limit"))
    )


def _taken(engine: str) -> Any:
    ref = element(engine, Staged.row, 1)
    return (
        Staged.select(Staged.line, Order.ref, fn.COALESCE(Order.number, Order.ref), Staged.row)
        .join(Order, on=(Order.ref == ref))
        .where(_HERE & (Staged.line > slot(Staged.line)))
        .order_by(Staged.line)
        .limit(slot("limit"))
    )


def _claimed(engine: str) -> Any:
    other = Staged.alias()
    elsewhere = (
        other.select(element(engine, other.row, 0))
        .join(Batch, on=(Batch.id == other.batch))
        .where(Batch.kind.in_(("orders", HISTORY)) & (Batch.state != STAGED) & (Batch.id != slot(Staged.batch)))
        .where(other.line > 0)
    )
    return (
        Staged.select(Staged.line, element(engine, Staged.row, 1), Value(""), Staged.row)
        .where(_HERE & (Staged.line > slot(Staged.line)) & element(engine, Staged.row, 0).in_(elsewhere))
        .order_by(Staged.line)
        .limit(slot("limit"))
    )


# line, key, row of staged rows whose key stands on other rows of the batch too
TWICE = Statement(_twice, raw=True)
# line, ref, number, row of staged orders that are orders already
TAKEN = Statement(_taken, raw=True)
# the same, with an empty number, of those that another batch has claimed and not yet written
CLAIMED = Statement(_claimed, raw=True)

# --- what rows of goods would do ---
NEWEST_ENTRY = Statement(Journal.select(fn.MAX(Journal.id)))
ENTRIES_SINCE = Statement(
    Journal.select(Journal.body).where((Journal.id > slot(Journal.id)) & (Journal.actor == slot(Journal.actor)))
)

# --- what orders are checked against ---
BUYERS = Members(lambda _engine, members: customers(Customer.fold.in_(members)), Customer.fold, CustomerRow)


class GoodsRow(NamedRow):
    """What a line of a file needs to know of its sku."""

    id: int
    code: str
    service: bool
    listed: bool
    pack_size: Decimal
    pack_unit: str
    minimum: Decimal
    multiple: Decimal
    price: Decimal
    unit: str


# what files call items is looked up first, see goods/codes.py
GOODS = Members(
    lambda _engine, members: (
        Sku.select(
            Sku.id,
            Sku.code,
            Product.service,
            Sku.listed,
            Sku.pack_size,
            Sku.pack_unit,
            Sku.minimum,
            Sku.multiple,
            Sku.price,
            Sku.unit,
        )
        .join(Product, on=(Product.id == Sku.product))
        .where(Sku.id.in_(members))
        .order_by(Sku.id)
    ),
    Sku.id,
    GoodsRow,
)

# id, code, entries, contact, phone, address
BUYERS_AS_THEY_ARE = Members(
    lambda _engine, members: Customer.select(
        Customer.id, Customer.code, Customer.entries, Customer.contact, Customer.phone, Customer.address
    ).where(Customer.id.in_(members)),
    Customer.id,
)


def _agreed(model: Any, party: Any, *columns: Any) -> Members:
    return Members(
        lambda _engine, members: model.select(party, *columns).where(party.in_(members)).order_by(*columns), party
    )


CUSTOMER_PRICES = _agreed(CustomerPrice, CustomerPrice.customer, CustomerPrice.sku, CustomerPrice.price)
LEVEL_PRICES = _agreed(LevelPrice, LevelPrice.level, LevelPrice.sku, LevelPrice.price)


def _near(model: Any) -> Statement:
    between = (model.fold >= slot(model.fold, "first")) & (model.fold <= slot(model.fold, "last"))
    return Statement(model.select(model.code).where(between).order_by(model.fold).limit(slot("limit")))


NEAR = {"sku": _near(Sku), "customer": _near(Customer)}

# The orders that a reference names already.
REFS = Members(
    lambda _engine, refs: Order.select(Order.ref, fn.COALESCE(Order.number, Order.ref)).where(Order.ref.in_(refs)),
    Order.ref,
)

# --- orders, as staged rows become them ---
ORDERS = (
    "id version head entries number customer step step_since revision arrival urgent held channel account assigned"
    f" batch ref created_at submitted_at business_date counts goods freight total {DETAILS}"
)
ADD_ORDERS = insert_named(Order, ORDERS)
LINES = "id order position sku quantity list_price price discount amount released given note business_date counts"
ADD_LINES = insert_lines(OrderLine, LINES)
RESERVATIONS = "line warehouse quantity"
ADD_RESERVATIONS = insert(Reservation, RESERVATIONS)
ADD_HOLDS = insert(Hold, HOLD)


def next_ids(model: Any, engine: str, also: Any = None) -> Any:
    """The query of ids to insert with; `also` is the greatest that was ever used, where rows are deleted."""
    if engine == "postgres":
        sequence = fn.pg_get_serial_sequence(model._meta.table_name, "id")
        return Select(
            from_list=[fn.generate_series(SQL("1"), slot("count").cast("int"))], columns=[fn.nextval(sequence)]
        )
    last = fn.COALESCE(model.select(fn.MAX(model.id)), 0)
    return Select(columns=[last if also is None else fn.MAX(last, fn.COALESCE(also, 0)), slot("count")])


# Ids to insert with: on PostgreSQL one a row; on SQLite one row with the last id in use, deleted orders of which
# the journal knows included.
ORDER_IDS = Statement(
    lambda engine: next_ids(Order, engine, Journal.select(fn.MAX(Journal.subject)).where(Journal.kind == "order"))
)
LINE_IDS = Statement(lambda engine: next_ids(OrderLine, engine))

_MINE = Order.batch == slot(Order.batch)
_PAGE = _MINE & (Order.id > slot(Order.id, "after")) & (Order.id <= slot(Order.id))
_OF_PAGE = OrderLine.order.in_(Order.select(Order.id).where(_PAGE))
WRITTEN = Statement(Order.select(fn.COUNT(SQL("*"))).where(_MINE))
HELD = Statement(
    Reservation.select(OrderLine.sku, Reservation.warehouse, fn.SUM(Reservation.quantity))
    .join(OrderLine, on=(OrderLine.id == Reservation.line))
    .join(Order, on=(Order.id == OrderLine.order))
    .where(_MINE)
    .group_by(OrderLine.sku, Reservation.warehouse),
    raw=True,
)
_IDS = Order.select(Order.id).where(_MINE & (Order.id > slot(Order.id, "after"))).order_by(Order.id)
PAGE_END = Statement((lambda page: page.select_from(fn.MAX(page.c.id)))(_IDS.limit(slot("limit"))))

# --- making them visible ---
UNCOUNTED = Statement(Order.select(fn.MIN(Order.id)).where(_MINE & (Order.counts == False)))  # noqa: E712
COUNT_ORDERS = Statement(Order.update({Order.counts: True}).where(_PAGE & (Order.step == STAGED)))
COUNT_LINES = Statement(OrderLine.update({OrderLine.counts: True}).where(_OF_PAGE))
SHOW = Statement(Order.update({Order.step: slot(Order.step, "to")}).where(_MINE & (Order.step == STAGED)))
WAITING = Statement(
    Order.select(Order.id)
    .where(_MINE & (Order.step == slot(Order.step)) & (Order.id > slot(Order.id)))
    .order_by(Order.id)
    .limit(slot("limit"))
)

# --- taking them back: what remains is an empty shell for the number and the journal ---
HELD_BY_PAGE = Statement(
    Reservation.select(OrderLine.sku, Reservation.warehouse, fn.SUM(Reservation.quantity))
    .join(OrderLine, on=(OrderLine.id == Reservation.line))
    .where(_OF_PAGE)
    .group_by(OrderLine.sku, Reservation.warehouse)
)
_LINES_OF_PAGE = OrderLine.select(OrderLine.id).where(_OF_PAGE)
EMPTY = (
    Statement(Reservation.delete().where(Reservation.line.in_(_LINES_OF_PAGE))),
    Statement(OrderLine.delete().where(_OF_PAGE)),
    Statement(Hold.delete().where(Hold.order.in_(Order.select(Order.id).where(_PAGE)))),
    Statement(
        Order.update(
            {Order.ref: None, Order.counts: False, Order.held: 0, Order.goods: 0, Order.freight: 0, Order.total: 0}
        ).where(_PAGE)
    ),
)
