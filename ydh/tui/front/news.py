"""News: what others did lately to orders and returns that concern me."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.rules.shipping import TRACK_STATUSES
from ydh.core.rules.workflows import flow_of
from ydh.core.values.words import N_, label_of
from ydh.core.workflow.news import latest
from ydh.core.workflow.news_table import FACTS, came_to
from ydh.core.workflow.views import News
from ydh.locale import values
from ydh.tui.documents.kinds import OnScreen, on_screen
from ydh.tui.lists.book import Book, Found, Query
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import columns_of
from ydh.tui.paint.parts import Part, Say

COLUMNS = columns_of(fact._replace(of=lambda it: told(it)) if fact.code == "told" else fact for fact in FACTS)
AT, NUMBER = COLUMNS[:2]
NONE = N_("no news")


def told(it: News) -> Any:
    """What goes with it: how goods travel and when they will be there, what the carrier or the company says."""
    words = said(it)
    return tuple(words) or (came_to(it) if it.to != it.step else "")


def said(it: News) -> list[Any]:
    """The words of `told` alone."""
    body = it.told
    words: list[Any] = [body[name] for name in ("carrier", "tracking", "place", "answer") if body.get(name)]
    if body.get("status"):
        words.insert(0, label_of(TRACK_STATUSES, body["status"]))
    if body.get("expected_date"):
        words.append(Say(N_("there by {day}"), {"day": body["expected_date"]}))
    return words + _of_return(body)


def _of_return(body: Mapping[str, Any]) -> list[Say]:
    """How much is allowed and where to send it, what came, what is paid back, why not."""
    words = []
    if "allowed" in body:
        parts = [Say(N_("{name}: {got} of {asked} allowed"), _figures(*line)) for line in body["allowed"]]
        words += parts or [Say(N_("all of it is allowed"))]
    words += [Say(N_("{name}: {got} came in"), _figures(name, got, got)) for name, got in body.get("came", ())]
    if "refund" in body:
        words.append(Say(N_("{amount} paid back"), {"amount": body["refund"]}))
    for name, text in (("method", "{method}"), ("reference", "{reference}"), ("reason", N_("because: {reason}"))):
        words += [Say(text, {name: body[name]})] if body.get(name) else []
    if body.get("return_address"):
        words.append(Say(N_("send it to: {address}"), {"address": body["return_address"]}))
    return words


def _figures(name: str, asked: Decimal, got: Decimal) -> dict[str, Any]:
    return {"name": name, "asked": values.quantity(asked), "got": values.quantity(got)}


class NewsBook(Book):
    """What happened, the latest first."""

    name, title = "news", N_("news")
    columns = COLUMNS
    searches, table = False, False
    empty = NONE

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(latest(actor, limit=200))

    def key(self, row: News) -> str:
        return f"{row.number} {row.at.isoformat()} {row.action}"

    def called(self, row: News) -> str:
        return row.number

    def detail(self, actor: Actor, row: News) -> Sequence[Part]:
        kind = on_screen(flow_of(row.number).name)
        told = [it for it in said(row) if isinstance(it, Say)] if kind.tells else []
        return [*told, *self.parts(kind)(actor, row.number)]

    def parts(self, kind: OnScreen) -> Callable[[Actor, str], Sequence[Part]]:
        """The document, as this kind of account reads it."""
        return kind.parts

    def enter(self, app: Any, row: News) -> Any:
        return Go(flow_of(row.number).name, row.number)
