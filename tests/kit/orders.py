"""People who carry orders through their steps, and what tests look at afterwards."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.kit.company import customer, product, staff
from tests.kit.trail import Trail
from ydh.core.audit import doctor
from ydh.core.company.actors import Actor
from ydh.core.orders import looking
from ydh.core.orders.entering import place
from ydh.core.orders.views import OrderView, Want
from ydh.core.stock import looking as stock_looking
from ydh.core.values.outcomes import Done, Outcome, Refused, Seen
from ydh.core.workflow import history
from ydh.core.workflow.acting import act
from ydh.store.engine.database import Unit

STEPS = ("review", "finance", "release", "ship", "receive")
ROLE_OF = {
    "review": "order_reviewer",
    "finance": "finance_reviewer",
    "release": "outbound_reviewer",
    "ship": "shipping_clerk",
}
SHIPPED = {"carrier": "顺丰"}


@dataclass(frozen=True)
class Crew:
    """One of each role, a customer C1 with its account, and goods T1 and T2 (10 yuan, 1000 in stock each)."""

    admin: Actor
    buyer: Actor
    order_reviewer: Actor
    finance_reviewer: Actor
    outbound_reviewer: Actor
    shipping_clerk: Actor
    business_manager: Actor
    system_admin: Actor

    def at(self, step: str) -> Actor:
        """Who passes the step."""
        by: Actor = getattr(self, ROLE_OF.get(step, "buyer"))
        return by

    def place(self, quantity: int | str = 2, *more: Want, **given: Any) -> str:
        """The number of a new order of the customer's, of T1."""
        return place(self.buyer, [want("T1", quantity), *more], **given).number

    def carry(self, number: str, to: str) -> str:
        """Pass the steps of an order that waits for review until it waits for `to`."""
        for step in STEPS[: STEPS.index(to) if to in STEPS else len(STEPS)]:
            done(approve(self.at(step), number, step))
        return number

    def at_step(self, step: str, quantity: int | str = 2, *more: Want) -> str:
        """The number of a new order that waits for the step."""
        return self.carry(self.place(quantity, *more), step)

    def show(self, number: str) -> OrderView:
        return looking.show(self.admin, number)

    def step(self, number: str) -> str:
        return self.show(number).row.step

    def trail(self, number: str) -> list[tuple[str, str, str, str]]:
        """The history as (who, action, step, to)."""
        return [(e.by, e.action, e.step, e.to) for e in history.history(self.admin, number)]

    def stock(self, code: str = "T1") -> tuple[Decimal, Decimal]:
        """On hand and reserved."""
        (row,) = [r for r in stock_looking.levels(self.admin).rows if r.sku == code and r.warehouse]
        return row.on_hand, row.reserved


def make_crew(company: Actor) -> Crew:
    """The company of the fixture with its people and goods."""
    product(company, "T1")
    product(company, "T2")
    roles = (*ROLE_OF.values(), "business_manager", "system_admin")
    return Crew(company, customer(company, "C1"), *(staff(company, role, role) for role in roles))


def want(code: str, quantity: int | str, **values: Any) -> Want:
    return Want(code, Decimal(quantity) if isinstance(quantity, int) else quantity, **values)


def approve(actor: Actor, number: str, step: str, revision: int | None = None, **answers: Any) -> Outcome:
    """Pass a step that was seen; a shipment goes with its carrier."""
    given = (SHIPPED if step == "ship" else {}) | answers
    return act(actor, number, "approve", seen=Seen(step, revision), answers=given)


def leave(actor: Actor, number: str, action: str, step: str | None = None, reason: str = "错了") -> Outcome:
    """Take an exit from a step, with a reason."""
    return act(actor, number, action, seen=Seen(step), answers={"reason": reason})


def done(outcome: Outcome) -> Done:
    assert isinstance(outcome, Done), outcome
    return outcome


def refused(outcome: Outcome) -> str:
    """Why it was refused."""
    assert isinstance(outcome, Refused), outcome
    return outcome.error.id


def picture(company: Actor) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that an order's life touches, to compare before and after a refusal."""
    tables = (
        "orders",
        "order_line",
        "reservation",
        "stock",
        "stock_move",
        "shipment",
        "shipment_line",
        "hold",
        "journal",
        "counter",
        "customer",
        "cart_line",
    )

    def work(unit: Unit) -> dict[str, list[tuple[Any, ...]]]:
        return {t: sorted(unit.execute(f"SELECT * FROM {t}", ()).fetchall(), key=repr) for t in tables}

    return company.company.read(work)


def the_books_are_right(company: Actor) -> bool:
    """Stock, reservations, sums, numbers, holds and the journal's chains, as the doctor examines them."""
    Trail(company, company, {}, []).begin_chains()
    machine = {"version", "schema", "settings", "files", "file-system", "wal", "pages"}
    wrong = [f for f in doctor.examine(company, deep=True) if f.level != "ok" and f.check.code not in machine]
    assert not wrong, wrong
    return True
