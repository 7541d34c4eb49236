"""Notes and overtaking: what is said about an order, and who goes first."""

from typing import Any

from ydh.core.audit.journal import KEPT, personal
from ydh.core.company.actors import Actor, Who, who
from ydh.core.documents.document import check_seen, named
from ydh.core.documents.noting import beside
from ydh.core.orders.order import Order, find
from ydh.core.rules.orders import NOTE_KINDS, ORDER
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import step_label
from ydh.core.values.errors import Conflict, Invalid, NotFound, WrongStep
from ydh.core.values.outcomes import Done, Seen
from ydh.core.values.text import LONG, clean
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
        said = {name: values[name] for name in ("how", "result") if values[name]}
        beside(unit, me, doc, "note", body | ({KEPT: said} if said else {}))

    actor.company.write(work)


def overtake(actor: Actor, number: str, reason: str, *, seen: Seen | None = None) -> Done:
    """Put the order at the front of its queue; needs order.assign and a reason, which is recorded.

    Orders from a batch file are not overtaken (S05.5).
    """
    text = clean(reason, "reason", limit=LONG, lines=True)

    def work(unit: Unit) -> Done:
        me, doc = _found(unit, actor, number)
        me.need(P.ORDER_ASSIGN)
        check_seen(doc, seen)
        if doc.step not in ORDER.codes_all():
            raise WrongStep("nothing-to-pass", number=doc.name, step=step_label(doc.step))
        batch = orders.BATCH_AHEAD.row(unit, step=doc.step, arrival=doc.arrival)
        if batch:
            raise Conflict("batch-ahead", number=doc.name, ahead=batch[0])
        first = orders.FIRST.one(unit, step=doc.step)
        if first is None or first >= doc.arrival:
            raise Invalid("first-already", number=doc.name)
        orders.OVERTAKE.run(unit, id=doc.id, arrival=first - 1)
        beside(unit, me, doc, "overtake", {"reason": text, KEPT: {"arrival": first - 1}})
        return Done(doc.name, doc.step, doc.revision)

    return actor.company.write(work)


def _found(unit: Unit, actor: Actor, number: str) -> tuple[Who, Order]:
    me = who(unit, actor)
    return me, named(find(unit, me, [number]), number)
