"""Customers brought in from a file: added, changed or left as they are, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.audit.journal import PERSONAL, Entry, personals, record
from ydh.core.company.actors import Who
from ydh.core.partners.customers import NAMES, check_region, checked
from ydh.core.partners.levels import make_level
from ydh.core.partners.views import PutCustomer
from ydh.core.rules.permissions import P
from ydh.core.values.bulk import Draft, chunks
from ydh.core.values.errors import Invalid, Stale
from ydh.core.values.outcomes import Put, tried
from ydh.core.values.pinyin import beside
from ydh.core.values.text import CODE_LIMIT, clean, key
from ydh.store.engine.database import Unit
from ydh.store.partners import customers as store

_NEW: dict[str, Any] = dict.fromkeys(NAMES, "") | {"terms": "on_delivery"}


@dataclass(slots=True)
class _Book:
    """The customers that a chunk of rows is about, as they shall be, and the price levels there are."""

    unit: Unit
    me: Who
    levels: set[str]
    drafts: dict[str, Draft]


def put_customers(unit: Unit, me: Who, rows: Sequence[PutCustomer]) -> list[Put]:
    """Bring in customers; for each row, in order: added, changed, unchanged, or the error.

    A price level that is not there is made, named like its code. A row with an error changes nothing; the others
    are written. Raises NotAllowed, Stale.
    """
    me.need(P.CUSTOMER_MANAGE)
    levels = {code for code, _ in store.LEVELS.rows(unit)}
    results: list[Put] = []
    for chunk in chunks(rows):
        book = _Book(unit, me, levels, _load(unit, chunk))
        results += [tried(_put, book, row) for row in chunk]
        _write(book)
    return results


def _load(unit: Unit, rows: Sequence[PutCustomer]) -> dict[str, Draft]:
    folds = sorted({key(row.code) for row in rows})
    store.LOCK_MANY.rows(unit, folds)
    found = {}
    for fold, id_, version, head, seq, code, *values in store.FIND_MANY.rows(unit, folds):
        now = dict(zip(NAMES, values, strict=True))
        found[fold] = Draft(fold, code, dict(now), now, id_, version, head, seq)
    return found


def _put(book: _Book, row: PutCustomer) -> str:
    fold = key(row.code)
    draft = book.drafts.get(fold)
    if draft is not None and draft.before is not None and not book.me.sees(draft.id, draft.before["region"]):
        raise Invalid("customer-taken", code=draft.code)
    given = {name: value for name, value in row._asdict().items() if name != "code" and value is not None}
    old = draft.after if draft else _NEW
    values = checked(old | given)
    if draft is None or values["region"] != old["region"]:
        check_region(book.me, values["region"])
    code = draft.code if draft else clean(row.code, "code", limit=CODE_LIMIT)
    # all checks are passed: from here on the row counts
    if values["level"] and values["level"] not in book.levels:
        make_level(book.unit, book.me, values["level"], values["level"])
        book.levels.add(values["level"])
    if draft is None:
        book.drafts[fold] = Draft(fold, code, values)
        return "added"
    changed = draft.after != values
    draft.after = values
    return "changed" if changed else "unchanged"


def _write(book: _Book) -> None:
    touched = [draft for draft in book.drafts.values() if draft.touched]
    _add(book, [draft for draft in touched if draft.before is None])
    heads = record(book.unit, _entries(book, touched))
    saved = [(*_values(d), *head, d.id, d.version) for d, head in zip(touched, heads, strict=True)]
    _all(store.SAVE_MANY.many(book.unit, f"{store.FIELDS} initials sort head entries id version", saved), touched)


def _add(book: _Book, new: Sequence[Draft]) -> None:
    unit = book.unit
    rows = [(d.code, d.fold, *_values(d), False, True, unit.now, 1, "", 0) for d in new]
    _all(store.ADD_MANY.many(unit, store.ADDED, rows), new)
    ids: dict[str, int] = dict(store.IDS.rows(unit, [draft.fold for draft in new]))
    for draft in new:
        draft.id = ids[draft.fold]
    if book.me.scope == "own":
        store.ADD_OWNER.many(unit, "customer account", [(draft.id, book.me.id) for draft in new])


def _entries(book: _Book, drafts: Sequence[Draft]) -> list[Entry]:
    """What the journal says of the rows: as one by one, but all personal values go aside in one statement."""
    told = [_changes(draft) for draft in drafts]
    places = [(change, i) for rows in told for change in rows if change[0] in PERSONAL for i in (1, 2) if change[i]]
    for (change, i), digest in zip(places, personals(book.unit, [c[i] for c, i in places]), strict=True):
        change[i] = digest
    return [_entry(book, draft, rows) for draft, rows in zip(drafts, told, strict=True)]


def _changes(draft: Draft) -> list[list[Any]]:
    before = draft.before or {}
    return [[name, before.get(name), new] for name, new in draft.after.items() if before.get(name) != new]


def _entry(book: _Book, draft: Draft, told: list[list[Any]]) -> Entry:
    new = draft.before is None
    body = {"code": draft.code, **{name: value for name, _, value in told}} if new else {"changes": told}
    if new:
        body["owners"] = [book.me.login] if book.me.scope == "own" else []
    return Entry("customer", draft.id, draft.head, draft.seq, book.me.id, "create" if new else "edit", body=body)


def _values(draft: Draft) -> tuple[Any, ...]:
    return (*(draft.after[name] for name in NAMES), *beside(draft.after["name"]).values())


def _all(changed: int, rows: Sequence[object]) -> None:
    if changed != len(rows):
        raise Stale("changed-meanwhile")
