"""A believable wholesale company of our own making, for practice, tests and benchmarks.

The same seed makes the same company on every machine. Brands, shops, people and telephone numbers are invented;
a resemblance to real ones is chance.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ydh.practice.catalogue import CATEGORIES, make_products
from ydh.practice.customers import LEVELS, make_customers
from ydh.practice.orders import opening_stock, past_orders
from ydh.practice.people import STAFF
from ydh.practice.rows import (
    Category,
    CustomerRow,
    PastOrder,
    ProductRow,
    StaffRow,
    StockRow,
)

SEED = 20261123
NAME = "杭州茗远茶业（练习）"


@dataclass(frozen=True)
class PracticeCompany:
    """Everything but the orders, which are made one by one when they are asked for."""

    name: str
    seed: int
    today: date
    order_count: int
    levels: tuple[str, ...]
    categories: tuple[Category, ...]
    products: tuple[ProductRow, ...]
    customers: tuple[CustomerRow, ...]
    staff: tuple[StaffRow, ...]
    say: Callable[[str], str] = str  # a text of the word lists in the company's language
    model: "PracticeCompany | None" = None  # the Chinese one, by whose names it is drawn who orders what

    def orders(self) -> Iterator[PastOrder]:
        """The past orders, oldest first, the same ones at every call."""
        drawn = self.model or self
        return past_orders(self.seed, self.order_count, self.today, drawn.products, drawn.customers)

    def opening_stock(self) -> tuple[StockRow, ...]:
        """What must lie in the warehouse before the first order; makes all orders once to count them."""
        rows = opening_stock((self.model or self).products, self.orders())
        return tuple(replace(row, warehouse=self.say(row.warehouse)) for row in rows)


def company(
    seed: int = SEED, *, products: int = 300, customers: int = 60, orders: int = 2000, today: date
) -> PracticeCompany:
    """Make a company of that many products (a tenth of them in several SKUs), customers and past orders."""
    return PracticeCompany(
        name=NAME,
        seed=seed,
        today=today,
        order_count=orders,
        levels=LEVELS,
        categories=CATEGORIES,
        products=make_products(seed, products),
        customers=make_customers(seed, customers),
        staff=STAFF,
    )
