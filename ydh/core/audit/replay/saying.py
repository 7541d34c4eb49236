"""How a difference between the journal and the books is said: in the trade's words and figures."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from ydh.core.audit.proof import kind_label
from ydh.core.audit.replay.story import PLACES, Key, OneOf
from ydh.core.audit.views import Finding
from ydh.core.audit.words import field_word
from ydh.core.rules.workflows import STATUS_NAMES
from ydh.core.values.quantities import plain
from ydh.core.values.words import N_, Label
from ydh.store.tables.fields import EPOCH, MICROSECOND

PARTS: Mapping[str, str] = {
    "lines": N_("line"),
    "holds": N_("hold"),
    "shipments": N_("shipment."),
    "notes": N_("note"),
    "addresses": N_("address"),
    "tokens": N_("token"),
    "price level": N_("price level"),
    "price customer": N_("customer"),
    "scan-code": N_("further code"),
    "own_code": N_("own item code"),
    "limits": N_("warehouse"),
}
FIELDS: Mapping[str, str] = {
    "step": N_("step"),
    "step_since": N_("there since"),
    "revision": N_("revision"),
    "arrival": N_("place in the queue"),
    "urgent": N_("urgent"),
    "account": N_("made by"),
    "created_at": N_("made at"),
    "submitted_at": N_("submitted at"),
    "business_date": N_("business day"),
    "batch": N_("batch"),
    "number": N_("number"),
    "password": N_("password"),
    "state": N_("state"),
    "value": N_("value"),
    "builtin": N_("built in"),
    "assessed": N_("assessed"),
    "contents": N_("contents"),
    "events": N_("what the carrier said"),
    "list_price": N_("list price"),
    "discount": N_("discount"),
    "given": N_("price agreed for it"),
    "released": N_("released"),
    "shipped": N_("shipped"),
    "holds": N_("holds"),
    "notes": N_("notes"),
    "shipments": N_("shipments"),
    "addresses": N_("addresses"),
    "tokens": N_("tokens"),
    "scan-code": N_("further codes"),
    "own_code": N_("own item codes"),
    "price level": N_("prices of levels"),
    "price customer": N_("prices of customers"),
    "limits": N_("limits"),
    "failures": N_("failed attempts"),
    "locked_until": N_("waits until"),
    "at": N_("time"),
    "expires_at": N_("valid until"),
    "revoked_at": N_("ended at"),
    "fold": N_("code as it is compared"),
    "initials": N_("initials"),
    "sort": N_("place among names"),
    "opened_by": N_("opened by"),
    "opened_at": N_("opened at"),
    "closed_by": N_("closed by"),
    "closed_at": N_("closed at"),
    "lifted_by": N_("lifted by"),
    "lifted_at": N_("lifted at"),
    "posted_by": N_("posted by"),
    "posted_at": N_("posted at"),
    "channel": N_("channel"),
    "shipped_at": N_("shipped at"),
    "received_at": N_("received at"),
    "delivered_at": N_("delivered at"),
    "dispatched_at": N_("sent at"),
    "picker": N_("picked by"),
    "picked_at": N_("picked at"),
    "checker": N_("checked by"),
    "checked_at": N_("checked at"),
    "result": N_("result"),
    "amount": N_("amount"),
    "refund": N_("paid back"),
    "return_": N_("return"),
    "claimed": N_("asked back"),
    "restocked": N_("into stock"),
    "scrapped": N_("scrapped"),
    "repair": N_("to repair"),
    "lot": N_("lot"),
    "swap": N_("wanted instead"),
    "of": N_("line of the order"),
    "expected": N_("expected there"),
    "book": N_("in the books"),
}
PAID = Label(N_("price"), "price")  # of a line: what the customer pays, not what the list says
ACCOUNTS = frozenset({"account", "assigned", "opened_by", "closed_by", "lifted_by", "posted_by", "picker", "checker"})
MONEY = frozenset({"price", "list_price", "amount", "total", "freight", "refund", "cod"})
_SECRET = frozenset({"password"})
_TIMES = frozenset({"at", "step_since", "arrival"})


def difference(check: Label, kind: str, name: str, key: Key, values: tuple[Any, Any], seq: int) -> Finding:
    """A field of a subject, or of a part of it, is not what the journal says since entry `seq`.

    `values` are what stands in the books and what should.
    """
    field, part = key
    id_ = "replay-differs" + ("-part" if part else "") + ("-money" if field in MONEY else "")
    names = ("amount", "right_amount") if field in MONEY else ("found", "right")
    shown = dict(zip(names, (_shown(field, value) for value in values), strict=True))
    named = PAID if field == "price" and part.startswith("lines ") else word(field)
    data = {"kind": kind_label(kind), "field": named, "seq": seq, **shown}
    if part:
        family = next(it for it in PARTS if part.startswith(f"{it} "))
        data |= {"what": Label(PARTS[family], family), "which": part[len(family) + 1 :]}
    return Finding("error", check, name, id_, data)


def unproved(check: Label, kind: str, count: int, fields: Mapping[str, int]) -> Finding:
    """What of a kind of subject cannot be proved, because its entries are older or their values were erased."""
    names = [word(name) for name in sorted(fields)]
    return Finding("ok", check, "", "replay-unproved", {"kind": kind_label(kind), "count": count, "fields": names})


def word(field: str) -> Any:
    """A field in the trade's words."""
    known = FIELDS.get(field)
    if known:
        return Label(known, field)
    found = field_word(field)
    return Label(found[0], field) if found else field


def _shown(field: str, value: Any) -> Any:
    if field in _SECRET:
        return "***"
    if value is None or value == "":
        return "-"
    if isinstance(value, OneOf):
        return ", ".join(sorted(map(str, value)))
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, int) and not isinstance(value, bool):
        if field in PLACES:
            amount = Decimal(value).scaleb(-PLACES[field])
            return amount if field in MONEY and PLACES[field] == 2 else plain(amount)
        if field.endswith(("_at", "_until")) or field in _TIMES:
            return _moment(value)
    return Label(STATUS_NAMES[value], value) if field == "step" and value in STATUS_NAMES else value


def _moment(value: int) -> datetime | int:
    return (EPOCH + value * MICROSECOND).astimezone(UTC) if value else value
