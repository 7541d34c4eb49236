"""What can be seen of stock papers: a list, and one with its lines. Quantities in base units, times UTC."""

from functools import partial
from typing import Any

from ydh.core.company.actors import Actor, who
from ydh.core.rules.permissions import P
from ydh.core.rules.stock_papers import KINDS, STATES, kind_named
from ydh.core.stock.views import PaperHead, PaperSheetLine, StockPaper
from ydh.core.values.errors import NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.series import typed
from ydh.core.values.text import escaped
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.stock import papers as store

MOST_ROWS = 500
_NEWEST = 2**62


def papers(
    actor: Actor, *, kind: str = "", state: str = "", confirm: bool = False, after: str = "", limit: int = 100
) -> Page[PaperHead]:
    """Stock papers, the newest first, a page at a time; `confirm`: those of others that wait for a second person.

    Raises NotAllowed, Invalid.
    """

    def work(unit: Unit) -> Page[PaperHead]:
        me = who(unit, actor)
        me.need(P.ORDER_VIEW)
        if kind:
            kind_named(kind)
        size = max(1, min(limit, MOST_ROWS))
        before = int(after) if after.isdecimal() else _NEWEST
        at = "waiting" if confirm else state
        here: dict[str, Any] = {"any_kind": 0 if kind else 1, "kind": kind, "any_state": 0 if at else 1, "state": at}
        here |= {"id": before, "anybody": 0 if confirm else 1, "account": me.id}
        rows = store.PAGE.rows(unit, **here, limit=size + 1)
        shown = tuple(map(_head, rows[:size]))
        total = partial(actor.company.count, store.PAGE, here)
        return Page(shown, shown[-1].cursor if len(rows) > size else "", total)

    return actor.company.read(work)


def paper(actor: Actor, number: str) -> StockPaper:
    """A stock paper with its lines. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> StockPaper:
        who(unit, actor).need(P.ORDER_VIEW)
        row = store.BY_NUMBER.row(unit, number=typed(number))
        if row is None:
            raise NotFound("paper-unknown", number=escaped(number))
        return StockPaper(_head(row), tuple(map(_line, store.SHEET.rows(unit, paper=row[0]))))

    return actor.company.read(work)


def _head(row: Row) -> PaperHead:
    id_, version, number, kind, state, *rest, lines = row
    return PaperHead(*(number, KINDS[kind].label, STATES[state], *rest, lines, version, str(id_)))


def _line(row: Row) -> PaperSheetLine:
    *about, quantity, book, reason = row
    difference = None if quantity is None or book is None else plain(quantity - book)
    figures = [None if value is None else plain(value) for value in (quantity, book)]
    return PaperSheetLine(*(*about, *figures, difference, reason))
