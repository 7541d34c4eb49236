"""News for a customer: what became of its orders and returns, in a shopkeeper's words."""

from collections.abc import Callable, Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.workflows import flow_of
from ydh.core.values.words import N_, Label
from ydh.core.workflow.news import latest
from ydh.core.workflow.views import News
from ydh.tui.documents.kinds import OnScreen, on_screen
from ydh.tui.front.news import AT, NONE, NUMBER, NewsBook, said
from ydh.tui.lists.book import Found, Query
from ydh.tui.lists.words import action_name
from ydh.tui.paint.parts import Column, Part, Rows


def happened(news: News) -> Label:
    """Where the order or the return has come to, or what was done with it."""
    kind = on_screen(flow_of(news.number).name)
    return kind.stage(news.to) if kind.moved(news) else action_name(news.action)


def _told(news: News) -> bool:
    return on_screen(flow_of(news.number).name).is_news(news)


TOLD = Column("told", N_("details"), of=lambda news: tuple(said(news)))
COLUMNS = (AT, NUMBER, Column("action", NewsBook.title, of=happened))


class MyNews(NewsBook):
    """What happened to my orders and returns, the latest first."""

    columns = (AT, NUMBER, Column("action", NewsBook.title, "text", 12, most=21, of=happened), TOLD)

    def page(self, actor: Actor, query: Query) -> Found:
        return Found([news for news in latest(actor, limit=200) if _told(news)])

    def parts(self, kind: OnScreen) -> Callable[[Actor, str], Sequence[Part]]:
        return kind.mine


def news_parts(actor: Actor) -> Sequence[Part]:
    """The newest few, for a pane."""
    newest = [news for news in latest(actor, limit=12) if _told(news)][:6]
    return [Rows(COLUMNS, newest, NewsBook.title, NONE)]


def news(app: Any) -> Any:
    """The news of this kind of account."""
    from ydh.tui.lists.listing import ListScreen

    return ListScreen(MyNews() if app.me.kind == "customer" else NewsBook())
