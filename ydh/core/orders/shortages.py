"""What is short: of one order at its review, and across all orders; what the customer answers; another item instead.

A line is short of what is ordered and neither released, closed nor reserved, and of what it holds that may not leave.
Quantities in base units. S07.5, S07.18, S10.10, S10.11
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from ydh.core.audit.journal import KEPT, personal
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.document import named
from ydh.core.documents.holds import open_hold
from ydh.core.documents.noting import beside, log
from ydh.core.documents.objections import may
from ydh.core.documents.readers import reader, scope_of
from ydh.core.goods.codes import item_named
from ydh.core.orders import kept
from ydh.core.orders.closing import close_short
from ydh.core.orders.entering import line_row
from ydh.core.orders.lines import PricedLine, goods_of, priced
from ydh.core.orders.looking import order_id
from ydh.core.orders.order import Line, Order, find
from ydh.core.orders.reserving import reserve
from ydh.core.orders.saving import save
from ydh.core.orders.views import Shortfall, ShortLine, ShortOrder, Want
from ydh.core.rules.answers import Closing
from ydh.core.rules.holds import UNCONFIRMED
from ydh.core.rules.orders import ORDER, SHORT_NAMES
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import step_label
from ydh.core.stock import levels
from ydh.core.values.errors import Conflict, Invalid, NotFound, Shortage, Stale, WrongStep
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Done, Page, Seen, Short
from ydh.core.values.quantities import Quantity, plain
from ydh.core.values.text import LONG, clean, escaped
from ydh.store.engine.database import Unit
from ydh.store.orders import lines as line_rows
from ydh.store.orders import orders
from ydh.store.orders import shortages as store
from ydh.store.stock import leaving

_ANY = Seen()
UNRELEASED = ("review", "finance", "release")


def of_order(actor: Actor, name: str) -> tuple[ShortLine, ...]:
    """The short lines of an order, with what is free of each item now: the reviewer's check of the stock (S07.5)."""

    def work(unit: Unit) -> tuple[ShortLine, ...]:
        me = reader(unit, actor)
        day = settings(unit).today
        rows = store.of_order(unit, order_id(unit, me, name), day)
        free = leaving.available(unit, day, sorted({row[1] for row in rows}))
        return tuple(
            ShortLine(position, code, product, plain(meant), plain(short), _free(me, free, sku))
            for position, sku, code, product, meant, short in rows
        )

    return actor.company.read(work)


def across(actor: Actor, *, after: str = "", limit: int = 500) -> Page[Shortfall]:
    """The items that open orders are short of, a page at a time: how much, of how many orders, what is free now."""

    def work(unit: Unit) -> Page[Shortfall]:
        me = reader(unit, actor)
        day = settings(unit).today
        here = scope_of(me) | {"after": after, "day": day}
        rows = store.across(unit, here, limit + 1)
        free = leaving.available(unit, day, [row[0] for row in rows])
        found = [
            Shortfall(code, name, unit_name, plain(short), count, _free(me, free, sku))
            for sku, code, name, unit_name, short, count in rows
        ]
        total = partial(actor.company.count, store.across_by(here), here)
        return Page(tuple(found[:limit]), found[limit - 1].sku if len(found) > limit else "", total)

    return actor.company.read(work)


def _free(me: Who, free: Mapping[int, Decimal], sku: int) -> Decimal | None:
    """What is free of an item; customers are not told figures of the stock."""
    return None if me.is_customer else plain(free.get(sku, ZERO))


def waiting_for(actor: Actor, sku: str) -> tuple[ShortOrder, ...]:
    """The orders that are short of an item, in the order in which they will get it: oldest first."""

    def work(unit: Unit) -> tuple[ShortOrder, ...]:
        me = reader(unit, actor)
        rows = store.orders_of(unit, scope_of(me) | {"day": settings(unit).today}, item_named(unit, sku).id)
        return tuple(
            ShortOrder(number, code, customer, step, position, said, plain(short))
            for number, code, customer, step, position, said, short in rows
        )

    return actor.company.read(work)


def answer(actor: Actor, name: str, what: str, *, with_whom: str = "", how: str = "", seen: Seen = _ANY) -> Done:
    """What the customer wants done with what is short: parts, wait or close; said by itself, or noted by staff.

    Staff say with whom they spoke, and how. Raises Invalid, NotAllowed, NotFound, Stale, WrongStep.
    """
    if what not in SHORT_NAMES:
        raise Invalid("when-short-unknown", value=escaped(what), answers=tuple(SHORT_NAMES))
    told = {"how": clean(how, "how", empty=True), "with_whom": clean(with_whom, "who", empty=True)}

    def work(unit: Unit) -> Done:
        me = who(unit, actor)
        doc = _open(unit, me, name, seen)
        if not me.is_customer:
            me.need(P.ORDER_EDIT, P.ORDER_CREATE, P.ORDER_OUTBOUND_REVIEW)
            if not told["how"] or not told["with_whom"]:
                raise Invalid("confirmation-who-how")
        if orders.WHEN_SHORT.run(unit, id=doc.id, when_short=what) != 1:
            raise Stale("changed-meanwhile")
        body: dict[str, Any] = {"when_short": what} | {k: v for k, v in told.items() if v}
        if told["with_whom"]:
            body["with_whom"] = personal(unit, told["with_whom"])
        beside(unit, me, doc, "short_answer", body)
        return Done(doc.name, doc.step, doc.revision)

    return actor.company.write(work)


def substitute(
    actor: Actor,
    name: str,
    position: int,
    sku: str,
    *,
    reason: str,
    quantity: Quantity | None = None,
    seen: Seen = _ANY,
) -> Done:
    """Give up what is open of a line and put another item in its place, which waits for the customer's yes.

    At the customer's price; as much as was open, or `quantity`. By who may edit orders, or passes the step.
    Raises Invalid, NotFound, Shortage, WrongStep when nothing of the line is open.
    """
    why = clean(reason, "reason", limit=LONG, lines=True)

    def work(unit: Unit) -> Done:
        me, cfg = who(unit, actor), settings(unit)
        doc = _open(unit, me, name, seen)
        if not may(me, ORDER.step(doc.step).by, ORDER.step(doc.step)):
            me.need(P.ORDER_EDIT)
        line = next((it for it in doc.lines if it.position == position), None)
        if line is None:
            raise NotFound("no-line", number=doc.name, position=position)
        if line.open <= ZERO:
            raise WrongStep("nothing-to-close", number=doc.name)
        much = line.open if quantity is None else quantity
        added, new = _add(unit, me, cfg, doc, Want(sku, much), line)
        body = close_short(unit, doc, Closing(lines={position: line.open}))
        body |= {"reason": why, "added": [added.position, added.code, f"{plain(new.quantity):f}"]}
        body[KEPT] = kept.added(added.position, new)
        log(unit, doc, me.id, "substitute", doc.step, doc.step, unit.now, body)
        if not any(hold.kind == UNCONFIRMED for hold in doc.holds):
            open_hold(doc, UNCONFIRMED, me.id, why, unit.now)
            log(unit, doc, me.id, "hold", doc.step, doc.step, unit.now, {"kind": UNCONFIRMED, "reason": why})
        save(unit, me, cfg, [doc])
        return Done(doc.name, doc.step, doc.revision)

    return actor.company.write(work)


def _open(unit: Unit, me: Who, name: str, seen: Seen) -> Order:
    """The order, as long as something of it may be released yet."""
    doc = named(find(unit, me, [name]), name, seen)
    if doc.step not in UNRELEASED:
        raise WrongStep("released-already", number=doc.name, step=step_label(doc.step))
    return doc


def _add(unit: Unit, me: Who, cfg: Settings, doc: Order, want: Want, old: Line) -> tuple[Line, PricedLine]:
    """A new line at the end of the order, reserved as far as the goods are there. Raises Shortage, Conflict."""
    buyer = line_rows.CUSTOMER.row(unit, id=doc.customer)
    assert buyer is not None
    (it,) = priced([want], goods_of(unit, [want.sku], customer=buyer.id, level=buyer.level))
    if it.good.id == old.sku:
        raise Conflict("substitute-same", code=it.good.code)
    levels.lock(unit, [old.sku, it.good.id])
    position = max(line.position for line in doc.lines) + 1
    orders.ADD_LINE.many(unit, orders.LINE, [line_row(doc.id, position, it, doc.day)])
    (again,) = find(unit, me, ids=[doc.id])
    added = again.lines[-1]
    doc.lines.append(added)
    if not added.service:
        got = reserve(unit, doc, added, it.quantity)
        if got < it.quantity and not it.good.may_wait(cfg["when_short"]):
            raise Shortage("short", short=[Short(it.good.code, plain(it.quantity), plain(got))])
    return added, it
