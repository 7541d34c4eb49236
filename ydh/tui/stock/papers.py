"""Stock papers of many lines, and what should be bought."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import given
from ydh.core.rules.permissions import P
from ydh.core.stock import limits
from ydh.core.stock.paper_table import EXPECTED, STOCK_PAPERS, TYPED, became, buy, would
from ydh.core.stock.stock_table import SUPPLIER, TO_BUY
from ydh.core.stock.views import Suggestion
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.lists.nouns import columns_of, field_of, noun_book
from ydh.tui.paint.parts import Column, Part, Rows, Say
from ydh.tui.paint.wording import without_command

POSTS = N_("{n} lines are posted at once; what is wrong then is put right by another paper.")
WAITS = N_("somebody else has to confirm it before the stock changes")
CHANGES = (
    Column("sku", N_("code"), "code", 14),
    Column("warehouse", N_("warehouse"), "code", 10),
    Column("old", N_("on hand"), "quantity", 10),
    Column("new", N_("then"), "quantity", 10),
)


def _plan(actor: Actor, rows: Sequence[Any], answers: Answers) -> Sequence[Part]:
    """What a paper that is posted at once does to the stock; of one that is kept open there is nothing to ask."""
    asks = [it for it in STOCK_PAPERS.act("make").asks if isinstance(it, Fact)]
    found = would(actor, **given(asks, answers, edits=False, name=lambda fact: fact.title))
    if found is None:
        return ()
    if found.state.code != "posted":
        return [Say(WAITS, {}, "strong")]
    return [Say(POSTS, {"n": len(found.lines)}, "strong"), Rows(CHANGES, found.lines, heads=True)]


class Papers(noun_book(STOCK_PAPERS)):  # type: ignore[misc]
    """The stock papers. One that is posted at once says first what that does."""

    deeds: tuple[Deed, ...]

    def __init__(self, *more: Any, **named: Any) -> None:
        super().__init__(*more, **named)
        self.deeds = tuple(replace(deed, plan=_plan) if deed.name == "make" else deed for deed in self.deeds)


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
