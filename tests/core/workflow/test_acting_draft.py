"""What can be done to an order that was sent back."""

from tests.kit.company import customer, product, staff
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.values.outcomes import Done, Refused, Seen
from ydh.core.workflow.acting import act


def test_an_order_sent_back_can_be_voided_as_the_draft_that_it_is(company: Actor) -> None:
    buyer, reviewer = customer(company, "C9"), staff(company, "reviewer9", "order_reviewer")
    manager = staff(company, "manager9", "business_manager")
    product(company, "T9")
    number = place(buyer, [Want("T9", "3")]).number
    act(reviewer, number, "send_back", seen=Seen("review"), answers={"reason": "地址不清"})
    voided = act(manager, number, "void", seen=Seen("draft"), answers={"reason": "客户不要了"})
    assert isinstance(voided, Done)
    assert voided.step == "void"
    assert isinstance(act(buyer, number, "void", seen=Seen("void"), answers={"reason": "再来"}), Refused)
