"""Many processes at once on the same returns: nothing comes back twice, nothing is paid back twice."""

from collections import Counter as Count
from collections.abc import Iterator

import pytest

from tests.kit import return_racing
from tests.kit.company import staff
from tests.kit.orders import the_books_are_right
from tests.kit.racing import FEW, Team
from tests.kit.returning import Counter, make_counter
from tests.races.test_orders import no_deadlock
from ydh.core.company.actors import Actor


@pytest.fixture(scope="module")
def team() -> Iterator[Team]:
    made = Team()
    yield made
    made.end()


@pytest.fixture
def counter(company: Actor) -> Counter:
    return make_counter(company)


@pytest.mark.parametrize("quantity", [1, 3])
def test_of_one_line_no_more_comes_back_than_was_shipped_whoever_asks(
    team: Team, company_url: str, counter: Counter, quantity: int
) -> None:
    order = counter.delivered(20)
    askers = [counter.buyer.account, counter.reviewer.account] * (FEW // 2)
    answers = team.race(
        company_url, return_racing.ask_until_refused, [(account, order, quantity) for account in askers]
    )
    made = [answer for told in answers for answer in told if answer.startswith("DH-R-")]
    refused = Count(told[-1] for told in answers)
    assert set(refused) <= {"return-too-much", "return-nothing-left"}
    assert len(set(made)) == len(made) == 20 // quantity
    assert counter.line(order) == (20, 20 // quantity * quantity, 0)
    assert no_deadlock(counter.crew)
    assert the_books_are_right(counter.crew.admin)


def test_what_eight_cashiers_pay_back_is_paid_once(team: Team, company_url: str, counter: Counter) -> None:
    order = counter.delivered(30)
    numbers = [counter.ask(order, 2, kind="refund_only") for _ in range(10)]
    cashiers = [
        staff(counter.crew.admin, f"cashier{n}", "finance_reviewer", "business_manager").account for n in range(FEW)
    ]
    tasks = [(account, numbers if n % 2 else numbers[::-1], ("review", "refund")) for n, account in enumerate(cashiers)]
    told = [answer for each in team.race(company_url, return_racing.pass_all, tasks) for answer in each]
    assert Count(told)["moved-on-by"] == 2 * 10 * (FEW - 1)
    assert {n: told.count(n) for n in numbers} == dict.fromkeys(numbers, 2)
    assert counter.line(order) == (30, 20, 20)
    assert no_deadlock(counter.crew)
    assert the_books_are_right(counter.crew.admin)


def test_mixed_lists_of_orders_and_returns_do_not_wait_for_each_other(
    team: Team, company_url: str, counter: Counter
) -> None:
    shipped = [counter.delivered(5) for _ in range(4)]
    numbers = [counter.ask(order, 1) for order in shipped] + [counter.crew.place(1) for _ in range(4)]
    people = [staff(counter.crew.admin, f"both{n}", "order_reviewer").account for n in range(FEW)]
    tasks = [(account, numbers if n % 2 else numbers[::-1], ("review",)) for n, account in enumerate(people)]
    told = [answer for each in team.race(company_url, return_racing.pass_all, tasks) for answer in each]
    assert {n: told.count(n) for n in numbers} == dict.fromkeys(numbers, 1)
    assert no_deadlock(counter.crew)
    assert the_books_are_right(counter.crew.admin)
