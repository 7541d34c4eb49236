"""A return as a sheet for people, as one JSON object, or as the table of its lines."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from ydh.cli.frame import options
from ydh.cli.workflow.steps import step_name
from ydh.cli.writing import nested
from ydh.cli.writing.output import DataColumn
from ydh.core.returns.views import ReturnView
from ydh.core.rules.returns import KIND_NAMES, REASON_NAMES, RETURN
from ydh.core.values.errors import Invalid
from ydh.core.values.words import N_, Label, visible

LINE = (
    DataColumn("position", N_("line"), "ordinal"),
    DataColumn("order_line", N_("order line"), "ordinal"),
    DataColumn("sku", N_("item"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("quantity", N_("asked back"), "quantity"),
    DataColumn("unit", N_("unit")),
    DataColumn("allowed", N_("allowed"), "quantity"),
    DataColumn("sent", N_("sent"), "quantity"),
    DataColumn("came", N_("came in"), "quantity"),
    DataColumn("restocked", N_("into stock"), "quantity"),
    DataColumn("scrapped", N_("scrapped"), "quantity"),
    DataColumn("repair", N_("to repair"), "quantity"),
    DataColumn("refunded", N_("paid back"), "quantity"),
    DataColumn("price", N_("price"), "price"),
    DataColumn("discount", N_("discount"), "percent"),
    DataColumn("worth", N_("comes to"), "money"),
    DataColumn("amount", N_("refund"), "money"),
    DataColumn("reason", N_("reason"), "label"),
    DataColumn("swap", N_("wanted instead"), "code"),
    DataColumn("lot", N_("lot"), "code"),
    DataColumn("note", N_("note")),
    DataColumn("guarantee", N_("guarantee")),
)
_SEEN = ("position", "sku", "name", "quantity", "unit", "allowed", "came", "worth", "reason")
LINE_SEEN = tuple(column for column in LINE if column.name in _SEEN)
WENT = tuple(c for c in LINE if c.name in ("position", "sku", "came", "restocked", "scrapped", "repair", "lot"))


def write(view: ReturnView, *, format: str, json: bool, to: str | None, force: bool) -> None:
    """Write the return: a sheet, an object, or (in every other format) its lines."""
    if json and format not in ("table", "json"):
        raise Invalid("json-and-format", format=visible(format))
    if json or format == "json":
        nested.emit(nested.json(plain(view)) + "\n", to, force=force)
    elif format == "table":
        nested.emit(sheet(view), to, force=force)
    else:
        options.show(LINE, _lines(view, LINE), format=format, to=to, force=force)


def _lines(view: ReturnView, columns: Iterable[DataColumn]) -> Iterable[tuple[Any, ...]]:
    names = [column.name for column in columns]
    for line in view.lines:
        cells = {name: getattr(line, name) for name in names}
        if "reason" in cells:
            cells["reason"] = reason_name(line.reason)
        yield tuple(cells.values())


def reason_name(code: str) -> Label:
    """The marked name of a reason."""
    return Label(REASON_NAMES.get(code, code), code)


def kind_name(code: str) -> Label:
    """The marked name of a kind of return."""
    return Label(KIND_NAMES.get(code, code), code)


def plain(view: ReturnView) -> dict[str, Any]:
    """The return as one object: what is in its row stands at the top."""
    row = {f.name: getattr(view.row, f.name) for f in fields(view.row)}
    return row | {f.name: getattr(view, f.name) for f in fields(view) if f.name != "row"}


def sheet(view: ReturnView) -> str:
    """The return for people: what is asked and why, its lines, and where what came went."""
    came = view.received_at is not None
    return "".join(
        (
            nested.facts(_head(view)),
            nested.block("", LINE_SEEN, _lines(view, LINE_SEEN)),
            nested.block(N_("What came"), WENT, _lines(view, WENT)) if came else "",
        )
    )


def _head(view: ReturnView) -> Iterable[tuple[str, Any]]:
    row = view.row
    yield N_("number"), f"{row.number}@{row.revision}"
    yield N_("order"), row.order
    yield N_("customer"), f"{row.customer} ({row.customer_code})"
    yield N_("kind"), kind_name(row.kind)
    yield N_("waits for"), step_name(row.step, RETURN.name)
    yield N_("since"), row.since
    yield N_("reason"), reason_name(row.reason)
    yield N_("text"), view.text
    yield N_("date"), row.business_date
    yield N_("submitted"), view.submitted_at
    yield N_("entered by"), view.created_by
    yield N_("assigned to"), row.assigned
    yield N_("return address"), view.return_address
    yield N_("carrier"), view.carrier
    yield N_("tracking number"), view.tracking
    yield N_("sent at"), view.dispatched_at
    yield N_("came at"), view.received_at
    yield N_("comes to"), row.total
    yield N_("refund"), row.refund or None
    yield N_("payment"), view.payment
    yield N_("replaced by"), view.replacement
    yield N_("what the company promises"), view.policy
