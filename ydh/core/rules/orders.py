"""The two workflows, as tables. Read a row as: a document waits for this step, which these people pass.

No step can be skipped by anyone (S02.6); switching one off removes the person, not the effect (S21.30).
"""

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
    Exit,
    HoldKind,
    Part,
    Party,
    Step,
    Workflow,
)
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_

NOTHING_SHIPPED_YET = (DRAFT, "review", "finance", "release", "ship")
BEFORE_DELIVERY = ("review", "finance", "release", "ship")  # a hold never blocks the receipt of delivered goods
_ON_ITS_WAY = (
    *(CARRIER, TRACKING, PARCELS, WEIGHT, EXPECTED, COD),
    *(AGREED_DATE, AGREED_TIME, AGREED_PLACE, REMARK),
)

ORDER = Workflow(
    "order",
    steps=(
        # an order waits for ...                     passed by                acts on
        Step("review", N_("order review"), P.ORDER_REVIEW, Part.DOCUMENT, (OPINION,), not_by_creator=True),
        Step("finance", N_("finance review"), P.ORDER_FINANCE_REVIEW, Part.DOCUMENT, (OPINION,), not_by_creator=True),
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
            "exception",
            N_("exception"),
            N_("somebody with a right on the step reports a problem"),
            BEFORE_DELIVERY,
            (P.ORDER_ASSIGN, Party.STEPS_OWN),
        ),
        HoldKind(
            "amount",
            N_("large amount"),
            N_("the total is over the company's threshold when the order is submitted"),
            ("finance", "release", "ship"),
            (P.CREDIT_OVERRIDE,),
        ),
        HoldKind(
            "new_customer",
            N_("new customer"),
            N_("the customer has not been assessed when the order is submitted"),
            ("release", "ship"),
            (P.ORDER_FINANCE_REVIEW,),
            fact=N_("a finance reviewer passed the order"),
        ),
        HoldKind(
            "cancellation",
            N_("cancellation asked by the customer"),
            N_("the customer asks for cancellation after the review"),
            BEFORE_DELIVERY,
            (P.ORDER_VOID,),
        ),
        HoldKind(
            "unconfirmed",
            N_("waits for the customer's yes"),
            N_("staff entered the order and asked the customer to confirm it"),
            BEFORE_DELIVERY,
            (),
            fact=N_("the customer said yes, on screen or recorded"),
        ),
    ),
)

RETURN = Workflow(
    "return",
    kinds=("refund_only", "return_and_refund", "exchange"),
    behalf=P.RETURN_CREATE,
    prefix="return.",
    numbers=("DH-R-", "DR-"),
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

WORKFLOWS = {flow.name: flow for flow in (ORDER, RETURN)}


def flow_of(number: str) -> Workflow:
    """The workflow of the document of that number, or draft's reference; a shipment's is its order's."""
    return RETURN if number.startswith(RETURN.numbers) else ORDER


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
    "approve": N_("passed"),
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
