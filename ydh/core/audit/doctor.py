"""Examines a company: whether its books add up, its journal is whole, and its database stands on safe ground.

Each check is one line of CHECKS; none changes anything. Money in yuan, quantities in base units.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ydh.core.audit import doctor_books, doctor_codes, doctor_imports
from ydh.core.audit import doctor_books as books
from ydh.core.audit import doctor_machine as machine
from ydh.core.audit.proof import last_before, need_whole_company
from ydh.core.audit.views import Finding
from ydh.core.company.actors import Actor, who
from ydh.core.rules.permissions import P
from ydh.core.values.words import MASKED, N_, Label
from ydh.store.engine.database import Store, Unit


@dataclass(frozen=True)
class Check:
    """One check. `run` yields what is wrong; a `deep` one takes seconds for each million rows.

    It is given the store, and the last entry of the journal that a seal covers and nobody wants proved again.
    """

    label: Label
    run: Callable[[Unit, Store, int], Iterator[Finding]]
    deep: bool = False


def _check(code: str, label: str, run: Callable[[Label, Unit, Store], Iterator[Finding]], deep: bool = False) -> Check:
    named = Label(label, code)
    return Check(named, lambda unit, store, _: run(named, unit, store), deep)


def _of_journal(code: str, label: str, run: Callable[[Label, Unit, int], Iterator[Finding]]) -> Check:
    named = Label(label, code)
    return Check(named, lambda unit, _, since: run(named, unit, since), deep=True)


CHECKS = (
    _check("version", N_("database version"), machine.version),
    _check("schema", N_("schema"), machine.schema),
    _check("settings", N_("database settings"), machine.settings),
    _check("files", N_("files"), machine.files),
    _check("file-system", N_("file system"), machine.file_system),
    _check("wal", N_("write-ahead log"), machine.wal),
    _check("clock", N_("this machine's clock"), machine.clock),
    _check("pages", N_("pages and references"), machine.pages, deep=True),
    _check("on-hand", N_("stock on hand"), books.on_hand),
    _check("reserved", N_("reserved stock"), books.reserved),
    _check("lots", N_("lots of goods"), books.lots),
    _check("moves", N_("stock moves and their documents"), books.moves, deep=True),
    _check("allocated", N_("promised lots"), books.allocated),
    _check("lapsed", N_("promises that can be kept"), books.lapsed),
    _check("reservations", N_("reservations"), books.reservations),
    _check("codes", N_("codes of items"), doctor_codes.codes),
    _check("ledger", N_("quantities of lines"), books.ledger),
    _check("received", N_("received quantities"), books.received),
    _check("cases", N_("cases and arrivals"), books.cases),
    _check("returns", N_("returned quantities"), doctor_books.claims),
    _check("restocked", N_("restocked quantities"), doctor_books.restocked),
    _check("refunds", N_("refunds"), doctor_books.refunds),
    _check("sums", N_("order totals"), books.sums),
    _check("amounts", N_("line amounts"), books.amounts),
    _check("steps", N_("steps of orders"), books.steps),
    _check("holds", N_("holds"), books.holds),
    _check("imports", N_("imports"), doctor_imports.imports),
    _check("numbers", N_("numbers"), books.numbers),
    _check("counts", N_("what counts in reports"), books.counts),
    _check("entries", N_("journal entries"), books.entries),
    _of_journal("chain", N_("journal"), books.chain),
    _of_journal("replay", N_("replay of the journal"), books.replay),
)


def examine(
    actor: Actor,
    *,
    deep: bool = False,
    since: date | None = None,
    progress: Callable[[Label], None] | None = None,
) -> list[Finding]:
    """Run every check, the deep ones when asked, and give what they find; one finding of level ok for each that passes.

    `since` proves of the journal only what has an entry after the last seal before that day.
    `progress` is told each check before it runs. Raises NotAllowed without system.configure or audit.view,
    or with a limited scope.
    """
    store = actor.company.store
    amounts, sealed = actor.company.read(lambda unit: (_may(unit, actor), last_before(unit, since)))
    found: list[Finding] = []
    for check in CHECKS:
        if check.deep and not deep:
            continue
        if progress:
            progress(check.label)
        # a look for each check, so that no old picture keeps the log from being written back for long
        seen = actor.company.read(_look(check, store, sealed))
        if check.label.code == "imports":
            seen = doctor_imports.settled(actor.company, seen)
        found += seen or [Finding("ok", check.label, "", "check-fine")]
    return found if amounts else [_masked(finding) for finding in found]


def _look(check: Check, store: Store, sealed: int) -> Callable[[Unit], list[Finding]]:
    return lambda unit: list(check.run(unit, store, sealed))


def _may(unit: Unit, actor: Actor) -> bool:
    me = who(unit, actor)
    me.need(P.SYSTEM_CONFIGURE, P.AUDIT_VIEW)
    need_whole_company(me)
    return me.sees_amounts()


def _masked(finding: Finding) -> Finding:
    if not books.MONEY & set(finding.data):
        return finding
    data = {name: MASKED if name in books.MONEY else value for name, value in finding.data.items()}
    return Finding(finding.level, finding.check, finding.subject, finding.id, data)
