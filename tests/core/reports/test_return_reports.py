"""What comes back, by product, customer and reason, against what was sold."""

from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import customer
from tests.kit.orders import want
from tests.kit.returning import Counter, back, make_counter
from ydh.core.company.actors import Actor
from ydh.core.reports import reports
from ydh.core.returns import asking
from ydh.core.values.outcomes import Seen
from ydh.core.values.words import MASKED
from ydh.core.workflow.acting import act


@pytest.fixture
def counter(company: Actor) -> Counter:
    return make_counter(company)


def rows(actor: Actor, name: str) -> list[dict[str, Any]]:
    found = reports.run(actor, name)
    return [dict(zip((c.name for c in found.columns), row, strict=True)) for row in found.rows]


def test_the_rate_is_what_comes_back_of_what_was_sold(counter: Counter) -> None:
    # S19.15
    order = counter.delivered(10, want("T2", 5))
    counter.delivered(10)
    counter.carry(counter.ask(order, 5), "review", "dispatch", "receive", "refund")
    counter.carry(
        asking.ask(counter.buyer, [back("2", 1)], order=order, reason="expired", kind="refund_only").number, "review"
    )
    gone = asking.ask(counter.buyer, [back("2", 1)], order=order, reason="other").number
    act(counter.reviewer, gone, "reject", seen=Seen("review"), answers={"reason": "x"})
    found = rows(counter.reviewer, "returns")
    assert [(r["sku"], r["lines"], r["returned"], r["sold"], r["rate"], r["refund"]) for r in found] == [
        ("T1", 1, 5, 20, D("0.25"), D(50)),
        ("T2", 1, 1, 5, D("0.2"), D(0)),
    ]
    (mine,) = rows(counter.reviewer, "return-customers")
    assert (mine["customer"], mine["lines"], mine["refund"], mine["total"]) == ("C1", 2, D(50), D(250))
    assert mine["rate"] == D("0.2")
    why = {r["reason"].code: r["lines"] for r in rows(counter.reviewer, "return-reasons")}
    assert why == {"damaged": 1, "expired": 1}


def test_money_is_masked_and_strangers_see_nothing(counter: Counter) -> None:
    order = counter.delivered(10)
    counter.carry(counter.ask(order, 5), "review")
    (row,) = rows(counter.keeper, "return-customers")  # the warehouse sees no amounts
    assert (row["refund"], row["rate"], row["lines"]) == (MASKED, MASKED, 1)
    assert customer(counter.crew.admin, "C9")
