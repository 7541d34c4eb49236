"""Asking for a return: by the customer, or entered by staff on its behalf; as a draft, submitted, changed, given up.

Against lines of an order, never more than was shipped and does not come back already; or free, without an order, by
who may review returns. What follows the submit is acting.py's. S03.17, S07.16, S10.21, S19.15
"""

from collections.abc import Sequence
from typing import Any

from ydh.core.audit.journal import KEPT, NEW, Entry, record
from ydh.core.company import keys
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.numbers import draft_reference, take
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.advancing import advance
from ydh.core.documents.document import named
from ydh.core.documents.noting import log
from ydh.core.returns.document import DRAFT_PREFIX, EXCHANGE, Return, find
from ydh.core.returns.kept import of_return
from ydh.core.returns.lines import AskedLine, asked_lines, source_of
from ydh.core.returns.saving import save
from ydh.core.returns.steps import check_claims, claim, pass_step
from ydh.core.returns.views import WantBack
from ydh.core.returns.window import late_lines
from ydh.core.rules.machine import DRAFT, VOID
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import KIND_NAMES, REASON_NAMES, RETURN
from ydh.core.rules.workflows import step_label
from ydh.core.values.errors import Invalid, NotAllowed, WrongStep
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Done, Seen
from ydh.core.values.quantities import plain
from ydh.core.values.series import RETURNS
from ydh.core.values.text import LONG, clean, escaped
from ydh.store.engine.database import Unit
from ydh.store.returns import returns as store
from ydh.store.tables.fields import EPOCH, MICROSECOND

_ANY = Seen()


def draft(
    actor: Actor,
    wants: Sequence[WantBack],
    *,
    order: str = "",
    customer: str = "",
    kind: str = "return_and_refund",
    reason: str = "",
    text: str = "",
) -> Done:
    """Keep a return as a draft; nothing is claimed of the order yet. Gives the reference it goes by.

    Raises NotAllowed, NotFound, Invalid or Many for lines that cannot be.
    """

    def work(unit: Unit) -> Done:
        me, cfg = who(unit, actor), settings(unit)
        doc = _draft(unit, me, cfg, wants, order, customer, kind, reason, text, actor.via)
        return Done(doc.name, DRAFT, doc.revision)

    return actor.company.write(work)


def ask(
    actor: Actor,
    wants: Sequence[WantBack],
    *,
    order: str = "",
    customer: str = "",
    kind: str = "return_and_refund",
    reason: str = "",
    text: str = "",
    why: str = "",
    key: str | None = None,
) -> Done:
    """Enter a return and submit it in one act. `why` lets who may review returns go beyond the return window.

    Raises as `draft` and `submit` do. `key` makes a repetition give the first answer.
    """

    def work(unit: Unit) -> Done:
        me = who(unit, actor)
        request = ["return", order, customer, kind, reason, text, why, [_plain(w) for w in wants]]

        def do() -> Done:
            cfg = settings(unit)
            doc = _draft(unit, me, cfg, wants, order, customer, kind, reason, text, actor.via)
            return _submit(unit, me, cfg, doc, why)

        return keys.once(unit, me, key, request, do)

    return actor.company.write(work)


def _plain(want: WantBack) -> list[str]:
    return [want.line, str(want.quantity), want.reason, want.note, want.swap, str(want.price)]


def submit(actor: Actor, name: str, *, seen: Seen = _ANY, why: str = "", key: str | None = None) -> Done:
    """Submit a draft, new or given back: its lines are claimed of the order, and it gets its number.

    Raises NotFound, Stale, WrongStep, NotAllowed outside the return window, Conflict for more than can come back.
    """

    def work(unit: Unit) -> Done:
        me = who(unit, actor)

        def do() -> Done:
            return _submit(unit, me, settings(unit), _editable(unit, me, name, seen), why)

        return keys.once(unit, me, key, ["submit-return", name], do)

    return actor.company.write(work)


def edit(
    actor: Actor,
    name: str,
    *,
    seen: Seen = _ANY,
    wants: Sequence[WantBack] | None = None,
    kind: str | None = None,
    reason: str | None = None,
    text: str | None = None,
) -> Done:
    """Change a draft: its lines (all of them, anew), kind, reason and text. Raises as `draft` does."""

    def work(unit: Unit) -> Done:
        me, cfg = who(unit, actor), settings(unit)
        doc = _editable(unit, me, name, seen)
        before = [doc.kind, doc.reason, doc.text]
        doc.kind = doc.kind if kind is None else _kind(kind)
        doc.reason = doc.reason if reason is None else _reason(reason)
        doc.text = doc.text if text is None else clean(text, "text", limit=LONG, empty=True, lines=True)
        now = [doc.kind, doc.reason, doc.text]
        changes: list[list[Any]] = [
            list(x) for x in zip(("kind", "reason", "text"), before, now, strict=True) if x[1] != x[2]
        ]
        if wants is not None:
            old = [[x.code, f"{plain(x.quantity):f}"] for x in doc.lines]
            source = source_of(unit, me, "", "", order_id=doc.order, customer_id=doc.customer)
            lines = asked_lines(unit, me, source, wants, doc.kind, doc.reason)
            _write_lines(unit, doc.id, lines, fresh=False)
            changes.append(["lines", old, [[x.code, f"{plain(x.quantity):f}"] for x in lines]])
            doc.total = sum((x.amount for x in lines), ZERO)
            doc.lines = find(unit, me, ids=[doc.id])[0].lines
        _check_swaps(doc.kind, [line.swap for line in doc.lines])
        log(unit, doc, me.id, "edit", DRAFT, DRAFT, doc.since, {"changes": changes})
        save(unit, me, cfg, [doc])
        return Done(doc.name, DRAFT, doc.revision)

    return actor.company.write(work)


def delete_draft(actor: Actor, name: str, *, seen: Seen = _ANY) -> None:
    """Delete a draft that was never submitted; one with a number is voided instead. Its reference stays, void."""

    def work(unit: Unit) -> None:
        me, cfg = who(unit, actor), settings(unit)
        doc = _editable(unit, me, name, seen)
        if doc.number:
            raise WrongStep("void-instead", number=doc.name)
        store.DROP_LINES.run(unit, return_doc=doc.id)
        doc.lines, doc.total, doc.closed_at = [], ZERO, unit.now
        log(unit, doc, me.id, "delete", DRAFT, VOID, doc.since, {"ref": doc.ref})
        doc.step, doc.since = VOID, unit.now
        save(unit, me, cfg, [doc])

    actor.company.write(work)


def _kind(kind: str) -> str:
    if kind not in KIND_NAMES:
        raise Invalid("return-kind", value=escaped(kind), choices=tuple(KIND_NAMES))
    return kind


def _reason(reason: str) -> str:
    if reason not in REASON_NAMES:
        raise Invalid("return-reason", value=escaped(reason), choices=tuple(REASON_NAMES))
    return reason


def _check_swaps(kind: str, swaps: Sequence[int | None]) -> None:
    if kind != EXCHANGE and any(swaps):
        raise Invalid("return-swap-kind")


def _draft(
    unit: Unit,
    me: Who,
    cfg: Settings,
    wants: Sequence[WantBack],
    order: str,
    customer: str,
    kind: str,
    reason: str,
    text: str,
    via: str,
) -> Return:
    """Write the draft and give it as a working copy."""
    if not me.acts_for_customers(P.RETURN_CREATE):
        me.need(P.RETURN_CREATE)
    _kind(kind)
    _reason(reason)
    text = clean(text, "text", limit=LONG, empty=True, lines=True)
    source = source_of(unit, me, order, customer)
    lines = asked_lines(unit, me, source, wants, kind, reason)
    _check_swaps(kind, [line.swap for line in lines])
    ref = draft_reference(DRAFT_PREFIX)
    paper = {"number": None, "ref": ref, "kind": kind, "reason": reason, "text": text}
    values = paper | {"customer": source.customer, "order": source.order, "region": source.region}
    times = {"step_since": unit.now, "created_at": unit.now, "submitted_at": None, "business_date": cfg.today}
    amount = {"total": sum((x.amount for x in lines), ZERO), "revision": 1, "arrival": 0, "step": DRAFT}
    id_ = store.ADD.insert(unit, **values, **times, **amount, account=me.id if me.id > 0 else None, **NEW)
    _write_lines(unit, id_, lines, fresh=True)
    body: dict[str, Any] = {"via": via, "kind": kind, "lines": [[x.code, f"{plain(x.quantity):f}"] for x in lines]}
    body |= {"order": source.number} if source.number else {}
    (doc,) = find(unit, me, ids=[id_])
    of_whom = {"ref": ref, "customer": doc.customer, "region": source.region, "order": source.number or None}
    body[KEPT] = of_whom | of_return(doc, DRAFT, unit.now)
    ((doc.head, doc.entries),) = record(unit, [Entry("return", id_, "", 0, me.id, "draft", "", DRAFT, body=body)])
    store.HEAD.run(unit, id=id_, head=doc.head, entries=doc.entries)
    return doc


def _write_lines(unit: Unit, id_: int, lines: Sequence[AskedLine], *, fresh: bool) -> None:
    if not fresh:
        store.DROP_LINES.run(unit, return_doc=id_)
    rows = [
        (id_, at, x.line, x.sku, x.swap, x.quantity, ZERO, x.price, x.discount, x.reason, x.note)
        for at, x in enumerate(lines, 1)
    ]
    store.ADD_LINE.many(unit, store.LINE, rows)


def _editable(unit: Unit, me: Who, name: str, seen: Seen) -> Return:
    """The draft of that name, locked. Raises NotFound, Stale, WrongStep, NotAllowed when it cannot be changed now."""
    doc = named(find(unit, me, [name]), name, seen, unknown="return-unknown")
    if doc.step != DRAFT:
        raise WrongStep("return-locked", number=doc.name, step=step_label(doc.step, RETURN))
    if not me.acts_for_customers(P.RETURN_CREATE):
        me.need(P.RETURN_CREATE)
    return doc


def _submit(unit: Unit, me: Who, cfg: Settings, doc: Return, why: str) -> Done:
    if not doc.lines:
        raise Invalid("no-lines")
    why = clean(why, "reason", limit=LONG, empty=True, lines=True)
    late = late_lines(unit, cfg, doc)
    if late:
        _overrule(me, late, why)
    check_claims([(line, line.quantity) for line in doc.lines])
    for line in doc.lines:
        claim(line, line.quantity)
    body: dict[str, Any] = {"kind": doc.kind, "lines": [[x.code, f"{plain(x.quantity):f}"] for x in doc.lines]}
    body |= {"amounts": {"total": str(doc.total)}}
    body |= {"outside": [code for code, _ in late], "reason": why} if late else {}
    first = RETURN.first(doc.kind)
    doc.number = doc.number or take(unit, RETURNS, cfg.today)[0]
    doc.day = doc.day if doc.submitted_at else cfg.today
    log(unit, doc, me.id, "submit", DRAFT, first, doc.since, body)
    doc.step, doc.since = first, unit.now
    doc.submitted_at, doc.arrival = unit.now, (unit.now - EPOCH) // MICROSECOND
    advance(unit, cfg, doc, pass_step)
    save(unit, me, cfg, [doc])
    return Done(doc.number, doc.step, doc.revision)


def _overrule(me: Who, late: Sequence[tuple[str, int]], why: str) -> None:
    """Beyond the window only who reviews returns lets goods come back, and says why (S10.21)."""
    if me.is_customer or not me.may(P.RETURN_REVIEW):
        raise NotAllowed("return-window", codes=[code for code, _ in late], days=max(days for _, days in late))
    if not why:
        raise Invalid("return-window-why", codes=[code for code, _ in late])
