"""The journal for people: who did what to which document, newest first, and the erasing of personal values in it."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import partial
from itertools import groupby
from typing import Any

from ydh.core.audit.journal import KEPT, Subject
from ydh.core.audit.proof import kind_label
from ydh.core.audit.views import LogRow
from ydh.core.company.actors import BUILT_IN, Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import STATUS_NAMES
from ydh.core.values import series
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.text import escaped, key
from ydh.core.values.words import MASKED, N_, Label
from ydh.store.audit import audit as store
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.tables.people import Customer

_CUSTOMER = Subject("customer", Customer)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
_MONEY = re.compile(r"price|amount|total|goods|freight|credit")  # as the name of a field
_NEWEST = 2**62
ERASED = N_("erased")


@dataclass(frozen=True, slots=True)
class _Filter:
    names: frozenset[str]
    values: dict[str, Any]


def entries(
    actor: Actor,
    *,
    by: str | None = None,
    document: str | None = None,
    kind: str | None = None,
    action: str | None = None,
    first: date | None = None,
    last: date | None = None,
    after: str = "",
    limit: int = 100,
) -> Page[LogRow]:
    """The newest entries, a page at a time.

    `by` is a sign-in name, system or clock; `document` an order's or shipment's number, or with `kind` any subject's
    public name; days are the company's, both included. Raises NotAllowed without audit.view, NotFound. S15.22
    """

    def work(unit: Unit) -> Page[LogRow]:
        me, cfg = who(unit, actor), settings(unit)
        me.need(P.AUDIT_VIEW)
        wanted = _filter(unit, me, cfg, by, document, kind, action, first, last)
        found: list[LogRow] = []
        listed = store.entries(wanted.names)
        here = {**wanted.values, "before": int(after) if after.isdecimal() else _NEWEST}
        at = here["before"]
        while len(found) <= limit:
            page = listed.rows(unit, **here | {"before": at}, limit=limit + 1)
            found += _worded(unit, me, page)
            if len(page) <= limit:
                break
            at = page[-1][0]
        total = partial(actor.company.count, listed, here) if me.scope == "all" else None
        return Page(tuple(found[:limit]), str(found[limit - 1].before) if len(found) > limit else "", total)

    return actor.company.read(work)


def _filter(
    unit: Unit,
    me: Who,
    cfg: Settings,
    by: str | None,
    document: str | None,
    kind: str | None,
    action: str | None,
    first: date | None,
    last: date | None,
) -> _Filter:
    values: dict[str, Any] = {}
    names: set[str] = set()
    if by is not None:
        names.add("actor")
        values["actor"] = _account(unit, by)
    if kind is not None and kind not in store.SUBJECTS:
        raise Invalid("log-kind", value=escaped(kind), kinds=tuple(store.SUBJECTS))
    if document is not None:
        names.add("subject")
        values |= _subject(unit, me, kind or "order", document)
    elif kind is not None:
        names.add("kind")
        values["kind"] = kind
    if action is not None:
        names.add("action")
        values["action"] = action
    if first or last:
        names.add("days")
        values |= {
            "since": _midnight(first or date(1970, 1, 2), cfg),
            "until": _midnight((last or date(9000, 1, 1)) + timedelta(days=1), cfg),
        }
    return _Filter(frozenset(names), values)


def _midnight(day: date, cfg: Settings) -> datetime:
    return datetime.combine(day, clock_time(), cfg.zone)


def _account(unit: Unit, login: str) -> int:
    for id_, name in BUILT_IN.items():
        if login == name:
            return id_
    found = store.ACCOUNT.one(unit, login=login)
    if found is None:
        raise NotFound("account-unknown", login=escaped(login))
    return int(found)


def _subject(unit: Unit, me: Who, kind: str, name: str) -> dict[str, Any]:
    name = series.typed(name)
    found = (
        store.ORDER_OF_SHIPMENT.one(unit, number=name) if kind == "order" and name.startswith(series.SHIPMENT) else None
    )
    found = found or store.by_name(kind).one(unit, name=name)
    rows = store.names(kind).rows(unit, [found]) if found else []
    if not rows or not _seen(me, *rows[0][2:]):
        raise NotFound("log-subject", kind=kind_label(kind), name=escaped(name))
    return {"kind": kind, "subject": found}


# --- wording ---


def _worded(unit: Unit, me: Who, page: Sequence[Row]) -> list[LogRow]:
    """The entries about what the actor sees, in order."""
    subjects = _names(unit, page)
    logins: dict[int, str] = dict(store.LOGINS.rows(unit, sorted({by for _, _, _, _, _, by, *_ in page if by > 0})))
    bodies = [_told(json.loads(body)) for *_, body, _ in page]
    texts, hidden = _texts(unit, bodies), _strangers(unit, me, bodies)
    rows = []
    for (id_, kind, subject, seq, at, by, action, step, to, waited, _, _), body in zip(page, bodies, strict=True):
        name, customer, region = subjects.get((kind, subject), (None, None, ""))
        if not _seen(me, customer, region):
            continue
        told = _without(body, hidden) if hidden else body
        if told is None:
            continue
        by_name = BUILT_IN.get(by) or logins.get(by, "")
        shown = _readable(told if me.sees_amounts() else without_amounts(told), texts)
        named = (kind_label(kind), name or f"#{subject}")
        rows.append(LogRow(id_, at, by_name, *named, seq, action, _step(step), _step(to), waited / 1e6, shown))
    return rows


def _told(body: dict[str, Any]) -> dict[str, Any]:
    """What an entry says to people."""
    body.pop(KEPT, None)
    return body


def _seen(me: Who, customer: int | None, region: str | None) -> bool:
    return customer is None or me.sees(customer, region or "")


def _strangers(unit: Unit, me: Who, bodies: Sequence[Any]) -> set[str]:
    """The customers whom goods' entries name by their codes and whom the actor does not see."""
    codes = {code for body in bodies for code in (body.get("customer"), *map(_party, body.get("changes", ())))}
    rows = store.CUSTOMERS.rows(unit, sorted(code for code in codes if isinstance(code, str) and code))
    return {code for code, id_, region in rows if not me.sees(id_, region)}


def _party(change: Sequence[Any]) -> str:
    """The customer whose price a change is about: `price customer:C001`."""
    kind, _, code = str(change[0]).partition(":")
    return code if kind == "price customer" else ""


def _without(body: dict[str, Any], hidden: Collection[str]) -> dict[str, Any] | None:
    """The body without what is about hidden customers; None when it is about nobody else."""
    if body.get("customer") in hidden:
        return None
    told = body.get("changes", ())
    kept = [change for change in told if _party(change) not in hidden]
    if len(kept) == len(told):
        return body
    return {**body, "changes": kept} if kept else None


def _names(unit: Unit, page: Sequence[Row]) -> dict[tuple[str, int], tuple[str | None, int | None, str | None]]:
    found = {}
    ids = sorted({(kind, subject) for _, kind, subject, *_ in page if kind in store.SUBJECTS})
    for kind, group in groupby(ids, key=lambda pair: pair[0]):
        for id_, name, customer, region in store.names(kind).rows(unit, [subject for _, subject in group]):
            found[kind, id_] = (name, customer, region)
    return found


def _step(code: str) -> str:
    name = STATUS_NAMES.get(code)
    if name is None and code in ORDER.codes_all():
        name = ORDER.step(code).label
    return Label(name, code) if name else code


def without_amounts(body: Mapping[str, Any]) -> dict[str, Any]:
    """An entry's body as it is shown without amount.view: no amount stays, not even as an old or new value."""
    kept: dict[str, Any] = {}
    for name, value in body.items():
        if name == "amounts":
            continue
        if name == "changes" and isinstance(value, list):
            kept[name] = [[c[0], MASKED, MASKED] if _MONEY.search(str(c[0])) else c for c in value]
        else:
            kept[name] = MASKED if _MONEY.search(name) else value
    return kept


def _digests(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value} if _DIGEST.match(value) else set()
    if isinstance(value, Mapping):
        value = list(value.values())
    return set().union(*map(_digests, value)) if isinstance(value, list) else set()


def _texts(unit: Unit, bodies: Sequence[Any]) -> dict[str, str]:
    wanted = sorted(_digests(list(bodies)))
    texts = dict.fromkeys(wanted, "")
    for digest, text in store.TEXTS.rows(unit, wanted):
        texts[digest] = Label(ERASED, "erased") if text is None else text
    return texts


def _readable(value: Any, texts: Mapping[str, str]) -> Any:
    """The same with the text of each personal value instead of its digest."""
    if isinstance(value, str):
        return texts.get(value, value)
    if isinstance(value, Mapping):
        return {name: _readable(item, texts) for name, item in value.items()}
    return [_readable(item, texts) for item in value] if isinstance(value, list) else value


# --- erasing ---


def erase_personal(actor: Actor, customer: str) -> int:
    """Erase the texts of a customer's personal values in the journal, and give their number; the chains stay whole.

    Raises NotAllowed without customer.manage and audit.view, NotFound.
    """

    def work(unit: Unit) -> int:
        me = who(unit, actor)
        me.need(P.CUSTOMER_MANAGE)
        me.need(P.AUDIT_VIEW)
        row = store.CUSTOMER.row(unit, fold=key(customer))
        if row is None or not me.sees(row.id, row.region):
            raise NotFound("customer-unknown", code=escaped(customer))
        bodies = store.BODIES_OF_CUSTOMER.rows(unit, customer=row.id)
        digests = sorted(set().union(*(_digests(json.loads(body)) for (body,) in bodies if "sha256:" in body)))
        erased = store.ERASE.many(unit, "digest", [(digest,) for digest in digests])
        _CUSTOMER.entry(unit, me, row.id, "erase", count=erased)
        return erased

    return actor.company.write(work)
