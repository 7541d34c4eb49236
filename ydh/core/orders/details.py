"""What an order carries besides its lines: who may give it, what fills it in, what its channel requires."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ydh.core.company.actors import Who
from ydh.core.rules.orders import DATES, DETAIL_NAMES, REQUIRED, SHORT_NAMES, TERMS_NAMES
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, Many, NotAllowed, NotFound, YdhError
from ydh.core.values.money import day
from ydh.core.values.text import clean, escaped, key
from ydh.core.values.words import Label
from ydh.store.engine.database import Unit
from ydh.store.orders import lines as line_rows

# The rest is agreed with the company, so its staff enter it.
CUSTOMER_MAY = frozenset({"contact", "phone", "address", "requested_date", "project", "customer_po", "when_short"})
_EMPTY: dict[str, Any] = {name: None if name in DATES else "" for name in DETAIL_NAMES}


def customer_row(unit: Unit, me: Who, code: str | None) -> line_rows.CustomerRow:
    """Whose order it is: a customer's own, or the one that staff with order.create name.

    Raises NotFound for one that the actor does not see, which another customer is, Invalid for a retired one or none
    named.
    """
    if not me.is_customer:
        me.need(P.ORDER_CREATE)
    return customer_of(unit, me, code or "", id_=0 if code else me.customer or 0)


def customer_of(unit: Unit, me: Who, code: str, *, id_: int = 0) -> line_rows.CustomerRow:
    """The customer of that code, or of the id. Raises NotFound, Invalid for a retired one or none named."""
    if not id_ and not code:
        raise Invalid("customer-needed")
    found = id_ or line_rows.CUSTOMER_BY_CODE.one(unit, fold=key(code))
    row = line_rows.CUSTOMER.row(unit, id=found) if found else None
    if row is None or not me.sees(row.id, row.region):
        raise NotFound("customer-unknown", code=escaped(code))
    if not row.active:
        raise Invalid("customer-retired", code=row.code)
    return row


def read_details(me: Who, customer: line_rows.CustomerRow | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The details as given, checked, the rest filled in from the customer. `customer` None fills nothing in."""
    read: dict[str, Any] = {}
    for name, value in given.items():
        if name not in DETAIL_NAMES:
            raise Invalid("detail-unknown", name=escaped(name), names=tuple(DETAIL_NAMES))
        if me.is_customer and name not in CUSTOMER_MAY:
            raise NotAllowed("detail-by-staff", name=Label(DETAIL_NAMES[name]))
        read[name] = _read(name, value)
    if customer is None:
        return read
    known = {"contact": customer.contact, "phone": customer.phone, "address": customer.address, "terms": customer.terms}
    filled = _EMPTY | known | {name: value for name, value in read.items() if value or name in DATES}
    return filled | {"region": customer.region}


def _read(name: str, value: Any) -> Any:
    if name in DATES:
        return value if value is None or isinstance(value, date) else day(str(value), name) if value else None
    text = clean(str(value), name, empty=True)
    if name == "terms" and text and text not in TERMS_NAMES:
        raise Invalid("terms-unknown", value=escaped(text), terms=tuple(TERMS_NAMES))
    if name == "when_short" and text and text not in SHORT_NAMES:
        raise Invalid("when-short-unknown", value=escaped(text), answers=tuple(SHORT_NAMES))
    return text


def require_details(channel: str, details: Mapping[str, Any]) -> None:
    """Raise naming everything that the channel requires and the order lacks (S04.7, S11.10, S14.5)."""
    missing: list[YdhError] = [
        Invalid("detail-missing", name=Label(DETAIL_NAMES[name])) for name in REQUIRED[channel] if not details.get(name)
    ]
    if missing:
        raise missing[0] if len(missing) == 1 else Many(missing)
