"""The doctor sees what in returns does not add up."""

from typing import Any

import pytest

from tests.kit.returning import Counter, make_counter
from tests.kit.trail import sql
from ydh.core.audit import doctor
from ydh.core.company.actors import Actor

CHECKS = {"returns", "restocked", "refunds", "numbers"}


@pytest.fixture
def counter(company: Actor) -> Counter:
    return make_counter(company)


def found(counter: Counter) -> list[tuple[str, dict[str, Any]]]:
    rows = doctor.examine(counter.crew.admin)
    return [(f.id, dict(f.data)) for f in rows if f.check.code in CHECKS and f.level != "ok"]


def test_whole_returns_are_in_order(counter: Counter) -> None:
    order = counter.delivered(10)
    counter.carry(counter.ask(order, 3), "review", "dispatch", "receive", "refund")
    counter.ask(order, 2)
    assert found(counter) == []


@pytest.mark.parametrize(
    ("statement", "ids"),
    [
        ("UPDATE order_line SET returned = returned + 1000", {"doctor-returned"}),
        ("UPDATE order_line SET refunded = refunded - 1000", {"doctor-refunded"}),
        ("UPDATE return_line SET claimed = claimed - 1000", {"doctor-returned", "doctor-claimed"}),
        ("UPDATE return_line SET restocked = restocked - 1000, scrapped = scrapped + 1000", {"doctor-restocked"}),
        ("UPDATE returns SET refund = refund + 1", {"doctor-paid-back"}),
        ("UPDATE payment SET amount = amount + 1", {"doctor-paid-back"}),
        ("UPDATE returns SET number = NULL, ref = 'DR-X'", {"doctor-number-gap", "doctor-restocked"}),
    ],
)
def test_what_does_not_add_up_is_found(counter: Counter, statement: str, ids: set[str]) -> None:
    order = counter.delivered(10)
    counter.carry(counter.ask(order, 3), "review", "dispatch", "receive", "refund")
    sql(counter.crew.admin, statement)
    seen = {id_ for id_, _ in found(counter)}
    assert seen == ids
