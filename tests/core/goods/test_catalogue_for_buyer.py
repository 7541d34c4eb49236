"""The catalogue as a customer goes through it: what it bought before, what is new, the rest."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from tests.kit.company import customer, product
from tests.kit.orders import Crew, make_crew, want
from tests.kit.trail import sql
from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.goods.views import ShelfRow
from ydh.core.orders.entering import place
from ydh.core.values.errors import NotAllowed, NotFound
from ydh.core.values.outcomes import Done, Page, Seen
from ydh.core.values.words import MASKED
from ydh.core.workflow.acting import act

DAY = 24 * 3600 * 10**6


@pytest.fixture
def crew(company: Actor) -> Crew:
    """T1 and T2 are old, N1 and N2 were added lately (N2 last), OLD is no longer sold."""
    made = make_crew(company)
    for code, days in (("N1", 20), ("N2", 3), ("R1", 31), ("OLD", 1)):
        product(company, code, listed=code != "OLD", barcode=f"69{code}")
        aged(company, code, days)
    return made


def aged(company: Actor, code: str, days: int) -> None:
    """Let a sku be as many days old."""
    now = company.company.read(lambda unit: unit.now)
    micros = int((now - timedelta(days=days)).timestamp() * 10**6)
    sql(company, f"UPDATE sku SET created_at = {micros} WHERE code = '{code}'")


def bought(crew: Crew, days: int, *wants: Any) -> str:
    """The number of an order of C1's that is as many days old."""
    number = place(crew.buyer, list(wants)).number
    day = date(2026, 6, 30) - timedelta(days=days)
    for table, of in (("orders", "number"), ("order_line", "order_id = (SELECT id FROM orders WHERE number")):
        tail = f"{of} = '{number}'" + (")" if "(" in of else "")
        sql(crew.admin, f"UPDATE {table} SET business_date = '{day}' WHERE {tail}")
    return number


def codes(page: Page[ShelfRow]) -> list[str]:
    return [row.sku.code for row in page.rows]


def walked(actor: Actor, limit: int, **given: Any) -> Iterator[ShelfRow]:
    """Page by page to the end."""
    after = ""
    while True:
        page = catalogue.for_buyer(actor, after=after, limit=limit, **given)
        assert len(page.rows) <= limit
        yield from page.rows
        after = page.next
        if not after:
            return


def test_what_was_bought_comes_first_then_what_is_new_then_the_rest(crew: Crew) -> None:
    bought(crew, 9, want("T2", 3))
    bought(crew, 5, want("T1", 4), want("R1", 1))
    bought(crew, 2, want("T2", 5))
    rows = catalogue.for_buyer(crew.buyer).rows
    assert [(row.sku.code, row.last_quantity, row.last_date, row.new) for row in rows] == [
        ("T2", D(5), date(2026, 6, 28), False),
        ("T1", D(4), date(2026, 6, 25), False),
        ("R1", D(1), date(2026, 6, 25), False),
        ("N2", None, None, True),
        ("N1", None, None, True),
    ]
    assert rows[0].sku.price == D(10)


def test_a_sku_on_several_lines_of_the_last_order_is_added_up(crew: Crew) -> None:
    bought(crew, 2, want("T1", 4), want("T2", 1), want("T1", 3, note="另包"))
    assert [(row.sku.code, row.last_quantity) for row in catalogue.for_buyer(crew.buyer, only_bought=True).rows] == [
        ("T1", D(7)),
        ("T2", D(1)),
    ]


def test_what_is_new_and_was_bought_stands_with_what_was_bought_and_is_marked(crew: Crew) -> None:
    bought(crew, 1, want("N1", 4))
    assert [(row.sku.code, row.new) for row in catalogue.for_buyer(crew.buyer).rows] == [
        ("N1", True),
        ("N2", True),
        ("R1", False),
        ("T1", False),
        ("T2", False),
    ]


def test_orders_that_do_not_count_and_orders_of_others_are_nothing_that_was_bought(crew: Crew) -> None:
    other = customer(crew.admin, "C2")
    place(other, [want("T2", 1)])
    number = bought(crew, 1, want("T1", 4))
    gone = act(crew.business_manager, number, "void", seen=Seen("review"), answers={"reason": "错"})
    assert isinstance(gone, Done)
    assert codes(catalogue.for_buyer(crew.buyer, only_bought=True)) == []
    assert codes(catalogue.for_buyer(other, only_bought=True)) == ["T2"]


def test_what_is_no_longer_sold_is_not_shown_even_when_it_was_bought(crew: Crew) -> None:
    bought(crew, 1, want("T1", 4), want("T2", 4))
    sql(crew.admin, "UPDATE sku SET listed = FALSE WHERE code = 'T1'")
    assert codes(catalogue.for_buyer(crew.buyer)) == ["T2", "N2", "N1", "R1"]


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_of_any_size_give_every_sku_once_in_the_same_order(crew: Crew, limit: int) -> None:
    bought(crew, 9, want("T2", 3), want("T1", 1))
    for n in range(5):
        product(crew.admin, f"A{n}")
    aged(crew.admin, "A3", 3)
    whole = ["T2", "T1", "A3", "N2", "N1", "A0", "A1", "A2", "A4", "R1"]
    found = [row.sku.code for row in walked(crew.buyer, limit)]
    assert sorted(found[2:4]) == ["A3", "N2"]  # as old as each other, to the millisecond or so
    assert found[:2] + sorted(found[2:4]) + found[4:] == whole
    assert [row.sku.code for row in walked(crew.buyer, limit, only_bought=True)] == whole[:2]


def test_pages_go_on_beyond_what_is_read_at_once(crew: Crew) -> None:
    for n in range(230):
        product(crew.admin, f"Z{n:03}", stock=None)
    sql(crew.admin, "UPDATE sku SET created_at = (SELECT created_at FROM sku WHERE code = 'N2') WHERE code > 'Z100'")
    found = [row.sku.code for row in walked(crew.buyer, 70)]
    assert found[:131] == ["N2", *(f"Z{n:03}" for n in range(101, 230)), "N1"]
    assert found[131:] == ["R1", "T1", "T2", *(f"Z{n:03}" for n in range(101))]


def test_words_and_category_narrow_within_the_same_order(crew: Crew) -> None:
    sql(
        crew.admin,
        "INSERT INTO category (name) VALUES ('茶')",
        "UPDATE product SET category_id = (SELECT id FROM category) WHERE code IN ('T1', 'N1', 'R1')",
        "UPDATE product SET initials = 'mqlj' WHERE code IN ('T2', 'N1', 'R1')",
        "INSERT INTO item_code (fold, customer, sku_id, kind, text, quantity)"
        " SELECT 'my-1', c.id, s.id, 'own', 'MY-1', 1000 FROM customer c, sku s WHERE s.code = 'R1'",
    )
    bought(crew, 9, want("R1", 3), want("T1", 1))
    assert codes(catalogue.for_buyer(crew.buyer, category="茶")) == ["R1", "T1", "N1"]
    assert codes(catalogue.for_buyer(crew.buyer, "mqlj")) == ["R1", "N1", "T2"]
    assert codes(catalogue.for_buyer(crew.buyer, "MQ", category="茶")) == ["R1", "N1"]
    assert codes(catalogue.for_buyer(crew.buyer, "69N")) == ["N2", "N1"]
    assert codes(catalogue.for_buyer(crew.buyer, "MY-1")) == ["R1"]
    assert (
        codes(catalogue.for_buyer(crew.buyer, "nothing")) == codes(catalogue.for_buyer(crew.buyer, category="酒")) == []
    )
    assert [row.sku.code for row in walked(crew.buyer, 1, text="mqlj")] == ["R1", "N1", "T2"]


def test_staff_look_with_a_customers_eyes(crew: Crew) -> None:
    bought(crew, 9, want("T2", 3))
    clerk = crew.order_reviewer
    assert codes(catalogue.for_buyer(clerk, customer="c1"))[0] == "T2"
    assert codes(catalogue.for_buyer(clerk)) == ["N2", "N1", "R1", "T1", "T2"]
    assert catalogue.for_buyer(crew.outbound_reviewer, customer="C1").rows[0].sku.price is MASKED
    with pytest.raises(NotFound):
        catalogue.for_buyer(clerk, customer="C9")
    with pytest.raises(NotFound):
        catalogue.for_buyer(crew.buyer, customer="C9")
    with pytest.raises(NotAllowed):
        catalogue.for_buyer(Actor(crew.admin.company, customerless(crew)))


def customerless(crew: Crew) -> int:
    from tests.kit.company import staff

    return staff(crew.admin, "nobody").account
