"""The workflow of orders, as a table, and what an order must carry. Read a row as: an order waits for this step,
which these people pass.

No step can be skipped by anyone (S02.6); switching one off removes the person, not the effect (S21.30).
"""

from collections.abc import Mapping

from ydh.core.rules.answers import (
    Closing,
    Receipt,
    Release,
    Shipping,
)
from ydh.core.rules.holds import ASSESSED, HOLDS
from ydh.core.rules.machine import (
    AGREED_DATE,
    AGREED_PLACE,
    AGREED_TIME,
    CARRIER,
    COD,
    DRAFT,
    EXPECTED,
    OPINION,
    PARCELS,
    REASON,
    REMARK,
    TRACKING,
    VOID,
    WEIGHT,
    Called,
    Exit,
    On,
    Party,
    Step,
    Workflow,
)
from ydh.core.rules.permissions import P
from ydh.core.values import series
from ydh.core.values.words import N_

# What an order can carry besides its lines: field and label. REQUIRED says which a channel needs.
DETAIL_NAMES: Mapping[str, str] = {
    "contact": N_("contact"),
    "phone": N_("phone"),
    "address": N_("address"),
    "terms": N_("payment terms"),
    "requested_date": N_("requested date"),
    "promised_date": N_("promised date"),
    "project": N_("project"),
    "contract_number": N_("contract number"),
    "contract_date": N_("contract date"),
    "customer_po": N_("the customer's order number"),
    "when_short": N_("if goods are short"),
}
DATES = frozenset({"requested_date", "promised_date", "contract_date"})
# What the customer says is to be done with what is short (S07.18, S10.11).
SHORT_NAMES: Mapping[str, str] = {
    "parts": N_("send what is there, the rest later"),
    "wait": N_("wait until all is there"),
    "close": N_("send what is there, forget the rest"),
}
TERMS_NAMES: Mapping[str, str] = {
    "prepaid": N_("prepaid"),
    "on_delivery": N_("on delivery"),
    "monthly": N_("monthly account"),
}

NOTHING_SHIPPED_YET = (DRAFT, "review", "finance", "release", "ship")
_ON_ITS_WAY = (
    *(CARRIER, TRACKING, PARCELS, WEIGHT, EXPECTED, COD),
    *(AGREED_DATE, AGREED_TIME, AGREED_PLACE, REMARK),
)

ORDER = Workflow(
    "order",
    Called(N_("order"), N_("order steps"), N_("order steps that the system approves"), N_("{count} orders: {action}?")),
    numbers=(series.ORDER, series.SHIPMENT),
    steps=(
        # an order waits for ...                     passed by                acts on
        Step("review", N_("order review"), P.ORDER_REVIEW, On.DOCUMENT, (OPINION,), not_by_creator=True),
        Step(
            "finance",
            N_("finance review"),
            P.ORDER_FINANCE_REVIEW,
            On.DOCUMENT,
            (OPINION,),
            not_by_creator=True,
            makes=ASSESSED,
        ),
        Step("release", N_("outbound review"), P.ORDER_OUTBOUND_REVIEW, On.UNRELEASED, (OPINION,), answers=Release),
        Step(
            "ship",
            N_("shipment confirmation"),
            P.ORDER_SHIP,
            On.SHIPMENT,
            _ON_ITS_WAY,
            answers=Shipping,
            asks_back=N_("{what}: said to have left. Are the goods still here?"),
        ),
        Step(
            "receive",
            N_("receipt confirmation"),
            Party.CUSTOMER,
            On.SHIPMENT,
            answers=Receipt,
            final=N_("what has arrived has arrived; what is wrong with it is reported as a case"),
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
    holds=HOLDS,
)


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
# The steps in a shopkeeper's words. Steps with the same words are one stage of the way.
STAGES: Mapping[str, str] = {
    DRAFT: N_("not sent yet"),
    "review": N_("being checked"),
    "finance": N_("being checked"),
    "release": N_("being packed"),
    "ship": N_("being packed"),
    "receive": N_("on its way"),
    "done": N_("received"),
    VOID: N_("cancelled"),
}
NOTE_KINDS = {"remark": N_("remark"), "contact": N_("contact")}
