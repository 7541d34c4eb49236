"""Notes, assignment and overtaking: what is said about an order, who looks after it (or a return), who goes first."""

from typing import Any

from ydh.core.audit.journal import personal
from ydh.core.company.actors import Actor, Who, who
from ydh.core.documents.noting import beside
from ydh.core.orders.order import Document, Order, find, named
from ydh.core.rules.orders import NOTE_KINDS, ORDER
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import step_label
from ydh.core.values.errors import Conflict, Invalid, NotFound, WrongStep
from ydh.core.values.outcomes import Done, Seen
from ydh.core.values.text import LONG, clean, escaped
from ydh.store.engine.database import Unit
from ydh.store.orders import orders

REMARK, CONTACT = NOTE_KINDS


def note(
    actor: Actor,
    number: str,
    text: str,
    *,
    position: int | None = None,
    shared: bool = False,
    with_whom: str = "",
    how: str = "",
    result: str = "",
) -> None:
    """Write a remark on an order or one of its lines, or a contact (with whom, how, result) (S04.21).

    A customer's notes are shared; staff choose. The revision stays, so a note makes nobody's view stale.
    """
    contact = bool(with_whom or how or result)
    values: dict[str, Any] = {
        "kind": CONTACT if contact else REMARK,
        "text": clean(text, "note", limit=LONG, lines=True),
        "with_whom": clean(with_whom, "who", empty=True),
        "how": clean(how, "how", empty=True),
        "result": clean(result, "result", limit=LONG, empty=True, lines=True),
    }

    def work(unit: Unit) -> None:
        me, doc = _found(unit, actor, number)
        if not me.is_customer:
            me.need(P.ORDER_VIEW)
        if position is not None and position not in {line.position for line in doc.lines}:
            raise NotFound("no-line", number=doc.name, position=position)
        visible = shared or me.is_customer
        orders.ADD_NOTE.insert(
            unit, order=doc.id, position=position, shared=visible, account=me.id, at=unit.now, **values
        )
        body = {"kind": values["kind"], "shared": visible, "text": values["text"], "position": position}
        if values["with_whom"]:
            body["with_whom"] = personal(unit, values["with_whom"])
        beside(unit, me, doc, "note", body)

    actor.company.write(work)


def assign(actor: Actor, number: str, login: str | None, *, reason: str = "", seen: Seen | None = None) -> Done:
    """Give the order or return to a member of staff who may pass its step, or to nobody (S01.8, S04.14)."""
    from ydh.core.workflow.handling import one

    def work(unit: Unit) -> Done:
        me = who(unit, actor)
        doc = one(unit, me, number)
        me.need(P.ORDER_ASSIGN)
        _check_seen(doc, seen)
        account = None
        if login is not None:
            row = orders.STAFF.row(unit, login=login)
            if row is None:
                raise NotFound("account-unknown", login=escaped(login))
            account = row[0]
            by = doc.flow.step(doc.step).by if doc.step in doc.flow.codes_all() else None
            if isinstance(by, P) and not who(unit, Actor(actor.company, account)).may(by):
                raise Invalid("cannot-pass", login=escaped(login), number=doc.name, step=step_label(doc.step, doc.flow))
        doc.rows.ASSIGN.run(unit, id=doc.id, assigned=account)
        beside(unit, me, doc, "assign", {"to": login or "", "reason": clean(reason, "reason", empty=True)})
        return Done(doc.name, doc.step, doc.revision)

    return actor.company.write(work)


def colleagues(actor: Actor, text: str = "", *, limit: int = 20) -> tuple[tuple[str, str], ...]:
    """(sign-in name, name) of staff whom an order could be given to. Needs order.assign."""

    def work(unit: Unit) -> tuple[tuple[str, str], ...]:
        who(unit, actor).need(P.ORDER_ASSIGN)
        word = text.casefold()
        found = [(login, name) for login, name in orders.COLLEAGUES.rows(unit) if word in f"{login} {name}".casefold()]
        return tuple(found[:limit])

    return actor.company.read(work)


def overtake(actor: Actor, number: str, reason: str, *, seen: Seen | None = None) -> Done:
    """Put the order at the front of its queue; needs order.assign and a reason, which is recorded.

    Orders from a batch file are not overtaken (S05.5).
    """
    text = clean(reason, "reason", limit=LONG, lines=True)

    def work(unit: Unit) -> Done:
        me, doc = _found(unit, actor, number)
        me.need(P.ORDER_ASSIGN)
        _check_seen(doc, seen)
        if doc.step not in ORDER.codes_all():
            raise WrongStep("nothing-to-pass", number=doc.name, step=step_label(doc.step))
        batch = orders.BATCH_AHEAD.row(unit, step=doc.step, arrival=doc.arrival)
        if batch:
            raise Conflict("batch-ahead", number=doc.name, ahead=batch[0])
        first = orders.FIRST.one(unit, step=doc.step)
        if first is None or first >= doc.arrival:
            raise Invalid("first-already", number=doc.name)
        orders.OVERTAKE.run(unit, id=doc.id, arrival=first - 1)
        beside(unit, me, doc, "overtake", {"reason": text})
        return Done(doc.name, doc.step, doc.revision)

    return actor.company.write(work)


def _found(unit: Unit, actor: Actor, number: str) -> tuple[Who, Order]:
    me = who(unit, actor)
    return me, named(find(unit, me, [number]), number)


def _check_seen(doc: Document, seen: Seen | None) -> None:
    problem = doc.moved(seen) if seen else None
    if problem:
        raise problem
