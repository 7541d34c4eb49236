"""People who take goods back, and what tests look at afterwards."""

from dataclasses import dataclass
from decimal import Decimal as D
from typing import Any

from tests.kit.company import staff
from tests.kit.orders import Crew, make_crew
from ydh.core.company.actors import Actor
from ydh.core.returns import asking, looking
from ydh.core.returns.views import ReturnView, WantBack
from ydh.core.values.outcomes import Done, Held, Outcome, Refused, Seen
from ydh.core.workflow.acting import act

WHO = {"review": "reviewer", "dispatch": "buyer", "receive": "keeper", "refund": "cashier"}
SENT = {"carrier": "顺丰", "tracking": "SF9"}
ANSWERS: dict[str, dict[str, Any]] = {"dispatch": SENT}


@dataclass(frozen=True)
class Counter:
    """The crew of orders, and who does what with returns: the buyer asks, the others pass the steps."""

    crew: Crew
    buyer: Actor
    reviewer: Actor
    keeper: Actor
    cashier: Actor

    def at(self, step: str) -> Actor:
        """Who passes the step."""
        by: Actor = getattr(self, WHO[step])
        return by

    def delivered(self, quantity: int = 10, *more: Any) -> str:
        """The number of an order that has arrived."""
        return self.crew.at_step("done", quantity, *more)

    def ask(self, order: str, quantity: int | str = 2, **given: Any) -> str:
        """The number of a new return of an order's first line."""
        given = {"reason": "damaged"} | given
        return asking.ask(self.buyer, [back("1", quantity)], order=order, **given).number

    def carry(self, number: str, *steps: str, **answers: Any) -> Done:
        """Pass steps; the answers go with the last of them."""
        for step in steps:
            given = ANSWERS.get(step, {}) | (answers if step == steps[-1] else {})
            outcome = act(self.at(step), number, "approve", seen=Seen(step), answers=given)
            assert isinstance(outcome, Done), outcome
        return outcome

    def show(self, number: str) -> ReturnView:
        return looking.show(self.reviewer, number)

    def line(self, order: str, position: int = 1) -> tuple[D, D, D]:
        """What of an order's line was shipped, is asked back, was paid back."""
        row = self.crew.admin.company.read(
            lambda unit: unit.database.execute_sql(
                "SELECT l.shipped, l.returned, l.refunded FROM order_line l JOIN orders o ON o.id = l.order_id"
                f" WHERE o.number = '{order}' AND l.position = {position}"
            ).fetchone()
        )
        shipped, returned, refunded = (D(cell) / 1000 for cell in row)
        return shipped, returned, refunded


def make_counter(company: Actor) -> Counter:
    """The crew and one of each role for returns."""
    crew = make_crew(company)
    return Counter(
        crew,
        crew.buyer,
        staff(company, "after-sales", "business_manager"),
        crew.outbound_reviewer,
        crew.finance_reviewer,
    )


def back(line: str, quantity: int | str | None = None, **given: Any) -> WantBack:
    """A line of a return."""
    return WantBack(line, None if quantity is None else D(quantity), **given)


def refusal(outcome: Outcome) -> str:
    """The id of the error of an act that was refused."""
    assert isinstance(outcome, Refused | Held), outcome
    return outcome.error.id
