"""First steps: what a new company has to set up, in order, each step done or not as the data shows it.

Nothing is kept about the guide itself: it can be left at any time, and goes on where the company stands.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ydh.core.administration import account_looking, settings
from ydh.core.audit import entries
from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.orders import looking
from ydh.core.partners import customers
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.stock import looking as stock_looking
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Book, Deed, Found, Query
from ydh.tui.paint.parts import Column, Part, Plain, Say

DONE, OPEN, CHOICE = N_("done"), N_("to do"), N_("as you like")
TRY = N_("To try everything first: ydh demo, or the first screen, makes a practice company in which nothing is real.")


@dataclass(frozen=True)
class GuideStep:
    """A step of the guide: `state` is told by the company's data, `where` is the place that `enter` opens."""

    name: str
    label: str
    what: str
    how: str
    where: str
    state: Callable[[Actor], str]
    n: int = 0
    now: str = ""


def _company(actor: Actor) -> str:
    return DONE if settings.name_and_zone(actor)[0] else OPEN


def _staff(actor: Actor) -> str:
    return OPEN if idle_steps(actor) else DONE


def idle_steps(actor: Actor) -> tuple[Label, ...]:
    """The order steps that nobody could pass."""
    held = {right for duty in account_looking.duties(actor) for right in duty.permissions}
    return tuple(Label(s.label, s.code) for s in ORDER.steps if isinstance(s.by, P) and s.by.value not in held)


def _products(actor: Actor) -> str:
    found = catalogue.search(actor, "", listed=True, limit=1).rows
    return DONE if found and found[0].price is not None else OPEN


def _stock(actor: Actor) -> str:
    return DONE if any(it.on_hand for it in stock_looking.levels(actor, limit=200).rows) else OPEN


def _customers(actor: Actor) -> str:
    return DONE if customers.list_customers(actor, limit=1).rows else OPEN


def _accounts(actor: Actor) -> str:
    return DONE if any(it.login for it in customers.list_customers(actor, limit=200).rows) else OPEN


def _workflow(actor: Actor) -> str:
    for action in ("disable", "enable"):
        if entries.entries(actor, kind="setting", action=action, limit=1).rows:
            return DONE
    return CHOICE


def _order(actor: Actor) -> str:
    return OPEN if unfinished(actor) else DONE


def unfinished(actor: Actor) -> bool:
    """Whether the company has no order yet. Raises NotAllowed without order.view."""
    return not looking.list_orders(actor, limit=1)


STEPS = (
    GuideStep(
        "company",
        N_("name the company, look at its settings"),
        N_("Customers see the name; the clock, thresholds and times of the settings hold for every order."),
        N_("Enter opens the settings; E changes the one under the cursor."),
        "administration.workflow:Settings",
        _company,
    ),
    GuideStep(
        "staff",
        N_("staff accounts: somebody for every step"),
        N_("An order waits until somebody with the right approves it; no role alone carries it from end to end."),
        N_("Enter opens the staff accounts; a adds one, its password is shown once."),
        "administration.people:Staff",
        _staff,
    ),
    GuideStep(
        "customers",
        N_("customers"),
        N_("Level and region decide prices and who looks after them; the address is where goods go."),
        N_("Enter opens the customers; a adds one. Many at once: imports, a file of customers."),
        "partners.customers:Customers",
        _customers,
    ),
    GuideStep(
        "accounts",
        N_("a sign-in for customers"),
        N_("Each customer has one ordering account; without it staff enter its orders."),
        N_("Enter opens the customers; each can be given its account there."),
        "partners.customers:Customers",
        _accounts,
    ),
    GuideStep(
        "products",
        N_("products with prices"),
        N_("What has no price is not listed: customers neither see nor order it."),
        N_("Enter opens the products; a adds one. Many at once: imports, a file of products."),
        "goods.goods:Products",
        _products,
    ),
    GuideStep(
        "stock",
        N_("stock that is there"),
        N_("Orders reserve stock; without it they are refused or wait, as the settings say."),
        N_("Enter opens the stock. Who may adjust stock (outbound reviewers) takes it in, or imports a file."),
        "stock.stock:Stock",
        _stock,
    ),
    GuideStep(
        "workflow",
        N_("look through the workflow steps"),
        N_("A small company may need fewer: a step that is off is approved by the system, its effects stay."),
        N_("Enter opens the steps; d shows first what switching one off would do."),
        "administration.workflow:Steps",
        _workflow,
    ),
    GuideStep(
        "order",
        N_("the first order"),
        N_(
            "A customer submits it, or staff with the right enter it on the customer's behalf; then every step sees it."
        ),
        N_("Enter opens all orders; it appears there as soon as it is submitted."),
        "orders.orders:AllOrders",
        _order,
    ),
)


class Guide(Book):
    """What a new company has to set up."""

    name, title = "first-steps", N_("first steps")
    columns = (
        Column("n", "", "code", 2),
        Column("label", N_("step"), of=lambda row: Label(row.label)),
        Column("now", N_("state"), "text", 12, of=lambda row: Label(row.now)),
    )
    needs = (P.SYSTEM_CONFIGURE,)
    searches, table = False, False

    def __init__(self) -> None:
        self.deeds = (
            Deed("next", "a", N_("go to the next one"), opens=lambda app, _: _next(app), alone=True, main=True),
        )

    def page(self, actor: Actor, query: Query) -> Found:
        return Found([replace(step, n=n, now=step.state(actor)) for n, step in enumerate(STEPS, 1)])

    def key(self, row: GuideStep) -> str:
        return row.name

    def called(self, row: GuideStep) -> Any:
        return Label(row.label)

    def style(self, row: GuideStep) -> str:
        return "strong" if row.now == OPEN else "faint" if row.now == DONE else "plain"

    def head(self, actor: Actor, query: Query) -> Any:
        done = sum(1 for row in self.page(actor, query).rows if row.now == DONE)
        return Say(N_("{done} of {all} done; leave it whenever you like"), {"done": done, "all": len(STEPS)})

    def detail(self, actor: Actor, row: GuideStep) -> Sequence[Part]:
        parts: list[Part] = [Say(row.what), Say(row.how, {}, "strong")]
        if row.name == "staff" and (idle := idle_steps(actor)):
            parts.append(Say(N_("nobody could approve: {steps}"), {"steps": idle}, "wrong"))
        return (*parts, Plain(""), Say(TRY, {}, "faint"))

    def enter(self, app: Any, row: GuideStep) -> Any:
        from ydh.tui.front.places import PLACES, screen_at

        place = next(p for p in PLACES if p.where == row.where)
        return screen_at(app, place) if app.may(place.needs) else None


def _next(app: Any) -> Any:
    """The screen of the first step that is not done."""
    screen = app.screen
    row = next((row for row in screen.grid.rows if row.now == OPEN), None)
    if row is None:
        app.say(app.words(N_("everything that must be there is there")))
        return None
    screen.grid.go(screen.grid.rows.index(row))
    return screen.book.enter(app, row)
