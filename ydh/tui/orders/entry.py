"""Staff enter an order for a customer, or change one before its review: the customer's screens, over another basket."""

from typing import Any

from ydh.core.partners.customer_table import CUSTOMERS
from ydh.core.partners.views import CustomerView
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_
from ydh.tui.lists.book import Deed
from ydh.tui.lists.enter_does import EnterDoes
from ydh.tui.lists.nouns import noun_book
from ydh.tui.orders.basket import Cart
from ydh.tui.orders.in_hand import OrderInHand
from ydh.tui.partners.customers import about


def _order_for(app: Any, row: CustomerView) -> Any:
    from ydh.tui.orders.catalogue import shop

    return shop(Cart(row.code, row.name), staff=True)


# for whom? every customer that the person sees; retired ones order nothing
Buyers = noun_book(
    CUSTOMERS._replace(acts=(), filters=tuple(it for it in CUSTOMERS.filters if it.narrows)),
    more=about,
    deeds=(Deed("choose", "enter", N_("order for it"), opens=_order_for, main=True),),
    name="buyers",
    title=N_("enter an order: for whom?"),
    needs=(P.ORDER_CREATE,),
)


def entry(app: Any) -> EnterDoes:
    """Choose the customer, then fill its cart."""
    return EnterDoes(Buyers())


def edit_order(app: Any, number: str) -> Any:
    """Change the lines and details of a draft, or of an order before its review."""
    from ydh.tui.orders.catalogue import shop

    staff = app.me.kind == "staff"
    return shop(OrderInHand(number, staff=staff), staff=staff)
