"""How a customer ordered of late, beside one of its orders."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests.kit.company import staff
from tests.kit.trade import CUSTOMERS, FIRST, make_trade, sell
from ydh.core.administration import roles
from ydh.core.company.actors import Actor
from ydh.core.orders import course
from ydh.core.values.words import MASKED

DAYS = 7 * course.WEEKS


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def test_weeks_end_today_and_have_what_counts_of_that_customer_alone(company: Actor) -> None:
    trade = make_trade(company)
    mine, other, *_ = CUSTOMERS
    sales = [sell(trade, FIRST + timedelta(days=n), mine, {"A": "2"}) for n in (-1, 0, 6, 7, DAYS - 1)]
    sell(trade, FIRST + timedelta(days=30), other, {"A": "5"})
    each, until = sales[0].total, noon(FIRST + timedelta(days=DAYS - 1))
    found = course.of_customer(trade.boss, sales[0].number, until)
    assert (found.orders, found.total) == (4, 4 * each)
    assert found.weeks == (2 * each, each, *[Decimal(0)] * (course.WEEKS - 3), each)
    roles.add(company, "blind", "盲审", ["order.view"])
    without_amounts = course.of_customer(staff(company, "blind", "blind"), sales[0].number, until)
    assert without_amounts.total is MASKED
    assert without_amounts.weeks == (2, 1, *[0] * (course.WEEKS - 3), 1)
