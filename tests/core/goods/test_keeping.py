"""How goods are kept: marks, shelf life, returns, and the codes that a scanner reads."""

from collections.abc import Iterator
from decimal import Decimal as D

import pytest

from tests.kit import servers
from tests.kit.shop import Shop, entries, open_shop
from ydh.core.company.actors import who
from ydh.core.goods import keeping, products, skus
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct, Variant
from ydh.core.values.errors import Invalid, NotAllowed, NotFound


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    packed = Variant(price=D(1), unit="盒", pack_size=D(12), pack_unit="箱", barcode="690001")
    kept = {"lots": True, "keep_days": 30, "handling": "fragile，cold", "backorder": True, "return_days": 7}
    products.add(made.manager, "A", "鲜奶", packed, keeping=kept)
    products.add(made.manager, "B", "茶", Variant(price=D(1)))
    yield made
    made.manager.company.close()


def test_a_product_says_how_its_goods_are_kept(shop: Shop) -> None:
    # S16.9 S16.19
    it = keeping.keeping_of(shop.keeper, "a")
    assert (it.lots, it.keep_days, it.backorder, it.return_days, it.guarantee) == (True, 30, True, 7, "")
    assert [mark.code for mark in keeping.marks(it.handling)] == ["cold", "fragile"]
    products.edit(
        shop.manager, "A", keeping={"handling": "", "keep_days": None, "backorder": None, "guarantee": "保质期内包换"}
    )
    it = keeping.keeping_of(shop.keeper, "A")
    assert (it.handling, it.keep_days, it.backorder, it.return_days) == ("", None, None, 7)
    assert it.guarantee == "保质期内包换"
    assert ["keep_days", 30, None] in entries(shop, "product")[-1][1]["changes"]
    for wrong in ({"handling": "warm"}, {"keep_days": -1}, {"return_days": 99999}):
        with pytest.raises(Invalid):
            products.edit(shop.manager, "A", keeping=wrong)
    with pytest.raises(NotFound):
        keeping.keeping_of(shop.keeper, "X")


def test_a_further_code_stands_for_one_item_and_counts_as_a_pack(shop: Shop) -> None:
    # S17.4
    assert keeping.add_code(shop.manager, "A", "1690001").quantity == 12
    assert keeping.add_code(shop.manager, "A", "P-1", D(144)).quantity == 144
    assert keeping.add_code(shop.manager, "A", "P-1", D(120)).quantity == 120
    assert [(it.code, it.quantity) for it in keeping.keeping_of(shop.keeper, "A").codes] == [
        ("1690001", 12),
        ("P-1", 120),
    ]
    for taken in ("P-1", "690001", "a"):
        with pytest.raises(Invalid, match="stands for A"):
            keeping.add_code(shop.manager, "B", taken)
    keeping.drop_code(shop.manager, "A", "P-1")
    assert keeping.add_code(shop.manager, "B", "P-1").sku == "B"
    with pytest.raises(NotFound):
        keeping.drop_code(shop.manager, "A", "P-1")
    with pytest.raises(NotAllowed):
        keeping.add_code(shop.keeper, "A", "x")
    skus.remove(shop.manager, "B")  # a code is no use of it
    assert keeping.add_code(shop.manager, "A", "P-1").sku == "A"


def test_a_file_of_products_says_it_too_and_leaves_alone_what_it_has_no_column_for(shop: Shop) -> None:
    def put(*rows: PutProduct) -> list[object]:
        done = shop.manager.company.write(lambda unit: put_products(unit, who(unit, shop.manager), rows))
        return [it if isinstance(it, str) else it.id for it in done]

    assert put(PutProduct("B", "", handling="liquid", return_days=14), PutProduct("A", "", name="纯奶")) == [
        "changed",
        "changed",
    ]
    assert keeping.keeping_of(shop.keeper, "B").handling == "liquid"
    assert keeping.keeping_of(shop.keeper, "A").keep_days == 30
    assert put(PutProduct("C", "", "冰", handling="frozen", lots=True), PutProduct("B", "", handling="热")) == [
        "added",
        "handling-unknown",
    ]
    assert keeping.keeping_of(shop.keeper, "C").lots
