"""Stock papers of many lines, and what should be bought."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.nouns import given
from ydh.core.rules.permissions import P
from ydh.core.stock import limits
from ydh.core.stock.paper_table import EXPECTED, STOCK_PAPERS, TYPED, became, buy
from ydh.core.stock.stock_table import SUPPLIER, TO_BUY
from ydh.core.stock.views import Suggestion
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.nouns import columns_of, field_of, noun_book
from ydh.tui.paint.parts import Say
from ydh.tui.paint.wording import without_command

Papers = noun_book(STOCK_PAPERS)

ASKED = (TYPED, SUPPLIER, EXPECTED)


def _buy_fields(actor: Actor, rows: Sequence[Suggestion]) -> tuple[Field, ...]:
    lines = "\n".join(f"{row.sku} {row.buy:f}" for row in rows)
    first, *rest = (field_of(fact, actor, None) for fact in ASKED)
    return (replace(first, value=lines), *rest)


def _buy(actor: Actor, rows: Sequence[Suggestion], answers: Answers) -> Say:
    made = buy(actor, **given(ASKED, answers, edits=False, name=lambda fact: fact.title))
    return Say(without_command(became(made)), made)


class ToBuy(Book):
    """What should be bought for the orders that wait and the lower limits."""

    name, title, columns = "to-buy", N_("what to buy"), columns_of(TO_BUY)
    needs = (P.ORDER_VIEW,)
    searches, pane, table = False, False, False
    empty = N_("nothing needs to be bought")
    deeds = (
        Deed(
            "buy", "a", N_("write a purchase paper"), _buy, _buy_fields, needs=(P.STOCK_ADJUST,), many=True, main=True
        ),
    )

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(limits.suggestions(actor))

    def key(self, row: Any) -> str:
        return str(row.sku)
