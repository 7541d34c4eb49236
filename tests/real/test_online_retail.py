"""A month of a real shop, dirt and all: what is right comes in, and every refused row is accounted for."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from tests.kit import company as people
from tests.kit import servers
from tests.real import mapping
from tests.real.source import bring, bring_all, complaints, hired, need, orders_of, report, rows
from ydh.core.audit import proof
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.files.importing.batches import batches
from ydh.core.files.importing.plans import BatchRow, Imported
from ydh.core.files.reading.problems import Problem
from ydh.core.orders import looking
from ydh.core.stock import looking as stock_looking
from ydh.core.values.errors import Conflict

SOURCE = "online-retail/2010-12.csv"
LINES, NO_CUSTOMER, RETURNED = 42_481, 15_631, 798
CENT = D("0.01")
MANAGER = 2  # the account after the administrator's


def trade(url: str) -> None:
    """Goods, buyers and stock from the source itself, then all its invoices; the refused rows are kept for tests."""
    people.fill(url)
    admin = people.administrator(url)
    manager = hired(admin, "manager", "Manager", "business_manager")
    keeper = hired(admin, "keeper", "Keeper", "outbound_reviewer")
    assert manager.account == MANAGER
    source = rows(SOURCE)
    bring_all(manager, "products", mapping.articles(source))
    bring_all(manager, "customers", mapping.buyers(source))
    bring_all(keeper, "stock", mapping.enough_stock(source))
    with refused_file(url).open("w", encoding="utf-8", newline="") as refused:
        done = bring_invoices(manager, refused=refused)
    assert done.plan is not None
    assert (done.plan.rows, done.plan.blank, done.plan.short) == (LINES, 0, ())
    assert done.plan.problem_count == NO_CUSTOMER + RETURNED
    admin.company.close()


def bring_invoices(manager: Actor, **how: Any) -> Imported:
    """Import the month's invoices; the refused rows say why by the names of their problems."""
    source = mapping.invoices(rows(SOURCE))
    return bring(manager, "orders", source, mapping.INVOICES, skip_bad=True, word=reason, **how)


def reason(problem: Problem) -> str:
    return f"{problem.column} {problem.id}"


def refused_file(url: str) -> Path:
    return servers.run_folder() / f"online-retail-refused-{url.partition(':')[0]}.csv"


# --- the same, without ydh ---


def right(row: mapping.Row) -> bool:
    """Whether a row can be an order's line; an invoice is of one kind throughout."""
    return bool(row["CustomerID"]) and int(row["Quantity"]) > 0


def accepted() -> list[mapping.Row]:
    return [row for row in mapping.invoices(rows(SOURCE)) if right(row)]


def summed(name: str) -> dict[str, D]:
    """The sums of the accepted lines by a column."""
    sums: defaultdict[str, D] = defaultdict(D)
    for row in accepted():
        sums[row[name]] += amount(row)
    return dict(sums)


def amount(row: mapping.Row) -> D:
    return (D(row["UnitPrice"]) * D(row["Quantity"])).quantize(CENT, ROUND_HALF_UP)


# --- what ydh makes of it ---


@pytest.fixture
def shop(databases: servers.Sqlite | servers.Postgres) -> Iterator[Actor]:
    """The shop's manager; what was brought in once is looked at by every test."""
    need("online-retail")
    manager = Actor(open_company(databases.fresh(databases.make_template("online-retail", trade))), MANAGER)
    yield manager
    manager.company.close()


@pytest.fixture
def refused(shop: Actor, databases: servers.Sqlite | servers.Postgres) -> list[mapping.Row]:
    """The rows of the file of refused ones."""
    kind = "sqlite" if isinstance(databases, servers.Sqlite) else "postgresql"
    with refused_file(kind).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def batch_of(shop: Actor) -> BatchRow:
    return next(row for row in batches(shop).rows if row.kind == "orders")


def totals(shop: Actor) -> dict[str, D]:
    """What each invoice came to."""
    return {ref: order.total for ref, order in orders_of(shop, batch_of(shop).number).items()}


def test_every_row_is_taken_or_refused_for_a_reason(shop: Actor, refused: list[mapping.Row]) -> None:
    batch = batch_of(shop)
    assert (batch.good, batch.bad) == (len(accepted()), len(refused)) == (26_160, 16_321)
    assert batch.good + batch.bad == LINES
    no_customer, returned = "customer cell-text-empty", "qty cell-number-low"
    both = 108
    assert Counter(row["problem"] for row in refused) == {
        no_customer: NO_CUSTOMER - both,
        returned: RETURNED - both,
        f"{no_customer}; {returned}": both,
    }


def test_the_refused_file_has_exactly_the_refused_rows_as_they_were(refused: list[mapping.Row]) -> None:
    expected = [row for row in mapping.invoices(rows(SOURCE)) if not right(row)]
    assert [{name: row[name] for name in expected[0]} for row in refused] == expected


def test_the_total_of_every_invoice_is_that_of_its_lines(shop: Actor) -> None:
    found = totals(shop)
    assert found == summed("InvoiceNo")
    assert sum(found.values()) == sum(map(amount, accepted()))


def test_sales_by_customer_agree_to_the_cent(shop: Actor) -> None:
    assert dict(report(shop, "customers", "customer", "total")) == summed("CustomerID")


def test_sales_by_article_agree_to_the_cent(shop: Actor) -> None:
    assert dict(report(shop, "products", "sku", "goods")) == summed("StockCode")


def test_what_is_no_goods_is_sold_without_stock(shop: Actor) -> None:
    sold: Counter[str] = Counter()
    for row in accepted():
        sold[row["StockCode"].upper()] += int(row["Quantity"])
    page = stock_looking.levels(shop, limit=500)
    levels = list(page.rows)
    while page.next:
        page = stock_looking.levels(shop, limit=500, after=page.next)
        levels += page.rows
    reserved = {level.sku: level.reserved for level in levels if level.reserved}
    assert {"POST", "C2", "M"} <= sold.keys()
    assert reserved == {code: n for code, n in sold.items() if code not in mapping.NOT_GOODS}


def test_every_order_waits_for_review_on_its_day(shop: Actor) -> None:
    days = Counter(row["InvoiceDate"] for row in {row["InvoiceNo"]: row for row in accepted()}.values())
    found: Counter[str] = Counter()
    last = ""
    while page := looking.list_orders(shop, step="review", limit=1000, after=last):
        found.update(order.business_date.isoformat() for order in page)
        last = page[-1].cursor
    assert found == days


def test_the_same_file_again_is_noticed_and_changes_nothing(shop: Actor) -> None:
    before = [batch.number for batch in batches(shop).rows]
    with pytest.raises(Conflict) as caught:
        bring_invoices(shop)
    assert (caught.value.id, caught.value.data["batch"]) == ("import-again", batch_of(shop).number)
    assert [batch.number for batch in batches(shop).rows] == before
    assert totals(shop) == summed("InvoiceNo")


def test_the_same_orders_in_another_file_are_refused_one_by_one(shop: Actor) -> None:
    plan = bring(shop, "orders", accepted(), mapping.INVOICES).plan
    assert plan is not None
    assert (plan.good, plan.bad) == (0, len(accepted()))
    assert {problem.id for problem in plan.problems} == {"import-ref-taken"}


def test_refused_rows_come_in_once_they_are_mended_with_codes_of_either_case(
    shop: Actor, refused: list[mapping.Row]
) -> None:
    bring_all(shop, "customers", [{"code": "CASH", "name": "Cash sales", "contact": "Till", "address": "Shop"}])
    mended = [row | {"CustomerID": "CASH"} for row in refused if row["problem"] == "customer cell-text-empty"]
    assert bring_all(shop, "orders", mended, mapping.INVOICES).total == sum(map(amount, mended))
    sums: Counter[str] = Counter()
    for row in accepted() + mended:
        sums[row["StockCode"].upper()] += amount(row)
    assert {row["StockCode"] for row in mended} - sums.keys()
    assert dict(report(shop, "products", "sku", "goods")) == sums


def test_the_books_and_the_journal_are_whole(shop: Actor) -> None:
    admin = Actor(shop.company, 1)
    assert complaints(admin) == []
    assert proof.verify(admin) == []
