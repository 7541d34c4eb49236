"""The noun address: where else a customer is delivered to."""

from ydh.core.company.actors import Actor
from ydh.core.partners import addresses
from ydh.core.partners.views import AddressView
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Act, Noun, Wanted
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_


def _page(actor: Actor, wanted: Wanted) -> Page[AddressView]:
    return Page(addresses.list_addresses(actor, customer=wanted.of))


FACTS = (
    Fact(
        "label",
        N_("label"),
        "code",
        asked="once",
        required=True,
        positional=True,
        help=N_("what it is called, such as warehouse 2"),
        hint=N_("such as warehouse 2"),
        width=14,
    ),
    Fact("contact", N_("contact"), asked="once", help=N_("whom to speak to"), width=10),
    Fact("phone", N_("phone"), "code", asked="once", width=14),
    Fact("address", N_("address"), asked="once", required=True, positional=True, width=0),
)

ADDRESSES = Noun(
    "address",
    N_("addresses"),
    N_("what it is called"),
    N_("list a customer's further delivery addresses"),
    N_("show one delivery address"),
    FACTS,
    _page,
    acts=(
        Act(
            "add",
            N_("add an address"),
            N_("add a delivery address"),
            addresses.add,
            on="none",
            key="a",
            needs=(P.CUSTOMER_MANAGE,),
            asks=("label", "address", "contact", "phone"),
            said=N_("the address {label} is added"),
        ),
        Act(
            "remove",
            N_("remove"),
            N_("remove a delivery address; orders keep the address they went to"),
            addresses.remove,
            key="X",
            needs=(P.CUSTOMER_MANAGE,),
            question=N_("The address {what} will be removed; orders keep the address they went to. Go on?"),
            said=N_("the address {label} is removed"),
        ),
    ),
    key="label",
    metavar="LABEL",
    empty=N_("no address besides your own yet\na adds one"),
    command="customer address",
    parent=Fact("customer", N_("customer"), "code", help=N_("code of the customer")),
    own=N_("code of the customer; one's own without"),
)
