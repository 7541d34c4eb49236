"""Looking at cases: lists and one of them. A customer sees its own, staff what lies within their scope."""

from typing import Any

from ydh.core.cases.cases import visible
from ydh.core.company.actors import Actor, who
from ydh.core.orders.billing import view
from ydh.core.orders.looking import _reader, _scope
from ydh.core.orders.views import CaseView
from ydh.core.rules.permissions import P
from ydh.core.values.outcomes import Page
from ydh.core.values.text import key
from ydh.store.engine.database import Unit
from ydh.store.shipping import shipping as store

MOST = 1000  # rows of a page


def list_cases(
    actor: Actor,
    *,
    is_open: bool | None = True,
    kind: str | None = None,
    customer: str | None = None,
    after: str = "",
    limit: int = 50,
) -> Page[CaseView]:
    """A page of cases, the newest first; `is_open` False gives the settled ones, None both. Raises NotAllowed."""

    def work(unit: Unit) -> Page[CaseView]:
        me = _reader(unit, actor)
        filters: dict[str, Any] = dict(_scope(me))
        if is_open is not None:
            filters["open" if is_open else "settled"] = True
        given = {"kind": kind, "code": None if customer is None else key(customer)}
        filters |= {name: value for name, value in given.items() if value is not None}
        if after:
            filters["older"] = int(after) if after.isascii() and after.isdigit() else 0
        size = max(1, min(limit, MOST))
        rows = store.cases_where(unit, filters, size + 1)
        views = tuple(map(view, rows[:size]))
        return Page(views, views[-1].cursor if len(rows) > size else "")

    return actor.company.read(work)


def show(actor: Actor, name: str) -> CaseView:
    """One case. Raises NotFound, NotAllowed."""

    def work(unit: Unit) -> CaseView:
        me = who(unit, actor)
        if not me.is_customer:
            me.need(P.ORDER_VIEW)
        return view(visible(unit, me, name))

    return actor.company.read(work)
