"""Pinyin initials: how they are read, where they are kept, and that goods and customers are found by them."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.kit.catalogues import translations
from tests.kit.company import staff
from tests.kit.letters import written
from tests.kit.trail import sql
from ydh.core.audit import doctor
from ydh.core.company.actors import Actor, who
from ydh.core.company.company import upgrade_schema
from ydh.core.goods import catalogue, products
from ydh.core.goods.own_codes import set_own_code
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct, Variant
from ydh.core.partners import customers
from ydh.core.partners.customer_bulk import put_customers
from ydh.core.partners.views import PutCustomer
from ydh.core.values import letters as letters_module
from ydh.core.values.outcomes import Page
from ydh.core.values.pinyin import initials, place, sort_key
from ydh.core.values.text import key
from ydh.store.engine.database import Unit


@pytest.fixture
def manager(company: Actor) -> Actor:
    return staff(company, "manager", "business_manager")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("明前龙井", "mqlj"),
        ("订单审核", "ddsh dssh"),
        ("重庆火锅", "cqhg zqhg"),
        ("重量秤", "zlc clc"),
        ("Ａ４纸 80g（白）", "a4z80gb"),
        ("音乐·Box", "yybox ylbox"),
        ("café", "caf"),
        ("鷄", "j"),
        ("", ""),
        ("（）—　", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_readings(text: str, letters: str) -> None:
    assert initials(text) == letters


# as people say them: surnames, places, words of the trade
SAID = """
大兴茶行 dxch · 老单副食店 lsfsd · 曾记烧腊 zjsl · 仇家杂货 qjzh · 解放路商行 jflsh · 查氏茶庄 zscz · 区家食品 ojsp
盖州商行 gzsh · 朴记冷面 pjlm · 翟记 zj · 尉迟商贸 ycsm · 万俟超市 mqcs · 召陵粮油 slly · 种家 cj · 繁记 pj · 郗家 xj
覃记 qj · 覃记 tj · 秘家 bj · 乐清海鲜 yqhx · 乐亭 lt · 厦门茶行 xmch · 铅山 ys · 歙县 sx · 莘县 sx · 荥阳 xy · 荥经 yj
黄陂 hp · 大埔 db · 黄埔 hp · 十里堡 slp · 六安瓜片 lagp · 蚌埠 bb · 会稽 kj · 枞阳 zy · 涡阳 gy · 浒墅关 xsg · 东莞 dg
番禺 py · 长乐 cl · 长沙 cs · 重庆 cq · 都江堰 djy · 参茸行 srh · 盛大 sd · 调味品 twp · 车行 ch · 校服 xf · 果脯 gp
蛤蜊 gl · 咖喱 gl · 咖啡 kf · 窨茶 xc · 粘米 nm · 藏茶 zc · 便宜坊 pyf · 薄荷 bh · 朝阳 cy · 朝阳 zy · 单县 sx · 行唐 xt
银行 yh · 长春 cc · 长子 zz · 沈家 sj · 什邡 sf · 东阿阿胶 deej · 六合 lh · 洪洞 ht · 尉氏 ws · 中牟 zm · 天台 tt
台州 tz · 筠连 jl · 筠连 yl · 贾记 jj · 龟苓膏 glg · 红枣 hz · 华山 hs · 宿迁 sq · 省心 sx · 降价 jj · 系列 xl · 强盛 qs
壳牌 qp · 茄子 qz · 夹心 jx · 芥菜 jc · 巷口 xk · 曾侯 zh · 扎啤 zp · 石家庄 sjz · 卡 k
"""


def test_a_name_is_found_by_every_reading_that_it_has() -> None:
    pairs = [pair.split() for pair in SAID.replace("\n", "·").split("·") if pair.strip()]
    assert len(pairs) > 90
    assert [pair for pair in pairs if pair[1] not in initials(pair[0]).split()] == []


def test_a_name_of_many_readings_is_not_kept_in_all_their_products() -> None:
    ways = initials("重" * 12).split()
    assert ways[0] == "c" * 12
    assert len(ways) == 13
    assert "cczccccccccc" in ways


@pytest.mark.parametrize(
    "names", [["A2", "A10", "A10b", "a100", "B1"], ["2号茶", "10号茶"], ["茶", "长沙", "重庆厂", "西安", "先锋"]]
)
def test_names_stand_by_their_pinyin_and_numbers_by_their_value(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=sort_key) == names


def test_names_of_short_lists_stand_by_their_first_letters_without_a_dictionary() -> None:
    assert sorted(["长沙", "西安", "A10", "A2", "碧螺春"], key=place) == ["A2", "A10", "碧螺春", "长沙", "西安"]


def test_the_letters_of_single_characters_are_what_the_dictionaries_say() -> None:
    assert Path(letters_module.__file__).read_text(encoding="utf-8") == written()
    texts = "".join(translations("zh_CN").values())
    assert {char for char in texts if "\u4e00" <= char <= "\u9fff"} - letters_module.letters().keys() == set()


def test_readings_are_loaded_only_for_names_that_are_written() -> None:
    code = (
        "import sys; from ydh.core.values.pinyin import initials, place; from ydh.core.values.letters import letters;"
        "initials('Box 12'); place('茶10'); initials('订单', letters()); print('pypinyin' in sys.modules)"
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


def test_a_search_reads_no_dictionary(manager: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    products.add(manager, "P1", "明前龙井", Variant())
    customers.add(manager, "C1", "大兴茶行")
    sql(manager, "UPDATE sku SET listed = TRUE")
    for name in [*(name for name in sys.modules if name.partition(".")[0] == "pypinyin"), "pypinyin", "pypinyin.seg"]:
        monkeypatch.setitem(sys.modules, name, None)  # whoever imports it now fails
    assert skus(manager, "mqlj") == ["P1"]
    assert [view.code for view in customers.list_customers(manager, "dxch").rows] == ["C1"]
    assert [view.code for view in catalogue.search(manager, "明前", sort="name").rows] == ["P1"]
    assert catalogue.categories(manager) == catalogue.brands(manager) == ()


@pytest.mark.parametrize("mark", ['"', ":", "{", "}", ",", '":"', '"}', "{}", "\\"])
def test_the_punctuation_of_what_is_kept_finds_nothing(manager: Actor, mark: str) -> None:
    products.add(manager, "P1", "茶", Variant(attributes={"颜色": "红", "尺寸": "大"}))
    products.add(manager, "P2", "钉", Variant(attributes={"长": '5" \\ 2'}))
    products.add(manager, "P3", "纸", Variant())
    sql(manager, "UPDATE sku SET listed = TRUE")
    assert skus(manager, mark) == (["P2"] if mark in ('"', "\\") else [])
    assert skus(manager, "红") == skus(manager, "颜色") == ["P1"]
    assert skus(manager, '5"') == ["P2"]


NAMED = {
    "C1": "重庆厂",
    "C2": "A10店",
    "C3": "茶行",
    "C4": "A2店",
    "C5": "西安",
    "C6": "长沙",
    "C7": "先锋",
    "C8": "茶行",
}
BY_NAME = ["C4", "C2", "C3", "C8", "C6", "C1", "C5", "C7"]


def test_customers_and_items_are_listed_by_their_names_page_by_page(manager: Actor) -> None:
    def pages(listed: Callable[[str], Page[Any]]) -> list[str]:
        found: list[str] = []
        page = listed("")
        while page.rows:
            found += [it.code for it in page.rows]
            page = listed(found[-1])
        return found

    for code, name in NAMED.items():
        customers.add(manager, code, name)
        products.add(manager, code, name, Variant())
    sql(manager, "UPDATE sku SET listed = TRUE")
    for sort, right in (("name", BY_NAME), ("", sorted(NAMED))):
        listed = partial(customers.list_customers, manager, sort=sort, limit=3)
        sold = partial(catalogue.search, manager, sort=sort, limit=3)
        assert pages(lambda after, it=listed: it(after=after)) == right
        assert pages(lambda after, it=sold: it(after=after)) == right
    falling = pages(lambda after: customers.list_customers(manager, sort="-name", after=after, limit=3))
    assert falling == ["C7", "C5", "C1", "C6", "C3", "C8", "C2", "C4"]


def test_keys_stand_by_their_characters_on_every_database(manager: Actor) -> None:
    codes = ["a-2", "a1", "A_3", "z", "É", "中", "ß"]
    for code in codes:
        customers.add(manager, code, "x")
    assert [it.code for it in customers.list_customers(manager).rows] == sorted(codes, key=key)


def wrong(company: Actor) -> set[str]:
    """The checks that find something."""
    return {it.check.code for it in doctor.examine(company, deep=True) if it.level == "error"}


def test_names_of_before_are_worked_out_by_an_upgrade_and_the_doctor_sees_what_is_wrong(
    manager: Actor, company: Actor, company_url: str
) -> None:
    customers.add(manager, "C1", "大兴茶行")
    products.add(manager, "P1", "单枞", Variant())
    assert upgrade_schema(company_url).renewed == 0
    sql(manager, "UPDATE customer SET initials = 'dxcx', sort = ''")
    sql(manager, "UPDATE product SET initials = '', sort = ''")
    assert "replay" in wrong(company)
    assert upgrade_schema(company_url).renewed == 2
    assert [view.code for view in customers.list_customers(manager, "dxch").rows] == ["C1"]
    assert "replay" not in wrong(company)
