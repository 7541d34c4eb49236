"""Cases: something was not as it should be with what arrived, until somebody settles it. S16.14, S17.15

What an order's cases come to stands in orders/billing.py.
"""

from decimal import Decimal
from functools import partial
from typing import Any

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.numbers import take
from ydh.core.company.settings import settings
from ydh.core.documents.noting import beside
from ydh.core.documents.readers import reader, scope_of
from ydh.core.orders.billing import view
from ydh.core.orders.new_cases import CASE, _write
from ydh.core.orders.order import NewCase, Order, Shipment, find
from ydh.core.orders.typed import Packs
from ydh.core.orders.views import CaseView
from ydh.core.rules.permissions import P
from ydh.core.rules.shipping import CASE_KINDS, OUTCOMES
from ydh.core.values.errors import Conflict, Invalid, NotAllowed, NotFound, WrongStep
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import Quantity, plain
from ydh.core.values.series import CASES, typed
from ydh.core.values.text import LONG, clean, escaped, key
from ydh.store.cases import cases as store
from ydh.store.cases.rows import CaseRow
from ydh.store.engine.database import Unit
from ydh.store.orders import billing, orders

MOST = 1000  # rows of a page

# who may say for a customer that something is wrong, and who settles it
OPENERS = (P.ORDER_CREATE, P.ORDER_EDIT, P.ORDER_REVIEW, P.ORDER_SHIP, P.RETURN_CREATE, P.RETURN_REVIEW)
SETTLERS = (P.ORDER_REVIEW, P.RETURN_REVIEW)


# --- opening ---


def open_case(
    actor: Actor, name: str, kind: str, text: str, *, position: int | None = None, quantity: Quantity | None = None
) -> str:
    """Report what is wrong with an order, a shipment (by their numbers) or a line of them, and give the case's number.

    `quantity` of the line is not billed meanwhile. Raises NotFound, NotAllowed, Invalid for more than
    was shipped, WrongStep while nothing was submitted.
    """
    if kind not in CASE_KINDS:
        raise Invalid("setting-choice", value=escaped(kind), choices=tuple(CASE_KINDS))
    said = clean(text, "what is wrong", limit=LONG, lines=True)

    def work(unit: Unit) -> str:
        me, cfg = who(unit, actor), settings(unit)
        if not me.is_customer:
            me.need(*OPENERS)
        doc, part = _found(unit, me, name)
        if not doc.number or doc.step in ("draft", "void"):
            raise WrongStep("nothing-arrived", number=doc.name)
        if quantity and position is None:
            raise Invalid("case-which-line", number=doc.name)
        amount = ZERO if quantity is None or position is None else Packs(unit, doc).base(position, quantity)
        _check_quantity(unit, doc, part, position, amount)
        new = NewCase(position, kind, amount, said)
        (new.number,) = take(unit, CASES, cfg.today)
        _write(unit, me, doc, part, new)
        body = {"case": new.number, "kind": kind, "position": position, "text": said}
        beside(unit, me, doc, "case", body | ({"parts": [part.number]} if part else {}))
        return new.number

    return actor.company.write(work)


def _found(unit: Unit, me: Who, name: str) -> tuple[Order, Shipment | None]:
    owners = [order for _, order in orders.ORDERS_OF_SHIPMENTS.rows(unit, [name])]
    docs = find(unit, me, [] if owners else [name], owners)
    if not docs:
        raise NotFound("order-unknown", number=escaped(name))
    return docs[0], next((part for part in docs[0].live() if part.number == name), None)


def _check_quantity(unit: Unit, doc: Order, part: Shipment | None, position: int | None, quantity: Decimal) -> None:
    """Raise unless so much of the line was shipped and is not disputed yet."""
    if position is None:
        return
    line = next((line for line in doc.lines if line.position == position), None)
    shares = {line.position: share for line, share in part.lines} if part else {}
    if line is None or (part and position not in shares):
        raise NotFound("no-line", number=part.number if part else doc.name, position=position)
    disputed: dict[int, Decimal] = dict(billing.DISPUTED.rows(unit, order=doc.id))
    left = line.shipped - disputed.get(position, ZERO)
    if part:
        left = min(left, shares[position] if part.shipped_at else ZERO)
    if quantity > left:
        figures = {"quantity": plain(quantity), "left": plain(max(ZERO, left))}
        raise Invalid("case-too-much", number=doc.name, position=position, **figures)


# --- settling ---


def settle(actor: Actor, name: str, outcome: str, answer: str, *, reference: str = "") -> None:
    """Settle a case: credited (not billed), replaced (sent again), returned (`reference`: the return), rejected.

    The customer reads the answer. Raises NotFound, NotAllowed (also for who opened it, unless the company lets him),
    Invalid, WrongStep when another was faster, Conflict when what is to be credited comes back already.
    """
    if outcome not in OUTCOMES:
        raise Invalid("setting-choice", value=escaped(outcome), choices=tuple(OUTCOMES))
    said = clean(answer, "answer", limit=LONG, lines=True)
    given = typed(clean(reference, "number", limit=64, empty=True))

    def work(unit: Unit) -> None:
        me, cfg = who(unit, actor), settings(unit)
        me.need(*SETTLERS)
        row = visible(unit, me, name)
        (doc,) = find(unit, me, ids=[row.order], deep=False)
        store.LOCK_CASE.row(unit, id=row.id)
        if me.is_same(row.opened_by) and not cfg["self_approval"]:
            raise NotAllowed("own-case", number=row.number)
        _check_reference(unit, outcome, given, row.customer)
        if outcome == "credited":
            _refuse_returned(unit, row)
        values = {"outcome": outcome, "answer": said, "reference": given}
        if not store.SETTLE.run(unit, id=row.id, closed_by=me.id, closed_at=unit.now, **values):
            raise WrongStep("case-settled", number=row.number)
        CASE.entry(unit, me, row.id, "settle", **values)
        beside(unit, me, doc, "settle", {"case": row.number, **values})

    actor.company.write(work)


def _check_reference(unit: Unit, outcome: str, reference: str, customer: int) -> None:
    """A return must be there; an order that replaces the goods may be named. Raises Invalid, NotFound."""
    if outcome == "returned":
        if not reference:
            raise Invalid("case-which-return")
        if not store.RETURN_OF.row(unit, number=reference, customer=customer):
            raise NotFound("case-reference", number=escaped(reference))
    elif reference and not (outcome == "replaced" and store.ORDER_OF.row(unit, number=reference, customer=customer)):
        raise NotFound("case-reference", number=escaped(reference))


def _refuse_returned(unit: Unit, row: CaseRow) -> None:
    """What is not billed is not paid back as well: returns claim a line without what is credited. Raises Conflict."""
    left = store.UNRETURNED.one(unit, id=row.id)
    if left is not None and left < ZERO:
        raise Conflict("case-returned", number=row.number)


# --- what is seen ---


def visible(unit: Unit, me: Who, name: str) -> CaseRow:
    """The case's row if the actor may see it. Raises NotFound."""
    row = store.CASE_BY_NUMBER.row(unit, number=typed(name))
    if row is None or not me.sees(row.customer, row.region):
        raise NotFound("case-unknown", number=escaped(name))
    return row


def list_cases(
    actor: Actor,
    *,
    is_open: bool | None = True,
    kind: str | None = None,
    customer: str | None = None,
    after: str = "",
    limit: int = 50,
) -> Page[CaseView]:
    """A page of cases, the newest first; `is_open` False gives the settled ones, None both. Raises NotAllowed."""

    def work(unit: Unit) -> Page[CaseView]:
        me = reader(unit, actor)
        filters: dict[str, Any] = dict(scope_of(me))
        if is_open is not None:
            filters["open" if is_open else "settled"] = True
        given = {"kind": kind, "code": None if customer is None else key(customer)}
        filters |= {name: value for name, value in given.items() if value is not None}
        if after:
            filters["older"] = int(after) if after.isascii() and after.isdigit() else 0
        size = max(1, min(limit, MOST))
        page = store.cases_by(filters)
        rows = page.rows(unit, **filters, limit=size + 1)
        views = tuple(view(me, row) for row in rows[:size])
        return Page(views, views[-1].cursor if len(rows) > size else "", partial(actor.company.count, page, filters))

    return actor.company.read(work)


def show(actor: Actor, name: str) -> CaseView:
    """One case. Raises NotFound, NotAllowed."""

    def work(unit: Unit) -> CaseView:
        me = who(unit, actor)
        if not me.is_customer:
            me.need(P.ORDER_VIEW)
        return view(me, visible(unit, me, name))

    return actor.company.read(work)
