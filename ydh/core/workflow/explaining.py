"""Who can do what next to a document, and what stands in the way of the one who asks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from ydh.core.company.actors import COMPANY, Actor, Who, who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.document import Document, Part
from ydh.core.documents.objections import objection
from ydh.core.documents.readers import reader
from ydh.core.orders import sending
from ydh.core.rules.answers import Given
from ydh.core.rules.machine import DRAFT, ENDS, OPINION, REASON, Ask, On, Party, Workflow
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import WORKFLOWS, step_label
from ydh.core.values.errors import NotFound, YdhError
from ydh.core.values.outcomes import Seen
from ydh.core.values.text import escaped
from ydh.core.values.words import N_
from ydh.core.workflow.handling import of, one
from ydh.core.workflow.views import Option
from ydh.store.engine.database import Unit
from ydh.store.orders import looking as store

SUBMIT, LIFT = N_("submit"), N_("release hold")
_CUSTOMER = N_("the customer, or staff on its behalf")
# Answers are given when the act is done: explaining is about rights and moments.
_ANSWERED = Given({"reason": "-", "carrier": "-", "opinion": "-"})


def explain(actor: Actor, number: str, *, account: str | None = None) -> tuple[Option, ...]:
    """Everything that could be done to the document now: by whom, and why the asker (or `account`) cannot.

    Asking for another's rights needs staff.manage or audit.view. Raises NotFound, NotAllowed.
    """

    def work(unit: Unit) -> tuple[Option, ...]:
        me, cfg = reader(unit, actor), settings(unit)
        asked = _asked(unit, actor, me, account)
        doc = one(unit, me, number)
        if not asked.sees(doc.customer, doc.region):
            raise NotFound(of(number).unknown, number=escaped(number))
        return tuple(_options(unit, asked, cfg, doc))

    return actor.company.read(work)


def way(actor: Actor, workflow: str) -> tuple[str, ...]:
    """The steps that documents of a workflow go through now, in order: those that are switched off are left out."""
    flow = WORKFLOWS[workflow]

    def work(unit: Unit) -> tuple[str, ...]:
        reader(unit, actor)
        off = settings(unit).off(workflow)
        return tuple(code for code in flow.codes_all() if code not in off)

    return actor.company.read(work)


def asks(actor: Actor, workflow: str, step: str, action: str, *, assigned: Collection[str] = ()) -> tuple[Ask, ...]:
    """What an act at the step asks before it is done: a form is drawn from it.

    `assigned` are the sign-in names that the documents are assigned to: another's needs a reason (S06.16). An opinion
    is asked where the company wants one. Raises NotSignedIn.
    """
    flow = WORKFLOWS[workflow]

    def work(unit: Unit) -> tuple[Ask, ...]:
        me, cfg = who(unit, actor), settings(unit)
        way = flow.exit(action, step)
        given = flow.step(step).asks if action == "approve" else (way.asks if way else ())
        wanted = [a for a in given if a is not OPINION and (me.sees_amounts() or not a.amount)]
        if OPINION in given and flow.key(step) in cfg["opinion_required"]:
            wanted.append(replace(OPINION, required=True))
        if REASON not in wanted and not me.is_customer and any(login and login != me.login for login in assigned):
            wanted.append(REASON)
        return tuple(wanted)

    return actor.company.read(work)


_FILLED = {("order", "ship"): sending.suggested}


def filled_in(actor: Actor, workflow: str, step: str, number: str) -> Mapping[str, str]:
    """What a form of the step is filled in with for that document, by the names of its questions."""
    find = _FILLED.get((workflow, step))
    return find(actor, number) if find else {}


def _asked(unit: Unit, actor: Actor, me: Who, account: str | None) -> Who:
    if account is None or account == me.login:
        return me
    me.need(P.STAFF_MANAGE, P.AUDIT_VIEW)
    found = store.ACCOUNT.one(unit, login=account)
    if found is None:
        raise NotFound("account-unknown", login=escaped(account))
    return who(unit, Actor(actor.company, found))


def _options(unit: Unit, me: Who, cfg: Settings, doc: Document) -> Iterator[Option]:
    if doc.step == DRAFT:
        yield Option("submit", SUBMIT, DRAFT, "", (_CUSTOMER,), None)
        return
    if doc.step in ENDS:
        return
    flow = doc.flow
    parts: list[Part | None] = [None] if flow.step(doc.step).on is not On.SHIPMENT else []
    parts += [part for part in doc.live() if part.step not in ENDS]
    for part in parts:
        at = part.step if part else doc.step
        yield _pass(unit, me, cfg, doc, part, at)
        for way in flow.exits_at(at):
            blocked = objection(me, cfg, doc, part, way.code, Seen(at), _ANSWERED)
            yield Option(
                way.code, way.label, at, part.number if part else "", _people(unit, me, flow, way.by, at), blocked
            )
    for hold in doc.holds:
        kind = flow.hold(hold.kind)
        names = tuple(n for by in kind.lifted_by for n in _people(unit, me, flow, by, doc.step)) or (
            (kind.fact.label,) if kind.fact else ()
        )
        yield Option(f"release_hold {kind.code}", LIFT, doc.step, "", tuple(dict.fromkeys(names)), None)


def _pass(unit: Unit, me: Who, cfg: Settings, doc: Document, part: Part | None, at: str) -> Option:
    blocked: YdhError | None = objection(me, cfg, doc, part, "approve", Seen(at), _ANSWERED)
    people = _people(unit, me, doc.flow, doc.flow.step(at).by, at)
    return Option("approve", step_label(at, doc.flow), at, part.number if part else "", people, blocked)


def _people(unit: Unit, me: Who, flow: Workflow, by: P | Party, at: str) -> tuple[str, ...]:
    permission = flow.step(at).by if by is Party.STEPS_OWN else by
    if not isinstance(permission, P):
        return (_CUSTOMER,)
    if me.is_customer:
        return (COMPANY,)
    return tuple(name for (name,) in store.HOLDERS.rows(unit, permission=permission.value))
