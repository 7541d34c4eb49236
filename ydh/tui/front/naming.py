"""Where the number of a document leads, from every screen."""

from ydh.core.company.actors import Actor
from ydh.core.rules import nouns
from ydh.core.rules.workflows import flow_of
from ydh.core.values import series
from ydh.tui.lists.going import Go

COUNT = "count"  # the kind of a stock paper that is a stocktake


def named(actor: Actor, text: str, *, mine: bool) -> Go | None:
    """The document of that number, as far as the person sees it; None for what is no number of ours.

    `mine`: a customer's. Raises NotFound, NotAllowed.
    """
    number = series.number_in(text)
    if not number:
        return None
    if number.startswith(series.CASE):
        nouns.noun("case").shown(actor, number)
        return Go("my_cases" if mine else "cases", {"state": "both", "here": number})
    if number.startswith(series.STOCK_PAPER):
        paper = nouns.noun("stock_paper").shown(actor, number)
        return Go("stocktakes" if paper.head.kind.code == COUNT else "papers", {"here": number})
    flow = flow_of(number)
    nouns.noun(flow.name).shown(actor, number)
    return Go(flow.name, number)
