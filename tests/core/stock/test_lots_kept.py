"""Lots as people see and keep them: what expires, what is blocked, and whom a lot went to."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit import servers
from tests.kit.shop import Shop, entries, open_shop
from ydh.core.goods import products
from ydh.core.goods.views import Variant
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.stock import lot_looking, lots, papers, warehouses
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound
from ydh.core.values.outcomes import Seen
from ydh.core.workflow.acting import act
from ydh.store.engine.database import Unit
from ydh.store.tables.orders import OrderLine, Shipment, ShipmentLot


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    for code in ("L", "M"):
        products.add(made.manager, code, f"鲜奶{code}", Variant(price=D(1), unit="盒"), keeping={"lots": True})
    warehouses.add(made.keeper, "WEST", "西仓")
    today = made.manager.company.store.clock().date()
    for lot, days in (("M-2", 400), ("M-1", 20), ("M-0", -3)):
        papers.receive_stock(made.keeper, "L", D(5), lot=lot, expires=today + timedelta(days=days), supplier="牧场")
    papers.receive_stock(made.keeper, "L", D(5), lot="M-1", warehouse="WEST")
    yield made
    made.manager.company.close()


def names(shop: Shop, **narrowed: Any) -> list[tuple[str, str]]:
    return [(row.lot, row.warehouse) for row in lot_looking.lots(shop.keeper, **narrowed).rows]


def test_lots_are_listed_by_item_and_expiry_with_the_place_where_they_are(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "L", D(1), lot="N")  # never expires
    assert names(shop) == [("M-0", "MAIN"), ("M-1", "MAIN"), ("M-1", "WEST"), ("M-2", "MAIN"), ("N", "MAIN")]
    assert names(shop, within=30) == [("M-0", "MAIN"), ("M-1", "MAIN"), ("M-1", "WEST")]
    assert names(shop, within=0) == [("M-0", "MAIN")]
    assert names(shop, warehouse="西仓") == [("M-1", "WEST")]
    assert names(shop, sku="m") == []
    seen, after = [], ""
    while True:
        page = lot_looking.lots(shop.keeper, after=after, limit=2)
        seen += [(row.lot, row.warehouse) for row in page.rows]
        after = page.next
        if not after:
            break
    assert seen == names(shop)
    with pytest.raises(NotAllowed):
        lot_looking.lots(shop.buyer)


def test_a_blocked_lot_does_not_leave_until_it_is_unblocked_and_both_say_why(shop: Shop) -> None:
    lots.block(shop.keeper, "m-1", reason="抽检不合格")
    assert [row.blocked for row in lot_looking.trace(shop.keeper, "M-1").here] == ["抽检不合格"] * 2
    assert names(shop, kind="blocked") == [("M-1", "MAIN"), ("M-1", "WEST")]
    papers.single(shop.keeper, "other_out", "L", D(1), reason="品尝")  # of the next one
    assert {row.lot: row.on_hand for row in lot_looking.lots(shop.keeper, warehouse="MAIN").rows}["M-2"] == 4
    lots.unblock(shop.keeper, "M-1", reason="复检合格")
    with pytest.raises(Conflict, match="not blocked"):
        lots.unblock(shop.keeper, "M-1", reason="复检合格")
    for wrong in (
        lambda: lots.block(shop.keeper, "M-1", reason=" "),
        lambda: lots.block(shop.manager, "M-1", reason="x"),
    ):
        with pytest.raises((Invalid, NotAllowed)):
            wrong()
    assert [action for action, _ in entries(shop, "lot") if action != "create"] == ["block", "unblock"]


def test_an_expiry_is_corrected_with_a_reason(shop: Shop) -> None:
    lots.set_expiry(shop.keeper, "M-2", date(2030, 1, 1), reason="录错")
    assert lot_looking.trace(shop.keeper, "M-2").expires == date(2030, 1, 1)
    lots.set_expiry(shop.keeper, "M-2", None, reason="无效期")
    assert lot_looking.trace(shop.keeper, "M-2").days is None
    with pytest.raises(NotFound, match="no lot"):
        lots.set_expiry(shop.keeper, "M-9", None, reason="x")


def test_two_items_with_the_same_lot_are_told_apart(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "M", D(1), lot="M-1")
    for ask in (lambda: lots.block(shop.keeper, "M-1", reason="x"), lambda: lot_looking.trace(shop.keeper, "M-1")):
        with pytest.raises(Invalid, match="L, M"):
            ask()
    lots.block(shop.keeper, "M-1", sku="m", reason="x")
    assert [(row.sku, row.blocked) for row in lot_looking.lots(shop.keeper).rows if row.lot == "M-1"] == [
        ("L", ""),
        ("L", ""),
        ("M", "x"),
    ]
    assert lot_looking.trace(shop.keeper, "M-1", sku="L").sku == "L"


def test_a_trace_says_where_a_lot_came_from_who_got_it_and_where_the_rest_is(shop: Shop) -> None:
    # S16.16
    number = place(shop.buyer, [Want("L", D(3))]).number
    manager = everybody(shop)
    for step in ("review", "finance", "release"):
        act(manager, number, "approve", seen=Seen(step))
    shop.manager.company.write(_lots_of_the_shipment)
    waiting = lot_looking.trace(shop.keeper, "M-1")
    assert [(m.document[:5], m.party, m.quantity) for m in waiting.came] == [("DH-W-", "牧场", 5), ("DH-W-", "", 5)]
    (row,) = waiting.went
    assert (row.customer, row.order, row.quantity, row.shipped_at) == ("C1", number, 3, None)
    assert (row.contact, row.phone) == ("王掌柜", "13900001111")
    assert [(r.warehouse, r.on_hand) for r in waiting.here] == [("MAIN", 5), ("WEST", 5)]
    assert lot_looking.trace(shop.north, "M-1").went == waiting.went
    with pytest.raises(NotAllowed):
        lot_looking.trace(shop.buyer, "M-1")


def everybody(shop: Shop) -> Any:
    from tests.kit import company as company_data
    from ydh.core.company.actors import Actor

    boss = Actor(shop.manager.company, 1)
    return company_data.staff(boss, "all", "order_reviewer", "finance_reviewer", "outbound_reviewer")


def _lots_of_the_shipment(unit: Unit) -> None:
    """What a release of goods kept by lot writes."""
    with unit.database.bind_ctx([Shipment, ShipmentLot, OrderLine]):
        part, line = Shipment.get(), OrderLine.get()
        if not ShipmentLot.select().count():
            lot = unit.execute("SELECT id FROM lot WHERE fold = 'm-1'", ()).fetchall()[0][0]
            lots.allocate(unit, [(1, lot, D(3), date.min)])
            ShipmentLot.insert(shipment=part, line=line, lot=lot, quantity=D(3)).execute(unit.database)


def test_no_lots_are_turned_on_or_off_while_there_is_stock(shop: Shop) -> None:
    for on in (False, True):
        code = "L" if not on else "A"
        if on:
            products.add(shop.manager, "A", "茶", Variant(price=D(1)))
            papers.receive_stock(shop.keeper, "A", D(1))
        with pytest.raises(Conflict, match="has stock"):
            products.edit(shop.manager, code, keeping={"lots": on})
    papers.count(shop.keeper, "A", D(0))
    products.edit(shop.manager, "A", keeping={"lots": True})
    papers.receive_stock(shop.keeper, "A", D(1), lot="X")
