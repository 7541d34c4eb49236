"""A real wholesaler's year as history: every month's file comes in, and every customer's month is right to the cent.

`YDH_RETAIL` names the folder of the months' files, one CSV a month; without it the month that lies beside is taken.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from functools import cache
from pathlib import Path

import pytest

from tests.kit import company as people
from tests.kit import servers
from tests.real import mapping
from tests.real.source import DATA, bring, bring_all, complaints, orders_of, report, written
from tests.real.source import rows as rows_of
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.files.importing.batches import batches
from ydh.core.files.importing.lacking import lacking
from ydh.core.orders import looking
from ydh.core.reports import reports
from ydh.core.returns import looking as return_looking
from ydh.core.stock import looking as stock_looking
from ydh.core.values.days import month_of

FOLDER = Path(os.environ.get("YDH_RETAIL") or DATA / "online-retail")
CENT, CASH = D("0.01"), "CASH"
COLUMNS = {**mapping.INVOICES, "name": "Description"}
ELDER = 2  # the account after the administrator's
Month = tuple[str, str]  # customer, month


@cache
def months() -> tuple[str, ...]:
    """The files, by month."""
    return tuple(str(path) for path in sorted(FOLDER.glob("*.csv")))


def documents(name: str) -> list[mapping.Row]:
    """The rows of a month that are of invoices and credit notes; who bought for cash is one customer.

    What was written off without a note, and money that was never for goods, is no document of trade.
    """
    return [
        row | {"CustomerID": row["CustomerID"].removesuffix(".0") or CASH}
        for row in rows_of(name)
        if D(row["UnitPrice"]) >= 0 and (int(row["Quantity"]) > 0 or row["InvoiceNo"].startswith("C"))
    ]


def bring_year(url: str) -> None:
    """Bring every month in, and before it what it names for the first time."""
    people.fill(url)
    admin = people.administrator(url)
    change_setting(admin, "books_open", "2012-01-01")
    elder = people.staff(admin, "elder", "system_admin", "business_manager")
    assert elder.account == ELDER
    for name in months():
        month = documents(name)
        form = {"name": "month.csv", "mapping": COLUMNS}
        items = lacking(elder, "items", written(month), **form)
        titles = ("code", "name", "unit", "price", "listed")
        if items:
            bring_all(elder, "products", (dict(zip(titles, row, strict=True)) for row in items))
        if found := lacking(elder, "customers", written(month), **form):
            bring_all(elder, "customers", (dict(zip(("code", "name"), row, strict=True)) for row in found))
        bring_all(elder, "history", month, COLUMNS)
    admin.company.close()


@pytest.fixture
def elder(databases: servers.Sqlite | servers.Postgres) -> Iterator[Actor]:
    """Who brought the year in; it comes in once for all tests."""
    if not months():
        servers.missing(f"the months' files of a wholesaler are not in {FOLDER}; YDH_RETAIL names another folder")
    url = databases.fresh(databases.make_template("history-year", bring_year))
    found = Actor(open_company(url), ELDER)
    yield found
    found.company.close()


# --- the same, without ydh ---


@cache
def sums() -> tuple[dict[Month, D], dict[Month, D]]:
    """What each customer bought, and what he gave back, in each month."""
    sold, back = defaultdict[Month, D](D), defaultdict[Month, D](D)
    for row in (row for name in months() for row in documents(name)):
        amount = (D(row["UnitPrice"]) * abs(int(row["Quantity"]))).quantize(CENT, ROUND_HALF_UP)
        (sold if int(row["Quantity"]) > 0 else back)[row["CustomerID"], row["InvoiceDate"][:7]] += amount
    return dict(sold), dict(back)


# --- what ydh makes of it ---


def test_every_customers_month_is_right_to_the_cent(elder: Actor) -> None:
    found = {
        (customer, month): total
        for customer, month, total in report(elder, "customer-months", "customer", "month", "total")
    }
    assert found == sums()[0]


def test_what_comes_back_counts_in_the_month_in_which_it_came(elder: Actor) -> None:
    found: dict[Month, D] = {}
    for name in sorted({month for _, month in sums()[1]}):
        year, month = map(int, name.split("-"))
        first, last = month_of(date(year, month, 1))
        it = reports.run(elder, "return-customers", first=first, last=last)
        at = [column.name for column in it.columns]
        found |= {(row[at.index("customer")], name): row[at.index("refund")] for row in it.rows}
    assert found == sums()[1]


def test_every_invoice_and_every_credit_note_is_found_by_its_number_and_is_over(elder: Actor) -> None:
    total: defaultdict[str, D] = defaultdict(D)
    for row in (row for name in months() for row in documents(name)):
        amount = (D(row["UnitPrice"]) * abs(int(row["Quantity"]))).quantize(CENT, ROUND_HALF_UP)
        total[row["InvoiceNo"]] += amount
    brought = [row.number for row in batches(elder).rows if row.kind == "history"]
    found = {ref: it for number in brought for ref, it in orders_of(elder, number).items()}
    assert {ref: it.total for ref, it in found.items()} == dict(total)
    assert {it.step for it in found.values()} == {"done"}
    largest = max(total, key=lambda ref: total[ref] * (not ref.startswith("C")))
    assert looking.show(elder, largest).row.total == total[largest]
    note = max(total, key=lambda ref: total[ref] * ref.startswith("C"))
    assert return_looking.show(elder, note).row.refund == total[note]


def test_nothing_waits_nothing_is_reserved_and_the_books_add_up(elder: Actor) -> None:
    assert looking.list_orders(elder, only_open=True) == []
    assert return_looking.list_returns(elder, only_open=True) == []
    assert [row for row in stock_looking.levels(elder).rows if row.on_hand or row.reserved] == []
    assert [it for it in complaints(elder) if "not even of its making" not in it] == []


def test_the_same_month_again_changes_nothing(elder: Actor) -> None:
    again = bring(elder, "history", documents(months()[0]), COLUMNS, dry_run=True)
    assert again.plan is not None
    invoices = {row["InvoiceNo"] for row in documents(months()[0])}
    assert (again.plan.added, again.plan.unchanged, again.plan.bad) == (0, len(invoices), 0)
