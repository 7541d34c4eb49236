"""The two workflows, as tables. Read a row as: a document waits for this step, which these people pass.

No step can be skipped by anyone (S02.6); switching one off removes the person, not the effect (S21.30).
"""

from dataclasses import dataclass
from decimal import Decimal

from ydh.core.rules.answers import (
    Closing,
    Receipt,
    Refund,
    Release,
    ReturnDispatch,
    ReturnReceipt,
    ReturnReview,
    Shipping,
)
from ydh.core.rules.machine import (
    AGREED_DATE,
    AGREED_PLACE,
    AGREED_TIME,
    CARRIER,
    COD,
    DRAFT,
    EXPECTED,
    METHOD,
    OPINION,
    PARCELS,
    REASON,
    REFERENCE,
    REMARK,
    TRACKING,
    VOID,
    WEIGHT,
    Called,
    Exit,
    Fact,
    HoldKind,
    Part,
    Party,
    Step,
    Workflow,
)
from ydh.core.rules.permissions import P
from ydh.core.values import series
from ydh.core.values.words import N_

NOTHING_SHIPPED_YET = (DRAFT, "review", "finance", "release", "ship")
AFTER_THE_REVIEW = ("finance", "release", "ship")
BEFORE_DELIVERY = ("review", "finance", "release", "ship")  # a hold never blocks the receipt of delivered goods
_ON_ITS_WAY = (
    *(CARRIER, TRACKING, PARCELS, WEIGHT, EXPECTED, COD),
    *(AGREED_DATE, AGREED_TIME, AGREED_PLACE, REMARK),
)

ASSESSED = Fact("assessed", N_("a finance reviewer approved the order"))
AGREED = Fact("agreed", N_("the customer said yes, on screen or recorded"))
NOTHING_LEFT = Fact("nothing_left", N_("nothing of the order is left to deliver"))
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


ORDER = Workflow(
    "order",
    Called(N_("order"), N_("order steps"), N_("order steps that the system approves"), N_("{count} orders: {action}?")),
    numbers=(series.ORDER, series.SHIPMENT),
    steps=(
        # an order waits for ...                     passed by                acts on
        Step("review", N_("order review"), P.ORDER_REVIEW, Part.DOCUMENT, (OPINION,), not_by_creator=True),
        Step(
            "finance",
            N_("finance review"),
            P.ORDER_FINANCE_REVIEW,
            Part.DOCUMENT,
            (OPINION,),
            not_by_creator=True,
            makes=ASSESSED,
        ),
        Step("release", N_("outbound review"), P.ORDER_OUTBOUND_REVIEW, Part.UNRELEASED, (OPINION,), answers=Release),
        Step("ship", N_("shipment confirmation"), P.ORDER_SHIP, Part.SHIPMENT, _ON_ITS_WAY, answers=Shipping),
        Step(
            "receive", N_("receipt confirmation"), Party.CUSTOMER, Part.SHIPMENT, can_take_back=False, answers=Receipt
        ),
    ),
    exits=(
        Exit("send_back", N_("send back"), DRAFT, ("review", "finance"), Party.STEPS_OWN, (REASON,)),
        Exit("send_back", N_("send back"), "review", ("release",), Party.STEPS_OWN, (REASON,)),
        Exit("unrelease", N_("unrelease"), "release", ("ship",), P.ORDER_OUTBOUND_REVIEW, (REASON,)),
        Exit("close", N_("close short"), "done", ("review", "release"), Party.STEPS_OWN, (REASON,), Closing),
        Exit("withdraw", N_("withdraw"), DRAFT, ("review",), Party.CUSTOMER),
        Exit("void", N_("void"), VOID, NOTHING_SHIPPED_YET, P.ORDER_VOID, (REASON,)),
    ),
    holds=(
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
        HoldKind(
            UNCONFIRMED, N_("waits for the customer's yes"), BEFORE_DELIVERY, (), fact=AGREED, opens=waits_for_a_yes
        ),
    ),
)

RETURN = Workflow(
    "return",
    Called(
        N_("return"), N_("return steps"), N_("return steps that the system approves"), N_("{count} returns: {action}?")
    ),
    kinds=("refund_only", "return_and_refund", "exchange"),
    behalf=P.RETURN_CREATE,
    prefix="return.",
    numbers=(series.RETURN, series.DRAFT_RETURN),
    steps=(
        Step(
            "review", N_("return review"), P.RETURN_REVIEW, asks=(OPINION,), not_by_creator=True, answers=ReturnReview
        ),
        Step(
            "dispatch",
            N_("return dispatch"),
            Party.CUSTOMER,
            asks=(CARRIER, TRACKING),
            kinds=("return_and_refund", "exchange"),
            answers=ReturnDispatch,
        ),
        Step(
            "receive",
            N_("return receipt"),
            P.RETURN_RECEIVE,
            kinds=("return_and_refund", "exchange"),
            answers=ReturnReceipt,
        ),
        Step(
            "refund",
            N_("refund confirmation"),
            P.RETURN_REFUND,
            asks=(METHOD, REFERENCE),
            kinds=("refund_only", "return_and_refund"),
            can_take_back=False,
            answers=Refund,
        ),
    ),
    exits=(
        Exit("send_back", N_("send back"), DRAFT, ("review",), Party.STEPS_OWN, (REASON,)),
        Exit("send_back", N_("send back"), "dispatch", ("receive",), Party.STEPS_OWN, (REASON,)),
        Exit("withdraw", N_("withdraw"), DRAFT, ("review", "dispatch"), Party.CUSTOMER),
        Exit("reject", N_("reject"), VOID, ("review", "receive", "refund"), Party.STEPS_OWN, (REASON,)),
        Exit("reject", N_("reject"), VOID, ("dispatch",), P.RETURN_REVIEW, (REASON,)),
        Exit("void", N_("void"), VOID, (DRAFT,), Party.CUSTOMER, (REASON,)),
    ),
)

WORKFLOWS: dict[str, Workflow] = {flow.name: flow for flow in (ORDER, RETURN)}


def flow_of(number: str) -> Workflow:
    """The workflow of the document of that number, or draft's reference; a part's is its document's.

    What no other workflow has is an order's: references of orders are what somebody else calls them.
    """
    for flow in WORKFLOWS.values():
        if number.startswith(flow.numbers):
            return flow
    return ORDER


# What an order must carry before it is submitted, by the channel it came through: S04.7, S08.4, S11.10, S14.5;
# orders taken face to face need their contract (S17.2).
_ALWAYS = ("contact", "phone", "address", "terms")
REQUIRED: dict[str, tuple[str, ...]] = {
    "website": _ALWAYS,
    "phone": (*_ALWAYS, "requested_date"),
    "email": (*_ALWAYS, "requested_date"),
    "fax": (*_ALWAYS, "requested_date"),
    "visit": (*_ALWAYS, "requested_date", "contract_number"),
    "fair": (*_ALWAYS, "requested_date", "contract_number"),
    "batch": ("contact", "address", "terms"),
}
CHANNEL_NAMES = {
    "website": N_("website"),
    "phone": N_("phone"),
    "email": N_("e-mail"),
    "fax": N_("fax"),
    "visit": N_("visit"),
    "fair": N_("fair"),
    "batch": N_("batch"),
}
# what the customer wants of a return, and why goods come back: reports count by it (S19.15)
KIND_NAMES = {
    "refund_only": N_("refund only"),
    "return_and_refund": N_("return and refund"),
    "exchange": N_("exchange"),
}
REASON_NAMES = {
    "damaged": N_("damaged"),
    "wrong": N_("wrong item"),
    "short": N_("short"),
    "quality": N_("poor quality"),
    "expired": N_("expired or expiring"),
    "different": N_("not as described"),
    "unwanted": N_("no longer wanted"),
    "other": N_("another reason"),
}
STATUS_NAMES = {DRAFT: N_("draft"), "done": N_("done"), VOID: N_("void")}
# what the journal of an order calls an act
ACTION_NAMES = {
    "draft": N_("drafted"),
    "submit": N_("submitted"),
    "edit": N_("changed"),
    "delete": N_("deleted"),
    "approve": N_("approved"),
    "send_back": N_("sent back"),
    "unrelease": N_("unreleased"),
    "close": N_("closed short"),
    "substitute": N_("replaced an item"),
    "short_answer": N_("noted the answer to a shortage"),
    "pick_start": N_("began to pick"),
    "pick_take_over": N_("took the picking over"),
    "pick": N_("finished the pick"),
    "check_start": N_("began to check"),
    "check_take_over": N_("took the check over"),
    "check": N_("finished the check"),
    "switch_lot": N_("took another lot"),
    "withdraw": N_("withdrew"),
    "void": N_("voided"),
    "take_back": N_("took back"),
    "hold": N_("held"),
    "release_hold": N_("lifted a hold"),
    "confirm": N_("the customer confirmed"),
    "note": N_("noted"),
    "track": N_("on its way"),
    "case": N_("reported a problem"),
    "settle": N_("settled a case"),
    "assign": N_("assigned"),
    "overtake": N_("moved to the front"),
    "import": N_("imported"),
    "return": N_("a return changed its lines"),
    "reject": N_("rejected"),
}
