"""The noun token: by what scripts sign in."""

from ydh.core.administration import signin
from ydh.core.administration.views import TokenView
from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact, Filter
from ydh.core.rules.nouns import Act, Noun, Wanted, late
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_


def _page(actor: Actor, wanted: Wanted) -> Page[TokenView]:
    return Page(signin.list_tokens(actor, login=wanted.filters.get("login", "")))


def _create(actor: Actor, name: str, days: int = 90, login: str = "") -> str:
    return signin.create_token(actor, name, days=days, login=login)


WHOSE = N_("whose tokens; one's own unless given")
NAME = Fact("name", N_("name"), asked="once", required=True, positional=True, help=N_("what it is for"), width=0)
FACTS = (
    NAME,
    Fact("login", N_("sign-in name"), "code", asked="row", help=WHOSE, width=18),
    Fact("created_at", N_("made at"), "time", width=16, drop=1),
    Fact("expires_at", N_("ends at"), "time", width=16),
)
DAYS = Fact("days", N_("days it is good for"), "integer", asked="once", default="90", help=N_("how long it lasts"))
FOR = Fact(
    "login",
    N_("service account"),
    "code",
    asked="once",
    find=late("workflow.assigning:colleagues"),
    help=N_("the service account that the script acts as; you unless given"),
    hint=N_("empty for yourself"),
)

TOKENS = Noun(
    "token",
    N_("tokens of scripts"),
    N_("name of the token"),
    N_("list the tokens that hold"),
    N_("show one of your tokens"),
    FACTS,
    _page,
    filters=(Filter("login", N_("sign-in name"), find=late("workflow.assigning:colleagues"), help=WHOSE),),
    acts=(
        Act(
            "create",
            N_("new token"),
            N_("make a token for a script that acts as you or as a service account; it is shown this once"),
            _create,
            on="none",
            key="a",
            asks=("name", DAYS, FOR),
            said=N_("the token {name} is made"),
            secret="token",
        ),
        Act(
            "revoke",
            N_("end the token"),
            N_("end a token at once"),
            signin.revoke_token,
            key="X",
            asks=("login",),
            said=N_("the token {name} is revoked"),
            question=N_("{what}: scripts that use it cannot sign in any more. Go on?"),
        ),
    ),
    key="name",
    metavar="NAME",
    empty=N_("no script has a token\na makes one"),
    command="account token",
)
