"""What can be seen of stock: figures and the moves behind them. Base units, UTC."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import settings
from ydh.core.goods.catalogue import words_of
from ydh.core.goods.codes import item_named
from ydh.core.rules.permissions import P
from ydh.core.stock.levels import warehouse_named
from ydh.core.stock.views import MoveView, StockLevel
from ydh.core.values import series
from ydh.core.values.money import MOST, ZERO
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.text import key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.stock import stock as store

MOST_ROWS = 500
_NEWEST = 2**62


def levels(
    actor: Actor,
    text: str = "",
    *,
    below: Decimal | None = None,
    short: bool = False,
    outside: bool = False,
    after: str = "",
    limit: int = 100,
) -> Page[StockLevel]:
    """Stock by sku and warehouse, a page at a time. `short`: nothing available; `below`: less than that available;
    `outside`: beyond its limits.

    `text` are words of what the sku is known by, as in `shelf.search`.

    Services have no stock and are left out; a listed sku that no warehouse has yet stands there with zeros.
    Raises NotAllowed.
    """

    def work(unit: Unit) -> Page[StockLevel]:
        who(unit, actor).need(P.ORDER_VIEW)
        fold, _, warehouse = after.rpartition("@")
        least = Decimal("0.001") if short else MOST if below is None else below
        size = max(1, min(limit, MOST_ROWS))
        here = {"service": False, "fold": key(fold), "warehouse": warehouse, "below": least, **words_of(text)}
        here |= {"anything": 0 if outside else 1, "day": settings(unit).today}
        rows = store.LEVELS.rows(unit, **here, limit=size + 1)
        shown = tuple(_level(row) for row in rows[:size])
        next_ = f"{shown[-1].sku}@{shown[-1].warehouse}" if len(rows) > size else ""
        return Page(shown, next_, partial(actor.company.count, store.LEVELS, here))

    return actor.company.read(work)


def levels_of(actor: Actor, sku: str) -> tuple[StockLevel, ...]:
    """Stock of one sku in every warehouse. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> tuple[StockLevel, ...]:
        who(unit, actor).need(P.ORDER_VIEW)
        item = item_named(unit, sku)
        rows = store.LEVELS_OF_SKU.rows(unit, service=False, fold=key(item.code), day=settings(unit).today)
        return tuple(_level(row) for row in rows)

    return actor.company.read(work)


def _level(row: Row) -> StockLevel:
    code, name, attributes, unit, warehouse, on_hand, reserved, lower, upper, place, lots, free = row
    figures = (plain(on_hand), plain(reserved), plain(free))
    lower, upper = (None if limit is None else plain(limit) for limit in (lower, upper))
    return StockLevel(
        code, name, attributes, unit, warehouse, *figures, lower, upper, place, lots, plain(on_hand - reserved - free)
    )


def moves(actor: Actor, sku: str, *, warehouse: str = "", after: str = "", limit: int = 100) -> Page[MoveView]:
    """The moves behind a sku's figure, newest first, each with the figure after it. Raises NotAllowed, NotFound."""

    def work(unit: Unit) -> Page[MoveView]:
        me = who(unit, actor)
        me.need(P.ORDER_VIEW)
        id_ = item_named(unit, sku).id
        code = warehouse_named(unit, warehouse)[1] if warehouse else ""
        before = int(after) if after.isdecimal() else _NEWEST
        here = {"sku": id_, "id": before, "anywhere": 0 if code else 1, "warehouse": code}
        size = max(1, min(limit, MOST_ROWS))
        rows = store.MOVES.rows(unit, **here, limit=size + 1)
        on_hand = store.SUM_BEFORE.one(unit, **here) or ZERO
        shown, hidden = [], strangers(unit, me, [document for *_, document, _, _ in rows])
        for id_, at, day, place, quantity, kind, lot, document, reason, by in rows[:size]:
            figures = (plain(quantity), plain(on_hand))
            document = "" if document in hidden else document
            shown.append(MoveView(at, day, place, *figures, kind, lot, document, reason, by or "", str(id_)))
            on_hand -= quantity
        total = partial(actor.company.count, store.MOVES, here)
        return Page(tuple(shown), shown[-1].cursor if len(rows) > size else "", total)

    return actor.company.read(work)


def strangers(unit: Unit, me: Who, documents: Iterable[str]) -> set[str]:
    """Of the numbers behind moves, those of shipments and returns that the actor does not see: they are not told."""
    given = set(documents)
    kinds = ((series.SHIPMENT, store.WHOSE_SHIPMENTS), (series.RETURN, store.WHOSE_RETURNS))
    rows = [row for head, whose in kinds for row in whose.rows(unit, sorted(n for n in given if n.startswith(head)))]
    return {number for number, customer, region in rows if not me.sees(customer, region)}
