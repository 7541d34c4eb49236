"""The noun carrier: who and what goods travel with. S05.9, S10.16"""

from ydh.core.company.actors import Actor
from ydh.core.partners import carriers
from ydh.core.partners.views import CARRIER_KINDS, CarrierView
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import IN_USE, RESTORE, RETIRE, Act, Noun, Wanted, active
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.text import key
from ydh.core.values.words import N_, Label

MANAGE = (P.ORDER_SHIP, P.SYSTEM_CONFIGURE)


def _state(it: CarrierView) -> Label:
    if not it.active:
        return Label(N_("retired."), "retired")
    return Label(N_("contract over"), "expired") if it.expired else Label(N_("in use"), "active")


def _page(actor: Actor, wanted: Wanted) -> Page[CarrierView]:
    found = carriers.list_carriers(actor, active=active(wanted))
    return Page(tuple(it for it in found if key(wanted.text) in key(f"{it.code} {it.name}")))


def _tone(it: CarrierView) -> str:
    return "plain" if it.active else "faint"


FACTS = (
    Fact("code", N_("code"), "code", asked="once", required=True, positional=True, width=10, sorts=True),
    Fact("name", N_("name"), asked="always", required=True, positional=True, width=0, sorts=True),
    Fact(
        "kind",
        N_("kind"),
        "label",
        asked="always",
        choices=CARRIER_KINDS,
        default="express",
        help=N_("express, freight, own, pickup or personal"),
        width=14,
        sorts=True,
    ),
    Fact("phone", N_("phone"), asked="always", width=14, drop=1),
    Fact(
        "contract_number",
        N_("contract number"),
        asked="always",
        option="contract",
        help=N_("number of the contract"),
    ),
    Fact(
        "contract_until",
        N_("contract until"),
        "day",
        asked="always",
        option="until",
        help=N_("last day of the contract"),
        hint="2027-12-31",
        width=14,
        drop=1,
        sorts=True,
    ),
    Fact(
        "state", N_("state"), "label", of=_state, width=15, tone=lambda it: "late" if it.active and it.expired else ""
    ),
    Fact(
        "tracking_url",
        N_("tracking page"),
        asked="always",
        option="url",
        help=N_("address of the tracking page, with {number} in it"),
    ),
)

CARRIERS = Noun(
    "carrier",
    N_("carriers"),
    N_("code of the carrier"),
    N_("list the carriers"),
    N_("show one carrier"),
    FACTS,
    _page,
    filters=(IN_USE,),
    acts=(
        Act(
            "add",
            N_("add a carrier"),
            N_("add a carrier"),
            carriers.add,
            on="none",
            key="a",
            needs=MANAGE,
            asks=("code", "name", "kind", "phone", "contract_number", "contract_until", "tracking_url"),
            said=N_("{code} is added"),
        ),
        Act(
            "edit",
            N_("edit"),
            N_("change a carrier; an empty value takes it away"),
            carriers.edit,
            key="E",
            needs=MANAGE,
            asks=("name", "kind", "phone", "contract_number", "contract_until", "tracking_url"),
            edits=True,
            versioned=True,
            said=N_("{code} is changed"),
        ),
        RETIRE._replace(help=N_("use carriers no more"), do=carriers.retire, needs=MANAGE),
        RESTORE._replace(
            help=N_("use retired carriers again"), do=carriers.restore, needs=MANAGE, said=N_("{code} is used again")
        ),
    ),
    needs=(P.ORDER_VIEW, P.SYSTEM_CONFIGURE),
    called=lambda it: f"{it.code} {it.name}",
    tone=_tone,
    text=N_("words of code or name"),
    empty=N_("there is no carrier\na adds one"),
)
