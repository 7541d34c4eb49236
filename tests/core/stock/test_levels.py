"""Stock on both databases: what orders take, what people change, and the history behind every figure."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal as D
from typing import TypeVar

import pytest

from tests.kit import servers
from tests.kit.shop import Shop, entries, figures, open_shop, the_books_balance
from ydh.core.company.actors import Actor
from ydh.core.goods import products
from ydh.core.goods.views import Variant
from ydh.core.stock import levels, looking, papers, warehouses
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, Shortage, Stale
from ydh.store.engine.database import Unit
from ydh.store.goods import catalogue as statements

T = TypeVar("T")
DAY = date(2026, 11, 24)


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    for code in ("A", "B", "C"):
        products.add(made.manager, code, f"商品{code}", Variant(price=D(1), unit="盒"))
    products.add(made.manager, "S", "安装", Variant(price=D(1)), service=True)
    yield made
    made.manager.company.close()


def write(shop: Shop, work: Callable[[Unit], T]) -> T:
    return shop.manager.company.write(work)


def ids(shop: Shop, *codes: str) -> list[int]:
    def work(unit: Unit) -> list[int]:
        rows = [statements.SKU_BY_FOLD.row(unit, fold=code.lower()) for code in codes]
        return [row[0] for row in rows if row]

    return shop.manager.company.read(work)


# --- people's own changes ---


@pytest.mark.smoke
def test_goods_received_are_available_and_the_move_and_the_journal_say_so(shop: Shop) -> None:
    done = papers.receive_stock(shop.keeper, "a", D("12.5"), reason="采购入库", reference="PO-1")
    assert (done.sku, done.warehouse, done.old, done.new) == ("A", "MAIN", D(0), D("12.5"))
    (move,) = looking.moves(shop.keeper, "A").rows
    assert (move.quantity, move.on_hand, move.kind, move.document) == (D("12.5"), D("12.5"), "receipt", done.document)
    assert (move.reason, move.by) == ("采购入库", "keeper")
    action, body = entries(shop, "stock_paper")[-1]
    assert (action, body["paper"], body["reference"]) == ("post", "receipt", "PO-1")
    assert body["stock"] == [["A", "", "12.5", ""]]


def test_a_correction_needs_a_reason(shop: Shop) -> None:
    with pytest.raises(Invalid, match="reason"):
        papers.adjust(shop.keeper, "A", D(-1), reason=" ")


def test_a_count_writes_the_difference(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(10))
    assert papers.count(shop.keeper, "A", D(7), reason="盘点").new == 7
    assert [move.quantity for move in looking.moves(shop.keeper, "A").rows] == [-3, 10]
    papers.count(shop.keeper, "A", D(7))
    assert len(looking.moves(shop.keeper, "A").rows) == 2  # nothing moved
    assert entries(shop, "stock_paper")[-1][1]["stock"] == [["A", "", "7", "7"]]  # and yet it was counted
    assert the_books_balance(shop)


def test_nothing_leaves_less_than_is_reserved_and_the_figures_are_named(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(10))
    (a,) = ids(shop, "A")
    write(shop, lambda unit: levels.reserve(unit, {a: D(8)}, partial=()))
    for change in (
        lambda: papers.adjust(shop.keeper, "A", D(-3), reason="破损"),
        lambda: papers.count(shop.keeper, "A", D(7)),
    ):
        with pytest.raises(Shortage) as refused:
            change()
        assert (refused.value.data["on_hand"], refused.value.data["reserved"]) == (10, 8)
        assert refused.value.data["change"] == -3
    assert figures(shop)["A", "MAIN"] == (10, 8)
    assert papers.adjust(shop.keeper, "A", D(-2), reason="破损").new == 8


def test_a_service_has_no_stock(shop: Shop) -> None:
    with pytest.raises(Invalid, match="service"):
        papers.receive_stock(shop.keeper, "S", D(1))
    assert "S" not in {row.sku for row in looking.levels(shop.keeper).rows}


@pytest.mark.parametrize("quantity", ["0", "-1", "0.0001"])
def test_a_receipt_of_nothing_is_refused(shop: Shop, quantity: str) -> None:
    with pytest.raises(Invalid):
        papers.receive_stock(shop.keeper, "A", D(quantity))


def test_only_who_may_move_stock_moves_it_and_customers_do_not_see_figures(shop: Shop) -> None:
    # S15.5
    for actor in (shop.manager, shop.finance, shop.nobody, shop.buyer):
        with pytest.raises(NotAllowed):
            papers.receive_stock(actor, "A", D(1))
    for look in (looking.levels, warehouses.list_warehouses):
        with pytest.raises(NotAllowed):
            look(shop.buyer)
    with pytest.raises(NotAllowed):
        looking.moves(shop.nobody, "A")


def test_an_unknown_item_or_warehouse_is_named(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no product X"):
        papers.receive_stock(shop.keeper, "X", D(1))
    with pytest.raises(NotFound, match="MAIN"):
        papers.receive_stock(shop.keeper, "A", D(1), warehouse="月球")


def test_warehouses_are_found_by_code_or_name_and_the_main_one_is_meant_where_none_is_named(shop: Shop) -> None:
    warehouses.add(shop.keeper, "WEST", "西仓")
    assert [w.code for w in warehouses.list_warehouses(shop.keeper)] == ["MAIN", "WEST"]
    assert papers.receive_stock(shop.keeper, "A", D(1), warehouse="西仓").warehouse == "WEST"
    assert papers.receive_stock(shop.keeper, "A", D(1), warehouse="west").warehouse == "WEST"
    assert papers.receive_stock(shop.keeper, "A", D(1)).warehouse == "MAIN"
    with pytest.raises(Invalid, match="already"):
        warehouses.add(shop.keeper, "west", "另一个")


# --- looking ---


def test_figures_come_in_pages_that_neither_repeat_nor_miss_a_row(shop: Shop) -> None:
    warehouses.add(shop.keeper, "WEST", "西仓")
    for code in ("A", "B"):
        for warehouse in ("MAIN", "WEST"):
            papers.receive_stock(shop.keeper, code, D(3), warehouse=warehouse)
    whole = looking.levels(shop.keeper).rows
    assert [(row.sku, row.warehouse) for row in whole] == [
        ("A", "MAIN"),
        ("A", "WEST"),
        ("B", "MAIN"),
        ("B", "WEST"),
        ("C", ""),
    ]
    seen, after = [], ""
    while True:
        page = looking.levels(shop.keeper, after=after, limit=2)
        seen += page.rows
        after = page.next
        if not after:
            break
    assert tuple(seen) == whole
    assert [row.warehouse for row in looking.levels_of(shop.keeper, "b")] == ["MAIN", "WEST"]


def test_what_is_short_or_low_can_be_asked_for(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(5))
    papers.receive_stock(shop.keeper, "B", D(50))
    (a,) = ids(shop, "A")
    write(shop, lambda unit: levels.reserve(unit, {a: D(5)}, partial=()))
    assert [row.sku for row in looking.levels(shop.keeper, short=True).rows] == ["A", "C"]
    assert [row.sku for row in looking.levels(shop.keeper, below=D(51)).rows] == ["A", "B", "C"]
    assert [row.sku for row in looking.levels(shop.keeper, below=D(50)).rows] == ["A", "C"]


def test_the_moves_behind_a_figure_come_newest_first_with_the_figure_after_each(shop: Shop) -> None:
    for quantity in (5, 3, 2):
        papers.receive_stock(shop.keeper, "A", D(quantity))
    first = looking.moves(shop.keeper, "A", limit=2)
    assert [(m.quantity, m.on_hand) for m in first.rows] == [(2, 10), (3, 8)]
    second = looking.moves(shop.keeper, "A", after=first.next, limit=2)
    assert [(m.quantity, m.on_hand) for m in second.rows] == [(5, 5)]
    assert second.next == ""
    assert looking.moves(shop.keeper, "A", warehouse="MAIN").rows == first.rows + second.rows


# --- what orders do ---


def test_an_order_takes_from_the_first_warehouse_first(shop: Shop) -> None:
    # S13.14
    warehouses.add(shop.keeper, "WEST", "西仓")
    papers.receive_stock(shop.keeper, "A", D(5), warehouse="MAIN")
    papers.receive_stock(shop.keeper, "A", D(5), warehouse="WEST")
    (a,) = ids(shop, "A")
    held = write(shop, lambda unit: levels.reserve(unit, {a: D(7)}, partial=()))
    assert held == [(a, 1, 5), (a, 2, 2)]
    assert figures(shop) == {("A", "MAIN"): (5, 5), ("A", "WEST"): (5, 2)}
    assert write(shop, lambda unit: levels.reserve(unit, {a: D(2)}, partial=())) == [(a, 2, 2)]  # nothing of the first
    papers.receive_stock(shop.keeper, "A", D(5), warehouse="MAIN")
    assert write(shop, lambda unit: levels.reserve(unit, {a: D(1)}, partial=(), warehouse=2)) == [(a, 2, 1)]
    with pytest.raises(Shortage):
        write(shop, lambda unit: levels.reserve(unit, {a: D(1)}, partial=(), warehouse=2))


def test_every_short_item_is_named_at_once_and_nothing_is_reserved(shop: Shop) -> None:
    # S07.18
    papers.receive_stock(shop.keeper, "A", D(5))
    papers.receive_stock(shop.keeper, "B", D("2.5"))
    a, b, c = ids(shop, "A", "B", "C")
    with pytest.raises(Shortage) as refused:
        write(shop, lambda unit: levels.reserve(unit, {a: D(5), b: D(3), c: D(1)}, partial=()))
    assert [(s.code, s.wanted, s.available) for s in refused.value.data["short"]] == [
        ("B", D(3), D("2.5")),
        ("C", D(1), D(0)),
    ]
    assert "B 2.5/3" in str(refused.value)
    assert {reserved for _, reserved in figures(shop).values()} == {D(0)}


def test_an_order_that_may_wait_takes_what_there_is(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(5))
    a, c = ids(shop, "A", "C")
    assert write(shop, lambda unit: levels.reserve(unit, {a: D(9), c: D(1)}, partial={a, c})) == [(a, 1, 5)]
    assert figures(shop)["A", "MAIN"] == (5, 5)


def test_what_was_reserved_can_be_given_back_once(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(5))
    (a,) = ids(shop, "A")
    held = write(shop, lambda unit: levels.reserve(unit, {a: D(4)}, partial=()))
    write(shop, lambda unit: levels.unreserve(unit, held))
    assert figures(shop)["A", "MAIN"] == (5, 0)
    with pytest.raises(Stale):
        write(shop, lambda unit: levels.unreserve(unit, held))


def test_shipping_takes_goods_and_reservation_and_taking_back_returns_both(shop: Shop) -> None:
    # S13.10: stock changes with the order's events, never by hand as well
    papers.receive_stock(shop.keeper, "A", D(5))
    papers.receive_stock(shop.keeper, "B", D(5))
    a, b = ids(shop, "A", "B")
    held = write(shop, lambda unit: levels.reserve(unit, {b: D(2), a: D(4)}, partial=()))
    moves = [(sku, warehouse, quantity, "DH-S-1", None) for sku, warehouse, quantity in held]
    me = shop.keeper.account
    write(shop, lambda unit: levels.deduct(unit, moves, account=me, business_date=DAY))
    assert figures(shop) == {("A", "MAIN"): (1, 0), ("B", "MAIN"): (3, 0)}
    last = looking.moves(shop.keeper, "A").rows[0]
    assert (last.quantity, last.kind, last.document, last.business_date) == (-4, "ship", "DH-S-1", DAY)
    assert the_books_balance(shop)
    write(shop, lambda unit: levels.put_back(unit, moves, account=me, business_date=DAY))
    assert figures(shop) == {("A", "MAIN"): (5, 4), ("B", "MAIN"): (5, 2)}
    assert the_books_balance(shop)


def test_what_is_not_reserved_is_not_shipped(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(5))
    (a,) = ids(shop, "A")
    with pytest.raises(Stale):
        write(shop, lambda unit: levels.deduct(unit, [(a, 1, D(1), "X", None)], account=1, business_date=DAY))
    assert len(looking.moves(shop.keeper, "A").rows) == 1


def test_what_the_system_ships_has_no_person(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(5))
    (a,) = ids(shop, "A")
    write(shop, lambda unit: levels.reserve(unit, {a: D(1)}, partial=()))
    write(shop, lambda unit: levels.deduct(unit, [(a, 1, D(1), "X", None)], account=0, business_date=DAY))
    assert looking.moves(shop.keeper, "A").rows[0].by == ""


def test_stock_is_found_by_what_the_item_is_known_by(shop: Shop) -> None:
    products.add(shop.manager, "T1", "明前龙井", Variant(price=D(1), barcode="6990001"))
    for text in ("t1", "龙井", "mqlj", "6990001", "明前 t1"):
        assert [row.sku for row in looking.levels(shop.keeper, text).rows] == ["T1"]
    assert looking.levels(shop.keeper, "乌龙").rows == ()


def test_moves_go_on_after_the_one_that_was_read_last(shop: Shop) -> None:
    for quantity in (1, 2, 3):
        papers.receive_stock(shop.keeper, "A", D(quantity))
    first = looking.moves(shop.keeper, "A", limit=2)
    rest = looking.moves(shop.keeper, "A", after=first.rows[-1].cursor)
    assert [move.quantity for move in (*first.rows, *rest.rows)] == [3, 2, 1]


def test_many_at_once_never_take_more_than_there_is(shop: Shop) -> None:
    papers.receive_stock(shop.keeper, "A", D(20))
    papers.receive_stock(shop.keeper, "B", D(20))
    a, b = ids(shop, "A", "B")
    outcomes: list[str] = []

    def buy(actor: Actor, wanted: dict[int, D]) -> None:
        for _ in range(10):
            try:
                actor.company.write(lambda unit: levels.reserve(unit, wanted, partial=()))
                outcomes.append("taken")
            except Shortage:
                outcomes.append("short")
        actor.company.close()

    def stock_up(actor: Actor) -> None:
        for _ in range(10):
            papers.adjust(actor, "A", D(-1), reason="破损")
            papers.receive_stock(actor, "A", D(1))
        actor.company.close()

    people = [({a: D(1), b: D(1)} if n % 2 else {b: D(1), a: D(1)}) for n in range(4)]
    threads = [threading.Thread(target=lambda w=w: buy(shop.again(shop.manager), w)) for w in people]
    threads.append(threading.Thread(target=lambda: _quietly(stock_up, shop.again(shop.keeper))))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 40
    assert outcomes.count("taken") <= 20
    assert figures(shop)["B", "MAIN"] == (20, outcomes.count("taken"))
    assert the_books_balance(shop)


def _quietly(work: Callable[[Actor], None], actor: Actor) -> None:
    try:
        work(actor)
    except Shortage:  # all of it is reserved by now
        actor.company.close()
