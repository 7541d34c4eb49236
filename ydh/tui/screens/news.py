"""News: what others did lately to orders that concern me."""

from collections.abc import Sequence
from typing import Any

from ydh.core import looking, queues
from ydh.core.actors import Actor
from ydh.core.documents_queues import News
from ydh.core.documents_shipping import TRACK_STATUSES, label_of
from ydh.core.words import N_
from ydh.tui.book import Book, Column, Found, Part, Query, Say
from ydh.tui.screens.order_parts import action_name, order_parts, step_name

AT, NUMBER = Column("at", N_("time"), "time", 16), Column("number", N_("number"), "code", 20)
COLUMNS = (
    AT,
    NUMBER,
    Column("action", N_("action"), "text", 12, of=lambda n: action_name(n.action)),
    Column("told", N_("what"), of=lambda n: told(n)),
    Column("to", N_("to."), "text", 12, most=21, drop=1, of=lambda n: step_name(n.to) if n.to else ""),
    Column("by", N_("by"), "text", 10, drop=2),
)
NONE = N_("no news")


def told(it: News) -> Any:
    """What goes with it: how goods travel and when they will be there, what the carrier or the company says."""
    body = it.told
    words = [body[name] for name in ("carrier", "tracking", "place", "answer") if body.get(name)]
    if body.get("status"):
        words.insert(0, label_of(TRACK_STATUSES, body["status"]))
    if body.get("expected_date"):
        words.append(Say(N_("there by {day}"), {"day": body["expected_date"]}))
    return tuple(words) or (step_name(it.to) if it.to and it.to != it.step else "")


class NewsBook(Book):
    """What happened, the latest first."""

    name, title = "news", N_("news")
    columns: tuple[Column, ...] = COLUMNS
    searches, table = False, False
    empty = NONE

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(queues.news(actor, limit=200))

    def key(self, row: News) -> str:
        return f"{row.number} {row.at.isoformat()} {row.action}"

    def called(self, row: News) -> str:
        return row.number

    def detail(self, actor: Actor, row: News) -> Sequence[Part]:
        return order_parts(looking.show(actor, row.number), looking.history(actor, row.number))

    def enter(self, app: Any, row: News) -> Any:
        from ydh.tui.screens.order import order_screen

        return order_screen(row.number)


def news(app: Any) -> Any:
    """The news of this kind of account."""
    from ydh.tui.listing import ListScreen
    from ydh.tui.screens.my_news import MyNews

    return ListScreen(MyNews() if app.me.kind == "customer" else NewsBook())
