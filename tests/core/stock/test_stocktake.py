"""A stocktake: what was counted is compared with the books of that moment, and nothing that happened since is lost."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit import servers
from tests.kit.shop import Shop, figures, open_shop, the_books_balance
from ydh.core.goods import products
from ydh.core.goods.views import Variant
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.stock import limits, lot_looking, paper_looking, papers, stocktake, warehouses
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, Shortage, WrongStep

SOON, LATER = date(2027, 1, 31), date(2028, 1, 31)


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Shop]:
    made = open_shop(databases)
    for code, category in (("A", "茶"), ("B", "酒")):
        products.add(made.manager, code, f"商品{code}", Variant(price=D(1), unit="盒"), category=category)
        papers.receive_stock(made.keeper, code, D(10))
    products.add(made.manager, "L", "鲜奶", Variant(price=D(1)), category="奶", keeping={"lots": True})
    papers.receive_stock(made.keeper, "L", D(5), lot="M-2", expires=LATER)
    papers.receive_stock(made.keeper, "L", D(5), lot="M-1", expires=SOON)
    yield made
    made.manager.company.close()


def test_a_sheet_has_every_item_and_lot_that_is_there_and_one_category_when_asked(shop: Shop) -> None:
    number = stocktake.begin(shop.keeper)
    lines = paper_looking.paper(shop.keeper, number).lines
    assert [(x.sku, x.lot, x.quantity, x.difference) for x in lines] == [
        ("A", "", None, None),
        ("B", "", None, None),
        ("L", "M-1", None, None),
        ("L", "M-2", None, None),
    ]
    few = stocktake.begin(shop.keeper, category="茶")
    assert [x.sku for x in paper_looking.paper(shop.keeper, few).lines] == ["A"]


def test_what_was_counted_shows_its_difference_and_is_posted_and_the_rest_stays(shop: Shop) -> None:
    number = stocktake.begin(shop.keeper)
    stocktake.enter(shop.keeper, number, [PaperLine("A", D(8), reason="少了"), PaperLine("L", D(6), "M-1")])
    shown = {(x.sku, x.lot): (x.book, x.quantity, x.difference) for x in paper_looking.paper(shop.keeper, number).lines}
    assert shown["A", ""] == (10, 8, -2)
    assert shown["L", "M-1"] == (5, 6, 1)
    assert figures(shop)["A", "MAIN"] == (10, 0)  # shown, not done
    assert papers.confirm(shop.keeper, number).state.code == "posted"
    assert {code: on_hand for (code, _), (on_hand, _) in figures(shop).items()} == {"A": 8, "B": 10, "L": 11}
    assert the_books_balance(shop)
    with pytest.raises(WrongStep):
        stocktake.enter(shop.keeper, number, [PaperLine("B", D(1))])


def test_what_leaves_between_the_count_and_its_posting_is_not_lost(shop: Shop) -> None:
    number = stocktake.begin(shop.keeper)
    stocktake.enter(shop.keeper, number, [PaperLine("A", D(9))])
    papers.single(shop.keeper, "other_out", "A", D(4), reason="样品")
    papers.confirm(shop.keeper, number)
    assert figures(shop)["A", "MAIN"] == (5, 0)  # one was missing, four left since


def test_a_count_that_was_entered_late_is_compared_with_the_books_of_its_hour(shop: Shop) -> None:
    number = stocktake.begin(shop.keeper)
    clock = shop.manager.company.store.clock
    at = clock()
    shop.manager.company.store.clock = lambda: at + timedelta(hours=2)
    papers.single(shop.keeper, "other_out", "A", D(4), reason="样品")
    papers.single(shop.keeper, "other_out", "L", D(2), lot="M-1", reason="样品")
    stocktake.enter(shop.keeper, number, [PaperLine("A", D(9)), PaperLine("L", D(5), "M-1")], at=at)
    papers.confirm(shop.keeper, number)
    assert figures(shop)["A", "MAIN"] == (5, 0)
    assert {row.lot: row.on_hand for row in lot_looking.lots(shop.keeper).rows} == {"M-1": 3, "M-2": 5}
    with pytest.raises(Invalid, match="not come yet"):
        stocktake.enter(shop.keeper, stocktake.begin(shop.keeper), [PaperLine("A", D(9))], at=at + timedelta(days=1))


def test_a_line_that_would_take_what_orders_hold_waits_on_a_sheet_of_its_own_and_the_others_are_posted(
    shop: Shop,
) -> None:
    number = stocktake.begin(shop.keeper)
    order = place(shop.buyer, [Want("A", D(8))]).number
    stocktake.enter(shop.keeper, number, [PaperLine("A", D(3), reason="少了"), PaperLine("B", D(9))])
    made = papers.confirm(shop.keeper, number)
    assert (made.state.code, len(made.lines), made.uncounted) == ("posted", 1, 2)
    ((line, why),) = made.aside
    assert (line.sku, why.id, why.data["orders"]) == ("A", "stock-reserved-by", [order])
    assert {code: it[0] for (code, _), it in figures(shop).items()} == {"A": 10, "B": 9, "L": 10}
    (left,) = paper_looking.paper(shop.keeper, made.rest).lines
    assert (left.sku, left.quantity, left.difference, left.reason) == ("A", 3, -7, "少了")
    assert "A" not in [x.sku for x in paper_looking.paper(shop.keeper, number).lines]
    with pytest.raises(Shortage, match=order):  # nothing of it can be posted
        papers.confirm(shop.keeper, made.rest)
    with pytest.raises(Shortage, match=order):  # nor counted by itself
        papers.count(shop.keeper, "A", D(3))
    stocktake.enter(shop.keeper, made.rest, [PaperLine("A", D(8))])  # counted again
    papers.confirm(shop.keeper, made.rest)
    assert figures(shop)["A", "MAIN"] == (8, 8)
    assert the_books_balance(shop)


def test_a_shelf_is_counted_with_what_is_part_of_it_and_no_other(shop: Shop) -> None:
    for code, shelf in (("A", "A-02-1"), ("B", "A-021"), ("L", "a-02")):
        limits.set_limits(shop.keeper, code, place=shelf)
    assert stocktake.how_many(shop.keeper, shelf="A-02") == 3
    number = stocktake.begin(shop.keeper, shelf="A-02")
    lines = paper_looking.paper(shop.keeper, number).lines
    assert {x.sku for x in lines} == {"A", "L"}
    assert stocktake.how_many(shop.keeper, shelf="A-02", category="茶") == 1
    assert stocktake.shelves(shop.keeper, "a-02") == [("A-02-1", "1"), ("A-021", "1"), ("a-02", "1")]
    with pytest.raises(Conflict, match="nothing to count"):
        stocktake.begin(shop.keeper, shelf="Z")


def test_a_sheet_goes_along_the_shelves_whose_numbers_count_by_their_value(shop: Shop) -> None:
    for code, shelf in (("A", "A-12"), ("B", "A-3"), ("L", "A-3-2")):
        limits.set_limits(shop.keeper, code, place=shelf)
    lines = paper_looking.paper(shop.keeper, stocktake.begin(shop.keeper)).lines
    assert [x.sku for x in lines] == ["B", "L", "L", "A"]


def test_what_is_found_beyond_the_sheet_is_added_to_it(shop: Shop) -> None:
    number = stocktake.begin(shop.keeper, category="茶")
    stocktake.enter(shop.keeper, number, [PaperLine("B", D(12)), PaperLine("L", D(1), "M-9", LATER)])
    papers.confirm(shop.keeper, number)
    assert {code: on_hand for (code, _), (on_hand, _) in figures(shop).items()} == {"A": 10, "B": 12, "L": 11}


def test_only_a_stocktake_is_counted_and_an_empty_warehouse_has_none(shop: Shop) -> None:
    warehouses.add(shop.keeper, "WEST", "西仓")
    with pytest.raises(Conflict, match="nothing to count"):
        stocktake.begin(shop.keeper, warehouse="WEST")
    other = papers.open_paper(shop.keeper, "receipt", [PaperLine("A", D(1))])
    with pytest.raises(Invalid, match="no stocktake"):
        stocktake.enter(shop.keeper, other, [PaperLine("A", D(1))])
    with pytest.raises(NotAllowed):
        stocktake.begin(shop.manager)
    with pytest.raises(Invalid, match="no lines"):
        papers.confirm(shop.keeper, stocktake.begin(shop.keeper))  # nothing was counted


STEP = st.tuples(st.sampled_from(["in", "out", "count"]), st.integers(1, 5))


@settings(max_examples=15, deadline=None)
@given(before=st.lists(STEP, max_size=4), since=st.lists(STEP, max_size=4), found=st.integers(-3, 3))
def test_posting_a_count_changes_the_figure_by_what_was_found_whatever_happened_since(
    sqlite_shop: Shop, before: list[tuple[str, int]], since: list[tuple[str, int]], found: int
) -> None:
    keeper = sqlite_shop.keeper
    papers.count(keeper, "A", D(50))

    def go(steps: list[tuple[str, int]]) -> None:
        for what, quantity in steps:
            if what == "count":
                papers.count(keeper, "A", D(40 + quantity))
            else:
                papers.adjust(keeper, "A", D(quantity if what == "in" else -quantity), reason="试")

    go(before)
    number = stocktake.begin(keeper, category="茶")
    book = figures(sqlite_shop)["A", "MAIN"][0]
    stocktake.enter(keeper, number, [PaperLine("A", book + found)])
    go(since)
    there = figures(sqlite_shop)["A", "MAIN"][0]
    papers.confirm(keeper, number)
    assert figures(sqlite_shop)["A", "MAIN"][0] == there + found
    assert the_books_balance(sqlite_shop)


@pytest.fixture(scope="module")
def sqlite_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    made = open_shop(servers.Sqlite(tmp_path_factory.mktemp("stocktake")))
    products.add(made.manager, "A", "商品", Variant(price=D(1)), category="茶")
    yield made
    made.manager.company.close()
