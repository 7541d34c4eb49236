"""The entries of a document's history in words."""

from collections.abc import Mapping
from typing import Any

from ydh import locale
from ydh.core.audit.words import field_word, value_word
from ydh.core.rules.orders import DETAIL_NAMES
from ydh.core.values.words import N_
from ydh.core.workflow.views import Event


def details(event: Event) -> str:
    """What an entry of a history says."""
    return worded(event.action, event.body)


def worded(action: str, body: Mapping[str, Any]) -> str:
    """What an entry of that action says, from its body."""
    words = locale.current()
    said = []
    for name, value in body.items():
        if name in _TOLD and value:
            said.append(words.pair(words(_label(name, action)), _value(name, value)))
        elif name == "changes":
            said += [
                words.pair(words(_changed(field)), f"{_value(field, old)} -> {_value(field, new)}")
                for field, old, new in value
            ]
    return words(N_("; ")).join(said)


# what the history of a document tells; the rest of an entry is for the journal
_TOLD = {
    *("reason", "opinion", "carrier", "tracking", "parts", "received", "return", "returned"),
    *("refund", "refunded", "exchange", "order", "allowed", "sent", "came", "differs", "outside"),
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
        return words.listed(f"{code} {'/'.join(figures)}" for _position, code, *figures in value)
    if name == "lines":
        return words.listed(f"{code} x {quantity}" for code, quantity in value)
    if name in _LINES_SAID:
        return words.listed(f"{code} x {quantity}" for _, code, quantity in value)
    if name == "added":
        _, code, quantity, *_rest = value
        return f"{code} x {quantity}"
    if name == "received":
        return words.listed(f"{position}: {received}/{shipped}" for position, _sku, shipped, received in value)
    if isinstance(value, list | tuple):
        return words.listed(map(str, value))
    return "" if value is None else str(value)
