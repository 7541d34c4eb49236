"""Cases: what was wrong with what arrived. Staff settle them, a customer reads what became of its own."""

from typing import Any

from ydh.core.cases.case_table import CASES, MY_CASES
from ydh.core.orders.views import CaseView
from ydh.tui.lists.going import Go
from ydh.tui.lists.nouns import NounBook, noun_book


def _order(book: NounBook, app: Any, row: CaseView) -> Go:
    return Go("order", row.order)


Cases = noun_book(CASES, enter=_order)
MyCases = noun_book(MY_CASES, enter=_order)
