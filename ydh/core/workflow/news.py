"""What of a return's journal is news, and what is worth telling with it: for its customer, and for who entered it."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import BUILT_IN, Who
from ydh.core.rules.returns import RETURN
from ydh.core.workflow.views import News
from ydh.store.engine.database import Unit
from ydh.store.workflow import news as store
from ydh.store.workflow.queued import RETURNS

_INTERNAL = {"assign", "draft", "edit"}  # no news for the customer
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
    return News(at, number, action, step, to, name or BUILT_IN[by], said)


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
