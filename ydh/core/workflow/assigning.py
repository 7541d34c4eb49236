"""Who looks after an order or a return."""

from ydh.core.audit.journal import KEPT
from ydh.core.company.actors import Actor, who
from ydh.core.documents.document import check_seen
from ydh.core.documents.noting import beside
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import step_label
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.outcomes import Done, Seen
from ydh.core.values.pinyin import fits
from ydh.core.values.text import clean, escaped
from ydh.core.workflow.handling import one
from ydh.store.engine.database import Unit
from ydh.store.orders import orders


def assign(actor: Actor, number: str, login: str | None = None, *, reason: str = "", seen: Seen | None = None) -> Done:
    """Give the order or return to a member of staff who may pass its step, or to nobody (S01.8, S04.14)."""

    def work(unit: Unit) -> Done:
        me = who(unit, actor)
        doc = one(unit, me, number)
        me.need(P.ORDER_ASSIGN)
        check_seen(doc, seen)
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
        body = {"to": login or "", "reason": clean(reason, "reason", empty=True), KEPT: {"assigned": account}}
        beside(unit, me, doc, "assign", body)
        return Done(doc.name, doc.step, doc.revision)

    return actor.company.write(work)


def colleagues(actor: Actor, text: str = "", *, limit: int = 20) -> tuple[tuple[str, str], ...]:
    """(sign-in name, name) of staff, by name or initials: to whom something could be given, whose act is looked for.

    Needs a right that has to do with others: to assign, to keep customers or accounts, to read the journal.
    """

    def work(unit: Unit) -> tuple[tuple[str, str], ...]:
        who(unit, actor).need(P.ORDER_ASSIGN, P.CUSTOMER_MANAGE, P.STAFF_MANAGE, P.AUDIT_VIEW)
        found = [(login, name) for login, name in orders.COLLEAGUES.rows(unit) if fits(text, login, name)]
        return tuple(found[:limit])

    return actor.company.read(work)
