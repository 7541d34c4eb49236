"""News for a customer: what became of its orders and returns, in a shopkeeper's words."""

from collections.abc import Sequence

from ydh.core.company.actors import Actor
from ydh.core.orders.views import OrderView
from ydh.core.rules.returns import RETURN
from ydh.core.rules.workflows import flow_of
from ydh.core.values.words import N_, Label
from ydh.core.workflow import queues
from ydh.core.workflow.views import Event, News
from ydh.tui.front.news import AT, NONE, NUMBER, NewsBook, said
from ydh.tui.lists.book import Column, Found, Part, Query, Rows
from ydh.tui.orders.my_orders import STAGES, my_parts, stage_of
from ydh.tui.orders.order_parts import action_name
from ydh.tui.returns import return_parts


def happened(news: News) -> Label:
    """Where the order or the return has come to, or what was done with it."""
    if flow_of(news.number) is RETURN:
        return return_parts.stage_of(news.to) if news.to != news.step else action_name(news.action)
    return stage_of(news.to) if news.action == "approve" else action_name(news.action)


def _told(news: News) -> bool:
    """Whether it is new to a shopkeeper: two steps of one stage of an order are the same to it."""
    if news.action != "approve" or flow_of(news.number) is RETURN:
        return True
    return STAGES.get(news.to) != STAGES.get(news.step)


TOLD = Column("told", N_("details"), of=lambda news: tuple(said(news)))
COLUMNS = (AT, NUMBER, Column("action", NewsBook.title, of=happened))


class MyNews(NewsBook):
    """What happened to my orders and returns, the latest first."""

    columns = (AT, NUMBER, Column("action", NewsBook.title, "text", 12, most=21, of=happened), TOLD)

    def page(self, actor: Actor, query: Query) -> Found:
        return Found([news for news in queues.news(actor, limit=200) if _told(news)])

    def order_parts(self, view: OrderView, events: Sequence[Event]) -> Sequence[Part]:
        return my_parts(view, events)


def news_parts(actor: Actor) -> Sequence[Part]:
    """The newest few, for a pane."""
    newest = [news for news in queues.news(actor, limit=12) if _told(news)][:6]
    return [Rows(COLUMNS, newest, NewsBook.title, NONE)]
