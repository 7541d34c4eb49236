"""The noun customer: who buys, on which terms, with which account, addresses and staff. S15.6"""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.partners import customers, levels
from ydh.core.partners.address_table import FACTS as ADDRESS
from ydh.core.partners.views import CustomerView
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import IN_USE, Act, Noun, Section, Wanted, active, in_use, late, out_of_use
from ydh.core.rules.orders import TERMS_NAMES
from ydh.core.rules.permissions import P
from ydh.core.values.errors import NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.words import LANGUAGES, N_, Label

MANAGE = (P.CUSTOMER_MANAGE,)
ASKED = ("level", "region", "terms", "contact", "phone", "address", "note")


def _levels(actor: Actor) -> Sequence[tuple[str, Any]]:
    return [("", N_("none: list prices")), *((it.code, it.name) for it in levels.list_levels(actor))]


def _state(it: CustomerView) -> Label | str:
    """What is unusual about a customer."""
    if not it.active:
        return Label(N_("retired."), "retired")
    return "" if it.assessed else Label(N_("new."), "new")


def _assessed(it: CustomerView) -> Label:
    return Label(N_("yes")) if it.assessed else Label(N_("no, its orders wait for a senior"))


def _page(actor: Actor, wanted: Wanted) -> Page[CustomerView]:
    where = {name: wanted.filters.get(name, "") for name in ("region", "level")}
    return customers.list_customers(
        actor, wanted.text, active=active(wanted), sort=wanted.sort, after=wanted.after, limit=wanted.limit, **where
    )


def _reset(actor: Actor, code: str) -> Any:
    it = customers.show(actor, code)
    if not it.login:
        raise NotFound("customer-no-account", code=it.code)
    return late("administration.accounts:reset_password")(actor, it.login)


FACTS = (
    Fact("code", N_("code"), "code", asked="once", required=True, positional=True, width=10),
    Fact("name", N_("name"), asked="always", required=True, positional=True, width=0, sorts=True),
    Fact(
        "level",
        N_("price level"),
        "code",
        asked="always",
        offers=_levels,
        help=N_("code of the price level"),
        width=11,
        drop=2,
    ),
    Fact("region", N_("region"), asked="always", width=8, drop=1),
    Fact(
        "terms",
        N_("payment terms"),
        "label",
        asked="always",
        choices=TERMS_NAMES,
        default="on_delivery",
        help=N_("prepaid, on_delivery or monthly"),
    ),
    Fact("contact", N_("contact"), asked="always", help=N_("whom to speak to"), width=10, drop=4),
    Fact("phone", N_("phone"), "code", asked="always", width=12, drop=3),
    Fact("login", N_("account"), "code", width=9, drop=1),
    Fact("assessed", N_("assessed"), "yes", seen=_assessed),
    Fact("active", N_("state"), "yes", seen=_state, width=9),
    Fact("address", N_("address"), asked="always", listed=False),
    Fact("note", N_("note"), "note", asked="always", help=N_("what the staff should know"), listed=False),
    Fact("created_at", N_("made at"), "time", listed=False),
    Fact("version", N_("version"), "version", listed=False),
)
OWNERS = Fact(
    "owners",
    N_("whose customer"),
    "list",
    find=late("workflow.assigning:colleagues"),
    hint=N_("several with commas between, empty for nobody"),
)
LOGIN = Fact(
    "login",
    N_("sign-in name"),
    "code",
    asked="once",
    required=True,
    positional=True,
    of=lambda it: str(it.code).lower(),
)
ACCOUNT_NAME = Fact("name", N_("name"), help=N_("name; the customer's own unless given"))
LANGUAGE = Fact("language", N_("language"), "label", choices=LANGUAGES, help=N_("zh_CN or en"))

CUSTOMERS = Noun(
    "customer",
    N_("customers"),
    N_("code of the customer"),
    N_("list customers; with a text, search code and name"),
    N_("one customer; a customer's own without a code"),
    FACTS,
    _page,
    customers.show,
    sections=(
        Section("staff", N_("whose customer"), (OWNERS,)),
        Section("addresses", N_("further addresses"), ADDRESS, lambda it: it.addresses),
    ),
    flat=True,
    filters=(
        Filter("region", N_("region"), help=N_("of this region only")),
        Filter("level", N_("price level"), offers=_levels, help=N_("of this price level only")),
        IN_USE._replace(
            choices={"": N_("active"), "retired": N_("retired."), "all": N_("active or retired")},
            flags={"--retired": ("retired", N_("the retired ones")), "--all": ("all", N_("active or retired"))},
        ),
    ),
    acts=(
        Act(
            "add",
            N_("add a customer"),
            N_("add a customer"),
            customers.add,
            on="none",
            key="a",
            needs=MANAGE,
            asks=("code", "name", *ASKED),
            said=N_("{code} is added"),
        ),
        Act(
            "edit",
            N_("edit"),
            N_("change a customer; an empty value takes it away"),
            customers.edit,
            key="E",
            needs=MANAGE,
            asks=("name", *ASKED),
            edits=True,
            versioned=True,
            said=N_("{code} is changed"),
        ),
        Act(
            "account",
            N_("open an account"),
            N_("open a customer's ordering account; a password that is made up is shown this once"),
            late("administration.accounts:add_customer_account"),
            key="U",
            needs=MANAGE,
            asks=(LOGIN, ACCOUNT_NAME, LANGUAGE),
            said=N_("{login} can order for {code}"),
            why_not=lambda it: N_("it has an account already") if it.login else "",
            secret="chosen",
        ),
        Act(
            "reset-password",
            N_("reset password"),
            N_("give a customer's account a new password that is made up and shown this once"),
            _reset,
            key="N",
            needs=MANAGE,
            said=N_("{login} has a new password"),
            question=N_("{what}: gets a new password; its sign-ins end. Go on?"),
            why_not=lambda it: "" if it.login else N_("it has no account yet"),
            main=False,
            secret="password",
        ),
        Act(
            "set-level",
            N_("set price level"),
            N_("set the price level of customers; an empty one is list prices"),
            customers.edit,
            on="many",
            key="m",
            needs=MANAGE,
            asks=("level",),
            edits=True,
            said=N_("{code} is changed"),
            main=False,
        ),
        Act(
            "owner",
            N_("whose customer"),
            N_("say whose customer it is; without a name, nobody's"),
            lambda actor, code, owners: customers.set_owners(actor, code, owners),
            key="A",
            needs=MANAGE,
            asks=(OWNERS,),
            edits=True,
            said=N_("{code} is changed"),
            main=False,
            by_hand="command",
        ),
        Act(
            "assess",
            N_("record as assessed"),
            N_("record that new customers were looked at: their orders are held no more for that"),
            customers.assess,
            on="many",
            key="C",
            needs=(P.CUSTOMER_MANAGE, P.ORDER_FINANCE_REVIEW),
            said=N_("{code} is assessed"),
            why_not=lambda it: N_("it is assessed already") if it.assessed else "",
            main=False,
        ),
        Act(
            "retire",
            N_("retire"),
            N_("take no new orders of customers; what is on its way goes on"),
            customers.retire,
            on="many",
            key="t",
            needs=MANAGE,
            said=N_("{code} is retired"),
            question=N_("{what} will be retired. Go on?"),
            back="restore",
            why_not=in_use,
            main=False,
        ),
        Act(
            "restore",
            N_("restore"),
            N_("take orders of retired customers again"),
            customers.restore,
            on="many",
            key="T",
            needs=MANAGE,
            said=N_("{code} is restored"),
            back="retire",
            why_not=out_of_use,
            main=False,
        ),
    ),
    needs=(P.ORDER_VIEW,),
    token="code",
    called=lambda it: f"{it.code} {it.name}",
    tone=lambda it: "plain" if it.active else "faint",
    text=N_("words of code or name"),
    whole=True,
    empty=N_("there are no customers yet\na adds one; many at once: imports, or ydh customer import"),
    own=N_("code of the customer; one's own without"),
)
