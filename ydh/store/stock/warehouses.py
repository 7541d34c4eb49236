"""Statements about the warehouses themselves."""

from ydh.store.engine.prepared import Statement, insert_returning, locked, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.goods import Stock, Warehouse
from ydh.store.tables.orders import Shipment

_TEXTS = (Warehouse.name, Warehouse.contact, Warehouse.phone, Warehouse.address)
_THIS = Warehouse.id == slot(Warehouse.id)

ADD = insert_returning(Warehouse, "code name main active contact phone address")


class WarehouseToChange(NamedRow):
    """A warehouse whose row is locked."""

    id: int
    version: int
    code: str
    name: str
    contact: str
    phone: str
    address: str
    main: bool
    active: bool


class ListedWarehouse(NamedRow):
    """A warehouse in a list."""

    code: str
    name: str
    main: bool
    active: bool
    contact: str
    phone: str
    address: str
    version: int


# all of them: who changes one has them all to himself
LOCK = Statement(
    lambda engine: locked(
        Warehouse.select(
            Warehouse.id, Warehouse.version, Warehouse.code, *_TEXTS, Warehouse.main, Warehouse.active
        ).order_by(Warehouse.id),
        engine,
    ),
    WarehouseToChange,
)
EDIT = Statement(Warehouse.update({field: slot(field) for field in _TEXTS}).where(_THIS))
MAIN = Statement(Warehouse.select(Warehouse.id).where(Warehouse.main))
SET_MAIN = Statement(Warehouse.update({Warehouse.main: slot(Warehouse.main)}).where(_THIS))
SET_ACTIVE = Statement(Warehouse.update({Warehouse.active: slot(Warehouse.active)}).where(_THIS))
USED = Statement(
    Stock.select(Stock.sku).where((Stock.warehouse == slot(Stock.warehouse)) & (Stock.on_hand > 0)).limit(1)
)
# shipments from there that wait to leave
SHIPS = Statement(
    Shipment.select(Shipment.id)
    .where((Shipment.warehouse == slot(Shipment.warehouse)) & (Shipment.step == "ship"))
    .limit(1)
)
LIST = Statement(
    Warehouse.select(
        Warehouse.code,
        Warehouse.name,
        Warehouse.main,
        Warehouse.active,
        Warehouse.contact,
        Warehouse.phone,
        Warehouse.address,
        Warehouse.version,
    ).order_by(Warehouse.main.desc(), Warehouse.id),
    ListedWarehouse,
)
