"""What is shown of one order below its row: its lines, what it carries, and all that happened around it."""

from collections.abc import Sequence
from typing import Any

from ydh.core.orders.views import CaseView, LineView, OrderView, ShipmentView
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Section, only
from ydh.core.rules.orders import DATES, DETAIL_NAMES, NOTE_KINDS, ORDER, SHORT_NAMES, TERMS_NAMES
from ydh.core.rules.returns import KIND_NAMES, RETURN
from ydh.core.rules.shipping import CASE_KINDS, OUTCOMES
from ydh.core.rules.workflows import names_of
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_, Label

_DETAILS = {"terms": TERMS_NAMES, "when_short": SHORT_NAMES}


def full_name(line: Any) -> str:
    """The name of a line's goods with what tells the variant from the others."""
    return f"{line.name} {line.attributes}".strip()


LINE = (
    Fact("position", N_("line"), "ordinal", width=4),
    Fact("sku", N_("item"), "code", width=12, drop=1),
    Fact("name", N_("name"), seen=full_name, width=0),
    Fact("attributes", N_("attributes")),
    Fact("quantity", N_("quantity"), "quantity", width=9),
    Fact("unit", N_("unit"), width=4),
    Fact("price", N_("price"), "price", width=10, drop=2),
    Fact("discount", N_("discount"), "percent"),
    Fact("amount", N_("amount"), "money", width=12),
    Fact("reserved", N_("reserved"), "quantity"),
    Fact("released", N_("released"), "quantity", width=9, drop=3),
    Fact("shipped", N_("shipped"), "quantity", width=9, drop=3),
    Fact("received", N_("received"), "quantity"),
    Fact("closed", N_("closed short"), "quantity"),
    Fact("short", N_("short"), "quantity", seen=lambda line: line.short or None, width=7),
    Fact("note", N_("note")),
    Fact("returned", N_("asked back"), "quantity"),
    Fact("refunded", N_("paid back"), "quantity"),
    Fact("billable", N_("to be billed"), "quantity"),
)
BACK = only(LINE, position=4, name=0, shipped=9, returned=9, refunded=9)
BILLED = only(LINE, position=4, name=0, shipped=9, billable=9)
HOLD = (
    Fact("kind", N_("hold"), "label", choices={kind.code: kind.label for kind in ORDER.holds}, width=20),
    Fact(
        "lifted_by",
        N_("who may lift it"),
        "list",
        of=lambda hold: tuple(Label(name) for name in hold.lifted_by),
        width=0,
    ),
    Fact("opened_by", N_("by"), width=10, drop=2),
    Fact("opened_at", N_("since"), "time", width=16, drop=1),
    Fact("reason", N_("reason"), width=0),
)
SHIPMENT = (
    Fact("number", N_("shipment"), "code", width=20),
    Fact("step", N_("waits for"), "label", choices=names_of(ORDER), width=12, most=21),
    Fact("carrier", N_("carrier"), width=12),
    Fact("tracking", N_("tracking number"), width=16),
    Fact(
        "lines",
        N_("lines"),
        "list",
        of=lambda part: tuple(_content(part, *line) for line in part.lines),
        width=16,
        drop=3,
    ),
    Fact("expected_date", N_("expected there"), "day", width=14, drop=2),
    Fact("shipped_at", N_("shipped"), "time", width=16, drop=1),
    Fact("delivered_at", N_("delivered"), "time"),
    Fact("received_at", N_("received"), "time"),
)
CONTENT = (
    Fact("shipment", N_("shipment"), "code", of=lambda pair: pair[0].number),
    Fact("position", N_("line"), "ordinal", of=lambda pair: pair[1][0]),
    Fact("quantity", N_("quantity"), "quantity", of=lambda pair: pair[1][1]),
    Fact("received", N_("received"), "quantity", of=lambda pair: pair[1][2]),
)
CASE = (
    Fact("number", N_("case"), "code", width=20),
    Fact("order", N_("order"), "code"),
    Fact("shipment", N_("shipment"), "code"),
    Fact("customer", N_("customer")),
    Fact("kind", N_("kind"), "label", choices=CASE_KINDS, width=12),
    Fact("position", N_("line"), "ordinal"),
    Fact("sku", N_("item"), "code"),
    Fact("name", N_("name")),
    Fact("quantity", N_("quantity"), "quantity", seen=lambda it: it.quantity or None, width=8, drop=1),
    Fact("outcome", N_("outcome"), "label", choices=OUTCOMES, seen=lambda it: outcome_of(it), width=10),
    Fact(
        "text",
        N_("what is wrong"),
        "note",
        seen=lambda it: f"{it.text} -> {it.answer}" if it.answer else it.text,
        width=0,
    ),
    Fact("answer", N_("answer"), "note"),
    Fact("reference", N_("see also"), "code"),
    Fact("opened_by", N_("by")),
    Fact("opened_at", N_("since"), "time"),
    Fact("closed_by", N_("settled by")),
    Fact("closed_at", N_("settled"), "time"),
)
RETURNED = (
    Fact("number", N_("return"), "code", width=20),
    Fact("step", N_("waits for"), "label", choices=names_of(RETURN), width=19),
    Fact("kind", N_("kind"), "label", choices=KIND_NAMES, width=0),
    Fact("total", N_("comes to"), "money", width=12),
)
NOTE = (
    Fact("at", N_("time"), "time", width=16),
    Fact("by", N_("by"), width=10),
    Fact("kind", N_("kind"), "label", choices=NOTE_KINDS),
    Fact("position", N_("line"), "ordinal", width=4, drop=1),
    Fact("with_whom", N_("with whom"), width=10, drop=2),
    Fact("how", N_("how"), width=10, drop=3),
    Fact("result", N_("result"), width=12, drop=2),
    Fact("shared", N_("the customer sees it too"), "yes"),
    Fact("text", N_("note"), "note", width=0),
)


def outcome_of(case: CaseView) -> Label:
    """What became of a case, or that it is open."""
    return Label(OUTCOMES[case.outcome], case.outcome) if case.outcome else Label(N_("not settled"), "open")


def _content(part: ShipmentView, position: int, quantity: Any, received: Any) -> str:
    """A line's quantity, after what came of it when that was less."""
    less = f"{plain(received):f}/" if part.received_at and received != quantity else ""
    return f"{position}: {less}{plain(quantity):f}"


def _billed(view: OrderView) -> Sequence[LineView]:
    return [line for line in view.lines if line.billable is not None] if view.cases else ()


def _detail(name: str) -> Any:
    return lambda view: view.details.get(name)


_WHENCE = {"": "", "journal": N_("found in the journal of that day"), "today": N_("as on the day of the upgrade")}
_MORE = (
    Fact("ref", N_("number elsewhere"), "code"),
    Fact("region", N_("region")),
    Fact("goods", N_("goods"), "money"),
    Fact("freight", N_("freight"), "money", seen=lambda view: view.freight or None),
    Fact("created_by", N_("entered by")),
    Fact("submitted_at", N_("submitted"), "time"),
    Fact("kept_from", N_("names and units"), "label", choices=_WHENCE, seen=lambda view: view.kept_from or None),
)
_CARRIED = tuple(
    Fact(
        code,
        label,
        "label" if code in _DETAILS else "day" if code in DATES else "text",
        of=_detail(code),
        choices=_DETAILS.get(code),
    )
    for code, label in DETAIL_NAMES.items()
)
SECTIONS = (
    Section("holds", N_("Holds"), HOLD, lambda view: view.holds, before=True),
    Section("lines", "", LINE, lambda view: view.lines, main=True),
    Section("notes", N_("Notes"), NOTE, lambda view: view.notes),
    Section("", "", _MORE),
    Section("details", "", _CARRIED),
    Section("shipments", N_("Shipments"), SHIPMENT, lambda view: view.shipments),
    Section("shipped", "", CONTENT, lambda view: [(part, line) for part in view.shipments for line in part.lines]),
    Section("cases", N_("Cases"), CASE, lambda view: view.cases),
    Section("billed", N_("What may be billed"), BILLED, _billed, data=False),
    Section(
        "back", N_("What comes back"), BACK, lambda view: [line for line in view.lines if line.returned], data=False
    ),
    Section("returns", N_("Returns"), RETURNED, lambda view: view.returns),
)
