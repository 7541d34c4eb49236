"""Cases: what is wrong with what arrived opens one, keeps it from being billed, and somebody settles it."""

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import customer, staff
from tests.kit.orders import Crew, approve, done, make_crew, picture, refused, the_books_are_right, want
from ydh.core.administration import settings
from ydh.core.cases import cases
from ydh.core.company.actors import Actor
from ydh.core.returns import asking
from ydh.core.returns import looking as return_looking
from ydh.core.returns.views import WantBack
from ydh.core.shipping import shipments
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, WrongStep
from ydh.core.values.outcomes import Seen
from ydh.core.workflow import clock, history, news
from ydh.core.workflow.acting import act


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def on_its_way(crew: Crew, quantity: int = 5, *more: Any) -> tuple[str, str]:
    """An order and its only shipment, which waits for receipt."""
    number = crew.at_step("receive", quantity, *more)
    return number, crew.show(number).shipments[0].number


def told(crew: Crew, part: str, **answers: Any) -> Any:
    return approve(crew.buyer, part, "receive", **answers)


def open_cases(crew: Crew) -> list[tuple[str, int | None, D, str]]:
    rows = cases.list_cases(crew.order_reviewer).rows
    return sorted((it.kind, it.position, it.quantity, it.text) for it in rows)


# S01.11, S16.11
@pytest.mark.smoke
def test_each_difference_of_a_receipt_opens_a_case(crew: Crew) -> None:  # S16.12, S16.13, S16.14
    number, part = on_its_way(crew, 10, want("T2", 4))
    differences = {1: {"short": D(2), "damaged": D(1)}, 2: {"expiring": D(4)}}
    done(told(crew, part, differences=differences, notes={2: "剩两个月"}, reason="箱子破了"))
    assert open_cases(crew) == [
        ("damaged", 1, D(1), "箱子破了"),
        ("expiring", 2, D(4), "剩两个月"),
        ("short", 1, D(2), "箱子破了"),
    ]
    view = crew.show(number)
    assert [line.received for line in view.lines] == [7, 0]
    assert view.billable == {1: D(7), 2: D(0)}
    assert {case.shipment for case in view.cases} == {part}
    event = history.history(crew.buyer, number)[-1]
    assert event.body["cases"] == [case.number for case in view.cases]
    assert the_books_are_right(crew.admin)


def test_less_with_a_reason_alone_is_too_few(crew: Crew) -> None:
    _, part = on_its_way(crew)
    done(told(crew, part, received={1: D(3)}, reason="少两盒"))
    assert open_cases(crew) == [("short", 1, D(2), "少两盒")]


def test_what_is_whole_opens_nothing_and_may_say_how_content_the_customer_is(crew: Crew) -> None:  # S04.23, S08.12
    number, part = on_its_way(crew)
    done(told(crew, part, rating="5", rating_text="很快"))
    assert open_cases(crew) == []
    assert crew.show(number).billable == {1: D(5)}
    it = shipments.show(crew.business_manager, part)
    assert (it.rating, it.rating_text) == (5, "很快")  # S08.13
    _, silent = on_its_way(crew)
    done(told(crew, silent))
    assert shipments.show(crew.business_manager, silent).rating is None


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"differences": {1: {"short": D(6)}}}, "does-not-add-up"),
        ({"differences": {1: {"short": D(2)}}, "received": {1: D(4)}}, "does-not-add-up"),
        ({"differences": {1: {"lost": D(2)}}}, "setting-choice"),
        ({"differences": {1: {"short": D(-2)}}}, "number-low"),
        ({"differences": {2: {"short": D(1)}}}, "no-line"),
        ({"notes": {9: "?"}}, "no-line"),
        ({"rating": "6"}, "number-high"),
        ({"received": {1: D(6)}, "reason": "多了"}, "more-received"),
    ],
)
def test_what_does_not_add_up_is_refused_and_changes_nothing(crew: Crew, answers: dict[str, Any], error: str) -> None:
    _, part = on_its_way(crew)
    before = picture(crew.admin)
    assert refused(told(crew, part, **answers)) == error
    assert picture(crew.admin) == before


# S16.14
# S07.17
def test_a_case_that_is_settled_moves_what_may_be_billed(crew: Crew) -> None:
    number, part = on_its_way(crew, 10)
    done(told(crew, part, differences={1: {"short": D(1), "damaged": D(2), "wrong": D(3)}}))
    by_kind = {case.kind: case.number for case in crew.show(number).cases}
    assert crew.show(number).billable == {1: D(4)}
    cases.settle(crew.order_reviewer, by_kind["short"], "rejected", "装箱照片上有")
    assert crew.show(number).billable == {1: D(5)}
    cases.settle(crew.business_manager, by_kind["damaged"], "credited", "不收这两盒的钱")
    assert crew.show(number).billable == {1: D(5)}
    cases.settle(crew.order_reviewer, by_kind["wrong"], "replaced", "明天补发", reference=crew.place())
    assert crew.show(number).billable == {1: D(8)}
    told_ = news.latest(crew.buyer)[0].told
    assert told_["answer"] == "明天补发"
    assert open_cases(crew) == []
    assert the_books_are_right(crew.admin)


def test_a_shipment_is_received_while_a_case_is_open(crew: Crew) -> None:
    number, part = on_its_way(crew)
    case = cases.open_case(crew.buyer, part, "damaged", "路上摔了", position=1, quantity=D(2))
    assert case.startswith("DH-C-")
    assert refused(told(crew, part, received={1: D(4)}, reason="?")) == "case-holds"
    done(told(crew, part))
    view = crew.show(number)
    assert view.lines[0].received == 3
    assert view.billable == {1: D(3)}
    assert len(view.cases) == 1  # no second one for the same
    assert the_books_are_right(crew.admin)


def test_the_clock_does_not_close_over_an_open_case(crew: Crew) -> None:  # S07.14
    number, part = on_its_way(crew)
    case = cases.open_case(crew.buyer, number, "other", "箱子湿了")
    real = crew.admin.company.store.clock
    crew.admin.company.store.clock = lambda: real() + timedelta(days=8)
    assert clock.run(crew.admin) == []
    assert crew.step(number) == "receive"
    from ydh.core.company.actors import CLOCK

    assert refused(approve(Actor(crew.admin.company, CLOCK), part, "receive")) == "case-open"
    cases.settle(crew.order_reviewer, case, "rejected", "外箱湿,货没事")
    assert [done(it).number for it in clock.run(crew.admin)] == [part]


def test_no_more_can_be_in_question_than_was_shipped(crew: Crew) -> None:
    number, part = on_its_way(crew)
    cases.open_case(crew.buyer, number, "short", "少了", position=1, quantity=D(4))
    with pytest.raises(Invalid, match="only 1 of it"):
        cases.open_case(crew.buyer, part, "damaged", "破了", position=1, quantity=D(2))
    with pytest.raises(Invalid, match="needs the line"):
        cases.open_case(crew.buyer, number, "damaged", "破了", quantity=D(1))
    with pytest.raises(NotFound):
        cases.open_case(crew.buyer, number, "damaged", "破了", position=2, quantity=D(1))
    waiting = crew.at_step("ship")
    with pytest.raises(Invalid, match="only 0 of it"):
        cases.open_case(crew.buyer, waiting, "damaged", "破了", position=1, quantity=D(1))
    cases.open_case(crew.buyer, waiting, "other", "太慢了")
    assert the_books_are_right(crew.admin)


def test_a_case_needs_an_order_that_was_submitted(crew: Crew) -> None:
    from tests.kit.orders import leave

    number = crew.place()
    done(leave(crew.buyer, number, "withdraw", "review"))
    with pytest.raises(WrongStep):
        cases.open_case(crew.buyer, number, "other", "太慢了")


# S16.14
# S07.17, S11.25
def test_who_may_open_settle_and_see_them(crew: Crew) -> None:
    number, _ = on_its_way(crew)
    stranger = customer(crew.admin, "C2")
    with pytest.raises(NotFound):
        cases.open_case(stranger, number, "other", "…")
    with pytest.raises(NotAllowed):
        cases.open_case(crew.finance_reviewer, number, "other", "…")
    case = cases.open_case(crew.order_reviewer, number, "other", "客户来电")
    with pytest.raises(NotFound):
        cases.show(stranger, case)
    assert cases.show(crew.buyer, case).text == "客户来电"
    assert cases.list_cases(stranger, is_open=None).rows == ()
    with pytest.raises(NotAllowed):
        cases.settle(crew.shipping_clerk, case, "rejected", "…")
    with pytest.raises(NotAllowed, match="yours opened"):
        cases.settle(crew.order_reviewer, case, "credited", "…")
    settings.change_setting(crew.admin, "self_approval", "on")
    cases.settle(crew.order_reviewer, case, "credited", "…")


# S16.14
def test_two_who_settle_the_same_case_settle_it_once(crew: Crew) -> None:
    number, _ = on_its_way(crew)
    case = cases.open_case(crew.buyer, number, "other", "…")
    cases.settle(crew.order_reviewer, case, "rejected", "没有的事")
    with pytest.raises(WrongStep):
        cases.settle(staff(crew.admin, "second", "order_reviewer"), case, "credited", "好吧")
    assert cases.show(crew.admin, case).answer == "没有的事"


# S16.14
@pytest.mark.parametrize(
    ("outcome", "reference", "error"),
    [
        ("lost", "", Invalid),
        ("returned", "", Invalid),
        ("returned", "DH-R-20261129-000001", NotFound),
        ("replaced", "DH-O-20200101-000001", NotFound),
        ("credited", "DH-O-20200101-000001", NotFound),
    ],
)
def test_an_outcome_names_what_fits(crew: Crew, outcome: str, reference: str, error: type[Exception]) -> None:
    number, _ = on_its_way(crew)
    case = cases.open_case(crew.buyer, number, "other", "…")
    with pytest.raises(error):
        cases.settle(crew.order_reviewer, case, outcome, "…", reference=reference)
    assert cases.show(crew.admin, case).closed_at is None


def test_lists_go_by_state_kind_and_customer_page_by_page(crew: Crew) -> None:
    number, _ = on_its_way(crew)
    made = [cases.open_case(crew.buyer, number, kind, "…") for kind in ("other", "wrong", "other")]
    cases.settle(crew.order_reviewer, made[0], "rejected", "…")
    assert [it.number for it in cases.list_cases(crew.admin).rows] == [made[2], made[1]]
    assert [it.number for it in cases.list_cases(crew.admin, is_open=False).rows] == [made[0]]
    assert [it.number for it in cases.list_cases(crew.admin, kind="wrong", customer="c1").rows] == [made[1]]
    page = cases.list_cases(crew.admin, is_open=None, limit=2)
    assert [it.number for it in cases.list_cases(crew.admin, is_open=None, after=page.next).rows] == [made[0]]


def test_a_shipment_that_somebody_complained_about_is_not_taken_back(crew: Crew) -> None:
    from ydh.core.values.outcomes import Seen
    from ydh.core.workflow.acting import act

    number, part = on_its_way(crew)
    cases.open_case(crew.buyer, part, "other", "送错地方")
    assert refused(act(crew.shipping_clerk, number, "take_back", seen=Seen())) == "nothing-to-take-back"


# S16.14
def test_what_is_credited_is_not_paid_back_by_a_return_as_well(crew: Crew) -> None:  # S15.9
    number, part = on_its_way(crew, 5)
    done(told(crew, part, differences={1: {"damaged": D(2)}}))
    (case,) = cases.list_cases(crew.order_reviewer).rows
    asking.ask(crew.buyer, [WantBack("1", D(4))], order=number, reason="damaged")
    with pytest.raises(Conflict, match="settle it as returned"):
        cases.settle(crew.order_reviewer, case.number, "credited", "不计")
    (back,) = return_looking.list_returns(crew.order_reviewer)
    done(act(crew.buyer, back.number, "withdraw", seen=Seen("review")))
    cases.settle(crew.order_reviewer, case.number, "credited", "不计")
    with pytest.raises(Conflict) as caught:
        asking.ask(crew.buyer, [WantBack("1", D(4))], order=number, reason="damaged")
    assert (caught.value.id, caught.value.data["left"]) == ("return-too-much", 3)
    asking.ask(crew.buyer, [WantBack("1", D(3))], order=number, reason="damaged")
