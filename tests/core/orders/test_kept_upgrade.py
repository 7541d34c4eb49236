"""Documents that are older than what they keep: an upgrade fills it from the journal, or marks it as of today."""

from decimal import Decimal as D
from typing import Any

from tests.kit.orders import want
from tests.kit.returning import back, make_counter
from tests.kit.trail import sql
from ydh.core.company.actors import Actor
from ydh.core.goods import products, skus
from ydh.core.goods.views import Variant
from ydh.core.orders.entering import place
from ydh.core.partners import customers
from ydh.core.returns import asking
from ydh.core.stock import papers
from ydh.store.engine import migrate
from ydh.store.tables.items import KEPT

LINES, DOCUMENTS = ("order_line", "return_line", "stock_paper_line"), ("orders", "returns")
NAMED = ("customer_name", "kept_from")


def to_the_version_before(admin: Actor) -> None:
    """Take the columns away, and the word that they were made."""
    drop = [f"ALTER TABLE {table} DROP COLUMN {name}" for table in LINES for name in (*KEPT, "kept_from")]
    drop += [
        f"ALTER TABLE {table} DROP COLUMN {name}" for table in DOCUMENTS for name in ("customer_name", "kept_from")
    ]
    sql(admin, *drop, "DELETE FROM schema_migration WHERE name = '0008_kept_items'")


def kept(admin: Actor) -> dict[str, list[tuple[Any, ...]]]:
    """What every line and document keeps, but for where it was found."""
    rows = {table: sql(admin, f"SELECT sku_id, {', '.join(KEPT)} FROM {table} ORDER BY 1, 2, 3") for table in LINES}
    return rows | {table: sql(admin, f"SELECT id, customer_name FROM {table} ORDER BY 1") for table in DOCUMENTS}


def whence(admin: Actor, table: str, which: str = "1 = 1") -> set[str]:
    return {cell for (cell,) in sql(admin, f"SELECT kept_from FROM {table} WHERE {which}")}


def test_what_older_documents_kept_is_found_in_the_journal(company: Actor) -> None:
    counter = make_counter(company)
    crew, manager = counter.crew, counter.crew.business_manager
    customers.add(manager, "C7", "老字号", region="浙江", terms="monthly", contact="王", phone="139", address="某街1号")
    about = {"customer": "C7", "channel": "email", "details": {"requested_date": "2026-12-01"}}
    products.add(manager, "J1", "明前茶", Variant(price=D(7), unit="盒", pack_size=D(12), pack_unit="箱"))
    papers.receive_stock(crew.outbound_reviewer, "J1", D(50))
    number = place(crew.business_manager, [want("J1", 4), want("T1", 1)], **about).number
    crew.carry(number, "receive")
    asking.ask(counter.reviewer, [back("J1", 1)], order=number, reason="other")
    first = kept(company)
    products.edit(manager, "J1", name="雨前茶")
    skus.edit(manager, "J1", attributes={"年份": "2026"}, pack_size=D(6), pack_unit="袋")
    customers.edit(manager, "C7", name="新字号")
    place(crew.business_manager, [want("J1", 2)], **about)
    products.edit(manager, "J1", name="秋茶")
    customers.edit(manager, "C7", name="更新的字号")
    before = kept(company)
    assert all(set(first[table]) < set(before[table]) or table != "order_line" for table in first)
    to_the_version_before(company)
    assert migrate.upgrade(company.company.store) == ("0008_kept_items",)
    assert kept(company) == before
    j1 = "sku_id = (SELECT id FROM sku WHERE code = 'J1')"
    assert {whence(company, table, j1) == {"journal"} for table in LINES} == {True}
    assert whence(company, "order_line", f"NOT {j1}") == {"today"}  # nothing was written of how it came to be
    assert whence(company, "orders") == {"journal"}


def test_where_the_journal_does_not_reach_what_is_known_today_is_marked_so(company: Actor) -> None:
    crew = make_counter(company).crew
    crew.place(2)
    to_the_version_before(company)
    migrate.upgrade(company.company.store)
    (row,) = sql(company, f"SELECT {', '.join(KEPT)}, kept_from FROM order_line")
    assert row == ("T1", "商品T1", "盒", 12000, "箱", "{}", "today")
    assert sql(company, "SELECT customer_name, kept_from FROM orders") == [("客户C1", "today")]
