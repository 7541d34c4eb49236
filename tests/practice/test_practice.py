"""The practice company and the sample files: ours, believable, and the same everywhere."""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import get_args

import pytest

from ydh.core.values.money import PRICE_PLACES, day, number
from ydh.core.values.text import clean, key
from ydh.practice import founding
from ydh.practice.catalogue import ean13
from ydh.practice.company import PracticeCompany, company
from ydh.practice.english import in_english
from ydh.practice.rows import Channel, Goal, Twist
from ydh.practice.seasons import DAYS, orders_by_day, season
from ydh.store.engine.database import connect

TODAY = date(2026, 11, 24)
FIXTURES = Path(__file__).parents[2] / "fixtures"
ROLES = {f"{who}_reviewer" for who in ("order", "finance", "outbound")}
ROLES |= {"system_admin", "business_manager", "shipping_clerk"}
# changes only together with the generator: never with the machine or the version of Python
DIGEST = "855e1298c1b9803604f93c3f6c70c2ad931785034bd3a7a63612bd65b9a70241"

whole = company(today=TODAY)


def digest(made: PracticeCompany) -> str:
    found = hashlib.sha256()
    for row in (made.categories, *made.products, *made.customers, made.staff, *made.orders(), made.opening_stock()):
        found.update(repr(row).encode())
    return found.hexdigest()


def read(name: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FIXTURES / name).read_text(encoding))))


def pieces(qty: str, product: dict[str, str]) -> int:
    boxes = qty.removesuffix("箱")
    return int(boxes) * (1 if boxes == qty else int(product["pack_size"]))


def texts(made: PracticeCompany) -> Iterator[str]:
    yield from (made.name, *made.levels, *(c.name for c in made.categories))
    for p in made.products:
        yield from (p.code, p.name, p.category, p.brand, p.unit, p.sku, p.pack_unit)
        yield from (part for pair in p.attributes.items() for part in pair)
    for c in made.customers:
        yield from (c.code, c.name, c.level, c.region, c.terms, c.contact, c.phone, c.address, c.salesperson)
    for s in made.staff:
        yield from (s.login, s.name, *s.roles)
    yield from (row.warehouse for row in made.opening_stock())


def test_the_same_seed_makes_the_same_company_everywhere() -> None:
    assert digest(company(today=TODAY)) == digest(whole) == DIGEST


@pytest.mark.smoke
def test_another_seed_makes_another_company() -> None:
    assert digest(company(7, today=TODAY)) != DIGEST


def test_there_is_as_much_of_everything_as_was_asked_for() -> None:
    assert len({p.code for p in whole.products}) == 300
    assert len(whole.customers) == 60
    assert sum(1 for _ in whole.orders()) == 2000
    assert [sum(n for _, n in orders_by_day(TODAY, n)) for n in (0, 1, 547, 100_003)] == [0, 1, 547, 100_003]


@pytest.mark.parametrize(("products", "customers"), [(1, 1), (20, 8), (3000, 2000)])
def test_small_and_large_companies_hold_together(products: int, customers: int) -> None:
    made = company(products=products, customers=customers, orders=300, today=TODAY)
    skus = {p.sku for p in made.products}
    assert len({p.code for p in made.products}) == len({p.name for p in made.products}) == products
    assert len({c.name for c in made.customers}) == customers
    assert all(sku in skus for order in made.orders() for sku, _ in order.lines)


def test_codes_stay_apart_whatever_their_case_or_width() -> None:
    big = company(products=2000, customers=1000, today=TODAY)
    for made in (whole, big):
        for codes in (
            [p.sku for p in made.products],
            [c.code for c in made.customers] + list({p.code for p in made.products}),
            [c.name for c in made.customers],
            [s.login for s in made.staff],
            [p.barcode for p in made.products if p.barcode],
        ):
            assert len({key(code) for code in codes}) == len(codes)


def test_every_text_passes_the_gate_unchanged() -> None:
    assert [text for text in texts(whole) if clean(text, "text") != text] == []


def test_barcodes_end_with_their_check_digit() -> None:
    assert ean13("590123412345") == "5901234123457"
    assert {p.barcode for p in whole.products if p.service} == {""}
    for barcode in (p.barcode for p in whole.products if not p.service):
        assert re.fullmatch(r"69\d{11}", barcode)
        assert barcode == ean13(barcode[:12])


def test_telephone_numbers_are_of_the_practice_block() -> None:
    assert all(re.fullmatch(r"1390000\d{4}", c.phone) for c in whole.customers)
    assert len({c.phone for c in whole.customers}) == 60


def test_prices_have_at_most_four_places_and_are_worth_something() -> None:
    for p in whole.products:
        assert Decimal(0) < number(str(p.price), "price", places=PRICE_PLACES) < 2000


def test_a_box_and_the_minimum_are_quantities_one_may_order() -> None:
    for p in whole.products:
        assert p.pack_size % p.multiple == p.minimum % p.multiple == 0
        assert 1 <= p.multiple <= p.minimum <= p.pack_size


def test_variants_combine_colours_and_fits() -> None:
    pairs = {(p.attributes["颜色"], p.attributes["尺码"]) for p in whole.products if p.name == "棉麻围裙"}
    assert pairs == {(colour, fit) for colour in "蓝灰米" for fit in "ML"}


def test_staff_cover_every_role_and_two_review_orders() -> None:
    assert len(whole.staff) == 8
    assert {role for s in whole.staff for role in s.roles} == ROLES
    assert sum("order_reviewer" in s.roles for s in whole.staff) >= 2
    assert {c.salesperson for c in whole.customers} <= {s.login for s in whole.staff}


def test_order_lines_respect_minimum_and_multiple() -> None:
    products = {p.sku: p for p in whole.products}
    for order in whole.orders():
        assert 1 <= len(order.lines) == len({sku for sku, _ in order.lines}) <= 9
        for sku, amount in order.lines:
            assert amount >= products[sku].minimum
            assert amount % products[sku].multiple == 0


def test_orders_come_oldest_first_and_within_eighteen_months() -> None:
    orders = list(whole.orders())
    days = [order.day for order in orders]
    assert days == sorted(days)
    assert days[-1] <= TODAY
    assert (TODAY - days[0]).days < DAYS
    assert len({order.ref for order in orders}) == len(orders)


def test_every_goal_twist_and_channel_occurs_and_open_orders_are_recent() -> None:
    orders = list(whole.orders())
    assert {o.goal for o in orders} == set(get_args(Goal))
    assert {o.twist for o in orders} == set(get_args(Twist))
    assert {o.channel for o in orders} == set(get_args(Channel))
    assert max((TODAY - o.day).days for o in orders if o.goal not in {"done", "void"}) <= 40


def test_a_part_needs_two_lines_and_a_carrier() -> None:
    for order in whole.orders():
        assert order.twist != "partly" or len(order.lines) > 1
        assert bool(order.carrier) == (order.goal in {"receive", "done"} or order.twist == "partly")


def test_a_fifth_of_the_customers_makes_most_of_the_orders() -> None:
    by_customer = Counter(order.customer for order in whole.orders())
    assert 0.7 < sum(n for _, n in by_customer.most_common(12)) / 2000 < 0.9


def test_spring_tea_sells_in_spring_and_the_weeks_before_a_festival_are_busy() -> None:
    names = {p.sku: p.name for p in whole.products}
    seasons: Counter[str] = Counter()
    spring_tea: Counter[str] = Counter()
    for order in whole.orders():
        for sku, _ in order.lines:
            seasons[season(order.day)] += 1
            spring_tea[season(order.day)] += names[sku].startswith(("明前", "雨前", "春芽", "头采", "高山"))
    assert spring_tea["spring"] / seasons["spring"] > 2 * spring_tea[""] / seasons[""]
    days = Counter(season(each) for each, _ in orders_by_day(TODAY, 0))
    by_season = Counter(season(order.day) for order in whole.orders())
    assert by_season["festival"] / days["festival"] > 1.4 * by_season[""] / days[""]


def test_stock_suffices_but_for_a_few_that_only_orders_in_review_want() -> None:
    stock = {row.sku: row for row in whole.opening_stock()}
    assert set(stock) == {p.sku for p in whole.products if not p.service}
    wanted: Counter[str] = Counter()
    for order in whole.orders():
        for sku, amount in order.lines:
            wanted[sku] += amount
            assert sku not in stock or not stock[sku].short or order.goal == "review"
    assert all(row.short or row.quantity > wanted[sku] for sku, row in stock.items())
    short = [sku for sku, row in stock.items() if row.short]
    assert 3 <= len(short) <= 10
    assert any(wanted[sku] > stock[sku].quantity for sku in short)


def test_orders_are_made_one_by_one() -> None:
    first = list(islice(company(orders=10**9, today=TODAY).orders(), 3))
    assert [order.ref for order in first] == ["H000001", "H000002", "H000003"]


def test_the_chinese_products_are_the_same_rows() -> None:
    english = [list(row.values()) for row in read("products.csv")]
    words = {"yes": "是", "no": "否"}
    assert [[*row[:-2], *(words[w] for w in row[-2:])] for row in english] == [
        list(row.values()) for row in read("products.zh.csv", "gb18030")
    ]


def test_sample_products_have_right_barcodes_and_boxes() -> None:
    rows = read("products.csv")
    assert len({key(row["sku"]) for row in rows}) == len(rows) == 21
    for row in rows:
        assert row["barcode"] == ("" if row["service"] == "yes" else ean13(row["barcode"][:12]))
        assert int(row["pack_size"]) % int(row["multiple"]) == int(row["minimum"]) % int(row["multiple"]) == 0
        number(row["price"], "price", places=PRICE_PLACES)


def test_sample_orders_are_right_and_the_sample_stock_suffices() -> None:
    products = {row["sku"]: row for row in read("products.csv")}
    customers = {row["code"] for row in read("customers.csv")}
    left = Counter({row["sku"]: int(row["quantity"]) for row in read("stock.csv")})
    owners: dict[str, set[str]] = {}
    for row in read("orders.csv"):
        owners.setdefault(row["ref"], set()).add(row["customer"])
        assert day(row["date"], "date") < day(row["requested_date"], "date")
        product = products[row["sku"]]
        amount = pieces(row["qty"], product)
        assert amount >= int(product["minimum"])
        assert amount % int(product["multiple"]) == 0
        left[row["sku"]] -= amount if product["service"] == "no" else 0
    assert len(owners) == 12
    assert all(len(found) == 1 and found <= customers for found in owners.values())
    assert min(left.values()) >= 0


def test_sample_prices_are_for_known_products_and_either_a_level_or_a_customer() -> None:
    skus = {row["sku"] for row in read("products.csv")}
    levels = {row["level"] for row in read("customers.csv")} | {""}
    customers = {row["code"] for row in read("customers.csv")} | {""}
    for row in read("prices.csv"):
        assert row["sku"] in skus
        assert row["level"] in levels
        assert row["customer"] in customers
        assert bool(row["level"]) != bool(row["customer"])


def test_each_bad_order_has_its_one_mistake() -> None:
    products = {row["sku"]: row for row in read("products.csv")}
    rows = {row["ref"]: row for row in read("orders-bad.csv")}
    assert rows["B-002"]["sku"] not in products
    assert rows["B-002"]["sku"].replace("O", "0") in products
    assert rows["B-003"]["qty"] == "0"
    assert rows["B-004"]["date"] == "2026-11-31"
    assert rows["B-005"]["customer"] == ""
    assert int(rows["B-006"]["qty"]) < int(products[rows["B-006"]["sku"]]["minimum"])
    assert int(rows["B-007"]["qty"]) % int(products[rows["B-007"]["sku"]]["multiple"]) != 0
    assert len({row["customer"] for row in read("orders-bad.csv") if row["ref"] == "B-008"}) == 2


def chinese(text: object) -> bool:
    return isinstance(text, str) and any("\u4e00" <= sign <= "\u9fff" for sign in text)


def test_an_english_company_is_the_same_one_with_english_names() -> None:
    english = in_english(whole)
    assert [text for text in texts(english) if chinese(text)] == []
    assert list(english.orders()) == list(whole.orders())
    assert len({p.name for p in english.products}) == len({p.name for p in whole.products})
    assert len({c.name for c in english.customers}) == len(whole.customers)
    assert english.staff[0].name == "Zhang San"


def test_an_english_company_is_made_without_a_chinese_word_and_has_something_of_everything(tmp_path: Path) -> None:
    founding.make(f"sqlite:///{tmp_path / 'practice.db'}", size=300, language="en")
    store = connect(f"sqlite:///{tmp_path / 'practice.db'}")
    found, count = [], {}
    with store.watched():
        store.database.connect()
        for table in store.database.get_tables():
            rows = store.database.execute_sql(f'SELECT * FROM "{table}"').fetchall()
            count[table] = len(rows)
            found += [f"{table}: {cell}" for row in rows for cell in row if chinese(cell)]
    store.close()
    assert found == []
    things = ("lot", "lot_stock", "cases", "stock_paper")
    assert [name for name in things if not count.get(name)] == [], sorted(count)
