"""Customers: what is kept about them, and whose they are. S15.6

A customer sees itself, staff what lies within their scope; anybody else's customer is not found.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ydh.core.audit.journal import Subject, changes
from ydh.core.audit.master import Fields, Master, given, write_new
from ydh.core.company.actors import Actor, Who, changing, who
from ydh.core.company.pages import after_of
from ydh.core.partners.views import AddressView, CustomerView
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotAllowed, NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.pinyin import beside
from ydh.core.values.text import CODE_LIMIT, LONG, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.partners import customers as store
from ydh.store.tables.people import Customer

CUSTOMER = Subject("customer", Customer)
NAMES = tuple(store.FIELDS.split())
TERMS = ("prepaid", "on_delivery", "monthly")
MOST = 500
LIMITS = {"address": 500, "note": LONG}
_LISTED = {True: (True, True), False: (False, False), None: (True, False)}


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """A customer within the actor's scope, with its row locked."""

    id: int
    version: int
    code: str
    assessed: bool
    active: bool
    fields: dict[str, Any]


# --- changes ---


def add(
    actor: Actor,
    code: str,
    name: str,
    *,
    level: str = "",
    region: str = "",
    terms: str = "on_delivery",
    contact: str = "",
    phone: str = "",
    address: str = "",
    note: str = "",
) -> str:
    """Add a customer and give its code; who sees only his own customers owns it.

    `level` is a price level's code; `terms` are prepaid, on_delivery or monthly.
    Raises NotAllowed (also outside one's regions), NotFound, Invalid for a taken code or a wrong value.
    """
    given = (name, level, region, terms, contact, phone, address, note)
    known_by = beside(name)  # before the lock: the first time takes a while

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        me.need(P.CUSTOMER_MANAGE)
        new = clean(code, "code", limit=CODE_LIMIT)
        values = checked(dict(zip(NAMES, given, strict=True)))
        check_level(unit, values["level"])
        check_region(me, values["region"])
        told = {"code": new, **described(unit, values)}
        made = {**known_by, "assessed": False, "active": True, "created_at": unit.now}
        told["owners"] = [me.login] if me.scope == "own" else []
        id_ = write_new(unit, me, CUSTOMER, store.ADD, told, code=new, fold=key(new), **made, **values)
        if id_ is None:
            raise Invalid("customer-taken", code=new)
        if me.scope == "own":
            store.ADD_OWNER.run(unit, customer=id_, account=me.id)
        return new

    return actor.company.write(work)


def edit(
    actor: Actor,
    code: str,
    *,
    seen: int | None = None,
    name: str | None = None,
    level: str | None = None,
    region: str | None = None,
    terms: str | None = None,
    contact: str | None = None,
    phone: str | None = None,
    address: str | None = None,
    note: str | None = None,
) -> None:
    """Change what is given; an empty value takes it away.

    Raises NotAllowed, NotFound, Stale when `seen` is no longer the customer's version, Invalid.
    """
    beside(name or "")  # before the lock: the first time takes a while
    values = dict(zip(NAMES, (name, level, region, terms, contact, phone, address, note), strict=True))
    CUSTOMERS.edit(actor, code, given(values), seen=seen)


def retire(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Take no new orders of the customer; what is on its way goes on. Raises NotAllowed, NotFound."""
    return CUSTOMERS.retire(actor, code, seen=seen)


def restore(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Take orders of a retired customer again. Raises NotAllowed, NotFound."""
    return CUSTOMERS.restore(actor, code, seen=seen)


def assess(actor: Actor, code: str) -> None:
    """Record that a new customer was looked at, so that its orders need no senior any more.

    A finance reviewer may, or who manages customers. Raises NotAllowed, NotFound.
    """

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.ORDER_FINANCE_REVIEW, P.CUSTOMER_MANAGE)
        it = find(unit, me, code)
        if not it.assessed:
            store.SET_ASSESSED.run(unit, id=it.id, assessed=True)
            CUSTOMER.entry(unit, me, it.id, "assess")

    actor.company.write(work)


# --- what is seen ---


def matching(actor: Actor, text: str) -> list[tuple[str, str]]:
    """(code, name) of some customers that match what was typed so far. Raises NotAllowed."""
    return [(it.code, it.name) for it in list_customers(actor, text, limit=5).rows]


def list_customers(
    actor: Actor,
    text: str = "",
    *,
    region: str = "",
    level: str = "",
    active: bool | None = True,
    sort: str = "",
    after: str = "",
    limit: int = 50,
) -> Page[CustomerView]:
    """Customers by words of code, name or its pinyin initials, in pages by code; a customer sees itself.

    `sort` is name or -name for pages by name. `active` False lists the retired ones, None both. Raises NotAllowed.
    """

    def work(unit: Unit) -> Page[CustomerView]:
        me = who(unit, actor)
        if me.is_customer:
            row = store.VIEW_BY_ID.row(unit, id=me.customer)
            return Page((_view(me, row),) if row else ())
        me.need(P.ORDER_VIEW, P.CUSTOMER_MANAGE)
        word1, word2 = [*key(text).split(), "", ""][:2]
        this, or_this = _LISTED[active]
        size = max(1, min(limit, MOST))
        narrow = (("region",) if region else ()) + (("level",) if level else ())
        page = store.PAGES[me.scope, narrow, sort]
        given = {"account": me.id, "word1": word1, "word2": word2, "this": this, "or_this": or_this}
        given |= {"region": region, "level": level, **after_of(unit, store.SORT_OF, after, sort)}
        rows = page.rows(unit, **given, limit=size + 1)
        views = tuple(_view(me, row) for row in rows[:size])
        next_ = views[-1].code if len(rows) > size else ""
        return Page(views, next_, partial(actor.company.count, page, given))

    return actor.company.read(work)


def show(actor: Actor, code: str = "") -> CustomerView:
    """One customer and all about it; a customer's own without a code. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> CustomerView:
        me = who(unit, actor)
        row = visible(unit, me, code)
        owners = None if me.is_customer else tuple(login for (login,) in store.OWNERS.rows(unit, customer=row.id))
        addresses = tuple(AddressView(*address[1:]) for address in store.ADDRESSES.rows(unit, customer=row.id))
        return replace(_view(me, row), owners=owners, addresses=addresses)

    return actor.company.read(work)


def visible(unit: Unit, me: Who, code: str) -> store.ListedCustomer:
    """The customer's row if the actor may see it. Raises NotAllowed, NotFound."""
    if not me.is_customer:
        me.need(P.ORDER_VIEW, P.CUSTOMER_MANAGE)
    mine = me.is_customer and not code
    row = store.VIEW_BY_ID.row(unit, id=me.customer) if mine else store.VIEW.row(unit, fold=key(code))
    if row is None or not me.sees(row.id, row.region):
        raise NotFound("customer-unknown", code=escaped(code))
    return row


def _view(me: Who, row: store.ListedCustomer) -> CustomerView:
    """What the staff noted of the customer stays with the staff."""
    it = CustomerView(*row[1:])
    return replace(it, note="") if me.is_customer else it


# --- shared with addresses and the import ---


def find(unit: Unit, me: Who, code: str) -> FoundCustomer:
    """The customer with its row locked, when the actor sees it. Raises NotFound."""
    store.LOCK.row(unit, fold=key(code))
    row = store.FIND.row(unit, fold=key(code))
    if row is None or not me.sees(row.id, row.region):
        raise NotFound("customer-unknown", code=escaped(code))
    id_, version, kept, assessed, active, *values = row
    return FoundCustomer(id_, version, kept, assessed, active, dict(zip(NAMES, values, strict=True)))


def find_to_manage(unit: Unit, actor: Actor, code: str) -> tuple[Who, FoundCustomer]:
    """Who acts, and the customer with its row locked. Raises NotAllowed, NotFound."""
    me = who(unit, actor)
    me.need(P.CUSTOMER_MANAGE)
    return me, find(unit, me, code)


class _Customers(Master[FoundCustomer]):
    subject = CUSTOMER
    write_fields, write_active = store.EDIT, store.SET_ACTIVE

    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, FoundCustomer]:
        return find_to_manage(unit, actor, code)

    def fields(self, unit: Unit, it: FoundCustomer) -> Fields:
        return it.fields

    def after(self, unit: Unit, me: Who, it: FoundCustomer, before: Fields, values: Fields) -> Fields:
        after = checked(before | values)
        if after["level"] != before["level"]:
            check_level(unit, after["level"])
        if after["region"] != before["region"]:
            check_region(me, after["region"])
        return after

    def write(self, unit: Unit, it: FoundCustomer, before: Fields, after: Fields) -> None:
        super().write(unit, it, before, after)
        if after["name"] != before["name"]:
            store.SET_KEPT.run(unit, id=it.id, **beside(after["name"]))


CUSTOMERS = _Customers()


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a customer carries, cleaned. Raises Invalid for what cannot be."""
    read = {
        name: clean(value, name, limit=LIMITS.get(name, 200), empty=name != "name", lines=name == "note")
        for name, value in values.items()
    }
    if read["terms"] not in TERMS:
        raise Invalid("terms-unknown", value=escaped(read["terms"]), terms=tuple(TERMS))
    return read


def check_level(unit: Unit, code: str) -> None:
    """Raise NotFound unless it is a price level or empty."""
    if code and all(code != known for known, _ in store.LEVELS.rows(unit)):
        raise NotFound("level-unknown", code=escaped(code))


def check_region(me: Who, region: str) -> None:
    """Raise NotAllowed when the actor would lose sight of the customer."""
    if me.scope == "region" and region not in me.regions:
        raise NotAllowed("region-outside", region=escaped(region))


def described(unit: Unit, values: Mapping[str, Any]) -> dict[str, Any]:
    """A new customer as the journal keeps it: personal values as salted digests."""
    return {name: shown for name, _, shown in changes(unit, {}, dict(values))}


# --- whose customer it is ---


def set_owners(actor: Actor, code: str, logins: Iterable[str]) -> None:
    """Say which staff have this customer as their own: what the scope `own` sees.

    Raises NotAllowed, NotFound for no active staff account.
    """
    wanted = sorted(set(logins))

    def work(unit: Unit) -> None:
        changing(unit)
        me, it = find_to_manage(unit, actor, code)
        found: dict[str, int] = dict(store.STAFF.rows(unit, wanted))
        for login in wanted:
            if login not in found:
                raise NotFound("owner-not-staff", login=escaped(login))
        before = {"owners": [login for (login,) in store.OWNERS.rows(unit, customer=it.id)]}
        if before["owners"] != wanted:
            store.DROP_OWNERS.run(unit, customer=it.id)
            store.ADD_OWNER.many(unit, "customer account", [(it.id, found[login]) for login in wanted])
            CUSTOMER.entry(unit, me, it.id, "set owners", changes=changes(unit, before, {"owners": wanted}))

    actor.company.write(work)


def list_owners(actor: Actor, code: str) -> tuple[str, ...]:
    """The sign-in names of the staff whose customer it is. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> tuple[str, ...]:
        me = who(unit, actor)
        me.need(P.ORDER_VIEW, P.CUSTOMER_MANAGE)
        return tuple(login for (login,) in store.OWNERS.rows(unit, customer=visible(unit, me, code)[0]))

    return actor.company.read(work)
