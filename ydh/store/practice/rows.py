"""What only the making of a practice company needs: statements in bulk, and a database that need not last yet."""

from pathlib import Path
from typing import Any

import peewee

from ydh.store.audit.journal import ENTRY
from ydh.store.engine.database import Store
from ydh.store.engine.own_files import MAGIC
from ydh.store.engine.prepared import Statement, insert_returning, slot
from ydh.store.goods.kept_items import insert_lines, insert_named
from ydh.store.orders.orders import DETAILS
from ydh.store.stock.stock import MOVED
from ydh.store.tables.batches import Batch
from ydh.store.tables.goods import Stock, StockMove
from ydh.store.tables.log import Journal
from ydh.store.tables.orders import Hold, Order, OrderLine, Reservation, Shipment, ShipmentLine
from ydh.store.tables.people import Account, Customer, Level

LOGINS = Statement(Account.select(Account.id, Account.login, Account.customer).order_by(Account.id))
CUSTOMERS = Statement(
    Customer.select(Customer.id, Customer.code, Customer.level, Customer.region).order_by(Customer.id)
)
LEVELS = Statement(Level.select(Level.id, Level.code))
BATCH = "kind name digest state good bad account at version head entries"
ADD_BATCH = insert_returning(Batch, BATCH)
BATCH_SIZE = Statement(Batch.update({Batch.good: slot(Batch.good)}).where(Batch.id == slot(Batch.id)))


# --- rows in bulk, as the database has them: cents, thousandths, microseconds ---
ORDER = (
    f"id version head entries number customer step step_since revision arrival urgent held channel account batch ref\
 created_at submitted_at business_date counts goods freight total {DETAILS}"
)
LINE = (
    "id order position sku quantity list_price price discount amount released shipped received given note"
    " business_date counts"
)
RESERVATION = "line warehouse quantity"
HOLD = "order kind reason opened_by opened_at lifted_by lifted_at answer"
SHIPMENT = "id order number step step_since warehouse carrier tracking created_at shipped_at received_at business_date"
SHIPPED = "shipment line quantity received"


def _as_it_is(model: Any, names: str) -> tuple[Statement, str]:
    fields = [model._meta.fields[name] for name in names.split()]
    return Statement(model.insert({field: slot(field.name) for field in fields})), names


# in the order in which they must be written
BULK: dict[str, tuple[Statement, str]] = {
    "batch": _as_it_is(Batch, f"id {BATCH}"),
    "order": (insert_named(Order, ORDER, raw=True), ORDER),
    "line": (insert_lines(OrderLine, LINE, raw=True), LINE),
    "reservation": _as_it_is(Reservation, RESERVATION),
    "hold": _as_it_is(Hold, HOLD),
    "shipment": _as_it_is(Shipment, SHIPMENT),
    "shipped": _as_it_is(ShipmentLine, SHIPPED),
    "move": _as_it_is(StockMove, MOVED),
    "entry": _as_it_is(Journal, ENTRY),
}
ASSESSED = Statement(Customer.update({Customer.assessed: True}).where(Customer.id == slot("id")))
_LEVEL = (Stock.warehouse == slot("warehouse")) & (Stock.sku == slot("sku"))
STOCK_LEFT = Statement(
    Stock.update({Stock.on_hand: Stock.on_hand - slot("shipped"), Stock.reserved: slot("held")}).where(_LEVEL)
)
STOCK = Statement(Stock.select(Stock.sku, Stock.on_hand).where(Stock.warehouse == slot("warehouse")), raw=True)


def hurry(store: Store) -> None:
    """Do not wait for the disk: a company half made at a power cut is made anew. Until `settle`."""
    if store.engine == "sqlite":
        store.database.connect(reuse_if_open=True)
        store.database.execute_sql("PRAGMA synchronous = OFF")


def settle(store: Store) -> None:
    """Bring everything to the disk and close."""
    store.database.connect(reuse_if_open=True)
    if store.engine == "sqlite":
        store.database.execute_sql("PRAGMA synchronous = FULL")
        store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        for table in ("batch", "orders", "order_line", "shipment"):  # ids were given, not taken from the sequence
            store.database.execute_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table} HAVING max(id) > 0"  # noqa: S608
            )
    store.close()


def alone(store: Store) -> bool:
    """Fold the write-ahead log into the file, which works only while nobody else has it open."""
    store.database.connect(reuse_if_open=True)
    store.database.execute_sql("PRAGMA busy_timeout = 500")
    try:
        mode = store.database.execute_sql("PRAGMA journal_mode = DELETE").fetchall()[0][0]
    except peewee.DatabaseError:
        return False
    return bool(mode == "delete")


def may_be_sqlite(path: Path) -> bool:
    """Whether nothing speaks against it: no file, an empty one, or one that begins as SQLite's do."""
    if not path.exists():
        return True
    with path.open("rb") as file:
        return file.read(len(MAGIC)) in (b"", MAGIC)
