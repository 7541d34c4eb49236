"""What people do to a lot: block it with a reason, let it go again, correct its expiry. Each is journaled. S16"""

from collections.abc import Callable
from datetime import date

from ydh.core.audit.journal import Subject, changes
from ydh.core.company.actors import Actor, Who, who
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.text import clean, escaped, key
from ydh.store.engine.database import Unit
from ydh.store.stock import lot_looking as store
from ydh.store.tables.goods import Lot

LOT = Subject("lot", Lot)


def block(actor: Actor, lot: str, *, reason: str, sku: str = "") -> None:
    """Keep a lot from leaving, shipments that it was promised to included. Raises NotAllowed, NotFound, Invalid."""
    why = clean(reason, "reason")
    _changed(actor, lot, sku, lambda unit, me, row: _set_blocked(unit, me, row, "block", why))


def unblock(actor: Actor, lot: str, *, reason: str, sku: str = "") -> None:
    """Let a blocked lot leave again, and say why. Raises NotAllowed, NotFound, Invalid, Conflict."""
    why = clean(reason, "reason")

    def work(unit: Unit, me: Who, row: store.LotToChange) -> None:
        if not row.blocked:
            raise Conflict("lot-not-blocked", lot=row.code)
        _set_blocked(unit, me, row, "unblock", "", reason=why)

    _changed(actor, lot, sku, work)


def set_expiry(actor: Actor, lot: str, expires: date | None, *, reason: str, sku: str = "") -> None:
    """Correct the last day of a lot, and say why; None never expires. Raises NotAllowed, NotFound, Invalid."""
    why = clean(reason, "reason")

    def work(unit: Unit, me: Who, row: store.LotToChange) -> None:
        if row.expires == expires:
            return
        store.SET_EXPIRES.run(unit, id=row.id, expires=expires)
        changed = changes(unit, {"expires": row.expires}, {"expires": expires})
        LOT.entry(unit, me, row.id, "expiry", sku=row.sku, reason=why, changes=changed)

    _changed(actor, lot, sku, work)


def _set_blocked(unit: Unit, me: Who, row: store.LotToChange, action: str, blocked: str, **body: str) -> None:
    if row.blocked == blocked:
        return
    store.SET_BLOCKED.run(unit, id=row.id, blocked=blocked)
    changed = changes(unit, {"blocked": row.blocked}, {"blocked": blocked})
    LOT.entry(unit, me, row.id, action, sku=row.sku, changes=changed, **body)


def _changed(actor: Actor, lot: str, sku: str, change: Callable[[Unit, Who, store.LotToChange], None]) -> None:
    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        rows = [row for row in store.LOCK.rows(unit, fold=key(lot)) if not sku or key(row.sku) == key(sku)]
        if not rows:
            raise NotFound("lot-unknown", lot=escaped(lot))
        if len(rows) > 1:
            raise Invalid("lot-which", lot=rows[0].code, codes=", ".join(sorted(row.sku for row in rows)))
        change(unit, me, rows[0])

    actor.company.write(work)
