"""Reservations that are kept in vain, because a lot has died, are given up, each with an entry of its order.

Nothing of what is available waits for this: it only tells people. Done by the clock, by the release of the order
itself (core/orders/reserving.py), and where such goods leave the stock by hand. Quantities in base units.
"""

from collections.abc import Iterable

from ydh.core.audit.journal import Entry, record
from ydh.core.company.actors import Who
from ydh.core.company.settings import settings
from ydh.core.stock import levels
from ydh.core.values.errors import Stale
from ydh.core.values.quantities import plain
from ydh.store.engine.database import Unit
from ydh.store.orders import orders
from ydh.store.stock import leaving as store

LAPSE = "lapse"
LAPSED = "lapsed"  # in an entry's body: position, code and quantity of each line


def lapse(unit: Unit, me: Who, skus: Iterable[int] | None = None) -> list[str]:
    """Give up what is reserved in vain of these items, or of all, and give the numbers of the orders.

    Locks the orders before the stock. Raises Stale when another was faster.
    """
    day = settings(unit).today
    found = store.died(unit, day, skus)
    if not found:
        return []
    docs = {row.id: row for row in store.ORDERS.rows(unit, sorted({it.order for it in found}))}
    items = sorted({it.sku for it in found})
    levels.lock(unit, items)
    gone = [it for it in store.died(unit, day, items) if it.order in docs]
    rows = [(it.line, it.warehouse, it.quantity) for it in gone]
    if store.GIVE_UP.many(unit, "line warehouse quantity", rows) != len(rows):
        raise Stale("stock-changed")
    levels.unreserve(unit, [(it.sku, it.warehouse, it.quantity) for it in gone])
    return _told(unit, me, docs, gone)


def _told(unit: Unit, me: Who, docs: dict[int, store.OrderEnd], gone: list[store.Died]) -> list[str]:
    names = {line: (position, code) for line, position, code in store.LINES.rows(unit, sorted({g.line for g in gone}))}
    lapsed: dict[int, list[list[object]]] = {}
    for it in sorted(gone, key=lambda it: names[it.line]):
        position, code = names[it.line]
        lapsed.setdefault(it.order, []).append([position, code, f"{plain(it.quantity):f}"])
    told = [(docs[order], rows) for order, rows in sorted(lapsed.items())]
    entries = [
        Entry("order", doc.id, doc.head, doc.entries, me.id, LAPSE, doc.step, doc.step, body={LAPSED: rows})
        for doc, rows in told
    ]
    ends = [(doc.id, *end) for (doc, _), end in zip(told, record(unit, entries), strict=True)]
    orders.HEAD.many(unit, "id head entries", ends)
    return [doc.number for doc, _ in told]
