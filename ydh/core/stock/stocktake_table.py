"""The noun stocktake: a sheet of what should be there, counted in, its differences looked at, then posted. S11"""

from operator import attrgetter

from ydh.core.company.actors import Actor
from ydh.core.goods.looking import find_category
from ydh.core.goods.price_table import full_name
from ydh.core.goods.product_facts import attributes_of
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Act, Noun, Section, Wanted, only
from ydh.core.rules.permissions import P
from ydh.core.stock import paper_looking, stocktake
from ydh.core.stock.paper_table import FACTS as PAPER_FACTS
from ydh.core.stock.paper_table import GIVE_UP, LINES, STOCK_PAPERS, became, confirm, is_living
from ydh.core.stock.stock_table import HOUSE, REASON
from ydh.core.stock.views import PaperHead, PaperSheetLine, StockPaper
from ydh.core.values.outcomes import Page
from ydh.core.values.words import N_

ADJUST = (P.STOCK_ADJUST,)


def _page(actor: Actor, wanted: Wanted) -> Page[PaperHead]:
    return paper_looking.papers(actor, kind="count", after=wanted.after, limit=wanted.limit)


def _begin(actor: Actor, **about: str) -> dict[str, str]:
    return {"number": stocktake.begin(actor, **about)}


def differences(it: StockPaper) -> list[PaperSheetLine]:
    """The lines that differ from the books."""
    return [line for line in it.lines if line.difference]


FACTS = (
    *only(PAPER_FACTS, number=20, state=10),
    Fact("warehouse", N_("warehouse"), "code", width=12),
    Fact("reason", N_("reason"), width=0),
    *only(PAPER_FACTS, lines=5),
    Fact("created_at", N_("time"), "time", width=16, drop=1),
    *only(PAPER_FACTS, by=10, version=None),
)
SHEET = (  # what goes out to be counted: it does not tell what the books say
    Fact("code", N_("code"), "code", of=attrgetter("sku")),
    Fact("name", N_("name")),
    Fact("attributes", N_("attributes"), "pairs", of=attributes_of),
    Fact("unit", N_("unit")),
    Fact("place", N_("shelf"), "code"),
    Fact("lot", N_("lot"), "code"),
    Fact("expires", N_("expires"), "day"),
    Fact("counted", N_("counted"), "quantity", of=attrgetter("quantity")),
    Fact("reason", N_("reason")),
)
COUNTED = (
    Fact("place", N_("shelf"), "code", width=8, drop=1, most=12),
    Fact("code", N_("code"), "code", of=attrgetter("sku"), width=9, most=16),
    Fact("name", N_("name"), seen=full_name, width=0),
    Fact("lot", N_("lot"), "code", width=8, most=16),
    Fact("book", N_("books"), "quantity", width=7),
    Fact("quantity", N_("counted"), "quantity", width=7),
    Fact("difference", N_("differs"), "quantity", width=7, tone=lambda it: "late" if it.difference else ""),
)

STOCKTAKES = Noun(
    "stocktake",
    N_("stocktakes"),
    N_("number of the stocktake"),
    N_("list the stocktakes, newest first"),
    N_("a stocktake with what differs from the books"),
    FACTS,
    _page,
    show=paper_looking.paper,
    row="head",
    sections=(
        Section("differences", N_("what differs from the books"), COUNTED, differences, N_("nothing differs")),
        Section("positions", N_("lines"), tuple(fact._replace(width=None) for fact in LINES), attrgetter("lines")),
    ),
    acts=(
        Act(
            "begin",
            N_("begin a stocktake"),
            N_("begin a stocktake of a warehouse, or of one category or shelf of it; prints its number"),
            _begin,
            on="none",
            key="a",
            needs=ADJUST,
            asks=(
                HOUSE,
                Fact(
                    "shelf", N_("shelf"), find=stocktake.shelves, hint=N_("of this shelf only, and what is part of it")
                ),
                Fact("category", N_("category"), find=find_category, hint=N_("of this category only")),
                REASON,
            ),
            said=N_("{number} is begun; enter opens its sheet"),
            by_hand="command",
        ),
        Act(
            "confirm",
            N_("post the differences"),
            STOCK_PAPERS.act("confirm").help,
            confirm,
            key="C",
            needs=ADJUST,
            versioned=True,
            shows=("differences",),
            says=became,
            why_not=is_living,
            by_hand="command",
        ),
        GIVE_UP._replace(by_hand="command"),
    ),
    needs=(P.ORDER_VIEW,),
    key="number",
    token="cursor",
    metavar="NUMBER",
    tone=lambda it: {"open": "strong", "void": "faint"}.get(it.state.code, "plain"),
    empty=N_("nothing was counted yet\na begins a stocktake"),
    command="stock take",
)
