"""Holds of a document's working copy: opened, lifted, and lifted by what comes true of it."""

from datetime import datetime

from ydh.core.documents.document import Document, OpenHold
from ydh.core.rules.machine import Milestone
from ydh.core.values.errors import Conflict
from ydh.core.values.words import Label


def blocking(doc: Document, step: str) -> OpenHold | None:
    """The first open hold that blocks the step."""
    return next((hold for hold in doc.holds if step in doc.flow.hold(hold.kind).blocks), None)


def open_hold(doc: Document, kind: str, actor: int, reason: str, now: datetime) -> None:
    """Open a hold of that kind; it is written with the document. Raises Conflict when one is open already."""
    if any(hold.kind == kind for hold in doc.holds):
        raise Conflict("held-already", number=doc.name, kind=Label(doc.flow.hold(kind).label, kind))
    hold = OpenHold(0, kind, actor, reason, now)
    doc.held += 1
    doc.holds.append(hold)
    doc.opened.append(hold)


def lift(doc: Document, hold: OpenHold, actor: int, answer: str) -> None:
    """Close a hold."""
    doc.holds.remove(hold)
    doc.held -= 1
    doc.lifted.append((hold, actor, answer))


def reopen(doc: Document, hold: OpenHold) -> None:
    """Open a lifted hold again, as it was: what lifted it is taken back."""
    doc.holds.append(hold)
    doc.held += 1
    doc.held_again.append(hold)


def settle_hold(doc: Document, hold: OpenHold, actor: int, answer: str) -> None:
    """Lift a hold because what it waits for is there."""
    lift(doc, hold, actor, answer)
    doc.assessed = doc.assessed or doc.flow.hold(hold.kind).assesses


def come_true(doc: Document, fact: Milestone, actor: int, answer: str = "") -> None:
    """Lift the holds that wait for the fact."""
    for hold in [hold for hold in doc.holds if doc.flow.hold(hold.kind).fact is fact]:
        settle_hold(doc, hold, actor, answer)
