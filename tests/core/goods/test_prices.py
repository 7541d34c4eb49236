"""Prices and the customers' own item codes on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit import servers
from tests.kit.shop import TEA, Shop, entries, open_shop, the_chains_are_whole
from ydh.core.goods import catalogue, own_codes, prices, products, skus
from ydh.core.goods.views import AgreedPrice, SkuView
from ydh.core.values.errors import Invalid, NotAllowed, NotFound


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    products.add(made.manager, "T1", "明前龙井", TEA, category="茶叶", brand="溪埠里")
    yield made
    made.manager.company.close()


# --- prices ---


def test_the_price_that_holds_is_the_customers_then_the_levels_then_the_lists(shop: Shop) -> None:
    def price(view: SkuView) -> tuple[Any, str]:
        return view.price, view.source

    prices.set_price(shop.manager, "T1-100", D("151.20"), level="gold")
    assert price(catalogue.show_sku(shop.buyer, "T1-100")) == (D("151.2"), "level")
    assert price(catalogue.show_sku(shop.other, "T1-100")) == (D(168), "list")
    prices.set_price(shop.manager, "T1-100", D("150"), customer="c1")
    assert price(catalogue.show_sku(shop.buyer, "T1-100")) == (D(150), "customer")
    assert price(catalogue.show_sku(shop.manager, "T1-100", customer="C1")) == (D(150), "customer")
    assert price(catalogue.show_sku(shop.manager, "T1-100")) == (D(168), "list")
    prices.set_price(shop.manager, "T1-100", None, customer="C1")
    assert price(catalogue.show_sku(shop.buyer, "T1-100")) == (D("151.2"), "level")
    assert prices.agreed_prices(shop.manager, "T1-100") == (AgreedPrice("gold", "", D("151.2")),)


def test_old_and_new_price_are_in_the_journal_of_the_sku(shop: Shop) -> None:
    change = prices.set_price(shop.manager, "T1-100", D("151.2"), level="金牌")
    assert (change.old, change.new, change.level) == (None, D("151.2"), "gold")
    prices.set_price(shop.manager, "T1-100", D("151.2"), level="gold")
    prices.set_price(shop.manager, "T1-100", D(170))
    changes = [body["changes"] for action, body in entries(shop) if action == "price"]
    assert changes == [[["price level:gold", None, "151.2"]], [["price", "168", "170"]]]
    assert the_chains_are_whole(shop)


@pytest.mark.parametrize(
    ("price", "whose"),
    [(D(-1), {}), (D("0.00001"), {}), (None, {}), (D(1), {"level": "gold", "customer": "C1"})],
)
def test_a_price_that_cannot_be_is_refused(shop: Shop, price: D | None, whose: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        prices.set_price(shop.manager, "T1-100", price, **whose)


def test_a_strangers_prices_are_not_found(shop: Shop) -> None:
    prices.set_price(shop.manager, "T1-100", D(150), customer="C1")
    prices.set_price(shop.manager, "T1-100", D(140), customer="C2")
    assert [p.customer for p in prices.agreed_prices(shop.north, "T1-100")] == ["C1"]
    for look in (
        lambda: prices.set_price(shop.north, "T1-100", D(1), customer="C2"),
        lambda: catalogue.show_sku(shop.north, "T1-100", customer="C2"),
        lambda: catalogue.show_sku(shop.buyer, "T1-100", customer="C2"),
        lambda: prices.set_price(shop.manager, "T1-100", D(1), customer="C9"),
        lambda: prices.set_price(shop.manager, "T1-100", D(1), level="brass"),
        lambda: prices.set_price(shop.manager, "T9", D(1)),
    ):
        with pytest.raises(NotFound):
            look()


# --- the customers' own item codes ---


def test_a_customers_own_item_code_means_a_sku_to_him_alone(shop: Shop) -> None:
    # S17.6
    own_codes.set_own_code(shop.buyer, "Long-1", "T1-100")
    assert catalogue.show_sku(shop.buyer, "LONG-1").code == "T1-100"
    assert catalogue.show_sku(shop.manager, "long-1", customer="C1").code == "T1-100"
    with pytest.raises(NotFound):
        catalogue.show_sku(shop.other, "LONG-1")
    assert [(c.code, c.name) for c in own_codes.own_codes(shop.buyer)] == [("T1-100", "明前龙井")]
    assert own_codes.own_codes(shop.other) == ()
    own_codes.remove_own_code(shop.manager, "long-1", customer="C1")
    assert own_codes.own_codes(shop.manager, customer="C1") == ()
    with pytest.raises(NotFound):
        own_codes.remove_own_code(shop.buyer, "long-1")


def test_an_own_code_that_moves_to_another_sku_is_journaled_with_both(shop: Shop) -> None:
    # S17.6
    skus.add(shop.manager, "T1", replace(TEA, barcode=None, code="T1-250", attributes={"规格": "250g"}))
    own_codes.set_own_code(shop.manager, "L", "T1-100", customer="C1")
    own_codes.set_own_code(shop.manager, "L", "T1-250", customer="C1")
    assert entries(shop)[-1] == ("own_code", {"customer": "C1", "changes": [["L", "T1-100", "T1-250"]]})
    before = len(entries(shop))
    own_codes.set_own_code(shop.manager, "L", "T1-250", customer="C1")  # what changes nothing writes nothing
    assert len(entries(shop)) == before


def test_a_customer_gives_a_code_only_to_what_is_sold(shop: Shop) -> None:
    # S17.6
    skus.retire(shop.manager, "T1-100")
    with pytest.raises(NotFound):
        own_codes.set_own_code(shop.buyer, "L", "T1-100")
    own_codes.set_own_code(shop.manager, "L", "T1-100", customer="C1")


# S17.6
def test_an_own_code_cannot_hide_another_item(shop: Shop) -> None:
    products.add(shop.manager, "T2", "别的", replace(TEA, barcode=None, code="T2"))
    with pytest.raises(Invalid, match="stands for T2 already"):
        own_codes.set_own_code(shop.buyer, "t2", "T1-100")


def test_own_codes_are_kept_by_the_customer_and_those_who_manage_customers_or_goods(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        own_codes.set_own_code(shop.keeper, "L", "T1-100", customer="C1")
    with pytest.raises(NotFound):
        own_codes.set_own_code(shop.north, "L", "T1-100", customer="C2")
    with pytest.raises(NotFound):
        own_codes.set_own_code(shop.manager, "L", "T1-100")
    assert own_codes.own_codes(shop.manager, customer="C1") == ()
