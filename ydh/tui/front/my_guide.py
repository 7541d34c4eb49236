"""A short guide for who comes in for the first time: what is there for his rights, where it is, how it is used. S21.38

It opens by itself at the first sign-in, and is a place like any other afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import RETURN
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Book, Deed, Found, Query
from ydh.tui.paint.parts import Column, Part, Plain, Say

KEYS = N_("On every screen: ? shows its keys, ^p finds any place or act by its name, Esc goes back.")
_STEPS = tuple(step.by for flow in (ORDER, RETURN) for step in flow.steps if isinstance(step.by, P))


@dataclass(frozen=True)
class Place:
    """Something that a person does here: `where` is the place that enter opens, empty for the home screen."""

    name: str
    label: str
    what: str
    how: str
    where: str = ""
    needs: tuple[P, ...] = ()
    kind: str = "staff"


PLACES = (
    Place(
        "waits",
        N_("what waits for you"),
        N_("The home screen counts what waits at the steps that your role approves, and since when."),
        N_("Enter opens a queue; there Enter shows one, a approves it, r sends it back with a reason."),
        needs=_STEPS,
    ),
    Place(
        "enter",
        N_("enter an order"),
        N_("What a customer tells you by phone, mail or on a visit."),
        N_("Choose the customer, fill its cart, S submits; what is missing is named."),
        "orders.entry:entry",
        (P.ORDER_CREATE,),
    ),
    Place(
        "pick",
        N_("picking"),
        N_("What was released is picked and checked before it leaves."),
        N_("Enter opens one; scan codes or type quantities, then finish."),
        "shipping.picks:PickQueue",
        (P.ORDER_OUTBOUND_REVIEW, P.ORDER_SHIP),
    ),
    Place(
        "goods",
        N_("products"),
        N_("What is sold, in which units, at which price."),
        N_("a adds one; E changes the one under the cursor."),
        "goods.goods:Products",
        (P.PRODUCT_MANAGE,),
    ),
    Place(
        "customers",
        N_("customers"),
        N_("Who orders, where it is sent, who looks after it."),
        N_("a adds one; E changes the one under the cursor."),
        "partners.customers:Customers",
        (P.CUSTOMER_MANAGE,),
    ),
    Place(
        "orders",
        N_("all orders"),
        N_("Every order that you may see, with its step, holds and shipments."),
        N_("/ searches, f narrows the list, Enter shows one."),
        "orders.orders:AllOrders",
        (P.ORDER_VIEW,),
    ),
    Place(
        "journal",
        N_("journal"),
        N_("Who did what and when, on every document; nothing can be altered unnoticed."),
        N_("f narrows it; Enter shows what an entry is about."),
        "audit.journal:Journal",
        (P.AUDIT_VIEW,),
    ),
    Place(
        "shop",
        N_("order goods"),
        N_("All goods that you may order, at your prices, what you bought before first."),
        N_("Enter, type how much (24, or 2b for 2 boxes), Enter again; S sends the order."),
        "orders.catalogue:catalogue",
        kind="customer",
    ),
    Place(
        "mine",
        N_("my orders"),
        N_("Where each of your orders is, when it left and with whom."),
        N_("Enter shows one; there you confirm what arrived and say what was wrong."),
        "orders.my_orders:MyOrders",
        kind="customer",
    ),
    Place(
        "back",
        N_("my returns"),
        N_("What you give back, and what comes of it."),
        N_("a asks for a return of goods that arrived."),
        "returns.returns:MyReturns",
        kind="customer",
    ),
    Place(
        "account",
        N_("my account"),
        N_("Your password, language and colours."),
        N_("Enter changes what is under the cursor."),
        "administration.account:MyAccount",
        kind="both",
    ),
)


class MyGuide(Book):
    """What a person finds here, as his rights are."""

    name, title = "my-guide", N_("how to begin")
    columns = (Column("label", N_("what you do here"), of=lambda row: Label(row.label)),)
    searches, table = False, False

    def __init__(self, app: Any) -> None:
        kind = app.me.kind if app.me else "staff"
        self._rows = [row for row in PLACES if row.kind in (kind, "both") and app.may(row.needs)]
        self.deeds = (
            Deed("home", "a", N_("to the home screen"), opens=lambda app, _: app.home(), alone=True, main=True),
        )

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(self._rows)

    def key(self, row: Place) -> str:
        return row.name

    def called(self, row: Place) -> Any:
        return Label(row.label)

    def detail(self, actor: Actor, row: Place) -> Sequence[Part]:
        return (Say(row.what), Say(row.how, {}, "strong"), Plain(""), Say(KEYS, {}, "faint"))

    def enter(self, app: Any, row: Place) -> Any:
        from ydh.tui.front.places import PLACES as ALL
        from ydh.tui.front.places import screen_at

        place = next((it for it in ALL if it.where == row.where), None)
        return screen_at(app, place) if place else app.home()


def my_guide(app: Any) -> Any:
    """The guide as a screen."""
    from ydh.tui.lists.listing import ListScreen

    return ListScreen(MyGuide(app))
