"""Warehouses: added, edited, made the main one, retired. Who has one never names it: the main one is meant.

The main warehouse is emptied first by reservations; goods come back to a warehouse's address.
"""

from typing import Any

from ydh.core.audit.journal import Subject
from ydh.core.audit.master import Fields, Master, given, write_new
from ydh.core.company.actors import Actor, Who, who
from ydh.core.rules.permissions import P
from ydh.core.stock.views import WarehouseView
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.lazy import dataclass
from ydh.core.values.text import CODE_LIMIT, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.stock import warehouses as store
from ydh.store.tables.goods import Warehouse

WAREHOUSE = Subject("warehouse", Warehouse)
_TEXTS = ("name", "contact", "phone", "address")


def add(actor: Actor, code: str, name: str, *, contact: str = "", phone: str = "", address: str = "") -> str:
    """Add a warehouse and give its code. Raises NotAllowed, Invalid when the code or the name is taken."""

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        given = {"name": name, "contact": contact, "phone": phone, "address": address}
        made = _cleaned(given)
        made_code = clean(code, "code", limit=CODE_LIMIT)
        _refuse_taken(unit, 0, made_code, made["name"])
        told = {"code": made_code, **made}
        write_new(unit, me, WAREHOUSE, store.ADD, told, code=made_code, main=False, active=True, **made)
        return made_code

    return actor.company.write(work)


def edit(actor: Actor, code: str, *, seen: int | None = None, **values: str | None) -> None:
    """Change what is given of name, contact, phone, address. Raises NotAllowed, NotFound, Stale, Invalid."""
    WAREHOUSES.edit(actor, code, given(values), seen=seen)


def make_main(actor: Actor, code: str) -> None:
    """Let a warehouse be the one that is meant where none is named. Raises NotAllowed, NotFound, Conflict."""

    def work(unit: Unit) -> None:
        me, it = WAREHOUSES.find(unit, actor, code)
        if not it.active:
            raise Conflict("warehouse-retired")
        if it.main:
            return
        was = store.MAIN.row(unit)
        assert was is not None
        store.SET_MAIN.run(unit, id=was[0], main=False)
        WAREHOUSE.entry(unit, me, was[0], "main", changes=[["main", True, False]])
        store.SET_MAIN.run(unit, id=it.id, main=True)
        WAREHOUSE.entry(unit, me, it.id, "main", changes=[["main", False, True]])

    actor.company.write(work)


def retire(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Close a warehouse that is empty. Raises NotAllowed, NotFound, Conflict while it is the main one or in use."""
    return WAREHOUSES.retire(actor, code, seen=seen)


def restore(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Open a warehouse again that was retired. Raises NotAllowed, NotFound."""
    return WAREHOUSES.restore(actor, code, seen=seen)


def list_warehouses(actor: Actor, *, retired: bool = False) -> tuple[WarehouseView, ...]:
    """The active warehouses, the main one first; the retired ones too when asked for. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[WarehouseView, ...]:
        who(unit, actor).need(P.ORDER_VIEW)
        rows = store.LIST.rows(unit)
        return tuple(WarehouseView(*row) for row in rows if retired or row.active)

    return actor.company.read(work)


def show(actor: Actor, code: str) -> WarehouseView:
    """The warehouse of that code or name, a retired one too. Raises NotAllowed, NotFound."""
    found = list_warehouses(actor, retired=True)
    for it in found:
        if key(code) in (key(it.code), key(it.name)):
            return it
    raise NotFound("warehouse-unknown", code=escaped(code), codes=[it.code for it in found])


@dataclass(frozen=True, slots=True)
class _FoundWarehouse:
    id: int
    version: int
    code: str
    name: str
    contact: str
    phone: str
    address: str
    main: bool
    active: bool


class _Warehouses(Master[_FoundWarehouse]):
    subject = WAREHOUSE
    write_fields, write_active = store.EDIT, store.SET_ACTIVE

    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, _FoundWarehouse]:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        rows = [_FoundWarehouse(*row) for row in store.LOCK.rows(unit)]
        for it in rows:
            if key(code) in (key(it.code), key(it.name)):
                return me, it
        raise NotFound("warehouse-unknown", code=escaped(code), codes=[it.code for it in rows])

    def fields(self, unit: Unit, it: _FoundWarehouse) -> Fields:
        return {name: getattr(it, name) for name in _TEXTS}

    def after(self, unit: Unit, me: Who, it: _FoundWarehouse, before: Fields, values: Fields) -> Fields:
        after = before | _cleaned(values)
        if after != before:
            _refuse_taken(unit, it.id, it.code, after["name"])
        return after

    def switch(self, unit: Unit, me: Who, it: _FoundWarehouse, active: bool) -> None:
        if not active and it.main:
            raise Conflict("warehouse-main", code=it.code)
        if not active and (store.USED.row(unit, warehouse=it.id) or store.SHIPS.row(unit, warehouse=it.id)):
            raise Conflict("warehouse-used", code=it.code)
        super().switch(unit, me, it, active)

    def told(self, active: bool) -> Fields:
        return {"changes": [["active", not active, active]]}


WAREHOUSES = _Warehouses()


def _cleaned(given: dict[str, str]) -> dict[str, Any]:
    return {name: clean(value, name, empty=name != "name") for name, value in given.items()}


def _refuse_taken(unit: Unit, id_: int, code: str, name: str) -> None:
    for row in store.LOCK.rows(unit):
        if row.id != id_ and {key(code), key(name)} & {key(row.code), key(row.name)}:
            raise Invalid("warehouse-taken", code=code)
