"""Products, prices and stock from files, on both databases: every row has its answer."""

from collections.abc import Iterator
from decimal import Decimal as D

import pytest

from tests.kit import servers
from tests.kit.shop import TEA, Shop, entries, figures, open_shop, the_books_balance, the_chains_are_whole
from ydh.core.company.actors import Actor, who
from ydh.core.goods import catalogue, products
from ydh.core.goods.price_bulk import put_prices
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutPrice, PutProduct, Variant
from ydh.core.stock import papers
from ydh.core.stock.stock_bulk import put_stock
from ydh.core.stock.views import PutStock
from ydh.core.values.errors import NotAllowed, YdhError


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    products.add(made.manager, "T1", "明前龙井", TEA, category="茶叶", brand="溪埠里")
    for code in ("A", "B", "C"):
        products.add(made.manager, code, f"商品{code}", Variant(price=D(1), unit="盒"))
    products.add(made.manager, "S", "安装", Variant(price=D(1)), service=True)
    yield made
    made.manager.company.close()


def brought(shop: Shop, rows: list[PutProduct], actor: Actor | None = None) -> list[str]:
    actor = actor or shop.manager
    return [outcome(x) for x in actor.company.write(lambda unit: put_products(unit, who(unit, actor), rows))]


def priced(shop: Shop, rows: list[PutPrice], actor: Actor | None = None) -> list[str]:
    actor = actor or shop.manager
    return [outcome(x) for x in actor.company.write(lambda unit: put_prices(unit, who(unit, actor), rows))]


def outcome(found: str | YdhError) -> str:
    assert not isinstance(found, YdhError) or found.__traceback__ is None  # thousands of rows may be refused
    return found.id if isinstance(found, YdhError) else found


ROW = PutProduct(
    "T2", "T2-1", "安吉白茶", "茶叶", "溪埠里", False, {"规格": "1"}, "699", "罐", D(24), "箱", D(6), D(6), D(30), True
)


def test_a_file_of_products_is_added_then_unchanged_then_changed(shop: Shop) -> None:
    # S15.6, S17.3
    rows = [
        ROW,
        ROW._replace(sku="T2-2", attributes={"规格": "2"}, barcode="698"),
        ROW._replace(sku="T2-1", minimum=D(12)),
    ]
    assert brought(shop, rows[:2]) == ["added", "added"]
    assert brought(shop, rows[:2]) == ["unchanged", "unchanged"]
    assert [body["code"] for _, body in entries(shop, "product")].count("T2") == 1
    assert brought(shop, rows) == ["unchanged", "unchanged", "changed"]
    assert catalogue.show_sku(shop.manager, "T2-1").minimum == 12
    assert brought(shop, [PutProduct("t2", "T2-2", name="白茶", category="白茶类")]) == ["changed"]
    assert entries(shop, "product")[-1][1]["changes"] == [["name", "安吉白茶", "白茶"], ["category", "茶叶", "白茶类"]]
    assert catalogue.show_product(shop.manager, "T2").name == "白茶"
    assert catalogue.show_sku(shop.manager, "T2-2").barcode == "698"  # a column that is not there changes nothing
    assert the_chains_are_whole(shop)


def test_the_wrong_rows_of_a_file_of_products_are_named_and_change_nothing(shop: Shop) -> None:
    rows = [
        ROW,
        ROW._replace(sku="T1-100"),  # another product's
        ROW._replace(sku="T2-2"),  # the same combination as T2-1
        ROW._replace(sku="T2-3", attributes={"x": "1"}, multiple=D(0)),
        ROW._replace(code="T3", sku="T3", name=None),
        ROW._replace(code="T1", sku="T1-100", attributes=None, service=True),
        ROW._replace(code="T3", sku="T3", pack_unit="罐"),
    ]
    assert brought(shop, rows) == [
        "added",
        "sku-taken",
        "variant-taken",
        "number-low",
        "text-empty",
        "service-fixed",
        "units-same",
    ]
    assert [row.code for row in catalogue.search(shop.manager, listed=None, category="茶叶").rows] == ["T1-100", "T2-1"]


def test_a_file_longer_than_a_chunk_is_taken_in_whole(shop: Shop) -> None:
    rows = [
        ROW._replace(code=f"P{n // 3}", sku=f"P{n // 3}-{n % 3}", attributes={"n": str(n % 3)}, barcode=f"69{n}")
        for n in range(1501)
    ]
    assert brought(shop, rows) == ["added"] * 1501
    assert brought(shop, rows) == ["unchanged"] * 1501
    assert len(catalogue.show_product(shop.manager, "P166").skus) == 3
    assert the_chains_are_whole(shop)


def test_a_file_of_products_does_not_set_prices_for_who_may_not(shop: Shop) -> None:
    assert brought(shop, [ROW], shop.goods) == ["need-permission"]
    assert brought(shop, [ROW._replace(price=None)], shop.goods) == ["added"]
    assert not catalogue.show_sku(shop.manager, "T2-1").listed
    with pytest.raises(NotAllowed):
        brought(shop, [ROW], shop.keeper)


def test_a_file_of_prices_is_added_then_unchanged_then_changed(shop: Shop) -> None:
    rows = [
        PutPrice("T1-100", D("151.20"), level="金牌"),
        PutPrice("t1-100", D("150"), customer="c1"),
        PutPrice("T1-100", D("170")),
    ]
    assert priced(shop, rows) == ["added", "added", "changed"]
    assert priced(shop, rows) == ["unchanged"] * 3
    assert catalogue.show_sku(shop.buyer, "T1-100").price == 150
    assert priced(shop, [PutPrice("T1-100", None, customer="C1")]) == ["changed"]
    assert catalogue.show_sku(shop.buyer, "T1-100").price == D("151.2")
    assert sorted(entries(shop)[-2][1]["changes"]) == [
        ["price", "168", "170"],
        ["price customer:C1", None, "150"],
        ["price level:gold", None, "151.2"],
    ]
    assert the_chains_are_whole(shop)


def test_the_wrong_rows_of_a_file_of_prices_are_named(shop: Shop) -> None:
    rows = [
        PutPrice("X", D(1)),
        PutPrice("T1-100", None),
        PutPrice("T1-100", D(1), level="brass"),
        PutPrice("T1-100", D(1), customer="C9"),
        PutPrice("T1-100", D(1), level="gold", customer="C1"),
        PutPrice("T1-100", D(-1)),
        PutPrice("T1-100", D(1), customer="C1"),
    ]
    assert priced(shop, rows) == [
        "sku-unknown",
        "price-none",
        "level-unknown",
        "customer-unknown",
        "price-whose",
        "number-low",
        "added",
    ]
    assert priced(shop, [PutPrice("T1-100", D(1), customer="C2")], shop.north) == ["customer-unknown"]


def stocked(shop: Shop, rows: list[PutStock]) -> list[str]:
    return [outcome(x) for x in shop.keeper.company.write(lambda unit: put_stock(unit, who(unit, shop.keeper), rows))]


def test_a_file_of_stock_is_taken_in_row_by_row(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "B", D(1))
    rows = [
        PutStock("A", D(10), reason="期初库存"),
        PutStock("b", D(2)),
        PutStock("A", D(-3), reason="破损", kind="adjust"),
        PutStock("B", D(3), kind="count"),
        PutStock("C", D(9), kind="count"),
    ]
    assert stocked(shop, rows) == ["added", "changed", "changed", "unchanged", "added"]
    assert {at[0]: on_hand for at, (on_hand, _) in figures(shop).items()} == {"A": 7, "B": 3, "C": 9}
    assert the_books_balance(shop)


def test_the_wrong_rows_of_a_file_are_named_and_change_nothing(shop: Shop) -> None:
    rows = [
        PutStock("X", D(1)),
        PutStock("S", D(1)),
        PutStock("A", D(-1), reason="破损", kind="adjust"),
        PutStock("A", D(-1), kind="adjust"),
        PutStock("A", D(0)),
        PutStock("A", D(1), warehouse="月球"),
        PutStock("A", D(4)),
    ]
    assert stocked(shop, rows) == [
        "sku-unknown",
        "service-no-stock",
        "stock-reserved",
        "reason-missing",
        "unchanged",
        "warehouse-unknown",
        "added",
    ]
    assert figures(shop) == {("A", "MAIN"): (4, 0)}


def test_a_file_of_stock_longer_than_a_chunk_is_taken_in_whole(shop: Shop) -> None:
    rows = [PutStock(code, D(1)) for _ in range(400) for code in ("A", "B", "C")]
    assert len(stocked(shop, rows)) == 1200
    assert {on_hand for on_hand, _ in figures(shop).values()} == {D(400)}
    assert the_books_balance(shop)


def test_a_file_of_stock_needs_the_right_to_move_stock(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        shop.manager.company.write(lambda unit: put_stock(unit, who(unit, shop.manager), [PutStock("A", D(1))]))
