"""The words of the journal: what was done, what is told of it and what that says. No front end has words of its own.

An entry's body holds names and codes. A name may mean something else in the entries of one action: the place of a
parcel is where it is on the road, that of stock is its shelf.
"""

from collections.abc import Mapping
from typing import Any

from ydh.core.company.settings import SETTINGS
from ydh.core.rules.orders import DETAIL_NAMES, NOTE_KINDS, SHORT_NAMES, TERMS_NAMES
from ydh.core.rules.permissions import PERMISSION_NAMES, ROLE_NAMES, P
from ydh.core.rules.returns import KIND_NAMES as RETURN_KINDS
from ydh.core.rules.returns import REASON_NAMES
from ydh.core.rules.shipping import CASE_KINDS, OUTCOMES, TRACK_STATUSES
from ydh.core.rules.stock_papers import KINDS as PAPER_KINDS
from ydh.core.rules.workflows import ACTION_NAMES, WORKFLOWS
from ydh.core.values.words import N_

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
    "clock": N_("went on after the clock was ahead"),
    "sign-in": N_("signed in"),
    "sign-in refused": N_("sign-in refused"),
    "sign-out": N_("signed out"),
    "publish": N_("published"),
    "release": N_("took an import back"),
    "erase": N_("erased personal values"),
    "export": N_("took data along"),
    "open": N_("opened"),
    "record": N_("recorded"),
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
    "owner": N_("owner"),
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
    "to": N_("to"),
    "from": N_("from"),
    "closed": N_("closed short"),
    "added": N_("added"),
    "back": N_("back to release"),
    "lapsed": N_("may not leave any more"),
    "rest": N_("the rest"),
    "position": N_("line"),
    "priority": N_("priority"),
    "total": N_("total"),
    "tracking": N_("tracking number"),
    "unit": N_("unit"),
    "via": N_("through"),
    "warehouse": N_("warehouse"),
    "what": N_("what"),
    "answer": N_("answer"),
    "agreed_date": N_("agreed day"),
    "agreed_place": N_("agreed place"),
    "agreed_time": N_("agreed time"),
    "available": N_("what is there"),
    "bad": N_("rows with errors"),
    "case": N_("case"),
    "cases": N_("cases"),
    "changed": N_("changed"),
    "cod": N_("cod"),
    "contract": N_("contract over"),
    "contract_number": N_("contract number"),
    "contract_until": N_("contract until"),
    "days": N_("days"),
    "digest": N_("digest"),
    "evidence": N_("evidence"),
    "expected_date": N_("expected there"),
    "failures": N_("failed attempts"),
    "freight": N_("freight"),
    "good": N_("rows without errors"),
    "how": N_("how"),
    "label": N_("label"),
    "moment": N_("time"),
    "outcome": N_("outcome"),
    "parcels": N_("parcels"),
    "rating": N_("rating"),
    "rating_text": N_("opinion"),
    "received": N_("received"),
    "ref": N_("draft"),
    "remark": N_("remark"),
    "shared": N_("the customer sees it"),
    "shipment": N_("shipment."),
    "short": N_("short"),
    "status": N_("status"),
    "stood": N_("the order had waited since"),
    "temperature": N_("temperature"),
    "theme": N_("colours"),
    "tracking_url": N_("tracking address"),
    "unchanged": N_("unchanged"),
    "weight": N_("weight"),
    "with_whom": N_("with whom"),
}
_OF_ACTION: Mapping[tuple[str, str], str] = {
    ("approve", "reference"): N_("reference of the payment"),
    ("record", "reference"): N_("reference of the payment"),
    ("settle", "reference"): N_("reference of the payment"),
    ("track", "place"): N_("place"),
}
VIA = {"command": N_("a command"), "screen": N_("the screens"), "import": N_("an import")}
_HOLDS = {hold.code: hold.label for flow in WORKFLOWS.values() for hold in flow.holds}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "roles": ROLE_NAMES,
    "terms": TERMS_NAMES,
    "when_short": SHORT_NAMES,
    "via": VIA,
    "permissions": {p.value: PERMISSION_NAMES[p] for p in P},
    "kind": {**_HOLDS, **RETURN_KINDS, **CASE_KINDS},
    "reason": REASON_NAMES,
    "paper": {code: str(kind.label) for code, kind in PAPER_KINDS.items()},
    "status": TRACK_STATUSES,
    "outcome": OUTCOMES,
}
_VALUES_OF_ACTION: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("note", "kind"): NOTE_KINDS,
    ("create", "name"): {str(name): name for name in ROLE_NAMES.values()},  # a new company's roles
}
_PRICES = {"price level": N_("price of level {code}"), "price customer": N_("price of customer {code}")}


def action_word(code: str) -> str:
    """What was done, marked; a code without a word stands for itself."""
    return ACTIONS.get(code, code)


def field_word(name: str, action: str = "") -> tuple[str, Mapping[str, str]] | None:
    """What is told, marked, with what fills its {names}: `price level:gold` has a party. None for what has no word."""
    kind, colon, code = name.partition(":")
    if colon and kind in _PRICES:
        return _PRICES[kind], {"code": code}
    word = _OF_ACTION.get((action, name)) or FIELDS.get(name)
    if word is None and name in SETTINGS:
        word = SETTINGS[name].meaning
    return (word, {}) if word else None


def value_word(name: str, value: Any, action: str = "") -> str | None:
    """What a code says in that field, marked; None for what is no code."""
    if not isinstance(value, str):
        return None
    return _VALUES_OF_ACTION.get((action, name), _VALUES.get(name, {})).get(value)
