"""The workflow of returns, as a table. Read a row as: a return waits for this step, which these people pass."""

from ydh.core.rules.answers import Refund, ReturnDispatch, ReturnReceipt, ReturnReview
from ydh.core.rules.machine import (
    CARRIER,
    DRAFT,
    METHOD,
    OPINION,
    REASON,
    REFERENCE,
    TRACKING,
    VOID,
    Called,
    Exit,
    Party,
    Step,
    Workflow,
)
from ydh.core.rules.permissions import P
from ydh.core.values import series
from ydh.core.values.words import N_

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
            asks_back=N_("{what}: said to be sent. Are the goods still with the customer?"),
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
            answers=Refund,
            final=N_("the money is recorded as paid back"),
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
# The steps in a shopkeeper's words.
STAGES = {
    DRAFT: N_("not sent yet"),
    "review": N_("being checked"),
    "dispatch": N_("send it back now"),
    "receive": N_("on its way back"),
    "refund": N_("money is on its way"),
    "done": N_("settled"),
    VOID: N_("not taken back"),
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
