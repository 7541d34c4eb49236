"""Limits of stock, what lies outside them, and what should be bought, on both databases."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal as D

import pytest

from tests.kit import servers
from tests.kit.shop import Shop, entries, open_shop
from ydh.core.administration import settings
from ydh.core.company.actors import Actor
from ydh.core.goods import products
from ydh.core.goods.views import Variant
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.stock import limits, papers
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Invalid, NotAllowed

DAY = date(2027, 1, 5)


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    packed = Variant(price=D(1), unit="盒", pack_size=D(12), pack_unit="箱")
    products.add(made.manager, "A", "龙井", packed)
    products.add(made.manager, "B", "普洱", Variant(price=D(1), unit="盒"))
    products.add(made.manager, "S", "安装", Variant(price=D(1)), service=True)
    yield made
    made.manager.company.close()


def bought(shop: Shop) -> dict[str, tuple[D, D | None]]:
    return {it.sku: (it.buy, it.packs) for it in limits.suggestions(shop.keeper)}


# S11.12
def test_what_is_below_its_lower_or_above_its_upper_limit_is_listed(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(10))
    papers.receive_stock(shop.keeper, "B", D(10))
    limits.set_limits(shop.keeper, "A", lower=D(10), upper=D(20), place="A-01")
    assert limits.warnings(shop.keeper) == ()
    papers.single(shop.keeper, "loss", "A", D(3), reason="破损")
    limits.set_limits(shop.keeper, "B", upper=D(4))
    found = {it.sku: (it.missing, it.over) for it in limits.warnings(shop.keeper)}
    assert found == {"A": (D(3), D(0)), "B": (D(0), D(6))}


def test_a_limit_is_changed_and_taken_away_and_the_rest_stays(shop: Shop) -> None:
    limits.set_limits(shop.keeper, "A", lower=D(10), upper=D(20), place="A-01")
    assert limits.set_limits(shop.keeper, "A", upper=None).lower == 10
    with pytest.raises(Invalid, match="above the upper"):
        limits.set_limits(shop.keeper, "A", upper=D(9))
    with pytest.raises(Invalid, match="service"):
        limits.set_limits(shop.keeper, "S", lower=D(1))
    with pytest.raises(NotAllowed):
        limits.set_limits(shop.manager, "A", lower=D(1))
    assert limits.set_limits(shop.keeper, "A").place == "A-01"
    assert [action for action, _ in entries(shop)][-2:] == ["limits", "limits"]


def test_what_orders_lack_and_what_falls_below_its_limit_should_be_bought(shop: Shop) -> None:
    # S11.12 S17.8
    settings.change_setting(Actor(shop.manager.company, 1), "when_short", "wait")
    papers.receive_stock(shop.keeper, "A", D(10))
    place(shop.buyer, [Want("A", D(15)), Want("B", D(4)), Want("S", D(1))])
    assert bought(shop) == {"A": (D(12), D(1)), "B": (D(4), None)}  # whole packs
    limits.set_limits(shop.keeper, "B", lower=D(5), upper=D(30))
    assert bought(shop)["B"] == (D(34), None)
    limits.set_limits(shop.keeper, "A", lower=D(0))
    papers.receive_stock(shop.keeper, "A", D(5))
    assert "A" not in bought(shop)


def test_what_is_on_its_way_counts_as_there_and_says_when(shop: Shop) -> None:
    # S17.12
    limits.set_limits(shop.keeper, "B", lower=D(5))
    papers.open_paper(shop.keeper, "receipt", [PaperLine("B", D(3))], expected=DAY)
    (row,) = limits.suggestions(shop.keeper)
    assert (row.buy, row.coming, row.expected) == (D(2), D(3), DAY)
    with pytest.raises(NotAllowed):
        limits.suggestions(shop.buyer)
