"""What the journal keeps of what happens to a document: with a new revision, or beside it, so that no view is stale."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ydh.core.audit.journal import Entry, record
from ydh.core.company.actors import Who
from ydh.core.documents.document import Document, Part
from ydh.store.engine.database import Unit
from ydh.store.tables.fields import MICROSECOND

# what is said of a document or done about it and leaves its revision: nobody's view of it is stale after that
BESIDE = (
    *("assign", "case", "note", "overtake", "lapse", "settle", "short_answer", "track", "return"),
    *("pick_start", "pick_take_over", "check_start", "check_take_over", "switch_lot"),
)


def beside(unit: Unit, me: Who, doc: Document, action: str, body: Mapping[str, Any]) -> None:
    """Write that something was said of the document, or done about it, that does not change it."""
    all_beside(unit, me, action, [(doc, body)])


def all_beside(unit: Unit, me: Who, action: str, told: Sequence[tuple[Document, Mapping[str, Any]]]) -> None:
    """The same of several documents of one kind, in order; one document may be told of more than once."""
    assert action in BESIDE, action
    entries = [
        Entry(doc.flow.name, doc.id, doc.head, doc.entries, me.id, action, doc.step, doc.step, body=body)
        for doc, body in told
    ]
    docs = {doc.id: doc for doc, _ in told}
    for (doc, _), end in zip(told, record(unit, entries), strict=True):
        doc.head, doc.entries = end
    if told:
        ends = [(doc.id, doc.head, doc.entries) for doc in docs.values()]
        told[0][0].rows.HEAD.many(unit, "id head entries", ends)


def log(
    unit: Unit,
    doc: Document,
    actor: int,
    action: str,
    before: str,
    after: str,
    since: datetime,
    body: dict[str, Any],
    parts: tuple[Part, ...] = (),
) -> None:
    """Note one journal entry about the document; the revision grows with it."""
    waited = (unit.now - since) // MICROSECOND
    doc.log.append((Entry(doc.flow.name, doc.id, "", 0, actor, action, before, after, waited, body), parts))
    doc.revision += 1
