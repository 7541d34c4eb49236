"""Files of products, customers, prices and stock."""

from decimal import Decimal as D
from io import BytesIO

import pytest

from tests.core.files.importing.desk import Desk, Killed, Killer, bring, bring_and_refuse, complaints, dump, problems
from tests.kit import company as people
from tests.kit.trail import sql
from ydh.core.files.importing import checking, importing
from ydh.core.files.importing.batches import batches, importable
from ydh.core.files.importing.columns import KINDS
from ydh.core.goods import catalogue, prices
from ydh.core.partners import customers
from ydh.core.rules.permissions import ADMIN, ROLES
from ydh.core.stock import looking
from ydh.core.values.errors import Conflict, NotAllowed

PRODUCTS = "code,name,sku,attributes,price"
SHIRT = ("P1,围裙,P1-M,颜色=蓝;尺码=M,19.80", "P1,围裙,P1-L,颜色=蓝；尺码＝L,19.8", "P2,毛巾,,,8.2")


def test_products_are_added_then_unchanged_then_changed(desk: Desk) -> None:
    for lines, expected in (
        (SHIRT, (3, 0, 0)),
        (SHIRT, (0, 0, 3)),
        ((*SHIRT[:2], "P2,毛巾,,,8.5"), (0, 1, 2)),
    ):
        result = bring(desk.manager, "products", *lines, header=PRODUCTS).result
        assert result is not None
        assert (result.added, result.changed, result.unchanged) == expected
    assert catalogue.show_sku(desk.manager, "P1-L").attributes == {"尺码": "L", "颜色": "蓝"}
    assert catalogue.show_sku(desk.manager, "P2").price == D("8.5")
    assert complaints(desk) == []


def test_a_column_that_the_file_has_not_is_left_as_it_is(desk: Desk) -> None:
    bring(desk.manager, "products", "P2,毛巾,,,8.2", header=PRODUCTS)
    bring(desk.manager, "products", "P2,竹纤维毛巾", header="商品编码,商品名称")
    found = catalogue.show_sku(desk.manager, "P2")
    assert (found.name, found.price) == ("竹纤维毛巾", D("8.2"))


def test_the_heads_of_the_screens_are_known(desk: Desk) -> None:
    bring(desk.manager, "products", "P5,陈皮,罐,36.5", header="编码,名称,单位,标价")
    found = catalogue.show_sku(desk.manager, "P5")
    assert (found.name, found.unit, found.price) == ("陈皮", "罐", D("36.5"))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("P3,,,,1", (3, "name", "cell-text-empty")),
        ("P3,x,P1-M,,1", (3, "", "sku-taken")),
        ("P3,x,,蓝,1", (3, "attributes", "import-attributes")),
        ("P3,x,,,1.23456", (3, "price", "cell-number-places")),
    ],
)
def test_a_wrong_row_of_products_is_named_and_nothing_is_imported(
    desk: Desk, line: str, problem: tuple[int, str, str]
) -> None:
    bring(desk.manager, "products", *SHIRT, header=PRODUCTS)
    before = dump(desk)
    done = bring(desk.manager, "products", "P4,y,,,1", line, header=PRODUCTS)
    assert (done.result, problems(done.plan)) == (None, [problem])
    assert dump(desk) == before


def test_the_same_item_twice_is_refused_on_both_lines_and_the_rest_is_imported_when_asked(desk: Desk) -> None:
    done, refused = bring_and_refuse(desk.manager, "products", "P1,a,,,1", "P2,b,,,1", "p1,c,,,1", header=PRODUCTS)
    assert problems(done.plan) == [(2, "sku", "row-key-twice")]
    assert done.plan is not None
    assert (done.plan.problems[0].times, done.plan.problems[0].data["lines"]) == (2, "2, 4")
    assert done.result is not None
    assert (done.result.added, done.result.bad, refused.count("\r\n")) == (1, 2, 3)


def test_customers_are_added_with_their_level_and_then_unchanged(desk: Desk) -> None:
    lines = ("K1,绍兴百货,银牌,浙江,月结,陈桂兰,13900000101,绍兴", "K2,宁波超市,金牌,浙江,prepaid,周,139,宁波")
    header = "客户编码,客户名称,级别,区域,结算方式,联系人,电话,地址"
    first = bring(desk.manager, "customers", *lines, header=header).result
    again = bring(desk.manager, "customers", *lines, header=header).result
    assert first is not None
    assert again is not None
    assert ((first.added, again.unchanged), again.changed) == ((2, 2), 0)
    assert customers.show(desk.manager, "K1").terms == "monthly"
    assert complaints(desk) == []


def test_prices_of_levels_customers_and_the_list_are_set(desk: Desk) -> None:
    bring(desk.manager, "customers", "K1,x,金牌", header="code,name,level")
    lines = ("A,金牌,,9", "A,,C1,8.5", "B,,,3.5")
    done = bring(desk.manager, "prices", *lines, header="sku,level,customer,price").result
    assert done is not None
    assert (done.added, done.changed) == (2, 1)
    assert {(p.level, p.customer, p.price) for p in prices.agreed_prices(desk.manager, "A")} == {
        ("金牌", "", D(9)),
        ("", "C1", D("8.5")),
    }
    wrong = bring(desk.manager, "prices", "AX,,,1", "A,,C7,1", "A,白金,,1", header="sku,level,customer,price")
    assert problems(wrong.plan) == [
        (2, "sku", "import-sku-unknown"),
        (3, "customer", "import-customer-unknown"),
        (4, "", "level-unknown"),
    ]


def test_stock_is_taken_in_once_however_often_the_file_comes(desk: Desk) -> None:
    # S05.4
    lines, header = ("A,5,到货", "B,2.5,到货"), "sku,quantity,reason"
    done = bring(desk.keeper, "stock", *lines, header=header).result
    assert done is not None
    before = dump(desk)
    with pytest.raises(Conflict) as caught:
        bring(desk.keeper, "stock", *lines, header=header)
    assert caught.value.id == "import-again"
    assert dump(desk) == before
    bring(desk.keeper, "stock", *lines, header=header, again=True)
    levels = {row.sku: row.on_hand for row in looking.levels(desk.keeper).rows}
    assert levels == {"A": D(1010), "B": D(1005)}
    assert complaints(desk) == []


def test_counts_and_corrections_are_stock_too_and_never_go_below_what_is_reserved(desk: Desk) -> None:
    bring(desk.manager, "orders", "R1,C1,,A,100,,,,")
    header = "规格编码,数量,类型,原因"
    done = bring(desk.keeper, "stock", "A,99,盘点,x", "B,-1001,调整,x", "S,1,入库,x", header=header)
    assert [p.id for p in (done.plan.problems if done.plan else ())] == [
        "stock-reserved",
        "stock-reserved",
        "service-no-stock",
    ]
    assert bring(desk.keeper, "stock", "A,100,盘点,x", header=header).result
    assert complaints(desk) == []


@pytest.mark.parametrize("kind", ["products", "customers", "prices"])
def test_each_kind_takes_its_own_right_and_that_to_import(desk: Desk, kind: str) -> None:
    before = dump(desk)
    header = {"products": "code,name", "customers": "code,name", "prices": "sku,price"}[kind]
    for actor in (desk.reviewer, desk.keeper):
        with pytest.raises(NotAllowed):
            bring(actor, kind, "X,1", header=header)
    with pytest.raises(NotAllowed):
        bring(desk.manager, "stock", "A,1", header="sku,quantity")
    assert dump(desk) == before


def test_a_dry_run_of_goods_changes_nothing(desk: Desk) -> None:
    before = dump(desk)
    done = bring(desk.manager, "products", *SHIRT, header=PRODUCTS, dry_run=True)
    assert done.plan is not None
    assert (done.result, done.plan.added) == (None, 3)
    assert dump(desk) == before


def test_who_may_import_everything_sees_batches_of_every_kind(desk: Desk) -> None:
    everything = people.staff(desk.boss, "all", *(role for role in ROLES if role != ADMIN))
    kinds = [kind for kind in KINDS if kind != "history"]  # which takes the right to configure besides
    assert importable(everything) == tuple(kinds)
    batch = "INSERT INTO batch (kind, name, digest, state, good, bad, at, version, head, entries)"
    sql(desk.boss, *(f"{batch} VALUES ('{kind}', 'f', '', 'done', 1, 0, 0, 1, '', 0)" for kind in KINDS))
    assert sorted(row.kind for row in batches(everything).rows) == sorted(kinds)
    page = batches(everything, limit=2)
    assert page.total is not None
    assert page.total() == len(kinds)
    assert [row.kind for row in batches(desk.clerk).rows] == ["tracking"]


def test_a_long_list_that_is_killed_is_carried_on_or_dropped(desk: Desk) -> None:
    lines = [f"L{n:04},货品{n},,,{n % 50 + 1}" for n in range(1200)]
    for at in range(4):
        mine = [f"{at}{line}" for line in lines]
        with pytest.raises(Killed):
            bring(desk.manager, "products", *mine, header=PRODUCTS, progress=Killer(at, "commit"))
        (batch, *_) = batches(desk.manager).rows
        if at == 3:  # all was done
            assert not batch.unfinished
            break
        assert batch.unfinished
        done = (importing.resume if at == 1 else importing.release)(desk.manager, batch.number)
        assert done.state.code == ("done" if at == 1 else "released")
        there = [code for code in (f"{at}L0000", f"{at}L0499", f"{at}L0500", f"{at}L1199") if exists(desk, code)]
        assert len(there) == (0, 4, 3, 4)[at]
    assert complaints(desk) == []


def exists(desk: Desk, code: str) -> bool:
    return any(row.code == code for row in catalogue.search(desk.manager, code).rows)


def test_an_opening_stock_of_nothing_is_nothing_and_no_mistake(desk: Desk) -> None:
    done = bring(desk.keeper, "stock", "A,0", "B,5", header="sku,quantity")
    assert done.result is not None
    assert (done.result.unchanged, done.result.added + done.result.changed) == (1, 1)
    assert problems(bring(desk.keeper, "stock", "X9,0", header="sku,quantity").plan) == [
        (2, "sku", "import-sku-unknown")
    ]
    assert problems(bring(desk.keeper, "stock", "A,-1", header="sku,quantity").plan) != []


def test_what_blank_cells_take_away_is_in_the_plan(desk: Desk) -> None:
    header = "code,name,category,brand,unit,price"
    bring(desk.manager, "products", "P1,茶,绿茶,狮峰,盒,10", "P2,壶,,狮峰,只,20", header=header)
    again = bring(desk.manager, "products", "P1,茶,,,盒,", "P2,壶,茶具,,只,20", header=header, dry_run=True)
    assert again.plan is not None
    assert (again.plan.changed, again.plan.emptied) == (2, (("brand", 2), ("category", 1)))
    bring(desk.manager, "customers", "K1,张三,13900000101", header="code,name,phone")
    again = bring(desk.manager, "customers", "K1,张三,", header="code,name,phone", dry_run=True)
    assert again.plan is not None
    assert again.plan.emptied == (("phone", 1),)
    again = bring(desk.manager, "customers", "K1,张三丰", header="code,name", dry_run=True)
    assert again.plan is not None
    assert again.plan.emptied == ()


def test_master_rows_that_say_the_same_again_count_once_and_stock_does_not(desk: Desk) -> None:
    again = ("P1,茶,盒", "P2,壶,只", "p1,茶,盒", "P1,茶,盒")
    different = bring(desk.manager, "products", *again[:2], "P1,茶,盒", "P1,茶叶,盒", header="code,name,unit")
    assert problems(different.plan) == [(2, "sku", "row-key-twice")]
    done = bring(desk.manager, "products", again[0], again[1], again[3], header="code,name,unit")
    assert done.plan is not None
    assert done.result is not None
    assert (done.plan.merged, done.plan.good, done.result.added) == (1, 3, 2)
    stock = bring(desk.keeper, "stock", "A,5", "A,5", header="sku,quantity")
    assert problems(stock.plan) == [(2, "sku", "row-key-twice")]


def test_a_wrong_check_digit_of_a_barcode_is_said_and_taken_as_it_stands(desk: Desk) -> None:
    rows = ["code,name,barcode", "A1,a,6901234567893", "A2,b,6901234567892", "A3,c,B-1", "A4,d,96385075"]
    plan = checking.check(desk.boss, "products", BytesIO("\n".join(rows).encode()), name="p.csv")
    assert (plan.good, plan.bad) == (4, 0)
    assert plan.check_digits == ((2, "6901234567893"), (5, "96385075"))
    assert plan.wrong_digits == "6901234567893 (2), 96385075 (5)"
