"""Many processes at once on the same rows: nothing is sold twice, nothing is lost, nobody is locked out."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.kit import racing, servers
from tests.kit.company import administrator, customer, fill, product, staff
from tests.kit.orders import Crew, make_crew, the_books_are_right, want
from tests.kit.racing import FEW, MANY, Team
from ydh.core.administration.accounts import set_roles
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.orders import cart
from ydh.core.orders.entering import place
from ydh.core.stock import looking, papers
from ydh.core.stock.warehouses import add
from ydh.core.workflow import switching

GOODS = ("G1", "G2", "G3", "G4")
PIECES = 40  # of each of them


@pytest.fixture(scope="module")
def team() -> Iterator[Team]:
    made = Team()
    yield made
    made.end()


@pytest.fixture
def crew(company: Actor) -> Crew:
    return make_crew(company)


def orders_of(crew: Crew) -> set[str]:
    """The numbers of all orders that there are."""
    rows = crew.admin.company.read(lambda unit: unit.execute("SELECT number FROM orders", ()).fetchall())
    return {number for (number,) in rows}


def consecutive(numbers: set[str]) -> bool:
    """Whether the last digits run from 1 without a gap."""
    return sorted(int(number[-6:]) for number in numbers) == list(range(1, len(numbers) + 1))


def waiting_goods(crew: Crew) -> list[str]:
    """Goods without stock, in a company whose orders wait for it."""
    change_setting(crew.admin, "when_short", "wait")
    return [product(crew.admin, code, stock="0") for code in GOODS]


def no_deadlock(crew: Crew) -> bool:
    """Whether PostgreSQL never had to end a transaction because two waited for each other."""
    store = crew.admin.company.store
    query = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    return store.engine == "sqlite" or store.database.execute_sql(query).fetchall() == [(0,)]


def entries(crew: Crew, *columns: str) -> list[tuple[Any, ...]]:
    """The journal of orders in the order in which it was written."""
    query = f"SELECT {', '.join(columns)} FROM journal WHERE kind = 'order' ORDER BY id"
    rows: list[tuple[Any, ...]] = crew.admin.company.read(lambda unit: unit.execute(query, ()).fetchall())
    return rows


def test_sixteen_buyers_of_the_last_units_get_every_unit_once(team: Team, company_url: str, crew: Crew) -> None:
    for code in GOODS:
        product(crew.admin, code, stock=str(PIECES))
    random = Random(1)
    tasks = []
    for n in range(MANY):
        wants = [dict.fromkeys(random.sample(GOODS, 3), random.randint(1, 2)) for _ in range(3)]
        tasks.append((customer(crew.admin, f"B{n}").account, wants, random.sample(GOODS, 4)))
    answers = [answer for told in team.race(company_url, racing.buy_out, tasks) for answer in told]
    bought = [answer for answer in answers if answer != "short"]
    assert set(bought) == orders_of(crew)
    assert len(set(bought)) == len(bought)  # no number twice: S04.6, S19.5
    assert consecutive(set(bought))  # and none missing
    assert [crew.stock(code) for code in GOODS] == [(PIECES, PIECES)] * 4  # S14.6
    sold = Counter[str]()
    for number in bought:
        sold.update({line.sku: int(line.quantity) for line in crew.show(number).lines})
    assert sold == dict.fromkeys(GOODS, PIECES)
    assert the_books_are_right(crew.admin)


@pytest.mark.parametrize("seen", ["the cart was seen", "blindly"])
def test_a_cart_that_eight_processes_submit_is_one_order(team: Team, company_url: str, crew: Crew, seen: str) -> None:
    view = cart.add(crew.buyer, [want("T1", 3), want("T2", 4)])
    version = view.version if seen == "the cart was seen" else None
    answers = team.race(company_url, racing.submit_cart, [(crew.buyer.account, version)] * FEW)
    (number,) = orders_of(crew)
    if version is None:
        assert sorted(answers) == [number] + ["cart-just-submitted"] * (FEW - 1)
    else:
        assert answers == [number] * FEW  # who comes second learns the number of the first
    assert (crew.stock("T1"), crew.stock("T2")) == ((1000, 3), (1000, 4))
    assert cart.show(crew.buyer).lines == ()
    assert the_books_are_right(crew.admin)


def test_what_eight_processes_ask_with_one_key_is_done_once_and_answered_to_all(
    team: Team, company_url: str, crew: Crew
) -> None:
    answers = team.race(company_url, racing.buy_with_key, [(crew.buyer.account, "k1")] * FEW)
    (number,) = orders_of(crew)
    assert answers == [number] * FEW
    told = team.race(company_url, racing.approve_with_key, [(crew.order_reviewer.account, [number, "?"], "k2")] * FEW)
    assert all(first == number for first, _ in told)
    assert Counter(second for _, second in told) == {"order-unknown": 1, "answered-before": FEW - 1}
    assert len(crew.trail(number)) == 2
    assert the_books_are_right(crew.admin)


@pytest.mark.parametrize("work", [racing.approve_all, racing.press])
def test_thirty_orders_that_eight_reviewers_approve_pass_once_each(
    team: Team, company_url: str, crew: Crew, work: Any
) -> None:
    numbers = [crew.place(1) for _ in range(30)]
    logins = {staff(crew.admin, f"reviewer{n}", "order_reviewer").account: f"reviewer{n}" for n in range(FEW)}
    shuffled = [Random(account).sample(numbers, len(numbers)) for account in logins]
    how = ("review",) if work is racing.approve_all else ("approve", "review")
    told = team.race(company_url, work, [(a, order, *how) for a, order in zip(logins, shuffled, strict=True)])
    by = {
        answer: login
        for login, order, answers in zip(logins.values(), shuffled, told, strict=True)
        for number, answer in zip(order, answers, strict=True)
        if answer == number
    }
    given = Counter(answer for answers in told for answer in answers)
    assert given == Counter(numbers) + Counter({"moved-on-by": 30 * (FEW - 1)})
    for number in numbers:
        assert crew.trail(number)[1:] == [(by[number], "approve", "review", "finance")]
    assert the_books_are_right(crew.admin)


def test_of_eight_people_who_decide_differently_about_an_order_one_decides(
    team: Team, company_url: str, crew: Crew
) -> None:
    numbers = [crew.place(2) for _ in range(20)]
    hands = [
        (crew.order_reviewer, "approve"),
        (crew.order_reviewer, "send_back"),
        (crew.business_manager, "void"),
        (crew.buyer, "withdraw"),
    ]
    said = {"reason": "错了"}
    tasks = [(by.account, Random(n).sample(numbers, 20), key, "review", said) for n, (by, key) in enumerate(hands * 2)]
    told = team.race(company_url, racing.press, tasks)
    won = Counter(answer for answers in told for answer in answers if answer.startswith("DH-O-"))
    assert won == Counter(numbers)
    assert all(len(crew.trail(number)) == 2 for number in numbers)
    left = sum(crew.step(number) == "finance" for number in numbers)
    assert crew.stock() == (1000, 2 * left)  # the others gave up what they had reserved: S07.19
    assert the_books_are_right(crew.admin)


def test_eight_people_who_release_parts_of_an_order_release_no_more_than_was_ordered(
    team: Team, company_url: str, crew: Crew
) -> None:
    numbers = [crew.at_step("release", 5) for _ in range(4)]
    clerks = [staff(crew.admin, f"releaser{n}", "outbound_reviewer").account for n in range(FEW)]
    one = {"lines": {1: Decimal(1)}}
    tasks = [(clerk, Random(clerk).sample(numbers, 4), "approve", "release", one) for clerk in clerks]
    told = team.race(company_url, racing.press, tasks)
    given = Counter(answer for answers in told for answer in answers)
    assert given == Counter(dict.fromkeys(numbers, 5)) + Counter({"moved-on-by": 4 * (FEW - 5)})
    for number in numbers:
        view = crew.show(number)
        assert (view.row.step, view.lines[0].released, len(view.shipments)) == ("ship", 5, 5)
    assert the_books_are_right(crew.admin)


def test_eight_people_who_release_orders_that_wait_for_the_same_goods_do_not_lock_each_other_out(
    team: Team, company_url: str, crew: Crew
) -> None:
    goods = waiting_goods(crew)
    numbers = [place(crew.buyer, [want(code, n) for code in Random(n).sample(goods, 3)]).number for n in range(1, 33)]
    for number in numbers:
        crew.carry(number, "release")
    switching.disable(crew.system_admin, "order", "ship")
    for code in goods:
        papers.receive_stock(crew.outbound_reviewer, code, Decimal(100))
    shares = [numbers[n::FEW] for n in range(FEW)]
    told = team.race(
        company_url, racing.press, [(crew.outbound_reviewer.account, s, "approve", "release") for s in shares]
    )
    answers = {answer: number for s, t in zip(shares, told, strict=True) for number, answer in zip(s, t, strict=True)}
    assert {crew.step(answer) for answer in answers if answer != "short"} == {"receive"}
    assert set(answers) <= {*numbers, "short"}
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_sixteen_people_who_do_everything_at_once_leave_the_books_right(
    team: Team, company_url: str, crew: Crew
) -> None:
    goods = waiting_goods(crew)
    change_setting(crew.admin, "self_approval", "on")
    roles = ("order_reviewer", "finance_reviewer", "outbound_reviewer", "shipping_clerk", "business_manager")
    people = [staff(crew.admin, f"all{n}", *roles).account for n in range(MANY)]
    for n in range(1, 9):
        place(crew.buyer, [want(code, n) for code in Random(n).sample(goods, 3)])
        papers.receive_stock(crew.outbound_reviewer, goods[n % 4], Decimal(9))
    told = team.race(company_url, racing.work_a_day, [(account, goods, 25) for account in people])
    done = sum((Counter(what) for what in told), Counter[str]())
    assert {"place", "approve", "stock"} <= set(done), done  # the rest depends on who comes first
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_four_who_ship_while_four_count_lose_neither_a_shipment_nor_a_count(
    team: Team, company_url: str, crew: Crew
) -> None:
    numbers = [crew.at_step("ship", 2) for _ in range(4 * 10)]
    ships = [(crew.shipping_clerk.account, numbers[n::4], "approve", "ship", {"carrier": "顺丰"}) for n in range(4)]
    counts = [(staff(crew.admin, f"counter{n}", "outbound_reviewer").account, 6) for n in range(4)]
    told = team.race_mixed(company_url, [(racing.press, t) for t in ships] + [(racing.count_goods, t) for t in counts])
    assert [answer for answers in told[:4] for answer in answers] == [n for t in ships for n in t[1]]
    found = sum(difference for differences in told[4:] for difference in differences)
    assert crew.stock() == (1000 - 2 * len(numbers) + found, 0)
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_goods_that_are_carried_to_and_fro_while_they_are_bought_are_never_carried_away_from_an_order(
    team: Team, company_url: str, crew: Crew
) -> None:
    add(crew.outbound_reviewer, "WEST", "西仓")
    product(crew.admin, "G1", stock="30")
    papers.receive_stock(crew.outbound_reviewer, "G1", Decimal(30), warehouse="WEST")
    ways = [("MAIN", "WEST"), ("WEST", "MAIN")] * 2
    tasks: list[Any] = [
        (racing.carry_goods, (staff(crew.admin, f"carrier{n}", "outbound_reviewer").account, "G1", way, 12))
        for n, way in enumerate(ways)
    ]
    tasks += [
        (racing.buy_out, (customer(crew.admin, f"B{n}").account, [{"G1": 2}, {"G1": 1}], ["G1"])) for n in range(4)
    ]
    told = team.race_mixed(company_url, tasks)
    assert {answer[:4] for answers in told[:4] for answer in answers} <= {"DH-W", "stoc"}  # carried, or reserved
    levels = looking.levels_of(crew.admin, "G1")
    assert [sum(row.on_hand for row in levels), sum(row.reserved for row in levels)] == [60, 60]
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_a_paper_that_eight_people_confirm_is_posted_once(team: Team, company_url: str, crew: Crew) -> None:
    number = papers.open_paper(crew.outbound_reviewer, "receipt", [papers.PaperLine("T1", Decimal(5))])
    people = [staff(crew.admin, f"keeper{n}", "outbound_reviewer").account for n in range(FEW)]
    told = team.race(company_url, racing.confirm_paper, [(account, number) for account in people])
    assert Counter(told) == {number: 1, "paper-state": FEW - 1}
    assert crew.stock() == (1005, 0)
    assert the_books_are_right(crew.admin)


def test_what_eight_processes_add_to_the_same_rows_is_all_there(team: Team, company_url: str, crew: Crew) -> None:
    number = crew.place(1)
    team.race(company_url, racing.fill_cart, [(crew.buyer.account, 5)] * FEW)
    assert [line.quantity for line in cart.show(crew.buyer).lines] == [5 * FEW]
    team.race(company_url, racing.take_stock_in, [(crew.outbound_reviewer.account, number, 5)] * FEW)
    assert crew.stock() == (1000 + 5 * FEW, 1)
    assert len(crew.show(number).notes) == 5 * FEW
    assert crew.trail(number)[1:] == [("outbound_reviewer", "note", "review", "review")] * (5 * FEW)
    assert the_books_are_right(crew.admin)


def test_a_shipment_leaves_once_and_no_more_of_it_is_in_question_than_left(
    team: Team, company_url: str, crew: Crew
) -> None:
    numbers = [crew.at_step("ship", 5) for _ in range(6)]
    clerks = [staff(crew.admin, f"clerk{n}", "shipping_clerk").account for n in range(FEW)]
    said = [{"carrier": "SF", "tracking": f"SF{n}", "remark": "同车"} for n in range(FEW)]
    tasks = [(clerk, numbers, "approve", "ship", answers) for clerk, answers in zip(clerks, said, strict=True)]
    told = team.race(company_url, racing.press, tasks)
    for at, number in enumerate(numbers):
        assert [answers[at] for answers in told].count(number) == 1
        winner = next(n for n, answers in enumerate(told) if answers[at] == number)
        assert crew.show(number).shipments[0].tracking == f"SF{winner}"
    who = [crew.buyer.account, crew.business_manager.account] * 4
    tasks = [(account, numbers, 3 if n < 4 else 0) for n, account in enumerate(who)]
    told = team.race(company_url, racing.complain_or_receive, tasks)
    for at, number in enumerate(numbers):
        view = crew.show(number)
        assert sum(answers[at].startswith("DH-C-") for answers in told[:4]) == len(view.cases) == 1
        assert [answers[at] for answers in told[4:]].count(number) == 1
        assert view.lines[0].received in (2, 5)  # after the case, or before it
        assert view.billable == {1: 2}
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_an_item_that_is_ordered_while_it_is_deleted_is_either_kept_or_unknown(
    team: Team, company_url: str, crew: Crew
) -> None:
    items = [product(crew.admin, f"V{n}", service=True) for n in range(40)]
    buyers = [customer(crew.admin, f"B{n}").account for n in range(4)]
    tasks = [(crew.business_manager.account, items[10 * n : 10 * n + 10], "delete") for n in range(4)]
    tasks += [(buyer, items, what) for buyer, what in zip(buyers, ("draft", "cart") * 2, strict=True)]
    told = team.race(company_url, racing.delete_or_want, tasks)
    said = [answer for answers in told[:4] for answer in answers]
    assert set(said) <= {"done", "sku-used"}
    for answers in told[4:]:
        for deleted, wanted in zip(said, answers, strict=True):
            assert (deleted, wanted) in {("sku-used", "done"), ("done", "sku-unknown")}
    assert no_deadlock(crew)
    assert the_books_are_right(crew.admin)


def test_a_step_that_is_switched_off_and_on_while_seven_people_work_keeps_nothing_behind(
    team: Team, company_url: str, crew: Crew
) -> None:
    numbers = [crew.place(1) for _ in range(7 * 15)]
    shares = [tuple(numbers[n::7]) for n in range(7)]
    tasks = [(crew.order_reviewer.account, share) for share in shares]
    tasks.insert(3, (crew.system_admin.account, ()))
    told = team.race(company_url, racing.approve_or_disable, tasks)
    assert [answer for answers in told for answer in answers] == [n for share in shares for n in share]
    assert {crew.step(number) for number in numbers} == {"release"}  # S21.30
    assert the_books_are_right(crew.admin)


def test_of_eight_administrators_who_demote_each_other_one_is_left(team: Team, company_url: str, crew: Crew) -> None:
    logins = [f"admin{n}" for n in range(FEW)]
    admins = [staff(crew.admin, login, "system_admin").account for login in logins]
    for login in ("boss", "system_admin"):
        set_roles(Actor(crew.admin.company, admins[0]), login, [])
    told = team.race(company_url, racing.demote, list(zip(admins, logins[1:] + logins[:1], strict=True)))
    query = "SELECT count(*) FROM account_role JOIN role ON role.id = role_id WHERE role.code = 'system_admin'"
    left = crew.admin.company.read(lambda unit: unit.execute(query, ()).fetchall())[0][0]
    assert left == FEW - sum(answer in logins for answer in told)
    assert left >= 1  # S18.11
    assert {answer for answer in told if answer not in logins} <= {"need-permission", "last-administrator"}


def test_what_was_acknowledged_survives_when_writers_are_killed(company_url: str, crew: Crew) -> None:
    # S10.5
    heard = racing.kill_writers(company_url, crew.buyer.account, ("T1", "T2"), count=6, after=8)
    mine = crew.place(1)  # nobody holds a lock, and whatever was under way has ended
    there = orders_of(crew)
    assert heard < there
    assert len(there - heard - {mine}) <= 6  # at most the one that each had committed and not said
    assert consecutive(there)
    assert (crew.stock("T1"), crew.stock("T2")) == ((1000, len(there)), (1000, len(there) - 1))
    assert all([line.reserved for line in crew.show(number).lines] == [1, 1] for number in there - {mine})
    assert the_books_are_right(crew.admin)


@pytest.fixture
def on_disk() -> Iterator[Path]:
    """A folder that is not in memory: only who waits for a disk has others behind him."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="ydh-test-") as folder:
        yield Path(folder)


def test_eight_who_write_without_pause_on_one_sqlite_file_take_turns(team: Team, on_disk: Path) -> None:
    databases = servers.Sqlite(on_disk)
    url = databases.fresh(databases.make_template("company", fill))
    admin = administrator(url)
    crew = make_crew(admin)
    buyers = [customer(admin, f"B{n}") for n in range(FEW)]
    tasks = [(buyer.account, place(buyer, [want("T1", 1)]).number, 150) for buyer in buyers]
    team.race(url, racing.write_on, tasks)
    order = [actor for actor, action in entries(crew, "actor", "action") if action == "note"]
    assert Counter(order) == {buyer.account: 150 for buyer in buyers}
    first = max(order.index(buyer.account) for buyer in buyers)  # from here on all of them write
    last = min(len(order) - order[::-1].index(buyer.account) for buyer in buyers)  # until the first is through
    # Who writes twice in a row had nobody behind him; that is the processors' doing and is not counted.
    turns = [a for a, b in pairwise(order[first : last + 1]) if a != b]
    mean = len(turns) / FEW
    assert mean > 20, (first, last)
    assert min(Counter(turns)[buyer.account] for buyer in buyers) >= mean / 2
    admin.company.close()
