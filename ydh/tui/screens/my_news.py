"""News for a customer: what became of its orders, in a shopkeeper's words."""

from collections.abc import Sequence

from ydh.core import looking, queues
from ydh.core.actors import Actor
from ydh.core.documents_queues import News
from ydh.core.words import Label
from ydh.tui.book import Column, Found, Part, Query, Rows
from ydh.tui.screens.my_orders import STAGES, my_parts, stage_of
from ydh.tui.screens.news import AT, NONE, NUMBER, NewsBook
from ydh.tui.screens.order_parts import action_name


def happened(news: News) -> Label:
    """Where the order has come to, or what was done with it."""
    return stage_of(news.to) if news.action == "approve" else action_name(news.action)


def _told(news: News) -> bool:
    """Whether it is new to a shopkeeper: two steps of one stage are the same to it."""
    return news.action != "approve" or STAGES.get(news.to) != STAGES.get(news.step)


COLUMNS = (AT, NUMBER, Column("action", NewsBook.title, of=happened))


class MyNews(NewsBook):
    """What happened to my orders, the latest first."""

    columns = COLUMNS

    def page(self, actor: Actor, query: Query) -> Found:
        return Found([news for news in queues.news(actor, limit=200) if _told(news)])

    def detail(self, actor: Actor, row: News) -> Sequence[Part]:
        return my_parts(looking.show(actor, row.number), looking.history(actor, row.number))


def news_parts(actor: Actor) -> Sequence[Part]:
    """The newest few, for a pane."""
    newest = [news for news in queues.news(actor, limit=12) if _told(news)][:6]
    return [Rows(COLUMNS, newest, NewsBook.title, NONE)]
