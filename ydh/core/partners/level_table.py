"""The noun price level: what customers pay by, and whose orders go first."""

from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.partners import levels
from ydh.core.partners.views import LevelView
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Act, Noun, Wanted
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_


def _page(actor: Actor, wanted: Wanted) -> Page[LevelView]:
    return Page(levels.list_levels(actor))


def _set_priority(actor: Actor, code: str, priority: int) -> dict[str, Any]:
    levels.set_priority(actor, code, str(priority))
    return {"code": code, "priority": priority}


FACTS = (
    Fact("code", N_("code"), "code", asked="once", required=True, positional=True, width=14, sorts=True),
    Fact("name", N_("name"), asked="once", required=True, positional=True, width=0, sorts=True),
    Fact(
        "priority",
        N_("priority"),
        "integer",
        asked="always",
        required=True,
        positional=True,
        help=N_("0 to 5"),
        hint=N_("0 (with all others) to 5 (first)"),
        width=10,
        sorts=True,
    ),
)

LEVELS = Noun(
    "level",
    N_("price levels"),
    N_("code"),
    N_("list the price levels"),
    N_("show one price level"),
    FACTS,
    _page,
    acts=(
        Act(
            "add",
            N_("add a price level"),
            N_("add a price level"),
            levels.add_level,
            on="none",
            key="a",
            needs=(P.CUSTOMER_MANAGE,),
            asks=("code", "name"),
            said=N_("{code} is added"),
        ),
        Act(
            "priority",
            N_("priority"),
            N_("let orders of a price level be worked on before others: 0 (with all) to 5 (first)"),
            _set_priority,
            key="E",
            needs=(P.ORDER_ASSIGN,),
            asks=("priority",),
            filled=True,
            said=N_("{code} has the priority {priority}"),
        ),
    ),
    needs=(P.ORDER_VIEW, P.CUSTOMER_MANAGE),
    called=lambda it: f"{it.code} {it.name}",
    empty=N_("there is no price level: everybody pays list prices\na adds one"),
    command="customer level",
)
