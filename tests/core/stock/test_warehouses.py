"""Warehouses on both databases: the main one is meant where none is named, and none is closed with goods in it."""

from collections.abc import Iterator
from decimal import Decimal as D

import pytest

from tests.kit import servers
from tests.kit.shop import Shop, entries, open_shop
from ydh.core.goods import products
from ydh.core.goods.views import Variant
from ydh.core.stock import levels, papers, warehouses
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, Stale


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    products.add(made.manager, "A", "商品", Variant(price=D(1)))
    warehouses.add(made.keeper, "WEST", "西仓", contact="老李", phone="0571-1", address="西溪路 1 号")
    yield made
    made.manager.company.close()


def codes(shop: Shop) -> list[str]:
    return [it.code for it in warehouses.list_warehouses(shop.keeper)]


def test_the_main_warehouse_is_meant_where_none_is_named_and_is_emptied_first(shop: Shop) -> None:
    # S13.14
    for warehouse in ("MAIN", "WEST"):
        papers.receive_stock(shop.keeper, "A", D(5), warehouse=warehouse)
    warehouses.make_main(shop.keeper, "west")
    assert codes(shop) == ["WEST", "MAIN"]
    assert papers.receive_stock(shop.keeper, "A", D(1)).warehouse == "WEST"
    held = shop.manager.company.write(lambda unit: levels.reserve(unit, {1: D(7)}, partial=()))
    assert held == [(1, 2, 6), (1, 1, 1)]


def test_a_warehouse_says_where_goods_come_back_to_and_can_be_edited(shop: Shop) -> None:
    warehouses.edit(shop.keeper, "WEST", name="城西仓", phone="0571-2")
    (_, west) = warehouses.list_warehouses(shop.keeper)
    assert (west.name, west.contact, west.phone, west.address) == ("城西仓", "老李", "0571-2", "西溪路 1 号")
    with pytest.raises(Stale):
        warehouses.edit(shop.keeper, "WEST", name="另一个", seen=west.version - 1)
    with pytest.raises(Invalid, match="already"):
        warehouses.edit(shop.keeper, "WEST", name="main")
    with pytest.raises(Invalid):
        warehouses.edit(shop.keeper, "WEST", name=" ")
    changed = entries(shop, "warehouse")[-1][1]["changes"]
    assert changed[0] == ["name", "西仓", "城西仓"]
    assert str(changed[1][2]).startswith("sha256:")  # a telephone number can be erased


def test_a_warehouse_is_retired_when_it_is_empty_and_restored(shop: Shop) -> None:
    with pytest.raises(Conflict, match="main warehouse"):
        warehouses.retire(shop.keeper, "MAIN")
    papers.receive_stock(shop.keeper, "A", D(5), warehouse="WEST")
    with pytest.raises(Conflict, match="still has stock"):
        warehouses.retire(shop.keeper, "WEST")
    papers.single(shop.keeper, "transfer", "A", D(5), warehouse="WEST", to="MAIN")
    waiting = papers.open_paper(shop.keeper, "receipt", [papers.PaperLine("A", D(1))], warehouse="WEST")
    warehouses.retire(shop.keeper, "WEST")
    assert codes(shop) == ["MAIN"]
    assert [it.code for it in warehouses.list_warehouses(shop.keeper, retired=True)] == ["MAIN", "WEST"]
    with pytest.raises(NotFound):
        papers.receive_stock(shop.keeper, "A", D(1), warehouse="WEST")
    for late in (
        lambda: papers.confirm(shop.keeper, waiting),
        lambda: warehouses.make_main(shop.keeper, "WEST"),
    ):
        with pytest.raises(Conflict, match="retired"):
            late()
    warehouses.restore(shop.keeper, "WEST")
    assert papers.confirm(shop.keeper, waiting).state.code == "posted"


def test_only_the_warehouse_changes_warehouses(shop: Shop) -> None:
    for change in (
        lambda: warehouses.add(shop.manager, "N", "北仓"),
        lambda: warehouses.edit(shop.manager, "WEST", name="x"),
        lambda: warehouses.make_main(shop.manager, "WEST"),
        lambda: warehouses.retire(shop.manager, "WEST"),
    ):
        with pytest.raises(NotAllowed):
            change()
    with pytest.raises(NotFound, match="WEST"):
        warehouses.make_main(shop.keeper, "月球")
