"""An order as a sheet for people, as one JSON object, or as the table of its lines; and its history in words."""

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any

from ydh import locale
from ydh.cli.frame import options
from ydh.cli.workflow.steps import step_name
from ydh.cli.writing import nested
from ydh.cli.writing.output import DataColumn
from ydh.core.audit.words import action_word, field_word, value_word
from ydh.core.orders.views import OrderView, ShipmentView
from ydh.core.rules.orders import CHANNEL_NAMES, DETAIL_NAMES, ORDER, SHORT_NAMES, TERMS_NAMES
from ydh.core.rules.returns import KIND_NAMES
from ydh.core.rules.shipping import CASE_KINDS, OUTCOMES
from ydh.core.values.errors import Invalid
from ydh.core.values.words import N_, Label, label_of, visible
from ydh.core.workflow.views import Event
from ydh.locale import values

LINE = (
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("sku", N_("item"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("attributes", N_("attributes")),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("unit", N_("unit")),
    DataColumn("price", N_("price"), "price"),
    DataColumn("discount", N_("discount"), "percent"),
    DataColumn("amount", N_("amount"), "money"),
    DataColumn("reserved", N_("reserved"), "quantity"),
    DataColumn("released", N_("released"), "quantity"),
    DataColumn("shipped", N_("shipped"), "quantity"),
    DataColumn("received", N_("received"), "quantity"),
    DataColumn("closed", N_("closed short"), "quantity"),
    DataColumn("short", N_("short"), "quantity"),
    DataColumn("note", N_("note")),
    DataColumn("returned", N_("asked back"), "quantity"),
    DataColumn("refunded", N_("paid back"), "quantity"),
    DataColumn("billable", N_("to be billed"), "quantity"),
)
_SEEN = ("position", "sku", "name", "quantity", "unit", "price", "amount", "released", "shipped", "short")
LINE_SEEN = tuple(column for column in LINE if column.name in _SEEN)
_LINE = {column.name: column for column in LINE}
BACK = tuple(_LINE[name] for name in ("position", "sku", "shipped", "returned", "refunded"))
BILLED = tuple(_LINE[name] for name in ("position", "sku", "shipped", "billable"))
HOLD = (
    DataColumn("kind", N_("hold"), "label"),
    DataColumn("reason", N_("reason")),
    DataColumn("opened_by", N_("by")),
    DataColumn("opened_at", N_("since"), "time"),
    DataColumn("lifted_by", N_("who may lift it")),
)
SHIPMENT = (
    DataColumn("number", N_("shipment"), "code"),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("carrier", N_("carrier")),
    DataColumn("tracking", N_("tracking number")),
    DataColumn("lines", N_("lines")),
)
RETURNS = (
    DataColumn("number", N_("return"), "code"),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("step", N_("waits for"), "label"),
    DataColumn("total", N_("comes to"), "money"),
)
CASE = (
    DataColumn("number", N_("case"), "code"),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("quantity", N_("quantity"), "quantity"),
    DataColumn("text", N_("what is wrong")),
    DataColumn("outcome", N_("outcome"), "label"),
    DataColumn("answer", N_("answer")),
)
NOTE = (
    DataColumn("at", N_("time"), "time"),
    DataColumn("by", N_("by")),
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("text", N_("note")),
    DataColumn("with_whom", N_("with whom")),
    DataColumn("how", N_("how")),
    DataColumn("result", N_("result")),
)


def write(view: OrderView, *, format: str, json: bool, to: str | None, force: bool) -> None:
    """Write the order: a sheet, an object, or (in every other format) its lines."""
    if json and format not in ("table", "json"):
        raise Invalid("json-and-format", format=visible(format))
    if json or format == "json":
        nested.emit(nested.json(plain(view)) + "\n", to, force=force)
    elif format == "table":
        nested.emit(sheet(view), to, force=force)
    else:
        options.show(LINE, _lines(view, LINE), format=format, to=to, force=force)


def _lines(view: OrderView, columns: Iterable[DataColumn], *, back: bool = False) -> Iterable[tuple[Any, ...]]:
    """The lines, or those of which something comes `back`."""
    names = [column.name for column in columns]
    for line in view.lines:
        if line.returned or not back:
            more = {"billable": view.billable.get(line.position)}
            yield tuple(more[name] if name in more else getattr(line, name) for name in names)


def plain(view: OrderView) -> dict[str, Any]:
    """The order as one object: what is in its row stands at the top."""
    row = {f.name: getattr(view.row, f.name) for f in fields(view.row)}
    rest = {f.name: getattr(view, f.name) for f in fields(view) if f.name != "row"}
    shipments = [
        {f.name: getattr(s, f.name) for f in fields(s)}
        | {"lines": [{"position": p, "quantity": q, "received": r} for p, q, r in s.lines]}
        for s in view.shipments
    ]
    return row | rest | {"shipments": shipments}


def sheet(view: OrderView) -> str:
    """The order for people: what it is, what it carries, its lines and all that happened around them."""
    parts = [
        nested.facts(_head(view)),
        nested.block("", LINE_SEEN, _lines(view, LINE_SEEN)),
        nested.block(N_("Holds"), HOLD, _holds(view)),
        nested.block(N_("Shipments"), SHIPMENT, _shipments(view)),
        nested.block(N_("Cases"), CASE, _cases(view)),
        nested.block(N_("What may be billed"), BILLED, _lines(view, BILLED) if view.cases else ()),
        nested.block(N_("What comes back"), BACK, _lines(view, BACK, back=True)),
        nested.block(N_("Returns"), RETURNS, _returns(view)),
        nested.block(N_("Notes"), NOTE, _notes(view)),
    ]
    return "".join(parts)


def _head(view: OrderView) -> Iterable[tuple[str, Any]]:
    row = view.row
    yield N_("number"), f"{row.number}@{row.revision}"
    yield N_("customer"), f"{row.customer} ({row.customer_code})"
    yield N_("waits for"), step_name(row.step)
    yield N_("since"), row.since
    yield N_("held"), Label(N_("yes"), "yes") if row.held else None
    yield N_("urgent"), Label(N_("yes"), "yes") if row.urgent else None
    yield N_("assigned to"), row.assigned
    yield N_("channel"), Label(CHANNEL_NAMES.get(row.channel, row.channel), row.channel)
    yield N_("date"), row.business_date
    yield N_("submitted"), view.submitted_at
    yield N_("entered by"), view.created_by
    for name, label in DETAIL_NAMES.items():
        value = view.details.get(name)
        yield label, _named(name, value)
    yield N_("goods"), view.goods
    yield N_("freight"), view.freight
    yield N_("total"), row.total


def _named(name: str, value: Any) -> Any:
    """A detail as people read it."""
    names = {"terms": TERMS_NAMES, "when_short": SHORT_NAMES}.get(name)
    return Label(names.get(value, value), value) if names and value else value


def _holds(view: OrderView) -> Iterable[tuple[Any, ...]]:
    words = locale.current()
    for hold in view.holds:
        people = words(N_(", ")).join(words(one) for one in hold.lifted_by)
        yield Label(hold.label, hold.kind), hold.reason, hold.opened_by, hold.opened_at, people


def _shipments(view: OrderView) -> Iterable[tuple[Any, ...]]:
    for part in view.shipments:
        lines = ", ".join(_content(part, *line) for line in part.lines)
        yield part.number, step_name(part.step), part.carrier, part.tracking, lines


def _content(part: ShipmentView, position: int, quantity: Decimal, received: Decimal) -> str:
    """A line's quantity; what came of it when that was less."""
    sent = f"{position}: {values.quantity(quantity)}"
    if not part.received_at or received == quantity:
        return sent
    word = locale.translate(N_("received"))
    return f"{sent} ({word} {values.quantity(received)})"


def _cases(view: OrderView) -> Iterable[tuple[Any, ...]]:
    for it in view.cases:
        outcome = label_of(OUTCOMES, it.outcome) if it.outcome else Label(N_("not settled"), "open")
        yield it.number, label_of(CASE_KINDS, it.kind), it.position, it.quantity, it.text, outcome, it.answer


def _returns(view: OrderView) -> Iterable[tuple[Any, ...]]:
    for it in view.returns:
        kind = Label(KIND_NAMES.get(it.kind, it.kind), it.kind)
        yield it.number, kind, step_name(it.step, "return"), it.total


def _notes(view: OrderView) -> Iterable[tuple[Any, ...]]:
    for note in view.notes:
        yield note.at, note.by, note.position, note.text, note.with_whom, note.how, note.result


def event_row(event: Event, workflow: str = ORDER.name) -> tuple[Any, ...]:
    """One entry of the history as a row of order.HISTORY."""
    action = Label(action_word(event.action), event.action)
    step, to = (step_name(code, workflow) if code else None for code in (event.step, event.to))
    return event.at, event.by, action, step, to, _details(event)


def _details(event: Event) -> str:
    words = locale.current()
    said = []
    for name, value in event.body.items():
        if name in _TOLD and value:
            said.append(f"{words(_label(name, event.action))}: {_value(name, value)}")
        elif name == "changes":
            said += [
                f"{words(_changed(field))}: {_value(field, old)} -> {_value(field, new)}" for field, old, new in value
            ]
    return "; ".join(said)


# what the history of a document tells; the rest of an entry is for the journal
_TOLD = {
    *("reason", "opinion", "carrier", "tracking", "parts", "received", "return", "returned"),
    *("refunded", "exchange", "order", "allowed", "sent", "came", "differs", "outside"),
    *("return_address", "payment", "replacement", "method", "reference", "kind", "text", "answer"),
    *("how", "to", "from", "closed", "added", "back", "when_short", "rest"),
    *("warehouse", "parcels", "expected_date", "agreed_date", "agreed_time", "agreed_place", "remark", "contract"),
    *("status", "place", "case", "cases", "outcome", "rating"),
}
_LINES_SAID = {"closed", "back"}
_CODES = ("kind", "status", "outcome", "when_short")
_BY_LINE = ("returned", "refunded", "allowed", "sent", "came", "differs")


def _label(field: str, action: str = "") -> str:
    found = field_word(field, action)
    return found[0] if found else field


def _changed(field: str) -> str:
    return _label(field) if field in DETAIL_NAMES or field == "lines" else field


def _value(name: str, value: Any) -> str:
    words = locale.current()
    word = value_word(name, value) if name in _CODES else None
    if word:
        return words(word)
    if name in _BY_LINE:
        return ", ".join(f"{code} {'/'.join(figures)}" for _position, code, *figures in value)
    if name == "lines":
        return ", ".join(f"{code} x {quantity}" for code, quantity in value)
    if name in _LINES_SAID:
        return ", ".join(f"{code} x {quantity}" for _, code, quantity in value)
    if name == "added":
        return f"{value[1]} x {value[2]}"
    if name == "received":
        return ", ".join(f"{position}: {received}/{shipped}" for position, _sku, shipped, received in value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
