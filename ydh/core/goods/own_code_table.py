"""The noun own code: what a customer calls our items. S17.6"""

from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import own_codes
from ydh.core.goods.views import OwnCode
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Act, Noun, Wanted, late
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_

MANAGE = (P.CUSTOMER_MANAGE, P.PRODUCT_MANAGE)


def _page(actor: Actor, wanted: Wanted) -> Page[OwnCode]:
    return Page(own_codes.own_codes(actor, customer=wanted.of))


def _set(actor: Actor, own_code: str, code: str, customer: str) -> dict[str, Any]:
    own_codes.set_own_code(actor, own_code, code, customer=customer)
    return {"own_code": own_code, "code": code, "customer": customer}


FACTS = (
    Fact(
        "own_code",
        N_("the customer's own code"),
        "code",
        asked="once",
        required=True,
        positional=True,
        width=24,
        sorts=True,
    ),
    Fact(
        "code",
        N_("code"),
        "code",
        asked="once",
        required=True,
        positional=True,
        find=late("goods.looking:find_item"),
        help=N_("code of the item"),
        width=16,
        sorts=True,
    ),
    Fact("name", N_("name"), width=0, sorts=True),
)

OWN_CODES = Noun(
    "own_code",
    N_("own item codes"),
    N_("the customer's own code"),
    N_("list a customer's own codes for our items"),
    N_("show what a customer's own code means"),
    FACTS,
    _page,
    acts=(
        Act(
            "set",
            N_("set a code"),
            N_("let a customer's own code mean one of our items"),
            _set,
            on="none",
            key="a",
            needs=MANAGE,
            asks=("own_code", "code"),
            said=N_("{own_code} means {code}"),
        ),
        Act(
            "remove",
            N_("remove"),
            N_("forget a customer's own code"),
            own_codes.remove_own_code,
            key="X",
            needs=MANAGE,
            question=N_("The code {what} will be forgotten. Go on?"),
            said=N_("{own_code} means nothing any more"),
        ),
    ),
    key="own_code",
    metavar="OWN",
    empty=N_("no own item code yet\na lets one mean an item"),
    command="customer own-code",
    parent=Fact("customer", N_("customer"), "code", help=N_("code of the customer")),
    own=N_("code of the customer; one's own without"),
)
