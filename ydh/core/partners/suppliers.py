"""Suppliers: whom goods are bought from, and what a purchase stock-in may name of them.

A paper keeps the name that was on the list that day. S17.12
"""

from collections.abc import Sequence
from difflib import get_close_matches

from ydh.core.audit.journal import Subject
from ydh.core.audit.master import Fields, Master, given, write_new
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import Settings
from ydh.core.partners.views import PutSupplier, SupplierView
from ydh.core.rules.orders import TERMS_NAMES
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import Put, tried
from ydh.core.values.pinyin import fits
from ydh.core.values.text import CODE_LIMIT, clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.partners import suppliers as store
from ydh.store.tables.people import Supplier

SUPPLIER = Subject("supplier", Supplier)
NAMES = tuple(store.FIELDS.split())
_NEW: Fields = {"name": "", "phone": "", "terms": "monthly"}


def add(actor: Actor, code: str, name: str, *, phone: str = "", terms: str = "monthly") -> str:
    """Add a supplier and give its code. Raises NotAllowed, Invalid for a taken code or name or a wrong value."""

    def work(unit: Unit) -> str:
        return _make(unit, _manager(unit, actor), code, {"name": name, "phone": phone, "terms": terms})

    return actor.company.write(work)


def edit(
    actor: Actor,
    code: str,
    *,
    seen: int | None = None,
    name: str | None = None,
    phone: str | None = None,
    terms: str | None = None,
) -> None:
    """Change what is given; an empty value takes it away. Raises NotAllowed, NotFound, Stale, Invalid."""
    SUPPLIERS.edit(actor, code, given({"name": name, "phone": phone, "terms": terms}), seen=seen)


def retire(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Buy nothing more there; papers that name it keep the name. Raises NotAllowed, NotFound."""
    return SUPPLIERS.retire(actor, code, seen=seen)


def restore(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Buy from a retired supplier again. Raises NotAllowed, NotFound."""
    return SUPPLIERS.restore(actor, code, seen=seen)


def put_suppliers(unit: Unit, me: Who, rows: Sequence[PutSupplier]) -> list[Put]:
    """Bring in suppliers; for each row, in order: added, changed, unchanged, or the error. Raises NotAllowed."""
    me.need(P.PRODUCT_MANAGE)
    return [tried(_put, unit, me, row) for row in rows]


def _put(unit: Unit, me: Who, row: PutSupplier) -> str:
    values = {name: value for name, value in row._asdict().items() if name != "code" and value is not None}
    kept = store.LOCK.row(unit, fold=key(row.code))
    if kept is None:
        _make(unit, me, row.code, values)
        return "added"
    before = kept.version
    SUPPLIERS.change(unit, me, _found(kept), values)
    after = store.LOCK.row(unit, fold=key(row.code))
    return "unchanged" if after is not None and after.version == before else "changed"


def _make(unit: Unit, me: Who, code: str, values: Fields) -> str:
    new = clean(code, "code", limit=CODE_LIMIT)
    checked = _checked(unit, _NEW | values, new)
    told = {"code": new, **checked}
    if write_new(unit, me, SUPPLIER, store.ADD, told, code=new, fold=key(new), active=True, **checked) is None:
        raise Invalid("supplier-taken", code=new)
    return new


def _manager(unit: Unit, actor: Actor) -> Who:
    me = who(unit, actor)
    me.need(P.PRODUCT_MANAGE)
    return me


@dataclass(frozen=True, slots=True)
class _FoundSupplier:
    id: int
    version: int
    code: str
    active: bool
    fields: Fields


def _found(row: store.SupplierRow) -> _FoundSupplier:
    return _FoundSupplier(row.id, row.version, row.code, row.active, {name: getattr(row, name) for name in NAMES})


class _Suppliers(Master[_FoundSupplier]):
    subject = SUPPLIER
    write_fields, write_active = store.EDIT, store.SET_ACTIVE

    def find(self, unit: Unit, actor: Actor, code: str) -> tuple[Who, _FoundSupplier]:
        me = _manager(unit, actor)
        row = store.LOCK.row(unit, fold=key(code))
        if row is None:
            raise _unknown(unit, code)
        return me, _found(row)

    def fields(self, unit: Unit, it: _FoundSupplier) -> Fields:
        return it.fields

    def after(self, unit: Unit, me: Who, it: _FoundSupplier, before: Fields, values: Fields) -> Fields:
        return _checked(unit, before | values, it.code)


SUPPLIERS = _Suppliers()


def _checked(unit: Unit, values: Fields, code: str) -> Fields:
    """The values as they are kept. Raises Invalid."""
    if values["terms"] not in TERMS_NAMES:
        raise Invalid("setting-choice", value=escaped(values["terms"]), choices=tuple(TERMS_NAMES))
    name = clean(values["name"], "name")
    for row in store.ALL.rows(unit):
        if row.code != code and key(name) in (key(row.code), key(row.name)):
            raise Invalid("supplier-taken", code=name)
    return {"name": name, "phone": clean(values["phone"], "phone", empty=True), "terms": values["terms"]}


# --- what is seen ---


def list_suppliers(actor: Actor, *, active: bool | None = True) -> tuple[SupplierView, ...]:
    """The suppliers: those in use, with `active` False the retired ones, None both. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[SupplierView, ...]:
        who(unit, actor).need(P.PRODUCT_MANAGE, P.STOCK_ADJUST)
        views = (
            SupplierView(row.code, row.name, row.phone, row.terms, row.active, row.version)
            for row in store.ALL.rows(unit)
        )
        return tuple(view for view in views if active is None or view.active == active)

    return actor.company.read(work)


def find(actor: Actor, text: str) -> list[tuple[str, str]]:
    """(name, code) of suppliers in use, by code, name or initials."""
    return [(it.name, it.code) for it in list_suppliers(actor) if fits(text, it.code, it.name)]


# --- what a purchase stock-in may name ---


def named(unit: Unit, cfg: Settings, text: str) -> str:
    """The name of the supplier of that code or name; another text stands if the company takes any.

    Raises NotFound naming the nearest, Invalid for a retired one.
    """
    name = clean(text, "supplier", empty=True)
    if not name:
        return ""
    row = next((row for row in store.ALL.rows(unit) if key(name) in (key(row.code), key(row.name))), None)
    if row is None:
        if cfg["suppliers_free"]:
            return name
        raise _unknown(unit, name)
    if not row.active:
        raise Invalid("supplier-retired", name=row.name)
    return row.name


def _unknown(unit: Unit, text: str) -> NotFound:
    """No such supplier, with those that are most like it."""
    known = {word: row for row in store.ALL.rows(unit) if row.active for word in (key(row.code), key(row.name))}
    near = get_close_matches(key(text)[:100], known, n=3, cutoff=0.4)
    shown = dict.fromkeys(f"{known[word].name} ({known[word].code})" for word in near)
    return NotFound("supplier-unknown", name=escaped(text), near=", ".join(shown) or "-")
