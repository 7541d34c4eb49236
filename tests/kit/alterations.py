"""A company with a row in every table, made by its use cases, and every way to change one value behind their back."""

import re
from collections.abc import Iterator
from decimal import Decimal as D
from io import BytesIO
from typing import Any

from peewee import BooleanField, Field, ForeignKeyField, IntegerField, Model

from tests.kit import furnished
from tests.kit.company import PASSWORD
from tests.kit.orders import approve, done, want
from ydh.core.administration import accounts, roles, settings, signin
from ydh.core.audit import proof
from ydh.core.company.actors import Actor
from ydh.core.files.importing import checking, importing
from ydh.core.goods import keeping, own_codes, prices, products
from ydh.core.goods.views import Variant
from ydh.core.orders import cart, looking, notes
from ydh.core.orders.entering import place
from ydh.core.partners import addresses, customers, suppliers
from ydh.core.shipping import picking, tracking
from ydh.core.stock import limits, papers
from ydh.core.workflow import assigning
from ydh.store.engine.database import Unit
from ydh.store.tables import all_tables
from ydh.store.tables.fields import DayField, JsonField, ScaledField, UtcField

TABLES: dict[str, type[Model]] = {table._meta.table_name: table for table in all_tables()}


def fill(url: str) -> None:
    """Make the company in an empty database, and close it."""
    furnished.fill(url, "en")
    it = furnished.opened(url, "en")
    boss, manager, wang = it.boss, it.person("manager"), it.account("wang")
    suppliers.add(manager, "S1", "Farm")
    accounts.add_staff(
        boss, "newest", "Newest", ["order_reviewer"], password=PASSWORD, scope="region", regions=["North"]
    )
    accounts.add_staff(boss, "robot", "Robot", ["order_reviewer"], service=True, owner="newest")
    roles.add(boss, "looker", "Looker", ["order.view"])
    settings.change_setting(boss, "lead_days", "9")
    products.add(manager, "Z1", "Zest", Variant(price=D(7)), category="Zests", keeping={"lots": True})
    keeping.add_code(manager, "Z1", "4711", D(12))
    _double(manager)
    prices.set_price(manager, "Z1", D("6.5"), level="regular")
    prices.set_price(manager, "Z1", D(6), customer="C2")
    own_codes.set_own_code(manager, "MY-Z", "Z1", customer="C1")
    papers.receive_stock(manager, "Z1", D(50), lot="Z-9", supplier="Farm", reason="new")
    limits.set_limits(manager, "Z1", lower=D(5), upper=D(90), place="B-2")
    _customer(it)
    _order(it, wang)
    token = signin.login(boss.company, "newest", PASSWORD)
    assert token
    checking.check(manager, "products", BytesIO(b"code,name\nQ1,Quark\n"), name="waits.csv")
    importing.run(manager, "products", BytesIO(b"code,name\nQ2,Quince\n"), name="came.csv")
    proof.seal(boss)
    cart.add(it.account("c2"), [want("Z1", 3)])
    boss.company.close()


def _double(manager: Actor) -> None:
    """A further code of Z1 that became T2's as well, as older versions let it."""
    keeping.add_code(manager, "Z1", "4712", D(24))
    aside = ("INSERT INTO code_conflict SELECT * FROM item_code", "DELETE FROM item_code")
    manager.company.write(lambda unit: [unit.execute(f"{it} WHERE fold = '4712'", ()) for it in aside])
    keeping.add_code(manager, "T2", "4712", D(1))


def _customer(it: furnished.Furnished) -> None:
    manager, about = it.person("manager"), {"contact": "Eve", "phone": "139", "address": "9 Long Road"}
    customers.add(manager, "C9", "Nine", level="regular", region="North", terms="monthly", note="new", **about)
    customers.assess(manager, "C9")
    customers.set_owners(manager, "C9", ["zhou"])
    addresses.add(manager, "Back", "8 Back Road", customer="C9", contact="Adam", phone="138")


def _order(it: furnished.Furnished, wang: Actor) -> None:
    """The newest order: shipped with all that can be said, counted code by code, tracked, received."""
    feng, zhou, wu, zheng = map(it.account, ("feng", "zhou", "wu", "zheng"))
    details = {"requested_date": "2026-12-24", "project": "P", "customer_po": "PO-1", "when_short": "parts"}
    number = place(
        feng, [want("Z1", 4), want("T2", 2)], customer="C9", channel="phone", details=details, key="k"
    ).number
    notes.note(zhou, number, "call first", with_whom="Eve", how="phone", result="fine", position=1)
    for by, step in ((zhou, "review"), (wu, "finance"), (zheng, "release")):
        it.clock.later(minutes=1)
        done(approve(by, number, step))
    (part,) = looking.show(it.boss, number).shipments
    picking.start(wang, part.number)
    picking.scan(wang, part.number, "Z1 Z-9")
    sent = {"parcels": "2", "weight": "3.5", "expected_date": "2026-12-01", "agreed_time": "noon"}
    done(approve(wang, number, "ship", carrier="FastPost", tracking="SF77", agreed_place="Gate", remark="r", **sent))
    tracking.track(wang, part.number, "delivered", place="North", text="handed over", temperature=D(4))
    done(approve(feng, number, "receive", rating=4, rating_text="good"))
    assigning.assign(feng, number, "zhou", reason="knows her")


# --- changing one value ---
_FULLEST = {"reservation": ("quantity",)}  # the newest may hold nothing any more


def newest(unit: Unit, table: type[Model]) -> dict[str, Any] | None:
    """The row that was written last, by the names of its columns."""
    meta = table._meta
    order = meta.primary_key.safe_field_names if meta.composite_key else [meta.primary_key.name]
    keys = [meta.fields[name].column_name for name in (meta.primary_key.field_names if meta.composite_key else order)]
    names = [field.column_name for field in meta.sorted_fields]
    by = ", ".join(f'"{key}" DESC' for key in (*_FULLEST.get(meta.table_name, ()), *keys))
    rows = unit.execute(
        f'SELECT {", ".join(quoted(names))} FROM "{meta.table_name}" ORDER BY {by} LIMIT 1', ()
    ).fetchall()
    return dict(zip(names, rows[0], strict=True)) if rows else None


def quoted(names: list[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def where(table: type[Model], row: dict[str, Any]) -> str:
    """What finds the row again, by its key."""
    meta = table._meta
    keys = meta.primary_key.field_names if meta.composite_key else [meta.primary_key.name]
    columns = [meta.fields[name].column_name for name in keys]
    return " AND ".join(f'"{column}" = {literal(row[column])}' for column in columns)


def others(unit: Unit, field: Field, value: Any, row: dict[str, Any]) -> Iterator[Any]:
    """Values that the field could have instead, the most harmless first."""
    if isinstance(field, ForeignKeyField):
        known = field.rel_model._meta.table_name
        sql = f'SELECT "{field.rel_field.column_name}" FROM "{known}" ORDER BY 1'
        yield from (id_ for (id_,) in unit.execute(sql, ()).fetchall() if id_ != value)
        if field.null and value is not None:
            yield None
    elif isinstance(field, BooleanField):
        yield not value
    elif isinstance(field, UtcField):
        yield (value or 1_790_000_000_000_000) + 1_000_000
    elif isinstance(field, ScaledField | IntegerField):
        yield from ((value or 0) + 1, (value or 0) - 1, (value or 0) + 1000, (value or 0) - 1000)
    elif isinstance(field, DayField):
        yield "2026-01-02"
    elif isinstance(field, JsonField):
        yield '"x"' if value != '"x"' else '"y"'
    else:
        choices = [
            re.findall(r"'([^']*)'", str(check.sql)) for check in field.constraints or () if "IN (" in str(check.sql)
        ]
        yield from (it for found in choices for it in found if it != value)
        if not choices:
            yield f"{value or ''}x"


def more(unit: Unit, table: type[Model], row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Copies of the row that could stand beside it: with other keys and other unique values."""
    meta = table._meta
    unique = {field.column_name: f"{row[field.column_name]}y" for field in meta.sorted_fields if field.unique}
    unique = {name: value for name, value in unique.items() if isinstance(row[name], str)}
    if not meta.composite_key and isinstance(row[meta.primary_key.column_name], int):
        copy = row | unique | {meta.primary_key.column_name: row[meta.primary_key.column_name] + 1000}
        yield copy
        for index in meta.indexes:
            for name in index[0] if isinstance(index, tuple) and index[1] else ():
                field = meta.fields[name]
                yield from (copy | {field.column_name: it} for it in others(unit, field, row[field.column_name], row))
        return
    for name in meta.primary_key.field_names if meta.composite_key else (meta.primary_key.name,):
        field = meta.fields[name]
        yield from (row | unique | {field.column_name: it} for it in others(unit, field, row[field.column_name], row))
