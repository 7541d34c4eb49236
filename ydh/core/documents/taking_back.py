"""Taking an act back: which act it is, that nothing was done after it, and how the document stood before it."""

import json
from datetime import datetime, timedelta
from typing import Any

from ydh.core.company.actors import SYSTEM, Who
from ydh.core.documents.document import Document
from ydh.core.rules.machine import DONE, DRAFT, VOID, Step
from ydh.core.rules.workflows import ACTION_NAMES
from ydh.core.values.errors import WrongStep
from ydh.core.values.lazy import dataclass
from ydh.core.values.outcomes import NO_WAY_BACK, NoUndo, Undo
from ydh.core.values.words import N_, Label
from ydh.store.engine.database import Unit
from ydh.store.workflow import acting as store

TAKE_BACK = "take_back"
_SYSTEM_WENT_ON = NoUndo(N_("the system has approved the next step already"))
_MORE_WAS_DONE = NoUndo(N_("the rest was given up with it"))
_BY_ACTION = {
    "close": NoUndo(N_("what was closed as short stays closed")),
    TAKE_BACK: NoUndo(N_("what was taken back is done anew instead")),
    "submit": NoUndo(N_("withdraw it instead, while nobody has reviewed it")),
}
_BY_END = {
    DRAFT: NoUndo(N_("it is with its author again, who submits it anew")),
    VOID: NoUndo(N_("what ended stays ended")),
    DONE: NO_WAY_BACK,
}
_EARLIER = NoUndo(N_("it waits for an earlier step again, which is approved anew"))


def way_back(doc: Document, number: str, logged: int) -> Undo | NoUndo:
    """How the act that wrote what the document's log has beyond `logged` is taken back, or why it is not.

    `number` is that of the document, or of the part, to which it was done.
    """
    first = doc.log[logged][0]
    if first.action != "approve":
        return _BY_ACTION.get(first.action) or _BY_END.get(first.to, _EARLIER)
    step = doc.flow.step(first.step)
    if step.final:
        return NoUndo(step.final)
    if len(doc.log) > logged + 1:
        return _SYSTEM_WENT_ON if doc.log[-1][0].actor == SYSTEM else _MORE_WAS_DONE
    return Undo(number, doc.entries + len(doc.log), step.asks_back)


@dataclass(frozen=True)
class Passed:
    """A pass that is taken back: its parts by number, and how long what it passed, and the document, had stood there.

    `at` is when it was passed, `by` who did.
    """

    step: Step
    by: int
    at: datetime
    parts: frozenset[str]
    since: datetime
    document_since: datetime


def passed(unit: Unit, me: Who, doc: Document, number: str, entry: int | None) -> Passed:
    """The pass to take back: that of the journal's entry, else the actor's last one.

    `number` is what is named in refusals.
    Raises WrongStep when it was another's, has no way back, or anybody has acted on the document since.
    """
    last = _that(unit, doc, number, entry) if entry is not None else _last(unit, doc)
    if last is None or last.actor != me.id or last.action != "approve" or doc.flow.step(last.step).final:
        raise WrongStep("nothing-to-take-back", number=number)
    body = json.loads(last.body)
    since = last.at - timedelta(microseconds=last.waited)
    stood = datetime.fromisoformat(body["stood"]) if "stood" in body else since
    return Passed(doc.flow.step(last.step), last.actor, last.at, frozenset(body.get("parts", ())), since, stood)


def stood(doc: Document, since: datetime) -> dict[str, Any]:
    """What the journal keeps of a part's pass, so that it can be taken back: since when the document itself stood."""
    return {} if doc.since == since else {"stood": doc.since.isoformat()}


def _last(unit: Unit, doc: Document) -> store.PassRow | None:
    return store.LAST_PASS.row(unit, kind=doc.flow.name, subject=doc.id) if not doc.log else None


def _that(unit: Unit, doc: Document, number: str, entry: int) -> store.PassRow | None:
    """The act of that entry, when all that came after it was taken back again. Raises WrongStep, else."""
    if any(written.action != TAKE_BACK for written, _ in doc.log):
        return None
    rows, taken = store.SINCE.rows(unit, kind=doc.flow.name, subject=doc.id, seq=entry), len(doc.log)
    for row in rows:  # the newest first
        if row.action == TAKE_BACK:
            taken += 1
        elif taken:
            taken -= 1
        elif row.seq == entry:
            return row
        else:
            raise _acted_since(number, row)
    return None


def _acted_since(number: str, row: store.PassRow) -> WrongStep:
    action = Label(ACTION_NAMES.get(row.action, row.action), row.action)
    return WrongStep("acted-since", number=number, by=row.name or "system", when=row.at, action=action)
