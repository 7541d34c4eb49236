"""Reports on both databases: their sums are those of the orders, as far as the reader may see them."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from random import Random
from typing import Any

import pytest

from tests.kit.trade import CHANNELS, CUSTOMERS, FIRST, ITEMS, Sale, Trade, at, carry, leave, make_trade, run_sql, sell
from ydh.core.company.actors import Actor
from ydh.core.orders.editing import draft
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.reports import comparing, reports
from ydh.core.reports.views import ReportResult
from ydh.core.rules.orders import ORDER
from ydh.core.values.errors import Invalid, NotAllowed
from ydh.core.values.words import MASKED
from ydh.store.engine.database import Unit
from ydh.store.reports import reports as statements
from ydh.store.tables.batches import Batch
from ydh.store.tables.orders import Order
from ydh.store.tables.people import Account, AccountRegion, Customer, CustomerOwner


@pytest.fixture
def trade(company: Actor) -> Trade:
    return make_trade(company)


@pytest.fixture
def busy(trade: Trade) -> Trade:
    """A seeded month and a half of orders, some voided, some sent back, some drafts."""
    random = Random(20261124)
    for n in range(30):
        wants = {code: str(random.randint(1, 9)) for code in random.sample(sorted(ITEMS), random.randint(1, 3))}
        day = FIRST + timedelta(days=random.randint(0, 45))
        sale = sell(
            trade, day, random.choice(list(CUSTOMERS)), wants, random.choice(CHANNELS), f"{random.randint(0, 9)}.50"
        )
        if n % 5 == 0:
            leave(trade, sale, "void", "review", counts=False)
        elif n % 7 == 0:
            leave(trade, sale, "send_back", "review", counts=False)
        elif n % 3 == 0:
            carry(trade, sale.number, *ORDER.codes_all())
    draft(trade.staff["business_manager"], [Want("A", D(5000))], customer="C1")
    return trade


def table(result: ReportResult) -> dict[Any, dict[str, Any]]:
    """The rows by what names them."""
    names = [column.name for column in result.columns]
    keys = reports.REPORTS[result.name].keys
    rows = [dict(zip(names, row, strict=True)) for row in result.rows]
    return {row[keys[0]] if len(keys) == 1 else tuple(row[k] for k in keys): row for row in rows}


def sums(result: ReportResult, *names: str) -> dict[Any, tuple[Any, ...]]:
    return {key: tuple(row[name] for name in names) for key, row in table(result).items()}


def totals(result: ReportResult) -> dict[str, Any]:
    return dict(zip((column.name for column in result.columns), result.totals, strict=True))


# What makes the key of an order in each report of whole orders, and of a line in each report of lines.
BY_ORDER: dict[str, Callable[[Sale], Any]] = {
    "sales": lambda s: f"{s.day:%Y-%m}",
    "customers": lambda s: s.customer,
    "customer-months": lambda s: (s.customer, f"{s.day:%Y-%m}"),
    "channels": lambda s: {"phone": "phone", "email": "e-mail", "visit": "visit"}[s.channel],
}
BY_LINE: dict[str, Callable[[Sale, str], Any]] = {
    "products": lambda _, item: item,
    "product-months": lambda s, item: (item, f"{s.day:%Y-%m}"),
    "categories": lambda _, item: ITEMS[item][1] or "",
}


def of_orders(sales: list[Sale], key: Callable[[Sale], Any]) -> dict[Any, tuple[int, D]]:
    found: dict[Any, tuple[int, D]] = defaultdict(lambda: (0, D(0)))
    for sale in sales:
        count, total = found[key(sale)]
        found[key(sale)] = (count + 1, total + sale.total)
    return dict(found)


def of_lines(sales: list[Sale], key: Callable[[Sale, str], Any]) -> dict[Any, tuple[int, D]]:
    found: dict[Any, tuple[int, D]] = defaultdict(lambda: (0, D(0)))
    for sale in sales:
        for item, _, amount in sale.lines:
            count, goods = found[key(sale, item)]
            found[key(sale, item)] = (count + 1, goods + amount)
    return dict(found)


# S01.17, S03.16, S10.4
def test_the_sums_of_every_sales_report_are_those_of_the_orders_that_count(busy: Trade) -> None:
    for name, key in BY_ORDER.items():
        assert sums(reports.run(busy.boss, name), "orders", "total") == of_orders(busy.counted(), key), name
    for name, line_key in BY_LINE.items():
        assert sums(reports.run(busy.boss, name), "lines", "goods") == of_lines(busy.counted(), line_key), name


@pytest.mark.smoke
def test_quantities_are_added_up_in_base_units(busy: Trade) -> None:
    right: dict[str, D] = defaultdict(D)
    for sale in busy.counted():
        for item, quantity, _ in sale.lines:
            right[item] += quantity
    assert sums(reports.run(busy.boss, "products"), "quantity") == {item: (q,) for item, q in right.items()}


def test_totals_are_over_every_row_and_shares_add_up_to_one(busy: Trade) -> None:
    result = reports.run(busy.boss, "customers", top=1)
    assert len(result.rows) == 1
    assert totals(result)["orders"] == len(busy.counted())
    assert totals(result)["total"] == sum(s.total for s in busy.counted())
    whole = table(reports.run(busy.boss, "customers"))
    assert abs(sum(row["share"] for row in whole.values()) - 1) < D("0.001")
    assert all(row["average"] == half_up(row["total"] / row["orders"], "0.01") for row in whole.values())
    total = sum(row["total"] for row in whole.values())
    assert all(row["share"] == half_up(row["total"] / total, "0.0001") for row in whole.values())


def half_up(value: D, places: str) -> D:
    return value.quantize(D(places), ROUND_HALF_UP)


def test_an_average_of_half_a_cent_is_rounded_up(trade: Trade) -> None:
    for quantity in ("1", "2"):  # 0.07 and 0.14
        sell(trade, FIRST, "C1", {"C": quantity})
    for name in ("sales", "customers", "customer-months", "channels"):
        (row,) = table(reports.run(trade.boss, name)).values()
        assert (row["orders"], str(row["total"]), str(row["average"])) == (2, "0.21", "0.11"), name


def test_the_first_and_the_last_day_are_both_included(trade: Trade) -> None:
    days = [date(2026, 3, d) for d in (1, 2, 3, 4)]
    for day in days:
        sell(trade, day, "C1", {"A": "1"})
    for name in ("sales", "customers", "customer-months", "channels", "products", "product-months", "categories"):
        result = reports.run(trade.boss, name, first=days[1], last=days[2])
        assert sum(row["orders" if name in BY_ORDER else "lines"] for row in table(result).values()) == 2, name
    assert totals(reports.run(trade.boss, "sales", first=days[3]))["orders"] == 1
    assert totals(reports.run(trade.boss, "sales", last=days[0]))["orders"] == 1


def test_the_day_is_the_companys_and_not_that_of_the_clock_in_greenwich(trade: Trade) -> None:
    at(trade.boss, date(2026, 3, 1), hour=17)  # in Hangzhou it is one in the morning of the second
    done = place(trade.buyers["C1"], [Want("A", D(1))])
    assert done.number.startswith("DH-O-20260302")
    assert totals(reports.run(trade.boss, "sales", first=date(2026, 3, 2)))["orders"] == 1


def test_limits_hold_for_every_report_of_a_seeded_trade(busy: Trade) -> None:
    # S07.20
    first, last = date(2026, 2, 3), date(2026, 2, 20)
    sales = busy.counted(first, last)
    assert sales
    for name, key in BY_ORDER.items():
        result = reports.run(busy.boss, name, first=first, last=last)
        assert sums(result, "orders", "total") == of_orders(sales, key), name
    for name, line_key in BY_LINE.items():
        result = reports.run(busy.boss, name, first=first, last=last)
        assert sums(result, "lines", "goods") == of_lines(sales, line_key), name


def test_a_report_without_orders_has_no_rows(trade: Trade) -> None:
    for name in reports.REPORTS:
        result = reports.run(trade.boss, name, first=date(2020, 1, 1), last=date(2020, 1, 1))
        assert len(result.rows) == (len(ORDER.steps) if name == "flow" else 0)


def test_rows_are_ranked_by_their_amount(busy: Trade) -> None:
    rows = list(table(reports.run(busy.boss, "products")).values())
    assert [row["goods"] for row in rows] == sorted((row["goods"] for row in rows), reverse=True)
    months = list(table(reports.run(busy.boss, "sales")))
    assert months == sorted(months)
    (best,) = table(reports.run(busy.boss, "sales", top=1)).values()
    assert best["total"] == max(total for _, total in of_orders(busy.counted(), BY_ORDER["sales"]).values())


def test_rows_of_the_same_amount_stand_in_the_order_of_their_names(trade: Trade) -> None:
    later = FIRST + timedelta(days=40)
    for day, customer in ((later, "C3"), (FIRST, "C2"), (later, "C1"), (FIRST, "C1"), (FIRST, "C3"), (later, "C2")):
        sell(trade, day, customer, {"A": "1"})
    assert list(table(reports.run(trade.boss, "customers"))) == ["C1", "C2", "C3"]
    assert list(table(reports.run(trade.boss, "customers", top=2))) == ["C1", "C2"]
    both = [(code, month) for code in ("C1", "C2", "C3") for month in ("2026-01", "2026-03")]
    assert list(table(reports.run(trade.boss, "customer-months"))) == both
    sell(trade, later, "C3", {"A": "1"})
    assert list(table(reports.run(trade.boss, "customers"))) == ["C3", "C1", "C2"]
    assert list(table(reports.run(trade.boss, "customer-months", top=2))) == [("C1", "2026-01"), ("C3", "2026-03")]


# --- who sees what ---


def test_without_amount_view_amounts_are_masked_and_rank_nothing(busy: Trade) -> None:
    keeper = busy.staff["outbound_reviewer"]  # report.view without amount.view
    for name, report in reports.REPORTS.items():
        result = reports.run(keeper, name)
        hidden = [at for at, column in enumerate(result.columns) if column.amount]
        assert hidden or name == "carriers"
        assert all(row[at] is MASKED for row in (*result.rows, result.totals) for at in hidden if row[at] is not None)
        assert all(row[at] is MASKED or name == "flow" for row in result.rows for at in hidden)
        assert not any(c.kind in ("money", "price", "bar") for c in report.columns if not c.amount)
    by_lines = [row["lines"] for row in table(reports.run(keeper, "products")).values()]
    assert by_lines == sorted(by_lines, reverse=True)


def test_an_order_worth_more_does_not_come_first_for_who_sees_no_amounts(trade: Trade) -> None:
    sell(trade, FIRST, "C2", {"D": "900"})
    sell(trade, FIRST, "C1", {"C": "1"})
    assert list(table(reports.run(trade.staff["outbound_reviewer"], "customers"))) == ["C1", "C2"]
    assert list(table(reports.run(trade.boss, "customers"))) == ["C2", "C1"]


def limit(trade: Trade, role: str, scope: str, what: Any) -> Actor:
    limited = trade.staff[role]
    run_sql(trade.boss, Account.update(scope=scope).where(Account.id == limited.account))
    run_sql(trade.boss, what(limited.account))
    return limited


def test_a_regional_salesman_sees_only_the_sums_of_his_region(busy: Trade) -> None:
    role = "order_reviewer"
    salesman = limit(busy, role, "region", lambda id_: AccountRegion.insert(account=id_, region="江苏"))
    mine = [s for s in busy.counted() if CUSTOMERS[s.customer] == "江苏"]
    check_all(salesman, mine)


def test_a_salesman_of_his_own_customers_sees_only_their_sums(busy: Trade) -> None:
    customer = Customer.select(Customer.id).where(Customer.code == "C2")
    own = lambda id_: CustomerOwner.insert(account=id_, customer=customer)  # noqa: E731
    salesman = limit(busy, "order_reviewer", "own", own)
    check_all(salesman, [s for s in busy.counted() if s.customer == "C2"])


def check_all(reader: Actor, mine: list[Sale]) -> None:
    assert mine
    for name, key in BY_ORDER.items():
        assert sums(reports.run(reader, name), "orders", "total") == of_orders(mine, key), name
    for name, line_key in BY_LINE.items():
        assert sums(reports.run(reader, name), "lines", "goods") == of_lines(mine, line_key), name
    days = {"first": date(2026, 2, 1), "last": date(2026, 2, 28)}
    in_february = [s for s in mine if s.day.month == 2]
    assert sums(reports.run(reader, "products", **days), "lines", "goods") == of_lines(in_february, BY_LINE["products"])
    everything = reports.run(reader, "flow")
    assert totals(everything)["passed"] <= len(mine) * len(ORDER.steps)


def test_a_salesman_without_any_region_sees_nothing(busy: Trade) -> None:
    salesman = busy.staff["order_reviewer"]
    run_sql(busy.boss, Account.update(scope="region").where(Account.id == salesman.account))
    assert all(not reports.run(salesman, name).rows for name in (*BY_ORDER, *BY_LINE))


def test_neither_customers_nor_staff_without_the_right_have_reports(trade: Trade) -> None:
    for reader in (trade.buyers["C1"], trade.staff["shipping_clerk"]):
        for name in reports.REPORTS:
            with pytest.raises(NotAllowed):
                reports.run(reader, name)


def test_what_cannot_be_asked_is_refused(trade: Trade) -> None:
    with pytest.raises(Invalid, match="choose one of"):
        reports.run(trade.boss, "weather")
    with pytest.raises(Invalid, match="after"):
        reports.run(trade.boss, "sales", first=date(2026, 2, 2), last=date(2026, 2, 1))
    with pytest.raises(Invalid):
        reports.run(trade.boss, "sales", top=0)


# --- work ---


# S01.17, S05.16, S11.24
# S14.21
def test_the_flow_counts_and_times_each_step(trade: Trade) -> None:
    one = sell(trade, FIRST, "C1", {"A": "1"})
    two = sell(trade, FIRST, "C1", {"A": "2"})
    at(trade.boss, FIRST, hour=7)  # three hours after
    carry(trade, one.number, "review")
    at(trade.boss, FIRST, hour=9)
    carry(trade, two.number, "review")
    carry(trade, one.number, "finance")
    leave(trade, sell(trade, FIRST, "C2", {"A": "4"}), "send_back", "review", counts=False)
    leave(trade, sell(trade, FIRST, "C2", {"A": "8"}), "void", "review", counts=False)
    steps = table(reports.run(trade.boss, "flow"))
    review, finance = steps["order review"], steps["finance review"]
    assert (review["passed"], review["amount"], review["waiting"]) == (2, D(30), 0)
    assert (review["mean_hours"], review["longest_hours"]) == (D(4), D(5))
    assert (review["sent_back"], review["voided"], review["returned_share"]) == (1, 1, D("0.3333"))
    assert (finance["passed"], finance["waiting"], finance["mean_hours"], finance["voided"]) == (1, 1, D(2), 0)
    assert [code.code for code in steps] == list(ORDER.codes_all())


def test_the_flow_of_some_days_is_that_of_their_orders(trade: Trade) -> None:
    # S07.20
    for day in (FIRST, FIRST + timedelta(days=1), FIRST + timedelta(days=2)):
        carry(trade, sell(trade, day, "C1", {"A": "1"}).number, "review")
    days = {"first": FIRST, "last": FIRST + timedelta(days=1)}
    assert table(reports.run(trade.boss, "flow", **days))["order review"]["passed"] == 2


# S05.15 S05.16
def test_batches_show_their_errors_times_and_sums(trade: Trade) -> None:
    sales = [
        sell(trade, FIRST, "C1", {"A": "1"}),
        sell(trade, FIRST, "C2", {"A": "2"}),
        sell(trade, FIRST, "C1", {"A": "4"}),
    ]
    made = datetime(2026, 1, 28, tzinfo=UTC)
    run_sql(trade.boss, Batch.insert(kind="orders", name="一月.csv", good=3, bad=1, at=made, head="", entries=0))
    batch = Batch.select(Batch.id).where(Batch.name == "一月.csv")
    run_sql(trade.boss, Order.update(batch=batch).where(Order.number.in_([s.number for s in sales])))
    sell(trade, FIRST, "C1", {"A": "9"})
    leave(trade, sales[1], "void", "review", counts=False)
    at(trade.boss, FIRST, hour=10)
    carry(trade, sales[2].number, *ORDER.codes_all())
    (row,) = table(reports.run(trade.boss, "batches")).values()
    assert (row["name"], row["good"], row["bad"], row["error_rate"], row["at"]) == ("一月.csv", 3, 1, D("0.25"), made)
    assert (row["orders"], row["voided"], row["done"], row["total"], row["mean_hours"]) == (2, 1, 1, D(50), D(6))


# --- how it is done ---


def test_many_rows_are_asked_for_in_as_many_statements_as_few(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    execute = Unit.execute

    def noted(unit: Unit, sql: str, values: Any) -> Any:
        asked.append(sql)
        return execute(unit, sql, values)

    def statements_of(name: str) -> int:
        asked.clear()
        reports.run(trade.boss, name)
        return len(asked)

    monkeypatch.setattr(Unit, "execute", noted)
    names = [*BY_ORDER, *BY_LINE]
    sell(trade, FIRST, "C1", {"A": "1"})
    few = {name: statements_of(name) for name in names}
    for n in range(6):
        for customer in CUSTOMERS:
            sell(trade, FIRST + timedelta(days=20 * n), customer, dict.fromkeys(ITEMS, "1"))
    assert {name: statements_of(name) for name in names} == few
    assert few["customer-months"] == few["sales"] + 1  # the customers' names


def test_what_the_database_adds_up_is_read_once_for_each_row_of_the_report(trade: Trade) -> None:
    for n in range(40):
        sell(trade, FIRST + timedelta(days=n), "C1", {"A": "1"})
    months = len(table(reports.run(trade.boss, "customer-months")))
    rows = trade.boss.company.read(lambda unit: statements.sales("customer month", "all", frozenset()).rows(unit))
    assert len(rows) == months == 3


def test_sales_are_summed_within_a_covering_index_on_sqlite(company: Actor) -> None:
    if company.company.store.engine != "sqlite":
        return

    def plan(unit: Unit, by: str, limited: frozenset[str]) -> list[str]:
        found = statements.sales(by, "all", limited)._on(unit)
        values = found.bind({"first": FIRST, "last": FIRST})
        return [row[3] for row in unit.execute(f"EXPLAIN QUERY PLAN {found.sql}", values).fetchall()]

    for by in ("customer", "channel", "month", "customer month", "sku", "sku month"):
        for limited in (frozenset[str](), frozenset({statements.DAYS})):
            steps = company.company.read(lambda unit, by=by, limited=limited: plan(unit, by, limited))  # type: ignore[misc]
            read = [step for step in steps if "orders_" in step or "order_line_" in step]
            assert read, (by, limited, steps)
            assert all("COVERING INDEX" in step for step in read), (by, limited, steps)


def test_a_report_stands_beside_the_days_before_a_year_before_and_the_course_of_its_days(busy: Trade) -> None:
    first, last = FIRST + timedelta(days=10), FIRST + timedelta(days=19)
    found = comparing.compare(busy.boss, "customers", first=first, last=last)
    assert found.now == reports.run(busy.boss, "customers", first=first, last=last)
    assert found.before == reports.run(busy.boss, "customers", first=FIRST, last=FIRST + timedelta(days=9))
    assert found.year is not None
    assert found.year.rows == ()
    days = [first + timedelta(days=n) for n in range(10)]
    assert list(found.course) == [sum((s.total for s in busy.counted() if s.day == day), D(0)) for day in days]
    whole = comparing.compare(busy.boss, "products", first=date(FIRST.year, 1, 1), last=date(FIRST.year, 12, 31))
    assert sum(whole.course) == sum(s.total for s in busy.counted() if s.day.year == FIRST.year)
    assert len(whole.course) == 12
    assert comparing.compare(busy.boss, "returns", first=first, last=last).course == ()
    assert comparing.compare(busy.boss, "customers").before is None
