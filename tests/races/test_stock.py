"""Many at once in the warehouse: the last goods leave once, a count is one person's at a time, the books stay right."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.core.shipping.test_picking import with_lots
from tests.kit import racing_warehouse
from tests.kit.company import product, staff
from tests.kit.orders import Crew, make_crew, the_books_are_right, want
from tests.kit.racing import FEW, Team
from tests.kit.trail import sql
from tests.races.test_orders import no_deadlock
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.shipping import pick_looking
from ydh.core.stock import papers
from ydh.core.workflow import clock


@pytest.fixture(scope="module")
def team() -> Iterator[Team]:
    made = Team()
    yield made
    made.end()


@pytest.fixture
def crew(company: Actor) -> Crew:
    made = make_crew(company)
    change_setting(company, "when_short", "wait")
    return made


def keepers(crew: Crew) -> list[int]:
    return [staff(crew.admin, f"keeper{n}", "outbound_reviewer", "shipping_clerk").account for n in range(FEW)]


def test_eight_releases_for_the_last_goods_release_each_piece_once(team: Team, company_url: str, crew: Crew) -> None:
    product(crew.admin, "LAST", stock="0")
    numbers = [crew.carry(place(crew.buyer, [want("LAST", 3)]).number, "release") for _ in range(FEW)]
    papers.receive_stock(crew.outbound_reviewer, "LAST", Decimal(10))
    tasks = [(account, [number]) for account, number in zip(keepers(crew), numbers, strict=True)]
    told = [answer for answers in team.race(company_url, racing_warehouse.release_there, tasks) for answer in answers]
    assert Counter(told)["short"] == 4
    assert sum(crew.show(number).lines[0].released for number in numbers) == 10
    assert crew.stock("LAST") == (10, 10)
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_eight_releases_promise_the_last_of_a_lot_once(team: Team, company_url: str, crew: Crew) -> None:
    with_lots(crew, "TEA", ("2610", "2099-10-01", 8), ("2612", "2099-12-01", 8))
    numbers = [crew.carry(place(crew.buyer, [want("TEA", 2)]).number, "release") for _ in range(FEW)]
    tasks = [(account, [number]) for account, number in zip(keepers(crew), numbers, strict=True)]
    team.race(company_url, racing_warehouse.release_there, tasks)
    promised = sql(crew.admin, "SELECT l.code, s.allocated FROM lot_stock s JOIN lot l ON l.id = s.lot_id ORDER BY 1")
    assert promised == [("2610", 8000), ("2612", 8000)]
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_eight_scanners_of_the_last_piece_count_it_once(team: Team, company_url: str, crew: Crew) -> None:
    number = crew.show(crew.at_step("ship", 5)).shipments[0].number
    tasks = [(account, number, ["T1"] * 3) for account in keepers(crew)]
    told = Counter(x for answers in team.race(company_url, racing_warehouse.scan_all, tasks) for x in answers)
    assert told["ok"] <= 5
    assert told["ok"] == pick_looking.show(crew.outbound_reviewer, number).counted
    assert set(told) <= {"ok", "scan-too-many", "counted-by-other"}
    assert the_books_are_right(crew.admin)


def test_a_pick_that_is_taken_over_while_it_is_finished_is_finished_once(
    team: Team, company_url: str, crew: Crew
) -> None:
    number = crew.show(crew.at_step("ship", 5)).shipments[0].number
    people = keepers(crew)
    racing_warehouse.scan_all(crew.admin.company, people[0], number, ["T1*2"])
    tasks = [(account, number, "少了" if account == people[0] else "") for account in people]
    told = team.race(company_url, racing_warehouse.scan_or_finish, tasks)
    view = crew.show(number)
    scanned = Counter(told)["ok"]
    if told[0] == "ship":
        assert view.lines[0].released <= 2 + scanned
    else:
        assert told[0] in {"counted-by-other", "changed-meanwhile"}
        assert view.lines[0].released == 5
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_goods_that_are_released_and_shipped_while_the_stock_is_counted_leave_no_hole(
    team: Team, company_url: str, crew: Crew
) -> None:
    numbers = [crew.at_step("release", 2) for _ in range(21)]
    people = keepers(crew)
    shares: list[list[str]] = [[], *(numbers[n::7] for n in range(7))]
    tasks = [(account, share, 900) for account, share in zip(people, shares, strict=True)]
    counts, *_ = team.race(company_url, racing_warehouse.release_or_count, tasks)
    assert set(counts) <= {"counted", "stock-reserved", "stock-reserved-by"}
    assert {crew.step(number) for number in numbers} == {"receive"}
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_a_lot_that_is_blocked_while_eight_order_it_is_reserved_for_nobody_after_that(
    team: Team, company_url: str, crew: Crew
) -> None:
    with_lots(crew, "TEA", ("2610", "2099-10-01", 100))
    people = [staff(crew.admin, f"both{n}", "outbound_reviewer", "business_manager").account for n in range(FEW)]
    tasks = [(account, "2610" if n == FEW // 2 else "", "TEA") for n, account in enumerate(people)]
    team.race(company_url, racing_warehouse.order_or_block, tasks)
    ((blocked,),) = sql(crew.admin, "SELECT id FROM journal WHERE kind = 'lot' AND action = 'block'")
    held = sql(
        crew.admin,
        "SELECT j.id, COALESCE(SUM(r.quantity), 0) FROM journal j JOIN order_line l ON l.order_id = j.subject"
        " LEFT JOIN reservation r ON r.line_id = l.id WHERE j.kind = 'order' AND j.action = 'submit' GROUP BY j.id",
    )
    assert len(held) == FEW - 1
    assert all(quantity == (1000 if entry < blocked else 0) for entry, quantity in held)
    assert no_deadlock(crew)
    clock.lapse(crew.admin)
    assert the_books_are_right(crew.admin)
