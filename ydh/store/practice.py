"""What only the making of a practice company needs: statements in bulk, and a database that need not last yet."""

from typing import Any

import peewee

from ydh.store.database import Store
from ydh.store.prepared import Statement, insert, insert_returning, slot
from ydh.store.tables.goods import Stock
from ydh.store.tables.orders import Batch, Hold, Order, OrderLine, Reservation, Shipment, ShipmentLine
from ydh.store.tables.people import Account, Customer, Level

LOGINS = Statement(Account.select(Account.id, Account.login, Account.customer).order_by(Account.id))
CUSTOMERS = Statement(
    Customer.select(Customer.id, Customer.code, Customer.level, Customer.region).order_by(Customer.id)
)
LEVELS = Statement(Level.select(Level.id, Level.code))
ADD_BATCH = insert_returning(Batch, "kind name digest state good bad account at version head entries")
BATCH_SIZE = Statement(Batch.update({Batch.good: slot(Batch.good)}).where(Batch.id == slot(Batch.id)))


def _columns(model: Any) -> str:
    return " ".join(model._meta.fields)


def _add(model: Any) -> tuple[Statement, str]:
    return insert(model, _columns(model)), _columns(model)


ORDERS, LINES, SHIPMENTS = _add(Order), _add(OrderLine), _add(Shipment)
RESERVATIONS = insert(Reservation, "line warehouse quantity"), "line warehouse quantity"
SHIPPED = insert(ShipmentLine, "shipment line quantity received"), "shipment line quantity received"
_HOLD = "order kind reason opened_by opened_at answer lifted_by lifted_at"
HOLDS = insert(Hold, _HOLD), _HOLD
ASSESSED = Statement(Customer.update({Customer.assessed: True}).where(Customer.id == slot(Customer.id)))
LEFT = Statement(
    Stock.update(
        {
            Stock.on_hand: Stock.on_hand - slot(Stock.on_hand, "shipped"),
            Stock.reserved: Stock.reserved + slot(Stock.reserved, "held"),
        }
    ).where((Stock.warehouse == slot(Stock.warehouse)) & (Stock.sku == slot(Stock.sku)))
)


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
        for table in ("orders", "order_line", "shipment"):  # ids were given, not taken from the sequence
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
