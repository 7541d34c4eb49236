"""盘点: a sheet of what should be there, counted in, its differences shown, then posted like any stock paper.

What is posted is the difference to what stood in the books at the time of the count: what left or came since then
is not lost. What was not counted stays as it is. Quantities in base units, times UTC.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from ydh.core.audit.journal import KEPT
from ydh.core.audit.master import check_seen
from ydh.core.company.actors import Actor, who
from ydh.core.company.settings import settings
from ydh.core.rules.permissions import P
from ydh.core.stock.items import find_goods, good_named
from ydh.core.stock.paper_lines import MOST_LINES
from ydh.core.stock.papers import PAPER, Head, add_paper, checked_lines, head_of, lock_paper, put_lines
from ydh.core.stock.told import shown, whole
from ydh.core.stock.views import PaperLine
from ydh.core.values.errors import Conflict, Invalid
from ydh.core.values.money import ZERO
from ydh.core.values.text import by_value, key
from ydh.store.engine.database import Unit
from ydh.store.stock import papers as store

Spot = tuple[str, str]  # folded codes of sku and lot


def begin(actor: Actor, *, warehouse: str = "", category: str = "", shelf: str = "", reason: str = "") -> str:
    """Write a sheet of all that a warehouse has, of one category of it, or of one shelf, and give its number.

    Raises NotAllowed, NotFound, Conflict when there is nothing to count, Invalid when it is too much for one sheet.
    """

    def work(unit: Unit) -> str:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        head = head_of(unit, "count", {"warehouse": warehouse, "reason": reason})
        return add_paper(unit, me, settings(unit), head, "open", _to_count(unit, head, category, shelf))

    return actor.company.write(work)


def how_many(actor: Actor, *, warehouse: str = "", category: str = "", shelf: str = "") -> int:
    """How many lines the sheet would have. Raises as `begin` does."""

    def work(unit: Unit) -> int:
        who(unit, actor).need(P.STOCK_ADJUST)
        return len(_to_count(unit, head_of(unit, "count", {"warehouse": warehouse}), category, shelf))

    return actor.company.read(work)


def shelves(actor: Actor, text: str) -> list[tuple[str, str]]:
    """(shelf, how many items lie there) of the shelves that begin with what was typed. Raises NotAllowed."""

    def work(unit: Unit) -> list[tuple[str, str]]:
        who(unit, actor).need(P.ORDER_VIEW)
        rows = store.SHELVES.rows(unit)
        return [(place, str(count)) for place, count in rows if key(place).startswith(key(text))]

    return actor.company.read(work)


def _to_count(unit: Unit, head: Head, category: str, shelf: str) -> list[PaperLine]:
    about = {"any_category": 0 if category else 1, "category": category}
    rows = store.TO_COUNT.rows(unit, warehouse=head.warehouse[0], **about)
    found = [(place, PaperLine(code, None, lot, expires)) for code, lot, expires, place in rows]
    found.sort(key=lambda it: by_value(it[0]))  # the others as they come: by code, then by expiry
    lines = [line for place, line in found if _lies_on(place, shelf)]
    if not lines:
        raise Conflict("nothing-to-count", code=head.warehouse[1])
    if len(lines) > MOST_LINES:
        raise Invalid("paper-long", most=MOST_LINES)
    return lines


def _lies_on(place: str, shelf: str) -> bool:
    """Whether a place is the shelf, or part of it: A-02-1 lies on A-02, A-021 does not."""
    here, wanted = key(place), key(shelf)
    return here.startswith(wanted) and (len(here) == len(wanted) or not wanted or not here[len(wanted)].isalnum())


def enter(
    actor: Actor, number: str, counts: Sequence[PaperLine], *, at: datetime | None = None, seen: int | None = None
) -> None:
    """Enter what was counted, now or `at` an earlier moment; a line counted again is the newer one.

    What is not on the sheet is added to it. Raises NotAllowed, NotFound, WrongStep, Stale, Invalid.
    """

    def work(unit: Unit) -> None:
        me = who(unit, actor)
        me.need(P.STOCK_ADJUST)
        paper = lock_paper(unit, number, "open")
        check_seen(paper.version, seen)
        if paper.kind != "count":
            raise Invalid("paper-no-count", number=paper.number)
        if at is not None and at > unit.now:
            raise Invalid("count-later")
        lines = {_spot(line): line for line in _lines(unit, paper.id)}
        counted = checked_lines(unit, "count", counts)
        books = _books(unit, paper.warehouse, counted, at)
        for line in counted:
            spot = _spot(line)
            was = lines.get(spot)
            expires = line.expires or (was.expires if was else None)
            reason = line.reason or (was.reason if was else "")
            lines[spot] = PaperLine(line.sku, line.quantity, line.lot, expires, reason, books.get(spot, ZERO))
        put_lines(unit, paper.id, list(lines.values()))
        told = {"lines": whole(list(lines.values()))}
        PAPER.entry(unit, me, paper.id, "count", stock=shown([lines[_spot(line)] for line in counted]), **{KEPT: told})

    actor.company.write(work)


def _lines(unit: Unit, paper: int) -> list[PaperLine]:
    rows = store.LINES.rows(unit, paper=paper)
    return [PaperLine(code, q, lot, expires, why, book) for _, code, lot, expires, q, book, why in rows]


def _spot(line: PaperLine) -> Spot:
    return key(line.sku), key(line.lot)


def _books(unit: Unit, warehouse: int, lines: Sequence[PaperLine], at: datetime | None) -> Mapping[Spot, Decimal]:
    """What the books said of each line at the moment of the count: the figure now, less what moved since."""
    goods = find_goods(unit, (line.sku for line in lines))
    skus = {good.id: key(good.code) for good in goods.values()}
    books: dict[Spot, Decimal] = {}
    for sku, house, on_hand in store.FIGURES.rows(unit, sorted(skus)):
        if house == warehouse and not good_named(goods, skus[sku]).lots:
            books[skus[sku], ""] = on_hand
    folds: dict[int, str] = {}
    for sku, lot, fold, house, on_hand in store.LOT_FIGURES.rows(unit, sorted(skus)):
        folds[lot] = fold
        if house == warehouse:
            books[skus[sku], fold] = on_hand
    for sku, lot, moved in store.MOVED_SINCE.rows(unit, warehouse=warehouse, at=at) if at else ():
        spot = (skus.get(sku, ""), folds.get(lot, "") if lot else "")
        if spot in books:
            books[spot] -= moved
    return books
