"""Northwind whole: two years of a trading company, brought in from its files and carried to receipt by its people.

Its own small stock is the opening stock: what is there leaves at once, the rest when it was bought.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit import company as people
from tests.kit import servers
from tests.real import mapping
from tests.real.source import bring, bring_all, complaints, hired, need, orders_of, report, rows, signed_in
from ydh.core.administration import accounts, founding, settings
from ydh.core.audit import proof
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.files.importing.batches import batches
from ydh.core.orders import looking, shortages
from ydh.core.orders.views import OrderRow
from ydh.core.partners import carriers
from ydh.core.shipping import shipments
from ydh.core.shipping.views import ShipmentRow
from ydh.core.stock import looking as stock_looking
from ydh.core.stock import papers
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Shortage
from ydh.core.values.outcomes import Done, Seen, Target
from ydh.core.workflow import history
from ydh.core.workflow.acting import act_many

STAFF = {
    "2": "business_manager",
    "5": "order_reviewer",
    "3": "finance_reviewer",
    "8": "outbound_reviewer",
    "6": "shipping_clerk",
}
SIGN_THEMSELVES = ("SAVEA", "ERNSH", "QUICK")  # the customers that order most
CENT = D("0.01")


# --- the life of the company ---


def live(url: str) -> None:
    """From nothing to 809 orders received and 21 that wait to be shipped."""
    admin = founding.init(url, login="boss", name="Boss", password=people.PASSWORD, company_name="Northwind Traders")
    settings.change_setting(admin, "when_short", "wait")
    for shipper in rows("northwind/shippers.csv"):
        carriers.add(admin, shipper["ShipperID"], shipper["CompanyName"], phone=shipper["Phone"])
    staff = hire(admin)
    manager, keeper = staff["business_manager"], staff["outbound_reviewer"]
    lines, stock = rows("northwind/order_details.csv"), rows("northwind/products.csv")
    goods = list(mapping.products(stock, rows("northwind/categories.csv")))
    buyers = list(mapping.customers(rows("northwind/customers.csv")))
    assert bring_all(manager, "products", goods, mapping.PRODUCTS).added == 77
    assert bring_all(manager, "customers", buyers, mapping.CUSTOMERS).added == 93
    assert bring_all(keeper, "stock", mapping.opening_stock(stock), mapping.STOCK).added == 72
    history = mapping.orders(rows("northwind/orders.csv"), lines)
    batch = bring_all(manager, "orders", history, mapping.ORDERS)
    assert (batch.added, batch.good) == (830, 2155)
    carry(staff, numbers(manager, batch.batch))
    assert bring_all(manager, "products", goods, mapping.STILL_SOLD).changed == 8  # discontinued
    admin.company.close()


def hire(admin: Actor) -> dict[str, Actor]:
    """The source's own employees, signed in."""
    staff = {}
    for row in rows("northwind/employees.csv"):
        if role := STAFF.get(row["EmployeeID"]):
            staff[role] = hired(admin, row["LastName"].lower(), f"{row['FirstName']} {row['LastName']}", role)
    return staff


def customer_signed_in(manager: Actor, code: str) -> Actor:
    accounts.add_customer_account(manager, code, code.lower(), password=people.PASSWORD)
    return signed_in(manager, code.lower())


def numbers(actor: Actor, batch: int) -> dict[str, str]:
    """Our numbers of the source's orders."""
    return {ref: order.number for ref, order in orders_of(actor, batch).items()}


def carry(staff: Mapping[str, Actor], numbers: Mapping[str, str]) -> None:
    """Every order as far as the source says, each step by those whose it is."""
    everything = list(numbers.values())
    passed(staff["order_reviewer"], everything, "review")
    passed(staff["finance_reviewer"], everything, "finance")
    leave(staff, numbers, [Target(number, Seen("release")) for number in everything])
    buy_what_is_short(staff["outbound_reviewer"])
    rest = looking.list_orders(staff["outbound_reviewer"], step="release", limit=1000)
    leave(staff, numbers, [Target(row.number, Seen("release")) for row in rest])
    sign(staff)


def leave(staff: Mapping[str, Actor], numbers: Mapping[str, str], targets: Sequence[Target]) -> None:
    """What is there is released and leaves with the source's shipper, if the source ever shipped the order."""
    outcomes = act_many(staff["outbound_reviewer"], targets, "approve", answers={"available": True})
    assert all(isinstance(o.error, Shortage) for o in outcomes if not isinstance(o, Done))
    clerk, waiting = staff["shipping_clerk"], shipments_at(staff["shipping_clerk"], "ship")
    for shipper in rows("northwind/shippers.csv"):
        theirs = {numbers[row["OrderID"]] for row in shipped() if row["ShipVia"] == shipper["ShipperID"]}
        parts = [part.number for part in waiting if part.order in theirs]
        passed(clerk, parts, "ship", carrier=shipper["CompanyName"])


def shipments_at(actor: Actor, step: str | None = None) -> list[ShipmentRow]:
    """Every shipment, or all that wait for a step."""
    page = shipments.list_shipments(actor, step=step, limit=500)
    found = list(page.rows)
    while page.next:
        page = shipments.list_shipments(actor, step=step, limit=500, after=page.next)
        found += page.rows
    return found


def buy_what_is_short(keeper: Actor) -> None:
    """One purchase of all that orders lack, by the list of shortages."""
    lines = [PaperLine(it.sku, it.short) for it in shortages.across(keeper).rows]
    papers.post_paper(keeper, "receipt", lines, supplier="Northwind's suppliers")
    assert all(it.free == it.short for it in shortages.across(keeper).rows)


def sign(staff: Mapping[str, Actor]) -> None:
    """The customers that order most confirm each shipment themselves, the reviewer on behalf of the others."""
    reviewer, arrived = staff["order_reviewer"], shipments_at(staff["order_reviewer"], "receive")
    for code in SIGN_THEMSELVES:
        buyer = customer_signed_in(staff["business_manager"], code)
        passed(buyer, [part.number for part in arrived if part.customer_code == code], "receive")
    passed(reviewer, [part.number for part in arrived if part.customer_code not in SIGN_THEMSELVES], "receive")


def shipped() -> list[mapping.Row]:
    return [row for row in rows("northwind/orders.csv") if row["ShippedDate"]]


def passed(actor: Actor, numbers: Sequence[str], step: str, **answers: str) -> None:
    outcomes = act_many(actor, [Target(number, Seen(step)) for number in numbers], "approve", answers=answers)
    assert [outcome for outcome in outcomes if not isinstance(outcome, Done)] == []


# --- the same sums, without ydh ---


def amounts() -> dict[str, D]:
    """What each order comes to: every line rounded half up, and freight."""
    found = {row["OrderID"]: D(row["Freight"]) for row in rows("northwind/orders.csv")}
    for line in rows("northwind/order_details.csv"):
        found[line["OrderID"]] += line_amount(line)
    return found


def line_amount(line: mapping.Row) -> D:
    whole = D(line["UnitPrice"]) * D(line["Quantity"]) * (1 - D(line["Discount"]))
    return whole.quantize(CENT, ROUND_HALF_UP)


def summed(*names: Any) -> dict[Any, D]:
    """Amounts of orders by something of theirs."""
    sums: defaultdict[Any, D] = defaultdict(D)
    totals = amounts()
    for row in rows("northwind/orders.csv"):
        found = tuple(name(row) for name in names)
        sums[found] += totals[row["OrderID"]]
    return dict(sums)


def customer(row: mapping.Row) -> str:
    return row["CustomerID"]


def month(row: mapping.Row) -> str:
    return row["OrderDate"][:7]


# --- what ydh makes of it ---


@pytest.fixture
def northwind(databases: servers.Sqlite | servers.Postgres) -> Iterator[Actor]:
    """Its administrator; what was lived once is looked at by every test."""
    need("northwind")
    admin = Actor(open_company(databases.fresh(databases.make_template("northwind", live))), 1)
    yield admin
    admin.company.close()


def manager_of(admin: Actor) -> Actor:
    return signed_in(admin, "fuller")


def by_ref(admin: Actor) -> dict[str, str]:
    manager = manager_of(admin)
    batch = next(row for row in batches(manager).rows if row.kind == "orders")
    return numbers(manager, batch.number)


def all_orders(admin: Actor) -> list[OrderRow]:
    return looking.list_orders(admin, limit=1000)


def test_every_order_has_the_total_date_and_customer_of_the_source(northwind: Actor) -> None:
    theirs = {row["OrderID"]: row for row in rows("northwind/orders.csv")}
    totals, found = amounts(), {row.number: row for row in all_orders(northwind)}
    assert len(found) == 830
    for ref, number in by_ref(northwind).items():
        mine, source = found[number], theirs[ref]
        expected = (totals[ref], source["OrderDate"][:10], source["CustomerID"])
        assert (mine.total, mine.business_date.isoformat(), mine.customer_code) == expected


def test_all_is_received_but_what_was_never_shipped(northwind: Actor) -> None:
    names = {number: ref for ref, number in by_ref(northwind).items()}
    steps: defaultdict[str, set[str]] = defaultdict(set)
    for order in all_orders(northwind):
        steps[order.step].add(names[order.number])
    unshipped = {row["OrderID"] for row in rows("northwind/orders.csv") if not row["ShippedDate"]}
    assert {step: len(found) for step, found in steps.items()} == {"done": 809, "ship": 21}
    assert steps["ship"] == unshipped


def test_an_order_carries_its_lines_its_address_and_its_shipper(northwind: Actor) -> None:
    order = looking.show(northwind, by_ref(northwind)["10250"])
    lines = [(line.sku, line.quantity, line.price, line.discount, line.amount) for line in order.lines]
    assert lines == [
        ("41", D(10), D("7.7"), D(0), D("77.00")),
        ("51", D(35), D("42.4"), D("0.15"), D("1261.40")),
        ("65", D(15), D("16.8"), D("0.15"), D("214.20")),
    ]
    assert order.freight == D("65.83")
    assert order.details["address"] == "Hanari Carnes, Rua do Paço, 67, Rio de Janeiro, RJ, 05454-876, Brazil"
    assert (order.details["contact"], str(order.details["requested_date"])) == ("Mario Pontes", "1996-08-05")
    assert {(part.carrier, part.step) for part in order.shipments} == {("United Package", "done")}


def test_each_step_was_passed_by_the_one_whose_it_is(northwind: Actor) -> None:
    refs = by_ref(northwind)
    names = {row["CustomerID"]: row["CompanyName"] for row in rows("northwind/customers.csv")}
    for row in rows("northwind/orders.csv")[::5]:
        passes = [(e.step, e.by) for e in history.history(northwind, refs[row["OrderID"]]) if e.action == "approve"]
        signs = names[row["CustomerID"]] if row["CustomerID"] in SIGN_THEMSELVES else "Steven Buchanan"
        reviews = [("review", "Steven Buchanan"), ("finance", "Janet Leverling")]
        rest = [("ship", "Michael Suyama"), ("receive", signs)] if row["ShippedDate"] else []
        times = len(looking.show(northwind, refs[row["OrderID"]]).shipments)
        assert passes[:2] == reviews
        assert sorted(passes[2:]) == sorted([("release", "Laura Callahan"), *rest] * times)


def test_what_is_there_leaves_at_once_and_the_rest_when_it_was_bought(northwind: Actor) -> None:
    left = {row["ProductID"]: D(row["UnitsInStock"]) for row in rows("northwind/products.csv")}
    first: defaultdict[str, dict[str, D]] = defaultdict(dict)
    ordered: defaultdict[str, dict[str, D]] = defaultdict(dict)
    for line in rows("northwind/order_details.csv"):  # in the order of the file, which is the order of arrival
        wanted = ordered[line["OrderID"]][line["ProductID"]] = D(line["Quantity"])
        got = min(left[line["ProductID"]], wanted)
        left[line["ProductID"]] -= got
        if got:
            first[line["OrderID"]][line["ProductID"]] = got
    in_parts = 0
    for ref, number in by_ref(northwind).items():
        order = looking.show(northwind, number)
        skus = {line.position: line.sku for line in order.lines}
        found = [{skus[at]: quantity for at, quantity, _ in part.lines} for part in order.shipments]
        rest = {sku: q - first[ref].get(sku, D(0)) for sku, q in ordered[ref].items() if q > first[ref].get(sku, D(0))}
        assert found == [part for part in (first[ref], rest) if part]  # every piece is in a shipment once
        in_parts += len(found) == 2
    assert in_parts > 50


def test_each_shipper_carried_what_the_source_gave_it(northwind: Actor) -> None:
    names = {row["ShipperID"]: row["CompanyName"] for row in rows("northwind/shippers.csv")}
    refs = {number: ref for ref, number in by_ref(northwind).items()}
    theirs = {row["OrderID"]: names[row["ShipVia"]] for row in shipped()}
    expected: Counter[str] = Counter()
    for part in shipments_at(northwind):
        carrier = theirs.get(refs[part.order], "")
        assert part.carrier == carrier
        expected[carrier] += 1
    del expected[""]  # never shipped
    assert dict(report(northwind, "carriers", "carrier", "shipments")) == expected


def test_sales_by_customer_agree_to_the_cent(northwind: Actor) -> None:
    found = {(code,): total for code, total in report(northwind, "customers", "customer", "total")}
    assert found == summed(customer)


def test_sales_by_month_agree_to_the_cent(northwind: Actor) -> None:
    assert {(day,): total for day, total in report(northwind, "sales", "month", "total")} == summed(month)


def test_sales_by_customer_and_month_agree_to_the_cent(northwind: Actor) -> None:
    found = {
        (code, day): total for code, day, total in report(northwind, "customer-months", "customer", "month", "total")
    }
    assert found == summed(customer, month)


def test_sales_by_product_and_category_agree_to_the_cent(northwind: Actor) -> None:
    kinds = {row["CategoryID"]: row["CategoryName"] for row in rows("northwind/categories.csv")}
    kind = {row["ProductID"]: kinds[row["CategoryID"]] for row in rows("northwind/products.csv")}
    sold: defaultdict[str, list[D]] = defaultdict(lambda: [D(0), D(0)])
    by_kind: defaultdict[str, D] = defaultdict(D)
    for line in rows("northwind/order_details.csv"):
        sold[line["ProductID"]][0] += D(line["Quantity"])
        sold[line["ProductID"]][1] += line_amount(line)
        by_kind[kind[line["ProductID"]]] += line_amount(line)
    assert {code: list(rest) for code, *rest in report(northwind, "products", "sku", "quantity", "goods")} == sold
    assert dict(report(northwind, "categories", "category", "goods")) == by_kind


def test_stock_is_what_came_in_less_what_left_and_what_waits_to_be_shipped_is_reserved(northwind: Actor) -> None:
    unshipped = {row["OrderID"] for row in rows("northwind/orders.csv") if not row["ShippedDate"]}
    sold: defaultdict[str, D] = defaultdict(D)
    waiting: defaultdict[str, D] = defaultdict(D)
    for line in rows("northwind/order_details.csv"):
        sold[line["ProductID"]] += D(line["Quantity"])
        if line["OrderID"] in unshipped:
            waiting[line["ProductID"]] += D(line["Quantity"])
    expected = {}
    for row in rows("northwind/products.csv"):
        code, opening = row["ProductID"], D(row["UnitsInStock"])
        came = opening + max(D(0), sold[code] - opening)  # what was short was bought
        there = came - (sold[code] - waiting[code])
        expected[code] = (there, waiting[code], there - waiting[code])
    levels = stock_looking.levels(northwind, limit=500).rows
    assert {level.sku: (level.on_hand, level.reserved, level.available) for level in levels} == expected


def test_the_books_and_the_journal_are_whole(northwind: Actor) -> None:
    assert complaints(northwind) == []
    assert proof.verify(northwind) == []


def test_the_same_files_again_change_nothing(northwind: Actor) -> None:
    goods = mapping.products(rows("northwind/products.csv"), rows("northwind/categories.csv"))
    manager = manager_of(northwind)
    again = bring(manager, "products", goods, mapping.PRODUCTS).result
    buyers = bring(manager, "customers", mapping.customers(rows("northwind/customers.csv")), mapping.CUSTOMERS).result
    assert again is not None
    assert buyers is not None
    assert (again.added, again.changed, again.unchanged) == (0, 0, 77)
    assert (buyers.added, buyers.changed, buyers.unchanged) == (0, 0, 93)


def test_what_is_discontinued_cannot_be_ordered_any_more(northwind: Actor) -> None:
    line = {"ref": "N-1", "customer": "ALFKI", "sku": "5", "qty": "1"}
    plan = bring(manager_of(northwind), "orders", [line]).plan
    assert plan is not None
    assert [problem.id for problem in plan.problems] == ["import-sku-retired"]
