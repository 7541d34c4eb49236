"""Looking at returns: lists, one return, what of an order can come back. What the reader may not see is masked."""

from datetime import date
from functools import partial
from typing import Any

from ydh.core.company.actors import Actor, Who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.document import named
from ydh.core.documents.readers import assignee, overdue_at, page_from, reader, scope_of
from ydh.core.returns.document import Return, find
from ydh.core.returns.views import CanReturn, Returnable, ReturnLineView, ReturnRow, ReturnView
from ydh.core.returns.window import days_of, until
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import RETURN
from ydh.core.values import series
from ydh.core.values.errors import NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.series import typed
from ydh.core.values.text import escaped, key
from ydh.core.values.words import MASKED
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.returns import looking as store
from ydh.store.returns import returns

MOST = 1000  # rows of a page


def list_returns(actor: Actor, **wanted: Any) -> list[ReturnRow]:
    """The rows of `page`, for who wants no more than one."""
    return list(page(actor, **wanted).rows)


def page(
    actor: Actor,
    *,
    step: str | None = None,
    customer: str | None = None,
    order: str | None = None,
    kind: str | None = None,
    reason: str | None = None,
    first: date | None = None,
    last: date | None = None,
    text: str = "",
    assigned: str | None = None,
    only_open: bool = False,
    overdue: bool = False,
    limit: int = 50,
    after: str = "",
) -> Page[ReturnRow]:
    """A page of returns: a step's queue by arrival, else the newest first. `after` is the cursor of the row before.

    `assigned` is a sign-in name, or "me"; `overdue`: what waits at its step for longer than the company's `step_hours`.
    """

    def work(unit: Unit) -> Page[ReturnRow]:
        me = reader(unit, actor)
        given = {
            "step": step,
            "code": None if customer is None else key(customer),
            "order": order,
            "kind": kind,
            "reason": reason,
            "assigned": assignee(me, assigned),
            "first": first,
            "last": last,
            "text": text.casefold() or None,
            "open": only_open or None,
        }
        filters = {name: value for name, value in given.items() if value is not None} | scope_of(me)
        filters |= overdue_at(unit, settings(unit), RETURN) if overdue else {}
        filters |= page_from(after, queue=step is not None)
        listed, size = store.returns_by(filters), max(1, min(limit, MOST))
        rows = listed.rows(unit, **filters, limit=size + 1)
        shown = tuple(_row(me, row) for row in rows[:size])
        return Page(shown, shown[-1].cursor if len(rows) > size else "", partial(actor.company.count, listed, filters))

    return actor.company.read(work)


def _row(me: Who, row: Row) -> ReturnRow:
    number, order, code, name, kind, step, reason, total, refund, day, since, revision, assigned, arrival, id_ = row[
        :15
    ]
    total, refund = (total, refund) if me.sees_amounts() else (MASKED, MASKED)
    place, has = f"{arrival}:{id_}", me.told_login(assigned)
    return ReturnRow(number, order, code, name, kind, step, reason, total, refund, day, since, revision, has, place)


def show(actor: Actor, number: str) -> ReturnView:
    """Everything about one return that the reader may see. Raises NotFound."""

    def work(unit: Unit) -> ReturnView:
        me, cfg = reader(unit, actor), settings(unit)
        doc = named(find(unit, me, [number]), number, unknown="return-unknown")
        row = store.DETAIL.row(unit, id=doc.id)
        assert row is not None
        text, creator, submitted, address, carrier, tracking, sent, came, closed, replaced, ref = row[15:]
        payment = store.PAYMENT_OF.one(unit, return_doc=doc.id) or ""
        lines = tuple(_line(me, doc, row) for row in store.LINES.rows(unit, return_doc=doc.id))
        times, policy = (sent, came, closed), cfg["return_policy"]
        about = (_row(me, row), text, me.told(creator or ""), submitted, address, carrier, tracking)
        return ReturnView(*about, *times, replaced, payment, policy, lines, series.elsewhere(ref))

    return actor.company.read(work)


def _line(me: Who, doc: Return, row: Row) -> ReturnLineView:
    position, order_line, code, name, attributes, *figures = row
    kept = next(line for line in doc.lines if line.position == position)
    worth = kept.amount if kept.refunded else kept.worth(doc.counting(kept))
    price, discount, amount, *rest = figures[9:]
    money = (price, discount, worth, amount) if me.sees_amounts() else (MASKED,) * 4
    return ReturnLineView(position, order_line, code, name, _described(attributes), *figures[:9], *money, *rest)


def _described(attributes: dict[str, Any]) -> str:
    return " ".join(str(value) for value in attributes.values())


def returnable(actor: Actor, order: str) -> Returnable:
    """The lines of an order with what can come back of each until when; policy and guarantees (S03.17, S10.21).

    Raises NotFound.
    """

    def work(unit: Unit) -> Returnable:
        me, cfg = reader(unit, actor), settings(unit)
        row = returns.ORDER_BY_NUMBER.row(unit, number=typed(order))
        if row is None or not me.sees(row.customer, row.region):
            raise NotFound("order-unknown", number=escaped(order))
        code, name = returns.WHOSE.rows(unit, id=row.id)[0]
        lines = tuple(_can(me, cfg, line) for line in returns.RETURNABLE.rows(unit, order=row.id))
        overrules = not me.is_customer and me.may(P.RETURN_REVIEW)
        return Returnable(row.number, code, name, cfg["return_policy"], overrules, lines)

    return actor.company.read(work)


def _can(me: Who, cfg: Settings, row: returns.ReturnableRow) -> CanReturn:
    days = days_of(cfg, row.return_days)
    last = until(cfg, days, row.arrived)
    late = row.arrived is not None and (last is None or cfg.today > last)
    shown = row.price if me.sees_amounts() else MASKED
    about = (row.position, row.code, row.product, _described(row.attributes), row.unit, shown)
    figures = (row.billed, row.returned, row.billed - row.returned)
    return CanReturn(*about, *figures, days, last, late, row.guarantee)
