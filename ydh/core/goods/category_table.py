"""The nouns category and brand: under which names goods are found together."""

from collections.abc import Callable

from ydh.core.company.actors import Actor
from ydh.core.goods import catalogue
from ydh.core.goods.views import NameRow
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Noun, Wanted
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.text import key
from ydh.core.values.words import N_

FACTS = (Fact("name", N_("name"), width=0, sorts=True),)
TEXT = N_("words of the name")


def _page(names: Callable[[Actor], tuple[str, ...]]) -> Callable[[Actor, Wanted], Page[NameRow]]:
    def page(actor: Actor, wanted: Wanted) -> Page[NameRow]:
        return Page(tuple(NameRow(name) for name in names(actor) if key(wanted.text) in key(name)))

    return page


CATEGORIES = Noun(
    "category",
    N_("categories"),
    N_("name of the category"),
    N_("list the categories"),
    N_("show one category"),
    FACTS,
    _page(catalogue.categories),
    needs=(P.ORDER_VIEW,),
    key="name",
    metavar="NAME",
    text=TEXT,
    empty=N_("there is no category\na product that is given a new one makes it"),
    command="product category",
)

BRANDS = Noun(
    "brand",
    N_("brands"),
    N_("name of the brand"),
    N_("list the brands of what is sold"),
    N_("show one brand"),
    FACTS,
    _page(catalogue.brands),
    needs=(P.ORDER_VIEW,),
    key="name",
    metavar="NAME",
    text=TEXT,
    empty=N_("no product has a brand"),
    command="product brand",
)
