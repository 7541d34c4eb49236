"""A company that sells, and what the test remembers of each sale to compare reports with."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from typing import Any

from tests.kit import company as people
from ydh.core.company.actors import Actor
from ydh.core.orders.entering import place
from ydh.core.orders.views import Want
from ydh.core.values.outcomes import Done, Seen
from ydh.core.workflow.acting import act
from ydh.store.engine.database import Unit
from ydh.store.tables.goods import Category, Product

CUSTOMERS = {"C1": "浙江", "C2": "浙江", "C3": "江苏"}
ITEMS = {"A": ("10", "茶"), "B": ("3.3333", "茶"), "C": ("0.07", "日用"), "D": ("25", None)}
CHANNELS = ("phone", "email", "visit")
FIRST = date(2026, 1, 28)
SHIPMENT = {"carrier": "顺丰"}


@dataclass
class Sale:
    """An order as the test remembers it."""

    number: str
    day: date
    customer: str
    channel: str
    freight: D
    lines: list[tuple[str, D, D]]  # item, quantity, amount
    counts: bool = True

    @property
    def goods(self) -> D:
        return sum((amount for _, _, amount in self.lines), D(0))

    @property
    def total(self) -> D:
        return self.goods + self.freight


@dataclass
class Trade:
    """A company with its people, and every order that was placed."""

    boss: Actor
    staff: dict[str, Actor]
    buyers: dict[str, Actor]
    sales: list[Sale] = field(default_factory=list)

    def counted(self, first: date = date.min, last: date = date.max) -> list[Sale]:
        return [s for s in self.sales if s.counts and first <= s.day <= last]


def run_sql(admin: Actor, statement: Any) -> None:
    """Do to the database what no use case does."""

    def work(unit: Unit) -> None:
        with unit.database.bind_ctx([statement.model]):
            statement.execute(unit.database)

    admin.company.write(work)


def at(admin: Actor, day: date, hour: int = 4) -> None:
    """Let the company's clock stand at an hour (UTC) of a day."""
    admin.company.store.clock = lambda: datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def make_trade(company: Actor) -> Trade:
    """The company of the fixture `company` with people, customers of two regions and goods."""
    roles = ("order_reviewer", "finance_reviewer", "outbound_reviewer", "shipping_clerk", "business_manager")
    made = Trade(
        company,
        {role: people.staff(company, role.replace("_", "-"), role) for role in roles},
        {code: people.customer(company, code, region=region) for code, region in CUSTOMERS.items()},
    )
    for code, (price, category) in ITEMS.items():
        people.product(company, code, price=price, stock="100000")
        if category:
            run_sql(company, Category.insert(name=category).on_conflict_ignore())
            ids = Category.select(Category.id).where(Category.name == category)
            run_sql(company, Product.update(category=ids).where(Product.code == code))
    return made


def sell(
    trade: Trade, day: date, customer: str, wants: dict[str, str], channel: str = "phone", freight: str = "0"
) -> Sale:
    at(trade.boss, day)
    details = {"requested_date": "2026-12-31", "contract_number": "HT-1"}
    lines = [Want(code, D(quantity)) for code, quantity in wants.items()]
    manager = trade.staff["business_manager"]
    done = place(manager, lines, customer=customer, channel=channel, details=details, freight=D(freight))
    amounts = [(code, D(q), (D(q) * D(ITEMS[code][0])).quantize(D("0.01"), ROUND_HALF_UP)) for code, q in wants.items()]
    sale = Sale(done.number, day, customer, channel, D(freight), amounts)
    trade.sales.append(sale)
    return sale


def carry(trade: Trade, number: str, *steps: str) -> None:
    by = {
        "review": trade.staff["order_reviewer"],
        "finance": trade.staff["finance_reviewer"],
        "release": trade.staff["outbound_reviewer"],
        "ship": trade.staff["shipping_clerk"],
        "receive": trade.staff["business_manager"],
    }
    for step in steps:
        outcome = act(by[step], number, "approve", seen=Seen(step), answers=SHIPMENT if step == "ship" else {})
        assert isinstance(outcome, Done), outcome


def leave(trade: Trade, sale: Sale, action: str, step: str, *, counts: bool) -> None:
    by = trade.staff["business_manager" if action == "void" else "order_reviewer"]
    outcome = act(by, sale.number, action, seen=Seen(step), answers={"reason": "错了"})
    assert isinstance(outcome, Done), outcome
    sale.counts = counts
