"""Statements of the reports about returns. Money in cents, quantities in thousandths. See reports.py."""

from functools import lru_cache
from typing import Any

from peewee import SQL, fn

from ydh.store.company.scopes import SCOPES
from ydh.store.engine.prepared import Statement
from ydh.store.reports.reports import Limits, _limited
from ydh.store.tables.batches import STAGED
from ydh.store.tables.returns import Return, ReturnLine

_KEYS: dict[str, Any] = {"sku": ReturnLine.sku, "customer": Return.customer, "reason": ReturnLine.reason}


@lru_cache(maxsize=32)
def returned(by: str, scope: str, limits: Limits) -> Statement:
    """sku, customer or reason, lines, quantity asked back, cents paid back: of returns that were submitted and live."""
    key = _KEYS[by]
    sums = (fn.SUM(ReturnLine.claimed), fn.SUM(ReturnLine.amount))
    query = (
        ReturnLine.select(key, fn.COUNT(SQL("*")), *sums)
        .join(Return, on=(Return.id == ReturnLine.return_doc))
        .where(Return.step.not_in(("draft", "void", STAGED)))
        .group_by(key)
    )
    if scope != "all":
        query = query.where(SCOPES[scope](Return))
    return Statement(_limited(query, Return, limits), raw=True)
