"""The journal's actions and fields in words for people; commands show their codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from ydh.core.company.settings import SETTINGS
from ydh.core.orders.notes import KIND_NAMES
from ydh.core.rules.orders import DETAIL_NAMES, SHORT_NAMES, TERMS_NAMES
from ydh.core.rules.permissions import PERMISSION_NAMES, ROLE_NAMES, P
from ydh.core.rules.returns import KIND_NAMES as RETURN_KINDS
from ydh.core.rules.returns import REASON_NAMES
from ydh.core.rules.workflows import ACTION_NAMES, WORKFLOWS
from ydh.core.stock.paper_kinds import KINDS as PAPER_KINDS
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Say

ACTIONS: Mapping[str, str] = {
    **ACTION_NAMES,
    "create": N_("made"),
    "retire": N_("retired"),
    "restore": N_("restored"),
    "rename": N_("renamed"),
    "remove": N_("removed"),
    "price": N_("changed prices"),
    "stock": N_("moved stock"),
    "post": N_("posted"),
    "count": N_("counted"),
    "limits": N_("set its limits"),
    "main": N_("changed the main warehouse"),
    "block": N_("blocked"),
    "unblock": N_("unblocked"),
    "expiry": N_("corrected the expiry"),
    "scan-code": N_("further code"),
    "own_code": N_("own item code"),
    "assess": N_("assessed"),
    "set owners": N_("set its owners"),
    "add address": N_("added an address"),
    "remove address": N_("removed an address"),
    "set": N_("set."),
    "disable": N_("switched off"),
    "enable": N_("switched on"),
    "grant": N_("granted rights"),
    "revoke": N_("took rights away"),
    "set roles": N_("set its roles"),
    "set password": N_("changed the password"),
    "reset password": N_("reset the password"),
    "create token": N_("made a token"),
    "revoke token": N_("revoked a token"),
    "sign-in": N_("signed in"),
    "sign-in refused": N_("sign-in refused"),
    "sign-out": N_("signed out"),
    "publish": N_("published"),
    "release": N_("took an import back"),
    "erase": N_("erased personal values"),
    "export": N_("took data along"),
}
FIELDS: Mapping[str, str] = {
    **DETAIL_NAMES,
    "action": N_("action"),
    "active": N_("active"),
    "backorder": N_("may be ordered beyond stock"),
    "blocked": N_("blocked"),
    "expires": N_("expires"),
    "guarantee": N_("guarantee"),
    "handling": N_("handling"),
    "keep_days": N_("days left when it leaves"),
    "lots": N_("kept by lot"),
    "lower": N_("lower limit"),
    "main": N_("main warehouse"),
    "paper": N_("kind"),
    "place": N_("shelf"),
    "quantity": N_("quantity"),
    "reference": N_("document"),
    "return_days": N_("days to return it"),
    "supplier": N_("supplier"),
    "upper": N_("upper limit"),
    "amounts": N_("amounts"),
    "assigned": N_("for"),
    "attributes": N_("attributes"),
    "barcode": N_("barcode"),
    "brand": N_("brand"),
    "carrier": N_("carrier"),
    "category": N_("category"),
    "code": N_("code"),
    "count": N_("how many"),
    "customer": N_("customer"),
    "file": N_("as a file"),
    "holds": N_("holds"),
    "kind": N_("kind"),
    "language": N_("language"),
    "level": N_("price level"),
    "lines": N_("lines"),
    "listed": N_("listed"),
    "login": N_("sign-in name"),
    "minimum": N_("minimum"),
    "multiple": N_("multiple"),
    "name": N_("name"),
    "note": N_("note"),
    "off": N_("switched off"),
    "opinion": N_("opinion"),
    "orders": N_("orders"),
    "os_user": N_("system user"),
    "owners": N_("owners"),
    "pack_size": N_("pack size"),
    "pack_unit": N_("pack unit"),
    "parts": N_("shipments"),
    "permissions": N_("permissions"),
    "price": N_("list price"),
    "prices": N_("prices"),
    "product": N_("product"),
    "allowed": N_("allowed"),
    "came": N_("came (into stock, scrapped, to repair)"),
    "differs": N_("sent, came"),
    "exchange": N_("for the return"),
    "method": N_("how it is paid back"),
    "order": N_("order"),
    "outside": N_("after the time for returns"),
    "payment": N_("payment"),
    "refunded": N_("paid back"),
    "replacement": N_("replaced by"),
    "return": N_("return"),
    "return_address": N_("return address"),
    "returned": N_("asked back"),
    "sent": N_("sent"),
    "reason": N_("reason"),
    "region": N_("region"),
    "regions": N_("regions"),
    "roles": N_("roles"),
    "rows": N_("rows"),
    "scope": N_("scope"),
    "service": N_("service"),
    "sku": N_("item"),
    "stock": N_("stock"),
    "text": N_("note"),
    "to": N_("to."),
    "from": N_("from"),
    "closed": N_("closed short"),
    "added": N_("added"),
    "back": N_("back to release"),
    "rest": N_("the rest"),
    "position": N_("line"),
    "priority": N_("priority"),
    "total": N_("total"),
    "tracking": N_("tracking number"),
    "unit": N_("unit"),
    "via": N_("through"),
    "warehouse": N_("warehouse"),
    "what": N_("what"),
}
VIA = {"command": N_("a command"), "screen": N_("the screens"), "import": N_("an import")}
YES, NO = Label(N_("yes")), Label(N_("no"))


def action_word(code: str) -> Label:
    """What was done, as a word."""
    return Label(ACTIONS.get(code, code), code)


def field_word(name: str) -> Any:
    """A field of an entry, as a word; `price level:gold` names the party of a price."""
    if name in FIELDS:
        return Label(FIELDS[name], name)
    if name in SETTINGS:
        return Label(SETTINGS[name].meaning, name)
    kind, colon, code = name.partition(":")
    if colon and kind in ("price level", "price customer"):
        text = N_("price of level {code}") if kind == "price level" else N_("price of customer {code}")
        return Say(text, {"code": code})
    return name


def value_word(name: str, value: Any) -> Any:
    """A value of an entry as people read it."""
    if isinstance(value, bool):
        return YES if value else NO
    if value is None or value == "" or value == []:
        return "-"
    if isinstance(value, Mapping):
        return "  ".join(f"{key} {_flat(item)}" for key, item in value.items())
    words = _VALUES.get(name, {})
    if isinstance(value, list):
        return tuple(_word(words, each) for each in value)
    return _word(words, value)


def _word(words: Mapping[str, str], value: Any) -> Any:
    return Label(words[value]) if isinstance(value, str) and value in words else _flat(value)


_RIGHTS: Mapping[str, str] = {p.value: PERMISSION_NAMES[p] for p in P}
_KINDS: dict[str, str] = {hold.code: hold.label for flow in WORKFLOWS.values() for hold in flow.holds} | KIND_NAMES
_KINDS |= RETURN_KINDS
_VALUES: Mapping[str, Mapping[str, str]] = {
    "roles": ROLE_NAMES,
    "terms": TERMS_NAMES,
    "when_short": SHORT_NAMES,
    "via": VIA,
    "permissions": _RIGHTS,
    "kind": _KINDS,
    "reason": REASON_NAMES,
    "paper": {code: str(kind.label) for code, kind in PAPER_KINDS.items()},
}


def _flat(value: Any) -> str:
    """A line of something, such as an item and how much of it."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(_flat(each) for each in value if each is not None)
    return str(value)
