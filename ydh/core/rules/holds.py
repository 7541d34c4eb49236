"""What stops an order until something lets it go on: the kinds of holds, as a table. Read a row as: this hold blocks
these steps; these people, or this fact, lift it; these people open it, at these steps, or a submit by these facts does.

Another kind is another row here.
"""

from dataclasses import dataclass
from decimal import Decimal

from ydh.core.rules.machine import HoldKind, Milestone, Party
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_

AFTER_THE_REVIEW = ("finance", "release", "ship")
BEFORE_DELIVERY = ("review", "finance", "release", "ship")  # a hold never blocks the receipt of delivered goods

ASSESSED = Milestone("assessed", N_("a finance reviewer approved the order"))
AGREED = Milestone("agreed", N_("the customer said yes, on screen or recorded"))
NOTHING_LEFT = Milestone("nothing_left", N_("nothing of the order is left to deliver"))
EXCEPTION, CANCELLATION, UNCONFIRMED = "exception", "cancellation", "unconfirmed"  # what use cases open or lift


@dataclass(frozen=True)
class Submitted:
    """What holds open by when an order is submitted: the order, and what the company wants. Money in yuan."""

    total: Decimal
    threshold: Decimal | None  # orders above it are large; None: none is
    assessed: bool  # the customer was, or new ones need not be
    by_customer: bool  # the customer's own account submits it
    replaces: bool  # it replaces goods that came back
    asks: bool  # who enters it, or the company, wants the customer's yes


def is_large(it: Submitted) -> bool:
    """Somebody senior looks at it once more. S03.12"""
    return it.threshold is not None and it.total > it.threshold


def is_of_a_new_customer(it: Submitted) -> bool:
    """A finance reviewer looks at the customer first. S14.8"""
    return not it.assessed


def waits_for_a_yes(it: Submitted) -> bool:
    """What staff enter waits for the customer's word where that is wanted; what it asked to exchange does not. S10.8"""
    return it.asks and not it.by_customer and not it.replaces


HOLDS = (
    HoldKind(
        EXCEPTION,
        N_("exception"),
        BEFORE_DELIVERY,
        (P.ORDER_ASSIGN, Party.STEPS_OWN),
        opened_by=(Party.STEPS_OWN, P.ORDER_ASSIGN),
        opened_at=(*BEFORE_DELIVERY, "receive"),
        stays=True,
    ),
    HoldKind("amount", N_("large amount"), AFTER_THE_REVIEW, (P.CREDIT_OVERRIDE,), opens=is_large, again=True),
    HoldKind(
        "new_customer",
        N_("new customer"),
        ("release", "ship"),
        (P.ORDER_FINANCE_REVIEW,),
        fact=ASSESSED,
        opens=is_of_a_new_customer,
        assesses=True,
    ),
    HoldKind(
        CANCELLATION,
        N_("cancellation asked by the customer"),
        BEFORE_DELIVERY,
        (P.ORDER_VOID,),
        fact=NOTHING_LEFT,
        opened_by=(Party.CUSTOMER,),
        opened_at=AFTER_THE_REVIEW,
    ),
    HoldKind(UNCONFIRMED, N_("waits for the customer's yes"), BEFORE_DELIVERY, (), fact=AGREED, opens=waits_for_a_yes),
)
