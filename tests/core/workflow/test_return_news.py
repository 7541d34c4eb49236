"""What a customer and who entered it hear of a return."""

from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import customer, staff
from tests.kit.orders import want
from tests.kit.returning import SENT, Counter, back, make_counter
from tests.kit.trade import run_sql
from ydh.core.company.actors import COMPANY, Actor
from ydh.core.returns import asking
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow import news
from ydh.core.workflow.acting import act
from ydh.core.workflow.views import News
from ydh.store.tables.people import Account


@pytest.fixture
def counter(company: Actor) -> Counter:
    return make_counter(company)


def heard(actor: Actor, number: str) -> list[News]:
    """The news of one document, oldest first."""
    return [it for it in reversed(news.latest(actor)) if it.number == number]


def test_a_customer_hears_how_much_is_allowed_what_came_and_what_is_paid_back(counter: Counter) -> None:
    # S07.16
    number = counter.ask(counter.delivered(10), 4)
    counter.carry(number, "review", lines={1: D(3)}, return_address="后门", reason="一盒没问题", opinion="内部")
    counter.carry(number, "dispatch")
    counter.carry(number, "receive", came={1: {"restock": D(1), "scrap": D(1)}}, reason="少一盒")
    counter.carry(number, "refund", method="银行转账", reference="7")
    news = heard(counter.buyer, number)
    assert [(it.step, it.to, it.by) for it in news] == [
        ("review", "dispatch", COMPANY),
        ("receive", "refund", COMPANY),
        ("refund", "done", COMPANY),
    ]
    allowed, came, paid = (it.told for it in news)
    ((name, *figures),) = allowed["allowed"]
    assert (figures, allowed["return_address"]) == ([4, 3], "后门")
    assert "reason" not in allowed
    assert came == {"came": ((name, D(2)),), "reason": "少一盒"}
    assert paid == {"refund": D(20), "method": "银行转账", "reference": "7"}
    assert heard(customer(counter.crew.admin, "C2"), number) == []


def test_a_customer_hears_why_its_return_is_rejected_or_sent_back(counter: Counter) -> None:
    order = counter.delivered(10)
    rejected, returned = counter.ask(order), counter.ask(order)
    for number, action in ((rejected, "reject"), (returned, "send_back")):
        outcome = act(counter.reviewer, number, action, seen=Seen("review"), answers={"reason": "请附照片"})
        assert isinstance(outcome, Done)
        (it,) = heard(counter.buyer, number)
        assert (it.action, it.told) == (action, {"reason": "请附照片"})
    assert [it for it in news.latest(counter.buyer) if it.action == "return"] == []  # it hears of it once


def test_who_entered_a_return_hears_what_becomes_of_it(counter: Counter) -> None:
    clerk = counter.crew.order_reviewer
    asked = {"order": counter.delivered(10), "reason": "wrong"}
    number = asking.ask(clerk, [back("1", 2)], **asked).number
    others = counter.ask(counter.delivered(10))
    for each in (number, others):
        counter.carry(each, "review")
    outcome = act(counter.buyer, number, "approve", seen=Seen("dispatch"), answers=SENT)
    assert isinstance(outcome, Done)
    news = heard(clerk, number)
    assert [(it.step, it.by) for it in news] == [("review", "after-sales"), ("dispatch", "c1")]
    assert news[-1].told == SENT
    assert heard(clerk, others) == []
    counter.carry(number, "receive")
    counter.carry(number, "refund", method="现金")
    blind = heard(clerk, number)[-1].told
    assert blind["method"] == "现金"


@pytest.mark.parametrize("scope", ["region", "own"])
def test_news_stay_within_what_one_sees(counter: Counter, scope: Any) -> None:
    clerk = staff(counter.crew.admin, "clerk", "order_reviewer")
    number = asking.ask(clerk, [back("1", 2)], order=counter.delivered(10, want("T2", 4)), reason="wrong").number
    counter.carry(number, "review")
    assert heard(clerk, number)
    run_sql(counter.crew.admin, Account.update(scope=scope).where(Account.login == "clerk"))
    assert heard(clerk, number) == []
