"""Statements of who did what to a document last."""

from ydh.store.engine.prepared import Statement, slot
from ydh.store.engine.rows import NamedRow
from ydh.store.tables.log import Journal
from ydh.store.tables.people import Account

# The newest entry of a document: by whom, when.
LAST_ENTRY = Statement(
    Journal.select(Account.name, Journal.at)
    .join(Account, "LEFT OUTER JOIN", on=(Account.id == Journal.actor))
    .where((Journal.kind == slot(Journal.kind)) & (Journal.subject == slot(Journal.subject)))
    .order_by(Journal.seq.desc())
    .limit(1)
)


class PassRow(NamedRow):
    """A pass that may be taken back; its body is JSON."""

    actor: int
    action: str
    step: str
    body: str


# The newest entry but notes, which do not count as acting on the document.
LAST_PASS = Statement(
    Journal.select(Journal.actor, Journal.action, Journal.step, Journal.body)
    .where(
        (Journal.kind == slot(Journal.kind))
        & (Journal.subject == slot(Journal.subject))
        & Journal.action.not_in(("note", "assign"))
    )
    .order_by(Journal.seq.desc())
    .limit(1),
    PassRow,
)
