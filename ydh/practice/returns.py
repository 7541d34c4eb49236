"""Lets a few customers of a practice company give back what came to them lately, at every step of the way."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.orders.views import OrderRow
from ydh.core.returns import asking
from ydh.core.returns import looking as return_looking
from ydh.core.returns.views import WantBack
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import Seen
from ydh.core.workflow.acting import act
from ydh.practice.history import Clock

LOOK = 300  # newest orders among which some are given back
# reason, kind, what happened, the steps that it has passed
RETURNS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("damaged", "return_and_refund", "外箱压坏, 有渗漏", ()),
    ("quality", "refund_only", "口感发涩, 与样品不同", ()),
    ("expired", "return_and_refund", "离到期不足一个月", ("review",)),
    ("wrong", "exchange", "规格发错", ("review", "dispatch")),
    ("different", "return_and_refund", "颜色与图片不符", ("review", "dispatch", "receive")),
    ("damaged", "return_and_refund", "运输途中破损", ("review", "dispatch", "receive", "refund")),
    ("unwanted", "return_and_refund", "节后用不完", ("review", "dispatch", "receive", "refund")),
)
BY: Mapping[str, str] = {"review": "zhengshi", "receive": "lisi", "refund": "wangwu"}
CARRIER, WAYBILL, PAID_BY = "江埠快运", "JB20261123", "银行转账"


def give_back(
    people: Mapping[str, Actor], clock: Clock, end: datetime, admin: Actor, say: Callable[[str], str]
) -> None:
    """Make the returns, from `end` on; customers whose goods came too long ago give nothing back."""
    clock.now = max(clock.now, end)
    arrived = [row for row in looking.list_orders(admin, limit=LOOK) if row.step == "done"]
    for row in arrived:
        if len(return_looking.list_returns(admin)) == len(RETURNS):
            return
        if _one(people, row, len(return_looking.list_returns(admin)), say):
            clock.now += timedelta(minutes=3)


def _one(people: Mapping[str, Actor], row: OrderRow, nth: int, say: Callable[[str], str]) -> bool:
    """Whether something of the order came back."""
    buyer = people[row.customer_code.casefold()]
    reason, kind, text, steps = RETURNS[nth]
    try:
        wants = [WantBack("1", "1")]
        number = asking.ask(buyer, wants, order=row.number, kind=kind, reason=reason, text=say(text)).number
    except YdhError:  # too late, or nothing that could come back
        return False
    for step in steps:
        by = people[BY[step]] if step in BY else buyer
        sent = {"carrier": say(CARRIER), "tracking": WAYBILL}
        answers: Mapping[str, Any] = (
            sent if step == "dispatch" else {"method": say(PAID_BY)} if step == "refund" else {}
        )
        act(by, number, "approve", seen=Seen(step), answers=answers)
    return True
