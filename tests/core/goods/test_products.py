"""Products, variants, prices and own item codes on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit import servers
from tests.kit.shop import TEA, Shop, entries, open_shop, the_chains_are_whole
from ydh.core.company.actors import Actor, who
from ydh.core.goods import catalogue, prices, products, skus
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct, Variant
from ydh.core.stock import papers
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from ydh.core.values.words import MASKED


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    products.add(made.manager, "T1", "明前龙井", TEA, category="茶叶", brand="溪埠里")
    yield made
    made.manager.company.close()


def codes(shop: Shop, actor: Actor, text: str = "", **filters: Any) -> list[str]:
    return [row.code for row in catalogue.search(actor, text, **filters).rows]


# --- products and variants ---


@pytest.mark.smoke
def test_a_product_comes_with_its_first_variant_and_a_new_category(shop: Shop) -> None:
    # S15.6
    view = catalogue.show_product(shop.manager, "t1")
    assert (view.code, view.name, view.category, view.brand, view.service) == (
        "T1",
        "明前龙井",
        "茶叶",
        "溪埠里",
        False,
    )
    (sku,) = view.skus
    assert (sku.code, sku.attributes, sku.barcode) == ("T1-100", {"规格": "100g/罐"}, "6990001000106")
    assert (sku.unit, sku.pack_size, sku.pack_unit, sku.minimum, sku.multiple) == ("罐", 24, "箱", 6, 6)
    assert sku.price == D("168.0000")
    assert catalogue.categories(shop.manager) == ("茶叶",)
    assert [action for action, _ in entries(shop)] == ["create"]
    assert the_chains_are_whole(shop)


def test_a_variant_and_its_product_are_changed_together_or_not_at_all(shop: Shop) -> None:
    product, sku = catalogue.show_product(shop.manager, "T1"), catalogue.show_sku(shop.manager, "T1-100")
    seen = {"seen": sku.version, "product_seen": product.version}
    products.edit_with_sku(shop.manager, "T1-100", {"unit": "听"}, {"name": "雨前龙井"}, **seen)
    after = catalogue.show_sku(shop.manager, "T1-100")
    assert (after.name, after.unit, after.category) == ("雨前龙井", "听", "茶叶")
    assert codes(shop, shop.manager, "yqlj") == ["T1-100"]
    with pytest.raises(Stale):
        products.edit_with_sku(shop.manager, "T1-100", {"unit": "罐"}, {}, **seen)
    with pytest.raises(Invalid, match="multiple"):
        products.edit_with_sku(shop.manager, "T1-100", {"multiple": D(0)}, {"name": "龙井茶饼"})
    assert catalogue.show_sku(shop.manager, "T1-100").name == "雨前龙井"
    with pytest.raises(NotAllowed):
        products.edit_with_sku(shop.keeper, "T1-100", {"unit": "罐"}, {})
    assert the_chains_are_whole(shop)


def test_variants_combine_attributes_and_each_combination_exists_once(shop: Shop) -> None:
    # S17.3, S15.8
    colours = {"颜色": "红", "尺码": "L"}
    skus.add(shop.manager, "T1", replace(TEA, barcode=None, code="T1-RL", attributes=colours))
    skus.add(shop.manager, "T1", replace(TEA, barcode=None, code="T1-BL", attributes={"颜色": "蓝", "尺码": "L"}))
    with pytest.raises(Invalid, match="T1-RL"):
        skus.add(shop.manager, "T1", replace(TEA, barcode=None, code="X", attributes={" 尺码": "L", "颜色": "红　"}))
    with pytest.raises(Invalid, match="T1-RL"):
        skus.edit(shop.manager, "T1-BL", attributes=colours)
    skus.edit(shop.manager, "T1-BL", attributes={"颜色": "绿", "尺码": "L"})
    products.add(shop.manager, "T2", "别的商品", replace(TEA, barcode=None, code="T2-RL", attributes=colours))
    assert len(catalogue.show_product(shop.manager, "T1").skus) == 3


# S15.6, S15.8
@pytest.mark.parametrize("taken", ["t1-100", "Ｔ1-100"])
def test_codes_that_look_the_same_are_the_same(shop: Shop, taken: str) -> None:
    with pytest.raises(Invalid, match="already"):
        skus.add(shop.manager, "T1", replace(TEA, barcode=None, code=taken, attributes={"规格": "别的"}))
    with pytest.raises(Invalid, match="already"):
        products.add(shop.manager, "ｔ1", "明前龙井", replace(TEA, barcode=None, code="Y"))


# S15.6
def test_a_refused_variant_leaves_no_product_behind(shop: Shop) -> None:
    with pytest.raises(Invalid):
        products.add(shop.manager, "NEW", "新品", TEA, category="新类")
    with pytest.raises(NotFound):
        catalogue.show_product(shop.manager, "NEW")
    assert catalogue.categories(shop.manager) == ("茶叶",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"pack_size": D(0)},
        {"multiple": D(0)},
        {"minimum": D(-1)},
        {"price": D("-0.01")},
        {"price": D("0.00001")},
        {"multiple": D("0.0001")},
        {"code": "a\x1b[31m"},
        {"attributes": {"颜色": ""}},
        {"unit": "箱"},
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, wrong: dict[str, Any]) -> None:
    variant = replace(TEA, **({"code": "N", "attributes": {"规格": "新"}} | wrong))
    with pytest.raises(Invalid):
        skus.add(shop.manager, "T1", variant)


def test_an_edit_writes_old_and_new(shop: Shop) -> None:
    # S15.6
    skus.edit(shop.manager, "T1-100", barcode="", minimum=D(12), unit_name="听")
    action, body = entries(shop)[-1]
    assert action == "edit"
    assert body["changes"] == [["barcode", "6990001000106", None], ["unit", "罐", "听"], ["minimum", "6", "12"]]
    products.edit(shop.manager, "T1", name="雨前龙井", category="")
    action, body = entries(shop, "product")[-1]
    assert action == "edit"
    assert body["changes"] == [["name", "明前龙井", "雨前龙井"], ["category", "茶叶", ""]]
    assert catalogue.show_product(shop.buyer, "T1").name == "雨前龙井"
    assert the_chains_are_whole(shop)


def test_an_edit_that_changes_nothing_writes_nothing(shop: Shop) -> None:
    skus.edit(shop.manager, "T1-100", minimum=D("6.000"))
    products.edit(shop.manager, "T1", brand="溪埠里")
    assert len(entries(shop)) == len(entries(shop, "product")) == 1


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(shop: Shop) -> None:
    seen = catalogue.show_sku(shop.manager, "T1-100").version
    skus.edit(shop.manager, "T1-100", seen=seen, minimum=D(12))
    with pytest.raises(Stale):
        skus.edit(shop.manager, "T1-100", seen=seen, minimum=D(18))
    seen = catalogue.show_product(shop.manager, "T1").version
    products.edit(shop.manager, "T1", seen=seen, brand="")
    with pytest.raises(Stale):
        products.edit(shop.manager, "T1", seen=seen, brand="x")


def test_what_was_never_used_may_be_deleted_and_what_was_is_retired(shop: Shop) -> None:
    # S15.6
    products.add(shop.manager, "T2", "别的", replace(TEA, barcode=None, code="T2"))
    prices.set_price(shop.manager, "T2", D(1), level="gold")
    skus.remove(shop.manager, "T2")
    with pytest.raises(NotFound):
        catalogue.show_product(shop.manager, "T2")
    skus.add(shop.manager, "T1", replace(TEA, barcode=None, code="T1-250", attributes={"规格": "250g"}))
    skus.remove(shop.manager, "T1-250")  # and the product stays with what is left of it
    assert [it.code for it in catalogue.show_product(shop.manager, "T1").skus] == ["T1-100"]
    papers.receive_stock(shop.keeper, "T1-100", D(1))
    with pytest.raises(Conflict, match="retire"):
        skus.remove(shop.manager, "T1-100")
    skus.retire(shop.manager, "T1-100")
    assert codes(shop, shop.buyer) == []


def test_a_new_row_that_gets_the_id_of_a_deleted_one_goes_on_with_its_chain(shop: Shop) -> None:
    for _ in range(2):
        products.add(shop.manager, "T2", "别的", replace(TEA, barcode=None, code="T2"))
        skus.remove(shop.manager, "T2")
    row = PutProduct("T2", "T2", name="别的", price=D(1))
    shop.manager.company.write(lambda unit: put_products(unit, who(unit, shop.manager), [row]))
    assert the_chains_are_whole(shop)


# --- who may ---


def test_goods_are_changed_by_those_who_manage_them(shop: Shop) -> None:
    # S15.5
    for actor in (shop.keeper, shop.finance, shop.nobody, shop.buyer):
        for change in (
            lambda a: skus.add(a, "T1", TEA),
            lambda a: products.add(a, "N", "新", TEA),
            lambda a: skus.edit(a, "T1-100", barcode=""),
            lambda a: products.edit(a, "T1", brand=""),
            lambda a: skus.retire(a, "T1-100"),
            lambda a: skus.remove(a, "T1-100"),
            lambda a: prices.set_price(a, "T1-100", D(1)),
        ):
            with pytest.raises(NotAllowed):
                change(actor)
    with pytest.raises(NotAllowed):
        catalogue.search(shop.nobody)


def test_who_may_not_set_prices_adds_drafts_that_are_not_sold_yet(shop: Shop) -> None:
    # S15.8
    with pytest.raises(NotAllowed):
        products.add(shop.goods, "T2", "新茶", replace(TEA, barcode=None, code="T2"))
    products.add(shop.goods, "T2", "新茶", replace(TEA, barcode=None, code="T2", price=None))
    with pytest.raises(NotAllowed):
        skus.restore(shop.goods, "T2")
    assert codes(shop, shop.buyer) == ["T1-100"]
    prices.set_price(shop.manager, "T2", D(30))
    skus.restore(shop.goods, "T2")
    assert codes(shop, shop.buyer) == ["T1-100", "T2"]


# --- looking ---


def test_a_change_shows_on_the_customers_side_at_once(shop: Shop) -> None:
    # S15.7
    assert catalogue.show_sku(shop.buyer, "T1-100").price == 168
    prices.set_price(shop.manager, "T1-100", D("99.99"))
    assert catalogue.show_sku(shop.buyer, "T1-100").price == D("99.99")
    skus.retire(shop.manager, "T1-100")
    with pytest.raises(NotFound):
        catalogue.show_sku(shop.buyer, "T1-100")
    with pytest.raises(NotFound):
        catalogue.show_product(shop.buyer, "T1")
    assert not catalogue.show_sku(shop.manager, "T1-100").listed


@pytest.mark.parametrize("text", ["龙井", "T1-1", "ｔ1", "000106", "溪埠", "100g", "龙井 100G 溪埠里", "明前龙井"])
def test_a_search_finds_by_name_code_barcode_brand_and_attribute(shop: Shop, text: str) -> None:
    # S15.6, S15.7
    assert codes(shop, shop.buyer, text) == ["T1-100"]


@pytest.mark.parametrize("text", ["%", "_", "龙井 没有", "'", '"', "\\"])
def test_a_search_takes_signs_for_what_they_are(shop: Shop, text: str) -> None:
    products.add(shop.manager, "T2", "别的", Variant(price=D(1)))
    assert "T2" not in codes(shop, shop.buyer, text)


def test_pages_neither_repeat_nor_miss_a_row(shop: Shop) -> None:
    for n in range(7):
        skus.add(shop.manager, "T1", replace(TEA, barcode=None, code=f"V{n}", attributes={"n": str(n)}))
    seen, after = [], ""
    while True:
        page = catalogue.search(shop.buyer, after=after, limit=3)
        seen += [row.code for row in page.rows]
        if not page.next:
            break
        after = page.next
    assert seen == ["T1-100", *(f"V{n}" for n in range(7))]


def test_a_list_can_be_narrowed_to_a_category_and_to_what_is_retired(shop: Shop) -> None:
    products.add(shop.manager, "C", "杯", Variant(price=D(1)), category="茶具")
    skus.retire(shop.manager, "T1-100")
    assert codes(shop, shop.manager, listed=None) == ["C", "T1-100"]
    assert codes(shop, shop.manager, listed=False) == ["T1-100"]
    assert codes(shop, shop.manager, listed=None, category="茶叶") == ["T1-100"]
    assert codes(shop, shop.buyer, listed=False) == codes(shop, shop.buyer, listed=None) == ["C"]


def test_prices_are_masked_for_staff_who_may_not_see_amounts(shop: Shop) -> None:
    seen = catalogue.show_sku(shop.keeper, "T1-100")
    assert seen.price is MASKED
    assert seen.list_price is MASKED
    assert seen.source == ""
    with pytest.raises(NotAllowed):
        prices.agreed_prices(shop.keeper, "T1-100")


def test_customers_see_a_word_and_only_a_small_number(shop: Shop) -> None:
    def seen(actor: Actor) -> tuple[str, D | None]:
        found = catalogue.show_sku(actor, "T1-100").availability
        return found.word.code, found.quantity

    assert seen(shop.buyer) == ("out", 0)
    papers.receive_stock(shop.keeper, "T1-100", D(12))
    assert seen(shop.buyer) == ("few", 12)
    papers.receive_stock(shop.keeper, "T1-100", D(500))
    assert seen(shop.buyer) == ("in_stock", None)
    assert seen(shop.manager) == ("in_stock", 512)


def test_a_service_is_always_available(shop: Shop) -> None:
    products.add(shop.manager, "S1", "上门安装", Variant(price=D(80)), service=True)
    found = catalogue.show_sku(shop.buyer, "S1")
    assert (found.service, found.availability.word.code) == (True, "always")


def test_a_sku_is_found_by_its_barcode(shop: Shop) -> None:
    assert catalogue.show_sku(shop.keeper, "6990001000106").code == "T1-100"
