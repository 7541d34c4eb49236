"""Looking at orders: lists and queues, one order, its history. What the reader may not see is masked or left out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from ydh.core.company.actors import Actor, Who
from ydh.core.company.settings import settings
from ydh.core.documents.readers import assignee, overdue_at, page_from, reader, scope_of
from ydh.core.orders.order import find
from ydh.core.orders.views import HoldView, LineView, NoteView, OrderRow, OrderView, ReturnOf, ShipmentView
from ydh.core.rules.machine import VOID, Party
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import PERMISSION_NAMES, P
from ydh.core.values import series
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Page
from ydh.core.values.text import escaped, key
from ydh.core.values.words import MASKED, Label
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.orders import looking as store
from ydh.store.orders import orders

_DETAILS = (
    "contact phone address terms requested_date promised_date project contract_number contract_date customer_po"
    " when_short"
)
MOST = 1000  # rows of a page


def list_orders(actor: Actor, **wanted: Any) -> list[OrderRow]:
    """The rows of `page`, for who wants no more than one."""
    return list(page(actor, **wanted).rows)


def page(
    actor: Actor,
    *,
    step: str | None = None,
    customer: str | None = None,
    channel: str | None = None,
    held: bool | None = None,
    under: Decimal | None = None,
    over: Decimal | None = None,
    first: date | None = None,
    last: date | None = None,
    text: str = "",
    assigned: str | None = None,
    only_open: bool = False,
    overdue: bool = False,
    sort: str = "",
    limit: int = 50,
    after: str = "",
) -> Page[OrderRow]:
    """A page of orders: a step's queue by arrival, else the newest first. `after` is the cursor of the last row before.

    `overdue`: it, or a shipment of it, waits longer than `step_hours`. `sort`: one of store.SORTS, `-` before it the
    other way round. `assigned`: a sign-in name, or "me". Raises NotAllowed for amounts that are not shown, Invalid.
    """
    by = sort.removeprefix("-")

    def work(unit: Unit) -> Page[OrderRow]:
        me = reader(unit, actor)
        if (under is not None or over is not None or by == "total") and not me.sees_amounts():
            me.need(P.AMOUNT_VIEW)
        given: dict[str, Any] = {"step": step, "channel": channel, "under": under, "over": over, "first": first}
        given |= {"code": None if customer is None else key(customer), "assigned": assignee(me, assigned)}
        given |= {"last": last, "text": text.casefold() or None, "open": only_open or None}
        filters = {name: value for name, value in given.items() if value is not None} | scope_of(me)
        filters |= {"held" if held else "free": True} if held is not None else {}
        filters |= overdue_at(unit, settings(unit), ORDER) if overdue else {}
        filters |= _sorted_from(by, after) if by else page_from(after, queue=step is not None)
        listed, size = store.orders_by(filters, sort), max(1, min(limit, MOST))
        rows = listed.rows(unit, **filters, limit=size + 1)
        shown = tuple(_row(me, row, by) for row in rows[:size])
        return Page(shown, shown[-1].cursor if len(rows) > size else "", partial(actor.company.count, listed, filters))

    if by and by not in store.SORTS:
        raise Invalid("setting-choice", value=escaped(sort), choices=tuple(store.SORTS))
    return actor.company.read(work)


_PLACES: dict[str, Callable[[str], Any]] = {
    "customer": str,
    "total": Decimal,
    "business_date": date.fromisoformat,
    "since": datetime.fromisoformat,
}


def _sorted_from(by: str, after: str) -> dict[str, Any]:
    """The place of the row with that cursor in a list that is sorted by a column. Raises Invalid."""
    if not after:
        return {}
    _, order, value = [*after.split(":", 2), "", ""][:3]
    try:
        return {"place": _PLACES[by](value), "place_id": int(order)}
    except (ValueError, ArithmeticError) as problem:
        raise Invalid("cursor-form", value=escaped(after)) from problem


def _row(me: Who, row: Row, sort: str = "") -> OrderRow:
    number, code, name, step, total, day, since, held, channel, revision, assigned, urgent, arrival, order = row[:14]
    shown = total if me.sees_amounts() else MASKED
    return OrderRow(
        number,
        code,
        name,
        step,
        shown,
        day,
        since,
        held,
        channel,
        revision,
        me.told_login(assigned),
        urgent,
        f"{arrival}:{order}" if not sort else f"{arrival}:{order}:{_place(sort, row)}",
    )


def _place(sort: str, row: Row) -> str:
    value = row[{"customer": 1, "total": 4, "business_date": 5, "since": 6}[sort]]
    return str(value) if sort in ("customer", "total") else str(value.isoformat())


def show(actor: Actor, number: str) -> OrderView:
    """Everything about one order (or the order of a shipment) that the reader may see. Raises NotFound."""
    from ydh.core.orders import billing  # a list has no use for it

    def work(unit: Unit) -> OrderView:
        me = reader(unit, actor)
        order = order_id(unit, me, number)
        row = store.DETAIL.row(unit, id=order)
        assert row is not None
        shipments = _shipments(unit, order)
        lines = _lines(unit, me, order, shipments)
        billable = billing.billable_of(unit, order, {line.position: line.shipped for line in lines})
        return OrderView(
            _row(me, row),
            dict(zip(_DETAILS.split(), row[20:-1], strict=True)),
            row.region,
            _amount(me, row.goods),
            _amount(me, row.freight),
            me.told(row.creator or ""),
            row.submitted_at,
            tuple(replace(line, billable=billable.get(line.position)) for line in lines),
            tuple(_hold(me, x) for x in store.HOLDS.rows(unit, order=order)),
            tuple(view for view, _ in shipments),
            _notes(unit, me, order),
            billing.of_order(unit, me, order),
            billable,
            _returns(unit, me, order),
            row.kept_from,
            series.elsewhere(row.ref),
        )

    return actor.company.read(work)


def order_id(unit: Unit, me: Who, number: str) -> int:
    """The order behind an order's number, a draft's reference or a shipment's number. Raises NotFound."""
    number = series.typed(number)
    if number.startswith(series.SHIPMENT):
        owners = orders.ORDERS_OF_SHIPMENTS.rows(unit, [number])
        docs = find(unit, me, ids=[owners[0][1]], deep=False) if owners else []
    else:
        docs = find(unit, me, [number], deep=False)
    if not docs:
        raise NotFound("order-unknown", number=escaped(number))
    return docs[0].id


def _amount(me: Who, value: Decimal) -> Any:
    return value if me.sees_amounts() else MASKED


def _shipments(unit: Unit, order: int) -> list[tuple[ShipmentView, dict[int, tuple[Decimal, Decimal]]]]:
    found: dict[str, tuple[store.ShippedLine, dict[int, tuple[Decimal, Decimal]]]] = {}
    for row in store.SHIPMENTS.rows(unit, order=order):
        found.setdefault(row.number, (row, {}))[1][row.line] = (row.quantity, row.received)
    positions = {line: at for at, (line, *_) in enumerate(store.LINES.rows(unit, order=order), 1)}
    return [(ShipmentView(*(*row[:6], _contents(positions, lines), *row[9:])), lines) for row, lines in found.values()]


def _contents(
    positions: dict[int, int], lines: dict[int, tuple[Decimal, Decimal]]
) -> tuple[tuple[int, Decimal, Decimal], ...]:
    return tuple((positions[line], quantity, received) for line, (quantity, received) in lines.items())


def _lines(
    unit: Unit, me: Who, order: int, shipments: Sequence[tuple[ShipmentView, dict[int, tuple[Decimal, Decimal]]]]
) -> tuple[LineView, ...]:
    reserved = store.reserved(unit, order, settings(unit).today)
    live = [(view, parts) for view, parts in shipments if view.step != VOID]
    return tuple(_line(me, row, reserved.get(row[0], ZERO), live) for row in store.LINES.rows(unit, order=order))


def _line(
    me: Who, row: Row, reserved: Decimal, live: Sequence[tuple[ShipmentView, dict[int, tuple[Decimal, Decimal]]]]
) -> LineView:
    line, position, code, name, attributes, quantity, unit_name, *amounts, released, closed, note = row[:-6]
    service, by_lot, returned, refunded, pack_size, pack_unit = row[-6:]
    price, discount, amount = (value if me.sees_amounts() else MASKED for value in amounts)
    parts = [(view, *left[line]) for view, left in live if line in left]
    shipped = sum((quantity for view, quantity, _ in parts if view.shipped_at), ZERO)
    received = sum((got for view, _, got in parts if view.received_at), ZERO)
    short = ZERO if service else max(ZERO, quantity - closed - reserved - shipped)
    described = " ".join(str(value) for value in attributes.values())
    figures = (reserved, released, shipped, received, short)
    return LineView(
        position,
        code,
        name,
        described,
        quantity,
        unit_name,
        price,
        discount,
        amount,
        *figures,
        note,
        service,
        closed,
        by_lot,
        returned,
        refunded,
        pack_size=pack_size,
        pack_unit=pack_unit,
    )


def _returns(unit: Unit, me: Who, order: int) -> tuple[ReturnOf, ...]:
    rows = store.RETURNS.rows(unit, order=order)
    return tuple(ReturnOf(number, kind, step, _amount(me, total)) for number, kind, step, total in rows)


def _hold(me: Who, row: store.HoldRow) -> HoldView:
    kind = ORDER.hold(row.kind)
    opener = me.told(row.opener or "")
    return HoldView(kind.code, Label(kind.label, kind.code), row.reason, opener, row.opened_at, lifters(kind.lifted_by))


def lifters(by: Sequence[P | Party]) -> tuple[str, ...]:
    """The rights that lift a hold, as marked names."""
    return tuple(PERMISSION_NAMES[p] for p in by if isinstance(p, P))


def _notes(unit: Unit, me: Who, order: int) -> tuple[NoteView, ...]:
    rows = store.NOTES.rows(unit, order=order)
    return tuple(
        NoteView(kind, position, text, whom, how, result, shared, me.told(by or ""), at)
        for kind, position, text, whom, how, result, shared, by, at in rows
        if shared or not me.is_customer
    )
