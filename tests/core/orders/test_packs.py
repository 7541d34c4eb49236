"""Wherever a quantity is typed, `2箱` is two boxes of that item; one function reads it."""

from decimal import Decimal as D

import pytest

from tests.kit.orders import approve, done, want
from tests.kit.returning import Counter, make_counter
from ydh.core.cases import cases
from ydh.core.company.actors import Actor
from ydh.core.goods import skus
from ydh.core.orders import cart, shortages
from ydh.core.orders.entering import place
from ydh.core.returns import asking
from ydh.core.returns.views import WantBack
from ydh.core.shipping import picking
from ydh.core.shipping.receipt_text import read_line
from ydh.core.stock import limits, papers, stocktake
from ydh.core.stock.paper_table import typed_lines
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Invalid
from ydh.core.values.outcomes import Refused, Seen
from ydh.core.values.quantities import Pack, in_base_units, typed
from ydh.core.workflow.acting import act

TEA = Pack("盒", D(12), "箱")


@pytest.fixture
def counter(company: Actor) -> Counter:
    return make_counter(company)


@pytest.mark.parametrize(
    ("text", "units"),
    [("24", 24), ("2箱", 24), ("2b", 24), ("２箱", 24), ("1箱6", 18), ("1箱6盒", 18), ("30盒", 30), ("0.5箱", 6)],
)
def test_what_is_typed_is_so_many_units(text: str, units: int) -> None:
    assert in_base_units(typed(text), TEA) == units


@pytest.mark.parametrize("text", ["2袋", "箱", "2箱3箱", "-2箱", "1e3", "", "2 箱 3 4"])
def test_what_is_no_quantity_of_it_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        in_base_units(typed(text), TEA)


def test_less_is_typed_in_boxes_too_where_it_may_be(counter: Counter) -> None:
    assert in_base_units(typed("-2箱", least=None), TEA, least=None) == -24


def test_a_part_is_released_by_the_box(counter: Counter) -> None:
    crew = counter.crew
    number = crew.at_step("release", 60)
    done(approve(crew.outbound_reviewer, number, "release", lines={1: "2箱"}))
    assert crew.show(number).lines[0].released == 24
    refused = approve(crew.outbound_reviewer, number, "release", lines={1: "2袋"})
    assert isinstance(refused, Refused)
    assert refused.error.id == "quantity-unit"


def test_what_is_short_is_closed_by_the_box(counter: Counter) -> None:
    crew = counter.crew
    number = crew.at_step("release", 60)
    told = {"lines": {1: "1箱"}, "reason": "停产"}
    done(act(crew.outbound_reviewer, number, "close", seen=Seen("release"), answers=told))
    assert crew.show(number).lines[0].closed == 12


def test_a_receipt_is_written_by_the_box(counter: Counter) -> None:
    assert read_line("2箱 破1箱 少3") == ("2箱", {"damaged": "1箱", "short": D(3)})
    number = counter.crew.at_step("receive", 60)
    told = {"received": {1: "4箱"}, "differences": {1: {"damaged": "1箱"}}}
    done(approve(counter.buyer, number, "receive", **told))
    (case,) = counter.crew.show(number).cases
    assert (counter.crew.show(number).lines[0].received, case.quantity) == (48, 12)


def test_goods_come_back_by_the_box(counter: Counter) -> None:
    order = counter.delivered(60)
    number = asking.ask(counter.buyer, [WantBack("1", "2箱")], order=order, reason="damaged").number
    counter.carry(number, "review", lines={1: "1箱6"})
    counter.carry(number, "dispatch", lines={1: "1箱"})
    counter.carry(number, "receive", came={1: {"restock": "0.5箱", "scrap": "6"}})
    (line,) = counter.show(number).lines
    assert (line.quantity, line.allowed, line.sent, line.restocked, line.scrapped) == (24, 18, 12, 6, 6)


def test_stock_papers_counts_and_limits_are_typed_by_the_box(counter: Counter) -> None:
    keeper = counter.crew.outbound_reviewer
    papers.post_paper(keeper, "receipt", [PaperLine("T1", "2箱")])
    assert counter.crew.stock()[0] == 1024
    papers.post_paper(keeper, "adjust", typed_lines("T1 -1箱"), reason="错")
    assert counter.crew.stock()[0] == 1012
    number = stocktake.begin(keeper)
    stocktake.enter(keeper, number, [PaperLine("T1", "84箱")])
    papers.confirm(keeper, number)
    assert counter.crew.stock()[0] == 1008
    found = limits.set_limits(keeper, "T1", lower="1箱", upper="10箱")
    assert (found.lower, found.upper) == (12, 120)


def test_what_is_picked_and_what_was_wrong_is_typed_by_the_box(counter: Counter) -> None:
    crew = counter.crew
    number = crew.at_step("ship", 60)
    (part,) = crew.show(number).shipments
    picking.start(crew.shipping_clerk, part.number)
    assert picking.set_count(crew.shipping_clerk, part.number, 1, "5箱").counted == 60
    done(approve(crew.shipping_clerk, number, "ship"))
    case = cases.open_case(counter.buyer, number, "damaged", "破", position=1, quantity="1箱")
    assert cases.show(counter.buyer, case).quantity == 12


def test_another_item_comes_by_its_own_boxes(counter: Counter) -> None:
    crew = counter.crew
    skus.edit(crew.business_manager, "T2", pack_size=D(10))
    number = crew.at_step("release", 60)
    shortages.substitute(crew.order_reviewer, number, 1, "T2", reason="缺", quantity="2箱")
    assert crew.show(number).lines[1].quantity == 20


def test_a_box_of_an_order_is_as_big_as_it_was_when_it_was_ordered(counter: Counter) -> None:
    crew = counter.crew
    number = crew.at_step("release", 60)
    skus.edit(crew.business_manager, "T1", pack_size=D(10))
    done(approve(crew.outbound_reviewer, number, "release", lines={1: "2箱"}))
    assert crew.show(number).lines[0].released == 24


def test_what_is_added_adds_up_and_what_is_set_is_set_once(counter: Counter) -> None:
    assert cart.add(counter.buyer, [want("T1", 2), want("T1", "1箱")]).lines[0].quantity == 14
    with pytest.raises(Invalid) as error:
        cart.set_quantity(counter.buyer, [want("T1", 2), want("t1", 3)])
    assert error.value.id == "item-twice"
    number = place(counter.buyer, [want("T1", 2), want("T1", 3)]).number
    assert [line.quantity for line in counter.crew.show(number).lines] == [5]
