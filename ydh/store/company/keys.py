"""Statements of the answers that repeated calls had."""

from ydh.store.engine.prepared import Members, Statement, locked, slot
from ydh.store.tables.log import Idempotency
from ydh.store.tables.people import Account

FIND_ANSWER = Statement(
    Idempotency.select(Idempotency.request, Idempotency.result).where(
        (Idempotency.account == slot(Idempotency.account)) & (Idempotency.key == slot(Idempotency.key))
    )
)

# key, request, result
FIND_ANSWERS = Members(
    lambda _engine, members: Idempotency.select(Idempotency.key, Idempotency.request, Idempotency.result).where(
        (Idempotency.account == slot(Idempotency.account)) & Idempotency.key.in_(members)
    ),
    Idempotency.key,
)

KEEP_ANSWER = Statement(
    Idempotency.insert(
        {
            Idempotency.account: slot(Idempotency.account),
            Idempotency.key: slot(Idempotency.key),
            Idempotency.request: slot(Idempotency.request),
            Idempotency.result: slot(Idempotency.result),
            Idempotency.at: slot(Idempotency.at),
        }
    ).on_conflict_ignore()
)

# Who asks with a key waits until what he asked before has its answer; rows may go on pointing at the account.
ASKING = Statement(
    lambda engine: locked(Account.select(Account.id).where(Account.id == slot(Account.id)), engine, "FOR NO KEY UPDATE")
)
