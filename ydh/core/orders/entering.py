"""Entering orders: drafts, submitting, editing. A submit checks, prices, reserves and numbers in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ydh.core.audit.journal import KEPT, Entry, record
from ydh.core.company import keys
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.numbers import take
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.advancing import advance
from ydh.core.goods.found import exact
from ydh.core.orders import kept
from ydh.core.orders.agreeing import agree
from ydh.core.orders.arrival import arrival
from ydh.core.orders.details import customer_row, read_details, require_details
from ydh.core.orders.lines import PricedLine, goods_of, priced
from ydh.core.orders.order import Order, find
from ydh.core.orders.saving import save
from ydh.core.orders.steps import pass_step
from ydh.core.orders.views import Want
from ydh.core.rules.holds import Submitted
from ydh.core.rules.machine import DRAFT
from ydh.core.rules.orders import CHANNEL_NAMES, ORDER
from ydh.core.rules.permissions import P
from ydh.core.stock import levels
from ydh.core.values.errors import Invalid, NotAllowed, Stale
from ydh.core.values.money import MONEY_PLACES, ZERO, totals
from ydh.core.values.outcomes import Done
from ydh.core.values.quantities import plain
from ydh.core.values.series import ORDERS
from ydh.store.engine.database import Unit
from ydh.store.orders import lines as line_rows
from ydh.store.orders import orders
from ydh.store.orders.holds import ADD_HOLD, HOLD
from ydh.store.tables.fields import EPOCH, MICROSECOND


@dataclass(slots=True)
class NewOrder:
    """An order on its way to be written: what it carries, whose it is, and what it comes to.

    `exchange` is the number of the return that it replaces the goods of.
    """

    customer: line_rows.CustomerRow
    channel: str
    details: dict[str, Any]
    lines: list[PricedLine]
    freight: Decimal = ZERO
    ask_customer: bool = False
    batch: int | None = None
    ref: str | None = None
    day: date | None = None
    exchange: str = ""


def place(
    actor: Actor,
    wants: Sequence[Want],
    *,
    customer: str | None = None,
    channel: str | None = None,
    details: Mapping[str, Any] | None = None,
    freight: Decimal = ZERO,
    ask_customer: bool = False,
    total: Decimal | None = None,
    key: str | None = None,
) -> Done:
    """Create and submit an order in one act. Staff name the customer (code) and the channel.

    Raises NotAllowed, NotFound, Invalid or Many naming everything that is missing or wrong, Shortage; Conflict when
    it comes to another `total` in yuan than its author saw. `key` makes a repetition give the first answer.
    """

    def work(unit: Unit) -> Done:
        me = who(unit, actor)
        request = [customer, channel, details, [_plain(w) for w in wants], str(freight), ask_customer]

        def do() -> Done:
            cfg = settings(unit)
            paper = new_paper(unit, me, wants, customer, channel, details, freight)
            paper.ask_customer = ask_customer
            agree(me, paper.lines, {}, total=total, freight=freight)
            return submit_paper(unit, me, cfg, paper, via=actor.via)

        return keys.once(unit, me, key, request, do)

    return actor.company.write(work)


def _plain(want: Want) -> list[str]:
    return [want.sku, str(want.quantity), str(want.price), str(want.discount), want.note]


def new_paper(
    unit: Unit,
    me: Who,
    wants: Sequence[Want],
    customer: str | None,
    channel: str | None,
    details: Mapping[str, Any] | None,
    freight: Decimal = ZERO,
) -> NewOrder:
    """Check who orders what for whom, and price it. Raises as `place` does, except for what a submit needs."""
    buyer = customer_row(unit, me, customer)
    channel = channel or ("website" if me.is_customer else "phone")
    if channel not in CHANNEL_NAMES or channel == "batch" or (me.is_customer and channel != "website"):
        raise Invalid("channel-unknown", channel=channel, channels=tuple(CHANNEL_NAMES))
    if freight and me.is_customer:
        raise NotAllowed("freight-by-staff")
    exact(freight, "freight", least=ZERO, places=MONEY_PLACES)
    if any(w.price is not None or w.discount for w in wants):
        me.need(P.PRICE_MANAGE)
    goods = goods_of(unit, [w.sku for w in wants], customer=buyer.id, level=buyer.level)
    return NewOrder(buyer, channel, read_details(me, buyer, details or {}), priced(wants, goods), freight)


def submit_paper(unit: Unit, me: Who, cfg: Settings, paper: NewOrder, *, via: str, doc: Order | None = None) -> Done:
    """Reserve, number and write the order, open its holds, and let the system pass what is switched off."""
    complete(cfg, paper)
    reserved = reserve_lines(unit, cfg, paper.lines)
    day = paper.day or cfg.today
    number = doc.number if doc and doc.number else take(unit, ORDERS, day)[0]
    sums = totals((line.amount for line in paper.lines), paper.freight)
    open_already = {hold.kind for hold in doc.holds} if doc else set()
    holds = [kind for kind in ORDER.opening(submitted(me, cfg, paper, sums.total)) if kind not in open_already]
    values: dict[str, Any] = paper.details | {
        "number": number,
        "channel": paper.channel,
        "step": ORDER.first(),
        "step_since": unit.now,
        "arrival": arrival(unit, paper.customer),
        "held": len(open_already) + len(holds),
        "submitted_at": unit.now,
        "business_date": day,
        "counts": True,
        **sums._asdict(),
    }
    order, entry = write_order(unit, me, paper, values, doc)
    write_lines(unit, order, paper.lines, day, reserved, fresh=doc is None)
    write_holds(unit, me, order, holds)
    body = {
        "via": via,
        "holds": holds,
        "lines": [[x.good.code, f"{plain(x.quantity):f}"] for x in paper.lines],
        "amounts": {"total": str(sums.total), "prices": [str(x.price) for x in paper.lines]},
    }
    if paper.exchange:
        body["exchange"] = paper.exchange
    body[KEPT] = {"number": number} | _kept(unit, paper, values) | kept.of_lines(paper.lines)
    ((head, count),) = record(unit, [entry._replace(to=ORDER.first(), body=body)])
    orders.HEAD.run(unit, id=order, head=head, entries=count)
    if ORDER.first() in cfg.off("order"):
        (found,) = find(unit, me, ids=[order])
        advance(unit, cfg, found, pass_step)
        save(unit, me, cfg, [found])
        return Done(number, found.step, found.revision)
    return Done(number, ORDER.first(), values["revision"])


def _kept(unit: Unit, paper: NewOrder, values: Mapping[str, Any]) -> dict[str, Any]:
    told = kept.of_order(paper.customer.code, paper.channel, paper.details, paper.freight)
    told |= kept.of_contact(unit, paper.customer, paper.details)
    told |= {name: value for name, value in (("ref", paper.ref), ("batch", paper.batch)) if value}
    if values["arrival"] != (unit.now - EPOCH) // MICROSECOND:
        told["arrival"] = values["arrival"]
    return told


def complete(cfg: Settings, paper: NewOrder) -> None:
    """Derive the promised date and raise naming what the channel requires and the order lacks."""
    details = paper.details
    if not details["promised_date"] and details["contract_date"]:
        details["promised_date"] = details["contract_date"] - timedelta(days=cfg["lead_days"])  # S17.14
    require_details(paper.channel, details)


def reserve_lines(unit: Unit, cfg: Settings, lines: Sequence[PricedLine]) -> list[tuple[int, int, Decimal]]:
    """Reserve the lines' goods: (sku, warehouse, quantity). Raises Shortage naming every short sku (S14.6)."""
    wanted: dict[int, Decimal] = {}
    for line in lines:
        if not line.good.service:
            wanted[line.good.id] = wanted.get(line.good.id, ZERO) + line.quantity
    waiting = {line.good.id for line in lines if line.good.may_wait(cfg["when_short"])}
    return levels.reserve(unit, wanted, partial=waiting) if wanted else []


def write_holds(unit: Unit, me: Who, order: int, kinds: Sequence[str]) -> None:
    """Write the holds that open with a submit or a change of the order."""
    by = me.id if me.id > 0 else None
    ADD_HOLD.many(unit, HOLD, [(order, kind, "", by, unit.now, "") for kind in kinds])


def submitted(me: Who, cfg: Settings, paper: NewOrder, total: Decimal) -> Submitted:
    """The facts by which holds open when the order is submitted."""
    threshold = cfg["amount_threshold"]
    return Submitted(
        total,
        None if threshold is None else Decimal(threshold),
        bool(paper.customer.assessed) or not cfg["hold_new_customers"],
        me.is_customer,
        bool(paper.exchange),
        paper.ask_customer or (cfg["confirm_staff_orders"] and paper.channel != "batch"),
    )


def write_order(unit: Unit, me: Who, paper: NewOrder, values: dict[str, Any], doc: Order | None) -> tuple[int, Entry]:
    if doc is None:
        values["revision"] = 1
        order = orders.ADD_ORDER.insert(
            unit,
            **values,
            customer=paper.customer.id,
            urgent=False,
            account=me.id if me.id > 0 else None,  # the system has no account
            assigned=None,
            batch=paper.batch,
            ref=paper.ref,
            created_at=unit.now,
            version=1,
            head="",
            entries=0,
        )
        return order, Entry("order", order, "", 0, me.id, "submit", DRAFT)
    values["revision"] = doc.revision + 1
    if orders.SUBMITTED.run(unit, **values, id=doc.id, version=doc.version, head=doc.head, entries=doc.entries) != 1:
        raise Stale("changed-meanwhile")
    waited = (unit.now - doc.since) // MICROSECOND
    return doc.id, Entry("order", doc.id, doc.head, doc.entries, me.id, "submit", doc.step, waited=waited)


def write_lines(
    unit: Unit,
    order: int,
    lines: Sequence[PricedLine],
    day: date,
    reserved: Sequence[tuple[int, int, Decimal]],
    *,
    fresh: bool,
) -> None:
    if not fresh:
        orders.DROP_RESERVATIONS.run(unit, order=order)
        orders.DROP_SHIPMENT_LOTS.run(unit, order=order)
        orders.DROP_SHIPMENT_LINES.run(unit, order=order)
        orders.DROP_LINES.run(unit, order=order)
    orders.ADD_LINE.many(unit, orders.LINE, [line_row(order, at, x, day) for at, x in enumerate(lines, 1)])
    if reserved:
        ids = [line for (line,) in orders.LINE_IDS.rows(unit, order=order)]
        orders.ADD_RESERVATION.many(unit, "line warehouse quantity", shared_out(ids, lines, reserved))


def line_row(order: int, position: int, line: PricedLine, day: date, counts: bool = True) -> tuple[Any, ...]:
    """A row of orders.LINE."""
    return (
        order,
        position,
        line.good.id,
        line.quantity,
        line.list_price,
        line.price,
        line.discount,
        line.amount,
        ZERO,
        line.given,
        line.note,
        day,
        counts,
    )


def shared_out(
    ids: Sequence[int], lines: Sequence[PricedLine], reserved: Sequence[tuple[int, int, Decimal]]
) -> list[tuple[int, int, Decimal]]:
    """Share what was reserved of each sku among its lines, in order: (line, warehouse, quantity)."""
    left: dict[int, list[tuple[int, Decimal]]] = {}
    for sku, warehouse, quantity in reserved:
        left.setdefault(sku, []).append((warehouse, quantity))
    rows = []
    for line_id, line in zip(ids, lines, strict=True):
        need, shelf = line.quantity, left.get(line.good.id, [])
        while need > ZERO and shelf:
            warehouse, have = shelf[0]
            got = min(need, have)
            rows.append((line_id, warehouse, got))
            need -= got
            shelf[0] = (warehouse, have - got)
            if have == got:
                shelf.pop(0)
    return rows
