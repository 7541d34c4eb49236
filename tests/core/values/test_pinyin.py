"""Pinyin initials: how they are read, where they are kept, and that goods and customers are found by them."""

import subprocess
import sys

import pytest

from tests.kit.company import staff
from tests.kit.trail import sql
from ydh.core.company.actors import Actor, who
from ydh.core.goods import catalogue, products
from ydh.core.goods.own_codes import set_own_code
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct, Variant
from ydh.core.partners import customers
from ydh.core.partners.customer_bulk import put_customers
from ydh.core.partners.views import PutCustomer
from ydh.core.values.pinyin import initials
from ydh.store.engine.database import Unit


@pytest.fixture
def manager(company: Actor) -> Actor:
    return staff(company, "manager", "business_manager")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("明前龙井", "mqlj"),
        ("订单审核", "ddsh"),
        ("重庆火锅", "cqhg"),
        ("重量秤", "zlc"),
        ("Ａ４纸 80g（白）", "a4z80gb"),
        ("音乐·Box", "yybox"),
        ("café", "caf"),
        ("鷄", "j"),
        ("", ""),
        ("（）—　", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_readings(text: str, letters: str) -> None:
    assert initials(text) == letters


def test_readings_are_loaded_only_for_chinese() -> None:
    code = (
        "import sys; from ydh.core.values.pinyin import initials; initials('Box 12'); print('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def skus(actor: Actor, text: str, **given: str) -> list[str]:
    return [view.code for view in catalogue.search(actor, text, **given).rows]


def test_goods_are_found_by_the_initials_of_their_name(manager: Actor) -> None:
    products.add(manager, "P1", "明前龙井", Variant())
    products.add(manager, "P2", "雨前龙井", Variant(price=None))
    sql(manager, "UPDATE sku SET listed = TRUE")
    assert skus(manager, "lj") == ["P1", "P2"]
    assert skus(manager, "MQLJ") == ["P1"]
    assert skus(manager, "qlj p2") == ["P2"]
    products.edit(manager, "P1", brand="茗远")
    assert skus(manager, "mqlj") == ["P1"]
    products.edit(manager, "P1", name="碧螺春")
    assert (skus(manager, "mqlj"), skus(manager, "blc")) == ([], ["P1"])


def test_imported_goods_are_found_by_initials_and_stay_unchanged(manager: Actor) -> None:
    def put(name: str) -> list[object]:
        def work(unit: Unit) -> list[object]:
            return list(put_products(unit, who(unit, manager), [PutProduct("P1", "P1", name)]))

        return manager.company.write(work)

    assert (put("明前龙井"), put("明前龙井"), skus(manager, "mqlj")) == (["added"], ["unchanged"], [])
    sql(manager, "UPDATE sku SET listed = TRUE")
    assert skus(manager, "mqlj") == ["P1"]
    assert (put("碧螺春"), skus(manager, "mqlj"), skus(manager, "blc")) == (["changed"], [], ["P1"])


def test_a_customers_own_item_codes_are_found_for_that_customer_alone(manager: Actor) -> None:  # S17.6
    customers.add(manager, "C1", "甲")
    customers.add(manager, "C2", "乙")
    products.add(manager, "P1", "茶", Variant())
    sql(manager, "UPDATE sku SET listed = TRUE")
    set_own_code(manager, "MY-77", "P1", customer="C1")
    assert skus(manager, "my-7", customer="C1") == ["P1"]
    assert skus(manager, "my-77 茶", customer="C1") == ["P1"]
    assert skus(manager, "my-7", customer="C2") == skus(manager, "my-7") == []


def test_customers_are_found_by_the_initials_of_their_name(manager: Actor) -> None:
    def found(text: str) -> list[str]:
        return [view.code for view in customers.list_customers(manager, text).rows]

    def put(name: str) -> list[object]:
        row = PutCustomer("C2", name)
        return manager.company.write(lambda unit: list(put_customers(unit, who(unit, manager), [row])))

    customers.add(manager, "C1", "重庆茶厂")
    assert put("西湖茶庄") == ["added"]
    assert put("西湖茶庄") == ["unchanged"]
    assert (found("cqcc"), found("xhcz"), found("cc")) == (["C1"], ["C2"], ["C1"])
    customers.edit(manager, "C1", phone="1")
    customers.edit(manager, "C1", name="杭州茶厂")
    assert put("东湖茶庄") == ["changed"]
    assert (found("cqcc"), found("hzcc"), found("xhcz"), found("dhcz")) == ([], ["C1"], [], ["C2"])
