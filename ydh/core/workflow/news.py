"""What others did lately, and what of it is worth telling: to the customer, and to who was given or entered it."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

from ydh.core.company.actors import BUILT_IN, Actor, Who
from ydh.core.documents.readers import reader, scope_of
from ydh.core.rules.orders import ORDER
from ydh.core.rules.returns import RETURN
from ydh.core.workflow.history import concerns_customers
from ydh.core.workflow.queues import MOST
from ydh.core.workflow.views import News
from ydh.store.engine.database import Unit
from ydh.store.workflow import news as store
from ydh.store.workflow.queued import ORDERS, RETURNS

_NEWS_ORDERS = 100  # orders whose news are told
_NEWS_LOOK = 5_000  # newest orders among which those that somebody entered are looked for
_TOLD = ("carrier", "tracking", "expected_date", "parts", "status", "place", "case", "kind", "outcome", "answer")

_INTERNAL = {"assign", "draft", "edit", "bring_in"}  # no news for the customer
_PLAIN = ("carrier", "tracking", "method", "reference")


def return_news(unit: Unit, me: Who, scope: dict[str, Any], **bounds: Any) -> list[tuple[int, News]]:
    """Entries of others on the returns that concern the actor, with their place in the journal, newest first."""
    rows = store.news(unit, scope, of=RETURNS, kind=RETURN.name, actor=me.id, **bounds)
    rows = [row for row in rows if not (me.is_customer and row.action in _INTERNAL)]
    shown = rows[: bounds["limit"]]
    names = _names(unit, [row.id for row in shown])
    return [(row.entry, _news(me, row, names)) for row in shown]


def _names(unit: Unit, returns: Sequence[int]) -> dict[tuple[int, int], str]:
    """What the lines of these returns are called, by return and position."""
    found = store.NAMES.rows(unit, sorted(set(returns))) if returns else []
    return {(owner, at): " ".join((name, *map(str, more.values()))) for owner, at, name, more in found}


def _news(me: Who, row: store.NewsRow, names: Mapping[tuple[int, int], str]) -> News:
    _, at, number, action, step, to, by, name, body, id_, address = row
    said = _told(me, action, step, json.loads(body), lambda position: names.get((id_, position), str(position)))
    if action == "approve" and to == "dispatch" and address:
        said["return_address"] = address
    return News(at, number, action, step, to, me.told(name) if name else BUILT_IN[by], said)


def _told(me: Who, action: str, step: str, body: dict[str, Any], name: Any) -> dict[str, Any]:
    """How much is allowed, why it is not, what came, what is paid back. Lines as (name, figures ...). S07.16"""
    said = {key: body[key] for key in _PLAIN if body.get(key)}
    if body.get("reason") and (action != "approve" or step in ("receive", "refund")):
        said["reason"] = body["reason"]
    if action == "approve" and step == "review":
        said["allowed"] = tuple(
            (name(at), Decimal(asked), Decimal(got)) for at, _, asked, got in body.get("allowed", ())
        )
    if body.get("came"):
        said["came"] = tuple((name(at), sum(map(Decimal, ways))) for at, _, *ways in body["came"])
    if action == "approve" and step == "refund" and me.sees_amounts():
        said["refund"] = Decimal(body["amounts"]["refund"])
    return said


def latest(actor: Actor, *, limit: int = 50) -> tuple[News, ...]:
    """What others did lately to the orders and returns that concern the actor, newest first. Raises NotAllowed.

    A customer hears of its newest ones, without internal notes; staff of those that they were given or entered.
    """

    def work(unit: Unit) -> tuple[News, ...]:
        me = reader(unit, actor)
        size = max(1, min(limit, MOST))
        bounds = {"orders": _NEWS_ORDERS, "look": _NEWS_LOOK, "limit": size * 4}  # some of them are not for everybody
        scope = scope_of(me) | {"account": me.id}
        rows = store.news(unit, scope, of=ORDERS, kind=ORDER.name, actor=me.id, **bounds)
        told = [(row.entry, _of_order(me, row)) for row in rows if not me.is_customer or _for_customers(row)][:size]
        told += return_news(unit, me, scope, **bounds)
        return tuple(it for _, it in sorted(told, key=itemgetter(0), reverse=True)[:size])

    return actor.company.read(work)


def _of_order(me: Who, row: store.NewsRow) -> News:
    _, at, number, action, step, to, by, name, body, *_ = row
    return News(at, number, action, step, to, me.told(name) if name else BUILT_IN[by], _told_of_order(body))


def _told_of_order(body: str) -> dict[str, Any]:
    """What of an entry is worth telling with the news. S07.10, S10.19, S13.17, S14.17"""
    said = json.loads(body)
    return {name: said[name] for name in _TOLD if said.get(name)}


def _for_customers(row: store.NewsRow) -> bool:
    """A return has news of its own, and what is of the past is none."""
    return row.action not in ("return", "bring_in") and concerns_customers(row.action, json.loads(row.body))
