"""What can be seen of lots: where they are, what expires soon, and which customers got what of one. S16

Quantities in base units, times UTC.
"""

from datetime import date, timedelta
from functools import partial

from ydh.core.company.actors import Actor, Who, who
from ydh.core.company.settings import settings
from ydh.core.goods.codes import item_named
from ydh.core.rules.permissions import P
from ydh.core.stock.levels import warehouse_named
from ydh.core.stock.looking import strangers
from ydh.core.stock.views import LotMove, LotRow, Trace, TraceRow
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.text import escaped, key
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.stock import lot_looking as store

MOST_ROWS = 500


def lots(
    actor: Actor,
    *,
    sku: str = "",
    warehouse: str = "",
    within: int | None = None,
    kind: str = "all",
    after: str = "",
    limit: int = 100,
) -> Page[LotRow]:
    """The lots that are there, by item and expiry, a page at a time.

    `within`: those that expire in so many days, or have; `kind`: all, or the blocked ones. Raises NotAllowed, NotFound.
    """

    def work(unit: Unit) -> Page[LotRow]:
        who(unit, actor).need(P.ORDER_VIEW)
        today = settings(unit).today
        house = warehouse_named(unit, warehouse)[1] if warehouse else ""
        here = {
            **_cursor(after),
            "any_sku": 0 if sku else 1,
            "sku": key(item_of(unit, sku)),
            "any_house": 0 if house else 1,
            "house": house,
            "any_day": 1 if within is None else 0,
            "until": today + timedelta(days=within or 0),
            "any_block": 0 if kind == "blocked" else 1,
        }
        size = max(1, min(limit, MOST_ROWS))
        rows = store.LIST.rows(unit, **here, limit=size + 1)
        shown = tuple(_row(row, today) for row in rows[:size])
        total = partial(actor.company.count, store.LIST, here)
        return Page(shown, shown[-1].cursor if len(rows) > size else "", total)

    return actor.company.read(work)


def _cursor(after: str) -> dict[str, object]:
    fold, last, id_, warehouse = after.rsplit("|", 3) if after.count("|") >= 3 else ("", "", "0", "")
    return {"fold": fold, "last": last, "id": int(id_) if id_.isdecimal() else 0, "warehouse": warehouse}


def _row(row: Row, today: date) -> LotRow:
    id_, lot, sku, name, unit, expires, blocked, house, on_hand, allocated = row
    days = None if expires is None else (expires - today).days
    cursor = f"{key(sku)}|{expires or '9999-12-31'}|{id_}|{house}"
    return LotRow(lot, sku, name, unit, expires, days, blocked, house, plain(on_hand), plain(allocated), cursor)


def trace(actor: Actor, code: str, *, sku: str = "") -> Trace:
    """Where a lot came from, which customers got how much of it and when, and where the rest is. S16.16

    Customers whom the actor does not see are left out. Raises NotAllowed, NotFound, Invalid when several items have
    a lot of that code and `sku` does not say which.
    """

    def work(unit: Unit) -> Trace:
        me = who(unit, actor)
        me.need(P.ORDER_VIEW)
        rows = _named(unit, code, sku)
        skus = sorted({row.sku for row in rows})
        if len(skus) > 1:
            raise Invalid("lot-which", lot=rows[0].code, codes=tuple(skus))
        return _traced(unit, me, rows)

    return actor.company.read(work)


def item_of(unit: Unit, sku: str) -> str:
    """The code of the item that any of its codes stands for; "" for none. Raises NotFound, Conflict, Invalid."""
    return item_named(unit, sku).code if sku else ""


def _named(unit: Unit, code: str, sku: str) -> list[store.LotPlace]:
    sku = item_of(unit, sku)
    rows = [row for row in store.BY_CODE.rows(unit, fold=key(code)) if not sku or key(row.sku) == key(sku)]
    if not rows:
        raise NotFound("lot-unknown", lot=escaped(code))
    return rows


def _traced(unit: Unit, me: Who, rows: list[store.LotPlace]) -> Trace:
    id_, code, sku, name, _, expires, blocked, *_ = rows[0]
    went = tuple(
        TraceRow(*(*row[2:12], plain(row.quantity)))
        for row in store.WENT.rows(unit, lot=id_)
        if me.sees(row.customer_id, row.region)
    )
    moves = store.CAME.rows(unit, lot=id_)
    hidden = strangers(unit, me, [paper for _, _, _, _, paper, *_ in moves])
    came = tuple(
        LotMove(*(at, house, plain(q), kind, "" if paper in hidden else paper, *rest))
        for at, house, q, kind, paper, *rest in moves
    )
    here = tuple(_row(row, settings(unit).today) for row in rows)
    return Trace(code, sku, name, expires, here[0].days, blocked, came, went, here)
