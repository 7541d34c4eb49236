"""Drafts, and orders before their review: kept, submitted, changed, deleted."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import KEPT, Entry, changes, record
from ydh.core.company import keys
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.numbers import draft_reference
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.document import named
from ydh.core.orders import kept
from ydh.core.orders.agreeing import agree, prices_of
from ydh.core.orders.details import read_details
from ydh.core.orders.entering import (
    NewOrder,
    complete,
    line_row,
    new_paper,
    reserve_lines,
    submit_paper,
    submitted,
    write_holds,
    write_lines,
    write_order,
)
from ydh.core.orders.lines import goods_of, own_wants, priced
from ydh.core.orders.order import Order, find
from ydh.core.orders.views import Want
from ydh.core.rules.holds import UNCONFIRMED
from ydh.core.rules.machine import DRAFT, VOID
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import step_label
from ydh.core.stock import levels
from ydh.core.values.errors import NotAllowed, Stale, WrongStep
from ydh.core.values.money import ZERO, totals
from ydh.core.values.outcomes import Done, Seen
from ydh.core.values.quantities import plain
from ydh.core.values.text import LONG, clean
from ydh.store.engine.database import Unit
from ydh.store.orders import holds, orders
from ydh.store.orders import lines as line_rows

_ANY = Seen()


def draft(
    actor: Actor,
    wants: Sequence[Want],
    *,
    customer: str | None = None,
    channel: str | None = None,
    details: Mapping[str, Any] | None = None,
    freight: Decimal = ZERO,
) -> Done:
    """Keep an order as a draft: priced, not numbered, nothing reserved. Gives the reference it goes by."""

    def work(unit: Unit) -> Done:
        me, cfg = who(unit, actor), settings(unit)
        paper = new_paper(unit, me, wants, customer, channel, details, freight)
        return keep_draft(unit, me, cfg, paper, via=actor.via)

    return actor.company.write(work)


def keep_draft(unit: Unit, me: Who, cfg: Settings, paper: NewOrder, *, via: str) -> Done:
    """Write a new order as a draft, without a number and with nothing reserved."""
    paper.ref = draft_reference()
    sums = totals((line.amount for line in paper.lines), paper.freight)
    values: dict[str, Any] = paper.details | {
        "number": None,
        "channel": paper.channel,
        "step": DRAFT,
        "step_since": unit.now,
        "arrival": 0,
        "held": 0,
        "submitted_at": None,
        "business_date": cfg.today,
        "counts": False,
        **sums._asdict(),
    }
    order, entry = write_order(unit, me, paper, values, None)
    rows = [line_row(order, at, x, cfg.today, counts=False) for at, x in enumerate(paper.lines, 1)]
    orders.ADD_LINE.many(unit, orders.LINE, rows)
    body: dict[str, Any] = {"via": via} | ({"exchange": paper.exchange} if paper.exchange else {})
    body[KEPT] = {"ref": paper.ref, "business_date": cfg.today.isoformat(), "total": str(sums.total)}
    body[KEPT] |= kept.of_order(paper.customer.code, paper.channel, paper.details, paper.freight)
    body[KEPT] |= kept.of_contact(unit, paper.customer, paper.details)
    body[KEPT] |= kept.whole(paper.lines)
    ((head, count),) = record(unit, [entry._replace(action="draft", step="", to=DRAFT, body=body)])
    orders.HEAD.run(unit, id=order, head=head, entries=count)
    return Done(paper.ref, DRAFT, 1)


def submit(actor: Actor, name: str, *, seen: Seen = _ANY, total: Decimal | None = None, key: str | None = None) -> Done:
    """Submit a draft, new or sent back: priced afresh, reserved, numbered once and for all (S04.6, S04.13).

    Another price than the draft's is refused, unless `total` in yuan is what it comes to now.
    Raises NotFound, WrongStep, Stale, Conflict, Shortage, Invalid or Many naming all that is missing.
    """

    def work(unit: Unit) -> Done:
        me = who(unit, actor)

        def do() -> Done:
            cfg = settings(unit)
            doc = editable(unit, me, name, seen, steps=(DRAFT,))
            paper = _paper_again(unit, me, doc, None, {})
            agree(me, paper.lines, prices_of(unit, doc.id), total=total, freight=paper.freight)
            paper.ask_customer = bool(holds.HAD_HOLD.rows(unit, order=doc.id, kind=UNCONFIRMED))
            return submit_paper(unit, me, cfg, paper, via=actor.via, doc=doc)

        return keys.once(unit, me, key, ["submit", name], do)

    return actor.company.write(work)


def edit(
    actor: Actor,
    name: str,
    *,
    seen: Seen = _ANY,
    wants: Sequence[Want] | None = None,
    details: Mapping[str, Any] | None = None,
    total: Decimal | None = None,
    reason: str = "",
) -> Done:
    """Change a draft, or an order before its review: lines (all of them, anew) and details.

    An order before review is reserved, and both are priced afresh: another price than the order's is refused, unless
    `total` in yuan is what it comes to now. Staff need order.edit; a customer edits its own drafts.
    """

    def work(unit: Unit) -> Done:
        me, cfg = who(unit, actor), settings(unit)
        doc = editable(unit, me, name, seen, steps=(DRAFT, ORDER.first()))
        if doc.assigned and doc.assigned != me.id and not me.is_customer and not reason:
            raise NotAllowed("assigned-to-other", number=doc.name)
        before = _stored_details(unit, doc)
        paper = _paper_again(unit, me, doc, wants, details or {})
        agree(me, paper.lines, prices_of(unit, doc.id), total=total, freight=paper.freight)
        if doc.step == DRAFT:
            return _rewrite_draft(unit, me, cfg, doc, paper, before, reason)
        levels.lock(unit, [*(x.sku for x in doc.lines), *(x.good.id for x in paper.lines)])
        _give_back(unit, doc)
        return _rewrite(unit, me, cfg, doc, paper, before, reason)

    return actor.company.write(work)


def delete_draft(actor: Actor, name: str, *, seen: Seen = _ANY) -> None:
    """Delete a draft that was never submitted; an order with a number is voided instead.

    Its lines go; the reference stays, void, so that its history can still be proved.
    """

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        doc = editable(unit, me, name, seen, steps=(DRAFT,))
        if doc.number:
            raise WrongStep("void-instead", number=doc.name)
        orders.DROP_LINES.run(unit, order=doc.id)
        entry = Entry("order", doc.id, doc.head, doc.entries, me.id, "delete", DRAFT, VOID, body={"ref": doc.ref})
        ((head, count),) = record(unit, [entry])
        if orders.BURY.run(unit, id=doc.id, version=doc.version, head=head, entries=count) != 1:
            raise Stale("changed-meanwhile")

    actor.company.write(work)


def editable(unit: Unit, me: Who, name: str, seen: Seen, *, steps: Sequence[str]) -> Order:
    """The order of that name when the actor may edit it now, locked. Raises NotFound, Stale, WrongStep, NotAllowed."""
    doc = named(find(unit, me, [name]), name, seen)
    if doc.step not in steps:
        raise WrongStep("still-locked", number=doc.name, step=step_label(doc.step))
    if me.is_customer and doc.step != DRAFT:
        raise WrongStep("withdraw-first", number=doc.name)
    if not me.is_customer and (doc.creator != me.id or doc.step != DRAFT):
        me.need(P.ORDER_EDIT)
    return doc


def _stored_details(unit: Unit, doc: Order) -> dict[str, Any]:
    row = orders.DETAILS_OF.row(unit, id=doc.id)
    assert row is not None
    return dict(zip([*orders.DETAILS.split(), "freight"], row, strict=True))


def _paper_again(unit: Unit, me: Who, doc: Order, wants: Sequence[Want] | None, details: Mapping[str, Any]) -> NewOrder:
    """What a stored order would be if it were entered now: its own lines unless new ones are given."""
    buyer = line_rows.CUSTOMER.row(unit, id=doc.customer)
    assert buyer is not None
    stored = _stored_details(unit, doc)
    freight = stored.pop("freight")
    now = stored | read_details(me, None, details)
    if wants is not None:
        if any(w.price is not None or w.discount for w in wants):
            me.need(P.PRICE_MANAGE)
        goods = goods_of(unit, [w.sku for w in wants], customer=buyer.id, level=buyer.level)
        return NewOrder(buyer, doc.channel, now, priced(wants, goods), freight, day=_day(doc))
    own = own_wants(unit, doc.id, customer=buyer.id, level=buyer.level)
    lines = priced([want for want, _ in own], {item.code: item for _, item in own})
    return NewOrder(buyer, doc.channel, now, lines, freight, day=_day(doc))


def _day(doc: Order) -> Any:
    """A numbered order keeps its business date, a new one takes today's when it is submitted."""
    return doc.day if doc.number else None


def _give_back(unit: Unit, doc: Order) -> None:
    held = [(x.sku, warehouse, q) for x in doc.lines for warehouse, q in x.reserved.items() if q > ZERO]
    if held:
        levels.unreserve(unit, held)


def _rewrite_draft(
    unit: Unit, me: Who, cfg: Settings, doc: Order, paper: NewOrder, before: dict[str, Any], reason: str
) -> Done:
    write_lines(unit, doc.id, paper.lines, cfg.today, [], fresh=False)
    orders.LINES_COUNT.run(unit, order=doc.id, counts=False)
    return _record_edit(unit, me, doc, paper, before, reason)


def _rewrite(
    unit: Unit, me: Who, cfg: Settings, doc: Order, paper: NewOrder, before: dict[str, Any], reason: str
) -> Done:
    complete(cfg, paper)
    reserved = reserve_lines(unit, cfg, paper.lines)
    write_lines(unit, doc.id, paper.lines, doc.day, reserved, fresh=False)
    have = {hold.kind for hold in doc.holds}
    total = totals((line.amount for line in paper.lines), paper.freight).total
    facts = submitted(me, cfg, paper, total)
    opened = [kind for kind in ORDER.opening(facts, again=True) if kind not in have]
    write_holds(unit, me, doc.id, opened)
    return _record_edit(unit, me, doc, paper, before, reason, opened)


def _record_edit(
    unit: Unit, me: Who, doc: Order, paper: NewOrder, before: dict[str, Any], reason: str, opened: Sequence[str] = ()
) -> Done:
    old = [[x.code, f"{plain(x.quantity):f}"] for x in doc.lines]
    new = [[x.good.code, f"{plain(x.quantity):f}"] for x in paper.lines]
    sums = totals((line.amount for line in paper.lines), paper.freight)
    body: dict[str, Any] = {"changes": changes(unit, before, paper.details), "amounts": {"total": str(sums.total)}}
    if old != new:
        body["changes"].append(["lines", old, new])
    if reason:
        body["reason"] = clean(reason, "reason", limit=LONG)
    body[KEPT] = kept.of_order(paper.customer.code, paper.channel, paper.details, paper.freight)
    body[KEPT] |= kept.whole(paper.lines)
    if opened:
        body[KEPT]["opened"] = [[kind, "", me.id if me.id > 0 else None] for kind in opened]
    entry = Entry("order", doc.id, doc.head, doc.entries, me.id, "edit", doc.step, doc.step, body=body)
    ((head, count),) = record(unit, [entry])
    values = {**paper.details, **sums._asdict(), "head": head, "entries": count}
    done = orders.EDITED.run(
        unit, id=doc.id, version=doc.version, revision=doc.revision + 1, held=doc.held + len(opened), **values
    )
    if done != 1:
        raise Stale("changed-meanwhile")
    return Done(doc.name, doc.step, doc.revision + 1)
