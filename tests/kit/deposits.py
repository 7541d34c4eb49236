"""A further kind of document, as small as one can be: deposits of customers, with one step, a hold, and no lines.

It is what the machine asks of a kind: a row of the rules (DEPOSIT), a subclass (Deposit), a row of handling (DEPOSITS);
and the tables and statements that any document needs.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from peewee import BigIntegerField, BooleanField, ForeignKeyField, IntegerField, TextField, Value, fn

from ydh.core.audit.journal import Entry, record
from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.numbers import take
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.document import Document, OpenHold
from ydh.core.documents.noting import log
from ydh.core.documents.taking_back import Passed
from ydh.core.rules.answers import Answers
from ydh.core.rules.machine import DRAFT, OPINION, REASON, VOID, Called, Exit, HoldKind, Party, Step, Workflow
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.errors import Stale
from ydh.core.values.lazy import dataclass
from ydh.core.workflow.handling import HANDLING, Handling, add
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Statement, insert, insert_returning, locked, slot
from ydh.store.engine.schema import created
from ydh.store.tables.base import Chained, Table
from ydh.store.tables.fields import EPOCH, MICROSECOND, DayField, MoneyField, UtcField
from ydh.store.tables.people import Account, Customer
from ydh.store.workflow.queued import Queued

# --- the rules ---
DEPOSIT = Workflow(
    "deposit",
    Called("deposit", "deposit steps", "deposit steps that the system passes", "{count} deposits: {action}?"),
    steps=(Step("check", "check of a deposit", P.PAYMENT_CONFIRM, asks=(OPINION,), not_by_creator=True),),
    exits=(Exit("void", "void", VOID, ("check",), P.ORDER_VOID, (REASON,)),),
    holds=(
        HoldKind(
            "exception",
            "exception",
            ("check",),
            (P.ORDER_ASSIGN, Party.STEPS_OWN),
            opened_by=(Party.STEPS_OWN, P.ORDER_ASSIGN),
            opened_at=("check",),
        ),
        HoldKind("large", "large deposit", ("check",), (P.CREDIT_OVERRIDE,), opens=lambda amount: amount > 1000),
    ),
    prefix="deposit.",
    numbers=("DH-D-", "DD-"),
)


# --- what the store has of them ---
class Deposits(Chained):
    number = TextField(null=True, unique=True)
    ref = TextField(null=True)
    customer = ForeignKeyField(Customer)
    region = TextField()
    step = TextField()
    step_since = UtcField()
    revision = IntegerField()
    held = IntegerField()
    account = ForeignKeyField(Account, null=True)
    assigned = ForeignKeyField(Account, null=True)
    urgent = BooleanField()
    arrival = BigIntegerField()
    total = MoneyField()
    business_date = DayField()


class DepositHolds(Table):
    order = ForeignKeyField(Deposits)
    kind = TextField()
    opened_by = ForeignKeyField(Account, null=True)
    reason = TextField()
    opened_at = UtcField()
    lifted_at = UtcField(null=True)


_CUSTOMER = Statement(Customer.select(Customer.id, Customer.region).where(Customer.code == slot(Customer.code)))
_NAMES = "number ref customer region step step_since revision version head entries held account assigned total"
_COLUMNS = [Deposits.id, *(getattr(Deposits, name) for name in _NAMES.split())]
_ADD = insert_returning(Deposits, f"{_NAMES} urgent arrival business_date")
_HOLD = "order kind opened_by reason opened_at"
_ADD_HOLD = insert(DepositHolds, _HOLD)
_MOVING = "step step_since revision held head entries"
_MOVED = {getattr(Deposits, name): slot(getattr(Deposits, name)) for name in _MOVING.split()}
_MOVE = Statement(
    Deposits.update(_MOVED | {Deposits.version: Deposits.version + 1}).where(
        (Deposits.id == slot(Deposits.id)) & (Deposits.version == slot(Deposits.version))
    )
)
_LIFT = Statement(
    DepositHolds.update({DepositHolds.lifted_at: slot(DepositHolds.lifted_at)}).where(
        DepositHolds.id == slot(DepositHolds.id)
    )
)


def _found(field: Any, *, lock: bool) -> Members:
    def query(engine: str, them: Any) -> Any:
        found = Deposits.select(*_COLUMNS).where(field.in_(them))
        return locked(found, engine) if lock else found

    return Members(query, field)


_BY_NUMBER = {lock: _found(Deposits.number, lock=lock) for lock in (False, True)}  # a writing unit locks
_BY_ID = {lock: _found(Deposits.id, lock=lock) for lock in (False, True)}
_HOLDS = Members(
    lambda _, them: DepositHolds.select(
        DepositHolds.order,
        DepositHolds.id,
        DepositHolds.kind,
        DepositHolds.opened_by,
        DepositHolds.reason,
        DepositHolds.opened_at,
    ).where(DepositHolds.order.in_(them) & DepositHolds.lifted_at.is_null()),
    Deposits.id,
)
ROWS = SimpleNamespace(
    ASSIGN=Statement(Deposits.update({Deposits.assigned: slot(Deposits.assigned)}).where(Deposits.id == slot("id"))),
    HEAD=Statement(
        Deposits.update({Deposits.head: slot(Deposits.head), Deposits.entries: slot(Deposits.entries)}).where(
            Deposits.id == slot("id")
        )
    ),
)
QUEUED = Queued(
    Deposits,
    Deposits,
    fn.COALESCE(Deposits.number, Deposits.ref, ""),
    Value("", converter=False),
    Value("", converter=False),
    held=Deposits.held,
    urgent=Deposits.urgent,
    holds=DepositHolds,
)


# --- the subclass ---
@dataclass(slots=True)
class Deposit(Document):
    """The working copy of a deposit."""

    flow, rows = DEPOSIT, ROWS

    total: Decimal


# --- how it is handled ---
def find(unit: Unit, me: Who, names: Sequence[str], ids: Sequence[int], deep: bool) -> list[Deposit]:
    rows = _BY_NUMBER[unit.writing].rows(unit, names) if names else []
    rows += _BY_ID[unit.writing].rows(unit, ids) if ids else []
    docs = {row[0]: Deposit(*row) for row in rows if me.sees(row[3], row[4])}
    for owner, *hold in _HOLDS.rows(unit, list(docs)) if docs else ():
        docs[owner].holds.append(OpenHold(*hold))
    return [docs[i] for i in sorted(docs)]


def pass_step(
    unit: Unit, cfg: Settings, doc: Deposit, step: Step, part: Any, actor: int, answers: Answers
) -> tuple[()]:
    return _goes(unit, doc, actor, "approve", DEPOSIT.after(step.code), answers)


def leave(unit: Unit, me: Who, doc: Deposit, part: Any, way: Exit, answers: Answers) -> tuple[()]:
    return _goes(unit, doc, me.id, way.code, way.to, answers)


def _goes(unit: Unit, doc: Deposit, actor: int, action: str, to: str, answers: Answers) -> tuple[()]:
    log(unit, doc, actor, action, doc.step, to, doc.since, answers.said())
    doc.step, doc.since = to, unit.now
    return ()


def undo(unit: Unit, doc: Deposit, part: Any, it: Passed) -> tuple[()]:
    doc.step, doc.since = it.step.code, it.since
    return ()


def save(unit: Unit, me: Who, cfg: Settings, docs: Sequence[Deposit]) -> None:
    changed = [doc for doc in docs if doc.log]
    opened = [(doc.id, x.kind, x.opened_by, x.reason, x.opened_at) for doc in changed for x in doc.opened]
    _ADD_HOLD.many(unit, _HOLD, opened)
    _LIFT.many(unit, "lifted_at id", [(unit.now, hold.id) for doc in changed for hold, _, _ in doc.lifted])
    entries = [entry._replace(head=doc.head, seq=doc.entries) for doc in changed for entry, _ in doc.log]
    heads = {e.subject: head for e, head in zip(entries, record(unit, entries), strict=True)}
    rows = [(d.step, d.since, d.revision, d.held, *heads[d.id], d.id, d.version) for d in changed]
    if _MOVE.many(unit, f"{_MOVING} id version", rows) != len(rows):
        raise Stale("changed-meanwhile")


DEPOSITS = Handling(DEPOSIT, "order-unknown", QUEUED, find, pass_step, leave, undo, save)


@contextmanager
def deposits(company: Actor) -> Iterator[None]:
    """A company that knows deposits, for as long as the block lasts."""

    def work(unit: Unit) -> None:
        for statement in created(company.company.store, [Deposits, DepositHolds]):
            unit.execute(statement, ())

    company.company.write(work)
    add(DEPOSITS)
    try:
        yield
    finally:
        del HANDLING[DEPOSIT.name], WORKFLOWS[DEPOSIT.name]


def pay_in(actor: Actor, customer: str, amount: int) -> str:
    """The number of a new deposit of a customer's."""

    def work(unit: Unit) -> str:
        me, cfg = who(unit, actor), settings(unit)
        owner = _CUSTOMER.row(unit, code=customer)
        assert owner is not None
        opened, (number,) = DEPOSIT.opening(amount), take(unit, "D", cfg.today)
        head = {"number": number, "ref": None, "customer": owner[0], "region": owner[1], "step": DEPOSIT.first()}
        times = {"step_since": unit.now, "arrival": (unit.now - EPOCH) // MICROSECOND, "business_date": cfg.today}
        chain = {"revision": 1, "version": 1, "head": "", "entries": 0}
        more = {"held": len(opened), "account": me.id, "assigned": None, "urgent": False, "total": Decimal(amount)}
        id_ = _ADD.insert(unit, **head, **times, **chain, **more)
        _ADD_HOLD.many(unit, _HOLD, [(id_, kind, None, "", unit.now) for kind in opened])
        ((end, count),) = record(unit, [Entry(DEPOSIT.name, id_, "", 0, me.id, "submit", DRAFT, DEPOSIT.first())])
        ROWS.HEAD.run(unit, id=id_, head=end, entries=count)
        return number

    return actor.company.write(work)
