"""Warehouses: added, edited, made the main one, retired. Who has one never names it: the main one is meant.

The main warehouse is emptied first by reservations; goods come back to a warehouse's address.
"""

from typing import Any

from ydh.core.audit.journal import Subject, changes
from ydh.core.company.actors import Actor, Who, who
from ydh.core.goods.found import CODE_LIMIT, check_seen
from ydh.core.goods.views import WarehouseView
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.text import clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.stock import warehouses as store
from ydh.store.tables.goods import Warehouse

WAREHOUSE = Subject("warehouse", Warehouse)
_TEXTS = ("name", "contact", "phone", "address")


def add_warehouse(
    actor: Actor, code: str, name: str, *, contact: str = "", phone: str = "", address: str = ""
) -> WarehouseView:
    """Add a warehouse. Raises NotAllowed, Invalid when the code or the name is taken."""

    def work(unit: Unit) -> WarehouseView:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        given = {"name": name, "contact": contact, "phone": phone, "address": address}
        made = _cleaned(given)
        made_code = clean(code, "code", limit=CODE_LIMIT)
        _refuse_taken(unit, 0, made_code, made["name"])
        id_ = store.ADD.insert(unit, code=made_code, main=False, active=True, **made)
        WAREHOUSE.entry(unit, me, id_, "create", code=made_code, name=made["name"])
        return WarehouseView(made_code, made["name"], False, True, made["contact"], made["phone"], made["address"])

    return actor.company.write(work)


def edit_warehouse(actor: Actor, code: str, *, seen: int | None = None, **given: str | None) -> None:
    """Change what is given of name, contact, phone, address. Raises NotAllowed, NotFound, Stale, Invalid."""

    def work(unit: Unit) -> None:
        me, row = _found(unit, actor, code)
        check_seen(row[1], seen)
        before = dict(zip(_TEXTS, row[3:7], strict=True))
        after = before | _cleaned({name: value for name, value in given.items() if value is not None})
        if after == before:
            return
        _refuse_taken(unit, row[0], row[2], after["name"])
        store.EDIT.run(unit, id=row[0], **after)
        WAREHOUSE.entry(unit, me, row[0], "edit", changes=changes(unit, before, after))

    actor.company.write(work)


def make_main(actor: Actor, code: str) -> None:
    """Let a warehouse be the one that is meant where none is named. Raises NotAllowed, NotFound, Conflict."""

    def work(unit: Unit) -> None:
        me, row = _found(unit, actor, code)
        if not row[8]:
            raise Conflict("warehouse-retired")
        if row[7]:
            return
        was = store.MAIN.row(unit)
        assert was is not None
        store.SET_MAIN.run(unit, id=was[0], main=False)
        WAREHOUSE.entry(unit, me, was[0], "main", changes=[["main", True, False]])
        store.SET_MAIN.run(unit, id=row[0], main=True)
        WAREHOUSE.entry(unit, me, row[0], "main", changes=[["main", False, True]])

    actor.company.write(work)


def retire_warehouse(actor: Actor, code: str) -> None:
    """Close a warehouse that is empty. Raises NotAllowed, NotFound, Conflict while it is the main one or in use."""

    def work(unit: Unit) -> None:
        me, row = _found(unit, actor, code)
        if not row[8]:
            return
        if row[7]:
            raise Conflict("warehouse-main", code=row[2])
        if store.USED.row(unit, warehouse=row[0]) or store.SHIPS.row(unit, warehouse=row[0]):
            raise Conflict("warehouse-used", code=row[2])
        _set_active(unit, me, row, "retire")

    actor.company.write(work)


def restore_warehouse(actor: Actor, code: str) -> None:
    """Open a warehouse again that was retired. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> None:
        me, row = _found(unit, actor, code)
        if not row[8]:
            _set_active(unit, me, row, "restore")

    actor.company.write(work)


def warehouses(actor: Actor, *, retired: bool = False) -> tuple[WarehouseView, ...]:
    """The active warehouses, the main one first; the retired ones too when asked for. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[WarehouseView, ...]:
        who(unit, actor).need(P.ORDER_VIEW)
        rows = store.LIST.rows(unit)
        return tuple(WarehouseView(*row) for row in rows if retired or row[3])

    return actor.company.read(work)


def _found(unit: Unit, actor: Actor, code: str) -> tuple[Who, Row]:
    me = who(unit, actor)
    me.need(P.STOCK_ADJUST)
    rows = store.LOCK.rows(unit)
    for row in rows:
        if key(code) in (key(row[2]), key(row[3])):
            return me, row
    raise NotFound("warehouse-unknown", code=escaped(code), codes=[row[2] for row in rows])


def _cleaned(given: dict[str, str]) -> dict[str, Any]:
    return {name: clean(value, name, empty=name != "name") for name, value in given.items()}


def _refuse_taken(unit: Unit, id_: int, code: str, name: str) -> None:
    for row in store.LOCK.rows(unit):
        if row[0] != id_ and {key(code), key(name)} & {key(row[2]), key(row[3])}:
            raise Invalid("warehouse-taken", code=code)


def _set_active(unit: Unit, me: Who, row: Row, action: str) -> None:
    active = action == "restore"
    store.SET_ACTIVE.run(unit, id=row[0], active=active)
    WAREHOUSE.entry(unit, me, row[0], action, changes=[["active", not active, active]])
