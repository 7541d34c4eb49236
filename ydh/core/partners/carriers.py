"""Carriers: the list of who and what goods may travel with, and what a shipment may name of it. S05.9, S10.16, S16.20

A new company has the usual ones, so that it can ship at once.
"""

from datetime import date
from difflib import get_close_matches
from typing import Any

from ydh.core.audit.journal import Subject
from ydh.core.audit.master import Fields, Master, given, write_new
from ydh.core.company.actors import SYSTEM_WHO, Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.partners.views import CARRIER_KINDS, CarrierView
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotAllowed, NotFound
from ydh.core.values.lazy import dataclass
from ydh.core.values.pinyin import fits
from ydh.core.values.text import clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.partners import carriers as store
from ydh.store.tables.orders import Carrier

CARRIER = Subject("carrier", Carrier)
CODE_LIMIT, URL_LIMIT = 32, 500
NAMES = tuple(store.FIELDS.split())
PLACE = "{number}"  # where the tracking number stands in an address
_PAGE = "https://www.kuaidi100.com/chaxun?com={com}&nu=" + PLACE
USUAL = (  # code, name, kind, what the tracking page calls it
    ("SF", "顺丰", "SF Express", "express", "shunfeng"),
    ("JD", "京东物流", "JD Logistics", "express", "jd"),
    ("ZTO", "中通", "ZTO Express", "express", "zhongtong"),
    ("YTO", "圆通", "YTO Express", "express", "yuantong"),
    ("STO", "申通", "STO Express", "express", "shentong"),
    ("YD", "韵达", "Yunda Express", "express", "yunda"),
    ("EMS", "邮政EMS", "China Post EMS", "express", "ems"),
    ("DB", "德邦", "Deppon", "freight", "debangkuaidi"),
    ("ANE", "安能", "ANE Logistics", "freight", "annengwuliu"),
    ("KY", "跨越速运", "KYE Express", "freight", "kuayue"),
    ("OWN", "公司送货", "Own delivery", "own", ""),
    ("PICKUP", "客户自提", "Picked up by the customer", "pickup", ""),
    ("PERSONAL", "个人配送", "Delivered by a person", "personal", ""),
)


def seed(unit: Unit, language: str) -> None:
    """The usual carriers, for a company that is being set up, called as they are in its language."""
    for code, chinese, english, kind, com in USUAL:
        name = chinese if language == "zh_CN" else english
        url = _PAGE.replace("{com}", com) if com else ""
        given = {"phone": "", "contract_number": "", "contract_until": None, "tracking_url": url}
        _write_new(unit, SYSTEM_WHO, code, {"name": name, "kind": kind, **given})


def add(
    actor: Actor,
    code: str,
    name: str,
    *,
    kind: str = "express",
    phone: str = "",
    contract_number: str = "",
    contract_until: date | None = None,
    tracking_url: str = "",
) -> str:
    """Add a carrier and give its code. Raises NotAllowed, Invalid for a taken code or name or a wrong value."""
    given = (name, kind, phone, contract_number, contract_until, tracking_url)

    def work(unit: Unit) -> str:
        me = _manager(unit, actor)
        new = clean(code, "code", limit=CODE_LIMIT)
        _write_new(unit, me, new, _checked(unit, dict(zip(NAMES, given, strict=True)), new))
        return new

    return actor.company.write(work)


def edit(
    actor: Actor,
    code: str,
    *,
    seen: int | None = None,
    name: str | None = None,
    kind: str | None = None,
    phone: str | None = None,
    contract_number: str | None = None,
    contract_until: date | str | None = None,
    tracking_url: str | None = None,
) -> None:
    """Change what is given; an empty value takes it away. Raises NotAllowed, NotFound, Stale, Invalid."""
    values = dict(zip(NAMES, (name, kind, phone, contract_number, contract_until, tracking_url), strict=True))
    CARRIERS.edit(actor, code, given(values), seen=seen)


def retire(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Ship nothing with the carrier any more; what is on its way goes on. Raises NotAllowed, NotFound."""
    return CARRIERS.retire(actor, code, seen=seen)


def restore(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Ship with a retired carrier again. Raises NotAllowed, NotFound."""
    return CARRIERS.restore(actor, code, seen=seen)


def _write_new(unit: Unit, me: Who, code: str, values: dict[str, Any]) -> None:
    until = values["contract_until"]
    told = {"code": code, **values, "contract_until": until and until.isoformat()}
    if write_new(unit, me, CARRIER, store.ADD, told, code=code, fold=key(code), active=True, **values) is None:
        raise Invalid("carrier-taken", code=code)


def _manager(unit: Unit, actor: Actor) -> Who:
    """Who ships chooses with whom; so does who sets the company up."""
    me = who(unit, actor)
    me.need(P.ORDER_SHIP, P.SYSTEM_CONFIGURE)
    return me


@dataclass(frozen=True, slots=True)
class _FoundCarrier:
    id: int
    version: int
    code: str
    active: bool
    fields: dict[str, Any]


class _Carriers(Master[_FoundCarrier]):
    subject = CARRIER
    write_fields, write_active = store.EDIT, store.SET_ACTIVE

    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, _FoundCarrier]:
        me = _manager(unit, actor)
        row = store.LOCK.row(unit, fold=key(code))
        if row is None:
            raise _unknown(unit, code)
        id_, version, kept, active, *values = row
        return me, _FoundCarrier(id_, version, kept, active, dict(zip(NAMES, values, strict=True)))

    def fields(self, unit: Unit, it: _FoundCarrier) -> Fields:
        return it.fields

    def after(self, unit: Unit, me: Who, it: _FoundCarrier, before: Fields, values: Fields) -> Fields:
        return _checked(unit, before | values, it.code)


CARRIERS = _Carriers()


def _checked(unit: Unit, values: dict[str, Any], code: str) -> dict[str, Any]:
    """The values as they are kept. Raises Invalid."""
    if values["kind"] not in CARRIER_KINDS:
        raise Invalid("setting-choice", value=escaped(values["kind"]), choices=tuple(CARRIER_KINDS))
    url = clean(values["tracking_url"], "tracking address", limit=URL_LIMIT, empty=True)
    if url and (PLACE not in url or not url.startswith(("https://", "http://"))):
        raise Invalid("tracking-url-form", value=escaped(url), example=f"https://example.com/?n={PLACE}")
    name = clean(values["name"], "name")
    for row in store.ALL.rows(unit):
        if row.code != code and key(name) in (key(row.code), key(row.name)):
            raise Invalid("carrier-taken", code=name)
    return {
        "name": name,
        "kind": values["kind"],
        "phone": clean(values["phone"], "phone", empty=True),
        "contract_number": clean(values["contract_number"], "contract number", empty=True),
        "contract_until": values["contract_until"] or None,
        "tracking_url": url,
    }


# --- what is seen ---


def list_carriers(actor: Actor, *, active: bool | None = True) -> tuple[CarrierView, ...]:
    """The carriers: those in use, with `active` False the retired ones, None both. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[CarrierView, ...]:
        who(unit, actor).need(P.ORDER_VIEW, P.SYSTEM_CONFIGURE)
        today = settings(unit).today
        views = (_view(row, today) for row in store.ALL.rows(unit))
        return tuple(view for view in views if active is None or view.active == active)

    return actor.company.read(work)


def _view(row: store.CarrierRow, today: date) -> CarrierView:
    _, version, code, active, name, kind, phone, contract, until, url = row
    expired = until is not None and until < today
    return CarrierView(code, name, kind, phone, contract, until, url, active, expired, version)


def find(actor: Actor, text: str) -> list[tuple[str, str]]:
    """(name, code) of carriers in use, by code, name or initials; a customer writes what it likes."""
    try:
        found = list_carriers(actor)
    except NotAllowed:
        return []
    return [(it.name, it.code) for it in found if fits(text, it.code, it.name)]


# --- what a shipment may name ---


def named(unit: Unit, cfg: Settings, text: str) -> CarrierView | None:
    """The carrier of that code or name, None for a name that is free text by the company's wish.

    Raises NotFound naming the nearest, Invalid for a retired one, NotAllowed for personal delivery. S05.9
    """
    name = clean(text, "carrier")
    rows = store.LIKE.rows(unit, fold=key(name), name=name) or store.ALL.rows(unit)
    row = next((row for row in rows if key(name) in (key(row.code), key(row.name))), None)
    if row is None:
        if cfg["carriers_free"]:
            return None
        raise _unknown(unit, text)
    view = _view(row, cfg.today)
    if not view.active:
        raise Invalid("carrier-retired", name=view.name)
    if view.kind == "personal" and not cfg["personal_delivery"]:
        raise NotAllowed("carrier-personal", name=view.name)
    return view


def by_name(unit: Unit, today: date, name: str) -> CarrierView | None:
    """The carrier that a shipment went with, if it is still called so."""
    return next((_view(row, today) for row in store.ALL.rows(unit) if name and key(row.name) == key(name)), None)


def names(unit: Unit) -> list[tuple[str, str]]:
    """(code, name) of every carrier, retired ones too."""
    return [(row.code, row.name) for row in store.ALL.rows(unit)]


def suggested(unit: Unit, customer: int, region: str) -> str:
    """Who carried the last shipment to the customer, else into the region; empty when nobody has."""
    last = store.LAST_OF_CUSTOMER.one(unit, customer=customer) or store.LAST_OF_REGION.one(unit, region=region) or ""
    there = by_name(unit, settings(unit).today, last)
    return last if there and there.active else ""


def _unknown(unit: Unit, text: str) -> NotFound:
    """No such carrier, with those that are most like it, or else all."""
    known = {word: row for row in store.ALL.rows(unit) if row.active for word in (key(row.code), key(row.name))}
    near = get_close_matches(key(text)[:100], known, n=3, cutoff=0.4) or list(known)
    shown = dict.fromkeys(f"{known[word].name} ({known[word].code})" for word in near)
    return NotFound("carrier-unknown", name=escaped(text), near=", ".join(shown))
