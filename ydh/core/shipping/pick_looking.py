"""Looking at counts: which shipments wait to be picked or checked, what is to be counted first; one as it stands."""

from decimal import Decimal
from functools import partial
from typing import Any

from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import Settings, settings
from ydh.core.documents.readers import reader, scope_of
from ydh.core.shipping import picking, scanning
from ydh.core.shipping.views import CHECK, PICK, STATES, WAITING, PickRow, PickSheet
from ydh.core.values.errors import Invalid, WrongStep
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Page
from ydh.core.values.quantities import plain
from ydh.core.values.text import escaped
from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Row
from ydh.store.shipping import picking as store

MOST = 500
PLACE = ("counted", "arrival", "part")  # what the rows are ordered by


def queue(actor: Actor, *, state: str = "", after: str = "", limit: int = 100) -> Page[PickRow]:
    """Shipments that wait to leave, as far as their counts have come: what is still to be counted before what may
    leave, those of the oldest order first (S05.5, S10.9).

    `state` is one of STATES, or WAITING: all but ready; `after` a row's cursor. Raises NotAllowed, Invalid.
    """
    if state and state not in (WAITING, *STATES):
        raise Invalid("setting-choice", value=escaped(state), choices=(WAITING, *STATES))
    wanted = {"": STATES.keys(), WAITING: STATES.keys() - {"ready"}}.get(state, {state})

    def work(unit: Unit) -> Page[PickRow]:
        me, cfg = reader(unit, actor), settings(unit)
        first = here = scope_of(me) | _place(after) | {"unchecked": int(cfg["pick"] in ("off", "pick"))}
        found: list[PickRow] = []
        while True:
            rows = store.waiting(here).rows(unit, **here, limit=MOST)
            found += [row for row in _rows(unit, cfg, rows) if row.state in wanted]
            if len(rows) < MOST or len(found) > limit:
                break
            here = here | dict(zip(PLACE, rows[-1][-3:], strict=True))
        total = None if state else partial(actor.company.count, store.waiting(first), first)
        return Page(tuple(found[:limit]), found[limit - 1].cursor if len(found) > limit else "", total)

    return actor.company.read(work)


def _place(after: str) -> dict[str, int]:
    if not after:
        return {}
    parts = after.split(":")
    if len(parts) != len(PLACE) or not all(part.isascii() and part.isdigit() for part in parts):
        raise Invalid("cursor-form", value=escaped(after))
    return dict(zip(PLACE, map(int, parts), strict=True))


def _rows(unit: Unit, cfg: Settings, rows: list[Row]) -> list[PickRow]:
    ids = [row[-1] for row in rows]
    due = {part: (lines, total) for part, lines, total in store.DUE.rows(unit, ids)} if ids else {}
    done = {(part, phase): total for part, phase, total in store.DONE.rows(unit, ids)} if ids else {}
    return [_row(cfg, row, *due.get(row[-1], (0, ZERO)), done) for row in rows]


def _row(cfg: Settings, row: Row, lines: int, due: Decimal, done: dict[tuple[int, str], Decimal]) -> PickRow:
    picker, picked_at, checker, checked_at, *place = row[8:]
    part = place[-1]
    by = checker if picked_at else picker
    state = _state(cfg, lines, by, picked_at, checked_at)
    phase = CHECK if checked_at or (picked_at and state != "ready") else PICK
    counted = done.get((part, phase), ZERO)
    number, order, code, customer, since, urgent, held, house = row[:8]
    return PickRow(
        number,
        order,
        code,
        customer,
        since,
        urgent,
        held,
        house,
        state,
        by or "",
        lines,
        plain(due),
        plain(counted),
        ":".join(map(str, place)),
    )


def _state(cfg: Settings, lines: int, by: str | None, picked_at: Any, checked_at: Any) -> str:
    """Where the count has come to. Where none is asked for, a shipment that nobody counts may leave as it is."""
    if not lines or checked_at:
        return "ready"
    if picked_at is None:
        if by:
            return "picking"
        return "ready" if cfg["pick"] == "off" else "to_pick"
    if cfg["pick"] in ("off", "pick"):
        return "ready"
    return "checking" if by else "to_check"


def show(actor: Actor, shipment: str) -> PickSheet:
    """A shipment as it is being counted, for who only looks. Raises NotFound."""

    def work(unit: Unit) -> PickSheet:
        me, cfg = who(unit, actor), settings(unit)
        me.need(*picking.RIGHTS)
        part = picking.seen_part(unit, me, shipment, lock=False)
        try:
            phase = picking.phase_of(cfg, part)
        except WrongStep:
            phase = ""
        return scanning.sheet(unit, me, part, phase)

    return actor.company.read(work)
