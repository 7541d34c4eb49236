"""What racers do in the warehouse: release the last goods, count into the same shipment, count the stock meanwhile."""

from collections.abc import Sequence
from decimal import Decimal

from tests.kit.racing import told
from ydh.core.company.actors import Actor
from ydh.core.company.company import Company
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.shipping import pick_ends, picking
from ydh.core.stock import lots, papers
from ydh.core.values.errors import YdhError
from ydh.core.values.outcomes import Seen
from ydh.core.workflow.acting import act


def release_there(company: Company, account: int, numbers: Sequence[str], warehouse: str = "") -> list[str]:
    """Release what is there of each."""
    answers = {"available": True, "warehouse": warehouse}
    me = Actor(company, account)
    return [told(lambda n=n: act(me, n, "approve", seen=Seen("release"), answers=answers)) for n in numbers]


def scan_all(company: Company, account: int, number: str, codes: Sequence[str]) -> list[str]:
    """Scan codes into a shipment; who is not the one who counts it takes it over."""
    me, said = Actor(company, account), []
    for code in codes:
        try:
            picking.take_over(me, number)
            picking.scan(me, number, code)
            said.append("ok")
        except YdhError as error:
            said.append(error.id)
    return said


def scan_or_finish(company: Company, account: int, number: str, reason: str) -> str:
    """Finish a count, or take it over and scan one more."""
    me = Actor(company, account)
    try:
        if reason:
            return pick_ends.finish(me, number, reason).step
        picking.take_over(me, number)
        picking.scan(me, number, "T1")
    except YdhError as error:
        return error.id
    return "ok"


def release_or_count(company: Company, account: int, numbers: Sequence[str], counted: int) -> list[str]:
    """Release and ship each, or set the stock to what was counted, one time after the other."""
    me = Actor(company, account)
    if not numbers:
        return [_count(me, counted - n) for n in range(5)]
    said = []
    for number in numbers:
        answer = told(lambda n=number: act(me, n, "approve", seen=Seen("release"), answers={}))
        said.append(answer)
        told(lambda n=number: act(me, n, "approve", seen=Seen("ship"), answers={"carrier": "顺丰"}))
    return said


def _count(me: Actor, counted: int) -> str:
    try:
        papers.count(me, "T1", Decimal(counted), reason="盘点")
    except YdhError as error:
        return error.id
    return "counted"


def order_or_block(company: Company, account: int, lot: str, code: str) -> str:
    """Block a lot, or order what is left; gives the order's number."""
    me = Actor(company, account)
    if lot:
        lots.block(me, lot, reason="召回")
        return ""
    return place(me, [Want(code, Decimal(1))], customer="C1", details={"requested_date": "2099-12-31"}).number
