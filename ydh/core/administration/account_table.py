"""The noun account: who may come in, with which roles, and what of the company he sees. S06.10, S21.34"""

from collections.abc import Sequence
from typing import Any

from ydh.core.administration import account_looking, accounts, roles
from ydh.core.administration.views import AccountView
from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Wanted, in_use, late, out_of_use
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.words import LANGUAGES, N_, Label

MANAGE = (P.STAFF_MANAGE,)
KINDS = {"staff": N_("staff"), "service": N_("service account"), "customer": N_("customer")}
SCOPES = {"all": N_("all customers"), "region": N_("customers of regions"), "own": N_("own customers")}


def _page(actor: Actor, wanted: Wanted) -> Page[AccountView]:
    kind = wanted.filters.get("kind", "")
    return account_looking.list_accounts(
        actor, wanted.text, kind="" if kind == "all" else kind, after=wanted.after, limit=wanted.limit
    )


def _roles(actor: Actor) -> Sequence[tuple[str, Any]]:
    return [(role.code, role.name) for role in roles.list_roles(actor)]


def role_names(it: AccountView) -> Sequence[Any]:
    """The roles as people call them."""
    if it.kind == "customer":
        return (Label(N_("orders for its customer")),)
    return it.role_names or (Label(N_("no role")),)


def _state(it: AccountView) -> Label | str:
    """What is unusual about an account."""
    if not it.active:
        return Label(N_("retired."), "retired")
    if it.locked_until:
        return Label(N_("locked."), "locked")
    return Label(N_("scripts"), "service") if it.kind == "service" else ""


def _has_roles(it: AccountView) -> bool:
    return it.kind != "customer"


def _is_person(it: AccountView) -> bool:
    return it.kind == "staff"


LOGIN = Fact("login", N_("sign-in name"), "code", asked="once", required=True, positional=True, width=18)
NAME = Fact("name", N_("name"), asked="always", required=True, positional=True, width=14)
ROLES = Fact(
    "roles",
    N_("roles"),
    "list",
    asked="once",
    offers=_roles,
    option="role",
    help=N_("a role; repeat for more"),
    seen=role_names,
    width=0,
)
SCOPE = Fact(
    "scope",
    N_("scope"),
    "label",
    asked="always",
    choices=SCOPES,
    default="all",
    help=N_("whose documents are seen: all, region or own"),
    when=_has_roles,
    width=14,
    drop=2,
)
REGIONS = Fact(
    "regions",
    N_("regions"),
    "list",
    asked="always",
    option="region",
    help=N_("a region of the scope; repeat for more"),
    hint=N_("only with `customers of regions`; commas between"),
    when=_has_roles,
)
OWNER = Fact(
    "owner",
    N_("owner"),
    "code",
    asked="once",
    find=late("workflow.assigning:colleagues"),
    help=N_("whose service account it is: who adds it unless another is named"),
    hint=N_("only of a service account; empty for yourself"),
    width=12,
    drop=3,
)
SERVICE = Fact(
    "service",
    N_("service account"),
    "yes",
    asked="once",
    help=N_("for scripts: no password, no screens, only tokens; it ends when its owner leaves"),
)
FACTS = (
    LOGIN,
    NAME,
    Fact("kind", N_("kind"), "label", choices=KINDS),
    Fact("customer", N_("customer"), "code"),
    ROLES,
    SCOPE,
    REGIONS,
    Fact("active", N_("state"), "yes", seen=_state, width=10),
    OWNER,
    Fact(
        "os_user",
        N_("system user"),
        "code",
        asked="always",
        help=N_("the system user who is let in without a password"),
        hint=N_("is let in here without a password; empty for none"),
        when=_is_person,
        listed=False,
    ),
    Fact(
        "language",
        N_("language"),
        "label",
        asked="always",
        choices=LANGUAGES,
        help=N_("zh_CN or en"),
        listed=False,
    ),
    Fact("locked_until", N_("waits until"), "time", listed=False),
    Fact("created_at", N_("made at"), "time", listed=False),
    Fact("version", N_("version"), "version", listed=False),
    Fact("last_sign_in", N_("last sign-in"), "time", listed=False, width=16, drop=1),
)
PERMISSIONS = Fact("permissions", N_("permissions"), "list")
HELD = ROLES._replace(seen=None)
_OF_ME = ("login", "name", "kind", "customer", "roles", "scope", "regions", "language")
CLOCK = Fact("clock", N_("times are by the clock of"))  # said once: every time that people read or type is by it
ME = (
    *(HELD if it.code == "roles" else it for it in FACTS if it.code in _OF_ME),
    CLOCK,
    PERMISSIONS,
)  # who is signed in
# a line of the access review: who holds which rights, S02.8
DUTIES = (LOGIN, NAME, HELD, SCOPE, REGIONS, PERMISSIONS, OWNER)

ACCOUNTS = Noun(
    "account",
    N_("staff accounts"),
    N_("sign-in name"),
    N_("list accounts"),
    N_("one account; one's own without a name"),
    FACTS,
    _page,
    account_looking.show,
    filters=(
        Filter(
            "kind",
            N_("whose accounts"),
            "label",
            choices={
                "staff": N_("staff"),
                "service": N_("service accounts"),
                "customer": N_("customers"),
                "all": N_("all"),
            },
            help=N_("staff, with service accounts; service alone; customer"),
            default="staff",
        ),
    ),
    acts=(
        Act(
            "add",
            N_("add staff"),
            N_("add a staff account; a password that is made up is shown this once"),
            accounts.add_staff,
            on="none",
            key="a",
            needs=MANAGE,
            asks=("login", "name", "roles", "scope", "regions", "language", "os_user", SERVICE, "owner"),
            said=N_("{login} is added"),
            secret="chosen",
        ),
        Act(
            "edit",
            N_("edit"),
            N_("change an account; an empty --os-user unbinds it"),
            accounts.edit,
            key="E",
            needs=MANAGE,
            asks=("name", "scope", "regions", "language", "os_user"),
            edits=True,
            said=N_("{login} is changed"),
        ),
        Act(
            "reset-password",
            N_("reset password"),
            N_("give an account a new password that is made up and shown this once"),
            accounts.reset_password,
            key="N",
            needs=MANAGE,
            said=N_("{login} has a new password"),
            question=N_("The sign-ins and tokens of {what} will end. Go on?"),
            why_not=lambda it: N_("a service account has no password") if it.kind == "service" else "",
            secret="password",
        ),
        Act(
            "retire",
            N_("retire"),
            N_("take away everything at once: sign-ins, tokens, service accounts, the right to sign in"),
            accounts.retire,
            on="many",
            key="t",
            needs=MANAGE,
            said=N_("{code} is retired"),
            question=N_("{what} will be retired: all sign-ins, tokens and service accounts end at once. Go on?"),
            back="restore",
            sure=True,
            why_not=in_use,
            main=False,
        ),
        Act(
            "restore",
            N_("restore"),
            N_("let retired accounts in again, with the roles they had"),
            accounts.restore,
            on="many",
            key="T",
            needs=MANAGE,
            said=N_("{code} is restored"),
            back="retire",
            why_not=out_of_use,
            main=False,
        ),
    ),
    needs=MANAGE,
    key="login",
    token="login",
    metavar="LOGIN",
    called=lambda it: f"{it.login} {it.name}",
    tone=lambda it: "plain" if it.active else "faint",
    text=N_("words of sign-in name, name or customer"),
    whole=True,
    empty=N_("no account here\na adds staff; a customer's account is opened in its own list with U"),
    own=N_("sign-in name"),
)
